"""Whether a workstream is there already for what a suggestion is about."""

import math
from collections import Counter
from collections.abc import Sequence

from spine.domain.suggestions.vectors import Vector, cosine, unit
from spine.domain.text import stems as stems_of
from spine.domain.workstreams import Workstream

COVERED = 0.2
"""The cosine from which a workstream is about the same.

On real meetings, groups of facts cut in half: 68–83 % of the halves find the other one, and where
that one is missing 2–7 % find another.
"""


def covering(stems: Sequence[str], workstreams: Sequence[Workstream]) -> str | None:
    """The id of the workstream likest to a suggestion with these stems; none below a cosine of 0.2.

    `stems` come heaviest first: the one at rank r (from 1) weighs idf / log₂(r + 1); a workstream's stem of
    weight w weighs idf · ln(1 + w). The idf is ln(1 + N/n) over the N workstreams, n ≥ 1 of which
    carry it. Of equals the first by id.
    """
    carried = {workstream.workstream_id: _carried(workstream) for workstream in workstreams}
    holders = Counter(stem for mine in carried.values() for stem in mine)
    idf = {stem: math.log1p(len(carried) / max(1, holders[stem])) for stem in {*holders, *stems}}
    wanted = unit({stem: idf[stem] / math.log2(rank + 1) for rank, stem in enumerate(stems, 1)})
    likeness = {
        key: round(cosine(wanted, unit({stem: idf[stem] * math.log1p(w) for stem, w in mine.items()})), 6)
        for key, mine in carried.items()
    }
    best = min(likeness, key=lambda key: (-likeness[key], key), default=None)
    return best if best is not None and likeness[best] >= COVERED else None


def _carried(workstream: Workstream) -> Vector:
    """The stems of its own words, at least 1 each, and those that its linked facts gave it."""
    own = stems_of(" ".join([workstream.title, workstream.description or "", *workstream.tags]))
    return dict.fromkeys(own, 1.0) | dict(zip(workstream.stems, workstream.weights, strict=False))
