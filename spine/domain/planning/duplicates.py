"""The same thing once: of facts that say the same the one created last is shown, and the others strengthen it.

Two facts say the same when they are of one kind, their letters agree (Jaccard of character trigrams at least 0.60,
measured on real facts), and nothing in which they differ is another number, place, party or owner. See
docs/planning.md#the-same-thing-once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spine.domain import times
from spine.domain.facts import Fact, kept_with_facts, made_at
from spine.domain.names import are_one_name
from spine.domain.planning.candidates import Candidate, Pool
from spine.domain.planning.codes import ExclusionReason
from spine.domain.planning.ranking import Ranked, by_score
from spine.domain.tokenizer import words
from spine.domain.word_analysis import ROOT

SIMILARITY_THRESHOLD = 0.60
SAME_WORD = 0.5
"""The share of the longer of two words that they begin with in common, where one is a form of the other."""


def fold_duplicates(
    ranked: Sequence[Ranked], settled: Sequence[Candidate] = ()
) -> tuple[list[Ranked], dict[str, ExclusionReason]]:
    """The ranking without duplicates, each fact shown with its variants; and the facts that were left out as such.

    What is shown is carried over where any of its variants is, and stands where one of them does if it has no place
    itself; where somebody put it into a workstream without a section, only where somebody put one of them. What was
    said before one of the settled facts is settled, too.
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
    if not others:
        return shown
    candidate = shown.candidate
    placed = [other.candidate for other in others if other.candidate.workstream_id]
    if candidate.linked:
        placed = [other for other in placed if other.linked]
    if candidate.workstream_id is None and placed:
        candidate = replace(candidate, workstream_id=placed[0].workstream_id, linked=placed[0].linked)
    if candidate.held_by is None:
        held = [other.candidate.held_by for other in others if other.candidate.held_by]
        candidate = replace(candidate, held_by=held[0] if held else None)
    carried = [other.candidate.carried_from for other in others if other.candidate.carried_from]
    if carried and candidate.carried_from is None:
        candidate = replace(candidate, carried_from=carried[0])
    candidate = replace(candidate, stems=candidate.stems.union(*(other.candidate.stems for other in others)))
    return replace(shown, candidate=candidate).strengthened(tuple(other.fact for other in others))


def variants(candidates: Iterable[Candidate]) -> dict[str, list[str]]:
    """For each fact that is shown, the ids of those created earlier that say the same."""
    alike: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in sorted((candidate.fact for candidate in candidates), key=_by_creation):
        alike[differences(fact)].append(fact)
    found: dict[str, list[str]] = {}
    for latest_first in alike.values():
        folded: set[int] = set()
        for i, shown in enumerate(latest_first):
            if i not in folded:
                earlier = range(i + 1, len(latest_first))
                same = [j for j in earlier if j not in folded and say_the_same(shown, latest_first[j])]
                folded.update(same)
                found |= {shown.fact_id: [latest_first[j].fact_id for j in same]} if same else {}
    return found


def with_twins(pool: Pool) -> Pool:
    """The pool whose candidates have the priorities among them that say the same as one of them.

    So the one created last holds, in the place of the other.
    """
    if not pool.priorities:
        return pool
    known = {candidate.fact.fact_id for candidate in pool.candidates}
    groups = [{shown, *earlier} for shown, earlier in variants([*pool.candidates, *pool.priorities]).items()]
    twins = set[str]().union(*(group for group in groups if not group.isdisjoint(known)))
    found = [one for one in pool.priorities if one.fact.fact_id in twins]
    others = [one for one in pool.priorities if one.fact.fact_id not in twins]
    return replace(pool, candidates=[*pool.candidates, *found], priorities=others)


@kept_with_facts
def _by_creation(fact: Fact) -> tuple[float, float, str]:
    """Sort key: the fact created last, then the one updated last, then its id."""
    return -made_at(fact), -times.parse(fact.updated_at).timestamp(), fact.fact_id


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


@kept_with_facts
def differences(fact: Fact) -> tuple[object, ...]:
    """What changes the meaning and has to be equal: kind, numbers, negations …, and what follows the opening."""
    rest = fact.words[len(fact.opening) :]
    return fact.type_info.kind, fact.type_info.carries_over, rest, *fact.analysis.differences


def say_the_same(one: Fact, other: Fact) -> bool:
    """Whether two facts of equal differences say the same: what each alone says is at most another form of a word.

    Then the words of one begin like words of the other. That is looked at first, for few facts get any further.
    """
    mine, theirs = one.analysis, other.analysis
    if not (mine.roots <= theirs.roots or theirs.roots <= mine.roots):
        return False
    if not are_one_name(one.owner, other.owner):
        return False
    only_mine, only_theirs = mine.content - theirs.content, theirs.content - mine.content
    if only_mine and only_theirs and not all(any(_are_forms(a, b) for b in only_theirs) for a in only_mine):
        return False
    return are_similar(_trigrams_of(one), _trigrams_of(other))


@kept_with_facts
def _trigrams_of(fact: Fact) -> frozenset[str]:
    return trigrams(fact.opening)


def _are_forms(one: str, other: str) -> bool:
    """Whether two words may be forms of one: they begin alike, for half of the longer one at least."""
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= max(ROOT, SAME_WORD * max(len(one), len(other)))
