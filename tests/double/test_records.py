import pytest
from azure.cosmos import ContainerProxy

from tests.double import Double, Operation
from tests.double.fixtures import Container

FACT = {"id": "f", "org_id": "acme", "type": "fact"}


@pytest.fixture
def prepared(double: Double, items: ContainerProxy) -> ContainerProxy:
    items.create_item(FACT)
    double.forget()
    return items


def test_each_request_is_recorded_with_what_it_does(double: Double, prepared: ContainerProxy) -> None:
    prepared.read_item("f", "acme")
    prepared.upsert_item(FACT)
    prepared.replace_item("f", FACT)
    prepared.patch_item("f", "acme", [{"op": "set", "path": "/a", "value": 1}])
    prepared.execute_item_batch([("delete", ("f",))], "acme")
    prepared.create_item(FACT)
    prepared.delete_item("f", "acme")
    list(prepared.query_items("SELECT * FROM c", partition_key="acme"))
    assert [str(record.operation) for record in double.document_requests] == (
        ["read", "upsert", "replace", "patch", "batch", "create", "delete", "query"]
    )


def test_a_query_is_recorded_with_its_text_its_partition_and_its_page_size(
    double: Double, prepared: ContainerProxy
) -> None:
    list(prepared.query_items("SELECT * FROM c", partition_key="acme", max_item_count=7))
    list(prepared.query_items("SELECT c.id FROM c", enable_cross_partition_query=True))
    recorded = [(r.query, r.partition_key, r.cross_partition, r.max_item_count) for r in double.document_requests]
    assert recorded == [("SELECT * FROM c", "acme", False, 7), ("SELECT c.id FROM c", None, True, None)]


def test_the_partition_ranges_are_read_once(double: Double, prepared: ContainerProxy) -> None:
    prepared.read_item("f", "acme")
    double.forget()
    prepared.read_item("f", "acme")
    list(prepared.query_items("SELECT * FROM c", partition_key="acme"))
    assert [str(record.operation) for record in double.requests] == ["read", "query"]


def test_requests_about_containers_are_told_from_those_about_documents(
    double: Double, prepared: ContainerProxy
) -> None:
    prepared.read()
    assert {record.operation for record in double.requests} == {Operation.METADATA}
    assert double.document_requests == []
    assert double.request_units == 0


def test_the_making_of_a_container_is_not_recorded(double: Double, double_container: Container) -> None:
    double.container()
    assert double.requests == []


def test_request_units_grow_with_what_is_written_and_found(double: Double, prepared: ContainerProxy) -> None:
    def cost_of(*documents: dict[str, object]) -> float:
        double.forget()
        for document in documents:
            prepared.upsert_item(document)
        return double.request_units

    small, large = cost_of({**FACT, "id": "new"}), cost_of({**FACT, "id": "large", "text": "x" * 50_000})
    assert 5 < small < large < 40
    assert cost_of({**FACT, "id": "new"}) == pytest.approx(2 * small, rel=0.1)
    double.forget()
    prepared.read_item("f", "acme")
    assert double.request_units == 1.0


def test_the_estimated_charge_is_in_the_answer(prepared: ContainerProxy) -> None:
    charges: list[str] = []
    prepared.read_item("f", "acme", response_hook=lambda headers, _: charges.append(headers["x-ms-request-charge"]))
    assert charges == ["1.00"]
