"""What a meeting is to be about, as weighted stems."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from spine.domain.facts import Fact
from spine.domain.stopwords import ASKING_WORDS, MEETING_WORDS
from spine.domain.text import is_content, stem, stems, words

_EMPTY_STEMS = frozenset(map(stem, MEETING_WORDS | ASKING_WORDS))

ENOUGH_OF_THE_SUBJECT = 0.25
"""The share of a subject's weight that something has to carry to be about it (contract §4.1, measured)."""


@dataclass(frozen=True)
class Subject:
    """A subject in the request's own words, and the weight of each of its content stems."""

    query: str
    weights: Mapping[str, float] = field(default_factory=dict)

    def share(self, carried: Collection[str]) -> float:
        """The share, 0–1, of the subject's weight that some stems carry."""
        total = math.fsum(self.weights.values())
        return math.fsum(w for s, w in self.weights.items() if s in carried) / total if total else 0.0

    def is_met_by(self, carried: Collection[str]) -> bool:
        """Whether something with these stems is about the subject."""
        return self.share(carried) >= ENOUGH_OF_THE_SUBJECT


def content_stems(subject: str | None, names: Iterable[str] = ()) -> list[str]:
    """The distinct stems that say what a subject is about, in order.

    Words for a kind of meeting or for asking, and organisations' names, say nothing; a subject made of them alone
    gives none.
    """
    empty = _EMPTY_STEMS | {stem(word) for name in names for word in words(name)}
    content = (stem(word) for word in words(subject or "") if is_content(word))
    return list(dict.fromkeys(word for word in content if word not in empty))


def fact_stems(fact: Fact) -> frozenset[str]:
    """The stems of a fact's title, text and quotes."""
    return frozenset(stems(" ".join([fact.title or "", fact.text, *(e.quote for e in fact.evidence)])))
