"""Finding facts by words, at a cost that does not grow with their number (contract §3, `/facts/search`)."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from spine.domain import times
from spine.domain.facts import Fact, search_terms
from spine.domain.relevance import own_scores, with_neighbours
from spine.domain.text import stems
from spine.schemas.queries import FactSearch
from spine.store.protocol import FactFilter, PageRequest
from spine.usecases import facts
from spine.usecases.service import Service
from spine.usecases.understanding import default_org

STEMS_AT_MOST = 7
STEMS_OF_LONGER = 6
"""A query of up to seven stems is asked whole, of a longer one the six longest: with what follows, at most 8 reads."""
HOLDING_ALL = 100
HOLDING_ONE = 50
"""How many of the newest facts are read that hold all stems, and that hold each one."""
BEST = 10
"""How many of the best matches lead to what was said beside them."""
BESIDE = 200


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
    """The best matches with their scores (0 and up), best first, then the newest; without words the newest facts."""
    if not words.strip():
        return [(fact, 0.0) for fact in service.store.facts(org_id, wanted, PageRequest(limit)).items]
    found = holding(service, org_id, stems(words), wanted, limit)
    facts_found = {fact.fact_id: fact for fact in found.facts}
    scores = own_scores(found.weights, found.facts)
    best = [facts_found[key] for key in sorted(scores, key=lambda key: (-scores[key], key))[:BEST]]
    beside = facts_found
    if len(found.weights) != STEMS_AT_MOST:
        beside = {fact.fact_id: fact for fact in _beside(service, org_id, best, wanted)} | facts_found
    scores = with_neighbours(scores, best, beside.values())
    matching = [(beside[key], round(score, 6)) for key, score in scores.items() if score > 0]
    matching.sort(key=lambda pair: (-pair[1], -times.parse(pair[0].created_at).timestamp(), pair[0].fact_id))
    return matching[:limit]


def _beside(service: Service, org_id: str, best: Sequence[Fact], wanted: FactFilter) -> list[Fact]:
    """The facts of the meetings that the best matches come from."""
    meetings = sorted({fact.meeting_id for fact in best if fact.meeting_id})
    if not meetings:
        return []
    return service.store.facts(org_id, replace(wanted, meetings=meetings), PageRequest(BESIDE)).items


def holding(
    service: Service,
    org_id: str,
    words: Sequence[str],
    wanted: FactFilter,
    limit: int = HOLDING_ONE,
    at_most: int = STEMS_AT_MOST,
) -> Found:
    """The newest facts that hold all of some stems, and the newest that hold each: at most eight reads, side by side.

    A stem weighs ln(1 + 50 / hits of its own read), so a common word never crowds out a rare one. Of many stems the
    longest are read; the others count by how many of the facts found hold them.
    """
    distinct = sorted(set(words), key=lambda stem: (-len(stem), stem))
    asked = distinct if len(distinct) <= at_most else distinct[:STEMS_OF_LONGER]
    if not asked:
        return Found()
    most, each = max(HOLDING_ALL, limit), max(HOLDING_ONE, limit)
    reads: list[Callable[[], list[Fact]]] = [
        partial(service.store.facts_with_stems, org_id, [stem], 1, wanted, each if len(asked) > 1 else most)
        for stem in asked
    ]
    if len(asked) > 1:
        reads.append(partial(service.store.facts_with_stems, org_id, asked, len(asked), wanted, most))
    results = service.store.run_concurrently(*reads)
    found = {fact.fact_id: fact for result in results for fact in result}
    hits = {stem: len(result) for stem, result in zip(asked, results, strict=False)}
    hits |= _held(distinct[len(asked) :], found.values())
    return Found(list(found.values()), {stem: _rarity(hits[stem]) for stem in distinct})


def _held(words: Sequence[str], facts_found: Iterable[Fact]) -> dict[str, int]:
    """How many of some facts hold each of some stems."""
    held = Counter(stem for fact in facts_found for stem in search_terms(fact)) if words else Counter()
    return {stem: held[stem] for stem in words}


def _rarity(hits: int) -> float:
    return math.log(1 + HOLDING_ONE / min(HOLDING_ONE, max(1, hits)))
