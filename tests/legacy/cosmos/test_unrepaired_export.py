"""Legacy documents stop an export until they are repaired: none is left out silently."""

from pathlib import Path

import pytest
from azure.cosmos import ContainerProxy

from spine.errors import Conflict
from spine.legacy.migration.repair import repair
from spine.operations.transfer.export import export
from spine.store.cosmos.store import CosmosStore
from tests.legacy.cosmos import items as legacy_items
from tests.operations.transfer.filling import service_of
from tests.store.builders import create, fact


@pytest.mark.parametrize("org_id", [None, legacy_items.ORG])
def test_links_of_the_legacy_service_are_repaired_first(
    items: ContainerProxy, store: CosmosStore, tmp_path: Path, org_id: str | None
) -> None:
    legacy_items.workstream(items, "ws1")
    create(store, fact("f1", legacy_items.ORG))
    legacy_items.link(items, "ws1", "f1", **({"org_id": org_id} if org_id else {}))
    with pytest.raises(Conflict, match="repair"):
        export(service_of(store), tmp_path / "x.jsonl")
    repair(service_of(store))
    assert export(service_of(store), tmp_path / "x.jsonl").counts == {
        "organisation": 1, "workstream": 1, "fact": 1, "workstream_fact": 1,
    }  # fmt: skip


def test_a_workstream_of_the_legacy_service_is_exported_whatever_its_id(
    items: ContainerProxy, store: CosmosStore, tmp_path: Path
) -> None:
    for name in ("b", "a", "c"):
        legacy_items.workstream(items, name)
    export(service_of(store), tmp_path / "x.jsonl")
    assert [one for one in "abc" if f'"workstream_id":"{one}"' in (tmp_path / "x.jsonl").read_text()] == ["a", "b", "c"]
