"""The phrases of a text that could be titles: naming words, with joining words between."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from spine.domain.languages import TITLES
from spine.domain.suggestions.naming_words import names_a_thing
from spine.domain.tokenizer import fold, stems

LONGEST = 4
"""Words in a title, with those that join them: "contrato com a Foxconn"."""

type Phrase = tuple[str, ...]
"""The stems of a phrase's words, without those that join them."""

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


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
            found.setdefault(phrase, []).append(_without_possessive(form))
    return found


def _without_possessive(word: str) -> str:
    for ending in TITLES.possessives:
        word = word.removesuffix(ending)
    return word


@lru_cache(maxsize=20_000)
def _read(word: str) -> tuple[str, tuple[str, ...]]:
    folded = fold(word)
    joins = folded in TITLES.articles or folded in TITLES.prepositions
    bare = _without_possessive(folded)
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
    if not text[before.end : word.start].isspace() or (before.folded.endswith(TITLES.possessives) and not word.stems):
        return False
    if word.folded in TITLES.articles:
        return before.folded in TITLES.prepositions
    return bool(word.stems) or word.folded in TITLES.prepositions
