"""Ids: which ones Spine accepts, and those that it derives (docs/data-model.md#ids)."""

import re
from hashlib import sha256

MAX_ID_LENGTH = 128
ID_RULE = f"must be 1–{MAX_ID_LENGTH} letters, digits or _.:-, the first a letter or digit"
ID_PATTERN = rf"^[A-Za-z0-9][A-Za-z0-9_.:-]{{0,{MAX_ID_LENGTH - 1}}}$"

_ID = re.compile(ID_PATTERN, re.ASCII)


def is_identifier(text: str) -> bool:
    """Whether a text is an id that Spine accepts."""
    return _ID.fullmatch(text) is not None


def derived(prefix: str, *parts: str) -> str:
    """An id that the same parts always give, and no others: `fact_` and 16 hex digits, for instance.

    The sign between the parts is escaped where one of them holds it, so that no other parts read the same.
    """
    escaped = (part.replace("\1", "\1\1").replace("\0", "\1\0") for part in parts)
    return f"{prefix}_{sha256('\0'.join(escaped).encode()).hexdigest()[:16]}"


def pair_key(first: str, second: str) -> str:
    """A key of two ids that no other two ids give."""
    return sha256(f"{first}\0{second}".encode()).hexdigest()[:32]
