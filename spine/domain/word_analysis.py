"""What a fact's words are compared by, worked out once: stores keep it with the fact (docs/data-model.md#words).

It depends on the words alone, so whatever plans, searches or suggests reads it and looks at no text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import VOCABULARY
from spine.domain.tokenizer import fold, is_content, opening, stem, stems, words

ROOT = 3
"""Letters that two forms of one word begin with in common, at least."""

_NEGATIVE_ENDING = re.compile(rf"{any_of(VOCABULARY.negative_endings)}\b")
_CLIPPED = re.compile(r"(?<=\w)['’]\w\b")
"""The letter behind an apostrophe, which is no word of its own: "the contractor's price"."""
_DISTINCTIVE_WORDS = VOCABULARY.months | VOCABULARY.weekdays | VOCABULARY.relative_days | VOCABULARY.numbers


@dataclass(frozen=True)
class WordAnalysis:
    """The parts of a fact's words, of each of which only the opening is read; a store keeps the text as it is.

    `stored` has a line for each part, with blanks between the words.
    """

    PARTS: ClassVar[int] = 7

    stored: str

    @classmethod
    def of(cls, *, title: str, text: str, names: Iterable[str], quotes: Iterable[str]) -> "WordAnalysis":
        """The analysis of a fact with these words; what is compared with others is the text, or without one the title.

        A title is at most 200 characters long and needs no cut.
        """
        own = stems(opening(text.strip()))
        said = fold(opening(text.strip() or title.strip()))
        in_order = words(said)
        marks = [word for word in in_order if word in _DISTINCTIVE_WORDS]
        marks += [word for word in own or stems(title) if word[0].isdecimal()]
        whole = words(_CLIPPED.sub(" ", said))
        content = {stem(word) for word in whole if is_content(word) or len(word) == 1}
        negations = sum(word in VOCABULARY.negations for word in in_order) + len(_NEGATIVE_ENDING.findall(said))
        return cls(
            "\n".join([
                " ".join(stems(title)),
                " ".join(own),
                " ".join(stems(opening(" ".join(names)))),
                " ".join(stems(opening(" ".join(quotes)))),
                " ".join(sorted(content)),
                " ".join(sorted(marks)),
                str(negations),
            ])
        )  # fmt: skip

    @property
    def is_whole(self) -> bool:
        """Whether what a store kept is an analysis."""
        return self.stored.count("\n") == self.PARTS - 1

    @cached_property
    def _parts(self) -> list[str]:
        return self.stored.split("\n")

    @property
    def title(self) -> list[str]:
        """The stems of the title, in order, as often as they stand there; likewise the next three."""
        return self._parts[0].split()

    @property
    def text(self) -> list[str]:
        """The stems of the text."""
        return self._parts[1].split()

    @property
    def names(self) -> list[str]:
        """The stems of the owner's and the entities' names."""
        return self._parts[2].split()

    @property
    def quotes(self) -> list[str]:
        """The stems of the quotes."""
        return self._parts[3].split()

    @property
    def said(self) -> list[str]:
        """The stems of what its bullet shows: of the text, or of the title without one."""
        return self.text or self.title

    @property
    def in_order(self) -> list[str]:
        """The stems of all four, in order."""
        return " ".join(self._parts[:4]).split()

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems of the fact."""
        return frozenset(self.in_order)

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of the words that say something, single letters among them."""
        return frozenset(self._parts[4].split())

    @cached_property
    def roots(self) -> frozenset[str]:
        """How those words begin: forms of one word begin alike."""
        return frozenset([word[:ROOT] for word in self.content])

    @property
    def differences(self) -> tuple[str, str]:
        """What has to be equal in two facts that say the same: numbers and words for dates and numbers; negations."""
        return self._parts[5], self._parts[6]
