from contextlib import closing

import pytest
from azure.cosmos import ContainerProxy, CosmosClient

from tests.double import Double
from tests.double.container import OneContainer
from tests.double.fixtures import RUNNING, Container, named_account


def test_a_container_of_the_account_takes_documents(cosmos_container: Container) -> None:
    endpoint, key, database, name = cosmos_container
    with CosmosClient(endpoint, key) as client:
        items = client.get_database_client(database).get_container_client(name)
        assert items.create_item({"id": "f", "org_id": "acme"})["id"] == "f"
        assert items.read()["defaultTtl"] == -1


def test_the_double_forgets_faults_and_requests_before_each_test(double: Double, double_container: Container) -> None:
    assert double.requests == []


def test_all_conftests_share_one_double(double: Double, request: pytest.FixtureRequest) -> None:
    assert double is request.config.stash[RUNNING]


def test_the_environment_can_name_another_account() -> None:
    assert named_account({}) is None
    by_key = named_account({"COSMOS_ENDPOINT": "https://localhost:8081/", "COSMOS_KEY": "a2V5"})
    assert by_key and by_key[:2] == ("https://localhost:8081/", "a2V5")
    names = {"COSMOS_DATABASE": "spine", "COSMOS_CONTAINER": "tests"}
    by_sign_in = named_account({"COSMOS_ENDPOINT": "https://a.documents.azure.com/", **names})
    assert by_sign_in == ("https://a.documents.azure.com/", None, "spine", "tests")
    with pytest.raises(AssertionError, match="COSMOS_CONTAINER"):
        named_account({"COSMOS_ENDPOINT": "https://a.documents.azure.com/"})


def test_one_container_is_emptied_after_a_test_and_refused_if_it_is_not_empty(
    double_container: Container, items: ContainerProxy
) -> None:
    one = OneContainer(*double_container)
    with closing(one):
        assert one.create() == double_container.name
        items.create_item({"id": "f", "org_id": "acme"})
        items.create_item({"id": "link"})
        with pytest.raises(ValueError, match="not empty"):
            OneContainer(*double_container)
        one.delete(double_container.name)
        assert list(items.read_all_items()) == []
        assert one.create() == double_container.name
