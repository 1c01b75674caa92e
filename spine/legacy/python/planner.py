"""The macro planner of the legacy service, as `spine.planner`."""

from collections.abc import Sequence

from spine import bootstrap
from spine.domain.facts import Fact
from spine.domain.languages import parse_language
from spine.domain.organisations import Organisation
from spine.domain.planning.candidates import assign_to_workstreams, filter_candidates
from spine.domain.planning.composition import MeetingSpec
from spine.domain.planning.keywords import with_keywords
from spine.domain.planning.matching import Chosen
from spine.domain.planning.modes import Choice, MacroMode, Mode, ModeSource, PlanReason
from spine.domain.planning.planners import plan_macro
from spine.domain.workstreams import Workstream
from spine.legacy.python.db import Fields
from spine.schemas.planning import PlanOptions
from spine.schemas.validation import validate
from spine.usecases.planning.organisation import ResolvedOrganisation
from spine.usecases.planning.pipeline import Plan
from spine.usecases.planning.presentation import present_proposal
from spine.usecases.planning.selection import Selection
from spine.usecases.planning.understanding import Understood, zone_of
from spine.usecases.service import Service


def plan_agenda_from_workstreams(
    org_id: str,
    workstreams: Sequence[Fields],
    facts: Sequence[Fields],
    duration_minutes: int = 30,
    language: str = "pt-BR",
) -> Fields:
    """The agenda (5–480 minutes) of some workstreams and facts, as the functions of `spine.db` give them.

    Raises Invalid for other minutes or another language. A fact stands under its `workstream_id`, one without under the
    workstream that it shares most words with.
    """
    service = bootstrap.service()
    request = validate(PlanOptions, {"org": org_id, "duration_minutes": duration_minutes, "language": language})
    chosen = [Chosen(workstream) for workstream in _workstreams(service, org_id, workstreams)]
    known = [choice.workstream for choice in chosen]
    candidates = assign_to_workstreams(*_facts_and_links(facts), known) if chosen else []
    organisation = ResolvedOrganisation(org_id, service.store.get(Organisation, org_id, org_id))
    understood = Understood(
        organisation=organisation,
        subject=None,
        stems=(),
        minutes=duration_minutes,
        language=parse_language(request.language or language),
        mode=Mode(MacroMode.AUTO, ModeSource.REQUEST),
        now=service.clock().astimezone(zone_of(service, organisation.document)),
    )
    spec = MeetingSpec(duration_minutes, understood.language, understood.now, organisation.name)
    selection = Selection(understood, Choice.MACRO, PlanReason.WORKSTREAMS, workstreams=tuple(chosen))
    made = Plan(selection, plan_macro(chosen, filter_candidates(candidates, None), spec), considered=len(facts))
    return present_proposal(service, made, PlanOptions())


def _workstreams(service: Service, org_id: str, given: Sequence[Fields]) -> list[Workstream]:
    """The workstreams as they are stored; one that is not stored as it is given, with its own words alone."""
    stored = service.store.get_many(Workstream, org_id, [fields["workstream_id"] for fields in given])
    defaults = {"org_id": org_id, "created_at": service.stamp(), "updated_at": service.stamp(), "rev": ""}
    return [
        stored.get(fields["workstream_id"]) or with_keywords(validate(Workstream, {**defaults, **fields}), ())
        for fields in given
    ]


def _facts_and_links(given: Sequence[Fields]) -> tuple[list[Fact], dict[str, dict[str, float]]]:
    """The facts, and by workstream those that name it, each with its weight."""
    facts: list[Fact] = []
    links: dict[str, dict[str, float]] = {}
    for fields in given:
        facts.append(validate(Fact, fields))
        if fields.get("workstream_id"):
            links.setdefault(fields["workstream_id"], {})[facts[-1].fact_id] = float(fields.get("weight", 1.0))
    return facts, links
