#!/usr/bin/env python3
"""How long does a sweep take, and does its memory grow with the number of organisations? On SQLite, or the double.

    python bench/sweep.py [--organisations 1000 10000] [--cosmos]

Each organisation has five workstreams, one of them neglected, and a fact linked to each. Every number of
organisations is swept in a process of its own, twice: the first pass flags and takes the pictures, the second finds
everything done. Printed are the seconds of both, and how many MB the process's peak memory rose over what it was
before the first pass. With --cosmos the store is the tests' double, as few organisations as you like: it is slow, and
the seconds are the double's own; printed is then the charge an organisation, too, with no ceiling in force.
"""

import argparse
import logging
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from spine import config
from spine.domain import times
from spine.domain.documents import Document, Link
from spine.domain.facts import Fact
from spine.domain.organisations import Organisation
from spine.domain.sweeps import started
from spine.domain.workstreams import Workstream
from spine.store import charges
from spine.store.protocol import Create, Store
from spine.store.sqlite.store import SqliteStore
from spine.usecases import sweep
from spine.usecases.service import Service
from spine.usecases.sweep_progress import read_checkpoint

WORKSTREAMS = 5
NOW = datetime.now(UTC)


def main() -> None:
    """Read the arguments, and measure each number of organisations in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--organisations", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--cosmos", action="store_true")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        return measure(options.organisations[0], cosmos_store if options.cosmos else sqlite_store)
    for number in options.organisations:
        asked = ["--organisations", str(number), "--here"] + ["--cosmos"] * options.cosmos
        subprocess.run([sys.executable, __file__, *asked], check=True)
    return None


@contextmanager
def sqlite_store() -> Iterator[Store]:
    """A store on a file that goes away again."""
    with TemporaryDirectory() as folder, closing(SqliteStore(Path(folder) / "spine.sqlite3")) as store:
        yield store


@contextmanager
def cosmos_store() -> Iterator[Store]:
    """A store on the double."""
    from spine.store.cosmos.client import Account
    from spine.store.cosmos.store import CosmosStore
    from tests.double import DATABASE, Double

    class Forgetful(Double):
        """It keeps no list of the requests, which would grow in this very process."""

        def _keep(self, _: object) -> None:
            pass

    with Forgetful() as double:
        account = Account(double.endpoint, DATABASE, double.container(), double.key)
        with closing(CosmosStore(account, missing_retry_seconds=0)) as store:
            yield store


def measure(number: int, opened: Callable[[], object]) -> None:
    """Fill a store, sweep it twice and print what came of it."""
    logging.disable(logging.WARNING)
    with opened() as store:  # type: ignore[attr-defined]
        for place in range(number):
            org_id = f"org{place:06}"
            store.commit_in_parts(org_id, [Create(one) for one in organisation(org_id)])
        service = Service(store, config.read({}), lambda: datetime.now(UTC), lambda: str(time.monotonic_ns()))
        before = peak()
        passes = [swept(service) for _ in range(2)]
        risen = peak() - before
    seconds = ", ".join(f"{took:.1f} s" for took, _ in passes)
    units = ", ".join(f"{charged / number:.0f} RU" for _, charged in passes) if passes[0][1] else ""
    print(f"{number:,} organisations: {seconds}; peak memory + {risen:.1f} MB", units, flush=True)


def organisation(org_id: str) -> Iterator[Document]:
    """An organisation with five workstreams, one of them neglected, and a fact in each."""
    now, old = times.iso(NOW - timedelta(days=1)), times.iso(NOW - timedelta(days=40))
    yield Organisation(org_id=org_id, created_at=old, updated_at=old)
    for n in range(WORKSTREAMS):
        updated = now if n else old
        yield Workstream(
            org_id=org_id, workstream_id=f"ws{n}", title=f"Workstream {n}", created_at=old, updated_at=updated, rev="r"
        )
        yield Fact(org_id=org_id, fact_id=f"f{n}", fact_type="task", text=f"Fact {n}", created_at=now, updated_at=now)
        yield Link(org_id=org_id, workstream_id=f"ws{n}", fact_id=f"f{n}", created_at=now, fact_created_at=now)


def swept(service: Service) -> tuple[float, float]:
    """The seconds of a whole pass, waits left out, and what it was charged."""
    checkpoint = started(read_checkpoint(service), service.clock())
    began = time.perf_counter()
    with charges.metered() as meter:
        done = sweep.Sweep(service, checkpoint, meter, lambda _: None, None).run()
    assert done.is_complete
    if done.tally.failed:
        print(f"{done.tally.failed} items failed")
    return time.perf_counter() - began, meter.units


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
