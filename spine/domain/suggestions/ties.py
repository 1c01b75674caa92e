"""What ties a fact to the others of a group: one word that it shares with one of them does not."""

from collections.abc import Sequence

from spine.domain.facts import Fact
from spine.domain.suggestions.vectors import Vector, is_placed

SHARED_WITH_ONE = 2
"""The stems that tie a fact to one other."""
SHARING_ONE = 2
"""The others that a single stem ties a fact to."""


def tied(group: Sequence[int], facts: Sequence[Fact], vectors: Sequence[Vector]) -> list[int]:
    """The facts of a group, as indices, that share two stems with another, or one with two others.

    Of what each text names the stems count that weigh anything in the facts' vectors. Others with the same
    stems count as one: "kiosk 1" and "kiosk 3" say the same of the rest. A fact whose place in its meeting is known may
    be near the others instead.
    """
    stems = {i: frozenset(vectors[i].keys() & facts[i].analysis.named) for i in group}
    left, before = list(group), -1
    while len(left) != before:
        before = len(left)
        left = [i for i in left if is_placed(facts[i]) or _is_tied(stems[i], [stems[j] for j in left if j != i])]
    return left


def _is_tied(stems: frozenset[str], others: Sequence[frozenset[str]]) -> bool:
    if any(len(stems & other) >= SHARED_WITH_ONE for other in others):
        return True
    apart = set(others)
    return any(sum(stem in other for other in apart) >= SHARING_ONE for stem in stems)
