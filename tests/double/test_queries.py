"""The queries of the data layer, as it sends them. The documents are few: what each must find is written by hand."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from azure.cosmos import ContainerProxy, CosmosClient
from azure.cosmos.exceptions import CosmosHttpResponseError
from azure.cosmos.partition_key import NonePartitionKeyValue

from tests.double import Double

WORKSTREAM = "c.org_id = @o AND c.type = 'workstream'"
FACTS = "c.org_id = @o AND c.type = 'fact'"
LINKS = "c.org_id = @o AND c.type = 'workstream_fact'"
BY_PRIORITY = "ORDER BY c.org_id, c.type, c.priority DESC, c.status, c.updated_at DESC, c.workstream_id"
BY_WEIGHT = "ORDER BY c.org_id, c.type, c.workstream_id, c.weight DESC, c.fact_created_at DESC, c.fact_id"
NEWEST = "ORDER BY c.org_id, c.type, c.created_at DESC, c.id"


def workstream(name: str, priority: int, status: str, updated_at: str, **more: object) -> dict[str, object]:
    return {"id": f"workstream|{name}", "org_id": "acme", "type": "workstream", "workstream_id": name,
            "priority": priority, "status": status, "updated_at": updated_at, "title": name, **more}  # fmt: skip


def fact(name: str, created_at: str, *terms: str) -> dict[str, object]:
    return {"id": f"fact|{name}", "org_id": "acme", "type": "fact", "fact_id": name,
            "created_at": created_at, "terms": terms}  # fmt: skip


def link(workstream_id: str, fact_id: str, weight: float) -> dict[str, object]:
    return {"id": f"link|{workstream_id}{fact_id}", "org_id": "acme", "type": "workstream_fact", "weight": weight,
            "workstream_id": workstream_id, "fact_id": fact_id, "fact_created_at": "2026-01-02"}  # fmt: skip


DOCUMENTS = [
    workstream("w1", 1, "red", "2026-01-01", stems=["growth"], stale_flagged_at="2026-02-01"),
    workstream("w2", 3, "yellow", "2026-01-02", stems=["hiring", "growth"]),
    workstream("w3", 3, "green", "2026-01-03"),
    workstream("w4", 3, "green", "2026-01-04", stems=[]),
    workstream("w1", 9, "green", "2026-01-09") | {"org_id": "other"},
    fact("f1", "2026-01-01", "growth"),
    fact("f2", "2026-01-02", "growth", "budget"),
    fact("f3", "2026-01-02", "hiring"),
    link("w1", "f1", 0.5),
    link("w1", "f2", 1),
    link("w2", "f2", 1),
    {"id": "legacy", "type": "workstream_fact", "workstream_id": "w1", "fact_id": "f3"},
    {"id": "snapshot|1", "org_id": "acme", "type": "account_snapshot", "created_at": "2026-01-01"},
    {"id": "snapshot|2", "org_id": "acme", "type": "account_snapshot", "created_at": "2026-01-02"},
]


@pytest.fixture(scope="module")
def filled(double: Double) -> Iterator[ContainerProxy]:
    with CosmosClient(double.endpoint, double.key) as client:
        container = client.get_database_client("spine").get_container_client(double.container())
        for document in DOCUMENTS:
            container.create_item(document)
        yield container


def ask(items: ContainerProxy, sql: str, org_id: Any = "acme", **values: object) -> list[Any]:
    parameters: list[dict[str, object]] = [
        {"name": f"@{name}", "value": value} for name, value in {"o": org_id, **values}.items()
    ]
    where = {"partition_key": org_id} if org_id else {"enable_cross_partition_query": True}
    return list(items.query_items(sql, parameters=parameters, **where))


def read_in_pages(items: ContainerProxy, sql: str, size: int) -> Iterator[list[Any]]:
    """At most ten pages, each read by the token of the one before."""
    parameters: list[dict[str, object]] = [{"name": "@o", "value": "acme"}]
    token = None
    for _ in range(10):
        found = items.query_items(sql, parameters=parameters, partition_key="acme", max_item_count=size)
        pages: Any = found.by_page(token)
        yield list(next(pages))
        token = pages.continuation_token
        if not token:
            return


def names(found: list[Any]) -> str:
    return " ".join(document["id"].partition("|")[2] for document in found)


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        pytest.param("", {}, "w4 w3 w2 w1", id="Q3: a list"),
        pytest.param("AND c.status = @s", {"s": "green"}, "w4 w3", id="Q4: one status"),
        pytest.param("AND (ARRAY_CONTAINS(c.stems, @t) OR ARRAY_CONTAINS(c.stems, @u) OR NOT IS_DEFINED(c.stems))",
                     {"t": "hiring", "u": "growth"}, "w3 w2 w1", id="Q5: candidates for a subject"),
        pytest.param("AND c.priority >= @p AND c.updated_at > @a AND c.updated_at <= @b",
                     {"p": 2, "a": "2026-01-02", "b": "2026-01-03"}, "w3", id="a filtered list"),
    ],
)  # fmt: skip
def test_workstreams_come_by_priority(
    filled: ContainerProxy, condition: str, values: dict[str, object], expected: str
) -> None:
    found = ask(filled, f"SELECT * FROM c WHERE {WORKSTREAM} {condition} {BY_PRIORITY}", **values)
    assert names(found) == expected


def test_q1_a_point_read_finds_one(filled: ContainerProxy) -> None:
    assert filled.read_item("workstream|w1", "acme")["priority"] == 1


def test_q2_an_id_alone_is_found_in_all_organisations(filled: ContainerProxy) -> None:
    sql = "SELECT * FROM c WHERE c.type = 'workstream' AND c.workstream_id = @w"
    assert {document["org_id"] for document in ask(filled, sql, None, w="w1")} == {"acme", "other"}


def test_q6_the_first_few_of_a_list_are_enough(filled: ContainerProxy) -> None:
    sql = f"SELECT TOP @k * FROM c WHERE {WORKSTREAM} AND c.status = @s AND c.updated_at > @a {BY_PRIORITY}"
    assert names(ask(filled, sql, k=1, s="green", a="2026-01-01")) == "w4"


def test_q7_links_come_by_weight(filled: ContainerProxy) -> None:
    sql = f"SELECT * FROM c WHERE {LINKS} AND c.workstream_id = @w {BY_WEIGHT}"
    assert [found["fact_id"] for found in ask(filled, sql, w="w1")] == ["f2", "f1"]


def test_q8_the_links_of_some_facts_are_found(filled: ContainerProxy) -> None:
    sql = f"SELECT * FROM c WHERE {LINKS} AND c.fact_id IN (@f0, @f1)"
    assert sorted(found["workstream_id"] for found in ask(filled, sql, f0="f2", f1="f3")) == ["w1", "w2"]


def test_q9_facts_are_found_by_their_ids(filled: ContainerProxy) -> None:
    sql = f"SELECT * FROM c WHERE {FACTS} AND c.fact_id IN (@f0, @f1, @f2)"
    assert sorted(names(ask(filled, sql, f0="f1", f1="f3", f2="missing")).split()) == ["f1", "f3"]


def test_q10_the_newest_facts_come_first(filled: ContainerProxy) -> None:
    assert names(ask(filled, f"SELECT * FROM c WHERE {FACTS} {NEWEST}")) == "f2 f3 f1"


@pytest.mark.parametrize(("word", "expected"), [("OR", "f2 f3 f1"), ("AND", "")])
def test_q11_facts_are_searched_by_their_terms(filled: ContainerProxy, word: str, expected: str) -> None:
    held = f"(ARRAY_CONTAINS(c.terms, @a) {word} ARRAY_CONTAINS(c.terms, @b))"
    assert names(ask(filled, f"SELECT * FROM c WHERE {FACTS} AND {held} {NEWEST}", a="hiring", b="growth")) == expected


def test_a_search_for_two_of_many_words_is_read_at_once(filled: ContainerProxy) -> None:
    held = " + ".join(f"(ARRAY_CONTAINS(c.terms, @t{number}) ? 1 : 0)" for number in range(24))
    values = {f"t{number}": f"word{number}" for number in range(22)} | {"t22": "budget", "t23": "growth"}
    started = time.monotonic()
    assert names(ask(filled, f"SELECT * FROM c WHERE {FACTS} AND ({held}) >= 2 {NEWEST}", **values)) == "f2"
    assert time.monotonic() - started < 10


def test_q12_the_newest_snapshot_is_found(filled: ContainerProxy) -> None:
    sql = f"SELECT TOP 1 * FROM c WHERE c.org_id = @o AND c.type = 'account_snapshot' {NEWEST}"
    assert names(ask(filled, sql)) == "2"


def test_q14_documents_are_counted(filled: ContainerProxy) -> None:
    assert ask(filled, "SELECT VALUE COUNT(1) FROM c WHERE c.org_id = @o AND c.type = @t", t="fact") == [3]


def test_q15_stale_workstreams_are_found_in_all_organisations(filled: ContainerProxy) -> None:
    sql = """SELECT c.id, c.org_id, c.workstream_id, c.updated_at, c.created_at FROM c
             WHERE c.type = 'workstream' AND (c.updated_at <= @cutoff OR NOT IS_DEFINED(c.updated_at))
             AND NOT IS_DEFINED(c.stale_flagged_at)"""
    assert ask(filled, sql, None, cutoff="2026-01-02") == [
        {"id": "workstream|w2", "org_id": "acme", "workstream_id": "w2", "updated_at": "2026-01-02"}
    ]


def test_q16_links_without_an_organisation_are_found(filled: ContainerProxy) -> None:
    sql = "SELECT * FROM c WHERE c.type = 'workstream_fact'"
    assert [found["id"] for found in filled.query_items(sql, partition_key=NonePartitionKeyValue)] == ["legacy"]


def test_q17_the_numbers_of_all_organisations_are_read_in_one_pass(filled: ContainerProxy) -> None:
    sql = "SELECT c.org_id, c.status, c.updated_at FROM c WHERE c.type = 'workstream'"
    assert sorted(found["org_id"] for found in ask(filled, sql, None)) == ["acme"] * 4 + ["other"]


def test_organisations_are_found_by_their_names_across_partitions(filled: ContainerProxy) -> None:
    sql = "SELECT * FROM c WHERE c.type = 'workstream' AND (ARRAY_CONTAINS(c.stems, @a) OR ARRAY_CONTAINS(c.stems, @b))"
    assert sorted(names(ask(filled, sql, None, a="hiring", b="none")).split()) == ["w2"]


def test_a_composite_index_serves_its_directions_reversed(filled: ContainerProxy) -> None:
    reversed_order = (
        "ORDER BY c.org_id DESC, c.type DESC, c.priority, c.status DESC, c.updated_at, c.workstream_id DESC"
    )
    assert names(ask(filled, f"SELECT * FROM c WHERE {WORKSTREAM} {reversed_order}")) == "w1 w2 w3 w4"


def test_one_property_is_sorted_by_without_a_composite_index_where_it_is_defined(filled: ContainerProxy) -> None:
    assert names(ask(filled, f"SELECT * FROM c WHERE {WORKSTREAM} ORDER BY c.stale_flagged_at")) == "w1"


@pytest.mark.parametrize(
    "order",
    [
        "c.priority DESC, c.status",
        "c.org_id, c.type, c.priority, c.status, c.updated_at DESC, c.workstream_id",
        "c.type, c.priority DESC, c.status, c.updated_at DESC, c.workstream_id",
        "c.org_id, c.priority DESC, c.status",
        "c.org_id, c.type, c.created_at DESC, c.id, c.fact_id",
    ],
)
def test_an_order_that_no_composite_index_serves_is_refused(filled: ContainerProxy, order: str) -> None:
    with pytest.raises(CosmosHttpResponseError, match="composite index") as caught:
        ask(filled, f"SELECT * FROM c WHERE {WORKSTREAM} ORDER BY {order}")
    assert caught.value.status_code == 400


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM c ORDER BY c.id",
        "SELECT TOP 5 * FROM c",
        "SELECT VALUE COUNT(1) FROM c",
        "SELECT * FROM c GROUP BY c.type",
        "SELECT DISTINCT c.type FROM c",
        "SELECT * FROM c OFFSET 0 LIMIT 1",
        "SELECT * FROM",
    ],
)
def test_a_query_that_the_double_cannot_serve_across_partitions_is_refused(filled: ContainerProxy, sql: str) -> None:
    with pytest.raises(CosmosHttpResponseError) as caught:
        ask(filled, sql, None)
    assert caught.value.status_code == 400


def test_a_query_over_all_partitions_has_to_be_asked_for(filled: ContainerProxy) -> None:
    with pytest.raises(CosmosHttpResponseError, match="Cross partition query is required"):
        list(filled.query_items("SELECT * FROM c"))


@pytest.mark.parametrize(
    "order", ["c.org_id, c.type, c.created_at DESC, c.id", "c.org_id DESC, c.type DESC, c.created_at, c.id DESC"]
)
def test_pages_hold_every_document_once_also_those_without_the_sort_property(items: ContainerProxy, order: str) -> None:
    for number in range(7):
        dated = {"created_at": f"2026-01-0{number // 3}"} if number > 2 else {}
        items.create_item({"id": f"fact|{number}", "org_id": "acme", "type": "fact", **dated})
    sql = f"SELECT * FROM c WHERE {FACTS} ORDER BY {order}"
    pages = list(read_in_pages(items, sql, 2))
    assert [len(page) for page in pages] == [2, 2, 2, 1]
    found = names([document for page in pages for document in page])
    assert found == names(ask(items, sql))
    assert sorted(found.split()) == [str(number) for number in range(7)]


def test_a_page_stays_below_four_megabytes(items: ContainerProxy) -> None:
    for number in range(5):
        items.create_item({"id": str(number), "org_id": "acme", "text": "x" * 1_500_000})
    pages = items.query_items("SELECT * FROM c", partition_key="acme").by_page()
    assert [len(list(page)) for page in pages] == [2, 2, 1]


def test_strings_are_compared_by_their_code_units_and_types_do_not_mix(items: ContainerProxy) -> None:
    for name, value in {"a": "Z", "b": "a", "c": "é", "d": 5, "e": True, "f": None}.items():
        items.create_item({"id": f"fact|{name}", "org_id": "acme", "value": value})
    assert names(ask(items, 'SELECT * FROM c ORDER BY c["value"]')) == "f e d a b c"
    assert names(ask(items, 'SELECT * FROM c WHERE c["value"] > "Z" ORDER BY c["value"]')) == "b c"
