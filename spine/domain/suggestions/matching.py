"""Whether there is a workstream already about what a suggestion, or a single fact, is about."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spine.domain.suggestions.vectors import Vector, cosine, unit
from spine.domain.tokenizer import opening
from spine.domain.tokenizer import stems as stems_of
from spine.domain.workstreams import Workstream

LEAST_SIMILARITY = 0.2
"""The cosine from which a workstream is about the same.

On real meetings, groups of facts cut in half: 68–83 % of the halves find the other one, and where
that one is missing 2–7 % find another.
"""


@dataclass(frozen=True)
class Match:
    """The workstream that is about something, how similar they are (a cosine, 0–1), and the stems that they share."""

    workstream_id: str
    similarity: float
    shared: tuple[str, ...]
    """Those that count most first."""


class Matcher:
    """Some workstreams, each by the stems that stand for it, ready to be compared with any number of things."""

    def __init__(self, stems: Mapping[str, Vector]) -> None:
        """Weigh the stems of each workstream, by its id."""
        self._workstreams_with = Counter(stem for own in stems.values() for stem in own)
        self._count = len(stems)
        self._vectors = {
            key: unit({stem: self.idf(stem) * math.log1p(w) for stem, w in own.items()}) for key, own in stems.items()
        }

    def idf(self, stem: str) -> float:
        """How much a stem tells: ln(1 + N/n) over the N workstreams, n ≥ 1 of which carry it."""
        return math.log1p(self._count / max(1, self._workstreams_with[stem]))

    def best_match(self, stems: Sequence[str]) -> Match | None:
        """The workstream most similar to something with these stems, heaviest first; none below a cosine of 0.2.

        The stem at rank r (from 1) weighs idf / log₂(r + 1); a workstream's stem of weight w weighs idf · ln(1 + w).
        Of equals the first by id.
        """
        wanted = unit({stem: self.idf(stem) / math.log2(rank + 1) for rank, stem in enumerate(stems, 1)})
        similarity = {key: round(cosine(wanted, vector), 6) for key, vector in self._vectors.items()}
        best = min(similarity, key=lambda key: (-similarity[key], key), default=None)
        if best is None or similarity[best] < LEAST_SIMILARITY:
            return None
        vector = self._vectors[best]
        products = {stem: weight * vector[stem] for stem, weight in wanted.items() if stem in vector}
        shared = sorted(products, key=lambda stem: (-round(products[stem], 6), stem))
        return Match(best, similarity[best], tuple(shared))


def own_stems(workstream: Workstream) -> Vector:
    """The stems of its title, description and tags, 1 each."""
    words = " ".join([workstream.title, *workstream.tags, opening(workstream.description or "")])
    return dict.fromkeys(stems_of(words), 1.0)


def carried_stems(workstream: Workstream) -> Vector:
    """The stems of its own words, at least 1 each, and those that its linked facts gave it."""
    return own_stems(workstream) | dict(zip(workstream.stems, workstream.weights, strict=False))
