"""Ids: the one alphabet for clients' ids, and how the service derives ids of its own."""

import re
from hashlib import sha256

MAX_ID_LENGTH = 128
ID_RULE = f"must start with a letter or digit and hold letters, digits and _ . : - alone, at most {MAX_ID_LENGTH}"
ID_PATTERN = rf"^[A-Za-z0-9][A-Za-z0-9_.:-]{{0,{MAX_ID_LENGTH - 1}}}$"

_ID = re.compile(ID_PATTERN, re.ASCII)
_FOREIGN = re.compile(r"[^A-Za-z0-9_.:-]+")
_KEPT = 100


def is_identifier(text: str) -> bool:
    """Whether a text is an id that Spine takes."""
    return _ID.fullmatch(text) is not None


def fitted(text: str) -> str:
    """An id as it is where Spine takes it, else the one that it is mapped to."""
    return text if is_identifier(text) else mapped(text)


def mapped(text: str) -> str:
    """An id in the alphabet for one outside it: what can be kept, and a mark that tells it from all others."""
    kept = _FOREIGN.sub("-", text).strip("-_.:")[:_KEPT]
    return f"{kept or 'id'}-{sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"


def derived(prefix: str, *parts: str) -> str:
    """An id that the same parts always give: `fact_` and 16 hex, say."""
    return f"{prefix}_{sha256('\0'.join(parts).encode()).hexdigest()[:16]}"
