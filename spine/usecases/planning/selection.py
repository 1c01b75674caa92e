"""Step 2, select: who plans, around which workstreams, or from which facts."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import cast

from spine.domain.facts import Fact
from spine.domain.identifiers import is_identifier
from spine.domain.planning.candidates import Candidate
from spine.domain.planning.carryover import last_meeting
from spine.domain.planning.matching import MAX_WORKSTREAMS, Chosen, choose_about, choose_top
from spine.domain.planning.modes import Choice, MacroMode, Nudge, PlanReason
from spine.domain.planning.subjects import Subject, weigh
from spine.domain.proposals import Proposal
from spine.domain.workstream_states import Colour, WorkstreamState
from spine.domain.workstreams import Workstream, is_stale, stale_cutoff
from spine.store.protocol import FactFilter, Page, PageRequest, WorkstreamFilter
from spine.usecases.planning.finding import Found, Read, find, newest_facts, with_links, with_pressing, with_workstreams
from spine.usecases.planning.stopwatch import Step, Stopwatch
from spine.usecases.planning.understanding import Understood
from spine.usecases.service import Service

logger = logging.getLogger("spine.plans")

CANDIDATES_READ = 150
"""How many workstreams are read for the stems of a subject together, or for a single stem."""
STEMS_READ_ALONE = 2
"""Of so many stems each is read alone; more are read together."""
RECENT_READ = 100
OTHER_WORKSTREAMS = 9
"""How many workstreams, next in importance to those chosen by it, are read: what is open in them gets time, too."""


@dataclass(frozen=True)
class Selection:
    """What an agenda is made from: workstreams for the macro planner, facts for the micro planner.

    `others` are the next most important workstreams, where no subject or people say which. `found` is what was asked
    for and what presses. `subject` has its words weighed by how few facts have them; None where none was named, or
    where the workstreams stand in for one that nothing is about: then `subject_matched` is False, else None. `stale`
    are ids of chosen workstreams.
    """

    understood: Understood
    choice: Choice
    reason: PlanReason
    workstreams: tuple[Chosen, ...] = ()
    others: tuple[Workstream, ...] = ()
    facts: tuple[Candidate, ...] = ()
    found: Found = field(default_factory=Found)
    subject: Subject | None = None
    subject_matched: bool | None = None
    nudge: Nudge | None = None
    stale: tuple[str, ...] = ()

    @property
    def last_meeting(self) -> Proposal | None:
        """The agenda of the series' last meeting, of which open facts are carried over."""
        understood, past = self.understood, self.found.past
        return last_meeting(past, understood.now, understood.this_meeting, updates=understood.proposal_id)


@dataclass(frozen=True)
class WorkstreamsFound:
    """The workstreams that a meeting is about, and those next in importance where they were chosen by that.

    `exist` is whether the organisation has any at all.
    """

    chosen: list[Chosen]
    others: tuple[Workstream, ...] = ()
    exist: bool = True


def select(service: Service, understood: Understood, watch: Stopwatch) -> Selection:
    """Who plans, and from what: the table in docs/planning.md#modes. An unknown organisation has nothing to read."""
    if not understood.organisation.known:
        return _without_workstreams(service, understood, Found(), watch)
    if understood.mode.value is MacroMode.OFF:
        return watch.measured(Step.RETRIEVE, lambda: _facts(service, understood))
    workstreams, found = watch.measured(Step.SELECT, lambda: _find_workstreams(service, understood))
    is_strict = understood.mode.value is MacroMode.STRICT
    if understood.people and is_strict and workstreams.exist and not found.relevances:
        return _nothing(understood, PlanReason.NOTHING_OF_PEOPLE, Nudge.SUBJECT_UNMATCHED)
    if workstreams.chosen or (understood.people and found.relevances and workstreams.exist):
        return _workstreams(service, understood, workstreams, found)
    if not workstreams.exist:
        return _without_workstreams(service, understood, found, watch)
    if is_strict:
        unmatched = _nothing(understood, PlanReason.NO_MATCHING_WORKSTREAM, Nudge.SUBJECT_UNMATCHED)
    elif found.relevances:
        unmatched = _from_facts(understood, found)
    else:
        unmatched = watch.measured(Step.SELECT, lambda: _top_instead(service, understood, found))
    return replace(unmatched, subject_matched=False)


def _without_workstreams(service: Service, understood: Understood, found: Found, watch: Stopwatch) -> Selection:
    """The plan of an organisation without workstreams."""
    if understood.mode.value is not MacroMode.OFF:
        org_id = understood.org_id
        logger.warning("No workstreams found for %s", org_id if is_identifier(org_id) else "(no id)")
    if understood.mode.value is MacroMode.STRICT:
        return _nothing(understood, PlanReason.NO_WORKSTREAMS, Nudge.CONTEXT_MISSING)
    nudge = None if understood.mode.value is MacroMode.OFF else Nudge.CONTEXT_MISSING
    if found.relevances or not understood.organisation.known:
        return replace(_from_facts(understood, found), nudge=nudge)
    return replace(watch.measured(Step.RETRIEVE, lambda: _newest_instead(service, understood, found)), nudge=nudge)


