import pytest
from azure.cosmos import CosmosClient

from tests.double import Double
from tests.double.fixtures import Container, named_account


def test_a_container_of_the_account_takes_documents(cosmos_container: Container) -> None:
    endpoint, key, database, name = cosmos_container
    with CosmosClient(endpoint, key) as client:
        items = client.get_database_client(database).get_container_client(name)
        assert items.create_item({"id": "f", "org_id": "acme"})["id"] == "f"
        assert items.read()["defaultTtl"] == -1


def test_the_double_forgets_faults_and_requests_before_each_test(double: Double, double_container: Container) -> None:
    assert double.requests == []


def test_the_environment_can_name_another_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COSMOS_ENDPOINT", raising=False)
    monkeypatch.delenv("COSMOS_KEY", raising=False)
    assert named_account() is None
    monkeypatch.setenv("COSMOS_ENDPOINT", "https://localhost:8081/")
    with pytest.raises(AssertionError, match="COSMOS_KEY"):
        named_account()
    monkeypatch.setenv("COSMOS_KEY", "a2V5")
    assert named_account() == ("https://localhost:8081/", "a2V5")
