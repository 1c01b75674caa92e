"""Choosing the workstreams that a meeting is about: with a subject by relevance, without one by importance.

See docs/planning.md#select.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from spine.domain.languages import VOCABULARY
from spine.domain.tokenizer import stem, stems
from spine.domain.workstreams import Workstream, by_importance

MAX_WORKSTREAMS = 3
MATCH_THRESHOLD = 0.25
"""The share of a subject's weight that something has to carry to be about it, measured on real meetings."""
MIN_SHARE_OF_BEST = 0.5
"""A workstream with less than this share of the best one's relevance gets no section."""
SATURATION, LENGTH_NORMALISATION = 1.2, 0.5
"""k1 and b of BM25F, measured on real meetings."""

_WITHOUT_CONTENT = frozenset(map(stem, VOCABULARY.meeting_words | VOCABULARY.question_words))


@dataclass(frozen=True)
class Subject:
    """A subject in the request's own words, and the weight of each of its content stems."""

    query: str
    weights: Mapping[str, float] = field(default_factory=dict)

    def share(self, stems: Collection[str]) -> float:
        """The share, 0–1, of the subject's weight that some stems carry."""
        total = math.fsum(self.weights.values())
        return math.fsum(weight for stem, weight in self.weights.items() if stem in stems) / total if total else 0.0

    def matches(self, stems: Collection[str]) -> bool:
        """Whether something with these stems is about the subject."""
        return self.share(stems) >= MATCH_THRESHOLD


@dataclass(frozen=True)
class Chosen:
    """A workstream with its relevance to the subject, 0–1; 1 without a subject."""

    workstream: Workstream
    relevance: float = 1.0


def content_stems(subject: str | None, names: Iterable[str] = ()) -> list[str]:
    """The distinct stems that say what a subject is about, in order.

    Words for a kind of meeting or for asking, and organisations' names, say nothing; a subject made of them alone
    gives none.
    """
    without_content = _WITHOUT_CONTENT.union(*(stems(name) for name in names))
    return list(dict.fromkeys(word for word in stems(subject or "") if word not in without_content))


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


def choose_about(subject: Subject, candidates: Sequence[Workstream], k: int = MAX_WORKSTREAMS) -> list[Chosen]:
    """The at most k workstreams that are about the subject, most relevant first, then by id."""
    average = math.fsum(c.length for c in candidates) / max(1, len(candidates)) or 1.0
    about = [c for c in candidates if subject.matches(set(c.stems))]
    scores = {c.workstream_id: _relevance(subject, c, average) for c in about}
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return []
    ranked = sorted(about, key=lambda c: (-scores[c.workstream_id], c.workstream_id))
    chosen = [Chosen(c, scores[c.workstream_id] / best) for c in ranked]
    return [c for c in chosen if c.relevance >= MIN_SHARE_OF_BEST][:k]


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
