"""Whether a workstream is there already for what a suggestion, or a single fact, is about."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spine.domain.suggestions.vectors import Vector, cosine, unit
from spine.domain.tokenizer import stems as stems_of
from spine.domain.workstreams import Workstream

COVERED = 0.2
"""The cosine from which a workstream is about the same.

On real meetings, groups of facts cut in half: 68–83 % of the halves find the other one, and where
that one is missing 2–7 % find another.
"""


@dataclass(frozen=True)
class Cover:
    """The workstream that is about something, how alike they are (a cosine, 0–1), and the stems that they share."""

    workstream_id: str
    likeness: float
    shared: tuple[str, ...]
    """Those that count most first."""


class Covers:
    """Some workstreams, each by the stems that stand for it, ready to be compared with any number of things."""

    def __init__(self, stems: Mapping[str, Vector]) -> None:
        self._holders = Counter(stem for mine in stems.values() for stem in mine)
        self._size = len(stems)
        self._vectors = {
            key: unit({stem: self.idf(stem) * math.log1p(w) for stem, w in mine.items()}) for key, mine in stems.items()
        }

    def idf(self, stem: str) -> float:
        """How much a stem tells: ln(1 + N/n) over the N workstreams, n ≥ 1 of which carry it."""
        return math.log1p(self._size / max(1, self._holders[stem]))

    def likest(self, stems: Sequence[str]) -> Cover | None:
        """The workstream likest to something with these stems, heaviest first; none below a cosine of 0.2.

        The stem at rank r (from 1) weighs idf / log₂(r + 1); a workstream's stem of weight w weighs idf · ln(1 + w).
        Of equals the first by id.
        """
        wanted = unit({stem: self.idf(stem) / math.log2(rank + 1) for rank, stem in enumerate(stems, 1)})
        likeness = {key: round(cosine(wanted, vector), 6) for key, vector in self._vectors.items()}
        best = min(likeness, key=lambda key: (-likeness[key], key), default=None)
        if best is None or likeness[best] < COVERED:
            return None
        return Cover(best, likeness[best], _shared(wanted, self._vectors[best]))


def covering(stems: Sequence[str], workstreams: Sequence[Workstream]) -> str | None:
    """The id of the workstream likest to a suggestion with these stems, heaviest first; none where none covers it."""
    cover = Covers({one.workstream_id: carried_stems(one) for one in workstreams}).likest(stems)
    return cover.workstream_id if cover else None


def _shared(one: Vector, other: Vector) -> tuple[str, ...]:
    both = {stem: weight * other[stem] for stem, weight in one.items() if stem in other}
    return tuple(sorted(both, key=lambda stem: (-round(both[stem], 6), stem)))


def own_stems(workstream: Workstream) -> Vector:
    """The stems of its title, description and tags, 1 each."""
    return dict.fromkeys(stems_of(" ".join([workstream.title, workstream.description or "", *workstream.tags])), 1.0)


def carried_stems(workstream: Workstream) -> Vector:
    """The stems of its own words, at least 1 each, and those that its linked facts gave it."""
    return own_stems(workstream) | dict(zip(workstream.stems, workstream.weights, strict=False))
