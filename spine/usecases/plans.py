"""Planning a meeting: from one sentence to an agenda. Stores nothing (contract §4)."""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from spine.domain import times
from spine.domain.fact_types import fact_type
from spine.domain.facts import Fact
from spine.domain.identifiers import derived, is_identifier
from spine.domain.organisations import MacroMode, Organisation
from spine.domain.planning.agenda import Agenda
from spine.domain.planning.candidates import Candidate, Pool, filter_candidates
from spine.domain.planning.carryover import last_meeting, left_undone, with_carried
from spine.domain.planning.composition import Brief
from spine.domain.planning.macro import plan_macro
from spine.domain.planning.micro import plan_micro
from spine.domain.planning.ranking import VerdictCounts
from spine.domain.planning.selection import Chosen
from spine.domain.planning.subject import Subject, content_stems
from spine.domain.planning.wording import REASONS
from spine.domain.proposals import Proposal
from spine.domain.staleness import is_stale
from spine.domain.workstreams import Workstream
from spine.schemas.planning import PlanOptions
from spine.store.protocol import PageRequest
from spine.usecases import selecting
from spine.usecases.plan_events import RETRIEVING, SELECTING, Stopwatch, agenda_planned
from spine.usecases.planned import MeetingRef, Mode, Plan
from spine.usecases.service import Service, run_both
from spine.usecases.understanding import Understood, understand

logger = logging.getLogger("spine.plans")

PROPOSALS_READ = 10
"""How many of the newest proposals whose meeting is over are looked through for one of another meeting."""
CARRIED_READ = 60
"""How many facts of that meeting are looked at again."""


def plan(service: Service, text: str, options: PlanOptions) -> Plan:
    """The agenda that a request asks for."""
    understood = understand(service, text, options)
    return plan_understood(service, understood, options, meeting_ref_of(service, understood, text, options))


def meeting_ref_of(
    service: Service, understood: Understood, text: str | None, options: PlanOptions, meeting_id: str | None = None
) -> MeetingRef:
    """The meeting that a request is for. The same request, for a meeting without an id on the same UTC day, is one."""
    meeting = meeting_id or f"day {times.iso(service.clock())[:10]}"
    asked = (text, options.subject, options.duration_minutes, options.language, options.macro)
    return MeetingRef(
        meeting_id, derived("agd", understood.party.org_id, meeting, *(str(part or "") for part in asked))
    )


def plan_understood(service: Service, understood: Understood, options: PlanOptions, meeting_ref: MeetingRef) -> Plan:
    """The agenda of a request that was understood already."""
    mode = effective_mode(service, options.macro, understood.party.organisation)
    planning = _Planning(service, understood, mode, meeting_ref)
    planned = planning.plan()
    logger.info("Planning mode=%s, choice=%s", planned.planner, planned.choice)
    service.track_event("agenda_planned", agenda_planned(planned, planning.watch))
    return planned


def effective_mode(service: Service, asked: MacroMode | None, organisation: Organisation | None) -> Mode:
    """The mode of a request that asks for one, or for none, in an organisation, and who said so (contract §4)."""
    if not service.settings.use_macro_plan:
        return Mode(MacroMode.OFF, "kill_switch")
    if asked is not None:
        return Mode(asked, "request")
    if organisation is not None and organisation.macro_mode is not None:
        return Mode(organisation.macro_mode, "org")
    return Mode(service.settings.macro_default_mode, "default")


