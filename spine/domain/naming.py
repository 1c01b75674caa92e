"""What names the matter of a text: its naming words, and the stretches of it that a title could be taken from.

No verb, adverb, number or vague word names anything.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import compress
from typing import NamedTuple

from spine.domain.languages.packs import TITLE_WORDS, VOCABULARY
from spine.domain.tokenizer import fold, is_content, is_separated_number, stem, stems_of_token, words
from spine.domain.word_cache import cached_by_word

LONGEST_WORD = 40
"""Longer ones are addresses and codes; so titles and tags keep within what a workstream may hold."""

type Stretch = list[TitleWord]
"""Words of which each goes on with what the one before begins; the first and the last name something."""

_VAGUE_WORDS = VOCABULARY.meeting_words | VOCABULARY.months | VOCABULARY.weekdays | TITLE_WORDS.vague_words
_COUNTING_WORDS = VOCABULARY.numbers | TITLE_WORDS.units
_NUMBER = re.compile(r"\d[\d.,]*(?:h|min|k|m|s|x|th|nd|rd|st)?$")
_WORDS_AND_GAPS = re.compile(r"([^\W_]+(?:['’\-][^\W_]+)*)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def naming_marks(tokens: Iterable[str]) -> str:
    """For each stem of some tokens (`stems_of_token`), in order, a 1 where it names something, else a 0; after a blank
    each what the parts of numbers name: these are stems of no token.
    """
    marks = [_marks_of_token(token) for token in tokens]
    return " ".join(["".join([own for own, _ in marks]), *[part for _, parts in marks for part in parts]])


@cached_by_word
def _marks_of_token(token: str) -> tuple[str, tuple[str, ...]]:
    own, parts = stems_of_token(token), [word for word in words(token) if is_content(word) and not _is_digit(word)]
    if is_separated_number(token):
        return "0" * len(own), tuple(parts)
    naming = {stem(word) for word in parts if _is_specific(word)}
    return "".join("01"[one in naming] for one in own), ()


def marked(stems: Sequence[str], marks: str) -> list[str]:
    """What some stems with such marks name, as often as they do."""
    own, *parts = marks.split(" ")
    return [*compress(stems, map("1".__eq__, own)), *parts]


def _is_digit(word: str) -> bool:
    """A single digit tells two things of one matter apart, and makes no matter of its own."""
    return len(word) == 1 and word.isdecimal()


@cached_by_word
def names_a_thing(word: str) -> bool:
    """Whether a word, as it is written, can stand in a title: it names something and is no number or code."""
    folded = fold(word)
    if not 1 < len(folded) <= LONGEST_WORD or _NUMBER.match(folded) or folded in _COUNTING_WORDS:
        return False
    return is_content(folded) and _is_specific(folded)


@cached_by_word
def _is_specific(folded: str) -> bool:
    return folded not in _VAGUE_WORDS and folded not in TITLE_WORDS.units and not is_verb(folded)


def is_verb(folded: str) -> bool:
    """Whether a folded word is a form of a verb or an adverb in any language."""
    return any(is_verb_in_language(folded) for is_verb_in_language in TITLE_WORDS.verb_tests)


class TitleWord(NamedTuple):
    """A word as a text writes it: folded, and its stems when it names something, else none."""

    written: str
    folded: str
    stems: tuple[str, ...]
    is_article: bool
    is_preposition: bool
    is_possessive: bool
    is_capitalised: bool

    def is_one_name_with(self, before: "TitleWord") -> bool:
        """Whether it is a part of a name that begins before it: "Acima" in "Rio Acima"."""
        return bool(self.is_capitalised and before.is_capitalised and before.stems)

    def whole_name(self) -> "TitleWord":
        """The word as a part of a name, which names something together with the others."""
        return self._replace(stems=tuple(map(stem, words(self.folded))))

    def goes_on_with(self, before: "TitleWord") -> bool:
        """Whether it goes on with a title; an article alone does not, for it follows a verb."""
        if self.is_article:
            return before.is_preposition
        return bool(self.stems) or (self.is_preposition and not before.is_possessive)


@cached_by_word
def title_word(written: str) -> TitleWord:
    """A word by itself."""
    folded = fold(written)
    is_article, is_preposition = folded in TITLE_WORDS.articles, folded in TITLE_WORDS.prepositions
    bare = without_possessive(folded)
    names = not is_article and not is_preposition and names_a_thing(bare)
    return TitleWord(
        written,
        folded,
        tuple(stem(part) for part in words(bare) if is_content(part)) if names else (),
        is_article,
        is_preposition,
        is_possessive=folded.endswith(TITLE_WORDS.possessives),
        is_capitalised=written[0].isupper(),
    )


def without_possessive(word: str) -> str:
    """A word or a phrase without the ending that says that it owns what follows."""
    for ending in TITLE_WORDS.possessives:
        word = word.removesuffix(ending)
    return word


def stretches(text: str) -> str:
    """The stretches of a text that a title can be taken from, as it writes them, with a bar between.

    The first is empty where the first word of the text names nothing.
    """
    pieces = _WORDS_AND_GAPS.split(text)
    found: list[str] = []
    current: Stretch = []
    for word, gap in zip(map(title_word, pieces[1::2]), pieces[2::2], strict=True):
        if current and not word.stems:
            before = current[-1]
            word = word.whole_name() if word.is_one_name_with(before) else word
            if not word.goes_on_with(before):
                found.append(_written(current))
                current = []
        if current or word.stems:
            current.append(word)
            if not gap.isspace():
                found.append(_written(current))
                current = []
        elif not found:
            found.append("")
    return "|".join(found)


def _written(stretch: Stretch) -> str:
    """A stretch up to its last word that names something."""
    while not stretch[-1].stems:
        stretch.pop()
    return " ".join([word.written for word in stretch])


def read_stretches(stored: str) -> list[Stretch]:
    """The stretches that `stretches` gave."""
    return [_with_whole_names(list(map(title_word, one.split()))) for one in stored.split("|")]


def _with_whole_names(stretch: Stretch) -> Stretch:
    if not [word for word in stretch if not word.stems and word.is_capitalised]:
        return stretch
    whole: Stretch = []
    for word in stretch:
        whole.append(word.whole_name() if not word.stems and whole and word.is_one_name_with(whole[-1]) else word)
    return whole


def sayers(text: str) -> list[str]:
    """Who says something in a text: those whom its sentences name before a verb of saying, in lower case."""
    return list(filter(None, map(_subject_of_saying, _SENTENCE_END.split(text))))


def _subject_of_saying(sentence: str) -> str:
    """Who says something, by a sentence's first words: two or three capitalised ones, or one to three after an article
    ("The site manager proposed"); empty where nobody does.
    """
    first = sentence.split(maxsplit=5)[:5]
    has_article = bool(first) and fold(first[0]) in TITLE_WORDS.articles | TITLE_WORDS.prepositions
    first = first[has_article:]
    for n in (1, 2, 3) if has_article else (2, 3):
        is_name = has_article or all(word[0].isupper() for word in first[:n])
        if len(first) > n and is_name and fold(first[n]) in TITLE_WORDS.verbs_of_saying:
            return " ".join(first[:n]).casefold()
    return ""
