"""The tokens that times are made of: numbers, words, phrases of the languages' tables, and signs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache

from spine.domain.languages import PLURALS, TIMES
from spine.domain.reading.sentence import Span
from spine.domain.reading.vocabulary import REQUEST_WORDS

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BETWEEN_WORDS = frozenset("-'’.")
_ENDS = frozenset(',.;:!?()[]–—|/"“”«»')
DATE_TIME_SIGN = "T"
"""The token between a date and its time in "2026-12-09T14:00"; every other token is in small letters."""
_DATE_TIME = re.compile(r"(?<=\d-\d\d)t(?=\d\d:\d\d)")
_MONEY = frozenset("$€£#")


class Tokens:
    """The tokens of a folded text. Beyond its ends every token is the empty text."""

    def __init__(self, folded: str) -> None:
        """Take a folded text apart; a phrase of the tables is one token."""
        found = list(_TOKEN.finditer(folded))
        self.folded = folded
        self.texts: list[str] = []
        self.spans: list[Span] = []
        phrases, words, index = _phrases(), [match.group() for match in found], 0
        while index < len(words):
            text, end = words[index], index + 1
            if text in phrases:
                text, end = _longest_phrase(phrases[text], words, index)
            elif text in _INVISIBLE_SIGNS:
                index += 1
                continue
            elif text == "t" and _DATE_TIME.match(folded, found[index].start()):
                text = DATE_TIME_SIGN
            self.texts.append(text)
            self.spans.append(Span(found[index].start(), found[end - 1].end()))
            index = end
        self.count = len(self.texts)

    def text(self, index: int) -> str:
        """A token."""
        return self.texts[index] if 0 <= index < self.count else ""

    def start(self, index: int) -> int:
        """Where a token starts; for the one after the last, where that ends."""
        return self.spans[index].start if index < self.count else len(self.folded)

    def end(self, index: int) -> int:
        """Where a token ends; 0 for the one before the first."""
        return self.spans[index].end if index >= 0 else 0

    def span(self, first: int, end: int) -> Span:
        """The stretch of the text from one token to the one before another."""
        return Span(self.spans[first].start, self.spans[end - 1].end)

    def is_glued(self, index: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        is_close = 0 < index < self.count and self.spans[index - 1].end == self.spans[index].start
        return is_close and self.texts[index - 1] != DATE_TIME_SIGN

    def starts_word(self, index: int) -> bool:
        """Whether a token is no part of a word, an amount of money, a decimal or a path that begins before it."""
        before = self.text(index - 1)
        if not self.is_glued(index):
            return before not in _MONEY
        if before.isalnum() or before in _MONEY or before in {"/", "_", "\\"}:
            return False
        return before not in {".", ",", ":"} or not (self.is_glued(index - 1) and self.text(index - 2).isalnum())

    def ends_word(self, end: int) -> bool:
        """Whether a word ends before a token: none goes on there, and no unit or path."""
        if not self.is_glued(end):
            return True
        text = self.text(end)
        return not text.isalnum() and text not in {"/", "%", "_", "°"}

    def ends_phrase(self, end: int) -> bool:
        """Whether a phrase may end before a token: at a sign, a line's end, or where another phrase opens."""
        text = self.text(end)
        if not text or text in _ENDS or text in _phrase_openings():
            return True
        if text.partition(" ")[0] in TIMES.next_phrase or (text in REQUEST_WORDS and not _is_plural(text)):
            return True
        if text == "-":
            return not self.is_glued(end) or not self.is_glued(end + 1)
        return "\n" in self.folded[self.end(end - 1) : self.start(end)]

    def is_broken(self, end: int) -> bool:
        """Whether a sign or a line's end parts a token from the one before it."""
        return self.text(end) in _ENDS or "\n" in self.folded[self.end(end - 1) : self.start(end)]


_INVISIBLE_SIGNS = frozenset(chr(code) for code in range(0x2000, 0x2070) if _INVISIBLE.match(chr(code))) | {"\ufeff"}


def _is_plural(word: str) -> bool:
    """Whether a word may be counted by the number before it: "as três reuniões"."""
    return any(word.endswith(ending) for ending, singular in PLURALS.endings.items() if ending != singular)


def _longest_phrase(phrases: tuple[tuple[str, ...], ...], words: list[str], index: int) -> tuple[str, int]:
    """The longest phrase that starts at a word, and the index behind it; else the word alone."""
    for phrase in phrases:
        position = index + 1
        for part in phrase[1:]:
            if position < len(words) and words[position] in _BETWEEN_WORDS:
                position += 1
            if position >= len(words) or words[position] != part:
                break
            position += 1
        else:
            return " ".join(phrase), position
    return words[index], index + 1


@cache
def _phrases() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases of the tables of all languages, by their first words, the longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for entry in _entries():
        first, *rest = entry.split()
        if rest:
            by_first.setdefault(first, []).append((first, *rest))
    return {first: tuple(sorted(set(some), key=len, reverse=True)) for first, some in by_first.items()}


def _entries() -> Iterator[str]:
    for field in fields(TIMES):
        yield from getattr(TIMES, field.name)


@cache
def _phrase_openings() -> frozenset[str]:
    """Words that say when, and so open a phrase of their own."""
    return frozenset(
        [
            *TIMES.day_offsets, *TIMES.part_days, *TIMES.weekdays, *TIMES.vague_days, *TIMES.at, *TIMES.nexts,
            *TIMES.mornings, *TIMES.afternoons, *TIMES.evenings, *TIMES.nights, *TIMES.day_nouns,
        ]
    )  # fmt: skip
