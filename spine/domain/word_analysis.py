"""What a fact's words are compared by, worked out once: stores keep it with the fact (docs/data-model.md#words).

It depends on the words alone, so whatever plans, searches or suggests reads it and looks at no text.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from sys import intern
from typing import ClassVar

from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import TITLE_WORDS, VOCABULARY
from spine.domain.naming import Stretch, marked, naming_marks, read_stretches, sayers, stretches
from spine.domain.tokenizer import fold, is_content, opening, stem, stems, stems_of, tokens, words, words_and_tokens
from spine.domain.word_cache import cached_by_word

ROOT = 3
"""Letters that two forms of one word begin with in common, at least."""
QUOTED = 0.5
"""What a name said in a quote counts against one in the fact's own text."""

_NEGATIVE_ENDING = re.compile(rf"{any_of(VOCABULARY.negative_endings)}\b")
_CLIPPED = re.compile(r"(?<=\w)['’]\w\b")
"""The letter behind an apostrophe, which is no word of its own: "the contractor's price"."""
_DISTINCTIVE_WORDS = VOCABULARY.months | VOCABULARY.weekdays | VOCABULARY.relative_days | VOCABULARY.numbers


@cached_by_word
def _content_stem(word: str) -> str:
    """The stem of a folded word that says something, a single letter among these, else nothing."""
    return stem(word) if is_content(word) or len(word) == 1 else ""


def _compact(some: Iterable[str]) -> frozenset[str]:
    """Words once, in little room: facts share the texts, and a copy of a set takes no more than it needs."""
    return frozenset(set(map(intern, some)))


@dataclass(frozen=True)
class WordAnalysis:
    """The parts of a fact's words, of each of which only the opening is read; a store keeps the text as it is.

    `stored` has a line for each part, with blanks between the words.
    """

    PARTS: ClassVar[int] = 11

    stored: str

    @classmethod
    def of(cls, *, title: str, text: str, names: Iterable[str], quotes: Iterable[str]) -> "WordAnalysis":
        """The analysis of a fact with these words; what is compared with others is the text, or without one the title.

        A title is at most 200 characters long and needs no cut.
        """
        said = opening(text.strip() or title.strip())
        folded, quoted_tokens = fold(said), tokens(opening(" ".join(quotes)))
        in_order, said_tokens = words_and_tokens(said, folded)
        own = stems_of(said_tokens)
        marks = list(filter(_DISTINCTIVE_WORDS.__contains__, in_order))
        marks += [word for word in own or stems(title) if word[0].isdecimal()]
        whole = words(_CLIPPED.sub(" ", folded)) if "'" in folded or "’" in folded else in_order
        negations = sum(map(VOCABULARY.negations.__contains__, in_order)) + len(_NEGATIVE_ENDING.findall(folded))
        return cls(
            "\n".join([
                " ".join(stems(title)) if title else "",
                " ".join(own if text.strip() else []),
                " ".join(stems(opening(" ".join(names)))),
                " ".join(stems_of(quoted_tokens)),
                " ".join(sorted(set(map(_content_stem, whole)))).lstrip(),
                " ".join(sorted(marks)),
                str(negations),
                naming_marks(said_tokens),
                naming_marks(quoted_tokens),
                stretches(said),
                "\t".join([] if TITLE_WORDS.verbs_of_saying.isdisjoint(in_order) else sayers(said)),
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

    @cached_property
    def lengths(self) -> tuple[int, int]:
        """How many stems stand in the title, text and names together, and how many in the quotes."""
        return len(" ".join(self._parts[:3]).split()), len(self._parts[3].split())

    def counts_of(self, stems: Iterable[str]) -> list[tuple[int, int]]:
        """How often each of some stems stands in the title, text and names together, and how often in the quotes.

        It is looked for in the lines, between blanks of its own: making lists of them takes three times as long.
        """
        own = f" {self._parts[0]} {self._parts[1]} {self._parts[2]} ".replace(" ", "  ")
        quoted = f" {self._parts[3]} ".replace(" ", "  ")
        return [(own.count(f" {one} "), quoted.count(f" {one} ")) for one in stems]

    @property
    def said(self) -> list[str]:
        """The stems of what its bullet shows: of the text, or of the title without one."""
        return self.text or self.title

    @cached_property
    def said_stems(self) -> frozenset[str]:
        """Each of these once."""
        return _compact(self.said)

    @property
    def in_order(self) -> list[str]:
        """The stems of all four, in order."""
        return " ".join(self._parts[:4]).split()

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems of the fact."""
        return _compact(self.in_order)

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of the words that say something, single letters among them."""
        return _compact(self._parts[4].split())

    @cached_property
    def roots(self) -> frozenset[str]:
        """How those words begin: forms of one word begin alike."""
        return _compact(word[:ROOT] for word in self.content)

    @property
    def differences(self) -> tuple[str, str]:
        """What has to be equal in two facts that say the same: numbers and words for dates and numbers; negations."""
        return self._parts[5], self._parts[6]

    @cached_property
    def named(self) -> dict[str, float]:
        """How often it names each stem, in the order of its text and then of its quotes, where once counts half."""
        counts = dict.fromkeys(own := self.named_in_text, 1.0)
        if len(counts) < len(own):
            counts = {name: float(n) for name, n in Counter(own).items()}
        for quoted in marked(self.quotes, self._parts[8]):
            counts[quoted] = counts.get(quoted, 0.0) + QUOTED
        return dict(zip(map(intern, counts), counts.values(), strict=True))  # facts share stems: one text for each

    @property
    def named_in_text(self) -> list[str]:
        """The stems of what its bullet names, in order, as often as they stand there."""
        return marked(self.said, self._parts[7])

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The stretches of what its bullet shows that a title can be taken from; empty the first where it begins with
        a word that names nothing.
        """
        return read_stretches(self._parts[9])

    @property
    def sayers(self) -> list[str]:
        """Who says something in its bullet, as often as it does, in lower case."""
        return self._parts[10].split("\t") if self._parts[10] else []
