"""Documents of the guide's service stand in an export's way until they are repaired: none is left out silently."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from azure.cosmos import ContainerProxy, CosmosClient

from spine.errors import Conflict
from spine.legacy import repair
from spine.operations.transfer.export import export
from spine.store.cosmos.client import Account
from spine.store.cosmos.store import CosmosStore
from tests.cosmos import legacy_documents
from tests.double.fixtures import Container
from tests.operations.transfer.filling import service_of
from tests.store.builders import create, fact


@pytest.fixture
def items(cosmos_container: Container) -> Iterator[ContainerProxy]:
    """The container by the SDK."""
    endpoint, key, database, name = cosmos_container
    with CosmosClient(endpoint, key) as client:
        yield client.get_database_client(database).get_container_client(name)


@pytest.fixture
def store(cosmos_container: Container) -> Iterator[CosmosStore]:
    """The store on it."""
    endpoint, key, database, name = cosmos_container
    with closing(CosmosStore(Account(endpoint, database, name, key), second_look=0)) as opened:
        yield opened


@pytest.mark.parametrize("org_id", [None, legacy_documents.ORG])
def test_links_of_the_guide_are_repaired_first(
    items: ContainerProxy, store: CosmosStore, tmp_path: Path, org_id: str | None
) -> None:
    legacy_documents.workstream(items, "ws1")
    create(store, fact("f1", legacy_documents.ORG))
    legacy_documents.link(items, "ws1", "f1", **({"org_id": org_id} if org_id else {}))
    with pytest.raises(Conflict, match="repair"):
        export(service_of(store), tmp_path / "x.jsonl")
    repair.repair(service_of(store))
    assert export(service_of(store), tmp_path / "x.jsonl").counts == {
        "organisation": 1, "workstream": 1, "fact": 1, "workstream_fact": 1,
    }  # fmt: skip


def test_a_workstream_of_the_guide_is_exported_whatever_its_id(
    items: ContainerProxy, store: CosmosStore, tmp_path: Path
) -> None:
    for name in ("b", "a", "c"):
        legacy_documents.workstream(items, name)
    export(service_of(store), tmp_path / "x.jsonl")
    assert [one for one in "abc" if f'"workstream_id":"{one}"' in (tmp_path / "x.jsonl").read_text()] == ["a", "b", "c"]
