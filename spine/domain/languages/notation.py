"""Words and patterns, as language packs list them and as rules put them into regular expressions."""

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

type WordSet = frozenset[str]
type Patterns = tuple[str, ...]

NO_WORDS: WordSet = frozenset()


def word_set(text: str) -> WordSet:
    """The words of a list that is written as one text."""
    return frozenset(text.split())


def phrase_set(text: str) -> WordSet:
    """The words and phrases of a list that is written as one text, with commas between."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


def numbered_from(start: int, text: str) -> dict[str, int]:
    """The words of a list with their numbers, counted from `start`; a / parts words of the same number."""
    groups = enumerate(text.split(), start)
    return {word: number for number, group in groups for word in group.split("/")}


def any_of(patterns: Iterable[str]) -> str:
    """A pattern that matches what one of these does, tried in their order; nothing where there are none."""
    ordered = sorted(patterns) if isinstance(patterns, frozenset) else patterns
    return f"(?:{'|'.join(ordered) or '(?!)'})"


def longest_of(patterns: Iterable[str]) -> str:
    """A pattern that tries the longest of these first, so that none hides a longer one that begins alike."""
    return any_of(sorted(patterns, key=len, reverse=True))


def merged[T: DataclassInstance](parts: Iterable[T]) -> T:
    """One part of several packs in one: sets and mappings united, sequences one after the other."""
    first, *others = parts
    for other in others:
        values: dict[str, Any] = {f.name: (getattr(first, f.name), getattr(other, f.name)) for f in fields(first)}
        first = type(first)(**{name: a + b if isinstance(a, tuple) else a | b for name, (a, b) in values.items()})
    return first
