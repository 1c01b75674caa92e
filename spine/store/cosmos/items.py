"""Documents as items of the container, and back.

An item's id is its kind and natural id, so that no id of one kind names a document of another; a tombstone has the id
of what it stands for. Documents that the guide's service wrote have any id, and fields that Spine does not know: a
document's etag therefore holds the id of its item and those fields beside the database's own etag.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from pydantic import ValidationError

from spine.domain.documents import Document, Tombstone
from spine.domain.facts import Fact, search_terms
from spine.legacy.cosmos_documents import completed
from spine.store.cosmos import deferred_warnings

type Item = dict[str, Any]

SCHEMA = 1
_SEPARATOR = "/"
"""What no item's id holds, whoever wrote it: Cosmos DB forbids it."""

_UNKNOWN = "\n"
"""What stands before the fields that Spine does not know, as JSON; no etag holds it, being a header's value."""

_BESIDE: dict[type[Document], Callable[[Any], Item]] = {Fact: lambda fact: {"terms": search_terms(fact)}}
"""What is stored beside a document's own fields, for queries alone."""
_SPINES = {"id", "type", "schema", "commit_id", "etag", "terms"}


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
    return document.etag.partition(_SEPARATOR)[2].partition(_UNKNOWN)[0]


def item_of(document: Document, item_id: str) -> Item:
    """The item of a document. No field is null: what is not there can be asked for as undefined."""
    fields = {name: value for name, value in document.model_dump(mode="json").items() if value is not None}
    beside = _BESIDE.get(type(document), lambda _: {})(document)
    return {**_unknown(document), **fields, **beside, "id": item_id, "type": document.kind, "schema": SCHEMA}


def document_of[D: Document](kind: type[D], item: Mapping[str, Any]) -> D | None:
    """The document of an item; None, and a warning, where the item cannot be read as one."""
    try:
        return kind.model_validate(completed(kind, item) | {"etag": _seen(kind, item)})
    except (TypeError, ValueError, OverflowError) as problem:  # pydantic's ValidationError is a ValueError
        deferred_warnings.warn("The %s %s cannot be read (%s); it is left out", kind.kind, item["id"], _told(problem))
        return None


def _told(problem: Exception) -> str:
    """What is wrong, without what was stored."""
    if not isinstance(problem, ValidationError):
        return type(problem).__name__
    first = problem.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def _seen(kind: type[Document], item: Mapping[str, Any]) -> str:
    unknown = {name: item[name] for name in item.keys() - _known(kind) if not name.startswith("_")}
    beside = _UNKNOWN + json.dumps(unknown, sort_keys=True) if unknown else ""
    return f"{item['id']}{_SEPARATOR}{item['_etag']}{beside}"


def _unknown(document: Document) -> Item:
    """The fields of the item that was read which are none of the document's; a tombstone keeps nothing."""
    text = document.etag.partition(_UNKNOWN)[2]
    return json.loads(text) if text and not isinstance(document, Tombstone) else {}


@cache
def _known(kind: type[Document]) -> frozenset[str]:
    return frozenset((*_SPINES, *kind.model_fields))
