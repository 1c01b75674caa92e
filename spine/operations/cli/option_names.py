"""Errors in the command line's own names: a field of a request is told as the option or argument that gave it."""

from collections.abc import Iterable
from typing import Any

from typer.core import TyperArgument

from spine.errors import FieldError, Invalid

PARAMETERS = {
    "duration_minutes": "minutes",
    "start_iso": "start",
    "started_at": "date",
    "org_id": "org",
    "due_before": "due_before",
    "meeting_id": "meeting",
    "fact_type": "type",
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
        return str(parameter.name).upper()
    return str(max(parameter.opts, key=len))
