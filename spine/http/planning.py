"""The planning endpoints' own way of reading options and choosing how an agenda leaves."""

from collections.abc import Mapping
from typing import Any

from spine.domain.limits import MAX_TEXT_LENGTH
from spine.domain.organisations import MacroMode
from spine.domain.reading.requests import read
from spine.domain.rendering import MEDIA_TYPES
from spine.errors import BadRequest, Invalid
from spine.http.requests import Request
from spine.http.responses import Response
from spine.schemas.planning import PlanOptions
from spine.usecases import plan_answers, plans
from spine.usecases.planned import Plan


def with_macro[O: PlanOptions](options: O, macro: MacroMode | None) -> O:
    """The options with the mode that the query gives. Raises Invalid where the body says another."""
    if macro is None or macro is options.macro:
        return options
    if options.macro is not None:
        raise Invalid.field("macro", "is one thing in the query and another in the body: auto, strict or off, once")
    return options.model_copy(update={"macro": macro})


def planned(request: Request[Any, Any], text: str, options: PlanOptions) -> Response | Mapping[str, Any]:
    """The answer to a request for an agenda, in the form that it asks for. Raises Invalid for `ics` without a start."""
    form = chosen_format(request, options)
    if form == "ics" and options.start_iso is None:
        raise Invalid.field("start_iso", "is needed for an invitation (format=ics)")
    return _written(request, plans.plan(request.service, text, options), options, form)


def planned_raw(request: Request[Any, Any], options: PlanOptions) -> Response | Mapping[str, Any]:
    """The answer to a request in a plain text body, with the language and minutes that were read from it."""
    text = raw_text(request.raw)
    answer = planned(request, text, options)
    if isinstance(answer, Response):
        return answer
    language = answer.get("language") or answer["understood"]["language"]
    return {**answer, "language": language, "parsed_minutes": read(text).minutes}


def _written(request: Request[Any, Any], made: Plan, options: PlanOptions, form: str) -> Response | Mapping[str, Any]:
    if form == "json":
        return plan_answers.answer(request.service, made, options)
    written = plan_answers.as_text(request.service, made, options, form)
    if request.accepts(MEDIA_TYPES[form]):
        return Response(written, media_type=MEDIA_TYPES[form])
    return plan_answers.text_answer(made, written)


def chosen_format(request: Request[Any, Any], options: PlanOptions) -> str:
    """The explicit format, else the first text form that the Accept header names, else JSON."""
    if options.format is not None or request.accepts("application/json"):
        return options.format or "json"
    return next((name for name, media_type in MEDIA_TYPES.items() if request.accepts(media_type)), "json")


def raw_text(body: bytes) -> str:
    """A plain text body. Raises BadRequest where there is none or it is no UTF-8, and Invalid where it is too long."""
    try:
        text = body.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise BadRequest("The body is not UTF-8 text.") from None
    if not text:
        raise BadRequest("The request has no body; this endpoint reads one as plain text.")
    if len(text) > MAX_TEXT_LENGTH:
        raise Invalid.field("text", f"must not be longer than {MAX_TEXT_LENGTH} characters")
    return text
