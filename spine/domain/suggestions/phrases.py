"""The phrases of a text that could be titles: naming words, with joining words between."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from spine.domain.suggestions.naming_words import names_a_thing
from spine.domain.text import fold, stems

LONGEST = 4
"""Words in a title, with those that join them: "contrato com a Foxconn"."""

type Phrase = tuple[str, ...]
"""The stems of a phrase's words, without those that join them."""

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_POSSESSIVE = ("'s", "’s")
_ARTICLES = frozenset("o os as the".split())
_PREPOSITIONS = frozenset("de da do das dos e a ao aos em no na nos nas com para por of for and in with".split())


class _Word(NamedTuple):
    """A word of a text: its stems when it names something, else none, and where it stands."""

    folded: str
    stems: tuple[str, ...]
    start: int
    end: int


def phrases(text: str) -> dict[Phrase, list[str]]:
    """Every phrase of one to four words that may be a title, and the ways in which a text writes it."""
    found: dict[Phrase, list[str]] = {}
    words = [_Word(*_read(m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]
    for first, last in _stretches(text, words):
        phrase = tuple(stem for word in words[first : last + 1] for stem in word.stems)
        if len(set(phrase)) == len(phrase):
            form = text[words[first].start : words[last].end]
            found.setdefault(phrase, []).append(form.removesuffix("'s").removesuffix("’s"))
    return found


@lru_cache(maxsize=20_000)
def _read(word: str) -> tuple[str, tuple[str, ...]]:
    folded = fold(word)
    joins = folded in _ARTICLES or folded in _PREPOSITIONS
    bare = folded.removesuffix("'s").removesuffix("’s")
    return folded, tuple(stems(bare)) if not joins and names_a_thing(bare) else ()


def _stretches(text: str, words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    for first, word in enumerate(words):
        if word.stems:
            yield first, first
            for last in range(first + 1, min(first + LONGEST, len(words))):
                if not _follows(text, words[last - 1], words[last]):
                    break
                if words[last].stems:
                    yield first, last


def _follows(text: str, before: _Word, word: _Word) -> bool:
    """Whether a word goes on with a title; an article alone does not, for it follows a verb."""
    if not text[before.end : word.start].isspace() or (before.folded.endswith(_POSSESSIVE) and not word.stems):
        return False
    if word.folded in _ARTICLES:
        return before.folded in _PREPOSITIONS
    return bool(word.stems) or word.folded in _PREPOSITIONS
