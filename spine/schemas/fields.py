"""The kinds of fields that requests are made of, each with its limits (docs/data-model.md#limits)."""

import json
import math
import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    FailFast,
    Field,
    JsonValue,
    Strict,
    StringConstraints,
)

from spine.domain import times
from spine.domain.identifiers import ID_PATTERN, MAX_ID_LENGTH
from spine.domain.limits import (
    LARGEST_EXACT_INTEGER,
    MAX_MEETING_ID_LENGTH,
    MAX_NAME_LENGTH,
    MAX_TAG_LENGTH,
    MAX_TEXT_LENGTH,
    MAX_TITLE_LENGTH,
    MAX_TYPE_LENGTH,
)

_DAY = r"[0-9]{4}-?((0[1-9]|1[0-2])-?(0[1-9]|[12][0-9]|3[01])|W(0[1-9]|[1-4][0-9]|5[0-3])(-?[1-7])?)"
_CLOCK = r"([01][0-9]|2[0-4])(:?[0-5][0-9](:?[0-5][0-9]([.,][0-9]+)?)?)?"
_ZONE = r"(Z|[+-][0-9]{2}(:?[0-9]{2}(:?[0-9]{2}([.,][0-9]+)?)?)?)?"
ISO_PATTERN = rf"^\s*{_DAY}([Tt ]{_CLOCK}{_ZONE})?\s*$"
"""Matches every ISO 8601 date or time that is accepted."""

MAX_PAYLOAD_BYTES = 64 * 1024
MAX_PAYLOAD_DEPTH = 16
MAX_EVIDENCE = 50
"""Quotes that one fact may have."""
MAX_OWNERS = 50
"""Names that one list of owners may have."""

BLANK = "must not be blank"

_LETTER = "[A-Za-z]"
_OWNER_RULE = f"must be a name or a list of at most {MAX_OWNERS} names"


def not_blank(text: str) -> str:
    """The text without space around it. Raises ValueError where nothing is left."""
    if not any(sign.isprintable() and not sign.isspace() for sign in text):
        raise ValueError(BLANK)
    return text.strip()


def _meeting_id(text: str) -> str:
    """The id as it was given: a blank may be part of it."""
    not_blank(text)
    return text


def lowered(value: object) -> object:
    """Text in lower case without space around it; anything else as it is."""
    return value.strip().lower() if isinstance(value, str) else value


def _fact_type(text: str) -> str:
    """The type that a text names. The schema tells its pattern, so what is refused here is what that refuses."""
    from spine.domain.fact_type_names import type_named  # with the words of all languages, which few requests need

    if re.search(_LETTER, text) is None:
        raise ValueError("must be a word for a type of facts, like decision or risk")
    return type_named(text)


def _owner(value: object) -> str:
    """One text for a name, or for a list of names."""
    from spine.domain.owners import one_owner  # reads words, as the types are

    if isinstance(value, str):
        return one_owner([value])
    if not isinstance(value, list | tuple) or len(value) > MAX_OWNERS:
        raise ValueError(_OWNER_RULE)
    if not all(name is None or isinstance(name, str) for name in value):
        raise ValueError(_OWNER_RULE)
    return one_owner([name for name in value if name is not None])


def _iso(text: str) -> str:
    """The text, if it is ISO 8601: `datetime` accepts more, like a digit between date and time."""
    if re.fullmatch(ISO_PATTERN, text) is None:
        raise ValueError("is not ISO 8601")
    return text


def _moment(text: str) -> str:
    try:
        return times.normal(_iso(text))
    except ValueError:
        raise ValueError("must be an ISO 8601 date or time, like 2026-11-25T14:00:00Z") from None


def _local_moment(text: str) -> str:
    _moment(text)
    return text.strip()


def _due(text: str) -> str:
    try:
        return times.normal_due(_iso(text))
    except ValueError:
        raise ValueError("must be an ISO 8601 date or time, like 2026-11-25") from None


def _in_order(span: tuple[int, ...]) -> tuple[int, ...]:
    if span[0] > span[1]:
        raise ValueError("must not end before it starts")
    return span


def _check_storable(value: object, depth: int = 1) -> None:
    """Raises ValueError for JSON that a database would refuse or change."""
    if depth > MAX_PAYLOAD_DEPTH and isinstance(value, dict | list):
        raise ValueError(f"must not be nested deeper than {MAX_PAYLOAD_DEPTH}")
    match value:
        case dict():
            for name, item in value.items():
                name.encode()
                _check_storable(item, depth + 1)
        case list():
            for item in value:
                _check_storable(item, depth + 1)
        case str():
            value.encode()
        case float() if not math.isfinite(value):
            raise ValueError("must not contain NaN or an infinite number")
        case int() | float() if abs(value) > LARGEST_EXACT_INTEGER and isinstance(value, int):
            raise ValueError("must not contain an integer beyond 2^53")


