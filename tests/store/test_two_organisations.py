"""Two organisations whose documents have the same ids never see or touch each other's."""

from collections.abc import Iterator

import pytest

from spine.domain.documents import Document, Tombstone, tombstone_key
from spine.domain.facts import Fact
from spine.domain.workstreams import Workstream
from spine.store.protocol import (
    Delete,
    FactFilter,
    PageRequest,
    Replace,
    SoftDelete,
    Store,
    WorkstreamFilter,
    WriteConflict,
)
from tests.store.builders import (
    at,
    create,
    fact,
    link,
    meeting_link,
    organisation,
    proposal,
    read,
    snapshot,
    workstream,
)

FIRST, SECOND = "org_1", "org_2"


def documents_of(org_id: str) -> list[Document]:
    mine = org_id
    return [
        organisation(mine, mine), workstream(org_id=mine, title=mine, stems=("alfa", mine)),
        fact(org_id=mine, text=f"alfa {mine}"), link(org_id=mine), meeting_link(org_id=mine),
        proposal(org_id=mine, subject=mine), snapshot(org_id=mine, summary=mine),
    ]  # fmt: skip


@pytest.fixture
def both(store: Store) -> Iterator[Store]:
    """A store in which each document of either organisation has a namesake in the other one."""
    create(store, *documents_of(FIRST), *documents_of(SECOND))
    yield store


def lists(store: Store, org_id: str) -> dict[str, list[str]]:
    """Whose documents each call gives."""
    page = PageRequest(9)
    found: dict[str, list[Document]] = {
        "workstreams": [*store.workstreams(org_id, WorkstreamFilter(), page).items],
        "workstreams_with_stems": [*store.workstreams_with_stems(org_id, ["alfa"], 9)],
        "facts": [*store.facts(org_id, FactFilter(), page).items],
        "facts of a type": [*store.facts(org_id, FactFilter(types=["insight"]), page).items],
        "facts of a status": [*store.facts(org_id, FactFilter(statuses=["proposed"]), page).items],
        "facts_with_stems": [*store.facts_with_stems(org_id, ["alfa"], 1, FactFilter(), 9)],
        "facts_with_stems all": [*store.facts_with_stems(org_id, ["alfa", "org"], 1, FactFilter(types=["insight"]), 9)],
        "links": [*store.links(org_id, "ws_1", page).items],
        "links_of_facts": [*store.links_of_facts(org_id, ["fact_1"])],
        "meeting_links": [*store.meeting_links(org_id, "ws_1")],
        "proposals": [*store.proposals(org_id, page).items],
        "snapshots": [*store.snapshots(org_id, page).items],
        "get_many": [*store.get_many(Fact, org_id, ["fact_1"]).values()],
    }
    return {call: [document.org_id for document in documents] for call, documents in found.items()}


def untouched(store: Store, org_id: str) -> bool:
    """Whether an organisation's documents are what they were made as."""
    return [read(store, one).model_dump() for one in documents_of(org_id)] == [
        one.model_dump() for one in documents_of(org_id)
    ]


@pytest.mark.parametrize("org_id", [FIRST, SECOND])
def test_every_list_gives_the_organisations_own_document(both: Store, org_id: str) -> None:
    found = lists(both, org_id)
    assert found == {call: [org_id] for call in found}
    assert both.count_workstreams(org_id) == 1


@pytest.mark.parametrize("number", range(len(documents_of(FIRST))))
def test_get_gives_the_organisations_own_document(both: Store, number: int) -> None:
    for org_id in (FIRST, SECOND):
        document = documents_of(org_id)[number]
        assert read(both, document).model_dump() == document.model_dump()


def test_words_of_another_organisation_find_nothing(both: Store) -> None:
    assert both.facts_with_stems(FIRST, ["org_2"], 1, FactFilter(), 9) == []
    assert both.workstreams_with_stems(FIRST, ["org_2"], 9) == []


@pytest.mark.parametrize("number", range(len(documents_of(FIRST))))
def test_a_replaced_document_changes_no_namesake(both: Store, number: int) -> None:
    both.commit(FIRST, [Replace(read(both, documents_of(FIRST)[number]))])
    assert untouched(both, SECOND)


def test_the_etag_of_a_namesake_replaces_nothing(both: Store) -> None:
    stranger = read(both, workstream(org_id=SECOND)).etag
    with pytest.raises(WriteConflict):
        both.commit(FIRST, [Replace(workstream(org_id=FIRST, etag=stranger))])
    assert untouched(both, FIRST)


def test_removing_all_of_an_organisation_touches_no_namesake(both: Store) -> None:
    both.commit(FIRST, [Delete(document) for document in documents_of(FIRST)])
    assert untouched(both, SECOND)
    assert not any(lists(both, FIRST).values())
    assert lists(both, SECOND)["facts_with_stems"] == [SECOND]


def test_burying_touches_no_namesake(both: Store) -> None:
    both.commit(FIRST, [SoftDelete(read(both, one(org_id=FIRST)), at(1)) for one in (workstream, fact)])
    assert untouched(both, SECOND)
    assert [found.org_id for found in both.find(Workstream, "ws_1")] == [SECOND]
    assert [found.org_id for found in both.find(Fact, "fact_1")] == [SECOND]
    assert both.get(Tombstone, SECOND, tombstone_key(Fact, "fact_1")) is None


def test_erasing_touches_no_namesake(both: Store) -> None:
    both.delete_batch(FIRST, 100)
    assert untouched(both, SECOND)
    assert lists(both, SECOND)["workstreams_with_stems"] == [SECOND]
