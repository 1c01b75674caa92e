"""Facts that belong together: average-link clustering inside each meeting, then across meetings.

Average link, because single link chains everything into one blob, and modularity fuses small topics.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from spine.domain.facts import Fact
from spine.domain.suggestions.vectors import Vector, is_placed, mean_closeness, place_vectors, total, unit

type Similarities = list[dict[int, float]]
"""For each of some things its similarity to others, by index, in both directions; what is absent is 0."""

LEAST_SIMILARITY = 0.12
"""The mean similarity of pairs at which clusters join: facts of one meeting, then topics of several."""
LEAST_BY_WORDS = 0.06
"""The same for facts of which only the words are known: of the facts about a matter, few pairs share one."""
NEARNESS = 0.6
"""What being said at the same point of a meeting counts against having the same words, 1."""


def clusters(facts: Sequence[Fact], vectors: Sequence[Vector]) -> list[list[int]]:
    """The facts, as indices, in clusters that share words, each fact in exactly one.

    First inside each meeting, by words and by their position in it; then the topics found are joined across
    meetings by their words alone. Two topics of one meeting count as unlike in the second stage, for the
    first one told them apart.
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
    centres = [unit(total([vectors[i] for i in topic])) for topic in topics]
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
    mean = mean_closeness([places[i] for i in placed])
    for n, i in enumerate(placed):
        row, place = similarities[i], places[i]
        for j in placed[:n]:
            nearness = NEARNESS * (math.sumprod(place, places[j]) - mean)
            row[j] = similarities[j][i] = row.get(j, 0.0) + nearness


def _cosines(vectors: Sequence[Vector], groups: Sequence[int]) -> Similarities:
    """The cosines of all vectors that share a stem and are of different groups."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    rows: Similarities = [{} for _ in vectors]
    for i, vector in enumerate(vectors):
        summed = [0.0] * i
        for stem, x in vector.items():
            for j, y in holders[stem]:
                summed[j] += x * y
            holders[stem].append((i, x))
        for j in filter(summed.__getitem__, range(i)):
            if groups[j] != groups[i]:
                rows[i][j] = rows[j][i] = summed[j]
    return rows


@dataclass
class _Linkage:
    """Clusters under way; `rows` holds the summed similarities of pairs between two clusters."""

    rows: Similarities
    members: dict[int, list[int]] = field(default_factory=dict)

    def nearest(self, a: int, preferred: int | None) -> tuple[int | None, float]:
        """The cluster most similar to `a` and their mean similarity; of equals the preferred one, else the first."""
        best, highest = None, 0.0
        for b, summed in self.rows[a].items():
            mean = summed / len(self.members[b])
            is_tie_won = mean == highest and best not in (None, preferred) and (b == preferred or b < best)
            if mean > highest or is_tie_won:
                best, highest = b, mean
        return best, highest / len(self.members[a])

    def merge(self, a: int, b: int) -> None:
        """Put `b` into `a`."""
        for c, summed in self.rows[b].items():
            if c != a:
                self.rows[a][c] = self.rows[c][a] = self.rows[a].get(c, 0.0) + summed
        self.members[a] += self.members[b]
        self.leave(b)

    def leave(self, a: int) -> list[int]:
        """Take a cluster out of the search; returns its members."""
        for b in self.rows[a]:
            del self.rows[b][a]
        self.rows[a] = {}
        return self.members.pop(a)


def average_link(similarities: Similarities, least: float) -> list[list[int]]:
    """Join clusters while the mean similarity of their pairs is at least `least` (> 0), the most similar first.

    By chains of nearest neighbours, exact for average link and quadratic (Murtagh 1983). Takes `similarities`
    over. Indices in each cluster ascend, and the clusters by their first.
    """
    linkage = _Linkage(similarities, {i: [i] for i in range(len(similarities))})
    done: list[list[int]] = []
    chain: list[int] = []
    while linkage.members:
        chain = chain or [min(linkage.members)]
        previous = chain[-2] if len(chain) > 1 else None
        nearest, similarity = linkage.nearest(chain[-1], previous)
        if nearest is None or similarity < least:
            done.append(sorted(linkage.leave(chain.pop())))
        elif nearest == previous:
            linkage.merge(*sorted((chain.pop(), chain.pop())))
        else:
            chain.append(nearest)
    return sorted(done)
