"""What ties a fact to a group: more than one word that it shares with one other."""

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from spine.domain.facts import Fact
from spine.domain.suggestions.vectors import Vector, cosine, is_placed, total, unit

SHARED_WITH_ONE = 2
"""The stems that tie a fact to one other."""
SHARING_ONE = 2
"""The others that a single stem ties a fact to."""
NAMED_BY = 3
"""The facts, at least, that name what a group is about."""
TELLING = 3
"""How many times as often as other facts those of a group name what it is about."""


@dataclass(frozen=True)
class Ties:
    """What ties some facts to each other, by their indices.

    A fact whose place in its meeting is known may be near the others instead.
    """

    facts: Sequence[Fact]
    vectors: Sequence[Vector]

    @cached_property
    def placed(self) -> list[bool]:
        """Whether the place of each is known."""
        return list(map(is_placed, self.facts))

    @cached_property
    def stems(self) -> list[frozenset[str]]:
        """Of what each text names the stems that weigh anything.

        Facts with the same stems count as one: "kiosk 1" and "kiosk 3" say the same of the rest.
        """
        named = [fact.analysis.named_in_text for fact in self.facts]
        return [frozenset(filter(v.__contains__, own)) for v, own in zip(self.vectors, named, strict=True)]

    def tied(self, group: Sequence[int]) -> list[int]:
        """The facts of a group that share two stems with another, or one with two others."""
        left, before = list(group), -1
        while len(left) != before:
            before = len(left)
            left = [i for i in left if self.placed[i] or self._is_tied(i, {self.stems[j] for j in left if j != i})]
        return left

    def _is_tied(self, fact: int, others: Set[frozenset[str]]) -> bool:
        stems = self.stems[fact]
        if any(len(stems & other) >= SHARED_WITH_ONE for other in others):
            return True
        return any(sum(stem in other for other in others) >= SHARING_ONE for stem in stems)

    def with_others(self, groups: Sequence[list[int]]) -> list[list[int]]:
        """The groups, each with the facts of no group that name what it is about.

        So a blocker with words of its own does not stay apart from its matter. Of several groups a fact joins the one
        whose words are most like its own, of equals the first.
        """
        grouped = {i for group in groups for i in group}
        alone = [i for i, is_placed in enumerate(self.placed) if not is_placed and i not in grouped]
        if not alone:
            return list(groups)
        about = defaultdict[str, list[int]](list)
        for n, group in enumerate(groups):
            for stem in self._about(group):
                about[stem].append(n)
        centres = [unit(total([self.vectors[i] for i in group])) for group in groups]
        joined = [list(group) for group in groups]
        for i in alone:
            among = {n for stem in self.stems[i] for n in about.get(stem, ())}
            if among:
                joined[max(among, key=lambda n: (round(cosine(self.vectors[i], centres[n]), 6), -n))].append(i)
        return joined

    def _about(self, group: Sequence[int]) -> list[str]:
        """The stems that most facts of a group name, at least three, and three times as often as other facts do."""
        apart = {self.stems[i] for i in group}
        common = Counter(stem for stems in apart for stem in stems)
        return [stem for stem, n in common.items() if NAMED_BY <= n > len(apart) / 2 and self._tells(stem, group)]

    def _tells(self, stem: str, group: Sequence[int]) -> bool:
        inside, others = sum(stem in self.stems[i] for i in group), len(self.stems) - len(group)
        return inside * others >= TELLING * len(group) * (self._facts_with[stem] - inside)

    @cached_property
    def _facts_with(self) -> Counter[str]:
        return Counter(stem for stems in self.stems for stem in stems)
