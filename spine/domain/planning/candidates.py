"""The facts that an agenda is chosen from, and why the others are not among them (contract §4.2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from spine.domain.facts import Fact, FactStatus, Verdict, hidden_by
from spine.domain.planning.subject import Subject, fact_stems
from spine.domain.workstreams import Workstream


class Reason(StrEnum):
    """Why a fact does not stand in the agenda."""

    NO_TIME = "no_time"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    FEEDBACK = "feedback"
    DONE = "done"
    DRAFT = "draft"
    UNRELATED = "unrelated"


@dataclass(frozen=True)
class Candidate:
    """A fact that may be shown, the workstream that it stands under, and the meeting it was left over from.

    `linked` is whether somebody put it into that workstream; else it stands there because of its words.
    """

    fact: Fact
    workstream_id: str | None = None
    carried_from: str | None = None
    stems: frozenset[str] = frozenset()
    linked: bool = False

    @classmethod
    def of(cls, fact: Fact, workstream_id: str | None = None) -> "Candidate":
        """A candidate with its stems at hand; one with a workstream is linked to it."""
        return cls(fact, workstream_id, None, fact_stems(fact), workstream_id is not None)


@dataclass(frozen=True)
class Pool:
    """Candidates, and the facts that are none, with the reason."""

    candidates: list[Candidate]
    excluded: dict[str, Reason] = field(default_factory=dict)


def exclusion_reason(fact: Fact) -> Reason | None:
    """Why a fact may never be shown as it stands, or None; drafts are decided by the plan."""
    if fact.status is FactStatus.REJECTED:
        return Reason.REJECTED
    verdict = hidden_by(fact)
    if verdict is Verdict.DONE:
        return Reason.DONE
    return Reason.FEEDBACK if verdict is Verdict.REJECT else None


def filter_candidates(candidates: Iterable[Candidate], subject: Subject | None, *, related_only: bool = False) -> Pool:
    """The pool of some facts: hidden ones out, drafts only where nothing else is about a named subject.

    `related_only` leaves out what is not about the subject.
    """
    excluded: dict[str, Reason] = {}
    finished: list[Candidate] = []
    drafts: list[Candidate] = []
    for candidate in candidates:
        reason = exclusion_reason(candidate.fact)
        if not reason and related_only and subject and _is_foreign(candidate, subject):
            reason = Reason.UNRELATED
        if reason:
            excluded[candidate.fact.fact_id] = reason
        else:
            (drafts if candidate.fact.status is FactStatus.DRAFT else finished).append(candidate)
    return _with_drafts(finished, drafts, excluded, subject)


def _is_foreign(candidate: Candidate, subject: Subject) -> bool:
    """Whether a fact is not about the subject; for one left undone, sharing a stem with it was enough to come back."""
    return candidate.carried_from is None and not subject.is_met_by(candidate.stems)


def _with_drafts(
    finished: list[Candidate], drafts: list[Candidate], excluded: dict[str, Reason], subject: Subject | None
) -> Pool:
    nothing_else = subject is not None and not any(subject.is_met_by(c.stems) for c in finished)
    about = [c for c in drafts if nothing_else and subject is not None and subject.is_met_by(c.stems)]
    taken = {c.fact.fact_id for c in about}
    excluded |= {c.fact.fact_id: Reason.DRAFT for c in drafts if c.fact.fact_id not in taken}
    return Pool([*finished, *about], excluded)


def placed(
    linked: Mapping[str, Sequence[tuple[Fact, float]]], widened: Iterable[Fact], chosen: Sequence[Workstream]
) -> list[Candidate]:
    """Each fact once: under the chosen workstream with its heaviest link, else the one that it shares most with.

    `linked` has for each workstream its facts with the links' weights (0–1). The earlier workstream wins a tie.
    """
    heaviest: dict[str, tuple[float, Candidate]] = {}
    for workstream in chosen:
        for fact, weight in linked.get(workstream.workstream_id, ()):
            if fact.fact_id not in heaviest or weight > heaviest[fact.fact_id][0]:
                heaviest[fact.fact_id] = weight, Candidate.of(fact, workstream.workstream_id)
    candidates = {fact_id: candidate for fact_id, (_, candidate) in heaviest.items()}
    carried = {w.workstream_id: dict(zip(w.stems, w.weights, strict=False)) for w in chosen}
    for fact in widened:
        if fact.fact_id not in candidates:
            candidates[fact.fact_id] = _nearest(Candidate.of(fact), carried)
    return list(candidates.values())


def _nearest(candidate: Candidate, carried: Mapping[str, Mapping[str, float]]) -> Candidate:
    shared = {
        workstream_id: sum(weights.get(stem, 0.0) for stem in sorted(candidate.stems))
        for workstream_id, weights in carried.items()
    }
    nearest = max(shared, key=lambda workstream_id: shared[workstream_id])
    return Candidate(candidate.fact, nearest, None, candidate.stems)
