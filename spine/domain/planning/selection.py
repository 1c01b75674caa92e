"""Choosing the workstreams that a meeting is about (contract §4.1)."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from spine.domain.importance import by_importance
from spine.domain.planning.subject import Subject
from spine.domain.workstreams import Workstream

WORKSTREAMS_CHOSEN = 3
SHARE_OF_THE_BEST = 0.5
"""A workstream with less than this share of the best one's relevance gets no section."""
SATURATION, LENGTH_NORMALISATION = 1.2, 0.5
"""k1 and b of BM25F, measured on real meetings."""


@dataclass(frozen=True)
class Chosen:
    """A workstream with its relevance to the subject, 0–1; 1 without a subject."""

    workstream: Workstream
    relevance: float = 1.0


def weigh(query: str, stems: Sequence[str], candidates: Sequence[Workstream], total: int) -> Subject:
    """The subject, each stem weighted by how few of the organisation's workstreams carry it.

    idf = ln(1 + (N - n + 1/2) / (n + 1/2)), n at least 1, so that a word that none carries weighs as one that a
    single workstream carries. `candidates` hold the workstreams that carry any of the stems, of a very common stem
    those that were read.
    """
    carriers = [set(candidate.stems) for candidate in candidates]
    size = max(total, len(candidates), 1)
    counts = {stem: max(1, sum(stem in carried for carried in carriers)) for stem in stems}
    weights = {stem: math.log(1 + (size - n + 0.5) / (n + 0.5)) for stem, n in counts.items()}
    return Subject(query, weights)


def choose_about(subject: Subject, candidates: Sequence[Workstream], k: int = WORKSTREAMS_CHOSEN) -> list[Chosen]:
    """The at most k workstreams that are about the subject, most relevant first, then by id."""
    average = math.fsum(c.length for c in candidates) / max(1, len(candidates)) or 1.0
    about = [c for c in candidates if subject.is_met_by(set(c.stems))]
    scores = {c.workstream_id: _relevance(subject, c, average) for c in about}
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return []
    ranked = sorted(about, key=lambda c: (-scores[c.workstream_id], c.workstream_id))
    chosen = [Chosen(c, scores[c.workstream_id] / best) for c in ranked]
    return [c for c in chosen if c.relevance >= SHARE_OF_THE_BEST][:k]


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
    candidates: Iterable[Workstream], now: datetime, after_days: int, k: int = WORKSTREAMS_CHOSEN
) -> list[Chosen]:
    """The k most important workstreams: priority, worst effective colour, latest update, id."""
    ranked = sorted(candidates, key=lambda w: by_importance(w, now, after_days))
    return [Chosen(workstream) for workstream in ranked[:k]]
