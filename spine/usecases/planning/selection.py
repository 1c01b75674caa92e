"""Step 2, select: who plans, around which workstreams, or from which facts."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from spine.domain import times
from spine.domain.documents import is_identifier
from spine.domain.organisations import MacroMode
from spine.domain.planning.candidates import Candidate, filter_candidates
from spine.domain.planning.carryover import PAST_PROPOSALS_READ, last_meeting
from spine.domain.planning.matching import MAX_WORKSTREAMS, Chosen, Subject, choose_about, choose_top, weigh
from spine.domain.planning.modes import Choice, Nudge, PlanReason
from spine.domain.proposals import Proposal
from spine.domain.workstreams import Colour, Workstream, WorkstreamState, is_stale, stale_cutoff
from spine.store.protocol import PLANNABLE_FACTS, FactFilter, PageRequest, WorkstreamFilter
from spine.usecases.planning.stopwatch import Step, Stopwatch
from spine.usecases.planning.understanding import Understood
from spine.usecases.search import stem_matches
from spine.usecases.service import Service, run_both

logger = logging.getLogger("spine.plans")

CANDIDATES_READ = 150
CANDIDATES_OF_A_STEM = 40
"""How many workstreams are read for all stems of a subject together, and for a single stem."""
RECENT_READ = 100
STEMS_ABOUT = 6
"""How many words of a subject are asked for among the facts where no workstream is about it."""


@dataclass(frozen=True)
class Selection:
    """What an agenda is made from: workstreams for the macro planner, facts for the micro planner.

    `past` are the newest proposals whose meeting is over. `subject` has its words weighed; None where none was named,
    or where the workstreams stand in for one that nothing is about: then `subject_matched` is False, else None.
    `stale` are ids of chosen workstreams.
    """

    understood: Understood
    choice: Choice
    reason: PlanReason
    past: tuple[Proposal, ...] = ()
    workstreams: tuple[Chosen, ...] = ()
    facts: tuple[Candidate, ...] = ()
    subject: Subject | None = None
    subject_matched: bool | None = None
    nudge: Nudge | None = None
    stale: tuple[str, ...] = ()

    @property
    def last_meeting(self) -> Proposal | None:
        """The agenda of the organisation's last meeting, of which open facts are carried over."""
        understood = self.understood
        return last_meeting(self.past, understood.now, meeting_id=understood.meeting_id, updates=understood.proposal_id)


def select(service: Service, understood: Understood, watch: Stopwatch) -> Selection:
    """Who plans, and from what: the table in docs/planning.md#modes."""
    if understood.mode.value is MacroMode.OFF:
        return _facts(service, understood, watch)
    is_strict = understood.mode.value is MacroMode.STRICT
    found, past = _find_workstreams(service, understood, watch)
    if found.chosen:
        return _workstreams(service, understood, found, past)
    if not found.exist:
        if is_strict:
            return _nothing(understood, PlanReason.NO_WORKSTREAMS, Nudge.CONTEXT_MISSING)
        return replace(_facts(service, understood, watch, past), nudge=Nudge.CONTEXT_MISSING)
    if is_strict:
        unmatched = _nothing(understood, PlanReason.NO_MATCHING_WORKSTREAM, Nudge.SUBJECT_UNMATCHED)
    else:
        unmatched = _matching_facts_else_top(service, understood, watch, past)
    return replace(unmatched, subject_matched=False)


def _matching_facts_else_top(
    service: Service, understood: Understood, watch: Stopwatch, past: tuple[Proposal, ...] | None
) -> Selection:
    """Facts, if any match the subject, else the most important workstreams."""
    facts = _facts(service, understood, watch, past)
    if filter_candidates(facts.facts, facts.subject, related_only=True).candidates:
        return facts
    top = watch.measured(Step.SELECT, lambda: select_top(service, understood.org_id, understood.now))
    return _workstreams(service, understood, top, past)


def select_facts_instead(service: Service, selection: Selection, watch: Stopwatch) -> Selection:
    """For workstreams without a fact to show: the newest facts that hold any word of the subject, in one read.

    Where the workstreams were not chosen by a subject, the facts that are selected without workstreams.
    """
    understood, subject = selection.understood, selection.subject
    if subject is None:
        return _facts(service, understood, watch, selection.past)
    read = partial(
        service.store.facts_with_stems, understood.org_id, list(subject.weights), 1, FactFilter(), RECENT_READ
    )
    facts = tuple(Candidate.of(fact) for fact in watch.measured(Step.RETRIEVE, read))
    return Selection(understood, Choice.NEXT_SUBJECT, PlanReason.SUBJECT, selection.past, facts=facts, subject=subject)


@dataclass(frozen=True)
class WorkstreamsFound:
    """The workstreams that a meeting is about. `exist` is whether the organisation has any at all."""

    chosen: list[Chosen]
    subject: Subject | None = None
    exist: bool = True


def _find_workstreams(
    service: Service, understood: Understood, watch: Stopwatch
) -> tuple[WorkstreamsFound, tuple[Proposal, ...] | None]:
    """The workstreams to plan around, and the past proposals; an unknown organisation has none, and nothing is read."""
    org_id, stems = understood.org_id, understood.stems

    def read() -> WorkstreamsFound:
        if stems:
            return select_about(service, org_id, understood.subject or "", stems)
        return select_top(service, org_id, understood.now)

    found, past = WorkstreamsFound([], exist=False), None
    if understood.organisation.known:
        found, past = watch.measured(Step.SELECT, lambda: _with_past_proposals(service, understood, read))
    if not found.exist:
        logger.warning("No workstreams found for %s", org_id if is_identifier(org_id) else "(no id)")
    return found, past


