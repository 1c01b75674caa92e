"""What a fact's words are compared by, worked out once: stores keep it with the fact (docs/data-model.md#words).

It depends on the words alone, so whatever plans, searches or suggests reads it and looks at no text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from spine.domain.languages import VOCABULARY
from spine.domain.languages.notation import any_of
from spine.domain.tokenizer import fold, is_content, opening, stem, stems, words

ROOT = 3
"""Letters that two forms of one word begin with in common, at least."""

_NEGATIVE_ENDING = re.compile(rf"{any_of(VOCABULARY.negative_endings)}\b")
_DISTINCTIVE_WORDS = VOCABULARY.months | VOCABULARY.weekdays | VOCABULARY.relative_days | VOCABULARY.numbers


@dataclass(frozen=True)
class WordAnalysis:
    """The parts of a fact's words, each with blanks between the words; only the opening of each part is read.

    `title` to `quotes` are stems in order, as often as they stand there. `content` are the stems of the words that say
    something, single letters among them; `marks` are the words for dates and numbers, and `negations` their number:
    these tell apart what says almost the same.
    """

    LINE_ENDS: ClassVar[int] = 6
    """In the stored form."""

    title: str = ""
    text: str = ""
    names: str = ""
    quotes: str = ""
    content: str = ""
    marks: str = ""
    negations: str = "0"

    @classmethod
    def of(cls, *, title: str, text: str, names: Iterable[str], quotes: Iterable[str]) -> "WordAnalysis":
        """The analysis of a fact with these words; what is compared with others is the text, or without one the title.

        A title is at most 200 characters long and needs no cut.
        """
        said = fold(opening(text.strip() or title.strip()))
        in_order = words(said)
        negations = sum(word in VOCABULARY.negations for word in in_order) + len(_NEGATIVE_ENDING.findall(said))
        return cls(
            title=" ".join(stems(title)),
            text=" ".join(stems(opening(text.strip()))),
            names=" ".join(stems(opening(" ".join(names)))),
            quotes=" ".join(stems(opening(" ".join(quotes)))),
            content=" ".join(sorted({stem(word) for word in in_order if is_content(word) or len(word) == 1})),
            marks=" ".join(sorted(word for word in in_order if word in _DISTINCTIVE_WORDS)),
            negations=str(negations),
        )

    @classmethod
    def read(cls, stored: str) -> "WordAnalysis":
        """The analysis that a store kept."""
        return cls(*stored.split("\n"))

    @property
    def stored(self) -> str:
        """The analysis as stores keep it: a line for each part."""
        parts = (self.title, self.text, self.names, self.quotes, self.content, self.marks, self.negations)
        return "\n".join(parts)

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems of the fact."""
        return frozenset(f"{self.title} {self.text} {self.names} {self.quotes}".split())

    @property
    def said(self) -> list[str]:
        """The stems of the words that its bullet shows, in order."""
        return (self.text or self.title).split()

    @cached_property
    def content_words(self) -> frozenset[str]:
        """The distinct words of `content`."""
        return frozenset(self.content.split())

    @cached_property
    def roots(self) -> frozenset[str]:
        """How those words begin: forms of one word begin alike."""
        return frozenset(word[:ROOT] for word in self.content_words)

    @property
    def differences(self) -> tuple[object, ...]:
        """What has to be equal in two facts that say the same: numbers, words for dates and numbers, negations."""
        return tuple(sorted(word for word in self.said if word[0].isdecimal())), self.marks, self.negations
