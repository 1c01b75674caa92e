"""The signs that part the phrases of a request, one definition for all rules."""

import re

SIGNS = ",.;:!?()[]\n–—|"
QUOTES = '"“”«»'
BREAKS = frozenset(SIGNS + QUOTES)
SIGN = f"[{re.escape(SIGNS)}]"
"""A pattern for one of the signs."""
BREAK = re.compile(rf"{SIGN}|\s-\s")
"""A sign, or a dash between blanks."""


def are_parted(between: str) -> bool:
    """Whether what stands between two words parts them."""
    return between != " " and (not BREAKS.isdisjoint(between) or " - " in between)