def _find_workstreams(service: Service, understood: Understood) -> tuple[WorkstreamsFound, Found]:
    """The workstreams to plan around, with what was found on the way to them."""
    if understood.people:
        return _workstreams_of_people(service, understood)
    if understood.stems:
        found, results = find(service, understood, *_reads_about(service, understood.org_id, understood.stems))
        candidates, total = _workstreams_read(results)
        subject = weigh(understood.subject or "", understood.stems, list(candidates.values()), total)
        likely = [choice.workstream.workstream_id for choice in choose_about(subject, list(candidates.values()))]
        found = with_links(service, understood, found, likely)
        missing = [key for key in found.best_facts if key not in candidates]
        if missing:
            more, found = with_workstreams(service, understood, found, missing)
            candidates |= more
            subject = weigh(understood.subject or "", understood.stems, list(candidates.values()), total)
        chosen = choose_about(subject, list(candidates.values()), found.best_facts, loose=found.loose)
        return WorkstreamsFound(chosen, exist=total > 0), found
    found, results = find(service, understood, *_reads_of_top(service, understood.org_id, understood.now))
    return _top_of(service, results, understood.now), found


def _workstreams_of_people(service: Service, understood: Understood) -> tuple[WorkstreamsFound, Found]:
    """The workstreams of what some people own; with a subject, those that it is about first, theirs or not."""
    org_id = understood.org_id
    first = partial(service.store.workstreams, org_id, WorkstreamFilter(), PageRequest(CANDIDATES_READ))
    found, (page, *results) = find(service, understood, first, *_reads_about(service, org_id, understood.stems))
    candidates, total = _workstreams_read(results)
    found = with_links(service, understood, found)
    theirs = {w.workstream_id: w for w in (*candidates.values(), *page.items) if w.workstream_id in found.best_facts}
    if missing := [key for key in found.best_facts if key not in theirs]:
        theirs |= service.store.get_many(Workstream, org_id, missing)
    subject = weigh(understood.subject or "", understood.stems, list(candidates.values()), total)
    about = choose_about(subject, list((candidates | theirs).values())) if understood.stems else []
    known = {choice.workstream.workstream_id for choice in about}
    chosen = [*about, *(Chosen(theirs[key]) for key in sorted(theirs) if key not in known)]
    if chosen or not total or found.relevances:
        return WorkstreamsFound(chosen, exist=total > 0), found
    return select_top(service, org_id, understood.now), found


def _workstreams(
    service: Service, understood: Understood, about: WorkstreamsFound, found: Found, subject_matched: bool = True
) -> Selection:
    """The macro planner's selection."""
    workstreams, days = [choice.workstream for choice in about.chosen], service.settings.stale_after_days
    logger.info("Selected %d workstreams: %s", len(workstreams), [w.workstream_id for w in workstreams])
    stale = tuple(w.workstream_id for w in workstreams if is_stale(w, understood.now, days))
    for workstream_id in stale:
        logger.warning("Workstream %s stale (%d+ days)", workstream_id, days)
    return Selection(
        understood, Choice.MACRO, PlanReason.WORKSTREAMS, tuple(about.chosen), about.others, found=found,
        subject=found.subject if subject_matched else None, stale=stale,
    )  # fmt: skip


def _top_instead(service: Service, understood: Understood, found: Found) -> Selection:
    """The most important workstreams, for a subject that nothing is about."""
    reads = _reads_of_top(service, understood.org_id, understood.now)
    found, results = with_pressing(service, understood, found, *reads)
    top = _top_of(service, results, understood.now)
    return _workstreams(service, understood, top, found, subject_matched=False)


def _facts(service: Service, understood: Understood) -> Selection:
    """The micro planner's selection: what was asked for, else the newest facts."""
    if not understood.stems and not understood.people:
        found, (page,) = find(service, understood, partial(newest_facts, service, understood, RECENT_READ))
        return _newest(understood, found, page.items)
    found, _ = find(service, understood)
    if found.relevances:
        return _from_facts(understood, with_links(service, understood, found))
    return _newest_instead(service, understood, found)


def _from_facts(understood: Understood, found: Found) -> Selection:
    """The micro planner's selection of what was asked for."""
    candidates = tuple(Candidate.of(fact) for fact in found.facts)
    if not understood.stems:
        return Selection(understood, Choice.NEXT_DEFAULT, PlanReason.RECENT_FACTS, facts=candidates, found=found)
    subject = found.subject or Subject(understood.subject or "")
    return Selection(
        understood, Choice.NEXT_SUBJECT, PlanReason.SUBJECT, facts=candidates, found=found, subject=subject
    )


