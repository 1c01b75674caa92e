"""Which facts an agenda without a subject has room for: those that together cover what keeps coming up.

A word weighs the more, the more facts say it and the newer they are, and the less, the commoner it is. Facts are
taken greedily by their scores and the weight of the words that nothing in the agenda has before them, for each word
that they take to say it: the greedy cover of Lin and Bilmes (2011), which a budget of words calls for. An agenda so
chosen names more of what the next meeting is about, and does not say one thing twice in other words; docs/quality.md
has the figures.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace
from itertools import chain

from spine.domain import times
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
        said = {r.fact.fact_id: frozenset(r.fact.analysis.said) for r in ranked}
        lengths = {r.fact.fact_id: max(1, len(r.fact.opening.split())) for r in ranked}
        return cls(said, _weights(ranked, said), lengths)

    def stems_of(self, ranked: Sequence[Ranked]) -> set[str]:
        """What some of the facts say."""
        return set[str]().union(*(self.said[r.fact.fact_id] for r in ranked))

    def gain(self, ranked: Ranked, new: Iterable[str]) -> float:
        """The weight of the stems that a fact is the first to say, for each of its words."""
        return math.fsum(map(self.weights.__getitem__, new)) / self.lengths[ranked.fact.fact_id]

    def by_worth(self, ranked: Sequence[Ranked], before: Collection[str]) -> list[Ranked]:
        """Some of the facts, each the best one after those before it, once some stems have been said.

        What a fact is worth only ever falls, so an old worth is an upper bound (Minoux, 1978).
        """
        new = [self.said[r.fact.fact_id].difference(before) for r in ranked]
        most = max(map(self.gain, ranked, new), default=0.0) or 1.0
        covered, taken = set[str](), list[Ranked]()

        def worth(n: int) -> float:
            new[n] -= covered
            return round(
                (1 - NOVELTY_WEIGHT) * ranked[n].total + NOVELTY_WEIGHT * self.gain(ranked[n], new[n]) / most, 6
            )

        waiting = [(-worth(n), by_score(r), n) for n, r in enumerate(ranked)]
        heapify(waiting)
        while waiting:
            bound, place, n = waiting[0]
            current = -worth(n)
            if current > bound:
                heapreplace(waiting, (current, place, n))
                continue
            heappop(waiting)
            taken.append(ranked[n])
            covered |= new[n]
        return taken


def _weights(ranked: Sequence[Ranked], said: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """Decayed count times ln(1 + N/n) for each stem."""
    moments = {r.fact.fact_id: r.moment for r in ranked}
    newest = max(moments.values(), default=0.0)
    counts, mass = Counter(chain.from_iterable(said.values())), dict[str, float]()
    for fact_id, stems_of_fact in said.items():
        freshness = 0.5 ** ((newest - moments[fact_id]) / times.DAY_SECONDS / HALF_LIFE_DAYS)
        for stem in stems_of_fact:
            mass[stem] = mass.get(stem, 0.0) + freshness
    return {stem: mass[stem] * math.log(1 + len(said) / n) for stem, n in counts.items()}
