import pytest

from spine.domain.documents import Document, Tombstone, tombstone_key
from spine.domain.facts import Fact
from spine.domain.workstreams import Workstream
from spine.store.protocol import (
    Create,
    Delete,
    FactFilter,
    PageRequest,
    Replace,
    SoftDelete,
    Store,
    Upsert,
    WorkstreamFilter,
    WriteConflict,
)
from tests.store.builders import (
    ORG,
    all_of,
    at,
    create,
    fact,
    fact_ids_holding,
    keys,
    link,
    meeting_link,
    organisation,
    proposal,
    read,
    snapshot,
    tombstone,
    workstream,
)

MORTAL: list[Document] = [workstream(stems=("alfa",)), fact(text="alfa")]


def soft_delete(store: Store, document: Document) -> None:
    store.commit(ORG, [SoftDelete(read(store, document), at(7))])


@pytest.mark.parametrize("document", MORTAL, ids=lambda d: d.kind)
def test_a_buried_document_is_found_by_no_id(store: Store, document: Document) -> None:
    create(store, document)
    soft_delete(store, document)
    assert store.get(type(document), ORG, document.key) is None
    assert store.get_many(type(document), ORG, [document.key]) == {}
    assert store.find(type(document), document.key) == []
    assert not store.organisation_exists(ORG)


def test_a_buried_workstream_is_in_no_list(store: Store) -> None:
    create(store, workstream("a", stems=("alfa",)), workstream("b", stems=("alfa",)))
    soft_delete(store, workstream("a"))
    assert keys(all_of(lambda page: store.workstreams(ORG, WorkstreamFilter(), page))) == ["b"]
    assert keys(store.workstreams_with_stems(ORG, ["alfa"], 10)) == ["b"]
    assert store.count_workstreams(ORG) == 1


def test_a_buried_fact_is_in_no_list(store: Store) -> None:
    create(store, fact("a", text="alfa"), fact("b", text="alfa"))
    soft_delete(store, fact("a"))
    for wanted in (FactFilter(), FactFilter(types=["insight"]), FactFilter(statuses=["proposed"])):
        assert keys(store.facts(ORG, wanted, PageRequest(9)).items) == ["b"]
        assert keys(store.facts_with_stems(ORG, ["alfa"], 1, wanted, 10)) == ["b"]


@pytest.mark.parametrize("document", MORTAL, ids=lambda d: d.kind)
def test_a_tombstone_tells_what_was_deleted_and_when(store: Store, document: Document) -> None:
    create(store, document)
    assert tombstone(store, document) is None
    soft_delete(store, document)
    stored = tombstone(store, document)
    assert stored is not None
    assert (stored.deleted_key, stored.deleted_at) == (document.key, at(7))
    assert store.find(Tombstone, tombstone_key(type(document), document.key)) == [stored]


def test_tombstones_of_one_id_are_told_apart_by_kind_and_organisation(store: Store) -> None:
    create(store, fact("x"), workstream("x"), fact("x", "other"))
    soft_delete(store, fact("x"))
    assert tombstone(store, workstream("x")) is None
    assert tombstone(store, fact("x", "other")) is None
    create(store, proposal("x"))
    assert [stored.org_id for stored in store.find(Tombstone, "fact|x")] == [ORG]


@pytest.mark.parametrize("document", MORTAL, ids=lambda d: d.kind)
def test_nothing_is_created_or_replaced_under_a_tombstone(store: Store, document: Document) -> None:
    create(store, document)
    seen = read(store, document)
    soft_delete(store, document)
    for write in (Create(document), Replace(seen), SoftDelete(seen, at(9))):
        with pytest.raises(WriteConflict):
            store.commit(ORG, [write])
    stored = tombstone(store, document)
    assert stored is not None
    assert stored.deleted_at == at(7)


def test_a_document_that_is_put_takes_the_place_of_its_tombstone(store: Store) -> None:
    create(store, link())
    soft_delete(store, link())
    store.commit(ORG, [Upsert(link(weight=0.5))])
    assert tombstone(store, link()) is None
    assert read(store, link()).weight == 0.5


