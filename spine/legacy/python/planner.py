"""The macro planner of the legacy service, as a Python function."""

from collections.abc import Mapping, Sequence
from typing import Any

from spine.bootstrap import service
from spine.domain.facts import Fact
from spine.domain.languages import parse_language
from spine.domain.organisations import MacroMode, Organisation
from spine.domain.planning.candidates import assign_to_workstreams, filter_candidates
from spine.domain.planning.composition import MeetingSpec
from spine.domain.planning.keywords import with_keywords
from spine.domain.planning.modes import Choice, Mode, ModeSource, PlanReason
from spine.domain.planning.planners import plan_macro
from spine.domain.planning.selection import Chosen
from spine.domain.workstreams import Workstream
from spine.schemas.planning import PlanOptions
from spine.schemas.validation import validate
from spine.usecases.planning.pipeline import Plan
from spine.usecases.planning.presentation import present_proposal
from spine.usecases.planning.selection import Selection
from spine.usecases.planning.understanding import ResolvedOrganisation, Understood
from spine.usecases.service import Service


def plan_agenda_from_workstreams(
    org_id: str,
    workstreams: Sequence[Mapping[str, Any]],
    facts: Sequence[Mapping[str, Any]],
    duration_minutes: int = 30,
    language: str = "pt-BR",
) -> Mapping[str, Any]:
    """The agenda (5–480 minutes) of some workstreams and facts, as the functions of `spine.db` give them.

    Raises Invalid for other minutes or another language. A fact stands under its `workstream_id`, one without under the
    workstream that it shares most words with.
    """
    desk = service()
    asked = validate(PlanOptions, {"org": org_id, "duration_minutes": duration_minutes, "language": language})
    chosen = [Chosen(workstream) for workstream in _workstreams(desk, org_id, workstreams)]
    pool = filter_candidates(
        assign_to_workstreams(*_given(facts), [c.workstream for c in chosen]) if chosen else [], None
    )
    organisation = ResolvedOrganisation(org_id, desk.store.get(Organisation, org_id, org_id))
    understood = Understood(
        organisation=organisation,
        subject=None,
        stems=(),
        minutes=duration_minutes,
        language=parse_language(asked.language or language),
        mode=Mode(MacroMode.AUTO, ModeSource.REQUEST),
        now=desk.clock(),
    )
    spec = MeetingSpec(duration_minutes, understood.language, understood.now, organisation.name)
    selection = Selection(understood, Choice.MACRO, PlanReason.WORKSTREAMS, workstreams=tuple(chosen))
    made = Plan(selection, plan_macro(chosen, pool, spec), considered=len(facts))
    return present_proposal(desk, made, PlanOptions())


def _workstreams(desk: Service, org_id: str, given: Sequence[Mapping[str, Any]]) -> list[Workstream]:
    """The workstreams as they are stored; one that is not stored as it is given, with its own words alone."""
    stored = desk.store.get_many(Workstream, org_id, [one["workstream_id"] for one in given])
    lacking = {"org_id": org_id, "created_at": desk.stamp(), "updated_at": desk.stamp(), "rev": ""}
    return [
        stored.get(one["workstream_id"]) or with_keywords(validate(Workstream, {**lacking, **one}), ()) for one in given
    ]


def _given(facts: Sequence[Mapping[str, Any]]) -> tuple[dict[str, list[tuple[Fact, float]]], list[Fact]]:
    linked: dict[str, list[tuple[Fact, float]]] = {}
    widened = []
    for given in facts:
        fact = validate(Fact, given)
        if given.get("workstream_id"):
            linked.setdefault(given["workstream_id"], []).append((fact, float(given.get("weight", 1.0))))
        else:
            widened.append(fact)
    return linked, widened
