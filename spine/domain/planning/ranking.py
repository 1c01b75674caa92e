"""Ranking facts, with a breakdown whose contributions sum to the score (docs/planning.md#ranking)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple

from spine.domain import times
from spine.domain.fact_states import FactStatus
from spine.domain.facts import Fact, kept_with_facts, made_at
from spine.domain.names import is_among
from spine.domain.planning.candidates import Candidate
from spine.domain.planning.pressing import LONG_OVERDUE_DAYS
from spine.domain.planning.subjects import Subject

WEIGHTS = {"status": 0.35, "urgency": 0.25, "recency": 0.15, "evidence": 0.15, "type": 0.10}
"""Of the signals of a fact's own, in their order."""
OTHER_WEIGHTS = {"relevance": 0.4, "feedback": 0.2, "attendee": 0.05, "variants": 0.05}
"""Relevance takes its share from the others when a subject was named. Feedback, which is at most one half either way,
moves a score by at most 0.10; what somebody owns who takes part gains 0.05."""

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
    contribution: float


@dataclass(frozen=True)
class Ranked:
    """A candidate with the raw values of its signals, and the facts that it stands for: they said the same before.

    `weights` are those of all signals that any may have.
    """

    candidate: Candidate
    raw: Mapping[str, float]
    weights: Mapping[str, float]
    variants: tuple[Fact, ...] = ()

    @property
    def parts(self) -> list[Signal]:
        """The signals of the score, each with what it adds to the total."""
        weights = self.weights
        return [Signal(name, raw, weights[name], round(raw * weights[name], 6)) for name, raw in self.raw.items()]

    @cached_property
    def total(self) -> float:
        """The score: the sum of the contributions."""
        return round(sum([round(raw * self.weights[name], 6) for name, raw in self.raw.items()]), 6)

    @cached_property
    def fact(self) -> Fact:
        """The fact that was ranked."""
        return self.candidate.fact

    @cached_property
    def order(self) -> tuple[float, float, str]:
        """Sort key: score, then the newest fact, then its id."""
        return -self.total, -made_at(self.fact), self.fact.fact_id

    def strengthened(self, variants: tuple[Fact, ...]) -> "Ranked":
        """The same fact, with what its variants add."""
        if not variants:
            return self
        return replace(self, raw={**self.raw, "variants": round(1 - 1 / (1 + len(variants)), 6)}, variants=variants)


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


@kept_with_facts
def evidence_score(fact: Fact) -> float:
    """0–1 by how many telling quotes prove a fact."""
    if not any(evidence.quote.strip() for evidence in fact.evidence):
        return 0.3
    telling = sum(len(evidence.quote) > TELLING_QUOTE for evidence in fact.evidence)
    return min(1.0, round(0.4 + 0.2 * telling, 6))


def _own_weights(facts: Sequence[Fact], subject: Subject | None) -> dict[str, float]:
    """The weight of each signal of a fact's own. One that no candidate has would only dilute the others."""
    weights = dict(WEIGHTS)
    if not any(fact.due_iso for fact in facts):
        del weights["urgency"]
    if not any(evidence.quote.strip() for fact in facts for evidence in fact.evidence):
        del weights["evidence"]
    scale = (1 - OTHER_WEIGHTS["relevance"] if subject else 1.0) / sum(weights.values())
    return {name: round(weight * scale, 6) for name, weight in weights.items()}


def feedback(counts: tuple[int, int]) -> float | None:
    """What past verdicts on the same type and workstream say: (a + 1) / (a + r + 2), smoothed, about one half."""
    accepted, rejected = counts
    if not accepted and not rejected:
        return None
    return round((accepted + 1) / (accepted + rejected + 2) - 0.5, 6)


def rank(
    candidates: Sequence[Candidate],
    now: datetime,
    subject: Subject | None = None,
    verdict_counts: VerdictCounts | None = None,
    attendees: Collection[str] = (),
) -> list[Ranked]:
    """Candidates with their scores, best first; ties newest first, then by id."""
    own, utc, ranked = _own_weights([c.fact for c in candidates], subject), now.astimezone(UTC), []
    weights = {**OTHER_WEIGHTS, **own}
    absent = WEIGHTS.keys() - own
    for candidate in candidates:
        raw = _own_signals(candidate.fact, now, utc)
        for name in absent:
            del raw[name]
        if subject:
            raw["relevance"] = round(subject.share(candidate.stems), 6)
        place = candidate.workstream_id, candidate.fact.fact_type
        if verdict_counts and (verdicts := feedback(verdict_counts.get(place, (0, 0)))) is not None:
            raw["feedback"] = verdicts
        if attendees and is_among(candidate.fact.owner, attendees):
            raw["attendee"] = 1.0
        ranked.append(Ranked(candidate, raw, weights))
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