def test_a_document_that_changed_since_it_was_read_is_not_buried(store: Store) -> None:
    create(store, fact(text="first"))
    seen = read(store, fact())
    store.commit(ORG, [Replace(seen.model_copy(update={"text": "second"}))])
    with pytest.raises(WriteConflict):
        store.commit(ORG, [SoftDelete(seen, at(7))])
    assert read(store, fact()).text == "second"
    assert tombstone(store, fact()) is None


@pytest.mark.parametrize("document", MORTAL, ids=lambda d: d.kind)
def test_removing_the_tombstone_frees_the_id(store: Store, document: Document) -> None:
    create(store, document)
    soft_delete(store, document)
    stored = tombstone(store, document)
    assert stored is not None
    store.commit(ORG, [Delete(stored)])
    assert tombstone(store, document) is None
    create(store, document)
    assert read(store, document).model_dump() == document.model_dump()


def test_what_is_made_anew_under_an_old_id_is_not_found_by_the_old_words(store: Store) -> None:
    create(store, fact(text="alfa"), workstream(stems=("alfa",)))
    for document in (fact(), workstream()):
        soft_delete(store, document)
        store.commit(ORG, [Delete(Tombstone.of(document, at(7)))])
    create(store, fact(text="beta"), workstream(stems=("beta",)))
    assert (fact_ids_holding(store, ["alfa"]), fact_ids_holding(store, ["beta"])) == ([], ["fact_1"])
    assert store.workstreams_with_stems(ORG, ["alfa"], 9) == []
    assert keys(store.workstreams_with_stems(ORG, ["beta"], 9)) == ["ws_1"]


def one_of_each(org_id: str) -> list[Document]:
    return [
        organisation(org_id), workstream(org_id=org_id, stems=("alfa",)), fact(org_id=org_id, text="alfa"),
        fact("deleted", org_id), link(org_id=org_id), meeting_link(org_id=org_id), proposal(org_id=org_id),
        snapshot(org_id=org_id),
    ]  # fmt: skip


def test_erasing_in_small_steps_removes_all_but_the_organisations_own_document(store: Store) -> None:
    create(store, *one_of_each(ORG), *one_of_each("other"))
    soft_delete(store, fact("deleted"))
    removed = [store.delete_batch(ORG, 2) for _ in range(10)]
    assert max(removed) == 2
    assert (sum(removed), removed[-1]) == (7, 0)
    assert tombstone(store, fact("deleted")) is None
    for document in one_of_each(ORG)[1:]:
        assert store.get(type(document), ORG, document.key) is None
    assert read(store, organisation()).model_dump() == organisation().model_dump()
    assert fact_ids_holding(store, ["alfa"]) == []


def test_erasing_touches_no_other_organisation(store: Store) -> None:
    create(store, *one_of_each(ORG), *one_of_each("other"))
    assert store.delete_batch(ORG, 1000) == 7
    assert [read(store, document).model_dump() for document in one_of_each("other")] == [
        document.model_dump() for document in one_of_each("other")
    ]
    assert keys(store.facts_with_stems("other", ["alfa"], 1, FactFilter(), 9)) == ["fact_1"]


def test_erasing_an_unknown_organisation_removes_nothing(store: Store) -> None:
    assert store.delete_batch("unknown", 100) == 0


def test_an_erased_organisation_can_be_filled_again(store: Store) -> None:
    create(store, workstream(stems=("alfa",)), fact(text="alfa"))
    store.delete_batch(ORG, 100)
    create(store, workstream(stems=("beta",)), fact(text="beta"))
    assert store.get(Workstream, ORG, "ws_1") is not None
    assert store.get(Fact, ORG, "fact_1") is not None
    assert (fact_ids_holding(store, ["alfa"]), fact_ids_holding(store, ["beta"])) == ([], ["fact_1"])
