import pytest
from azure.core import MatchConditions
from azure.cosmos import ContainerProxy, CosmosClient
from azure.cosmos.exceptions import CosmosHttpResponseError, CosmosResourceExistsError, CosmosResourceNotFoundError
from azure.cosmos.partition_key import NonePartitionKeyValue

from tests.double import Double
from tests.double.fixtures import Container

FACT = {"id": "fact|f1", "org_id": "acme", "type": "fact", "weight": 1}
RAISE = {"op": "incr", "path": "/weight", "value": 1}
IF_SAME = MatchConditions.IfNotModified


def refused(status: int) -> pytest.RaisesExc[CosmosHttpResponseError]:
    return pytest.raises(CosmosHttpResponseError, check=lambda error: error.status_code == status)


def test_a_created_document_is_read_back(items: ContainerProxy) -> None:
    items.create_item(FACT)
    assert items.read_item("fact|f1", "acme").items() >= FACT.items()


def test_an_id_is_taken_once_in_each_partition(items: ContainerProxy) -> None:
    items.create_item(FACT)
    items.create_item({**FACT, "org_id": "other"})
    with pytest.raises(CosmosResourceExistsError):
        items.create_item(FACT)


def test_a_document_is_not_found_in_another_partition(items: ContainerProxy) -> None:
    items.create_item(FACT)
    with pytest.raises(CosmosResourceNotFoundError):
        items.read_item("fact|f1", "other")


@pytest.mark.parametrize("name", ["a b", "a%2Fb", "a+b", "a:b", "workstream|ação", "日本"])
def test_an_id_of_unusual_characters_comes_back_as_it_was(items: ContainerProxy, name: str) -> None:
    items.create_item({**FACT, "id": name})
    assert items.read_item(name, "acme")["id"] == name
    items.delete_item(name, "acme")


def test_a_document_without_an_id_is_refused(items: ContainerProxy) -> None:
    with refused(400):
        items.create_item({"org_id": "acme"})


def test_an_id_of_over_1023_bytes_is_refused(items: ContainerProxy) -> None:
    items.create_item({**FACT, "id": "x" * 1023})
    with refused(400):
        items.create_item({**FACT, "id": "é" * 512})


def test_a_number_that_json_does_not_have_is_refused(items: ContainerProxy) -> None:
    with refused(400):
        items.create_item({**FACT, "weight": float("nan")})


def test_a_document_of_over_two_megabytes_is_refused(items: ContainerProxy) -> None:
    items.create_item({**FACT, "text": "x" * (2 * 1024 * 1024 - 1000)})
    with refused(413):
        items.upsert_item({**FACT, "text": "x" * 2 * 1024 * 1024})


def test_a_document_without_a_partition_key_is_kept_in_a_partition_of_its_own(items: ContainerProxy) -> None:
    items.create_item({"id": "link"})
    items.create_item({"id": "link", "org_id": "link"})
    items.create_item({"id": "link", "org_id": None})
    assert "org_id" not in items.read_item("link", NonePartitionKeyValue)
    assert items.read_item("link", "link")["org_id"] == "link"
    found = items.query_items("SELECT * FROM c", partition_key=NonePartitionKeyValue)
    assert [document.get("org_id", "none") for document in found] == ["none"]


def test_every_write_gives_a_document_a_new_etag_in_quotes(items: ContainerProxy) -> None:
    etags = [items.upsert_item(FACT)["_etag"] for _ in range(3)]
    assert len(set(etags)) == 3
    assert all(etag[0] == etag[-1] == '"' for etag in etags)
    assert items.read_item("fact|f1", "acme")["_etag"] == etags[-1]


def test_a_replacement_wants_the_etag_that_was_read(items: ContainerProxy) -> None:
    read = items.create_item(FACT)
    items.replace_item(read["id"], FACT, etag=read["_etag"], match_condition=IF_SAME)
    with refused(412):
        items.replace_item(read["id"], {**FACT, "weight": 9}, etag=read["_etag"], match_condition=IF_SAME)
    assert items.read_item("fact|f1", "acme")["weight"] == 1


def test_a_deletion_wants_the_etag_that_was_read(items: ContainerProxy) -> None:
    old = items.create_item(FACT)
    new = items.upsert_item(FACT)
    with refused(412):
        items.delete_item("fact|f1", "acme", etag=old["_etag"], match_condition=IF_SAME)
    items.delete_item("fact|f1", "acme", etag=new["_etag"], match_condition=IF_SAME)
    with pytest.raises(CosmosResourceNotFoundError):
        items.delete_item("fact|f1", "acme")


def test_an_upsert_under_an_etag_creates_what_is_missing(items: ContainerProxy) -> None:
    items.upsert_item(FACT, etag='"of another time"', match_condition=IF_SAME)
    assert items.read_item("fact|f1", "acme")["weight"] == 1
    with refused(412):
        items.upsert_item(FACT, etag='"of another time"', match_condition=IF_SAME)


def test_replacing_what_is_missing_is_not_found(items: ContainerProxy) -> None:
    with pytest.raises(CosmosResourceNotFoundError):
        items.replace_item("fact|f1", FACT)


def test_a_replacement_under_another_id_is_refused(items: ContainerProxy) -> None:
    items.create_item(FACT)
    items.create_item({**FACT, "id": "fact|f2"})
    with refused(400):
        items.replace_item("fact|f1", {**FACT, "id": "fact|f2"})


def test_a_patch_is_applied_where_its_predicate_holds(items: ContainerProxy) -> None:
    items.create_item({**FACT, "Title": "Growth"})
    flag = [{"op": "set", "path": "/flag", "value": True}]
    predicate = "from c where c.Title = 'Growth' and NOT IS_DEFINED(c.flag)"
    items.patch_item("fact|f1", "acme", flag, filter_predicate=predicate)
    assert items.read_item("fact|f1", "acme")["flag"] is True
    with refused(412):
        items.patch_item("fact|f1", "acme", flag, filter_predicate=predicate)


def test_a_patch_looks_at_its_own_document_only(items: ContainerProxy) -> None:
    items.create_item({**FACT, "org_id": "other", "weight": 2})
    items.create_item(FACT)
    with refused(412):
        items.patch_item("fact|f1", "acme", [RAISE], filter_predicate="from c where c.weight = 2")


@pytest.mark.parametrize("path", ["/id", "/org_id", "/_etag"])
def test_a_patch_leaves_what_tells_a_document_alone(items: ContainerProxy, path: str) -> None:
    items.create_item(FACT)
    with refused(400):
        items.patch_item("fact|f1", "acme", [{"op": "set", "path": path, "value": "else"}])


def test_a_patch_takes_ten_operations(items: ContainerProxy) -> None:
    items.create_item(FACT)
    assert items.patch_item("fact|f1", "acme", [RAISE] * 10)["weight"] == 11
    with refused(400):
        items.patch_item("fact|f1", "acme", [RAISE] * 11)


def test_a_container_that_is_missing_is_not_found(double: Double, double_container: Container) -> None:
    with CosmosClient(double.endpoint, double.key) as client:
        database = client.get_database_client(double_container.database)
        items = database.get_container_client(double_container.name)
        items.create_item(FACT)
        database.delete_container(double_container.name)
        with pytest.raises(CosmosResourceNotFoundError):
            items.read_item("fact|f1", "acme")
        with pytest.raises(CosmosResourceNotFoundError):
            items.create_item(FACT)
