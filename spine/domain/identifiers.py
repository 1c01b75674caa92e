"""Ids: which ones clients may use, and how the service derives ids of its own (docs/data-model.md#ids)."""

import re
from hashlib import sha256

MAX_ID_LENGTH = 128
ID_RULE = f"must start with a letter or digit and hold letters, digits and _ . : - alone, at most {MAX_ID_LENGTH}"
ID_PATTERN = rf"^[A-Za-z0-9][A-Za-z0-9_.:-]{{0,{MAX_ID_LENGTH - 1}}}$"

_ID = re.compile(ID_PATTERN, re.ASCII)


def is_identifier(text: str) -> bool:
    """Whether a text is an id that Spine accepts."""
    return _ID.fullmatch(text) is not None


def derived(prefix: str, *parts: str) -> str:
    """An id that the same parts always give: `fact_` and 16 hex digits, for instance."""
    return f"{prefix}_{sha256('\0'.join(parts).encode()).hexdigest()[:16]}"
