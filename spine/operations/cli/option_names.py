"""Errors in the command line's own names: what is wrong with a call is told of the option or argument that gave it."""

from collections.abc import Iterable
from typing import Any

import typer
from pydantic import ValidationError
from typer.core import TyperArgument
from typer.exceptions import TyperException

from spine.errors import FieldError, Invalid
from spine.schemas.field_errors import alternatives, message_of

PARAMETERS = {
    "duration_minutes": "minutes",
    "start_iso": "start",
    "started_at": "date",
    "org_id": "org",
    "meeting_id": "meeting",
    "types": "kind",
    "q": "words",
}
"""The parameters that have another name than the field that they give."""


def told_for(parameters: Iterable[Any], error: Invalid) -> str:
    """What is wrong with the call of a command with these parameters, in their names; other fields keep theirs."""
    names = {parameter.name: _shown(parameter) for parameter in parameters}
    return "; ".join(_told(one, names) for one in error.errors) or error.detail


def _told(error: FieldError, names: dict[str, str]) -> str:
    field = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "")
    own_name = names.get(PARAMETERS.get(field, field)) or ".".join(map(str, error["loc"]))
    return f"{own_name}: {error['msg']}" if own_name else error["msg"]


def _shown(parameter: Any) -> str:
    """How the help writes a parameter: an option's longest name, an argument in capitals."""
    if isinstance(parameter, TyperArgument):
        return str(parameter.metavar or parameter.name).upper()
    return str(max(parameter.opts, key=len))


def is_value_told(error: TyperException) -> bool:
    """Whether a call has the right form, and one of its values is not allowed."""
    return isinstance(error, typer.BadParameter) and bool(error.message)


def told_of_call(error: TyperException) -> str:
    """What is wrong with a call that could not be read."""
    if not isinstance(error, typer.BadParameter):
        return error.format_message()
    if error.param is None:
        return error.message
    return f"{_shown(error.param)}: {_message(error)}"


def _message(error: typer.BadParameter) -> str:
    """What is wrong with a value; that it is missing where nothing is said."""
    choices = error.param.type_descriptor.choices if error.param else None
    if not isinstance(error.__cause__, ValidationError):
        return error.message or "is required"
    if choices:
        return f"must be {alternatives([str(one.value) for one in choices])}"
    return message_of(error.__cause__.errors(include_url=False)[0])
