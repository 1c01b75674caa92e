"""Documents as items of the container, and back.

An item's id is its kind and natural id, so that no id of one kind names a document of another; a tombstone has the id
of what it stands for. Documents that the guide's service wrote have any id: a document's etag therefore holds the id
of its item beside the database's own etag.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from spine.domain.documents import Document, Tombstone
from spine.domain.facts import Fact, search_terms
from spine.store.cosmos import findings
from spine.store.cosmos.guide import completed

type Item = dict[str, Any]

SCHEMA = 1
_SEPARATOR = "/"
"""What no item's id holds, whoever wrote it: Cosmos DB forbids it."""

_BESIDE: dict[type[Document], Callable[[Any], Item]] = {Fact: lambda fact: {"terms": search_terms(fact)}}
"""What is stored beside a document's own fields, for queries alone."""


def item_id(kind: type[Document], key: str) -> str:
    """The id of the item that Spine writes for a document."""
    return key if kind is Tombstone else f"{kind.kind}|{key}"


def own_id(document: Document) -> str:
    """The id of the item that Spine writes for this document."""
    return item_id(type(document), document.key)


def seen_id(document: Document) -> str:
    """The id of the item that this document was read from; its own where it was not read."""
    return document.etag.partition(_SEPARATOR)[0] or own_id(document)


def seen_etag(document: Document) -> str:
    """The database's etag of the item that this document was read from; empty where it was not read."""
    return document.etag.partition(_SEPARATOR)[2]


def item_of(document: Document, item_id: str) -> Item:
    """The item of a document. No field is null: what is not there can be asked for as undefined."""
    fields = {name: value for name, value in document.model_dump(mode="json").items() if value is not None}
    beside = _BESIDE.get(type(document), lambda _: {})(document)
    return {**fields, **beside, "id": item_id, "type": document.kind, "schema": SCHEMA}


def document_of[D: Document](kind: type[D], item: Mapping[str, Any]) -> D | None:
    """The document of an item; None, and a warning, where the item cannot be read as one."""
    fields = completed(kind, item)
    try:
        return kind.model_validate(fields | {"etag": f"{item['id']}{_SEPARATOR}{item['_etag']}"})
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        findings.warn("The %s %s cannot be read (%s: %s); it is left out", kind.kind, item["id"], place, first["msg"])
        return None
