"""What an export reads: all documents of a kind by natural id, and the ids of all organisations."""

from functools import partial

import pytest

from spine.domain.documents import Document, Link, MeetingLink, Tombstone
from spine.domain.organisations import Organisation
from spine.domain.proposals import Proposal
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream
from spine.store.protocol import Delete, PageRequest, SoftDelete, Store
from tests.store.builders import (
    ORG,
    all_of,
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

IDS = ["0", "A", "Z.9", "a", "a-b", "a:b", "aB", "a_b", "b", "z"]


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_documents_come_by_their_natural_ids_each_once(store: Store, limit: int) -> None:
    made: list[Document] = [one for i in reversed(IDS) for one in (workstream(i), fact(i), proposal(i))]
    made += [one for i in IDS for one in (link("A", i), meeting_link(i, "A"))]
    made += [snapshot(f"2025-03-0{n}") for n in range(1, 8)]
    create(store, *made, *(fact(i, "other") for i in IDS), organisation())
    for kind in (Workstream, type(fact()), Proposal, Link, MeetingLink, Snapshot):
        found = all_of(partial(store.documents, kind, ORG), limit)
        assert [one.model_dump() for one in found] == [
            one.model_dump() for one in sorted(made, key=lambda one: one.key) if type(one) is kind
        ]
    assert keys(all_of(partial(store.documents, Organisation, ORG), limit)) == [ORG]


@pytest.mark.parametrize("limit", [1, 3])
def test_tombstones_are_documents_too_and_what_they_stand_for_is_none(store: Store, limit: int) -> None:
    create(store, *(fact(i) for i in IDS))
    store.commit(ORG, [SoftDelete(read(store, fact(i)), at(5)) for i in IDS[:5]])
    assert keys(all_of(partial(store.documents, Tombstone, ORG), limit)) == [f"fact|{i}" for i in IDS[:5]]
    assert keys(all_of(partial(store.documents, type(fact()), ORG), limit)) == IDS[5:]


def test_a_position_stays_good_when_documents_come_and_go(store: Store) -> None:
    create(store, *(fact(i) for i in "bdfh"))
    page = store.documents(type(fact()), ORG, PageRequest(2))
    assert keys(page.items) == ["b", "d"]
    create(store, fact("a"), fact("e"))
    store.commit(ORG, [Delete(fact("d")), Delete(fact("f"))])
    assert keys(store.documents(type(fact()), ORG, PageRequest(9, page.position)).items) == ["e", "h"]


def test_a_document_that_was_walked_to_can_be_replaced(store: Store) -> None:
    create(store, workstream())
    [found] = store.documents(Workstream, ORG, PageRequest(9)).items
    assert found.etag == read(store, workstream()).etag


def test_every_organisation_with_a_document_a_workstream_or_a_fact_is_known(store: Store) -> None:
    create(store, organisation("z"), organisation("B"), workstream(org_id="w"), fact(org_id="f"), fact(org_id="B"))
    create(store, link(org_id="links alone"))
    assert store.existing_organisations_across_partitions() == ["B", "f", "w", "z"]
