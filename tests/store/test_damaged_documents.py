"""A document that somebody damaged is left out and named in the log; its neighbours are read as before."""

import logging
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from spine.domain.documents import Document, KeywordRefresh, Tombstone
from spine.domain.people import person
from spine.store.cosmos.items import new_id
from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import FactFilter, PageRequest, SoftDelete, Store, WorkstreamFilter
from spine.store.sqlite.schema import table_of
from spine.store.sqlite.store import SqliteStore
from tests.store import fixtures
from tests.store.builders import (
    ORG,
    at,
    create,
    fact,
    keys,
    link,
    meeting_link,
    organisation,
    proposal,
    read,
    snapshot,
    workstream,
)

open_store = fixtures.open_store  # nobody else writes to the memory

PAGE = PageRequest(9)


def refresh(key: str) -> KeywordRefresh:
    return KeywordRefresh(org_id=ORG, refresh_id=key, created_at=at(0))


PAIRS: list[tuple[Document, Document]] = [
    (workstream("bad", stems=("stem",)), workstream("good", stems=("stem",))),
    (fact("bad"), fact("good")),
    (link("ws", "bad"), link("ws", "good")),
    (meeting_link("m", "bad"), meeting_link("m", "good")),
    (snapshot("2025-03-02"), snapshot("2025-03-01")),
    (proposal("bad"), proposal("good")),
    (organisation("bad", "name"), organisation("good", "name")),
    (person(ORG, "Ana Bad"), person(ORG, "Ana Good")),
    (refresh("bad"), refresh("good")),
]
LISTS: dict[str, Callable[[Store], Sequence[Document]]] = {
    "workstream": lambda store: store.workstreams(ORG, WorkstreamFilter(), PAGE).items,
    "fact": lambda store: store.facts(ORG, FactFilter(), PAGE).items,
    "workstream_fact": lambda store: store.links(ORG, "ws", PAGE).items,
    "meeting_workstream": lambda store: store.links_of_meeting(ORG, "m"),
    "account_snapshot": lambda store: store.snapshots(ORG, PAGE).items,
    "agenda": lambda store: store.proposals(ORG, PAGE).items,
    "organisation": lambda store: store.organisations_named(["name"]),
    "person": lambda store: store.documents(type(PAIRS[7][0]), ORG, PAGE).items,
    "keyword_refresh": lambda store: store.unfinished_across_partitions(KeywordRefresh, PAGE).items,
    "deleted": lambda store: store.unfinished_across_partitions(Tombstone, PAGE).items,
}


def damage(store: Store, document: Document) -> None:
    """Make the stored document one that cannot be read."""
    if isinstance(store, SqliteStore):
        table = table_of(type(document))
        statement = f"UPDATE {table.name} SET extra = '{{' WHERE org_id = ? AND {table.key} = ?"
        store._write(lambda connection: connection.execute(statement, (document.org_id, document.key)))
        return
    assert isinstance(store, CosmosStore)
    times = {"created_at", "deleted_at", "name"} & type(document).model_fields.keys()
    store.container.patch(document.org_id, new_id(document), {name: [7] for name in times}, "FROM c", "damaged")


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].kind)
def test_a_damaged_document_is_left_out_and_named(
    store: Store, caplog: pytest.LogCaptureFixture, pair: tuple[Document, Document]
) -> None:
    bad, good = pair
    create(store, bad, good)
    damage(store, bad)
    for found in (
        LISTS[bad.kind](store),
        list(store.get_many(type(bad), bad.org_id, [bad.key, good.key]).values()),
        list(store.get_many(type(bad), good.org_id, [bad.key, good.key]).values()),
    ):
        assert set(keys(found)) <= {good.key}
    assert keys(LISTS[bad.kind](store)) == [good.key]
    caplog.clear()
    assert store.get(type(bad), bad.org_id, bad.key) is None
    errors = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 1 and bad.key in errors[0]
    assert store.get(type(good), good.org_id, good.key) is not None


def test_a_damaged_tombstone_is_left_out(store: Store) -> None:
    create(store, fact("bad"), fact("good"))
    store.commit(ORG, [SoftDelete(read(store, fact(key)), at(1)) for key in ("bad", "good")])
    damage(store, Tombstone.of(fact("bad"), at(1)))
    assert keys(LISTS["deleted"](store)) == ["fact|good"]


def test_the_sweep_counts_beside_damaged_documents(store: Store) -> None:
    pairs = [pair for pair in PAIRS if pair[0].org_id == ORG]
    create(store, *(document for pair in pairs for document in pair))
    for bad, _ in pairs:
        damage(store, bad)
    counts = store.counts(ORG, "2025-03-01")
    assert sum(counts.facts.values()) >= 1 and counts.ratings == 0
    assert {"bad", "good"} == {one.workstream_id for one in store.workstream_summaries(ORG, PAGE).items}
    assert store.count_linked_facts(ORG, ["ws"]) == {"ws": 2}


@pytest.mark.parametrize("value", ["x'ff'", "CAST(x'ff' AS TEXT)", "x'7b'"])
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].kind)
def test_a_row_of_any_bytes_is_no_failure_for_its_neighbours(
    tmp_path_factory: pytest.TempPathFactory, pair: tuple[Document, Document], value: str
) -> None:
    bad, good = pair
    table = table_of(type(bad))
    store = SqliteStore(tmp_path_factory.mktemp("store") / "spine.sqlite3")
    create(store, bad, good)
    names = [column.name for column in table.columns if column.name not in (table.key, table.found_by)]
    for name in [*names, "extra", "etag"]:
        is_term_source = table.terms is not None and name == table.terms.source
        statement = f"UPDATE {table.name} SET {name} = {value} WHERE org_id = ? AND {table.key} = ?"
        if not is_term_source:  # a trigger refuses it
            store._write(partial(lambda text, connection: connection.execute(text, (bad.org_id, bad.key)), statement))
            assert good.key in keys(LISTS[bad.kind](store)) or name in ("workstream_id", "fact_id")
            summaries = store.workstream_summaries(ORG, PageRequest(1))
            assert all(type(one.priority) is int for one in summaries.items)
            assert keys([store.get(type(good), good.org_id, good.key) or bad]) == [good.key]
    store.close()
