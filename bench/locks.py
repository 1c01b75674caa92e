"""How long does a request wait for a lock, while others read and write? On SQLite, in one process.

    python -m bench.locks FILE [--threads 4] [--seconds 20]

FILE is a database that `bench.speed --keep` has filled; it is copied first. Each thread sends plans, searches and
lists, and after every third request stores a fact. Timed are the lock of the document cache and the waits for the right
to write, which SQLite gives to one at a time. Printed are, for each, how often it was taken, the median, the 99th
percentile and the longest wait in milliseconds.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

WRITE_LOCK = "SQLite's write lock"
WAITS: dict[str, list[float]] = defaultdict(list)
"""Seconds by name of the lock."""


class TimedLock:
    """A lock that notes how long each waits for it."""

    def __init__(self, name: str) -> None:
        self._lock, self._name = threading.Lock(), name

    def __enter__(self) -> None:
        start = time.perf_counter()
        self._lock.acquire()
        WAITS[self._name].append(time.perf_counter() - start)

    def __exit__(self, *error: object) -> None:
        self._lock.release()


def main() -> None:
    """Copy, time, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="locks-") as folder:
        database = Path(folder) / "copy.sqlite3"
        shutil.copy(options.file, database)
        local = {"AZURE_FUNCTIONS_ENVIRONMENT": "Development", "SPINE_STORE": "sqlite", "SPINE_DB_PATH": str(database)}
        os.environ |= local
        time_locks()
        run(options.threads, options.seconds)
    print("| lock | taken | median, ms | 99th percentile, ms | longest, ms |\n| --- | ---: | ---: | ---: | ---: |")
    for name, waits in WAITS.items():
        *_, high = statistics.quantiles(waits, n=100) if len(waits) > 1 else waits
        shown = (f"{1_000 * seconds:.2f} |" for seconds in (statistics.median(waits), high, max(waits)))
        print(f"| {name} | {len(waits):,} |", *shown)


def time_locks() -> None:
    """Put timed locks in place of those that are made from now on, and time how long transactions wait to begin."""
    from spine.store import document_cache
    from spine.store.sqlite import connections

    execute = connections._Connection.execute

    def timed(self: connections._Connection, statement: str, *values: Any) -> Any:
        start = time.perf_counter()
        done = execute(self, statement, *values)
        if statement == "BEGIN IMMEDIATE":
            WAITS[WRITE_LOCK].append(time.perf_counter() - start)
        return done

    connections._Connection.execute = timed  # type: ignore[method-assign, assignment]
    document_cache.Lock = lambda: TimedLock("the lock of the document cache")  # type: ignore[assignment, attr-defined, return-value]


def run(threads: int, seconds: float) -> None:
    """Send the mixed requests."""
    from bench.speed.dataset import ORG, Dataset
    from spine.bootstrap import service
    from spine.schemas.facts import FactBatch
    from spine.schemas.planning import PlanOptions
    from spine.schemas.queries import FactList, FactSearch
    from spine.usecases import fact_lists, facts, search
    from spine.usecases.idempotency import NO_IDEMPOTENCY_KEY
    from spine.usecases.planning.pipeline import plan_agenda

    data, made = Dataset(), service()
    name, words = data.name_of(3), " ".join(data.vocabulary[3:6])
    fact, end = next(data.facts(1)), time.monotonic() + seconds
    made.store.ping()

    def send(thread: int) -> None:
        number = 0
        while time.monotonic() < end:
            number += 1
            plan_agenda(made, f"reunião sobre {name}, 45 min", PlanOptions(org=ORG))
            search.search(made, FactSearch(org=ORG, q=words))
            fact_lists.of_organisation(made, ORG, FactList())
            new = FactBatch.model_validate({"facts": [{**fact, "fact_id": f"lock-{thread}-{number}"}]})
            facts.store_batch(made, ORG, new, NO_IDEMPOTENCY_KEY)

    pool = [threading.Thread(target=send, args=(thread,)) for thread in range(threads)]
    for one in pool:
        one.start()
    for one in pool:
        one.join()


if __name__ == "__main__":
    main()
