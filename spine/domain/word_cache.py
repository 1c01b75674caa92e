"""A cache of what is worked out from single words, which keeps neither many words nor long ones."""

from collections.abc import Callable
from functools import lru_cache, wraps

WORDS_KEPT = 20_000
LONGEST_KEPT = 64
"""Longer ones are codes, each seen once: kept, they would fill the memory."""


def cached_by_word[A](function: Callable[[str], A]) -> Callable[[str], A]:
    """The function with the results of its last 20,000 words at hand."""
    kept = lru_cache(maxsize=WORDS_KEPT)(function)

    @wraps(function)
    def cached(word: str) -> A:
        return kept(word) if len(word) <= LONGEST_KEPT else function(word)

    return cached
