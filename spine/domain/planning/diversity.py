"""Which facts an agenda without a subject has room for: those that together cover what keeps coming up.

A word weighs the more, the more facts say it and the newer they are, and the less, the commoner it is. Facts are
taken greedily by their scores and the weight of the words that nothing in the agenda has before them, for each word
that they take to say it: the greedy cover of Lin and Bilmes (2011), which a budget of words calls for. An agenda so
chosen names more of what the next meeting is about, and does not say one thing twice in other words; docs/quality.md
has the figures.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace
from itertools import chain

from spine.domain import times
from spine.domain.facts import Fact, kept_with_facts, made_at
from spine.domain.planning.ranking import Ranked, by_score

HALF_LIFE_DAYS = 14
"""Days, counted back from the newest of the facts, after which what was said weighs half."""
NOVELTY_WEIGHT = 0.8
"""The share of the order of admission that novelty takes; the rest is the score. Flat from 0.4 to 1 when measured."""


@dataclass(frozen=True)
class Novelty:
    """What the facts of one agenda say: the stems of each by its id, what each stem weighs, and each fact's words."""

    said: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]
    lengths: Mapping[str, int]
    """The number of words by the fact's id, at least 1."""

    @classmethod
    def among(cls, ranked: Sequence[Ranked]) -> "Novelty":
        """The words of some facts, and their weights among these."""
        said = {r.fact.fact_id: r.fact.analysis.said_stems for r in ranked}
        lengths = {r.fact.fact_id: _length(r.fact) for r in ranked}
        return cls(said, _weights(ranked, said), lengths)

    def stems_of(self, ranked: Sequence[Ranked]) -> set[str]:
        """What some of the facts say."""
        return set[str]().union(*(self.said[r.fact.fact_id] for r in ranked))

    def gain(self, ranked: Ranked, new: Iterable[str]) -> float:
        """The weight of the stems that a fact is the first to say, for each of its words."""
        return math.fsum(map(self.weights.__getitem__, new)) / self.lengths[ranked.fact.fact_id]

    def by_worth(self, ranked: Sequence[Ranked], before: Collection[str], most: int) -> list[Ranked]:
        """Some of the facts, each the best one after those before it, once some stems have been said.

        So the first `most` are chosen; the others stand behind them in their order. What a fact is worth only ever
        falls, so an old worth is an upper bound (Minoux, 1978).
        """
        new = [self.said[r.fact.fact_id].difference(before) for r in ranked]
        gains = list(map(self.gain, ranked, new))
        best = max(gains, default=0.0) or 1.0
        covered, taken = set[str](), dict[int, Ranked]()

        def worth(n: int) -> float:
            return round((1 - NOVELTY_WEIGHT) * ranked[n].total + NOVELTY_WEIGHT * gains[n] / best, 6)

        waiting = [(-worth(n), by_score(r), n) for n, r in enumerate(ranked)]
        heapify(waiting)
        while waiting and len(taken) < most:
            bound, place, n = waiting[0]
            if not covered.isdisjoint(new[n]):
                new[n] -= covered
                gains[n] = self.gain(ranked[n], new[n])
            current = -worth(n)
            if current > bound:
                heapreplace(waiting, (current, place, n))
                continue
            heappop(waiting)
            taken[n] = ranked[n]
            covered |= new[n]
        return [*taken.values(), *(r for n, r in enumerate(ranked) if n not in taken)]


@kept_with_facts
def _length(fact: Fact) -> int:
    """How many words are compared, at least 1."""
    return max(1, len(fact.opening.split()))


def _weights(ranked: Sequence[Ranked], said: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """Decayed count times ln(1 + N/n) for each stem."""
    newest = max((made_at(r.fact) for r in ranked), default=0.0)
    counts, mass = Counter(chain.from_iterable(said.values())), defaultdict[str, float](float)
    for r in ranked:
        freshness = 0.5 ** ((newest - made_at(r.fact)) / times.DAY_SECONDS / HALF_LIFE_DAYS)
        for stem in said[r.fact.fact_id]:
            mass[stem] += freshness
    rarity = {n: math.log(1 + len(said) / n) for n in set(counts.values())}
    return {stem: mass[stem] * rarity[n] for stem, n in counts.items()}
