"""The facts that an agenda is chosen from, and why the others are not among them (docs/planning.md#retrieve)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from spine.domain.fact_states import FactState
from spine.domain.facts import Fact, FactStatus, is_rejected_by_verdict
from spine.domain.planning.matching import Subject
from spine.domain.tokenizer import stems
from spine.domain.workstreams import Workstream


class ExclusionReason(StrEnum):
    """Why a fact is not in the agenda."""

    NO_TIME = "no_time"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    FEEDBACK = "feedback"
    DONE = "done"
    DRAFT = "draft"
    UNRELATED = "unrelated"


@dataclass(frozen=True)
class Candidate:
    """A fact that may be shown, the workstream that it stands under, and the proposal that it is carried over from.

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
    excluded: dict[str, ExclusionReason] = field(default_factory=dict)


def fact_stems(fact: Fact) -> frozenset[str]:
    """The stems of a fact's title, words and quotes, as far as they are read."""
    return frozenset(stems(" ".join([fact.title or "", fact.opening, fact.quotes])))


def exclusion_reason(fact: Fact, meeting_key: str = "") -> ExclusionReason | None:
    """Why a fact may not be shown in a meeting as it stands, or None; drafts are decided by the plan."""
    if fact.status is FactStatus.REJECTED:
        return ExclusionReason.REJECTED
    if fact.state is not FactState.OPEN:
        return ExclusionReason.DONE
    if is_rejected_by_verdict(fact) or meeting_key in fact.not_now:
        return ExclusionReason.FEEDBACK
    return None


def filter_candidates(
    candidates: Iterable[Candidate], subject: Subject | None, *, related_only: bool = False, meeting_key: str = ""
) -> Pool:
    """The pool of some facts: hidden ones out, drafts only where nothing else is about a named subject.

    `related_only` leaves out what is not about the subject; a carried-over fact is related by one shared stem.
    """
    excluded: dict[str, ExclusionReason] = {}
    finished: list[Candidate] = []
    drafts: list[Candidate] = []
    for candidate in candidates:
        reason = exclusion_reason(candidate.fact, meeting_key)
        if not reason and related_only and subject and not candidate.carried_from:
            reason = None if subject.matches(candidate.stems) else ExclusionReason.UNRELATED
        if reason:
            excluded[candidate.fact.fact_id] = reason
        else:
            (drafts if candidate.fact.status is FactStatus.DRAFT else finished).append(candidate)
    needed: list[Candidate] = []
    if subject and not any(subject.matches(c.stems) for c in finished):
        needed = [c for c in drafts if subject.matches(c.stems)]
    needed_ids = {candidate.fact.fact_id for candidate in needed}
    excluded |= {c.fact.fact_id: ExclusionReason.DRAFT for c in drafts if c.fact.fact_id not in needed_ids}
    return Pool([*finished, *needed], excluded)


def assign_to_workstreams(
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
    keywords = {w.workstream_id: dict(zip(w.stems, w.weights, strict=False)) for w in chosen}
    for fact in widened:
        if fact.fact_id not in candidates:
            candidate = Candidate.of(fact)
            shared = {
                workstream_id: sum(weights.get(stem, 0.0) for stem in sorted(candidate.stems))
                for workstream_id, weights in keywords.items()
            }
            most_shared = max(shared, key=lambda workstream_id: shared[workstream_id])
            candidates[fact.fact_id] = replace(candidate, workstream_id=most_shared)
    return list(candidates.values())
