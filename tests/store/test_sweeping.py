"""What the sweep asks of a store: walks across partitions, the flag, and counts."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from spine.domain.documents import KeywordRefresh, Tombstone
from spine.domain.fact_states import FactState, Verdict
from spine.domain.facts import HidingVerdict
from spine.domain.sweeps import CHECKPOINT_NAME, CHECKPOINT_ORG, SweepCheckpoint, SweepCounts, SweepPosition
from spine.domain.workstreams import Workstream, WorkstreamSummary
from spine.store import charges
from spine.store.protocol import Create, Page, PageRequest, Replace, SoftDelete, Store, Upsert, WriteConflict
from tests.store.builders import ORG, at, create, fact, link, organisation, proposal, read, tombstone, workstream


def walked[A](a_page: Callable[[PageRequest], Page[A]], limit: int) -> list[A]:
    """All items of a walk; its pages may be short."""
    page = a_page(PageRequest(limit))
    found = list(page.items)
    while page.position is not None:
        page = a_page(PageRequest(limit, page.position))
        found += page.items
    return found


def summary(store: Store, workstream_id: str = "ws_1", org_id: str = ORG) -> WorkstreamSummary:
    return next(
        one for one in store.workstream_summaries(org_id, PageRequest(99)).items if one.workstream_id == workstream_id
    )


def stale_candidates(store: Store, until: str, limit: int = 2) -> list[tuple[str, str]]:
    found = walked(lambda page: store.stale_candidates_across_partitions(until, page), limit)
    return sorted((one.org_id, one.workstream_id) for one in found)


@pytest.mark.parametrize("limit", [1, 2, 3, 10])
def test_a_walk_comes_to_every_organisation_with_a_document_once(store: Store, limit: int) -> None:
    create(store, *(organisation(f"o{n}") for n in range(5)), workstream(org_id="without"))
    assert sorted(walked(store.registered_organisations_across_partitions, limit)) == [f"o{n}" for n in range(5)]


@pytest.mark.parametrize("limit", [1, 2, 10])
def test_a_walk_comes_to_the_unflagged_workstreams_updated_until_a_moment(store: Store, limit: int) -> None:
    create(
        store,
        workstream("old", updated_at=at(1)), workstream("exactly", updated_at=at(5)),
        workstream("new", updated_at=at(6)), workstream("old", "other", updated_at=at(0)),
        workstream("flagged", updated_at=at(1), stale_flagged_at=at(2)), workstream("odd", updated_at="yesterday"),
        workstream("paused", updated_at=at(1), state="paused"),
    )  # fmt: skip
    assert stale_candidates(store, at(5), limit) == [(ORG, "exactly"), (ORG, "odd"), (ORG, "old"), ("other", "old")]


@pytest.mark.parametrize("limit", [1, 2, 10])
def test_a_walk_comes_to_every_tombstone(store: Store, limit: int) -> None:
    documents = [workstream(), fact(), fact("f", "other")]
    create(store, *documents)
    for document in documents:
        store.commit(document.org_id, [SoftDelete(read(store, document), at(7))])
    tombstones = walked(partial(store.unfinished_across_partitions, Tombstone), limit)
    assert sorted(tombstones, key=lambda one: one.buried) == sorted(
        (found for one in documents if (found := tombstone(store, one))), key=lambda one: one.buried
    )
    assert all(isinstance(found, Tombstone) and found.etag for found in tombstones)


@pytest.mark.parametrize("limit", [1, 10])
def test_a_walk_comes_to_every_change_that_is_not_finished(store: Store, limit: int) -> None:
    due = [
        KeywordRefresh(
            org_id=org_id, refresh_id=f"r_{org_id}", workstream_ids=("w",), fact_ids=("f",), created_at=at(1)
        )
        for org_id in (ORG, "other")
    ]
    for refresh in due:
        store.commit(refresh.org_id, [Upsert(refresh)])
    found = walked(partial(store.unfinished_across_partitions, KeywordRefresh), limit)
    assert sorted(one.model_dump_json() for one in found) == sorted(one.model_dump_json() for one in due)


@pytest.mark.parametrize("limit", [1, 2, 10])
def test_the_summaries_of_an_organisation_are_those_of_its_workstreams(store: Store, limit: int) -> None:
    closed = [workstream(one, title=one.upper(), priority=3, state="closed") for one in "abc"]
    create(store, *closed, workstream("x", "other"))
    found = walked(lambda page: store.workstream_summaries(ORG, page), limit)
    assert sorted((one.workstream_id, one.title, one.priority, one.updated_at, one.state) for one in found) == [
        (one, one.upper(), 3, at(0), "closed") for one in "abc"
    ]


def test_a_flag_leaves_everything_that_a_person_sees_as_it_was(store: Store) -> None:
    create(store, workstream(stems=("alfa",), tags=("a",), verdicts={"task": (1, 2)}))
    before = read(store, workstream())
    assert store.flag_stale(summary(store), at(9))
    after = read(store, workstream())
    assert after.model_dump() == before.model_dump() | {"stale_flagged_at": at(9)}
    assert summary(store).stale_flagged_at == at(9)
    assert [one.workstream_id for one in store.workstreams_with_stems(ORG, ["alfa"], 5)] == ["ws_1"]


def test_a_flag_is_set_once(store: Store) -> None:
    create(store, workstream())
    seen = summary(store)
    assert [store.flag_stale(seen, at(9)), store.flag_stale(seen, at(10))] == [True, False]
    assert read(store, workstream()).stale_flagged_at == at(9)


def test_a_workstream_that_was_updated_since_it_was_seen_is_not_flagged(store: Store) -> None:
    create(store, workstream())
    seen = summary(store)
    store.commit(ORG, [Replace(read(store, workstream()).model_copy(update={"updated_at": at(8)}))])
    assert not store.flag_stale(seen, at(9))
    assert read(store, workstream()).stale_flagged_at is None


def test_a_workstream_that_is_gone_is_not_flagged_and_not_made(store: Store) -> None:
    create(store, workstream())
    seen = summary(store)
    store.delete_batch(ORG, 9)
    assert not store.flag_stale(seen, at(9))
    assert store.get(Workstream, ORG, "ws_1") is None


def test_a_workstream_that_is_being_deleted_is_not_flagged(store: Store) -> None:
    create(store, workstream())
    seen = summary(store)
    store.commit(ORG, [SoftDelete(read(store, workstream()), at(8))])
    assert not store.flag_stale(seen, at(9))


def test_the_flag_of_one_organisation_touches_no_other(store: Store) -> None:
    create(store, workstream(), workstream(org_id="other"))
    assert store.flag_stale(summary(store), at(9))
    assert read(store, workstream(org_id="other")).stale_flagged_at is None


def test_who_read_a_workstream_before_it_was_flagged_leaves_the_flag(store: Store) -> None:
    create(store, workstream())
    seen = read(store, workstream())
    store.flag_stale(summary(store), at(9))
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Replace(seen)])
    store.commit(ORG, [Replace(read(store, workstream()).model_copy(update={"stale_flagged_at": None}))])
    assert summary(store).stale_flagged_at is None


@pytest.mark.parametrize("odd", ["it's", 'say "so"', "back\\slash", "été' OR true", "yesterday"])
def test_a_time_of_any_letters_is_compared_as_it_is(store: Store, odd: str) -> None:
    create(store, workstream(updated_at=odd))
    assert not store.flag_stale(replace(summary(store), updated_at=f"{odd}x"), at(9))
    assert store.flag_stale(summary(store), at(9))


def test_facts_ratings_and_overdue_actions_are_counted(store: Store) -> None:
    hidden = HidingVerdict(verdict=Verdict.REJECT, said="x")
    create(
        store,
        fact("a", fact_type="task", due_iso="2025-02-28"),
        fact("b", fact_type="action_item", due_iso="2025-02-28T23:00:00Z", status="validated"),
        fact("today", fact_type="task", due_iso="2025-03-01"),
        fact("moment", fact_type="task", due_iso="2025-03-01T00:00:00Z"),
        fact("rejected", fact_type="task", due_iso="2025-02-01", status="rejected"),
        fact("hidden", fact_type="task", due_iso="2025-02-01", hidden=hidden),
        fact("done", fact_type="task", due_iso="2025-02-01", state=FactState.DONE),
        fact("no action", fact_type="milestone", due_iso="2025-02-01"),
        fact("elsewhere", "other", fact_type="task", due_iso="2025-02-01"),
        proposal("p1", rating=5), proposal("p2", rating=2), proposal("p3"), proposal("p4", "other", rating=1),
    )  # fmt: skip
    counts = store.counts(ORG, "2025-03-01")
    assert counts.facts == {"draft": 0, "proposed": 6, "validated": 1, "published": 0, "rejected": 1}
    assert (counts.overdue_actions, counts.ratings, counts.rating_sum) == (2, 2, 7)


def test_an_unknown_organisation_has_nothing(store: Store) -> None:
    counts = store.counts("unknown", "2025-03-01")
    assert (set(counts.facts.values()), counts.overdue_actions, counts.ratings, counts.rating_sum) == ({0}, 0, 0, 0)
    assert store.workstream_summaries("unknown", PageRequest(9)).items == []
    assert store.count_linked_facts("unknown", ["a"]) == {"a": 0}
    assert store.count_linked_facts("unknown", []) == {}


def test_the_facts_of_workstreams_are_counted(store: Store) -> None:
    create(store, *(link("a", f"f{n}") for n in range(3)), link("b", "f1"), link("a", "f1", "other"))
    assert store.count_linked_facts(ORG, ["a", "b", "c"]) == {"a": 3, "b": 1, "c": 0}


def test_the_checkpoint_of_the_sweep_is_no_organisation(store: Store) -> None:
    checkpoint = SweepCheckpoint(
        started_at=at(0), place=SweepPosition(position="p", after="x"), tally=SweepCounts(orgs=3)
    )
    store.commit(CHECKPOINT_ORG, [Create(checkpoint)])
    stored = store.get(SweepCheckpoint, CHECKPOINT_ORG, CHECKPOINT_NAME)
    assert stored is not None
    assert stored.model_dump() == checkpoint.model_dump()
    store.commit(CHECKPOINT_ORG, [Replace(stored.model_copy(update={"worked_ms": 5}))])
    with pytest.raises(WriteConflict):
        store.commit(CHECKPOINT_ORG, [Replace(stored)])
    assert walked(store.registered_organisations_across_partitions, 5) == []
    assert not store.organisation_exists(CHECKPOINT_ORG)


def test_charges_are_counted_on_cosmos_and_are_nothing_on_sqlite(store: Store) -> None:
    create(store, organisation(), workstream())
    with charges.metered() as meter:
        reading = meter.units
        store.counts(ORG, "2025-03-01")
        counting = meter.units
        store.flag_stale(summary(store), at(9))
        flagging = meter.units
    store.counts(ORG, "2025-03-01")
    assert meter.units == flagging
    if store.name == "cosmos":
        assert reading < counting < flagging
        assert counting >= 8 * 2
        assert flagging - counting >= 10
    else:
        assert flagging == 0
