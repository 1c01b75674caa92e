"""How a document stands in an export file: the same content gives the same bytes, whichever store it came from.

What Spine derives from other documents is left out, and made again where the file is imported. A number that is whole
is written without a fraction, and the names in an object stand in their order: the databases keep neither.
"""

import json
from collections.abc import Mapping

from pydantic import ValidationError

from spine.domain.documents import Document, Link, MeetingLink, Tombstone
from spine.domain.facts import Fact
from spine.domain.identifiers import is_identifier
from spine.domain.limits import HIGHEST_PRIORITY, LARGEST_EXACT_INTEGER
from spine.domain.organisations import Organisation
from spine.domain.proposals import Proposal
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream

type Fields = Mapping[str, object]

KINDS: tuple[type[Document], ...] = (
    Organisation, Workstream, Fact, Link, MeetingLink, Proposal, Snapshot, Tombstone,
)  # fmt: skip
"""What an export holds of an organisation, in the order of the file. The sweep's checkpoint stays."""

KINDS_BY_NAME = {kind.kind: kind for kind in KINDS}

MAX_DOCUMENT_BYTES = 2_000_000
"""Cosmos DB takes no larger one."""

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}

_DERIVED: dict[type[Document], frozenset[str]] = {
    Workstream: frozenset({"stems", "weights", "length", "words_version"}),
    Organisation: frozenset({"name_keys"}),
    Proposal: frozenset({"over_at"}),
}


class InvalidLine(ValueError):
    """A line that is none in the form that an export writes; says what is wrong with it."""


def sort_key(document: Document) -> tuple[str, int, str]:
    """The order of documents in an export: by organisation, type and natural id."""
    return document.org_id, _RANK[type(document)], document.key


def serialize(document: Document) -> str:
    """A document as one line of an export, without its end."""
    return compact_json({"type": document.kind, **exported_fields(document)})


def exported_fields(document: Document) -> Fields:
    """The fields of a document as they are exported: none is null, and none is derived."""
    left_out = _DERIVED.get(type(document), frozenset())
    fields = document.model_dump(mode="json").items()
    return {name: canonical(value) for name, value in sorted(fields) if value is not None and name not in left_out}


def compact_json(value: object) -> str:
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


def deserialize(line: str) -> Document:
    """The document of a line. Raises InvalidLine for one that the API would not have stored, or written otherwise."""
    fields = dict(parse_object(line))
    kind = KINDS_BY_NAME.get(str(fields.pop("type", None)))
    if kind is None:
        raise InvalidLine("unknown type")
    try:
        document = kind.model_validate(fields)
    except (KeyError, TypeError, ValueError, OverflowError) as problem:
        raise InvalidLine(f"{kind.kind} {str(fields.get(kind.key_field, ''))!r}: {_first_error(problem)}") from None
    if invalid := _invalid_content(document):
        raise InvalidLine(f"{kind.kind} {document.key!r}: {invalid}")
    if isinstance(document, Fact) and fields["fact_type"] != document.fact_type:  # a synonym, from an older Spine
        line = compact_json({**parse_object(line), "fact_type": document.fact_type})
    try:
        written = serialize(document)
    except (ValueError, OverflowError, RecursionError):  # numbers too large, or too deep a payload
        written = None
    if written != line:
        raise InvalidLine(f"{kind.kind} {document.key!r} is not in the form of an export")
    return document


def parse_object(line: str) -> Fields:
    """The JSON object of a line. Raises InvalidLine."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        raise InvalidLine("not JSON") from None
    if not isinstance(value, dict):
        raise InvalidLine("not a JSON object")
    return value


def _first_error(problem: Exception) -> str:
    if not isinstance(problem, ValidationError):
        return "a field is missing or of the wrong type"
    first = problem.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def _invalid_content(document: Document) -> str | None:
    """What the API would never have stored."""
    match document:
        case Link():
            ids = [document.workstream_id, document.fact_id]
        case MeetingLink():
            ids = [document.meeting_id, document.workstream_id]
        case Tombstone():
            ids = [document.deleted_key]
        case _:
            ids = [document.key]
    for key in (document.org_id, *ids):
        if not is_identifier(key):
            return f"{key!r} is not a valid id"
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
