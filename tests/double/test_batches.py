from typing import Any

import pytest
from azure.cosmos import ContainerProxy
from azure.cosmos.exceptions import CosmosBatchOperationError, CosmosHttpResponseError

RAISE = [{"op": "incr", "path": "/weight", "value": 1}]


def fact(name: str, **properties: object) -> dict[str, object]:
    return {"id": name, "org_id": "acme", "type": "fact", **properties}


def stored(items: ContainerProxy) -> dict[str, dict[str, object]]:
    return {document["id"]: document for document in items.read_all_items()}


def test_a_batch_does_every_operation_in_order(items: ContainerProxy) -> None:
    items.create_item(fact("old"))
    results = items.execute_item_batch(
        [
            ("create", (fact("a"),)),
            ("upsert", (fact("b"),)),
            ("replace", ("a", fact("a", weight=1))),
            ("patch", ("a", RAISE), {"filter_predicate": "from c where c.weight = 1"}),
            ("read", ("a",)),
            ("delete", ("old",)),
        ],
        "acme",
    )
    assert [result["statusCode"] for result in results] == [201, 201, 200, 200, 200, 204]
    assert results[4]["resourceBody"]["weight"] == 2
    assert results[4]["eTag"] == stored(items)["a"]["_etag"]
    assert set(stored(items)) == {"a", "b"}


@pytest.mark.parametrize(
    ("status", "failing"),
    [
        (409, ("create", (fact("old"),))),
        (404, ("delete", ("missing",))),
        (404, ("replace", ("missing", fact("missing")))),
        (412, ("replace", ("old", fact("old")), {"if_match_etag": '"other"'})),
        (412, ("patch", ("old", []), {"filter_predicate": "from c where c.type = 'else'"})),
    ],
)
def test_a_batch_that_fails_leaves_everything_as_it_was(items: ContainerProxy, status: int, failing: Any) -> None:
    items.create_item(fact("old"))
    items.create_item(fact("gone"))
    before = stored(items)
    writes = [("create", (fact("a"),)), ("upsert", (fact("old", weight=2),)), ("delete", ("gone",))]
    with pytest.raises(CosmosBatchOperationError) as caught:
        items.execute_item_batch([*writes, failing, writes[0]], "acme")
    assert caught.value.error_index == 3
    assert [result["statusCode"] for result in caught.value.operation_responses] == [424, 424, 424, status, 424]
    assert stored(items) == before


def test_a_document_of_another_organisation_is_refused_with_the_whole_batch(items: ContainerProxy) -> None:
    with pytest.raises(CosmosHttpResponseError, check=lambda error: error.status_code == 400):
        items.execute_item_batch([("create", (fact("a"),)), ("create", (fact("b") | {"org_id": "other"},))], "acme")
    assert stored(items) == {}


def test_a_batch_takes_a_hundred_operations(items: ContainerProxy) -> None:
    writes = [("create", (fact(str(number)),)) for number in range(101)]
    with pytest.raises(CosmosHttpResponseError, check=lambda error: error.status_code == 400):
        items.execute_item_batch(writes, "acme")
    items.execute_item_batch(writes[:100], "acme")
    assert len(stored(items)) == 100


def test_a_batch_takes_two_megabytes(items: ContainerProxy) -> None:
    writes = [("create", (fact(name, text="x" * 1_100_000),)) for name in "ab"]
    with pytest.raises(CosmosHttpResponseError, check=lambda error: error.status_code == 413):
        items.execute_item_batch(writes, "acme")
    assert stored(items) == {}
