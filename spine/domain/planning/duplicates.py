"""Facts that say the same: counted once, the variants strengthening the one that is shown.

Two facts are near-duplicates when their letters agree (Jaccard of character trigrams at least 0.60, measured on
real facts) and nothing that changes the meaning differs: kind, numbers, due date, owner, negation.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spine.domain.facts import Fact
from spine.domain.languages import VOCABULARY
from spine.domain.languages.notation import any_of
from spine.domain.planning.candidates import Candidate, ExclusionReason
from spine.domain.planning.carryover import is_unassigned
from spine.domain.planning.ranking import Ranked, by_score
from spine.domain.tokenizer import fold, words

ALIKE = 0.60

_NEGATIVE_ENDING = re.compile(rf"{any_of(VOCABULARY.negative_endings)}\b")
_CAPITALISED = re.compile(r"(?<!^)(?<![.!?…]\s)\b[A-ZÀ-Ý][\w-]*")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_DISTINCTIVE_WORDS = VOCABULARY.months | VOCABULARY.weekdays | VOCABULARY.relative_days | VOCABULARY.numbers


def trigrams(text: str) -> frozenset[str]:
    """The character trigrams of a folded text, spaces folded too."""
    padded = f" {' '.join(words(text))} "
    return frozenset(padded[i : i + 3] for i in range(max(1, len(padded) - 2)))


def alike(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two sets of trigrams agree enough to be one saying."""
    small, large = sorted((len(first), len(second)))
    if small < ALIKE * large:
        return False
    shared = len(first & second)
    return shared >= ALIKE * (small + large - shared)


def meaning(fact: Fact) -> tuple[object, ...]:
    """What must be equal for two facts to be one: kind, numbers, dates, owner, negation."""
    said = fold(fact.words)
    spoken = words(said)
    negations = sum(word in VOCABULARY.negations for word in spoken) + len(_NEGATIVE_ENDING.findall(said))
    told = tuple(word for word in spoken if word in _DISTINCTIVE_WORDS)
    kind = fact.type_info.group, fact.type_info.carries_over
    return kind, tuple(_NUMBER.findall(said)), told, fact.due_iso, fold(fact.owner or ""), negations


def names(text: str) -> frozenset[str]:
    """The folded words that a text writes with a capital inside a sentence: names, mostly."""
    return frozenset(fold(word) for word in _CAPITALISED.findall(text))


@dataclass(frozen=True)
class _Saying:
    """A fact as near-duplicates are told by."""

    letters: frozenset[str]
    meaning: tuple[object, ...]
    words: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, fact: Fact) -> "_Saying":
        text = fact.words
        return cls(trigrams(text), meaning(fact), frozenset(words(text)), names(text))

    def is_one_with(self, other: "_Saying") -> bool:
        """Whether both say the same, about the same names."""
        if self.meaning != other.meaning or not alike(self.letters, other.letters):
            return False
        # A name in one that the other lacks may only be its longer form; a name on either side makes them two.
        return not (self.names - other.words and other.names - self.words)


def fold_duplicates(ranked: Sequence[Ranked]) -> tuple[list[Ranked], dict[str, ExclusionReason]]:
    """The ranking with near-duplicates counted once, and those that were left out for it.

    Of two the one that belongs to a section stays. A fact of which a variant is carried over is carried over itself.
    """
    assigned_first = sorted((r.candidate for r in ranked), key=is_unassigned)
    found = variants(assigned_first)
    kept_for = {twin: kept for kept, twins in found.items() for twin in twins}
    carried = {
        kept_for[r.fact.fact_id]: r.candidate.carried_from
        for r in ranked
        if r.fact.fact_id in kept_for and r.candidate.carried_from
    }
    folded = []
    for r in ranked:
        if r.fact.fact_id not in kept_for:
            carried_from = r.candidate.carried_from or carried.get(r.fact.fact_id)
            kept = replace(r, candidate=replace(r.candidate, carried_from=carried_from))
            folded.append(kept.strengthened(len(found.get(r.fact.fact_id, ()))))
    return sorted(folded, key=by_score), dict.fromkeys(kept_for, ExclusionReason.DUPLICATE)


def variants(ranked: Sequence[Candidate]) -> dict[str, list[str]]:
    """For each fact that stays, the ids of its near-duplicates further down the ranking."""
    sayings = [_Saying.of(candidate.fact) for candidate in ranked]
    kept: dict[str, list[str]] = {}
    folded: set[int] = set()
    for i, j in _pairs([saying.letters for saying in sayings]):
        if i not in folded and j not in folded and sayings[i].is_one_with(sayings[j]):
            folded.add(j)
            kept.setdefault(ranked[i].fact.fact_id, []).append(ranked[j].fact.fact_id)
    return kept


def _pairs(letters: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs of places, earlier first, in the order of the ranking: every pair that can be alike is among them.

    Of two sets that share 60 % of their union, the rarest 40 % of each have an element in common (prefix filtering:
    Chaudhuri, Ganti and Kaushik, 2006), so nothing is lost by comparing only those that meet there.
    """
    counts = Counter(sign for signs in letters for sign in signs)
    places: dict[str, list[int]] = defaultdict(list)
    for i, signs in enumerate(letters):
        prefix = len(signs) - math.ceil(ALIKE * len(signs)) + 1
        for sign in sorted(signs, key=lambda s: (counts[s], s))[:prefix]:
            places[sign].append(i)
    return sorted({(i, j) for found in places.values() for n, i in enumerate(found) for j in found[n + 1 :]})
