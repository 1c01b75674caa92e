"""Cursors: where a list goes on, bound to the question that it answers."""

import base64
import binascii
import json
from hashlib import sha256

from spine.errors import Invalid


def _mark(position: str, question: object) -> str:
    asked = json.dumps(question, sort_keys=True, ensure_ascii=True, default=str)
    return sha256(f"{asked}\0{position}".encode()).hexdigest()[:12]


def encode_cursor(position: str, question: object) -> str:
    """A cursor for the store's own position in the answer to a question (its path and filters)."""
    return base64.urlsafe_b64encode(f"{_mark(position, question)}{position}".encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None, question: object) -> str | None:
    """The position in a cursor. Raises Invalid for one that is altered or belongs to another question."""
    if cursor is None:
        return None
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise Invalid.field("cursor", "is not a cursor of this service") from None
    mark, position = text[:12], text[12:]
    if mark != _mark(position, question) or encode_cursor(position, question) != cursor:
        raise Invalid.field("cursor", "belongs to another list, or to other filters")
    return position
