"""Suggested workstreams: groups of facts that belong to none, each with a title, best first."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice

from spine.domain.facts import Fact, best_quote
from spine.domain.identifiers import derived
from spine.domain.limits import HIGHEST_PRIORITY, MAX_FACTS
from spine.domain.planning.headings import MINUTES_WEIGHT
from spine.domain.planning.pressing import presses
from spine.domain.suggestions.clustering import clusters
from spine.domain.suggestions.ties import Ties
from spine.domain.suggestions.titles import Titles
from spine.domain.suggestions.vectors import Vector, cosine, said_alike, total, unit, word_vectors

LINK_WEIGHT = 0.6
"""The weight of a link that a suggestion makes, 0–1; a person's own links weigh 1."""
LEAST_PRIORITY = 1
"""The priority of a workstream for which nobody gave one."""
STEMS = 12
"""How many of its heaviest stems a suggestion carries."""


@dataclass(frozen=True)
class Suggestion:
    """A workstream that the facts suggest.

    `fact_ids` are two to as many as a request may name, the most central first; `cohesion` is the mean cosine of their
    pairs, 0–1; `stems` are its heaviest, heaviest first.
    """

    title: str
    tags: tuple[str, ...]
    fact_ids: tuple[str, ...]
    cohesion: float
    sample_quote: str | None
    stems: tuple[str, ...]


@dataclass(frozen=True)
class _Group:
    """Two facts or more that belong together, as indices, in ascending order.

    `summed` is the sum of their vectors; cohesion is the mean cosine of their pairs.
    """

    members: tuple[int, ...]
    summed: Vector
    cohesion: float

    @classmethod
    def of(cls, found: Sequence[int], vectors: Sequence[Vector]) -> "_Group":
        """Some facts as a group; cohesion is (|Σv|² − Σ|v|²) / n(n−1) of their vectors."""
        summed = total([vectors[i] for i in found])
        own_products = sum(1 for i in found if vectors[i])
        pair_products = math.fsum([x * x for x in summed.values()]) - own_products
        cohesion = pair_products / (len(found) * (len(found) - 1))
        return cls(tuple(found), summed, min(1.0, max(0.0, cohesion)))

    @cached_property
    def centre(self) -> Vector:
        """The direction of the sum, of length 1."""
        return unit(self.summed)

    def by_centrality(self, vectors: Sequence[Vector]) -> list[int]:
        """The facts, the most central first."""
        return sorted(self.members, key=lambda i: (-round(cosine(vectors[i], self.centre), 6), i))

    @property
    def strength(self) -> float:
        """How similar a fact is to all the others together, on average: (size − 1) × cohesion."""
        return (len(self.members) - 1) * self.cohesion


def priority_of(facts: Iterable[Fact], now: datetime) -> int:
    """The priority of a workstream that these facts suggest: 1, and for each that presses what its bullet weighs when
    minutes are shared. Days are counted in the zone of `now`.
    """
    pressing = sum(MINUTES_WEIGHT.get(fact.type_info.kind, 1) for fact in facts if presses(fact, now))
    return min(LEAST_PRIORITY + pressing, HIGHEST_PRIORITY)


def suggestion_id(org_id: str, fact_ids: Iterable[str]) -> str:
    """The id of a suggestion: the same for the same facts in any order."""
    return derived("sug", org_id, *sorted(set(fact_ids)))


@dataclass(frozen=True)
class Grouping:
    """Some facts, and the groups in which they belong together, the strongest first.

    `alike` are the facts, those together that say the same; each group has the first ones as indices.
    """

    alike: Sequence[Sequence[Fact]]
    vectors: Sequence[Vector]
    groups: Sequence[_Group]

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> "Grouping":
        """The groups of some facts; the order of the facts does not matter."""
        suggested = {fact.fact_id: fact for fact in facts if not fact.type_info.is_a_record}
        alike = said_alike(sorted(suggested.values(), key=lambda fact: fact.fact_id))
        once = [same[0] for same in alike]
        vectors = word_vectors(once)
        ties = Ties(once, vectors)
        found = [members for cluster in clusters(once, vectors) if len(members := ties.tied(cluster)) > 1]
        groups = [group for members in ties.with_others(found) if (group := _Group.of(members, vectors)).cohesion > 0]
        groups.sort(key=lambda group: (-round(group.strength, 6), min(group.members)))
        return cls(alike, vectors, groups)

    def suggestions(self, limit: int, dismissed: frozenset[str] = frozenset()) -> list[Suggestion]:
        """At most `limit` workstreams (1–50), the strongest first.

        No fact stands in two of them, and none of them holds a single fact, or one that was only said twice. What has
        half of its facts or more among the `dismissed` ids is left out.
        """
        titles = Titles([same[0] for same in self.alike])
        wanted = (group for group in self.groups if not _is_among(dismissed, group, self.alike))
        named = (_suggestion(group, group.by_centrality(self.vectors), self.alike, titles) for group in wanted)
        return list(islice(filter(None, named), limit))


class LatestGrouping:
    """The grouping that was asked for last: whoever dismisses one suggestion sees the next ones of the same facts."""

    def __init__(self) -> None:
        self._kept: tuple[tuple[Fact, ...], Grouping] | None = None

    def of(self, facts: Sequence[Fact]) -> Grouping:
        """The grouping of some facts; made anew unless each of them is as it was."""
        kept = self._kept
        if kept is None or kept[0] != tuple(facts):
            self._kept = kept = tuple(facts), Grouping.of(facts)
        return kept[1]


def suggest(facts: Iterable[Fact], limit: int, dismissed: frozenset[str] = frozenset()) -> list[Suggestion]:
    """The workstreams that these facts suggest; see `Grouping.suggestions`."""
    return Grouping.of(facts).suggestions(limit, dismissed)


def _is_among(dismissed: frozenset[str], group: _Group, alike: Sequence[Sequence[Fact]]) -> bool:
    """Whether half of a group's facts or more have the ids of dismissed ones."""
    ids = [fact.fact_id for i in group.members for fact in alike[i]]
    return 2 * len(dismissed.intersection(ids)) >= len(ids)


def _suggestion(
    group: _Group, members: Sequence[int], alike: Sequence[Sequence[Fact]], titles: Titles
) -> Suggestion | None:
    """What a group suggests, its members the most central first; None where they name nothing."""
    name = titles.name(members)
    if name is None:
        return None
    facts = [fact for i in members for fact in alike[i]]
    quotes = map(best_quote, facts)
    heaviest = sorted(group.centre, key=lambda stem: (-round(group.centre[stem], 6), stem))
    return Suggestion(
        title=name[0],
        tags=name[1],
        fact_ids=tuple(fact.fact_id for fact in facts[:MAX_FACTS]),
        cohesion=round(group.cohesion, 4),
        sample_quote=next((quote.quote for quote in quotes if quote), None),
        stems=tuple(heaviest[:STEMS]),
    )
