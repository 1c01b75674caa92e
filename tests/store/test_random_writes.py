"""Random writes, after which every read gives what the store in memory gives."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spine.domain.documents import Document, Link, MeetingLink, Tombstone, tombstone_key
from spine.domain.facts import Fact
from spine.domain.organisations import Organisation
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
    Write,
    WriteConflict,
)
from tests.store.builders import all_of, at, fact, keys, link, meeting_link, organisation, tombstone, workstream
from tests.store.fixtures import OpenStore
from tests.store.memory_store import MemoryStore

type Step = tuple[Literal["create", "upsert", "replace", "soft delete", "delete", "delete tombstone"], Document, bool]
"""A write, its document, and whether that is given the etag of the one that is stored."""

ORGS = ("o1", "o2")
IDS = ("A", "a", "b")
WORDS = ("alfa", "beta", "gama", "delta")
ALL = PageRequest(1000)
KINDS: list[type[Document]] = [Workstream, Fact, Link, MeetingLink, Organisation]

orgs, ids, minutes = st.sampled_from(ORGS), st.sampled_from(IDS), st.integers(0, 2).map(at)
some_words = st.lists(st.sampled_from(WORDS), unique=True).map(tuple)
types, statuses = st.sampled_from(["risk", "task"]), st.sampled_from(["draft", "proposed", "validated"])
states, activities = st.sampled_from(["open", "done"]), st.sampled_from(["active", "paused"])
colours = st.sampled_from(["green", "yellow", "red"])

workstreams = st.builds(
    workstream, ids, orgs, status=colours, state=activities, priority=st.integers(0, 2), updated_at=minutes,
    stems=some_words,
)  # fmt: skip
facts = st.builds(
    fact, ids, orgs, fact_type=types, status=statuses, state=states, created_at=minutes,
    text=some_words.map(" ".join),
)  # fmt: skip
links = st.builds(link, ids, ids, orgs, weight=st.sampled_from([0.0, 0.1 + 0.2, 1.0]), fact_created_at=minutes)
meeting_links = st.builds(meeting_link, ids, ids, orgs, st.integers(0, 2))
organisations = st.builds(lambda org_id, name_keys: organisation(org_id, *name_keys), orgs, some_words)

documents = st.one_of(workstreams, facts, links, meeting_links, organisations)
writes = st.sampled_from(["create", "create", "upsert", "replace", "soft delete", "delete", "delete tombstone"])
steps = st.tuples(writes, documents, st.booleans())
commits = st.lists(steps, min_size=1, max_size=4, unique_by=lambda step: (type(step[1]), step[1].key))

fact_filters = st.builds(
    FactFilter,
    types=st.lists(types, unique=True),
    statuses=st.lists(statuses, unique=True),
    states=st.lists(states, unique=True),
    since=st.none() | minutes,
)
workstream_filters = st.builds(
    WorkstreamFilter,
    status=st.none() | colours,
    statuses=st.lists(colours, unique=True),
    states=st.lists(activities, unique=True),
    min_priority=st.integers(0, 2),
    updated_until=st.none() | minutes,
    updated_after=st.none() | minutes,
)


@pytest.mark.parametrize("open_store", ["sqlite", "cosmos"], indirect=True)
@settings(max_examples=15)
@given(data=st.data(), plan=st.lists(commits, max_size=12), limit=st.integers(1, 4))
def test_every_read_gives_what_was_written(open_store: OpenStore, data: st.DataObject, plan: list[list[Step]],
                                           limit: int) -> None:  # fmt: skip
    simple = MemoryStore()
    with open_store() as store:
        for commit in plan:
            carry_out(store, simple, commit)
        compare_look_ups(store, simple, data.draw(some_words))
        for org_id in ORGS:
            compare_workstreams(store, simple, org_id, data.draw(workstream_filters), data.draw(some_words), limit)
            compare_facts(store, simple, org_id, data.draw(fact_filters), data.draw(some_words), limit)
            compare_links(store, simple, org_id, data.draw(ids), limit)


def carry_out(store: Store, simple: Store, commit: list[Step]) -> None:
    """Do the steps of a commit in both, all in the organisation of the first; both refuse it or neither."""
    org_id = commit[0][1].org_id
    # A document under a tombstone is not removed: the protocol leaves open what becomes of the tombstone.
    own = [step for step in commit if step[1].org_id == org_id and not is_left_open(simple, step)]
    assert is_taken(store, org_id, own) == is_taken(simple, org_id, own)


def is_taken(store: Store, org_id: str, steps: list[Step]) -> bool:
    try:
        store.commit(org_id, [write_of(store, *step) for step in steps])
    except WriteConflict:
        return False
    return True


def is_left_open(simple: Store, step: Step) -> bool:
    write, document, _ = step
    return write == "delete" and tombstone(simple, document) is not None


def write_of(store: Store, write: str, document: Document, is_seen: bool) -> Write:
    """A step as the store takes it, under the etag that is stored or under none."""
    stored = store.get(type(document), document.org_id, document.key) if is_seen else None
    seen = document.model_copy(update={"etag": stored.etag if stored else ""})
    writes: dict[str, Callable[[Document], Write]] = {
        "create": Create, "upsert": Upsert, "replace": Replace, "delete": Delete,
        "soft delete": partial(SoftDelete, deleted_at=at(9)),
        "delete tombstone": lambda document: Delete(Tombstone.of(document, at(9))),
    }  # fmt: skip
    return writes[write](seen)


def compare_look_ups(store: Store, simple: Store, words: tuple[str, ...]) -> None:
    for kind in KINDS:
        wanted = sorted({one.key for org_id in ORGS for one in simple.documents(kind, org_id, ALL).items} | {*IDS})
        tombstones = [tombstone_key(kind, key) for key in wanted]
        for org_id in ORGS:
            assert dumped(store.get_many(kind, org_id, wanted)) == dumped(simple.get_many(kind, org_id, wanted))
            assert (
                store.get_many(Tombstone, org_id, tombstones).keys()
                == simple.get_many(Tombstone, org_id, tombstones).keys()
            )
        for key in wanted:
            assert sorted((one.org_id, one.key) for one in store.find(kind, key)) == sorted(
                (one.org_id, one.key) for one in simple.find(kind, key)
            )
    for org_ids in (None, {ORGS[0]}):
        assert keys(store.organisations_named(words, org_ids)) == keys(simple.organisations_named(words, org_ids))


def dumped(documents: Mapping[str, Document]) -> dict[str, object]:
    return {key: document.model_dump() for key, document in documents.items()}


def compare_workstreams(
    store: Store, simple: Store, org_id: str, wanted: WorkstreamFilter, words: tuple[str, ...], limit: int
) -> None:
    listed = all_of(lambda page: store.workstreams(org_id, wanted, page), limit)
    assert keys(listed) == keys(simple.workstreams(org_id, wanted, ALL).items)
    found = store.workstreams_with_stems(org_id, words, limit)
    assert keys(found) == keys(simple.workstreams_with_stems(org_id, words, limit))
    assert store.count_workstreams(org_id) == simple.count_workstreams(org_id)
    assert store.organisation_exists(org_id) == simple.organisation_exists(org_id)


def compare_facts(
    store: Store, simple: Store, org_id: str, wanted: FactFilter, words: tuple[str, ...], limit: int
) -> None:
    listed = all_of(lambda page: store.facts(org_id, wanted, page), limit)
    assert keys(listed) == keys(simple.facts(org_id, wanted, ALL).items)
    for needed in range(1, len(words) + 1):
        found = store.facts_with_stems(org_id, words, needed, wanted, limit)
        assert keys(found) == keys(simple.facts_with_stems(org_id, words, needed, wanted, limit))


def compare_links(store: Store, simple: Store, org_id: str, one: str, limit: int) -> None:
    assert keys(all_of(partial(store.links, org_id, one), limit)) == keys(simple.links(org_id, one, ALL).items)
    assert keys(store.meeting_links(org_id, one)) == keys(simple.meeting_links(org_id, one))
    assert {*keys(store.links_of_facts(org_id, [one]))} == {*keys(simple.links_of_facts(org_id, [one]))}
