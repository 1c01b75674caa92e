"""A request as it is searched: without case and accents, with the way back to its own words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from spine.domain.reading.breaks import are_parted
from spine.domain.tokenizer import Word, fold, placed_words

_UNEVEN_BLANKS = re.compile(r"\s\s|[^\S \n]")
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Invisible; one alone would turn round what is shown behind it."""
WORDS_READ = 900
"""Of a text, with its signs as of its words alone: 4,000 characters of prose have some 850."""
CHARACTERS_READ = 5_000
"""Of a folded text; it is longer than the text as written only for a few signs, and then by a little."""
_fold_character = lru_cache(maxsize=4096)(fold)


class Span(NamedTuple):
    """A stretch of a folded text: its first position, and the one after its last."""

    start: int
    end: int

    @classmethod
    def of(cls, match: re.Match[str]) -> "Span":
        """The stretch that a pattern matches."""
        return cls(*match.span())


class Marks:
    """The positions that some spans cover."""

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        """Mark the positions of these spans, each from 0 to `length`."""
        self._marked = bytearray(length + 1)
        for span in spans:
            self._add(span)

    def _add(self, span: Span) -> None:
        self._marked[span.start : span.end] = b"\1" * (span.end - span.start)

    def take(self, span: Span) -> bool:
        """Mark a span, if no position of it is marked. Returns whether none was."""
        is_free = not self.overlap(span)
        if is_free:
            self._add(span)
        return is_free

    def overlap(self, span: Span) -> bool:
        """Whether any position of a span is marked."""
        return any(self._marked[span.start : span.end])

    def __contains__(self, position: int) -> bool:
        return bool(self._marked[position])

    def free(self, words: Iterable[Word]) -> list[bool]:
        """For each of some words whether its first position is not marked."""
        marked = self._marked
        return [not marked[word.start] for word in words]


@dataclass(frozen=True)
class Sentence:
    """A text, its folded form, and for each folded character where it comes from."""

    original: str
    folded: str
    origins: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "Sentence":
        """A text made ready for searching: blanks are one space or line break, words those of the tokenizer."""
        text = text if text.isascii() else _DIRECTION_MARKS.sub("", text)
        return cls(text, *_folded(text))

    @cached_property
    def words(self) -> Sequence[Word]:
        """Its folded words with their places, the first 900."""
        return list(islice(placed_words(self.folded), WORDS_READ))

    @cached_property
    def texts(self) -> Sequence[str]:
        """Its folded words."""
        return [word.text for word in self.words]

    @cached_property
    def goes_on(self) -> Sequence[bool]:
        """For each word whether it goes on with the phrase of the one before it; the first with none."""
        words, folded = self.words, self.folded
        return [False, *(not are_parted(folded[one.end : other.start]) for one, other in pairwise(words))]

    @cached_property
    def has_small_words(self) -> bool:
        """Whether a word is written in small letters: where none is, a capital letter marks no name."""
        return any(self.own(word.start, word.end).islower() for word in self.words)

    def own(self, start: int, end: int) -> str:
        """The text's own characters behind a stretch of its folded form."""
        return self.original[self.origins[start] : self.origins[end]]

    def is_whole(self, span: Span) -> bool:
        """Whether a stretch begins and ends between characters of the text: "1⁄4" has two edges inside one "¼"."""
        return all(self.origins[edge] != self.origins[edge - 1] for edge in span if edge)

    def up_to(self, end: int) -> "Sentence":
        """The sentence without what stands behind a position of its folded form."""
        return Sentence(self.original[: self.origins[end]], self.folded[:end], self.origins)

    def marks(self, spans: Iterable[Span]) -> Marks:
        """The positions of the folded text that some spans cover."""
        return Marks(len(self.folded), spans)


def _folded(text: str) -> tuple[str, Sequence[int]]:
    if not _UNEVEN_BLANKS.search(text) and all(len(_fold_character(character)) == 1 for character in set(text)):
        return fold(text), range(len(text) + 1)
    characters: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text):
        if len(characters) >= CHARACTERS_READ:
            return "".join(characters), [*origins, position]
        for part in _fold_character(character):
            if part.isspace():
                part = "\n" if part in "\r\n" else " "
                if characters and characters[-1].isspace():
                    characters[-1] = min(characters[-1], part)
                    continue
            characters.append(part)
            origins.append(position)
    return "".join(characters), [*origins, len(text)]
