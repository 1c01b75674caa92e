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
from spine.domain.text import stems

HALF_LIFE_DAYS = 14
"""Days, counted back from the newest of the facts, after which what was said weighs half."""
COVER_WEIGHT = 0.6
"""The share of the order of admission that cover takes; the rest is the score. Flat from 0.4 to 0.8 when measured."""

type Gains = Mapping[str, float]


def gains(ranked: Sequence[Ranked]) -> dict[str, float]:
    """What each fact adds to the cover of all of them, 0–1, by id: the first one taken adds 1."""
    said = {one.fact.fact_id: frozenset(stems(one.fact.words)) for one in ranked}
    length = {one.fact.fact_id: max(1, len(one.fact.words.split())) for one in ranked}
    weights = _weights(ranked, said)
    taken = _cover(said, weights, length)
    most = max(taken.values(), default=0.0) or 1.0
    return {fact_id: worth / most for fact_id, worth in taken.items()}


def _cover(
    said: Mapping[str, frozenset[str]], weights: Mapping[str, float], length: Mapping[str, int]
) -> dict[str, float]:
    """What each fact is worth when it is taken. A worth only ever falls, so an old one is an upper bound (Minoux)."""
    covered, taken = set[str](), dict[str, float]()

    def worth(fact_id: str) -> float:
        return math.fsum(weights[stem] for stem in said[fact_id] - covered) / length[fact_id]

    waiting = [(-worth(fact_id), fact_id) for fact_id in said]
    heapify(waiting)
    while waiting:
        bound, fact_id = waiting[0]
        today = worth(fact_id)
        if -bound > today:
            heapreplace(waiting, (-today, fact_id))
            continue
        heappop(waiting)
        taken[fact_id] = today
        covered |= said[fact_id]
    return taken


def _weights(ranked: Sequence[Ranked], said: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """Decayed count times ln(1 + N/n) for each stem."""
    moments = {one.fact.fact_id: times.parse(one.fact.created_at).timestamp() for one in ranked}
    newest = max(moments.values(), default=0.0)
    counts, mass = Counter[str](), dict[str, float]()
    for fact_id, words in said.items():
        freshness = 0.5 ** ((newest - moments[fact_id]) / times.DAY_SECONDS / HALF_LIFE_DAYS)
        counts.update(words)
        for stem in words:
            mass[stem] = mass.get(stem, 0.0) + freshness
    return {stem: mass[stem] * math.log(1 + len(said) / n) for stem, n in counts.items()}
