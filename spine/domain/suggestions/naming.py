"""What names the matter of a fact: its naming words, and the phrases of them that could be titles.

No verb, adverb, number or vague word names anything.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spine.domain.languages.packs import TITLE_WORDS, VOCABULARY
from spine.domain.tokenizer import fold, is_content, stem, words
from spine.domain.word_cache import cached_by_word

LONGEST_PHRASE = 4
"""Words in a title, with those that join them: "contrato com a Foxconn"."""
LONGEST_OPENING = 60
"""Characters of a fact's own words that are a title."""
LONGEST_WORD = 40
"""Longer ones are addresses and codes; so titles and tags keep within what a workstream may hold."""

type Phrase = tuple[str, ...]
"""The stems of a phrase's words, without those that join them."""

_VAGUE_WORDS = VOCABULARY.meeting_words | VOCABULARY.months | VOCABULARY.weekdays | TITLE_WORDS.vague_words
_COUNTING_WORDS = VOCABULARY.numbers | TITLE_WORDS.units
_NUMBER = re.compile(r"\d[\d.,]*(?:h|min|k|m|s|x|th|nd|rd|st)?$")
_PAUSE = re.compile(r" [–—-] |[:;.?!] ")
_MARKS = " ,;:.-–—()"
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def naming_stems(text: str) -> list[str]:
    """The stems of what a text names, longer numbers included, in order, repeated as often as they stand there."""
    return list(filter(None, map(_naming_stem, words(text))))


@cached_by_word
def _naming_stem(word: str) -> str:
    """The stem of a folded word that names something, else nothing.

    A single digit tells two things of one matter apart, and makes no matter of its own.
    """
    is_digit = len(word) == 1 and word.isdecimal()
    return stem(word) if is_content(word) and _is_specific(word) and not is_digit else ""


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


class _Word(NamedTuple):
    """A word of a text: its stems when it names something, else none, and where it stands."""

    folded: str
    stems: tuple[str, ...]
    start: int
    end: int


def single_words(text: str) -> set[Phrase]:
    """The phrases of one stem in a text."""
    return {word.stems for word in _placed(text) if len(word.stems) == 1}


def phrases(text: str) -> dict[Phrase, list[str]]:
    """Every phrase of one to four words that may be a title, and the ways in which a text writes it."""
    found: dict[Phrase, list[str]] = {}
    placed = _placed(text)
    for first, last in _stretches(text, placed):
        phrase = tuple([stem for word in placed[first : last + 1] for stem in word.stems])
        if len(set(phrase)) == len(phrase):
            found.setdefault(phrase, []).append(_written(text[placed[first].start : placed[last].end]))
    return found


def _placed(text: str) -> list[_Word]:
    """The words of a text with what they name."""
    found = [_Word(*_folded_and_stems(m.group()), *m.span()) for m in _WORD.finditer(text)]
    return _with_whole_names(text, found)


def _with_whole_names(text: str, placed: Sequence[_Word]) -> list[_Word]:
    """The words; one that is capitalised after a capitalised one is a part of a name: "Acima" in "Rio Acima"."""
    whole: list[_Word] = []
    for word in placed:
        if not word.stems and whole and whole[-1].stems and _are_one_name(text, whole[-1], word):
            word = word._replace(stems=tuple(map(stem, words(word.folded))))
        whole.append(word)
    return whole


def _are_one_name(text: str, first: _Word, second: _Word) -> bool:
    is_next = text[first.end : second.start] == " "
    return is_next and text[first.start].isupper() and text[second.start].isupper()


@cached_by_word
def _folded_and_stems(word: str) -> tuple[str, tuple[str, ...]]:
    folded = fold(word)
    joins = folded in TITLE_WORDS.articles or folded in TITLE_WORDS.prepositions
    bare = _without_possessive(folded)
    names = not joins and names_a_thing(bare)
    return folded, tuple(stem(part) for part in words(bare) if is_content(part)) if names else ()


def _written(phrase: str) -> str:
    """A phrase as its text writes it, with one blank between its words."""
    return _without_possessive(" ".join(phrase.split()))


def _without_possessive(word: str) -> str:
    for ending in TITLE_WORDS.possessives:
        word = word.removesuffix(ending)
    return word


def _stretches(text: str, placed: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """The first and the last word of every phrase: both name something, and joining words may stand between."""
    for first, word in enumerate(placed):
        if not word.stems:
            continue
        yield first, first
        for last in range(first + 1, min(first + LONGEST_PHRASE, len(placed))):
            if not _follows(text, placed[last - 1], placed[last]):
                break
            if placed[last].stems:
                yield first, last


def _follows(text: str, before: _Word, word: _Word) -> bool:
    """Whether a word goes on with a title; an article alone does not, for it follows a verb."""
    if not text[before.end : word.start].isspace() or (
        before.folded.endswith(TITLE_WORDS.possessives) and not word.stems
    ):
        return False
    if word.folded in TITLE_WORDS.articles:
        return before.folded in TITLE_WORDS.prepositions
    return bool(word.stems) or word.folded in TITLE_WORDS.prepositions


def begins_a_title(text: str) -> bool:
    """Whether a text begins with a word of its own, or an article: "They discussed…" goes on with what was said."""
    first = next(iter(words(text)), "")
    return is_content(first) or first in TITLE_WORDS.articles or first in TITLE_WORDS.prepositions


def own_words(text: str) -> str:
    """A text as a title: the whole of a short one; else up to its first pause, or cut after a word that names."""
    line = " ".join(text.split()).rstrip(" .;:,")
    if len(line) <= LONGEST_OPENING:
        return line
    pause = _PAUSE.search(line)
    if pause and pause.start() <= LONGEST_OPENING and " " in line[: pause.start()]:
        return line[: pause.start()]
    kept = line[:LONGEST_OPENING].rpartition(" ")[0].split() or [line[: LONGEST_OPENING - 1]]
    while len(kept) > 1 and not names_a_thing(kept[-1].strip(_MARKS)):
        kept.pop()
    return " ".join(kept).rstrip(_MARKS) + "…"