def _payload(value: dict[str, object]) -> dict[str, object]:
    try:
        _check_storable(value)
    except UnicodeEncodeError:
        raise ValueError("must be valid Unicode") from None
    if len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()) > MAX_PAYLOAD_BYTES:
        raise ValueError(f"must not be larger than {MAX_PAYLOAD_BYTES // 1024} KB")
    return value


def list_of(items: str, most: int, least: int = 0) -> BeforeValidator:
    """Refuses what is no list of so many items, before these are looked at: a million bad ones take seconds to list."""
    number = f"at most {most}" if not least else f"{most}" if least == most else f"{least} to {most}"
    rule = f"must be a list of {number} {items}"

    def check(value: object) -> object:
        if not isinstance(value, list | tuple) or not least <= len(value) <= most:
            raise ValueError(rule)
        return value

    return BeforeValidator(check)


def described(**keywords: JsonValue) -> Any:
    """Keywords of the schema of a field that our own validators check: necessary, if not always sufficient."""
    return Field(json_schema_extra=keywords)


def one_of(first: str, *others: str) -> dict[str, JsonValue]:
    """The keywords of the schema of a model that needs one of some fields.

    A plain `anyOf` means the same, but documentation pages and generators show several models without fields for it.
    """
    return {"if": {"required": [first]}, "else": {"anyOf": [{"required": [name]} for name in others]}}


def _integral(value: object) -> object:
    """An integer for a number without a fraction: in JSON, 5.0 and 5 are the same."""
    if isinstance(value, float) and value.is_integer() and abs(value) <= LARGEST_EXACT_INTEGER:
        return int(value)
    return value


AnyCase = BeforeValidator(lowered)
Identifier = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=MAX_ID_LENGTH)]
Title = Annotated[
    str, StringConstraints(max_length=MAX_TITLE_LENGTH), AfterValidator(not_blank), described(pattern=r"\S")
]
Name = Annotated[str, StringConstraints(max_length=MAX_NAME_LENGTH)]
UtteranceIds = Annotated[tuple[Name, ...], Field(max_length=500), FailFast(), list_of("ids", 500)]
"""Of bad ids the first is told: a request may hold half a million."""
Text = Annotated[str, StringConstraints(max_length=32_000)]
Description = Annotated[str, StringConstraints(max_length=8_000)]
Quote = Annotated[str, StringConstraints(max_length=MAX_TEXT_LENGTH)]
Tag = Annotated[str, StringConstraints(max_length=MAX_TAG_LENGTH), AfterValidator(not_blank), described(pattern=r"\S")]
Moment = Annotated[
    str,
    StringConstraints(max_length=64),
    AfterValidator(_moment),
    described(pattern=ISO_PATTERN, examples=["2026-11-25T14:00:00Z"]),
]
LocalMoment = Annotated[
    str,
    StringConstraints(max_length=64),
    AfterValidator(_local_moment),
    described(pattern=ISO_PATTERN, examples=["2026-11-25T14:00:00"]),
]
"""A moment that keeps its own offset, or has none and is local to the organisation."""
Due = Annotated[
    str,
    StringConstraints(max_length=64),
    AfterValidator(_due),
    described(pattern=ISO_PATTERN, examples=["2026-11-25"]),
]
Whole = Annotated[int, Strict()]
"""Put bounds after it, and Integral last: a schema does not show bounds that come after a validator."""
Integral = BeforeValidator(_integral)
Position = Annotated[Whole, Field(ge=0, le=LARGEST_EXACT_INTEGER), Integral]
Span = Annotated[
    tuple[Position, ...], Field(min_length=2, max_length=2), list_of("numbers", 2, 2), AfterValidator(_in_order)
]
Share = Annotated[float, Strict(), Field(ge=0, le=1, allow_inf_nan=False)]
FactTypeName = Annotated[
    str,
    StringConstraints(max_length=MAX_TYPE_LENGTH),
    AfterValidator(_fact_type),
    described(pattern=_LETTER, examples=["decision"]),
]
"""A type in any spelling, or a synonym; what it becomes is the type itself."""
Owner = Annotated[
    Name,
    BeforeValidator(_owner, json_schema_input_type=Name | Annotated[list[Name | None], Field(max_length=MAX_OWNERS)]),
]
"""A name, or a list of names, as one text; `NOBODY` for nobody."""
MeetingId = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_MEETING_ID_LENGTH),
    AfterValidator(_meeting_id),
    described(pattern=r"\S"),
]
"""Any text that a calendar or a meeting service calls a meeting."""
Payload = Annotated[
    dict[str, object],
    AfterValidator(_payload),
]