def _workstreams(
    service: Service, understood: Understood, found: WorkstreamsFound, past: tuple[Proposal, ...] | None
) -> Selection:
    """The macro planner's selection."""
    workstreams, days = [chosen.workstream for chosen in found.chosen], service.settings.stale_after_days
    logger.info("Selected %d workstreams: %s", len(workstreams), [w.workstream_id for w in workstreams])
    stale = tuple(w.workstream_id for w in workstreams if is_stale(w, understood.now, days))
    for workstream_id in stale:
        logger.warning("Workstream %s stale (%d+ days)", workstream_id, days)
    return Selection(
        understood, Choice.MACRO, PlanReason.WORKSTREAMS, past or (), tuple(found.chosen),
        subject=found.subject, stale=stale,
    )  # fmt: skip


def _facts(
    service: Service, understood: Understood, watch: Stopwatch, past: tuple[Proposal, ...] | None = None
) -> Selection:
    """The micro planner's selection.

    Without `past` no workstream was looked for: this is the first read then, and the proposals are read with it.
    """
    read = partial(_read_facts, service, understood)
    if past is None:
        (facts, subject), past = watch.measured(Step.RETRIEVE, lambda: _with_past_proposals(service, understood, read))
    else:
        facts, subject = watch.measured(Step.RETRIEVE, read)
    choice = Choice.NEXT_SUBJECT if understood.stems else Choice.NEXT_DEFAULT
    reason = PlanReason.SUBJECT if understood.stems else PlanReason.RECENT_FACTS
    return Selection(understood, choice, reason, past, facts=tuple(facts), subject=subject)


def _read_facts(service: Service, understood: Understood) -> tuple[list[Candidate], Subject | None]:
    """Facts that hold words of the subject, weighed by how rare they are among facts; without one the newest.

    An unknown organisation has none, and nothing is read.
    """
    query, stems = understood.subject or "", understood.stems
    if not understood.organisation.known:
        return [], Subject(query) if stems else None
    if stems:
        found = stem_matches(service, understood.org_id, stems, FactFilter(), max_stems=STEMS_ABOUT)
        return [Candidate.of(fact) for fact in found.facts], Subject(query, found.weights)
    page = service.store.facts(understood.org_id, PLANNABLE_FACTS, PageRequest(RECENT_READ))
    return [Candidate.of(fact) for fact in page.items], None


def _nothing(understood: Understood, reason: PlanReason, nudge: Nudge) -> Selection:
    """What `strict` selects where it may not plan: nothing."""
    return Selection(understood, Choice.MACRO_STRICT_EMPTY, reason, nudge=nudge)


def _with_past_proposals[A](
    service: Service, understood: Understood, read: Callable[[], A]
) -> tuple[A, tuple[Proposal, ...]]:
    """What the first read of a plan gives, and the newest proposals whose meeting is over, read concurrently."""
    over_by, newest = times.iso(understood.now), PageRequest(PAST_PROPOSALS_READ)
    found, page = run_both(service, read, lambda: service.store.proposals(understood.org_id, newest, over_by=over_by))
    return found, tuple(page.items)


def select_about(
    service: Service, org_id: str, query: str, stems: Sequence[str], k: int = MAX_WORKSTREAMS
) -> WorkstreamsFound:
    """The workstreams that are about a subject, most relevant first; reads workstreams only."""
    candidates, total = run_both(
        service, partial(_with_stems, service, org_id, stems), partial(service.store.count_workstreams, org_id)
    )
    subject = weigh(query, stems, candidates, total)
    return WorkstreamsFound(choose_about(subject, candidates, k), subject, total > 0)


def _with_stems(service: Service, org_id: str, stems: Sequence[str]) -> list[Workstream]:
    """Workstreams that carry any of some stems, and those of the longest stem alone; of two stems, of each.

    Of a common word only the most important carriers are read; a rare word's may lie far behind them.
    """
    longest = sorted(stems, key=lambda stem: (-len(stem), stem))
    alone = longest[:1] if len(stems) > 2 else longest[1:] and longest
    pages = service.store.run_concurrently(
        partial(service.store.workstreams_with_stems, org_id, stems, CANDIDATES_READ),
        *(partial(service.store.workstreams_with_stems, org_id, [stem], CANDIDATES_OF_A_STEM) for stem in alone),
    )
    return list({workstream.workstream_id: workstream for page in pages for workstream in page}.values())


def select_top(service: Service, org_id: str, now: datetime, k: int = MAX_WORKSTREAMS) -> WorkstreamsFound:
    """The k most important active workstreams of all, not of the first page that an index gives.

    The index orders colours by name: red before yellow, as importance does, but green before both, and stale green
    counts as yellow. So the top k of three groups are read, each in its right order, and merged.
    """
    days = service.settings.stale_after_days
    cutoff = stale_cutoff(now, days)
    active = (WorkstreamState.ACTIVE,)
    groups = [
        WorkstreamFilter(statuses=(Colour.RED, Colour.YELLOW), states=active),
        WorkstreamFilter(status=Colour.GREEN, updated_after=cutoff, states=active),
        WorkstreamFilter(status=Colour.GREEN, updated_until=cutoff, states=active),
    ]
    pages = service.store.run_concurrently(
        *(partial(service.store.workstreams, org_id, group, PageRequest(k)) for group in groups)
    )
    chosen = choose_top((w for page in pages for w in page.items), now, days, k)
    return WorkstreamsFound(chosen, exist=bool(chosen))
