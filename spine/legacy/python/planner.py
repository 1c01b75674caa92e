"""The macro planner of the old service's Python surface (contract §10)."""

from collections.abc import Mapping, Sequence
from typing import Any

from spine.bootstrap import service
from spine.domain.facts import Fact
from spine.domain.language import parse_language
from spine.domain.organisations import MacroMode, Organisation
from spine.domain.planning.candidates import filter_candidates, placed
from spine.domain.planning.composition import Brief
from spine.domain.planning.keywords import with_keywords
from spine.domain.planning.macro import plan_macro
from spine.domain.planning.selection import Chosen
from spine.domain.planning.wording import REASONS
from spine.domain.workstreams import Workstream
from spine.schemas.planning import PlanOptions
from spine.schemas.validation import validate
from spine.usecases.plan_answers import proposal_of
from spine.usecases.planned import Mode, Plan
from spine.usecases.service import Service
from spine.usecases.understanding import ResolvedOrganisation, Understood


def plan_agenda_from_workstreams(
    org_id: str,
    workstreams: Sequence[Mapping[str, Any]],
    facts: Sequence[Mapping[str, Any]],
    duration_minutes: int = 30,
    language: str = "pt-BR",
) -> dict[str, Any]:
    """The agenda (5–480 minutes) of some workstreams and facts, as the functions of `spine.db` give them.

    Raises Invalid for other minutes or another language. A fact
    stands under its `workstream_id`, one without under the workstream that it shares most words with.
    """
    desk = service()
    asked = validate(PlanOptions, {"org": org_id, "duration_minutes": duration_minutes, "language": language})
    chosen = [Chosen(workstream) for workstream in _workstreams(desk, org_id, workstreams)]
    organisation = desk.store.get(Organisation, org_id, org_id)
    understood = Understood(
        ResolvedOrganisation(org_id, organisation), None, duration_minutes, parse_language(asked.language or language)
    )
    brief = Brief(duration_minutes, understood.language, desk.clock())
    pool = filter_candidates(placed(*_given(facts), [one.workstream for one in chosen]) if chosen else [], None)
    agenda = plan_macro(chosen, pool, brief, understood.party.name, None, {})
    mode = Mode(MacroMode.AUTO, "request")
    made = Plan(
        understood, mode, agenda, "macro", REASONS["macro"], "macro", "", considered=len(facts), chosen=tuple(chosen)
    )
    return proposal_of(desk, made, PlanOptions())


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
