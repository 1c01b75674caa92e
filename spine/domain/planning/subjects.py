"""What a meeting is about: the words of a subject, what carries them, and the workstreams that they name.

See docs/planning.md#carrying-a-subject.
"""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import REQUESTS, VOCABULARY
from spine.domain.tokenizer import fold, stem, stem_units, stems
from spine.domain.workstreams import Workstream

MATCH_THRESHOLD = 0.25
"""The share of a subject's weight that something has to carry to be about it, measured on real meetings."""
FACT_THRESHOLD = 0.4
"""The share that the best fact has to carry, else no fact carries the subject, measured on real meetings."""
WORDS_OF_A_SUBJECT = 6
"""Of a longer subject both shares are of so many of its words: nothing repeats a sentence of ten words."""
CARRYING_SHARE = 0.5
"""The share of the best fact's weight with which another fact carries the subject too."""
COUNTED_TO = 50
"""Facts that hold a word are counted up to this; a commoner word says nothing more."""

_BETWEEN_PARTS = re.compile(rf"[,;](?=\s)|\s[/&+]\s|\b{any_of(REQUESTS.conjunctions)}\b")
_WITHOUT_CONTENT = frozenset(map(stem, VOCABULARY.meeting_words | VOCABULARY.question_words))


@dataclass(frozen=True)
class Subject:
    """A subject in the request's own words, and the weight of each of its content stems."""

    query: str
    weights: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its numbers: "phase 5" is about phase 5 alone."""
        return frozenset(stem for stem in self.weights if stem[0].isdecimal())

    @cached_property
    def parts(self) -> list[list[str]]:
        """Its stems in order, part by part: "phase 5 and the audit" has two parts."""
        parts = [stems(part) for part in _BETWEEN_PARTS.split(fold(self.query))]
        return [known for part in parts if (known := [stem for stem in part if stem in self.weights])]

    def share(self, stems: Collection[str]) -> float:
        """The share, 0–1, of the subject's weight that some stems carry."""
        total = self._total
        return math.fsum([weight for stem, weight in self.weights.items() if stem in stems]) / total if total else 0.0

    @cached_property
    def _total(self) -> float:
        return math.fsum(self.weights.values())

    def matches(self, stems: Collection[str]) -> bool:
        """Whether something with these stems is about the subject."""
        return self.share(stems) >= MATCH_THRESHOLD * self._length

    @property
    def least_of_a_fact(self) -> float:
        """The share of its weight that the best fact about it has."""
        return FACT_THRESHOLD * self._length

    @property
    def _length(self) -> float:
        """What shares are multiplied by: less than 1 for a long subject."""
        return min(1.0, WORDS_OF_A_SUBJECT / max(1, len(self.weights)))


@dataclass(frozen=True)
class Carrying:
    """What a fact has to have to carry a subject: a share of its weight, and all of its numbers if any fact has.

    A number binds its own part: a fact that carries another part may lack it, unless it says another number of the
    same thing.
    """

    subject: Subject
    least: float
    numbers: frozenset[str]

    @classmethod
    def of(cls, subject: Subject, facts: Iterable[Collection[str]]) -> "Carrying":
        """The bar that the best of some facts, by their stems, sets; none carries a subject that none is about."""
        known = list(facts)
        exact = [stems for stems in known if subject.numbers <= set(stems)] if subject.numbers else known
        measured = exact if subject.numbers and exact else known
        best = max((subject.share(stems) for stems in measured), default=0.0)
        least = CARRYING_SHARE * best if best >= subject.least_of_a_fact else math.inf
        return cls(subject, least, subject.numbers if exact else frozenset())

    def carries(self, stems: frozenset[str]) -> bool:
        """Whether a fact with these stems carries the subject; a plan asks this several times of each."""
        if stems not in self._answers:
            self._answers[stems] = self.subject.share(stems) >= self.least and self._keeps_numbers(stems)
        return self._answers[stems]

    @cached_property
    def _answers(self) -> dict[frozenset[str], bool]:
        return {}

    def _keeps_numbers(self, stems: frozenset[str]) -> bool:
        missing = self.numbers.difference(stems)
        if not missing:
            return True
        numbered = [(number, _numbered_by(number, part)) for part in self.subject.parts for number in part]
        present = {thing for number, thing in numbered if number in self.numbers - missing}
        things = {thing for number, thing in numbered if number in missing} - present
        return things.isdisjoint(stems) and any(
            missing.isdisjoint(part) and 2 * sum(stem in stems for stem in part) >= len(part)
            for part in self.subject.parts
        )


def _numbered_by(number: str, part: Sequence[str]) -> str | None:
    """What a number of a part of a subject tells apart: the word before it, or behind it where it is the first."""
    at = part.index(number)
    words = [*reversed(part[:at]), *part[at:]]
    return next((word for word in words if not word[0].isdecimal()), None)


def content_stems(subject: str | None, names: Iterable[str] = ()) -> list[str]:
    """The distinct stems that say what a subject is about, in order.

    Words for a kind of meeting or for asking, and organisations' names, say nothing; a subject made of them alone
    gives none.
    """
    without_content = _WITHOUT_CONTENT.union(*(stems(name) for name in names))
    return list(dict.fromkeys(word for word in stems(subject or "") if word not in without_content))


def idf(carriers: int, total: int) -> float:
    """The weight of a word: ln(1 + (N - n + 1/2) / (n + 1/2)), n at least 1.

    So a word that none carries weighs as one that a single document carries.
    """
    n, size = max(1, carriers), max(1, total, carriers)
    return math.log(1 + (size - n + 0.5) / (n + 0.5))


def weigh(query: str, stems: Sequence[str], candidates: Sequence[Workstream], total: int) -> Subject:
    """The subject, each stem weighted by how few of the organisation's workstreams carry it.

    `candidates` hold the workstreams that carry any of the stems, of a very common stem those that were read.
    """
    carriers = [set(candidate.stems) for candidate in candidates]
    size = max(total, len(candidates))
    return Subject(query, {stem: idf(sum(stem in carried for carried in carriers), size) for stem in stems})


def weigh_by_facts(query: str, counts: Mapping[str, int]) -> Subject:
    """The subject, each stem weighted by how few facts have it, counted up to 50."""
    return Subject(query, {stem: idf(min(COUNTED_TO, n), COUNTED_TO) for stem, n in counts.items()})


def own_stems(workstream: Workstream) -> list[str]:
    """The stems of a workstream's title and tags, by which people know it."""
    return stems(" ".join([workstream.title, *workstream.tags]))


def says_itself(subject: Subject, workstream: Workstream) -> bool:
    """Whether a workstream's title and tags have half of a subject's weight."""
    return subject.share(own_stems(workstream)) >= CARRYING_SHARE


def names_workstream(stems: Collection[str], workstream: Workstream) -> bool:
    """Whether a subject of these content stems names a workstream: by its title, or at least half of it, or by a tag.

    Then all that is linked to the workstream is about the subject.
    """
    wanted = set(stems)
    if not wanted:
        return False
    if any(wanted == set(content_stems(tag)) for tag in workstream.tags):
        return True
    units = [unit for unit in stem_units(workstream.title) if not _WITHOUT_CONTENT.issuperset(unit)]
    named = sum(not wanted.isdisjoint(unit) for unit in units)
    return wanted <= {stem for unit in units for stem in unit} and 2 * named >= len(units)
