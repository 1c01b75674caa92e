"""A request as it is searched: without case and accents, with the way back to its own words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spine.domain.tokenizer import Word, fold, placed_words

_UNEVEN_BLANKS = re.compile(r"\s\s|[^\S \n]")


class Span(NamedTuple):
    """A stretch of a folded text: its first position, and the one after its last."""

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
    """A text made ready for searching; its words are those of `spine.domain.tokenizer.words`."""
    folded, origins = _folded(text)
    return Sentence(text, folded, origins, tuple(placed_words(folded)))


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


class Marks:
    """The positions of a folded text that some spans cover."""

    def __init__(self, folded: str, spans: Iterable[Span] = ()) -> None:
        """Mark the positions of these spans."""
        self._marked = bytearray(len(folded) + 1)
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        """Mark the positions of a span."""
        start, end = span
        self._marked[start:end] = b"\1" * (end - start)

    def take(self, span: Span) -> bool:
        """Mark a span whose positions are all free. Returns whether they were."""
        is_free = not self.touch(span)
        if is_free:
            self.add(span)
        return is_free

    def touch(self, span: Span) -> bool:
        """Whether any position of a span is marked."""
        return any(self._marked[span.start : span.end])

    def __contains__(self, position: int) -> bool:
        return bool(self._marked[position])
