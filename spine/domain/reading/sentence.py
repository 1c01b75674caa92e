"""A request as it is searched: without case and accents, with the way back to its own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spine.domain.text import fold

_WORD = re.compile(r"[^\W_]+(?:_[^\W_]+)*")
_UNEVEN_BLANKS = re.compile(r"\s\s|[^\S \n]")
_HAN_OR_NOT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[^\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Span(NamedTuple):
    """A stretch of a folded text: its first position, and the one after its last."""

    start: int
    end: int


class Word(NamedTuple):
    """A folded word and where it stands in the folded text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A text, its folded form, for each folded character where it comes from, and its words."""

    original: str
    folded: str
    origins: Sequence[int]
    words: tuple[Word, ...]

    def own(self, start: int, end: int) -> str:
        """The text's own characters behind a stretch of its folded form."""
        return self.original[self.origins[start] : self.origins[end]]


def sentence(text: str) -> Sentence:
    """A text made ready for searching; its words are those of `spine.domain.text.words`."""
    folded, origins = _folded(text)
    return Sentence(text, folded, origins, tuple(_words(folded)))


def _folded(text: str) -> tuple[str, Sequence[int]]:
    if text.isascii() and not _UNEVEN_BLANKS.search(text):
        return text.lower(), range(len(text) + 1)
    characters: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text):
        for part in _folded_character(character):
            if part.isspace():
                part = "\n" if part in "\r\n" else " "
                if characters and characters[-1].isspace():
                    characters[-1] = min(characters[-1], part)
                    continue
            characters.append(part)
            origins.append(position)
    return "".join(characters), [*origins, len(text)]


@lru_cache(maxsize=4096)
def _folded_character(character: str) -> str:
    return fold(character)


def _words(folded: str) -> Iterator[Word]:
    for found in _WORD.finditer(folded):
        if found.group().isascii():
            yield Word(found.group(), *found.span())
        else:
            yield from _parts(found.group(), found.start())


def _parts(word: str, offset: int) -> Iterator[Word]:
    """The parts of a word that holds Chinese or Japanese signs: each pair, and what is between."""
    for run in _HAN_OR_NOT.finditer(word):
        start, end = run.span()
        step = 2 if _HAN.match(run.group()) else end - start
        for first in range(start, max(start, end - step) + 1):
            last = min(first + step, end)
            yield Word(word[first:last], offset + first, offset + last)
