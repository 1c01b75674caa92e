"""What joins a group that it was not found with."""

import pytest

from spine.domain.suggestions.ties import Ties
from tests.domain.suggestions.test_suggestion import fact

MARKET = ["market contract", "market stall", "market grant june"]
ROOF = ["roof rain", "roof bid", "roof insurance"]
OTHERS = ["lease", "freight", "seal", "hiring", "budget", "visa", "ferry", "harp", "kiln", "loom", "mast", "oven"]


def joined(groups: list[list[str]], alone: str, at: int | None = None) -> list[set[str]]:
    """The groups of facts, each told by the words that it names, after one that stands alone was offered to them."""
    texts = [text for group in groups for text in group] + [alone, *OTHERS]
    facts = [fact(f"f{n}", text, at=at if text == alone else None) for n, text in enumerate(texts)]
    vectors = [dict.fromkeys(sorted(set(text.split())), len(text.split()) ** -0.5) for text in texts]
    found = Ties(facts, vectors).with_others([[texts.index(text) for text in group] for group in groups])
    return [{texts[i] for i in group} for group in found]


def test_a_fact_in_words_of_its_own_joins_the_matter_that_it_names() -> None:
    asbestos = "asbestos removal safety report market"
    assert joined([MARKET, ROOF], asbestos) == [{*MARKET, asbestos}, set(ROOF)]


def test_of_two_matters_it_joins_the_one_that_is_more_like_it() -> None:
    assert joined([MARKET, ROOF], "market roof rain") == [set(MARKET), {*ROOF, "market roof rain"}]


@pytest.mark.parametrize(
    "group",
    [
        ["market contract", "market stall"],
        ["market contract", "market stall", "market stall"],
        [*MARKET, "contract", "stall", "grant", "june"],
    ],
)
def test_what_two_or_not_most_of_the_facts_name_is_no_matter(group: list[str]) -> None:
    assert joined([group], "market asbestos") == [set(group)]


def test_what_other_facts_name_as_often_is_no_matter() -> None:
    groups = [MARKET, [*(f"market roof {n}" for n in range(12)), *(f"roof {n}" for n in range(12))]]
    assert joined(groups, "market asbestos") == [set(group) for group in groups]


def test_a_fact_whose_place_in_its_meeting_is_known_stays_where_it_was_said() -> None:
    assert joined([MARKET], "market asbestos", at=7) == [set(MARKET)]
