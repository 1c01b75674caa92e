"""How well facts match some words: by their own words, and by the facts next to them in the meeting.

A fact's own score is BM25 over its stems, a quote counting half. Annotated meetings show that the answer to a question
often stands next to the sentence that repeats its words, so a fact also takes a part of the best score near it in the
same meeting, less the farther away it was said.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from spine.domain.facts import Evidence, Fact

SATURATION, LENGTH_NORMALISATION = 1.2, 0.75
"""k1 and b of BM25, at their customary values."""
QUOTE = 0.5
NEARNESS = 0.5
"""The part of a neighbour's score that a fact said at the same position takes."""
REACH = 3_000.0
"""Characters of transcript after which nearness has fallen to 1/e."""
CHARACTERS_A_MILLISECOND = 0.015
"""How fast people speak, for evidence whose position is a time only."""

type Scores = dict[str, float]


def stem_counts(fact: Fact) -> Counter[str]:
    """How often a fact says each stem, in halves: twice for its title, text and names, once for a quote."""
    words = fact.analysis
    own = [*words.title, *words.text, *words.names]
    return Counter([*own, *own, *words.quotes])


def bm25_scores(weights: Mapping[str, float], facts: Collection[Fact]) -> Scores:
    """BM25 of weighted stems for each fact, by id; lengths are taken against the mean of these facts."""
    lengths = {fact.fact_id: _in_full(*fact.analysis.lengths) for fact in facts}
    mean = math.fsum(lengths.values()) / max(1, len(lengths)) or 1.0
    scores: Scores = {}
    for fact in facts:
        norm = SATURATION * (1 - LENGTH_NORMALISATION + LENGTH_NORMALISATION * (lengths[fact.fact_id] / mean))
        said = zip(weights.values(), fact.analysis.counts_of(weights), strict=True)
        found = [(weight, _in_full(*counts)) for weight, counts in said if any(counts)]
        scores[fact.fact_id] = math.fsum(weight * n * (SATURATION + 1) / (n + norm) for weight, n in found)
    return scores


def _in_full(own: int, quoted: int) -> float:
    """How often a fact says something with its own words, a quote counting half."""
    return own + QUOTE * quoted


def with_neighbours(scores: Scores, best: Sequence[Fact], facts: Collection[Fact]) -> Scores:
    """The scores of some facts, each raised by part of the score of the nearest of the best facts of its meeting."""
    best_of_meeting = defaultdict[str | None, list[Fact]](list)
    for one in best:
        best_of_meeting[one.meeting_id].append(one)

    def raised(fact: Fact) -> float:
        others = (other for other in best_of_meeting.get(fact.meeting_id, ()) if other.fact_id != fact.fact_id)
        near = (scores[other.fact_id] * nearness(fact, other) for other in others)
        return scores.get(fact.fact_id, 0.0) + NEARNESS * max(near, default=0.0)

    return {fact.fact_id: raised(fact) for fact in facts}


def nearness(first: Fact, second: Fact) -> float:
    """1 where two facts of one meeting were said together, falling with the distance of their evidence; else 0."""
    if first.meeting_id is None or first.meeting_id != second.meeting_id:
        return 0.0
    distances = [_distance(evidence, other) for evidence in first.evidence for other in second.evidence]
    known = [distance for distance in distances if distance is not None]
    return math.exp(-min(known) / REACH) if known else 0.0


def _distance(first: Evidence, second: Evidence) -> float | None:
    """Characters between two quotes; 0 where they overlap, None where their positions are not known."""
    if first.char_span and second.char_span:
        start, end = max(first.char_span[0], second.char_span[0]), min(first.char_span[1], second.char_span[1])
        return float(max(0, start - end))
    if first.ts_start_ms is not None and second.ts_start_ms is not None:
        return abs(first.ts_start_ms - second.ts_start_ms) * CHARACTERS_A_MILLISECOND
    return None
