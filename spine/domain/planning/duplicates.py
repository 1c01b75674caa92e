"""Near-duplicates: counted once, the variants strengthening the one that is shown.

Two facts are near-duplicates when their letters agree (Jaccard of character trigrams at least 0.60, measured on
real facts) and nothing that changes the meaning differs: kind, numbers, due date, owner, negation.
See docs/planning.md#ranking.
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
from spine.domain.planning.carryover import is_carried_unassigned
from spine.domain.planning.ranking import Ranked, by_score
from spine.domain.tokenizer import fold, words

SIMILARITY_THRESHOLD = 0.60

_NEGATIVE_ENDING = re.compile(rf"{any_of(VOCABULARY.negative_endings)}\b")
_CAPITALISED = re.compile(r"(?<!^)(?<![.!?…]\s)\b[A-ZÀ-Ý][\w-]*")
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_DISTINCTIVE_WORDS = VOCABULARY.months | VOCABULARY.weekdays | VOCABULARY.relative_days | VOCABULARY.numbers


def fold_duplicates(ranked: Sequence[Ranked]) -> tuple[list[Ranked], dict[str, ExclusionReason]]:
    """The ranking without near-duplicates, and the facts that were left out of it as such.

    Of two the fact that belongs to a section stays. It is carried over where any of its duplicates is.
    """
    assigned_first = sorted((r.candidate for r in ranked), key=is_carried_unassigned)
    found = variants(assigned_first)
    shown_for = {duplicate: shown for shown, duplicates in found.items() for duplicate in duplicates}
    carried = {
        shown_for[r.fact.fact_id]: r.candidate.carried_from
        for r in ranked
        if r.fact.fact_id in shown_for and r.candidate.carried_from
    }
    folded = []
    for r in ranked:
        if r.fact.fact_id not in shown_for:
            carried_from = r.candidate.carried_from or carried.get(r.fact.fact_id)
            shown = replace(r, candidate=replace(r.candidate, carried_from=carried_from))
            folded.append(shown.strengthened(len(found.get(r.fact.fact_id, ()))))
    return sorted(folded, key=by_score), dict.fromkeys(shown_for, ExclusionReason.DUPLICATE)


def variants(ranked: Sequence[Candidate]) -> dict[str, list[str]]:
    """For each fact that stays, the ids of its near-duplicates further down the ranking."""
    fingerprints = [_Fingerprint.of(candidate.fact) for candidate in ranked]
    found: dict[str, list[str]] = {}
    folded: set[int] = set()
    for i, j in _candidate_pairs([fingerprint.trigrams for fingerprint in fingerprints]):
        if i not in folded and j not in folded and fingerprints[i].is_duplicate_of(fingerprints[j]):
            folded.add(j)
            found.setdefault(ranked[i].fact.fact_id, []).append(ranked[j].fact.fact_id)
    return found


def trigrams(text: str) -> frozenset[str]:
    """The character trigrams of a folded text, spaces folded too."""
    padded = f" {' '.join(words(text))} "
    return frozenset(padded[i : i + 3] for i in range(max(1, len(padded) - 2)))


def are_similar(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether the Jaccard similarity of two sets of trigrams reaches the threshold."""
    small, large = sorted((len(first), len(second)))
    if small < SIMILARITY_THRESHOLD * large:
        return False
    shared = len(first & second)
    return shared >= SIMILARITY_THRESHOLD * (small + large - shared)


@dataclass(frozen=True)
class _Fingerprint:
    """What two facts are compared by.

    `discriminators` change the meaning and have to be equal: kind, numbers, words for dates and numbers, due date,
    owner, negations, and what follows the opening of a long text. `names` are capitalised words inside a sentence.
    """

    trigrams: frozenset[str]
    discriminators: tuple[object, ...]
    words: frozenset[str]
    names: frozenset[str]

    @classmethod
    def of(cls, fact: Fact) -> "_Fingerprint":
        opening = fact.opening
        text = fold(opening)
        in_order = words(text)
        discriminators = (
            (fact.type_info.group, fact.type_info.carries_over),
            tuple(_NUMBER.findall(text)),
            tuple(word for word in in_order if word in _DISTINCTIVE_WORDS),
            fact.due_iso,
            fold(fact.owner or ""),
            sum(word in VOCABULARY.negations for word in in_order) + len(_NEGATIVE_ENDING.findall(text)),
            fact.words[len(opening) :],
        )
        names = frozenset(fold(word) for word in _CAPITALISED.findall(opening))
        return cls(trigrams(opening), discriminators, frozenset(in_order), names)

    def is_duplicate_of(self, other: "_Fingerprint") -> bool:
        """Whether both say the same, about the same names."""
        if self.discriminators != other.discriminators or not are_similar(self.trigrams, other.trigrams):
            return False
        # A name in one that the other lacks may only be its longer form; a name on either side makes them two.
        return not (self.names - other.words and other.names - self.words)


def _candidate_pairs(trigram_sets: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs of indexes, earlier first, in the order of the ranking: every similar pair is among them.

    Of two sets that share 60 % of their union, the rarest 40 % of each have an element in common (prefix filtering:
    Chaudhuri, Ganti and Kaushik, 2006), so nothing is lost by comparing only those that meet there.
    """
    counts = Counter(trigram for trigrams in trigram_sets for trigram in trigrams)
    holders: dict[str, list[int]] = defaultdict(list)
    for i, trigrams in enumerate(trigram_sets):
        prefix = len(trigrams) - math.ceil(SIMILARITY_THRESHOLD * len(trigrams)) + 1
        for trigram in sorted(trigrams, key=lambda t: (counts[t], t))[:prefix]:
            holders[trigram].append(i)
    return sorted({(i, j) for indexes in holders.values() for n, i in enumerate(indexes) for j in indexes[n + 1 :]})
