"""How a document stands in an export file: the same content gives the same bytes, whichever store it came from.

What Spine derives from other documents is left out, and made anew where the file is imported. A number that is whole
is written without a fraction, and the names in an object stand in their order: the databases keep neither.
"""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from spine.domain.documents import Document, Tombstone
from spine.domain.facts import Fact
from spine.domain.identifiers import is_identifier
from spine.domain.limits import HIGHEST_PRIORITY, LARGEST_EXACT_INTEGER
from spine.domain.links import Link, MeetingLink
from spine.domain.organisations import Organisation
from spine.domain.proposals import Proposal
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream

type Fields = dict[str, Any]

KINDS: tuple[type[Document], ...] = (
    Organisation, Workstream, Fact, Link, MeetingLink, Proposal, Snapshot, Tombstone,
)  # fmt: skip
"""What an export holds of an organisation, in the order in which it stands in the file. The sweep's book stays."""

BY_NAME = {kind.kind: kind for kind in KINDS}
RANK = {kind: place for place, kind in enumerate(KINDS)}

LARGEST = 2_000_000
"""Bytes of a document: Cosmos DB takes no larger one."""

_DERIVED: dict[type[Document], frozenset[str]] = {
    Workstream: frozenset({"stems", "weights", "length"}),
    Organisation: frozenset({"name_keys"}),
    Proposal: frozenset({"over_at"}),
}


class Unfit(ValueError):
    """Something that is no document in the form that an export writes; says what is wrong with it."""


def fields_of(document: Document) -> Fields:
    """The fields of a document as they are exported: none is null, and none is derived."""
    left_out = _DERIVED.get(type(document), frozenset())
    given = document.model_dump(mode="json").items()
    return {name: canonical(value) for name, value in sorted(given) if value is not None and name not in left_out}


def text_of(document: Document) -> str:
    """A document as one line of an export, without its end."""
    return compact({"type": document.kind, **fields_of(document)})


def compact(value: object) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical(value: object) -> object:
    """A JSON value in the one way in which it is exported. Raises OverflowError for what no double holds."""
    match value:
        case dict():
            return {name: canonical(value[name]) for name in sorted(value)}
        case list() | tuple():
            return [canonical(item) for item in value]
        case bool():
            return value
        case int() if abs(value) > LARGEST_EXACT_INTEGER:
            return canonical(float(value))
        case float() if value.is_integer() and abs(value) <= LARGEST_EXACT_INTEGER:
            return int(value)
    return value


def document_of(text: str) -> Document:
    """The document of a line. Raises Unfit."""
    fields = object_of(text)
    kind = BY_NAME.get(str(fields.pop("type", None)))
    if kind is None:
        raise Unfit("its type is none that Spine knows")
    document = _modelled(kind, fields)
    if fault := _fault(document):
        raise Unfit(f"{kind.kind} {document.key!r}: {fault}")
    if _written(document) != text:
        raise Unfit(f"{kind.kind} {document.key!r} is not written as an export writes it")
    return document


def _written(document: Document) -> str | None:
    """A document as its line; None for what cannot be written: numbers too large, or too deep a payload."""
    try:
        return text_of(document)
    except (ValueError, OverflowError, RecursionError):
        return None


def object_of(text: str) -> Fields:
    """The JSON object of a line. Raises Unfit."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise Unfit("it is no JSON") from None
    if not isinstance(value, dict):
        raise Unfit("it is no JSON object")
    return value


def place(document: Document) -> tuple[str, int, str]:
    """Where a document stands in an export: by organisation, type and natural id."""
    return document.org_id, RANK[type(document)], document.key


def _modelled(kind: type[Document], fields: Mapping[str, Any]) -> Document:
    try:
        return kind.model_validate(fields)
    except (ValidationError, KeyError, TypeError, ValueError, OverflowError) as problem:
        raise Unfit(f"{kind.kind} {str(fields.get(kind.key_field, ''))!r}: {_told(problem)}") from None


def _told(problem: Exception) -> str:
    if not isinstance(problem, ValidationError):
        return "a field is missing or of the wrong type"
    first = problem.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def _fault(document: Document) -> str | None:
    """What the API would never have stored."""
    bad = next((one for one in (document.org_id, *_ids(document)) if not is_identifier(one)), None)
    if bad is not None:
        return f"{bad!r} is no id"
    match document:
        case Fact() if not document.fact_type or not document.words:
            return "a fact needs a fact_type and a text or title"
        case Fact() if document.confidence is not None and not 0 <= document.confidence <= 1:
            return "confidence: must be from 0 to 1"
        case Link() if not 0 <= document.weight <= 1:
            return "weight: must be from 0 to 1"
        case Workstream() if not document.title.strip() or not 0 <= document.priority <= HIGHEST_PRIORITY:
            return f"a workstream needs a title, and a priority from 0 to {HIGHEST_PRIORITY}"
    return None


def _ids(document: Document) -> tuple[str, ...]:
    match document:
        case Link():
            return document.workstream_id, document.fact_id
        case MeetingLink():
            return document.meeting_id, document.workstream_id
        case Tombstone():
            return (document.deleted_key,)
    return (document.key,)
