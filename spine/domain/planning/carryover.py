"""What the last meeting left undone and the next one asks again (contract §4.4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from spine.domain.facts import Fact, FactStatus
from spine.domain.planning.candidates import Candidate, exclusion_reason
from spine.domain.planning.subject import Subject
from spine.domain.proposals import Proposal, is_over


def last_meeting(
    proposals: Iterable[Proposal], now: datetime, *, meeting_id: str | None = None, updates: str | None = None
) -> Proposal | None:
    """The newest of some proposals whose meeting is over; never one of this meeting, nor the one this plan updates."""
    for proposal in proposals:
        of_this_meeting = meeting_id is not None and proposal.meeting_id == meeting_id
        if is_over(proposal, now) and not of_this_meeting and proposal.proposal_id != updates:
            return proposal
    return None


def left_undone(proposal: Proposal, facts: Mapping[str, Fact]) -> list[Fact]:
    """The facts shown in a past agenda that can be left undone and that nobody marked done or rejected since."""
    shown = (facts[fact_id] for fact_id in proposal.supporting_fact_ids if fact_id in facts)
    return [fact for fact in shown if fact.type_info.carries_over and is_still_open(fact)]


def is_still_open(fact: Fact) -> bool:
    """Whether a fact may be asked again: neither hidden nor a draft."""
    return exclusion_reason(fact) is None and fact.status is not FactStatus.DRAFT


def with_carried(
    candidates: Sequence[Candidate], undone: Sequence[Fact], proposal: Proposal | None, subject: Subject | None
) -> list[Candidate]:
    """The candidates, those left undone marked, and what was left undone elsewhere added without a workstream.

    With a subject named, only what shares a content stem with it comes back.
    """
    if proposal is None:
        return list(candidates)
    carried = [Candidate.of(fact) for fact in undone]
    back = {c.fact.fact_id: c for c in carried if subject is None or c.stems & set(subject.weights)}
    here = {candidate.fact.fact_id for candidate in candidates}
    marked = [replace(c, carried_from=proposal.proposal_id) if c.fact.fact_id in back else c for c in candidates]
    homeless = [replace(c, carried_from=proposal.proposal_id) for i, c in back.items() if i not in here]
    return [*marked, *homeless]
