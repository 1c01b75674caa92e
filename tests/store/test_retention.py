"""Documents that expire: from their moment on they are gone."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from spine.domain import times
from spine.domain.documents import Document
from spine.domain.proposals import Proposal
from spine.domain.snapshots import Snapshot
from spine.store.protocol import Create, PageRequest, Store, Upsert, WriteConflict
from tests.store.builders import ORG, create, keys, proposal, snapshot
from tests.store.fixtures import OpenStore, opener
from tests.store.memory_store import MemoryStore

NOW = datetime.now(UTC)
PAST, FUTURE = times.iso(NOW - timedelta(days=1)), times.iso(NOW + timedelta(days=2))


@pytest.fixture(params=["memory", "sqlite"])
def open_store(request: pytest.FixtureRequest) -> OpenStore:
    """Opens the stores that remove what has expired themselves; Cosmos DB does it by an item's time to live."""
    return opener(request) if request.param == "sqlite" else lambda: closing(MemoryStore())


def of(store: Store, kind: type[Document]) -> list[str]:
    everything: Any = store.proposals if kind is Proposal else store.snapshots
    return keys(everything(ORG, PageRequest(9)).items)


def test_what_has_expired_is_in_no_list_and_read_by_no_id(store: Store) -> None:
    create(store, proposal("old", expires_at=PAST), proposal("new", expires_at=FUTURE), proposal("kept"))
    create(store, snapshot("2025-03-01", expires_at=PAST), snapshot("2025-03-02", expires_at=FUTURE))
    assert sorted(of(store, Proposal)) == ["kept", "new"]
    assert of(store, Snapshot) == ["2025-03-02"]
    assert store.get(Proposal, ORG, "old") is None
    assert store.get_many(Snapshot, ORG, ["2025-03-01", "2025-03-02"]).keys() == {"2025-03-02"}
    assert store.find(Proposal, "old") == []


def test_the_id_of_what_has_expired_is_free(store: Store) -> None:
    create(store, proposal("again", expires_at=PAST))
    create(store, proposal("again", expires_at=FUTURE))
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Create(proposal("again"))])
    store.commit(ORG, [Upsert(snapshot("2025-03-01", expires_at=PAST))])
    store.commit(ORG, [Upsert(snapshot("2025-03-01", expires_at=FUTURE))])
    assert of(store, Snapshot) == ["2025-03-01"]


def test_the_ratings_of_what_has_expired_are_not_counted(store: Store) -> None:
    create(store, proposal("old", rating=1, expires_at=PAST), proposal("new", rating=4, expires_at=FUTURE))
    counts = store.counts(ORG, "2025-03-01")
    assert (counts.ratings, counts.rating_sum) == (1, 4)


def test_removing_what_has_expired_leaves_all_else(store: Store) -> None:
    create(store, proposal("old", expires_at=PAST), proposal("new", expires_at=FUTURE), proposal("kept"))
    store.delete_expired()
    assert sorted(of(store, Proposal)) == ["kept", "new"]
    assert store.delete_batch(ORG, 9) == 2
