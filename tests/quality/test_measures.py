"""The measures, on what can be reckoned by hand."""

import math

import pytest

from tests.quality.measures import clipped, rand_index, rarity, recall, reciprocal_rank, specific_recall


def test_only_the_first_words_are_read() -> None:
    assert clipped(["The Remote, the", "yellow one"], 4) == {"the", "remote", "yellow"}


def test_a_word_that_every_text_has_weighs_nothing() -> None:
    assert rarity(["the cost", "the case is an old one"]) == {
        "the": 0.0, **dict.fromkeys(["cost", "case", "old", "one"], math.log(2)),
    }  # fmt: skip


def test_specific_recall_is_a_share_of_the_weight() -> None:
    assert specific_recall({"the", "cost"}, "The cost, the case", {"the": 0.0, "cost": 1.0, "case": 3.0}) == 0.25


def test_the_reciprocal_rank_is_that_of_the_first_hit() -> None:
    assert [reciprocal_rank("abcd", wanted) for wanted in ("a", "dc", "x")] == [1, 1 / 3, 0]


def test_recall_is_a_share_of_what_is_wanted() -> None:
    assert recall("abc", "ax") == 0.5


@pytest.mark.parametrize(("ours", "theirs", "index"), [
    ("aabb", "xxyy", 1.0),
    ("aabb", "xyxy", -0.5),
    ("aabb", "xxxx", 0.0),
    ("aabbb", "xxyyz", (2 - 0.8) / (3 - 0.8)),
    ("abcd", "wxyz", 1.0),
    ("a", "x", 1.0),
])  # fmt: skip
def test_the_rand_index_is_1_for_equal_groups_and_0_by_chance(ours: str, theirs: str, index: float) -> None:
    assert rand_index(ours, theirs) == pytest.approx(index)
