"""The requests that are timed."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from secrets import token_hex
from typing import Any
from urllib.parse import urlencode

from bench.speed.dataset import ORG, PEOPLE, Dataset

PLAN = "/agenda/plan-nl"


@dataclass(frozen=True)
class Timed:
    """A request by the name that it has in the table. A slow one is sent in every `every`-th round alone."""

    name: str
    method: str
    path: str
    body: Any = None
    every: int = 1


HEALTH = Timed("GET /health", "GET", "/health")


def requests(data: Dataset) -> list[Timed]:
    """All requests but `/health`."""
    rare, common = data.vocabulary[1500], data.vocabulary[3:6]
    search = urlencode({"org": ORG, "q": " ".join(common)})
    mixed = urlencode({"org": ORG, "q": f"{common[0]} {rare}"})
    return [
        *_plans(data, rare),
        Timed("facts/search, three common words", "GET", f"/facts/search?{search}"),
        Timed("facts/search, a common and a rare word", "GET", f"/facts/search?{mixed}"),
        Timed("list of workstreams", "GET", f"/orgs/{ORG}/workstreams"),
        Timed("facts of a workstream", "GET", f"/workstreams/w3/facts?org={ORG}"),
        Timed("list of facts", "GET", f"/orgs/{ORG}/facts"),
        Timed("one fact", "GET", f"/facts/f17?org={ORG}"),
        Timed("workstreams:suggest", "POST", f"/orgs/{ORG}/workstreams:suggest", every=8),
    ]


def _plans(data: Dataset, rare: str) -> Iterator[Timed]:
    one, other = data.name_of(3), data.name_of(9)
    texts = {
        "no subject": ("pauta da próxima reunião, 45 min", "auto"),
        "strict": ("pauta da próxima reunião, 45 min", "strict"),
        "macro off": ("pauta da próxima reunião, 45 min", "off"),
        "a workstream": (f"reunião sobre {one} e {other}, 45 min", "auto"),
        "a subject, macro off": (f"reunião sobre {one}, 45 min", "off"),
        "facts alone": (f"reunião sobre {rare}, 45 min", "auto"),
        "nothing": ("reunião sobre blockchain quântico, 45 min", "auto"),
        "a person": (f"1:1 com {PEOPLE[0]}, 30 min", "auto"),
    }
    for name, (text, mode) in texts.items():
        yield Timed(f"plan-nl, {name}", "POST", PLAN, {"text": text, "org": ORG, "macro": mode})


def new_facts(data: Dataset) -> Iterator[Timed]:
    """Requests that each store one new fact, without end."""
    fact, run = next(data.facts(1)), token_hex(4)
    for number in count():
        body = {"facts": [{**fact, "fact_id": f"new-{run}-{number}"}]}
        yield Timed("POST one fact", "POST", f"/orgs/{ORG}/facts", body)
