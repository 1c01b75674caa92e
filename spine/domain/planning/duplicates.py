"""The same thing once: of facts that say the same the one created last is shown, and the others strengthen it.

Two facts say the same when they are of one kind, their letters agree (Jaccard of character trigrams at least 0.60,
measured on real facts), and nothing in which they differ is another number, place, party or owner. See
docs/planning.md#the-same-thing-once.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spine.domain import times
from spine.domain.facts import Fact
from spine.domain.languages import VOCABULARY
from spine.domain.languages.notation import any_of
from spine.domain.names import are_one_name
from spine.domain.planning.candidates import Candidate, ExclusionReason
from spine.domain.planning.ranking import Ranked, by_score
from spine.domain.tokenizer import fold, is_content, stem, stems, words

SIMILARITY_THRESHOLD = 0.60
SAME_WORD = 0.5
"""The share of the longer of two words that they begin with in common, where one is a form of the other."""
_SHORTEST_ROOT = 3

_NEGATIVE_ENDING = re.compile(rf"{any_of(VOCABULARY.negative_endings)}\b")
_DISTINCTIVE_WORDS = VOCABULARY.months | VOCABULARY.weekdays | VOCABULARY.relative_days | VOCABULARY.numbers


def fold_duplicates(
    ranked: Sequence[Ranked], settled: Sequence[Candidate] = ()
) -> tuple[list[Ranked], dict[str, ExclusionReason]]:
    """The ranking without duplicates, each fact shown with its variants; and the facts that were left out as such.

    What is shown is carried over where any of its variants is, and belongs where one of them does if it belongs
    nowhere itself. What was said before one of the settled facts is settled, too.
    """
    by_id = {r.fact.fact_id: r for r in ranked}
    found = variants([*(r.candidate for r in ranked), *settled])
    held_by = {fact_id: holder for holder, some in found.items() for fact_id in some}
    folded, left_out = [], {}
    for fact_id, shown in by_id.items():
        if fact_id in held_by:
            is_settled = held_by[fact_id] not in by_id
            left_out[fact_id] = ExclusionReason.DONE if is_settled else ExclusionReason.DUPLICATE
        else:
            others = sorted((by_id[other] for other in found.get(fact_id, ()) if other in by_id), key=by_score)
            folded.append(_standing_for(shown, others))
    return sorted(folded, key=by_score), left_out


def _standing_for(shown: Ranked, others: Sequence[Ranked]) -> Ranked:
    candidate = shown.candidate
    placed = [other.candidate for other in others if other.candidate.workstream_id]
    if candidate.workstream_id is None and placed:
        candidate = replace(candidate, workstream_id=placed[0].workstream_id, linked=placed[0].linked)
    carried = [other.candidate.carried_from for other in others if other.candidate.carried_from]
    if carried and candidate.carried_from is None:
        candidate = replace(candidate, carried_from=carried[0])
    candidate = replace(candidate, stems=candidate.stems.union(*(other.candidate.stems for other in others)))
    return replace(shown, candidate=candidate).strengthened(tuple(other.fact for other in others))


def variants(candidates: Iterable[Candidate]) -> dict[str, list[str]]:
    """For each fact that is shown, the ids of those created earlier that say the same."""
    latest_first = sorted(candidates, key=_by_creation)
    fingerprints = [_Fingerprint.of(candidate.fact) for candidate in latest_first]
    found: dict[str, list[str]] = {}
    folded: set[int] = set()
    for i, j in _candidate_pairs([fingerprint.trigrams for fingerprint in fingerprints]):
        if i not in folded and j not in folded and fingerprints[i].is_duplicate_of(fingerprints[j]):
            folded.add(j)
            found.setdefault(latest_first[i].fact.fact_id, []).append(latest_first[j].fact.fact_id)
    return found


def _by_creation(candidate: Candidate) -> tuple[float, float, str]:
    """Sort key: the fact created last, then the one updated last, then its id."""
    fact = candidate.fact
    return -times.parse(fact.created_at).timestamp(), -times.parse(fact.updated_at).timestamp(), fact.fact_id


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

    `discriminators` change the meaning and have to be equal: kind, numbers, words for dates and numbers, negations,
    and what follows the opening of a long text. `content` are the words that say something.
    """

    trigrams: frozenset[str]
    discriminators: tuple[object, ...]
    content: frozenset[str]
    owner: str | None

    @classmethod
    def of(cls, fact: Fact) -> "_Fingerprint":
        opening = fact.opening
        text = fold(opening)
        in_order = words(text)
        discriminators = (
            (fact.type_info.kind, fact.type_info.carries_over),
            tuple(sorted(s for s in stems(opening) if s[0].isdecimal())),
            tuple(sorted(word for word in in_order if word in _DISTINCTIVE_WORDS)),
            sum(word in VOCABULARY.negations for word in in_order) + len(_NEGATIVE_ENDING.findall(text)),
            fact.words[len(opening) :],
        )
        content = frozenset(stem(word) for word in in_order if is_content(word) or len(word) == 1)
        return cls(trigrams(opening), discriminators, content, fact.owner)

    def is_duplicate_of(self, other: "_Fingerprint") -> bool:
        """Whether both say the same: what each alone says is at most another form of a word."""
        if self.discriminators != other.discriminators or not are_similar(self.trigrams, other.trigrams):
            return False
        if not are_one_name(self.owner, other.owner):
            return False
        mine, theirs = self.content - other.content, other.content - self.content
        return not (mine and theirs) or all(any(_are_forms(one, word) for word in theirs) for one in mine)


def _are_forms(one: str, other: str) -> bool:
    """Whether two words may be forms of one: they begin alike, for half of the longer one at least."""
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= max(_SHORTEST_ROOT, SAME_WORD * max(len(one), len(other)))


def _candidate_pairs(trigram_sets: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs of indexes, earlier first, in the order of the facts: every similar pair is among them.

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
