"""Which facts an agenda without a subject has room for: those that together cover what keeps coming up.

A word weighs the more, the more facts say it and the newer they are, and the less, the commoner it is. Facts are
taken greedily by the weight of the words that no fact before them has, for each word that they take to say it: the
greedy cover of Lin and Bilmes (2011), which a budget of words calls for. An agenda so chosen names more of what the
next meeting is about, and does not say one thing twice in other words; docs/quality.md has the figures.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heapreplace

from spine.domain import times
from spine.domain.planning.ranking import Ranked

HALF_LIFE_DAYS = 14
"""Days, counted back from the newest of the facts, after which what was said weighs half."""
NOVELTY_WEIGHT = 0.6
"""The share of the order of admission that novelty takes; the rest is the score. Flat from 0.4 to 0.8 when measured."""


def novelty(ranked: Sequence[Ranked]) -> dict[str, float]:
    """What each fact says that those taken before it did not, 0–1, by id: the first one taken has 1."""
    words = {r.fact.fact_id: frozenset(r.fact.analysis.said) for r in ranked}
    length = {r.fact.fact_id: max(1, len(r.fact.opening.split())) for r in ranked}
    taken = _greedy_cover(words, _weights(ranked, words), length)
    most = max(taken.values(), default=0.0) or 1.0
    return {fact_id: gain / most for fact_id, gain in taken.items()}


def _greedy_cover(
    words: Mapping[str, frozenset[str]], weights: Mapping[str, float], length: Mapping[str, int]
) -> dict[str, float]:
    """What each fact gains when it is taken. A gain only ever falls, so an old one is an upper bound (Minoux)."""
    uncovered, covered, taken = dict(words), set[str](), dict[str, float]()

    def gain(fact_id: str) -> float:
        uncovered[fact_id] -= covered
        return math.fsum(map(weights.__getitem__, uncovered[fact_id])) / length[fact_id]

    waiting = [(-gain(fact_id), fact_id) for fact_id in words]
    heapify(waiting)
    while waiting:
        bound, fact_id = waiting[0]
        current = gain(fact_id)
        if -bound > current:
            heapreplace(waiting, (-current, fact_id))
            continue
        heappop(waiting)
        taken[fact_id] = current
        covered |= words[fact_id]
    return taken


def _weights(ranked: Sequence[Ranked], words: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """Decayed count times ln(1 + N/n) for each stem."""
    moments = {r.fact.fact_id: times.parse(r.fact.created_at).timestamp() for r in ranked}
    newest = max(moments.values(), default=0.0)
    counts, mass = Counter[str](), dict[str, float]()
    for fact_id, stems_of_fact in words.items():
        freshness = 0.5 ** ((newest - moments[fact_id]) / times.DAY_SECONDS / HALF_LIFE_DAYS)
        counts.update(stems_of_fact)
        for stem in stems_of_fact:
            mass[stem] = mass.get(stem, 0.0) + freshness
    return {stem: mass[stem] * math.log(1 + len(words) / n) for stem, n in counts.items()}