def _newest_instead(service: Service, understood: Understood, found: Found) -> Selection:
    """The micro planner's selection where nothing is what was asked for."""
    newest = partial(newest_facts, service, understood, RECENT_READ)
    found, (page,) = with_pressing(service, understood, found, newest)
    return _newest(understood, found, page.items)


def _newest(understood: Understood, found: Found, newest: Sequence[Fact]) -> Selection:
    """The micro planner's selection of the newest facts and what presses."""
    facts = {fact.fact_id: fact for fact in (*newest, *found.pressing)}
    candidates = tuple(Candidate.of(fact) for fact in facts.values())
    made = Selection(understood, Choice.NEXT_DEFAULT, PlanReason.RECENT_FACTS, facts=candidates, found=found)
    return replace(made, subject_matched=False) if understood.stems else made


def select_facts_instead(service: Service, selection: Selection, watch: Stopwatch) -> Selection:
    """For workstreams without a fact to show: the newest facts that hold any word of the subject, in one read.

    Where the workstreams were not chosen by a subject, the facts that are selected without workstreams.
    """
    understood, subject = selection.understood, selection.subject
    if subject is None:
        return watch.measured(Step.RETRIEVE, lambda: _newest_instead(service, understood, selection.found))
    read = partial(
        service.store.facts_with_stems, understood.org_id, list(subject.weights), 1, FactFilter(), RECENT_READ
    )
    facts = tuple(watch.measured(Step.RETRIEVE, read))
    return _from_facts(understood, replace(selection.found, facts=facts))


def _nothing(understood: Understood, reason: PlanReason, nudge: Nudge) -> Selection:
    """What `strict` selects where it may not plan: nothing."""
    return Selection(understood, Choice.MACRO_STRICT_EMPTY, reason, nudge=nudge)


def select_about(
    service: Service, org_id: str, query: str, stems: Sequence[str], k: int = MAX_WORKSTREAMS
) -> WorkstreamsFound:
    """The workstreams whose own words are about a subject, most relevant first; reads workstreams only."""
    results = service.store.run_concurrently(*_reads_about(service, org_id, stems))
    candidates, total = _workstreams_read(results)
    subject = weigh(query, stems, list(candidates.values()), total)
    return WorkstreamsFound(choose_about(subject, list(candidates.values()), k=k), exist=total > 0)


def _reads_about(service: Service, org_id: str, stems: Sequence[str]) -> list[Read]:
    """The reads of workstreams that carry any of some stems, and of their number.

    Of a common word only the most important carriers are read; a rare word's may lie far behind them. So one or two
    stems are read each alone. To the workstreams of a longer subject its facts lead, too.
    """
    if not stems:
        return [partial(service.store.count_workstreams, org_id)]
    together = [[stem] for stem in stems] if len(stems) <= STEMS_READ_ALONE else [stems]
    with_stems = partial(service.store.workstreams_with_stems, org_id)
    return [
        partial(service.store.count_workstreams, org_id),
        *(partial(with_stems, some, CANDIDATES_READ) for some in together),
    ]


def _workstreams_read(results: Sequence[object]) -> tuple[dict[str, Workstream], int]:
    """What those reads give: the workstreams by id, and how many the organisation has."""
    total, *pages = results
    found = {w.workstream_id: w for page in cast(list[list[Workstream]], pages) for w in page}
    return found, cast(int, total)


def select_top(service: Service, org_id: str, now: datetime, k: int = MAX_WORKSTREAMS) -> WorkstreamsFound:
    """The k most important workstreams of all, not of the first page that an index gives."""
    return _top_of(service, service.store.run_concurrently(*_reads_of_top(service, org_id, now, k)), now, k)


def _reads_of_top(service: Service, org_id: str, now: datetime, k: int = MAX_WORKSTREAMS) -> list[Read]:
    """The reads that the most important workstreams are among.

    The index orders colours by name: red before yellow, as importance does, but green before both, and stale green
    counts as yellow. So the first of three groups are read, each in its right order, and merged.
    """
    cutoff = stale_cutoff(now, service.settings.stale_after_days)
    active = (WorkstreamState.ACTIVE,)
    groups = [
        WorkstreamFilter(statuses=(Colour.RED, Colour.YELLOW), states=active),
        WorkstreamFilter(status=Colour.GREEN, updated_after=cutoff, states=active),
        WorkstreamFilter(status=Colour.GREEN, updated_until=cutoff, states=active),
    ]
    most = PageRequest(k + OTHER_WORKSTREAMS)
    return [partial(service.store.workstreams, org_id, group, most) for group in groups]


def _top_of(service: Service, results: Sequence[object], now: datetime, k: int = MAX_WORKSTREAMS) -> WorkstreamsFound:
    """The most important ones of what those reads give."""
    workstreams = (w for page in cast(list[Page[Workstream]], results) for w in page.items)
    top = choose_top(workstreams, now, service.settings.stale_after_days, k + OTHER_WORKSTREAMS)
    return WorkstreamsFound(top[:k], tuple(choice.workstream for choice in top[k:]), exist=bool(top))
