"""How the cost of planning, searching and listing grows with the facts of one organisation.

    python -m bench.plan [--sizes 1000,10000,100000] [--rounds 40]

Stores of each size are filled once, then all are asked in turn, round by round, so that a slow moment of the machine
strikes every size alike. Prints medians and the ratio to the smallest size. Words are drawn by Zipf's law: the
commonest stand in about half of all facts, as in real meetings.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from spine import config
from spine.domain import times
from spine.domain.fact_types import FACT_TYPES
from spine.schemas.facts import EvidenceFields, FactFields
from spine.schemas.planning import PlanOptions
from spine.schemas.queries import FactSearch, WorkstreamList
from spine.schemas.workstreams import WorkstreamFields
from spine.store.sqlite.store import SqliteStore
from spine.usecases import facts, links, search, workstreams
from spine.usecases.planning.pipeline import plan_agenda
from spine.usecases.planning.presentation import present
from spine.usecases.service import Service

ORG = "bench"
VOCABULARY = 5_000
WORDS_A_FACT = 14
WORKSTREAMS = 30
FACTS_A_WORKSTREAM = 40
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def words(chance: random.Random) -> Iterator[str]:
    """Words without end, the n-th commonest of them with a frequency of about 1/n."""
    ranks = range(1, VOCABULARY + 1)
    weights = [1 / rank for rank in ranks]
    while True:
        yield from (f"palavra{rank}" for rank in chance.choices(ranks, weights, k=1_000))


def fact(number: int, said: Iterator[str], chance: random.Random) -> FactFields:
    """One fact of the bench, with a quote."""
    text = " ".join(next(said) for _ in range(WORDS_A_FACT))
    return FactFields(
        fact_id=f"f{number}",
        fact_type=chance.choice(list(FACT_TYPES)),
        text=text,
        evidence=(EvidenceFields(quote=text[:60]),),
        created_at=times.iso(NOW - timedelta(minutes=number)),
    )


def filled(size: int, folder: Path) -> Service:
    """A service whose organisation has so many facts and 30 workstreams of 40 linked facts each."""
    chance = random.Random(size)
    said = words(chance)
    service = Service(
        SqliteStore(folder / f"{size}.sqlite3"), config.read({}), lambda: NOW, lambda: f"{chance.getrandbits(64):016x}"
    )
    for start in range(0, size, 500):
        facts.store(service, ORG, [fact(n, said, chance) for n in range(start, min(size, start + 500))])
    for number in range(WORKSTREAMS):
        made = workstreams.save(
            service, ORG, WorkstreamFields(title=f"{next(said)} {next(said)} iniciativa{number}", priority=number % 5)
        )
        linked = [f"f{chance.randrange(size)}" for _ in range(FACTS_A_WORKSTREAM)]
        links.link_into(service, made, linked, 1.0)
    return service


def planned(service: Service, text: str) -> None:
    """One whole answer to a request for an agenda."""
    options = PlanOptions(org=ORG)
    present(service, plan_agenda(service, text, options), options)


CALLS: dict[str, Callable[[Service], object]] = {
    "plan-nl, no subject": lambda s: planned(s, "pauta da próxima reunião"),
    "plan-nl, a workstream": lambda s: planned(s, "reunião sobre iniciativa7 e iniciativa8, 45 min"),
    "plan-nl, no workstream": lambda s: planned(s, "reunião sobre palavra4800 e palavra4900, 45 min"),
    "search, common words": lambda s: search.search(s, FactSearch(org=ORG, q="palavra1 palavra2 palavra3")),
    "search, common and rare": lambda s: search.search(s, FactSearch(org=ORG, q="palavra1 palavra4700")),
    "list of workstreams": lambda s: workstreams.of_organisation(s, ORG, WorkstreamList()),
}


def measured(services: dict[int, Service], call: Callable[[Service], object], rounds: int) -> dict[int, float]:
    """The median milliseconds of a call for each size, the sizes asked in turn."""
    taken: dict[int, list[float]] = {size: [] for size in services}
    for number in range(rounds + 2):
        for size, service in services.items():
            start = time.perf_counter()
            call(service)
            if number >= 2:  # the first two warm the caches
                taken[size].append((time.perf_counter() - start) * 1_000)
    return {size: statistics.median(values) for size, values in taken.items()}


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--rounds", type=int, default=40)
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.sizes.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        services = {size: filled(size, Path(folder)) for size in sizes}
        print(f"{'median ms (ratio to the first)':<34}" + "".join(f"{size:>20,}" for size in sizes))
        for name, call in CALLS.items():
            taken = measured(services, call, asked.rounds)
            cells = [f"{taken[size]:.2f} ({taken[size] / taken[sizes[0]]:.2f})" for size in sizes]
            print(f"{name:<34}" + "".join(f"{cell:>20}" for cell in cells))


if __name__ == "__main__":
    main()
