"""What is wrong with the fields of a request: told by the client's own names, in JSON's terms.

No class of ours, and no phrase of the library that checks the values, reaches a client.
"""

from collections.abc import Mapping, Sequence, Set
from itertools import groupby
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from spine.domain.identifiers import ID_PATTERN, ID_RULE
from spine.errors import FieldError

_MESSAGES = {
    "missing": "is required",
    "string_type": "must be text",
    "string_too_short": "must not be empty",
    "string_too_long": "must not be longer than {max_length} characters",
    "string_pattern_mismatch": "must match {pattern}",
    "string_unicode": "must be valid Unicode",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_parsing_size": "must be a smaller number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list",
    "list_type": "must be a list",
    "too_short": "must be a list of at least {min_length}",
    "too_long": "must be a list of at most {max_length}",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "enum": "must be {expected}",
    "literal_error": "must be {expected}",
}
_MUST_BE = "must be "

ERRORS_TOLD = 1_000
"""Errors of one request that are put into words; the others are only counted."""


class Repeated(list[str]):
    """The values of a name that stands several times in a query."""


class OneRequired(ValueError):
    """One of some fields has to be given, and none is; the first of them is told."""

    def __init__(self, field: str, *others: str) -> None:
        super().__init__(f"is required, unless {alternatives(others)} is given")
        self.field = field


def field_errors(error: ValidationError, values: Mapping[str, object]) -> tuple[list[FieldError], int]:
    """The bad fields among some values, each once and by its path in them, and how many there are.

    Of a request that is bad throughout, the first ones alone: telling 100,000 takes seconds.
    """
    details = error.errors(include_url=False, include_input=False)
    found = [FieldError(loc=_path(one, values), msg=_told(one, values)) for one in details[:ERRORS_TOLD]]
    by_field = [(list(loc), list(errors)) for loc, errors in groupby(found, key=lambda one: one["loc"])]
    bad = _without_consequences([FieldError(loc=loc, msg=_joined(errors)) for loc, errors in by_field])
    return bad, len(bad) if len(details) <= ERRORS_TOLD else _count({one["loc"] for one in details})


def _count(places: Set[tuple[int | str, ...]]) -> int:
    """How many places are bad, without those that are bad only because something in them is."""
    return len(places - {place[:length] for place in places for length in range(len(place))})


def _path(details: ErrorDetails, values: object) -> list[str | int]:
    """The path of an error, without the names of the alternatives that were tried."""
    path: list[str | int] = []
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, OneRequired):
        return [*details["loc"], cause.field]
    last = len(details["loc"]) - 1 if details["type"] == "missing" else None
    for position, part in enumerate(details["loc"]):
        match values, part:
            case dict(), _ if part in values:
                values = values[part]
            case [*items], int() if part < len(items):
                values = items[part]
            case dict(), _ if position == last:
                pass
            case _:
                continue
        path.append(part)
    return path


def _told(details: ErrorDetails, values: Mapping[str, object]) -> str:
    """What is wrong with a value: that it is one of several where one is read, else what the validator says."""
    is_repeated = isinstance(values.get(str(details["loc"][0])) if details["loc"] else None, Repeated)
    return "must be given once" if is_repeated and len(details["loc"]) == 1 else message_of(details)


def message_of(details: ErrorDetails) -> str:
    """What is wrong with a value, in a sentence that begins behind its name."""
    context: dict[str, Any] = details.get("ctx", {})
    if context.get("pattern") == ID_PATTERN:
        return ID_RULE
    template = _MESSAGES.get(details["type"])
    if template is None:
        return details["msg"].removeprefix("Value error, ")
    return template.format(**{name: _shown(value) for name, value in context.items()})


def alternatives(words: Sequence[str]) -> str:
    """Some words, of which one is to be chosen: "a, b or c"."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _shown(value: object) -> str:
    """A limit as people write it: 1 and not 1.0, words without quotes."""
    return f"{value:g}" if isinstance(value, float) else str(value).replace("'", "")


def _joined(errors: Sequence[FieldError]) -> str:
    """One message for a field that may be one of several things and is none: "must be an object or a list"."""
    first, *others = dict.fromkeys(one["msg"] for one in errors)
    more = [msg.removeprefix(_MUST_BE) for msg in others if msg.startswith(_MUST_BE)]
    return " or ".join([first, *more]) if first.startswith(_MUST_BE) else first


def _without_consequences(errors: list[FieldError]) -> list[FieldError]:
    """The errors without those of a container that is bad only because some of its items are."""
    containers = {tuple(error["loc"][:length]) for error in errors for length in range(len(error["loc"]))}
    return [error for error in errors if tuple(error["loc"]) not in containers]
