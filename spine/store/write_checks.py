"""What every store checks of writes before the first one is carried out."""

import json
from collections.abc import Sequence

from spine.domain.documents import Document
from spine.domain.facts import Fact, search_terms
from spine.errors import TooLarge
from spine.store.limits import MAX_ATOMIC_WRITES
from spine.store.protocol import Delete, Write

MAX_BYTES = 2 * 1024 * 1024 - 8192
"""The most bytes of a document, or of writes that are carried out at once: Cosmos DB's limit of 2 MB, less what the
database and the request add."""

WORDS_MATTER_FROM = 50_000
"""A smaller document stays below the limit whatever its terms: a folded sign has at most 18 times the bytes."""

TOO_LARGE = "A document would be larger than the database's limit of 2 MB: shorten {0!r} of type {1}."
TOGETHER_TOO_LARGE = "The documents to be stored together are larger than the database's limit of 2 MB."


def check(org_id: str, writes: Sequence[Write], *, at_once: bool = False) -> None:
    """Raises ValueError for another organisation's document, and for more writes than `at_once` can hold.

    Raises TooLarge for a document that is larger than the database takes, and for writes that are so together.
    """
    if at_once and len(writes) > MAX_ATOMIC_WRITES:
        raise ValueError(f"{len(writes)} documents are too many for one commit.")
    sizes = 0
    for write in writes:
        document = write.document
        if not org_id or document.org_id != org_id:
            raise ValueError(f"A {document.kind} of organisation {document.org_id!r} is not written under {org_id!r}.")
        if isinstance(write, Delete):
            continue
        size = stored_bytes(document)
        if size > MAX_BYTES:
            raise TooLarge(TOO_LARGE.format(document.key, document.kind))
        sizes += size
    if at_once and sizes > MAX_BYTES:
        raise TooLarge(TOGETHER_TOO_LARGE)


def stored_bytes(document: Document) -> int:
    """How many bytes a document takes as it is stored, what is derived from a fact's words with it."""
    size = len(document.model_dump_json().encode("utf-8", "replace"))
    if isinstance(document, Fact) and size > WORDS_MATTER_FROM:
        size += _bytes(search_terms(document)) + _bytes(document.analysis.stored)
    return size


def _bytes(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))