class _Planning:
    """One plan in the making."""

    def __init__(self, service: Service, understood: Understood, mode: Mode, meeting_ref: MeetingRef) -> None:
        self.service, self.understood, self.mode, self.meeting_ref = service, understood, mode, meeting_ref
        self.org_id = understood.party.org_id
        self.query = understood.subject or ""
        self.stems = content_stems(understood.subject, understood.party.names)
        self.brief = Brief(understood.minutes, understood.language, service.clock())
        self.watch = Stopwatch(service.timer)
        self._over: list[Proposal] | None = None

    def plan(self) -> Plan:
        """The plan that the mode, the subject and what the organisation has lead to."""
        if self.mode.value is MacroMode.OFF:
            return self._micro_about_anything()
        if not self.understood.party.known:
            return self._without_workstreams()
        if not self.stems:
            return self._from(self._selected(partial(selecting.select_top, self.service, self.org_id)))
        about = partial(selecting.select_about, self.service, self.org_id, self.query, self.stems)
        return self._about(self._selected(about))

    def _from(self, selection: selecting.Selection) -> Plan:
        """The plan of the most important workstreams."""
        if not selection.exist:
            return self._without_workstreams()
        return self._macro(selection.chosen, None)

    def _about(self, selection: selecting.Selection) -> Plan:
        """The plan of the workstreams that a subject leads to, or what stands in for them."""
        if not selection.exist:
            return self._without_workstreams()
        if selection.chosen:
            return self._macro(selection.chosen, selection.subject)
        if self.mode.value is MacroMode.STRICT:
            return self._strict("macro-strict-unmatched", "macro_subject_unmatched", False)
        about = partial(selecting.facts_about, self.service, self.org_id, self.query, self.stems)
        candidates, subject = self._retrieved(about)
        if filter_candidates(candidates, subject, related_only=True).candidates:
            return self._micro(candidates, subject, subject_matched=False)
        top = self._selected(partial(selecting.select_top, self.service, self.org_id))
        return self._macro(top.chosen, None, subject_matched=False)

    def _without_workstreams(self) -> Plan:
        logger.warning("No workstreams found for %s", self.org_id if is_identifier(self.org_id) else "(no id)")
        if self.mode.value is MacroMode.STRICT:
            return self._strict("macro-strict-empty", "macro_context_missing", None)
        return self._micro_about_anything(nudge="macro_context_missing")

    def _strict(self, reason: str, nudge: str, matched: bool | None) -> Plan:
        agenda = plan_macro([], Pool([]), self.brief, self.understood.party.name, None, {})
        return self._finished(
            agenda, "macro-strict-empty", "macro", 0, reason=REASONS[reason], nudge=nudge, subject_matched=matched
        )

    def _macro(self, chosen: Sequence[Chosen], subject: Subject | None, subject_matched: bool | None = None) -> Plan:
        workstreams = [one.workstream for one in chosen]
        logger.info("Selected %d workstreams: %s", len(chosen), [w.workstream_id for w in workstreams])
        stale = self._warn_of_stale(workstreams)
        last = self._last_meeting()
        words = list(subject.weights) if subject else []
        candidates, facts = self._retrieved(
            partial(selecting.facts_for, self.service, self.org_id, workstreams, _shown_in(last), words)
        )
        pool = filter_candidates(_with_carried(candidates, facts, last, subject), subject)
        self._log_retrieved(candidates)
        verdict_counts: VerdictCounts = {
            (w.workstream_id, kind): counts for w in workstreams for kind, counts in w.verdicts.items()
        }
        agenda = plan_macro(chosen, pool, self.brief, self.understood.party.name, subject, verdict_counts)
        if not agenda.sections:
            return self._macro_empty(agenda, chosen, subject, stale, subject_matched)
        return self._finished(
            agenda, "macro", "macro", len(candidates), chosen=chosen, stale=stale, subject_matched=subject_matched
        )

    def _macro_empty(
        self,
        agenda: Agenda,
        chosen: Sequence[Chosen],
        subject: Subject | None,
        stale: Sequence[str],
        subject_matched: bool | None,
    ) -> Plan:
        """Freshly seeded workstreams must not take away the agenda that the organisation had."""
        considered = 0
        if self.mode.value is MacroMode.AUTO:
            micro = self._micro_beside(subject)
            agenda, considered = micro.agenda, micro.considered
        return self._finished(
            agenda, "macro", "macro", considered, chosen=chosen, stale=stale,
            nudge="macro_workstreams_empty", subject_matched=subject_matched,
        )  # fmt: skip

    def _micro_beside(self, subject: Subject | None) -> Plan:
        """The micro plan about a subject that the workstreams have weighed already, or about anything."""
        if subject is None:
            return self._micro_about_anything()
        return self._micro(selecting.facts_sharing(self.service, self.org_id, subject), subject)

    def _micro_about_anything(self, nudge: str | None = None) -> Plan:
        if not self.understood.party.known:
            return self._micro([], Subject(self.query) if self.stems else None, nudge=nudge)
        if not self.stems:
            recent = self._retrieved(partial(selecting.recent_facts, self.service, self.org_id))
            return self._micro(recent, None, nudge=nudge)
        about = partial(selecting.facts_about, self.service, self.org_id, self.query, self.stems)
        candidates, subject = self._retrieved(about)
        return self._micro(candidates, subject, nudge=nudge)

    def _micro(
        self,
        candidates: Sequence[Candidate],
        subject: Subject | None,
        *,
        nudge: str | None = None,
        subject_matched: bool | None = None,
    ) -> Plan:
        last = self._last_meeting()
        facts = {candidate.fact.fact_id: candidate.fact for candidate in candidates}
        missing = [fact_id for fact_id in _shown_in(last) if fact_id not in facts]
        facts |= self._retrieved(partial(self.service.store.get_many, Fact, self.org_id, missing))
        pool = filter_candidates(_with_carried(candidates, facts, last, subject), subject, related_only=True)
        self._log_retrieved(candidates)
        agenda = plan_micro(pool, self.brief, self.understood.party.name, subject)
        choice = "next-subject" if self.stems else "next-default"
        return self._finished(agenda, choice, "micro", len(candidates), nudge=nudge, subject_matched=subject_matched)

    def _selected[A](self, read: Callable[[], A]) -> A:
        return self.watch.measured(SELECTING, partial(self._beside_proposals, read))

    def _retrieved[A](self, read: Callable[[], A]) -> A:
        return self.watch.measured(RETRIEVING, partial(self._beside_proposals, read))

    def _beside_proposals[A](self, read: Callable[[], A]) -> A:
        """What a read gives; the newest proposals are read beside the first one."""
        if self._over is not None:
            return read()
        over = partial(
            self.service.store.proposals, self.org_id, PageRequest(PROPOSALS_READ), over_by=times.iso(self.brief.now)
        )
        found, page = run_both(self.service, read, over)
        self._over = page.items
        return found

    def _last_meeting(self) -> Proposal | None:
        return last_meeting(
            self._over or [],
            self.brief.now,
            meeting_id=self.meeting_ref.meeting_id,
            updates=self.meeting_ref.proposal_id,
        )

    def _warn_of_stale(self, workstreams: Sequence[Workstream]) -> tuple[str, ...]:
        days = self.service.settings.stale_after_days
        stale = tuple(w.workstream_id for w in workstreams if is_stale(w, self.brief.now, days))
        for workstream_id in stale:
            logger.warning("Workstream %s stale (%d+ days)", workstream_id, days)
        return stale

    def _log_retrieved(self, candidates: Sequence[Candidate]) -> None:
        counts = Counter(candidate.fact.fact_type for candidate in candidates)
        by_type = ", ".join(f"{name}={n}" for name, n in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
        logger.info("Retrieved %d facts (%s)", len(candidates), by_type)

    def _finished(self, agenda: Agenda, choice: str, planner: str, considered: int, **more: Any) -> Plan:
        chosen = tuple(more.pop("chosen", ()))
        reason = more.pop("reason", None) or REASONS[choice]
        return Plan(
            self.understood, self.mode, agenda, choice, reason, planner, self.meeting_ref.proposal_id, considered,
            chosen, tuple(self.stems), **more,
        )  # fmt: skip


def _shown_in(last: Proposal | None) -> list[str]:
    """Ids of the facts that a past agenda showed; of many, those first that can be left undone."""
    if last is None:
        return []
    types = {ref["fact_id"]: str(ref.get("type")) for ref in last.refs}
    shown = sorted(last.supporting_fact_ids, key=lambda one: not fact_type(types.get(one, "")).carries_over)
    return shown[:CARRIED_READ]


def _with_carried(
    candidates: Sequence[Candidate], facts: Mapping[str, Fact], last: Proposal | None, subject: Subject | None
) -> list[Candidate]:
    return with_carried(candidates, left_undone(last, facts) if last else [], last, subject)
