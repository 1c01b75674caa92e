"""Values as the legacy service's tables hold them: read by any of several names, in any of several forms."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from spine.domain import times
from spine.domain.limits import LARGEST_EXACT_INTEGER

_MILLISECONDS_FROM = 10**11
"""A number of seconds as large as this would lie in the year 5138."""

type Row = Mapping[str, Any]


def is_filled(value: object) -> bool:
    """Whether a value says anything: it is there, not empty, and no text of spaces alone."""
    return bool(value.strip()) if isinstance(value, str) else value not in (None, [], {})


def first(row: Row, *names: str) -> Any:
    """The first of some columns or fields that says anything; None where none does."""
    return next((row[name] for name in names if is_filled(row.get(name))), None)


def text(row: Row, *names: str) -> str | None:
    """The first that is a text or a number, as text; of an object, its name."""
    value = first(row, *names)
    if isinstance(value, Mapping):
        value = first(value, "display_name", "name", "label", "id")
    return str(value).strip() or None if isinstance(value, str | int | float) else None


def identifier(row: Row, name: str) -> str:
    """An id as text, as it stands, for the legacy service compared ids to the letter; empty for none."""
    value = first(row, name)
    return str(value) if isinstance(value, str | int | float) else ""


def parse_json(value: object) -> Any:
    """JSON that stands in a text; a text that is none as it is. What no JSON has, such as NaN, becomes null."""
    if not isinstance(value, str) or value[:1] not in "{[":
        return value
    try:
        return json.loads(value, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return value


def payload_of(row: Row) -> dict[str, Any]:
    """The free object of a row; a list stands in it as `items`, anything else as `text`."""
    value = parse_json(first(row, "payload", "payload_json", "data"))
    if isinstance(value, dict):
        return value
    return {} if value is None else {"items" if isinstance(value, list) else "text": value}


def texts(value: object) -> tuple[str, ...]:
    """A list of texts, from JSON or from a text with commas."""
    found = parse_json(value)
    if isinstance(found, str):
        found = found.split(",")
    return tuple(str(item).strip() for item in found if str(item).strip()) if isinstance(found, list) else ()


def moment(row: Row, *names: str) -> str | None:
    """The first time that can be read, in the stored form: ISO 8601, or seconds or milliseconds since 1970."""
    for value in (row.get(name) for name in names):
        with suppress(ValueError, OverflowError, OSError):
            if isinstance(value, int | float):
                seconds = value / 1000 if value >= _MILLISECONDS_FROM else value
                return times.iso(datetime.fromtimestamp(seconds, UTC))
            if isinstance(value, str):
                return times.normal(value)
    return None


def due(row: Row, *names: str) -> str | None:
    """The first due date that can be read."""
    for name in names:
        with suppress(ValueError):
            if row.get(name):
                return times.normal_due(str(row[name]))
    return None


def integer(value: object) -> int | None:
    """An integer that every database holds exactly; None for what is none."""
    try:
        number = int(float(value)) if isinstance(value, int | float | str) else None
    except (ValueError, OverflowError):
        return None
    return number if number is not None and abs(number) < LARGEST_EXACT_INTEGER else None


def share(value: object) -> float | None:
    """A number brought into the range from 0 to 1; None for what is none."""
    try:
        number = float(value) if isinstance(value, int | float | str) else None
    except (ValueError, OverflowError):
        return None
    return None if number is None or number != number else min(1.0, max(0.0, number))
