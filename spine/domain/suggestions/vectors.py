"""What facts look like to clustering: the words they weigh, and where in their meeting they were said."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import chain, repeat
from operator import mul, truediv

from spine.domain.facts import Fact

type Vector = dict[str, float]
"""Stems with their weights; of length 1, or empty."""

COMMONEST = 0.12
"""A stem in more than this share of the facts tells none of them apart,"""
FEW = 12
"""… unless it is in no more facts than a topic holds."""
STEMS_A_FACT, STEMS_A_TOPIC = 64, 128
"""How many stems a fact and a topic are compared by."""
PLACES = 20
"""Points at which a meeting is sampled, and the share of it, 1/20, over which nearness fades to 1/e."""

_POINTS = [(k + 0.5) / PLACES for k in range(PLACES)]


def word_vectors(facts: Sequence[Fact]) -> list[Vector]:
    """The TF-IDF vector of each fact over what its text and quotes name, tf · ln(1 + N/n), of length 1.

    Stems in more than 12 % of the facts, and in more than twelve, join everything and are left out; one in a
    single fact joins nothing, and weighs no more than one in two. Of a longer fact its 64 heaviest stems count.
    """
    counts = [fact.analysis.named for fact in facts]
    spread = Counter(chain.from_iterable(counts))
    commonest = max(FEW, COMMONEST * len(facts))
    idf = {stem: math.log1p(len(facts) / max(2, n)) for stem, n in spread.items() if n <= commonest}
    commonest_stems = spread.keys() - idf.keys()
    return [unit(heaviest(_weighed(count, idf, commonest_stems), STEMS_A_FACT)) for count in counts]


def _weighed(count: Vector, idf: Vector, left_out: Set[str]) -> Vector:
    if not left_out.isdisjoint(count):
        count = {stem: n for stem, n in count.items() if stem not in left_out}
    return dict(zip(count, map(mul, count.values(), map(idf.__getitem__, count)), strict=True))


def heaviest(weights: Vector, most: int) -> Vector:
    """The heaviest of some stems, of equals the first by letters: more of a long text cost more than they tell."""
    if len(weights) <= most:
        return weights
    least = sorted(weights.values(), reverse=True)[most - 1]
    kept = {stem: weight for stem, weight in weights.items() if weight > least}
    equal = sorted(stem for stem, weight in weights.items() if weight == least)
    return kept | dict.fromkeys(equal[: most - len(kept)], least)


def unit(vector: Vector) -> Vector:
    """The same direction with length 1; empty when there is nothing in it."""
    length = math.sqrt(math.fsum(map(mul, vector.values(), vector.values())))
    return dict(zip(vector, map(truediv, vector.values(), repeat(length)), strict=False)) if length else {}


def total(vectors: Sequence[Vector]) -> Vector:
    """The sum of some vectors."""
    first, *others = vectors or [{}]
    summed = dict(first)
    for vector in others:
        for stem, x in vector.items():
            summed[stem] = summed.get(stem, 0.0) + x
    return summed


def cosine(first: Vector, second: Vector) -> float:
    """The cosine of two vectors of length 1: 0 for no word in common."""
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    return math.fsum([x * long[stem] for stem, x in short.items() if stem in long])


def said_alike(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts, those that have just the same words together: a thing said twice counts once.

    One whose place in its meeting is known stands alone, for it is told apart by its place.
    """
    alike: dict[object, list[Fact]] = {}
    for fact in facts:
        alike.setdefault(fact.fact_id if is_placed(fact) else frozenset(fact.analysis.said), []).append(fact)
    return list(alike.values())


def is_placed(fact: Fact) -> bool:
    """Whether it is known where in its meeting a fact was said."""
    return any(evidence.char_span or evidence.ts_start_ms is not None for evidence in fact.evidence)


def place_vectors(facts: Sequence[Fact]) -> list[list[float]]:
    """Where in their one meeting some facts were said: a vector of length 1 for each, empty without evidence.

    A fact's vector is the density of its quotes' beginnings, Σ exp(−20·|x − p|), at 20 points p of the
    stretch between the first and the last quote of all. Positions are characters of the transcript, or
    milliseconds where no quote has characters; being shares of the meeting, they have no unit.
    """
    starts = [[e.char_span[0] for e in fact.evidence if e.char_span] for fact in facts]
    if not any(starts):
        starts = [[e.ts_start_ms for e in fact.evidence if e.ts_start_ms is not None] for fact in facts]
    known = [x for quotes in starts for x in quotes]
    first, length = min(known, default=0), max(known, default=0) - min(known, default=0)
    return [_density([(x - first) / (length or 1) for x in quotes]) for quotes in starts]


def _density(positions: Sequence[float]) -> list[float]:
    if not positions:
        return []
    of_each = [[math.exp(-PLACES * abs(x - point)) for point in _POINTS] for x in positions]
    density = list(map(math.fsum, zip(*of_each, strict=True))) if len(positions) > 1 else of_each[0]
    length = math.hypot(*density)
    return [x / length for x in density]


def mean_closeness(places: Sequence[Sequence[float]]) -> float:
    """The mean cosine of all pairs of n vectors of length 1, 0 for none: (|Σv|² − n) / n(n−1)."""
    pairs = len(places) * (len(places) - 1)
    summed = [math.fsum(column) for column in zip(*places, strict=True)]
    return (math.sumprod(summed, summed) - len(places)) / pairs if pairs else 0.0
