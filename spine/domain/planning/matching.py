"""Choosing the workstreams that a meeting is about: with a subject by relevance, without one by importance.

See docs/planning.md#select.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from spine.domain.planning.subjects import Subject, own_stems
from spine.domain.workstreams import Workstream, by_importance

MAX_WORKSTREAMS = 3
MIN_SHARE_OF_BEST = 0.5
"""A workstream with less than this share of the best one's relevance gets no section."""
SATURATION, LENGTH_NORMALISATION = 1.2, 0.5
"""k1 and b of BM25F, measured on real meetings."""


@dataclass(frozen=True)
class Chosen:
    """A workstream with its relevance to the subject, 0–1; 1 without a subject."""

    workstream: Workstream
    relevance: float = 1.0


def choose_about(
    subject: Subject,
    candidates: Sequence[Workstream],
    best_facts: Mapping[str, float] | None = None,
    k: int = MAX_WORKSTREAMS,
    *,
    loose: float = 0.0,
) -> list[Chosen]:
    """The at most k workstreams that are about the subject, most relevant first.

    `best_facts` has the relevance, 0–1, of the best fact that carries the subject in each workstream that has one.
    `loose` is the share of the subject that the best fact has which no workstream holds. A workstream that holds no
    carrying fact, has no word of the subject in title or tags, and less than half of that share, is not about it.
    Of equals that comes first whose own stems are more relevant, then whose title and tags carry more of the subject,
    then the higher priority, then the id.
    """
    facts = best_facts or {}
    least = MIN_SHARE_OF_BEST * loose
    about = [c for c in candidates if c.workstream_id in facts or _matches(subject, c, least)]
    own = _own_relevances(subject, about, candidates)
    relevance = {c.workstream_id: max(own[c.workstream_id], facts.get(c.workstream_id, 0.0)) for c in about}
    best = max(relevance.values(), default=0.0)
    if best <= 0:
        return []

    def rank(workstream: Workstream) -> tuple[float, float, float, int, str]:
        key = workstream.workstream_id
        named = subject.share(own_stems(workstream))
        return -round(relevance[key], 6), -round(own[key], 6), -round(named, 6), -workstream.priority, key

    chosen = [Chosen(c, relevance[c.workstream_id] / best) for c in sorted(about, key=rank)]
    return [c for c in chosen if c.relevance >= MIN_SHARE_OF_BEST][:k]


def _matches(subject: Subject, workstream: Workstream, least: float) -> bool:
    """Whether a workstream's stems carry a subject: at least this share of it, unless title or tags have some of it."""
    carried = set(workstream.stems)
    return subject.matches(carried) and (subject.share(carried) >= least or subject.share(own_stems(workstream)) > 0)


def _own_relevances(
    subject: Subject, about: Sequence[Workstream], candidates: Sequence[Workstream]
) -> dict[str, float]:
    """The relevance of each workstream's own stems, as a share of the best one's."""
    average = math.fsum(c.length for c in candidates) / max(1, len(candidates)) or 1.0
    scores = {c.workstream_id: _relevance(subject, c, average) for c in about}
    best = max(scores.values(), default=0.0) or 1.0
    return {key: score / best for key, score in scores.items()}


def _relevance(subject: Subject, workstream: Workstream, average: float) -> float:
    """BM25F of the subject over a workstream's weighted stems."""
    length = 1 - LENGTH_NORMALISATION + LENGTH_NORMALISATION * workstream.length / average
    carried = dict(zip(workstream.stems, workstream.weights, strict=False))
    return math.fsum(
        idf * carried[stem] * (SATURATION + 1) / (carried[stem] + SATURATION * length)
        for stem, idf in subject.weights.items()
        if stem in carried
    )


def choose_top(
    candidates: Iterable[Workstream], now: datetime, after_days: int, k: int = MAX_WORKSTREAMS
) -> list[Chosen]:
    """The k most important workstreams."""
    ranked = sorted(candidates, key=lambda w: by_importance(w, now, after_days))
    return [Chosen(workstream) for workstream in ranked[:k]]
