"""Documents as items of the container, and back.

An item's id is its kind and natural id, so that no id of one kind names a document of another; a tombstone has the id
of what it stands for. Another service may have written items under any id, with fields that Spine does not know: a
document's etag therefore holds the item's id and those fields too, and a replacement keeps both.
See docs/data-model.md#cosmos-db.
"""

import json
import logging
import math
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from spine.domain.documents import Document, ExpiringDocument, Tombstone
from spine.domain.facts import Fact, keep_analysis, search_terms
from spine.domain.tokenizer import WORDS_VERSION
from spine.store import damage
from spine.store.cosmos import deferred_warnings

type Item = dict[str, Any]

type Upgrade = Callable[[type[Document], Item], Item]
"""Completes the fields of an item that another service wrote; leaves those of Spine's own as they are."""

SCHEMA = 1
LONGEST_TTL = 2**31 - 1
_SPINE_FIELDS = {"id", "type", "schema", "commit_id", "etag", "terms", "analysis", "words_version", "ttl"}
"""The fields that Spine writes in addition to a document's own."""

_ID_END = "/"
"""Ends the item's id in a document's etag: Cosmos DB allows it in no id."""

_ETAG_END = "\n"
"""Ends the database's etag there, if unknown fields follow as JSON: no header's value holds it."""


class ItemVersion(NamedTuple):
    """The item that a document was read from. One that was not read has the id it would get, and no etag."""

    item_id: str
    etag: str
    unknown_fields: Item


def version_of(document: Document) -> ItemVersion:
    """Which item a document was read from, as its etag says."""
    item_id, _, rest = document.etag.partition(_ID_END)
    etag, _, unknown_fields = rest.partition(_ETAG_END)
    return ItemVersion(item_id or new_id(document), etag, json.loads(unknown_fields or "{}"))


def id_of(kind: type[Document], key: str) -> str:
    """The id of the item that Spine writes for a natural id."""
    return key if kind is Tombstone else f"{kind.kind}|{key}"


def new_id(document: Document) -> str:
    """The id of the item that Spine writes for a new document."""
    return id_of(type(document), document.key)


def item_of(document: Document, item_id: str, now: datetime) -> Item:
    """The item of a document. No field is null, so that queries can ask for missing fields as undefined.

    One that expires gets the seconds that the database keeps it from now, at least one and at most what it takes.
    """
    item = {} if isinstance(document, Tombstone) else version_of(document).unknown_fields
    item |= {name: value for name, value in document.model_dump(mode="json").items() if value is not None}
    if isinstance(document, Fact):
        item |= {
            "terms": search_terms(document),
            "analysis": document.analysis.stored,
            "words_version": WORDS_VERSION,
        }
    if isinstance(document, ExpiringDocument) and document.expires_at:
        seconds = (datetime.fromisoformat(document.expires_at) - now).total_seconds()
        item["ttl"] = min(max(1, math.ceil(seconds)), LONGEST_TTL)
    return item | {"id": item_id, "type": document.kind, "schema": SCHEMA}


def document_of[D: Document](kind: type[D], item: Item, upgrade: Upgrade) -> D | None:
    """The document of an item; None, and an error in the log, for an item that cannot be read as one."""
    fields = {name: value for name, value in item.items() if value is not None}
    known_fields = _SPINE_FIELDS | kind.model_fields.keys()
    unknown = {name: item[name] for name in item.keys() - known_fields if not name.startswith("_")}
    etag = f"{item['id']}{_ID_END}{item['_etag']}"
    if unknown:
        etag += _ETAG_END + json.dumps(unknown, sort_keys=True)
    try:
        document = kind.model_validate(upgrade(kind, fields) | {"etag": etag})
    except damage.ERRORS as error:
        reason = damage.reason(error)
        deferred_warnings.warn(damage.UNREADABLE, kind.kind, item["id"], reason, level=logging.ERROR)
        return None
    if isinstance(document, Fact) and item.get("words_version") == WORDS_VERSION:
        keep_analysis(document, item.get("analysis"))
    return document
