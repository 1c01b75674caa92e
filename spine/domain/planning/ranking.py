"""Ranking facts, with a breakdown whose contributions sum to the score (docs/planning.md#ranking)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple

from spine.domain import times
from spine.domain.fact_states import FactStatus
from spine.domain.facts import Fact
from spine.domain.names import is_owned_by
from spine.domain.planning.candidates import Candidate
from spine.domain.planning.pressing import LONG_OVERDUE_DAYS
from spine.domain.planning.subjects import Subject

WEIGHTS = {"status": 0.35, "urgency": 0.25, "recency": 0.15, "evidence": 0.15, "type": 0.10}
"""Of the signals of a fact's own, in their order."""
RELEVANCE_WEIGHT = 0.4
"""The share of the score that relevance takes when a subject was named."""
FEEDBACK_WEIGHT = 0.2
"""Times a raw value of at most one half either way: verdicts move a score by at most 0.10."""
VARIANTS_WEIGHT = 0.05
ATTENDEE_WEIGHT = 0.05
"""What somebody owns who takes part gains this much."""

STATUS = {
    FactStatus.VALIDATED: 1.0, FactStatus.PUBLISHED: 0.95, FactStatus.PROPOSED: 0.6, FactStatus.DRAFT: 0.4,
    FactStatus.REJECTED: 0.0,
}  # fmt: skip
URGENCY_BY_DAYS = ((0, 1.0), (3, 0.9), (7, 0.7), (14, 0.5))
URGENCY_LATER, URGENCY_LONG_OVERDUE, URGENCY_NONE = 0.3, 0.5, 0.2
RECENCY_DAYS, RECENCY_LEAST = 30, 0.2
TELLING_QUOTE = 20

type VerdictCounts = Mapping[tuple[str | None, str], tuple[int, int]]
"""Accepted and rejected bullets by workstream and type of fact."""


class Signal(NamedTuple):
    """One signal of a score: raw (0–1, or -0.5–0.5 for feedback) times weight is the contribution."""

    name: str
    raw: float
    weight: float

    @property
    def contribution(self) -> float:
        """What the signal adds to the total."""
        return round(self.raw * self.weight, 6)


@dataclass(frozen=True)
class Ranked:
    """A candidate with its score, and the facts that it stands for: they said the same before."""

    candidate: Candidate
    parts: tuple[Signal, ...]
    variants: tuple[Fact, ...] = ()

    @cached_property
    def total(self) -> float:
        """The score: the sum of the contributions."""
        return round(sum(part.contribution for part in self.parts), 6)

    @property
    def fact(self) -> Fact:
        """The fact that was ranked."""
        return self.candidate.fact

    @cached_property
    def order(self) -> tuple[float, float, str]:
        """Sort key: score, then the newest fact, then its id."""
        return -self.total, -self.fact.moment, self.fact.fact_id

    def strengthened(self, variants: tuple[Fact, ...]) -> "Ranked":
        """The same fact, with what its variants add."""
        if not variants:
            return self
        part = Signal("variants", round(1 - 1 / (1 + len(variants)), 6), VARIANTS_WEIGHT)
        return replace(self, parts=(*self.parts, part), variants=variants)


def urgency(due_iso: str | None, now: datetime) -> float:
    """0–1 by days to the due date; something overdue for more than 30 days is half forgotten."""
    if due_iso is None:
        return URGENCY_NONE
    days = times.days_until(due_iso, now)
    if days < -LONG_OVERDUE_DAYS:
        return URGENCY_LONG_OVERDUE
    return next((value for limit, value in URGENCY_BY_DAYS if days <= limit), URGENCY_LATER)


def recency(created_at: str, now: datetime) -> float:
    """0–1, falling over 30 days to 0.2."""
    age = max(0.0, times.days_since(created_at, now))
    return max(RECENCY_LEAST, round(1 - age / RECENCY_DAYS, 6))


def evidence_score(fact: Fact) -> float:
    """0–1 by how many telling quotes prove a fact."""
    if not any(evidence.quote.strip() for evidence in fact.evidence):
        return 0.3
    telling = sum(len(evidence.quote) > TELLING_QUOTE for evidence in fact.evidence)
    return min(1.0, round(0.4 + 0.2 * telling, 6))


def _weights(facts: Sequence[Fact], subject: Subject | None) -> list[tuple[str, float]]:
    """The weight of each signal of a fact's own. One that no candidate has would only dilute the others."""
    weights = dict(WEIGHTS)
    if not any(fact.due_iso for fact in facts):
        del weights["urgency"]
    if not any(evidence.quote.strip() for fact in facts for evidence in fact.evidence):
        del weights["evidence"]
    scale = (1 - RELEVANCE_WEIGHT if subject else 1.0) / sum(weights.values())
    return [(name, round(weight * scale, 6)) for name, weight in weights.items()]


def feedback_part(counts: tuple[int, int]) -> Signal | None:
    """What past verdicts on the same type and workstream add: (a + 1) / (a + r + 2), smoothed, about one half."""
    accepted, rejected = counts
    if not accepted and not rejected:
        return None
    return Signal("feedback", round((accepted + 1) / (accepted + rejected + 2) - 0.5, 6), FEEDBACK_WEIGHT)


def rank(
    candidates: Sequence[Candidate],
    now: datetime,
    subject: Subject | None = None,
    verdict_counts: VerdictCounts | None = None,
    attendees: Collection[str] = (),
) -> list[Ranked]:
    """Candidates with their scores, best first; ties newest first, then by id."""
    weights, utc, ranked = _weights([c.fact for c in candidates], subject), now.astimezone(UTC), []
    for candidate in candidates:
        raw = _own_signals(candidate.fact, now, utc)
        parts = [Signal(name, raw[name], weight) for name, weight in weights]
        if subject:
            parts.append(Signal("relevance", round(subject.share(candidate.stems), 6), RELEVANCE_WEIGHT))
        place = candidate.workstream_id, candidate.fact.fact_type
        if verdicts := feedback_part((verdict_counts or {}).get(place, (0, 0))):
            parts.append(verdicts)
        if is_owned_by(candidate.fact.owner, attendees):
            parts.append(Signal("attendee", 1.0, ATTENDEE_WEIGHT))
        ranked.append(Ranked(candidate, tuple(parts)))
    return sorted(ranked, key=by_score)


def _own_signals(fact: Fact, now: datetime, utc: datetime) -> dict[str, float]:
    """The raw values of a fact's own signals; `utc` is the same moment, from which times are told faster."""
    return {
        "status": STATUS[fact.status],
        "urgency": urgency(fact.due_iso, now),
        "recency": recency(fact.created_at, utc),
        "evidence": evidence_score(fact),
        "type": fact.type_info.importance,
    }


def by_score(ranked: Ranked) -> tuple[float, float, str]:
    """Sort key: score, then the newest fact, then its id."""
    return ranked.order


def total_score(ranked: Sequence[Ranked]) -> float:
    """The scores of some facts together."""
    return round(sum(r.total for r in ranked), 6)
