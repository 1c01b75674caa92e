"""The queries as text: each in one partition, each ORDER BY served by the index policy of the deployment."""

import re

import pytest

from spine.store.cosmos import statements
from spine.store.protocol import FactFilter
from tests.cosmos.orders import QUERIES, composites, order_of
from tests.double import INDEX_POLICY

COMPOSITES = composites(INDEX_POLICY)


@pytest.mark.parametrize("name", QUERIES)
def test_an_order_of_several_properties_has_its_index(name: str) -> None:
    order = order_of(QUERIES[name])
    assert len(order) < 2 or order in COMPOSITES


LEGACY = [("org_id", False), ("priority", True), ("status", False), ("updated_at", True)]


def test_each_composite_index_is_for_an_order_but_the_legacy_services() -> None:
    orders = [order_of(text) for text in QUERIES.values()]
    assert [index for index in COMPOSITES if index not in orders] == [LEGACY]


def test_an_index_and_its_order_begin_with_the_organisation() -> None:
    """An index covers a physical partition: without the organisation a sort walks the entries of its neighbours."""
    assert {index[0] for index in COMPOSITES} == {("org_id", False)}
    firsts = {name: order_of(text)[0] for name, text in QUERIES.items() if order_of(text)}
    assert {name for name, first in firsts.items() if first != ("org_id", False)} == {"DOCUMENTS"}


@pytest.mark.parametrize("name", QUERIES)
def test_what_crosses_partitions_says_so(name: str) -> None:
    text = QUERIES[name]
    in_one = "c.org_id = @org_id" in text or name == "COMMITS_OF_ITEMS"
    assert in_one != ("_ACROSS_PARTITIONS_UNSAFE" in name)


@pytest.mark.parametrize("name", [name for name in QUERIES if "UNSAFE" in name])
def test_what_crosses_partitions_needs_no_query_plan(name: str) -> None:
    assert not re.search(r"ORDER BY|TOP|COUNT|SUM|DISTINCT|GROUP BY|OFFSET", QUERIES[name])


@pytest.mark.parametrize("count", [2, 3, 7, 24])
def test_two_of_many_terms_is_said_without_counting(count: int) -> None:
    stems = [f"t{n}" for n in range(count)]
    statement = statements.facts_with_stems("acme", stems, 2, FactFilter())
    assert "?" not in statement.query
    assert statement.query.count("ARRAY_CONTAINS") <= count * max(1, (count - 1).bit_length())


def test_values_are_parameters() -> None:
    wanted = FactFilter(types=["o'hara"], statuses=["x"], since="s", meetings=["m"])
    statement = statements.facts_with_stems("acme", ["st", "em"], 1, wanted)
    assert not any(value in statement.query for value in ("acme", "o'hara", "@x", "'st'"))
    assert {"acme", "o'hara", "x", "s", "m", "st", "em"} == set(statement.parameters.values())


def test_a_list_of_alternatives_stays_under_two_hundred() -> None:
    for needed in (1, 2, 3, 100):
        for count in (2, 24, 30, 31, 150):
            if needed <= count:
                words = [f"w{number}" for number in range(count)]
                assert statements.facts_with_stems("acme", words, needed, FactFilter()).query.count(" OR ") < 200
    with pytest.raises(ValueError, match="too many"):
        statements.any_of("{value}", [f"n{number}" for number in range(201)])
