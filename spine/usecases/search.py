"""Finding facts by words, at a cost that does not grow with their number (contract §3, `/facts/search`)."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from spine.contract.queries import FactSearch
from spine.domain import times
from spine.domain.facts import Fact, search_terms
from spine.domain.text import stems
from spine.store.protocol import FactFilter, PageRequest
from spine.usecases import facts
from spine.usecases.service import Service
from spine.usecases.understanding import default_org

STEMS_ASKED = 7
HOLDING_ALL = 100
HOLDING_ONE = 50
"""How many of the newest facts are read that hold all stems, and that hold each one."""


@dataclass(frozen=True)
class Found:
    """Facts that hold any of some stems, and the weight of each stem: the rarer, the heavier."""

    facts: list[Fact] = field(default_factory=list)
    weights: Mapping[str, float] = field(default_factory=dict)


def search(service: Service, query: FactSearch) -> dict[str, Any]:
    """The facts that match a query, best first; without words in it the newest."""
    org_id = service.caller.must_cover(query.org) if query.org else default_org(service)
    wanted = FactFilter(query.types, [status.value for status in query.status])
    return {
        "org_id": org_id,
        "query": query.q,
        "types": list(query.types),
        "items": [
            facts.present(fact) | {"score": score}
            for fact, score in matches(service, org_id, query.q, wanted, query.limit)
        ],
    }


def matches(service: Service, org_id: str, words: str, wanted: FactFilter, limit: int) -> list[tuple[Fact, float]]:
    """The best matches with their scores, 0–1: the share of the query's weight that a fact holds."""
    if not words.strip():
        return [(fact, 0.0) for fact in service.store.facts(org_id, wanted, PageRequest(limit)).items]
    found = holding(service, org_id, stems(words), wanted, limit)
    total = math.fsum(found.weights.values()) or 1.0
    scored = [(fact, round(_weight(found, fact) / total, 6)) for fact in found.facts]
    ranked = sorted(scored, key=lambda pair: (-pair[1], -times.parse(pair[0].created_at).timestamp(), pair[0].fact_id))
    return ranked[:limit]


def _weight(found: Found, fact: Fact) -> float:
    held = set(search_terms(fact))
    return math.fsum(weight for stem, weight in found.weights.items() if stem in held)


def holding(service: Service, org_id: str, words: Sequence[str], wanted: FactFilter, limit: int = HOLDING_ALL) -> Found:
    """The newest facts that hold all of some stems, and the newest that hold each: at most eight reads, side by side.

    A stem weighs ln(1 + 50 / hits of its own read), so a common word never crowds out a rare one.
    """
    asked = sorted(sorted(set(words)), key=len, reverse=True)[:STEMS_ASKED]
    if not asked:
        return Found()
    most = max(HOLDING_ALL, limit)
    reads: list[Callable[[], list[Fact]]] = [
        partial(service.store.facts_holding, org_id, [stem], 1, wanted, HOLDING_ONE if len(asked) > 1 else most)
        for stem in asked
    ]
    if len(asked) > 1:
        reads.append(partial(service.store.facts_holding, org_id, asked, len(asked), wanted, most))
    results = service.store.together(*reads)
    weights = {
        stem: math.log(1 + HOLDING_ONE / min(HOLDING_ONE, max(1, len(result))))
        for stem, result in zip(asked, results, strict=False)
    }
    return Found(list({fact.fact_id: fact for result in results for fact in result}.values()), weights)
