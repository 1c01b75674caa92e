"""Finding facts by words (`/facts/search`), at a cost that does not grow with the number of facts."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from heapq import nlargest, nsmallest

from spine.domain import times
from spine.domain.facts import Fact
from spine.domain.relevance import bm25_scores, with_neighbours
from spine.domain.tokenizer import stems
from spine.schemas.queries import FactSearch
from spine.schemas.responses.facts import FactMatches
from spine.store.protocol import FactFilter, PageRequest
from spine.usecases import facts
from spine.usecases.input_warnings import warnings_of_types
from spine.usecases.planning.organisation import default_org
from spine.usecases.service import Service

MAX_STEMS = 7
"""A query of up to seven stems is searched whole, of a longer one the six longest: with the neighbours, 8 reads."""
READ_WITH_ALL = 100
READ_WITH_ONE = 50
"""How many of the newest facts are read that have all stems, and that have each one."""
BEST_MATCHES = 10
"""How many of the best matches lead to the facts of their meetings."""
NEIGHBOURS_READ = 200


@dataclass(frozen=True)
class StemMatches:
    """Facts that have any of some stems, and how many have each, counted up to what is read of one stem."""

    facts: list[Fact] = field(default_factory=list)
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def weights(self) -> dict[str, float]:
        """The weight of each stem, ln(1 + 50 / matches), so that a common word never crowds out a rare one."""
        return {
            stem: math.log(1 + READ_WITH_ONE / min(READ_WITH_ONE, max(1, count))) for stem, count in self.counts.items()
        }


def search(service: Service, query: FactSearch) -> FactMatches:
    """The facts that match a query, best first; without words in it the newest."""
    org_id = query.org or default_org(service)
    wanted = FactFilter(query.types, [status.value for status in query.status])
    return {
        "org_id": org_id,
        "query": query.q,
        "types": list(query.types),
        "items": [
            {**facts.present(fact), "score": score}
            for fact, score in best_matches(service, org_id, query.q, wanted, query.limit)
        ],
        **warnings_of_types(query.types),
    }


def best_matches(service: Service, org_id: str, words: str, wanted: FactFilter, limit: int) -> list[tuple[Fact, float]]:
    """The best matches with their scores (0 and up), best first, then the newest; without words the newest facts.

    The facts of the best matches' meetings are scored too: an answer often stands next to the words of a question.
    """
    if not words.strip():
        return [(fact, 0.0) for fact in service.store.facts(org_id, wanted, PageRequest(limit)).items]
    matches = stem_matches(service, StemSearch(org_id, stems(words), wanted, limit))
    scored = {fact.fact_id: fact for fact in matches.facts}
    scores = bm25_scores(matches.weights, matches.facts)
    best = [scored[key] for key in nsmallest(BEST_MATCHES, scores, key=lambda fact_id: (-scores[fact_id], fact_id))]
    meetings = sorted({fact.meeting_id for fact in best if fact.meeting_id})
    if meetings and len(matches.counts) != MAX_STEMS:  # seven stems took all the reads
        in_meetings = replace(wanted, meetings=meetings)
        neighbours = service.store.facts(org_id, in_meetings, PageRequest(NEIGHBOURS_READ)).items
        scored = {fact.fact_id: fact for fact in neighbours} | scored
    raised = with_neighbours(scores, best, scored.values())
    return _first([(scored[fact_id], round(score, 6)) for fact_id, score in raised.items() if score > 0], limit)


def _first(found: Sequence[tuple[Fact, float]], limit: int) -> list[tuple[Fact, float]]:
    """The first of some facts, best first, then the newest."""
    least = min(nlargest(limit, (score for _, score in found)), default=0.0)
    among = [pair for pair in found if pair[1] >= least]  # of the others, no time needs to be read
    among.sort(key=lambda pair: (-pair[1], -times.parse(pair[0].created_at).timestamp(), pair[0].fact_id))
    return among[:limit]


@dataclass(frozen=True)
class StemSearch:
    """The newest facts that have all of some stems, and the newest that have each: at most eight concurrent reads.

    Of more than seven the six longest are read; the others count by how many of the facts found have them.
    """

    org_id: str
    words: Sequence[str]
    wanted: FactFilter = field(default_factory=FactFilter)
    limit: int = READ_WITH_ONE

    @property
    def stems(self) -> list[str]:
        """The distinct stems, longest first."""
        return sorted(set(self.words), key=lambda stem: (-len(stem), stem))

    @property
    def stems_read(self) -> list[str]:
        """The stems that are read for."""
        return self.stems if len(self.stems) <= MAX_STEMS else self.stems[: MAX_STEMS - 1]

    def reads(self, service: Service) -> list[Callable[[], list[Fact]]]:
        """The reads, independent of one another."""
        read, facts_with = self.stems_read, partial(service.store.facts_with_stems, self.org_id)
        with_all, with_one = max(READ_WITH_ALL, self.limit), max(READ_WITH_ONE, self.limit)
        reads: list[Callable[[], list[Fact]]] = [
            partial(facts_with, [stem], 1, self.wanted, with_one if len(read) > 1 else with_all) for stem in read
        ]
        if len(read) > 1:
            reads.append(partial(facts_with, read, len(read), self.wanted, with_all))
        return reads

    def matches(self, results: Sequence[Sequence[Fact]]) -> StemMatches:
        """What the reads found, with how many facts have each stem, as far as they were read."""
        read = self.stems_read
        found = {fact.fact_id: fact for result in results for fact in result}
        counts = {stem: len(result) for stem, result in zip(read, results, strict=False)}
        if len(self.stems) > len(read):
            terms = Counter(stem for fact in found.values() for stem in fact.analysis.stems)
            counts |= {stem: terms[stem] for stem in self.stems[len(read) :]}
        return StemMatches(list(found.values()), counts)


def stem_matches(service: Service, search: StemSearch) -> StemMatches:
    """What a search finds, its reads made concurrently."""
    return search.matches(service.store.run_concurrently(*search.reads(service)))
