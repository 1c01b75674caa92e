"""Words that name what a fact is about: no verbs, adverbs, numbers or words that say nothing."""

import re
from functools import cache

from spine.domain.languages import TITLES, VOCABULARY
from spine.domain.tokenizer import fold, is_content, stem, words

LONGEST_WORD = 40
"""Longer ones are addresses and codes; so titles and tags keep within what a workstream may hold."""
_SAYING_NOTHING = VOCABULARY.meeting_words | VOCABULARY.months | VOCABULARY.weekdays | TITLES.vague_words
_NUMBER = re.compile(r"\d[\d.,]*(?:h|min|k|m|s|x|th|nd|rd|st)?$")


def named(text: str) -> list[str]:
    """The stems of what a text names, numbers included, in order, repeated as often as they stand there."""
    return [stem(word) for word in words(text) if is_content(word) and _says_something(word)]


@cache
def names_a_thing(word: str) -> bool:
    """Whether a word, as it is written, can stand in a title: it names something and is no number or code."""
    folded = fold(word)
    return (
        1 < len(folded) <= LONGEST_WORD and is_content(folded) and _says_something(folded) and not _NUMBER.match(folded)
    )


@cache
def _says_something(folded: str) -> bool:
    return folded not in _SAYING_NOTHING and not is_verb(folded)


def is_verb(folded: str) -> bool:
    """Whether a folded word is a form of a verb or an adverb in any language."""
    return any(is_verb_in(folded) for is_verb_in in TITLES.verb_tests)
