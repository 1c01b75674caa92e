"""Facts that belong together: average-link clustering inside each meeting, then across meetings.

Average link, because single link chains everything into one blob, and modularity fuses small topics.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain, compress, groupby, repeat
from operator import add, truediv

from spine.domain.facts import Fact
from spine.domain.suggestions.vectors import (
    STEMS_A_TOPIC,
    Vector,
    heaviest,
    is_placed,
    mean_closeness,
    place_vectors,
    total,
    unit,
)

type Similarities = list[list[float]]
"""For each of some things its similarity to each of those before it, by index; the rest of a row is 0."""

LEAST_SIMILARITY = 0.12
"""The mean similarity of pairs at which clusters join: facts of one meeting, then topics of several."""
LEAST_BY_WORDS = 0.06
"""The same for facts of which only the words are known: of the facts about a matter, few pairs share one."""
NEARNESS = 0.6
"""What being said at the same point of a meeting counts against having the same words, 1."""

KEPT_FULL = 0.75
"""The share of clusters still in the search up from which the others keep their place among them."""


def clusters(facts: Sequence[Fact], vectors: Sequence[Vector]) -> list[list[int]]:
    """The facts, as indices, in clusters that share words, each fact in exactly one.

    First inside each meeting, by words and by their position in it; then the topics found are joined across
    meetings by their words alone. Two topics of one meeting count as unlike in the second stage, for the
    first one told them apart. Of a topic its 128 heaviest stems count.
    """
    topics: list[list[int]] = []
    meetings: list[int] = []
    by_meeting = defaultdict[str | None, list[int]](list)
    for i, fact in enumerate(facts):
        by_meeting[fact.meeting_id or fact.transcript_id].append(i)
    for meeting, group in enumerate(by_meeting.values()):
        found = _topics([facts[i] for i in group], [vectors[i] for i in group])
        topics += [[group[i] for i in topic] for topic in found]
        meetings += [meeting] * len(found)
    if len(by_meeting) == 1:
        return topics
    centres = [unit(heaviest(total([vectors[i] for i in topic]), STEMS_A_TOPIC)) for topic in topics]
    joined = average_link(_cosines(centres, meetings), LEAST_SIMILARITY)
    return [sorted(i for topic in cluster for i in topics[topic]) for cluster in joined]


def _topics(facts: Sequence[Fact], vectors: Sequence[Vector]) -> list[list[int]]:
    """The clusters of facts of one meeting, or of facts of none."""
    similarities = _cosines(vectors, range(len(vectors)))
    if not (facts[0].meeting_id or facts[0].transcript_id) or not any(map(is_placed, facts)):
        return average_link(similarities, LEAST_BY_WORDS)
    _add_nearness(similarities, place_vectors(facts))
    return average_link(similarities, LEAST_SIMILARITY)


def _add_nearness(similarities: Similarities, places: Sequence[Sequence[float]]) -> None:
    """Count in how much nearer to each other than the average pair two facts were said.

    Against the average, because where all were said in one breath being near says nothing.
    """
    placed = [i for i, place in enumerate(places) if place]
    known = [places[i] for i in placed]
    mean = mean_closeness(known)
    for n, i in enumerate(placed):
        row = similarities[i]
        for j, closeness in zip(placed[:n], map(math.sumprod, known, repeat(known[n])), strict=False):
            row[j] += NEARNESS * (closeness - mean)


def _cosines(vectors: Sequence[Vector], groups: Sequence[int]) -> Similarities:
    """The cosines of all vectors of different groups; those of one group stand together."""
    holders: dict[str, list[tuple[int, float]]] = {}
    rows = [[0.0] * len(vectors) for _ in vectors]
    shared = {stem for stem, n in Counter(chain.from_iterable(vectors)).items() if n > 1}
    for _, group in groupby(range(len(vectors)), groups.__getitem__):
        common = [(i, [(stem, x) for stem, x in vectors[i].items() if stem in shared]) for i in group]
        for i, stems in common:
            row = rows[i]
            for stem, x in stems:
                for j, y in holders.get(stem, ()):
                    row[j] += x * y
        for i, stems in common:
            for stem, x in stems:
                holders.setdefault(stem, []).append((i, x))
    return rows


class _Linkage:
    """Clusters under way, in the order of their first things.

    `rows` holds the summed similarities of pairs between two clusters. A cluster that is taken out stays for a while,
    as one so large that its mean similarity to any other is 0.
    """

    def __init__(self, similarities: Similarities) -> None:
        columns = zip(*similarities, strict=True)
        self._rows = [list(map(add, row, column)) for row, column in zip(similarities, columns, strict=True)]
        self._sizes = [1.0] * len(similarities)
        self._members = [[i] for i in range(len(similarities))]
        self._count = len(similarities)

    def first(self) -> int | None:
        """The first cluster of those that are left; none where all are taken out. Numbers from before hold no more."""
        if self._count <= KEPT_FULL * len(self._sizes):
            left = [size < math.inf for size in self._sizes]
            self._rows = [list(compress(row, left)) for row in compress(self._rows, left)]
            self._sizes, self._members = list(compress(self._sizes, left)), list(compress(self._members, left))
        return next((a for a, size in enumerate(self._sizes) if size < math.inf), None)

    def nearest(self, a: int, preferred: int | None) -> tuple[int | None, float]:
        """The cluster most similar to `a` and their mean similarity; of equals the preferred one, else the first."""
        means = list(map(truediv, self._rows[a], self._sizes))
        highest = max(means)
        if highest <= 0:
            return None, 0.0
        best = preferred if preferred is not None and means[preferred] == highest else means.index(highest)
        return best, highest / self._sizes[a]

    def merge(self, a: int, b: int) -> None:
        """Put `b` into `a`."""
        self._rows[a] = merged = list(map(add, self._rows[a], self._rows[b]))
        merged[a] = 0.0
        for row, summed in zip(self._rows, merged, strict=True):
            row[a] = summed
        self._sizes[a] += self._sizes[b]
        self._members[a] += self.leave(b)

    def leave(self, a: int) -> list[int]:
        """Take a cluster out of the search; returns its members."""
        self._sizes[a] = math.inf
        self._count -= 1
        return self._members[a]


def average_link(similarities: Similarities, least: float) -> list[list[int]]:
    """Join clusters while the mean similarity of their pairs is at least `least` (> 0), the most similar first.

    By chains of nearest neighbours, exact for average link and quadratic (Murtagh 1983). Indices in each cluster
    ascend, and the clusters by their first.
    """
    linkage = _Linkage(similarities)
    done: list[list[int]] = []
    while (first := linkage.first()) is not None:
        chain = [first]
        while chain:
            previous = chain[-2] if len(chain) > 1 else None
            nearest, similarity = linkage.nearest(chain[-1], previous)
            if nearest is None or similarity < least:
                done.append(sorted(linkage.leave(chain.pop())))
            elif nearest == previous:
                linkage.merge(*sorted((chain.pop(), chain.pop())))
            else:
                chain.append(nearest)
    return sorted(done)
