"""What is special about the endpoints of agendas: options in query and body, and agendas as text or JSON."""

from typing import TYPE_CHECKING, cast

from spine.domain.planning.modes import MacroMode
from spine.domain.rendering.media_types import MEDIA_TYPES
from spine.errors import Invalid
from spine.http import usecases
from spine.http.requests import AnyRequest, Request
from spine.http.responses import Response
from spine.schemas.planning import PlanOptions
from spine.schemas.queries import ProposalQuery
from spine.schemas.responses.agendas import PlanResponse, PlanText, RawPlanResponse, RawPlanText, StoredAgendaResponse
from spine.schemas.validation import PlainText

if TYPE_CHECKING:
    from spine.usecases.planning.pipeline import Plan

TEXT_TYPES = tuple(media_type.partition(";")[0] for media_type in MEDIA_TYPES.values())
"""The media types of an agenda as text."""

PlanResult = PlanResponse | PlanText | Response
RawPlanResult = RawPlanResponse | RawPlanText | Response


def with_macro[O: PlanOptions](options: O, macro: MacroMode | None) -> O:
    """The options with the mode of the query. Raises Invalid where the body has another."""
    if macro is None or macro is options.macro:
        return options
    if options.macro is not None:
        raise Invalid.field("macro", "differs between query and body: give it once, as auto, strict or off")
    return options.model_copy(update={"macro": macro})


def planned(request: AnyRequest, text: str, options: PlanOptions) -> PlanResult:
    """The agenda that a request asks for, in the format that it asks for. Raises Invalid for `ics` without a start."""
    return _planned(request, text, options)[1]


def planned_raw(request: Request[PlanOptions, PlainText]) -> RawPlanResult:
    """The same for a request in plain text, with the language and the minutes that the text names."""
    text = request.body.text
    plan, result = _planned(request, text, request.query)
    if isinstance(result, Response):
        return result
    parsed = {**result, "language": plan.understood.language, "parsed_minutes": plan.understood.minutes_said}
    return cast(RawPlanResponse | RawPlanText, parsed)


def _planned(request: AnyRequest, text: str, options: PlanOptions) -> "tuple[Plan, PlanResult]":
    # Loaded by the first plan, as all use cases are by the first request that needs them.
    from spine.usecases.planning.pipeline import plan_agenda
    from spine.usecases.planning.presentation import present, present_text

    form = chosen_format(request, options.format)
    plan = plan_agenda(request.service, text, options)
    if form == "json":
        return plan, present(request.service, plan, options)
    shown = present_text(plan, usecases.handouts.text_of_plan(request.service, plan, form))
    return plan, _bare_if_accepted(request, form, shown)


def stored(request: Request[ProposalQuery], proposal_id: str) -> StoredAgendaResponse | PlanText | Response:
    """A stored agenda in the format asked for. Raises NotFound, AmbiguousId, and Invalid for `ics` without a start."""
    form = chosen_format(request, request.query.format)
    proposal = usecases.proposals.read(request.service, proposal_id, request.query.org)
    if form == "json":
        return usecases.proposals.present_whole(request.service, proposal)
    return _bare_if_accepted(request, form, usecases.handouts.text_of_proposal(request.service, proposal, form))


def _bare_if_accepted(request: AnyRequest, form: str, agenda: PlanText) -> PlanText | Response:
    """The text alone where the Accept header names its media type, else as a field of JSON."""
    media_type = MEDIA_TYPES[form]
    return Response(agenda["text"], media_type=media_type) if request.accepts(media_type) else agenda


def chosen_format(request: AnyRequest, explicit: str | None) -> str:
    """The format that is asked for, else the first text format that the Accept header names, else JSON."""
    if explicit is not None or request.accepts("application/json"):
        return explicit or "json"
    return next((name for name, media_type in MEDIA_TYPES.items() if request.accepts(media_type)), "json")
