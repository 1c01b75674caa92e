"""The tokens that times are made of: numbers, words, phrases of the languages' tables, and signs."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache, wraps
from itertools import islice
from typing import Any, Concatenate

from spine.domain.languages.packs import PLURALS, TIMES
from spine.domain.reading.breaks import BREAKS
from spine.domain.reading.sentence import WORDS_READ, Span
from spine.domain.reading.vocabulary import REQUEST_WORDS

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]|_")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BETWEEN_WORDS = frozenset("-'’.")
_ENDS = BREAKS | {"/"}
DATE_TIME_SIGN = "T"
"""The token between a date and its time in "2026-12-09T14:00"; every other token is in small letters."""
_DATE_TIME = re.compile(r"(?<=\d-\d\d)t(?=\d\d:\d\d)")
_MONEY = frozenset("$€£#")

type _Phrases = Mapping[str, Sequence[tuple[str, ...]]]
"""Phrases of one first word, by their second word, the longest first."""


class _Texts(dict[int, str]):
    """Tokens by their index; the empty text where there is none."""

    def __missing__(self, index: int) -> str:
        return ""


class Tokens:
    """The tokens of a folded text, the first 900. Beyond its ends every token is the empty text.

    `read_to` is where the text was read to, where it has more of them than are read.
    """

    def __init__(self, folded: str) -> None:
        """Take a folded text apart; a phrase of the tables is one token."""
        found = [match.span() for match in islice(_TOKEN.finditer(folded), WORDS_READ + 1)]
        self.read_to = found.pop()[0] if len(found) > WORDS_READ else None
        self.folded = folded
        self.spans: list[tuple[int, int]] = []
        self.texts: list[str] = []
        phrases, words, index = _phrases(), [*(folded[start:end] for start, end in found), ""], 0
        while index < len(found):
            text, behind = words[index], index + 1
            if text in phrases:
                text, behind = _longest_phrase(phrases[text], words, index)
            elif text in _INVISIBLE_SIGNS:
                index += 1
                continue
            elif text == "t" and _DATE_TIME.match(folded, found[index][0]):
                text = DATE_TIME_SIGN
            self.texts.append(text)
            self.spans.append((found[index][0], found[behind - 1][1]))
            index = behind
        self.count = len(self.texts)
        self.text: Callable[[int], str] = _Texts(enumerate(self.texts)).__getitem__
        """A token by its index."""
        self.answers: dict[tuple[object, ...], Any] = {}

    def start(self, index: int) -> int:
        """Where a token starts; for the one after the last, where that ends."""
        return self.spans[index][0] if index < self.count else len(self.folded)

    def end(self, index: int) -> int:
        """Where a token ends; 0 for the one before the first."""
        return self.spans[index][1] if index >= 0 else 0

    def span(self, first: int, end: int) -> Span:
        """The stretch of the text from one token to the one before another."""
        return Span(self.spans[first][0], self.spans[end - 1][1])

    def is_glued(self, index: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        is_close = 0 < index < self.count and self.spans[index - 1][1] == self.spans[index][0]
        return is_close and self.text(index - 1) != DATE_TIME_SIGN

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


def once_a_token[**P, A](rule: Callable[Concatenate[Tokens, P], A]) -> Callable[Concatenate[Tokens, P], A]:
    """A rule that several others ask at the same token, so that it answers only once for each."""

    @wraps(rule)
    def answer(tokens: Tokens, /, *args: P.args, **options: P.kwargs) -> A:
        key = (rule, *args, *options.values())
        if key not in tokens.answers:
            tokens.answers[key] = rule(tokens, *args, **options)
        found: A = tokens.answers[key]
        return found

    return answer


_INVISIBLE_SIGNS = frozenset(chr(code) for code in range(0x2000, 0x2070) if _INVISIBLE.match(chr(code))) | {"\ufeff"}


def _is_plural(word: str) -> bool:
    """Whether a word may be counted by the number before it: "as três reuniões"."""
    return any(word.endswith(ending) for ending, singular in PLURALS.endings.items() if ending != singular)


def _longest_phrase(phrases: _Phrases, words: list[str], index: int) -> tuple[str, int]:
    """The longest phrase that starts at a word, and the index behind it; else the word alone."""
    for phrase in phrases.get(words[_past_sign(words, index + 1)], ()):
        position = index
        for part in phrase[1:]:
            position = _past_sign(words, position + 1)
            if words[position] != part:
                break
        else:
            return " ".join(phrase), position + 1
    return words[index], index + 1


def _past_sign(words: list[str], index: int) -> int:
    """The index of a word, past a sign that may stand between the words of a phrase."""
    return index + (words[index] in _BETWEEN_WORDS)


@cache
def _phrases() -> Mapping[str, _Phrases]:
    """The phrases of the tables of all languages, by their first words, then their second, the longest first."""
    by_first: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for phrase in sorted({tuple(entry.split()) for entry in _entries()}, key=len, reverse=True):
        if len(phrase) > 1:
            by_first.setdefault(phrase[0], {}).setdefault(phrase[1], []).append(phrase)
    return by_first


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
