"""A cache of what is worked out from single words, which keeps neither many words nor long ones."""

from collections.abc import Callable

WORDS_KEPT = 20_000
LONGEST_KEPT = 64
"""Longer ones are codes, each seen once: kept, they would fill the memory."""


class _ByWord[A](dict[str, A]):
    """Results by word, each worked out when it is first asked for; begun anew when there are 20,000."""

    def __init__(self, function: Callable[[str], A]) -> None:
        self._function = function

    def __missing__(self, word: str) -> A:
        result = self._function(word)
        if len(word) <= LONGEST_KEPT:
            if len(self) >= WORDS_KEPT:
                self.clear()
            self[word] = result
        return result


def cached_by_word[A](function: Callable[[str], A]) -> Callable[[str], A]:
    """The function with the results of up to 20,000 words at hand.

    A word that is kept costs one look into a dictionary and no call in Python: texts repeat their words.
    """
    return _ByWord(function).__getitem__
