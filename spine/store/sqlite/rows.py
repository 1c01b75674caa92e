"""Documents as rows, and back."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from spine.domain.documents import Document
from spine.store.sqlite.schema import Column, Table

type Value = str | int | float | None


def row_of(table: Table, document: Document) -> dict[str, Value]:
    """The row of a document, by column, under a new etag."""
    fields = document.model_dump(mode="json")
    row: dict[str, Value] = {"org_id": fields.pop("org_id")}
    row |= {column.name: _value(column, document, fields) for column in table.columns}
    return row | {"etag": uuid4().hex, "extra": _text(fields)}


def document_of[D: Document](kind: type[D], table: Table, row: Sequence[Any]) -> D:
    """The document of a row of the table's `read_columns`."""
    columns = dict(zip(table.read_columns, row, strict=True))
    fields = json.loads(columns.pop("extra")) | columns
    for column in table.columns:
        if column.is_json and not column.made:
            fields[column.name] = json.loads(fields[column.name])
    return kind.model_validate(fields)


def _value(column: Column, document: Document, fields: dict[str, Any]) -> Any:
    if column.made:
        value: Any = column.made(document)
    elif column.name in fields:
        value = fields.pop(column.name)
    else:
        value = getattr(document, column.name)
    return _text(value) if column.is_json else value


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
