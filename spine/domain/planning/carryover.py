"""Carry-over: what the last meeting left open, the next one asks again.

Actions, risks, questions and decisions to be made come back until feedback settles them: at most one bullet in three,
at least one. One of a chosen workstream stands in its section, all others share a section of their own at the end.
See docs/planning.md#carry-over.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from spine.domain.fact_states import FactStatus
from spine.domain.fact_types import fact_type
from spine.domain.facts import Fact
from spine.domain.meetings import Meeting
from spine.domain.planning.agenda import Agenda
from spine.domain.planning.candidates import Candidate, exclusion_reason
from spine.domain.planning.ranking import Ranked, by_score
from spine.domain.planning.subjects import Subject
from spine.domain.planning.timebox import bullets_in
from spine.domain.proposals import Proposal, is_over

ONE_BULLET_IN = 3
"""So many bullets shown have room for one carried over, so that the past does not take the meeting over."""
PAST_PROPOSALS_READ = 10
"""How many of the series' newest proposals whose meeting is over are looked through for one of another day."""
SHOWN_FACTS_READ = 60
"""How many facts of that meeting are looked at again."""


def last_meeting(
    proposals: Iterable[Proposal], now: datetime, meeting: Meeting, *, updates: str | None = None
) -> Proposal | None:
    """The newest proposal of this meeting's series whose meeting is over; never this meeting's own, nor `updates`."""
    for proposal in proposals:
        before = proposal.meeting
        is_earlier = before.series == meeting.series and before.key != meeting.key
        if is_earlier and is_over(proposal, now) and proposal.proposal_id != updates:
            return proposal
    return None


def facts_to_reread(last: Proposal | None) -> list[str]:
    """Ids of the facts that the last agenda showed; of many, those first whose type carries over."""
    if last is None:
        return []
    types = {ref["fact_id"]: str(ref.get("type")) for ref in last.refs}
    shown = sorted(last.supporting_fact_ids, key=lambda fact_id: not fact_type(types.get(fact_id, "")).carries_over)
    return shown[:SHOWN_FACTS_READ]


def open_facts(last: Proposal, facts: Mapping[str, Fact]) -> list[Fact]:
    """The facts shown in the last agenda that carry over and that nobody settled since: no hidden one, no draft."""
    shown = (facts[fact_id] for fact_id in last.supporting_fact_ids if fact_id in facts)
    return [
        fact
        for fact in shown
        if fact.type_info.carries_over and exclusion_reason(fact) is None and fact.status is not FactStatus.DRAFT
    ]


def carry_over(
    candidates: Sequence[Candidate], facts: Mapping[str, Fact], last: Proposal | None, subject: Subject | None
) -> list[Candidate]:
    """The candidates, those that the last meeting left open marked, and its other open facts added unassigned.

    `facts` hold what the last agenda showed, by id. With a subject only what shares a stem with it is carried over.
    """
    if last is None:
        return list(candidates)
    left_open = (Candidate.of(fact) for fact in open_facts(last, facts))
    carried = {c.fact.fact_id: c for c in left_open if subject is None or c.stems & set(subject.weights)}
    known = {candidate.fact.fact_id for candidate in candidates}
    marked = [replace(c, carried_from=last.proposal_id) if c.fact.fact_id in carried else c for c in candidates]
    added = [replace(c, carried_from=last.proposal_id) for fact_id, c in carried.items() if fact_id not in known]
    return [*marked, *added]


def most_carried_over(bullets: int) -> int:
    """How many of so many bullets may be carried over: one in three, at least one."""
    return max(1, bullets // ONE_BULLET_IN)


def with_most_carried_over(
    ranked: Iterable[Ranked], minutes: int, lay_out: Callable[[frozenset[str]], Agenda]
) -> Agenda:
    """The agenda that carries over as many facts as may be: the best that find room in a meeting of this length.

    `lay_out` makes the agenda that carries over the facts of some ids. Those beyond compete like any other fact, or
    are parked where they belong to no section.
    """
    waiting = [r for r in sorted(ranked, key=by_score) if r.candidate.carried_from]
    most = most_carried_over(bullets_in(minutes))
    while waiting:
        carried = frozenset(r.fact.fact_id for r in waiting[:most])
        agenda = lay_out(carried)
        without_room = carried - {bullet.fact.fact_id for bullet in agenda.bullets}
        if not without_room and len(carried) <= most_carried_over(len(agenda.bullets)):
            return agenda
        waiting = [r for r in waiting if r.fact.fact_id not in without_room]
        most = min(most, len(waiting)) if without_room else most - 1
    return lay_out(frozenset())
