"""Filling a server's organisation over HTTP, timing the calls that store facts."""

import time
from dataclasses import dataclass, field
from itertools import batched

from bench.speed.dataset import ORG, WORKSTREAMS, Dataset
from bench.speed.serving import Server

FACTS_A_CALL = 500
AT_FIRST = 1_000
"""So many facts are there at least, when storing is said to be at its beginning."""
CALLS_COUNTED = 8
"""How many calls at the beginning and at the end are counted."""


@dataclass
class Filling:
    """Facts a second for each call, in order."""

    rates: list[float] = field(default_factory=list)

    @property
    def at_first(self) -> float:
        """Facts a second while few are stored."""
        skipped = AT_FIRST // FACTS_A_CALL
        return _middle(self.rates[skipped : skipped + CALLS_COUNTED] or self.rates)

    @property
    def at_last(self) -> float:
        """Facts a second in the last calls."""
        return _middle(self.rates[-CALLS_COUNTED:])


def _middle(rates: list[float]) -> float:
    return sorted(rates)[len(rates) // 2]


def is_filled(server: Server) -> bool:
    """Whether the organisation is there already, from an earlier run."""
    return bool(server.ask("GET", f"/orgs/{ORG}/workstreams")["workstreams"])


def fill(server: Server, data: Dataset, total: int, others: int = 0) -> Filling:
    """Store facts, workstreams and links; first one fact each in other organisations."""
    filling = Filling()
    for number in range(others):
        server.ask("POST", f"/orgs/other{number}/facts", {"facts": list(data.facts(1))})
    # The oldest first, as meetings bring them.
    for facts in batched(reversed(list(data.facts(total))), FACTS_A_CALL, strict=False):
        start = time.perf_counter()
        server.ask("POST", f"/orgs/{ORG}/facts", {"facts": facts})
        filling.rates.append(len(facts) / (time.perf_counter() - start))
    for workstream in data.workstreams():
        server.ask("POST", f"/orgs/{ORG}/workstreams", workstream)
    for number in range(WORKSTREAMS):
        server.ask("POST", f"/workstreams/w{number}/link-facts", data.links(number, total))
    return filling
