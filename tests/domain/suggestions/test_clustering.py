"""Average-link clustering, and what it is fed with."""

import math
import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain.suggestions.clustering import average_link
from spine.domain.suggestions.vectors import STEMS_A_FACT, mean_closeness, unit, word_vectors
from tests.domain.suggestions.test_suggestion import fact

type Pairs = dict[tuple[int, int], float]


def rows(size: int, pairs: Pairs) -> list[list[float]]:
    return [[pairs.get((j, i), 0.0) if j < i else 0.0 for j in range(size)] for i in range(size)]


def test_the_likest_join_first_and_a_bridge_does_not_chain() -> None:
    chained = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.5}
    assert average_link(rows(4, chained), 0.2) == [[0, 1], [2, 3]]


def test_what_is_like_nothing_stays_alone() -> None:
    assert average_link(rows(3, {(0, 2): 0.4, (0, 1): -0.3}), 0.2) == [[0, 2], [1]]
    assert average_link([], 0.2) == []


def naive(size: int, pairs: Pairs, least: float) -> list[list[int]]:
    clusters = [[i] for i in range(size)]
    while len(clusters) > 1:
        means = {
            (a, b): math.fsum(pairs.get((min(i, j), max(i, j)), 0.0) for i in clusters[a] for j in clusters[b])
            / (len(clusters[a]) * len(clusters[b]))
            for a, b in combinations(range(len(clusters)), 2)
        }
        a, b = max(means, key=lambda pair: means[pair])
        if means[a, b] < least:
            break
        clusters[a] += clusters.pop(b)
    return sorted(sorted(cluster) for cluster in clusters)


@given(st.integers(0, 10**6), st.integers(1, 16), st.floats(0.05, 0.9))
def test_chains_of_neighbours_find_what_the_plain_method_finds(seed: int, size: int, least: float) -> None:
    chance = random.Random(seed)  # no two pairs alike: of equals either method may take another first
    pairs = {pair: chance.uniform(-0.2, 1) for pair in combinations(range(size), 2)}
    assert average_link(rows(size, pairs), least) == naive(size, pairs, least)


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), max_size=6))
def test_mean_closeness_is_the_mean_cosine_of_pairs(raw: list[list[float]]) -> None:
    places = [[x / math.hypot(*place) for x in place] for place in raw]
    cosines = [math.sumprod(one, other) for one, other in combinations(places, 2)]
    expected = math.fsum(cosines) / len(cosines) if cosines else 0.0
    assert mean_closeness(places) == pytest.approx(expected, abs=1e-9)


def test_of_a_long_fact_the_heaviest_stems_count() -> None:
    long = fact("f", " ".join(f"word{n}" for n in range(90)) + " bridge bridge")
    vector, *_ = word_vectors([long, fact("g", "The bridge")])
    assert len(vector) == STEMS_A_FACT
    assert "bridge" in vector


def test_a_vector_of_nothing_stays_empty() -> None:
    assert unit({}) == {}
    assert unit({"a": 3.0, "b": 4.0}) == {"a": 0.6, "b": 0.8}
