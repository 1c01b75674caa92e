"""Documents as rows, and back."""

import json
import logging
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from pydantic_core import from_json

from spine.domain.documents import Document
from spine.store import damage
from spine.store.document_cache import CACHED, DocumentCache
from spine.store.sqlite.schema import table_of
from spine.store.sqlite.sql import Value

logger = logging.getLogger("spine.store")

type _Row = Sequence[Value]

_CACHE = DocumentCache[_Row]()
"""A version is the whole row, for anybody may edit the file."""


def row_of(document: Document) -> dict[str, Value]:
    """The row of a document, by column, under a new etag."""
    fields = document.model_dump(mode="json", exclude_none=True)
    row: dict[str, Any] = {"org_id": fields.pop("org_id")}
    for column in table_of(type(document)).columns:
        if column.derive:
            value = column.derive(document)
        elif column.name in fields:
            value = fields.pop(column.name)
        else:
            value = getattr(document, column.name)
        row[column.name] = _json(value) if column.is_json else value
    return row | {"etag": uuid4().hex, "extra": _json(fields)}


def documents_of[D: Document](kind: type[D], rows: Iterable[_Row]) -> list[D]:
    """The documents of some rows of their table's `read_columns`; one that cannot be read is left out and logged."""
    documents: list[D] = []
    key = table_of(kind).read_columns.index(table_of(kind).key)
    read = _cached if kind in CACHED else _document
    for row in rows:
        try:
            documents.append(read(kind, row))
        except damage.ERRORS as error:
            logger.error(damage.UNREADABLE, kind.kind, row[key], damage.reason(error))
    return documents


def _cached[D: Document](kind: type[D], row: _Row) -> D:
    place = kind, str(row[0]), str(row[1])  # of each of these kinds, the second column is the id
    kept = _CACHE.get(place, row)
    if isinstance(kept, kind):
        return kept
    document = _document(kind, row)
    _CACHE.keep(place, row, document, sum(len(value) for value in row if isinstance(value, str)))
    return document


def _document[D: Document](kind: type[D], row: _Row) -> D:
    table = table_of(kind)
    fields: dict[str, Any] = from_json(str(row[-1]))  # in half of the time that `json` takes
    fields.update(zip(table.read_columns, row, strict=True))
    for name in table.json_fields:
        fields[name] = json.loads(fields[name])
    document = kind.model_validate(fields)
    for name, restore in table.restored.items():
        restore(document, fields[name])
    return document


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
