#!/usr/bin/env python3
"""How long do an export and an import take, and is their memory flat? On SQLite, or through the tests' double.

    python bench/transfer.py [--facts 10000 100000] [--cosmos 1000 5000]

One organisation with that many facts (a text of 200 characters, a quote, an owner), 50 workstreams and 2,000 links
is exported from SQLite, imported into another SQLite file and exported again; the files must be the same. With
--cosmos it goes through a container of the double instead, whose own seconds these are. Every step runs in a process
of its own; printed are its seconds and its peak memory.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import batched
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from spine import config
from spine.domain.documents import Document, Link
from spine.domain.facts import Evidence, Fact
from spine.domain.organisations import Organisation
from spine.domain.workstreams import Workstream
from spine.operations.transfer.export import export
from spine.operations.transfer.importing import load
from spine.store.protocol import Create, Store
from spine.usecases.organisations import named
from spine.usecases.service import Service

AT = "2026-01-01T00:00:00Z"
WORKSTREAMS, LINKS = 50, 2_000


def main() -> None:
    """Read the arguments, and measure each number of facts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--cosmos", type=int, nargs="*", default=[])
    parser.add_argument("--step", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        return step(*options.step)
    for number in options.facts:
        measure(number, "")
    if options.cosmos:
        from tests.double import DATABASE, Double

        with Double() as double:
            for number in options.cosmos:
                measure(number, "|".join((double.endpoint, double.key, DATABASE, double.container())))
    return None


def measure(number: int, cosmos: str) -> None:
    """There and back again, each step in a process of its own."""
    with TemporaryDirectory() as folder:
        first, second, third = f"{folder}/a.sqlite3", cosmos or f"{folder}/b.sqlite3", f"{folder}/c.sqlite3"
        one, two = f"{folder}/1.jsonl", f"{folder}/2.jsonl"
        print(f"{number:,} facts through {'Cosmos DB (the double)' if cosmos else 'SQLite'}", flush=True)
        run("fill", first, str(number))
        run("export", first, one)
        print(f"  {Path(one).stat().st_size / 1e6:.1f} MB", flush=True)
        run("import", second, one)
        run("export", second, two)
        if cosmos:
            run("import", third, two)
        assert Path(one).read_bytes() == Path(two).read_bytes()
        print("  the same bytes", flush=True)


def run(*arguments: str) -> None:
    """A step in a process of its own, and what it came to."""
    ran = subprocess.run([sys.executable, __file__, "--step", *arguments], check=True, capture_output=True, text=True)
    told = json.loads(ran.stdout)
    print(
        f"  {arguments[0]:7} {told['seconds']:7.1f} s  peak {told['peak']:6.1f} MB (+ {told['risen']:.1f})", flush=True
    )


def step(what: str, where: str, argument: str) -> None:
    """One step in this process."""
    store = opened(where)
    with closing(store):  # type: ignore[type-var]
        service = Service(store, config.read({}), lambda: datetime.now(UTC), lambda: "0" * 16)
        store.migrate()
        before, began = peak(), time.perf_counter()
        match what:
            case "fill":
                fill(store, int(argument))
            case "export":
                export(service, Path(argument))
            case "import":
                load(service, Path(argument))
        told = {"seconds": time.perf_counter() - began, "peak": peak(), "risen": peak() - before}
    print(json.dumps(told))


def opened(where: str) -> Store:
    """The store of this name."""
    if "|" in where:
        from spine.store.cosmos.client import Account
        from spine.store.cosmos.store import CosmosStore

        endpoint, key, database, container = where.split("|")
        return CosmosStore(Account(endpoint, database, container, key), missing_retry_seconds=0)
    from spine.store.sqlite.store import SqliteStore

    return SqliteStore(where)


def fill(store: Store, number: int) -> None:
    """The organisation."""
    for some in batched(documents(number), 1000, strict=False):
        store.commit_in_parts("acme", [Create(one) for one in some])


def documents(number: int) -> Iterator[Document]:
    """All that is in it."""
    chance = Random(1)
    words = ["".join(chance.choices("abcdefghilmnoprstuv", k=7)) for _ in range(3000)]
    yield named(Organisation(org_id="acme", name="Acme", created_at=AT, updated_at=AT))
    for n in range(WORKSTREAMS):
        title = " ".join(chance.choices(words, k=4))
        yield Workstream(org_id="acme", workstream_id=f"ws{n}", title=title, created_at=AT, updated_at=AT, rev="r")
    for n in range(number):
        text = " ".join(chance.choices(words, k=25))
        quote = Evidence(evidence_id="ev_1", quote=text[:120], char_span=(n, n + 120), utterance_ids=("u1", "u2"))
        yield Fact(
            org_id="acme", fact_id=f"f{n}", fact_type="decision", text=text, owner="Ana", meeting_id=f"m{n // 30}",
            evidence=(quote,), created_at=AT, updated_at=AT,
        )  # fmt: skip
    for n in range(min(LINKS, number)):
        ws = f"ws{n % WORKSTREAMS}"
        yield Link(org_id="acme", workstream_id=ws, fact_id=f"f{n}", created_at=AT, fact_created_at=AT)


def peak() -> float:
    """The most memory that this program has had, in MB; getrusage would count the one that started it, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
