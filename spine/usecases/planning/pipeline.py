"""From one sentence to an agenda, step by step as docs/planning.md tells it. Stores nothing.

    understand → select → retrieve → compose → present

Each step takes the result of the step before. The caller makes the last one, in `presentation`: as JSON or as text.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace

from spine.domain.names import is_owned_by
from spine.domain.planning.agenda import Agenda
from spine.domain.planning.composition import MeetingSpec
from spine.domain.planning.modes import Choice, MacroMode, Nudge, Planner
from spine.domain.planning.planners import plan_macro, plan_micro
from spine.domain.planning.ranking import VerdictCounts
from spine.schemas.planning import PlanOptions
from spine.store.deadlines import check_deadline
from spine.usecases.planning.retrieval import Retrieved, retrieve
from spine.usecases.planning.selection import Selection, select, select_facts_instead
from spine.usecases.planning.stopwatch import Step, Stopwatch
from spine.usecases.planning.understanding import Understood, understand
from spine.usecases.service import Service

logger = logging.getLogger("spine.plans")


@dataclass(frozen=True)
class Plan:
    """An agenda, and how it came about. `considered` counts the facts that were found for it."""

    selection: Selection
    agenda: Agenda
    considered: int = 0

    @property
    def understood(self) -> Understood:
        """The request that it is for."""
        return self.selection.understood

    @property
    def workstreams_are_empty(self) -> bool:
        """Whether workstreams were chosen and have no fact to show; what others hold does not stand in for them."""
        if self.selection.choice is not Choice.MACRO:
            return False
        stands_alone = bool(self.selection.found.relevances) or self.understood.mode.value is MacroMode.STRICT
        return not any(section.workstream_id or stands_alone for section in self.agenda.sections)


def plan_agenda(service: Service, text: str, options: PlanOptions) -> Plan:
    """The agenda that a request asks for: all steps but the last."""
    return plan_understood(service, understand(service, text, options))


def plan_understood(service: Service, understood: Understood) -> Plan:
    """The agenda of a request that was understood. Raises Unavailable after the deadline."""
    watch = Stopwatch(service.timer, understood.started)
    check_deadline()
    selection = select(service, understood, watch)
    check_deadline()
    retrieved = retrieve(service, selection, watch)
    check_deadline()
    plan = compose(retrieved)
    if plan.workstreams_are_empty:
        plan = _replan_empty_workstreams(service, plan, watch)
    logger.info("Planning mode=%s, choice=%s", selection.choice.planner, selection.choice)
    service.track_event("agenda_planned", _event(plan, watch))
    return plan


def compose(retrieved: Retrieved) -> Plan:
    """Step 4: the facts ranked, the best laid out in sections, by the planner that was selected."""
    selection, understood = retrieved.selection, retrieved.selection.understood
    owners = [candidate.fact.owner for candidate in retrieved.pool.candidates]
    people = tuple(person for person in understood.people if _is_somebody(person, understood, owners))
    spec = MeetingSpec(
        understood.minutes, understood.language, understood.now, understood.organisation.name, selection.subject,
        people=people, namesakes=understood.namesakes, is_one_to_one=understood.is_one_to_one,
        meeting=understood.meeting, attendees=understood.attendees,
        is_strict=understood.mode.value is MacroMode.STRICT, start=understood.start,
    )  # fmt: skip
    if selection.choice.planner is Planner.MICRO:
        return Plan(selection, plan_micro(retrieved.pool, spec), retrieved.considered)
    workstreams = [chosen.workstream for chosen in selection.workstreams]
    verdict_counts: VerdictCounts = {
        (w.workstream_id, kind): counts for w in workstreams for kind, counts in w.verdicts.items()
    }
    agenda = plan_macro(selection.workstreams, retrieved.pool, spec, verdict_counts)
    return Plan(selection, agenda, retrieved.considered)


def _is_somebody(person: str, understood: Understood, owners: Iterable[str | None]) -> bool:
    """Whether a person is known, or owns something: nobody's agenda is named after a name that nobody has."""
    return person not in understood.unknown_people or any(is_owned_by(owner, [person]) for owner in owners)


def _replan_empty_workstreams(service: Service, empty: Plan, watch: Stopwatch) -> Plan:
    """What stands in for workstreams without a fact to show: in `auto` the micro planner's agenda.

    Freshly seeded workstreams must not take away the agenda that the organisation had.
    """
    plan = Plan(replace(empty.selection, nudge=Nudge.WORKSTREAMS_EMPTY), empty.agenda)
    if empty.understood.mode.value is not MacroMode.AUTO:
        return plan
    check_deadline()
    micro = compose(retrieve(service, select_facts_instead(service, empty.selection, watch), watch))
    return replace(plan, agenda=micro.agenda, considered=micro.considered)


def _event(plan: Plan, watch: Stopwatch) -> dict[str, object]:
    """The fields of the event. An organisation that is not known is left out: its id may be any words."""
    selection, understood = plan.selection, plan.understood
    return {
        "org_id": understood.org_id if understood.organisation.known else None,
        "mode": understood.mode.value,
        "mode_source": understood.mode.source,
        "planner": selection.choice.planner,
        "choice": selection.choice,
        "nudge": selection.nudge,
        "workstreams": len(selection.workstreams),
        "facts": plan.considered,
        "minutes": understood.minutes,
        "language": understood.language,
        "assumed": [*understood.organisation.assumed, *understood.assumed] or None,
        "select_ms": watch.milliseconds(Step.SELECT),
        "retrieve_ms": watch.milliseconds(Step.RETRIEVE),
        "duration_ms": watch.total(),
    }
