"""The database fails in every way: a clear answer, nothing lost, nothing doubled."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from azure.cosmos import ContainerProxy

from devhost import FunctionsApp
from spine.domain.facts import Fact
from spine.domain.workstreams import Workstream
from spine.errors import BadSettings, PartitionFull, Unavailable
from spine.schemas.workstreams import WorkstreamChanges
from spine.store.cosmos.client import Account
from spine.store.cosmos.store import CosmosStore
from spine.store.deadlines import deadline
from spine.store.errors import BadPosition, PartialWrite
from spine.store.protocol import (
    Create,
    Delete,
    FactFilter,
    PageRequest,
    Replace,
    Upsert,
    WorkstreamFilter,
    WriteConflict,
)
from spine.usecases import links, organisations, workstreams
from tests.cosmos.costs import ROOT
from tests.cosmos.deadlines import heeds_deadline
from tests.cosmos.fault_matrix import OPERATIONS, TROUBLES, Scene, Trouble, documented, scene
from tests.cosmos.services import service_on
from tests.double import Double, Fault
from tests.double.records import WRITES, Operation
from tests.store.builders import ORG, all_of, at, create, fact, keys, link, read, workstream


@pytest.fixture(scope="module")
def stage(double: Double) -> Iterator[Scene]:
    with FunctionsApp(ROOT) as app, scene(app, double) as prepared:
        yield prepared


@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.name)
def test_a_fault_has_the_outcome_that_the_table_says(stage: Scene, trouble: Trouble, name: str) -> None:
    assert stage.cell(trouble, name) == documented()[trouble.name][name]


def test_no_outcome_in_the_table_is_a_loss() -> None:
    cells = [cell for row in documented().values() for cell in row.values()]
    assert not [cell for cell in cells if "NOT" in cell or cell.startswith(("4", "500"))]


def all_facts(store: CosmosStore) -> list[str]:
    return keys(all_of(lambda page: store.facts(ORG, FactFilter(), page)))


def many(count: int) -> list[Create]:
    return [Create(fact(f"f{n:03}", text=f"número {n}")) for n in range(count)]


@pytest.mark.parametrize("what", ["reset", 408, 503, 449])
@pytest.mark.parametrize("applied", [False, True])
def test_a_create_whose_reply_was_lost_is_no_conflict_with_itself(
    store: CosmosStore, double: Double, what: Any, applied: bool
) -> None:
    double.inject(Fault(what, on=WRITES, applied=applied))
    store.commit(ORG, [Create(fact("a"))])
    double.inject(Fault(what, on=WRITES, applied=applied))
    store.commit(ORG, [Create(fact("b")), Create(fact("c"))])
    assert all_facts(store) == ["a", "b", "c"]
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Create(fact("a"))])


@pytest.mark.parametrize("applied", [False, True])
def test_a_replacement_whose_reply_was_lost_is_no_conflict_with_itself(
    store: CosmosStore, double: Double, applied: bool
) -> None:
    create(store, workstream(title="first"))
    seen = read(store, workstream())
    double.inject(Fault("reset", on=WRITES, applied=applied))
    store.commit(ORG, [Replace(seen.model_copy(update={"title": "second"}))])
    assert read(store, workstream()).title == "second"
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Replace(seen.model_copy(update={"title": "third"}))])


def test_a_removal_whose_reply_was_lost_is_done(store: CosmosStore, double: Double) -> None:
    create(store, *(fact(one) for one in "abcd"))
    double.inject(Fault("reset", on=WRITES, applied=True))
    store.commit(ORG, [Delete(fact("a"))])
    double.inject(Fault("reset", on=WRITES, applied=True))
    store.commit(ORG, [Delete(fact("b")), Delete(fact("c"))])
    assert all_facts(store) == ["d"]


def test_removing_some_that_are_gone_removes_the_others(store: CosmosStore) -> None:
    create(store, *(fact(one) for one in "abcd"))
    store.commit(ORG, [Delete(fact(one)) for one in "xaybz"])
    assert all_facts(store) == ["c", "d"]


def test_what_is_throttled_too_long_says_when_to_come_back(store: CosmosStore, double: Double) -> None:
    double.inject(Fault(429, times=None, retry_after=7))
    with deadline(2), pytest.raises(Unavailable) as raised:
        store.get(Fact, ORG, "f")
    assert raised.value.retry_after == 7
    assert len(double.document_requests) == 1


def test_without_a_deadline_throttled_calls_are_patient(store: CosmosStore, double: Double) -> None:
    create(store, fact("f"))
    double.inject(Fault(429, times=8, retry_after=0.01))
    assert store.get(Fact, ORG, "f") is not None


def test_a_full_partition_is_507_with_what_was_written(store: CosmosStore, double: Double) -> None:
    double.inject(Fault(403, on=WRITES, skip=1, times=None, substatus=1014))
    with pytest.raises(PartitionFull) as raised:
        store.commit_in_parts(ORG, many(120))
    assert (raised.value.status, raised.value.extra) == (507, {"written": 50})


def test_a_refused_sign_in_is_503_and_not_403(store: CosmosStore, double: Double) -> None:
    double.inject(Fault(403, substatus=5300))
    with pytest.raises(Unavailable, match="credentials"):
        store.get(Fact, ORG, "f")


def test_a_container_that_is_not_there_is_named(double: Double, account: Account) -> None:
    store = CosmosStore(Account(account.endpoint, account.database, "nowhere", account.key))
    with pytest.raises(BadSettings, match="COSMOS_CONTAINER='nowhere'"):
        store.migrate()
    store.close()


def test_a_container_that_was_taken_away_is_no_unknown_id(store: CosmosStore, double: Double) -> None:
    double.inject(Fault(404, times=None, substatus=1003))
    for call in (lambda: store.get(Fact, ORG, "f"), lambda: store.commit(ORG, [Delete(fact("f"))])):
        with pytest.raises(Unavailable):
            call()


def test_five_hundred_facts_cut_short_after_the_second_part_and_sent_again(store: CosmosStore, double: Double) -> None:
    double.inject(Fault("reset", on=[Operation.BATCH], skip=2, times=3))
    with pytest.raises(PartialWrite) as raised:
        store.commit_in_parts(ORG, many(500))
    assert raised.value.extra == {"written": 100}
    known = store.get_many(Fact, ORG, [f"f{n:03}" for n in range(500)])
    assert len(known) == 100
    store.commit_in_parts(ORG, [one for one in many(500) if one.document.key not in known])
    assert all_facts(store) == [f"f{n:03}" for n in range(500)]


def test_a_deletion_cut_short_after_the_first_part_is_completed(store: CosmosStore, double: Double) -> None:
    service = service_on(store)
    create(store, workstream("w"), *(link("w", f"f{n}") for n in range(120)))
    double.inject(Fault(503, on=[Operation.BATCH], skip=1, times=None))
    with pytest.raises(Unavailable):
        workstreams.delete(service, "w", ORG, None)
    double.clear_faults()
    assert store.get(Workstream, ORG, "w") is None
    assert len(all_of(lambda page: store.links(ORG, "w", page))) == 70
    workstreams.delete(service, "w", ORG, None)
    assert all_of(lambda page: store.links(ORG, "w", page)) == []


def test_an_organisations_deletion_cut_short_goes_on(store: CosmosStore, double: Double) -> None:
    service = service_on(store)
    organisations.ensure(service, ORG)
    store.commit_in_parts(ORG, many(120))
    double.inject(Fault(503, on=[Operation.BATCH], skip=1, times=None))
    with pytest.raises(Unavailable):
        organisations.delete(service, ORG, ORG)
    double.clear_faults()
    assert len(all_facts(store)) == 70
    organisations.delete(service, ORG, ORG)
    assert not store.organisation_exists(ORG)


def at_once[A](*calls: Callable[[], A]) -> list[A]:
    """The results of calls that begin at one moment, each in a thread."""
    start = threading.Barrier(len(calls))

    def begin(call: Callable[[], A]) -> A:
        start.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(begin, calls))


def test_of_two_instances_that_write_one_workstream_one_is_told(opened: Callable[[], CosmosStore]) -> None:
    one, other = opened(), opened()
    create(one, workstream(title="first"))
    seen = read(other, workstream())
    one.commit(ORG, [Replace(read(one, workstream()).model_copy(update={"title": "second"}))])
    with pytest.raises(WriteConflict):
        other.commit(ORG, [Replace(seen.model_copy(update={"title": "third"}))])
    assert read(other, workstream()).title == "second"


def test_eight_threads_link_the_same_facts_once(store: CosmosStore) -> None:
    service = service_on(store)
    create(store, workstream("w"), *(fact(f"f{n}", text=f"palavra{n}x") for n in range(30)))
    ids = [f"f{n}" for n in range(30)]
    answers = at_once(*[lambda: links.link(service, "w", ORG, ids, 1.0)] * 8)
    assert all(answer["fact_ids"] == ids for answer in answers)
    assert sorted(one.fact_id for one in all_of(lambda page: store.links(ORG, "w", page))) == sorted(ids)
    assert {f"palavra{n}x" for n in range(30)} <= set(read(store, workstream("w")).stems)


def test_an_id_in_two_organisations_is_two_documents(store: CosmosStore) -> None:
    create(store, workstream("w", "a", title="of a"), workstream("w", "b", title="of b"))
    store.commit("a", [Replace(read(store, workstream("w", "a")).model_copy(update={"title": "new"}))])
    assert {one.org_id: one.title for one in store.find(Workstream, "w")} == {"a": "new", "b": "of b"}


def test_a_flag_of_the_sweep_makes_no_if_match_fail(store: CosmosStore, items: ContainerProxy) -> None:
    service = service_on(store)
    create(store, workstream("w", rev="seen"))

    def flag() -> None:
        items.patch_item("workstream|w", ORG, [{"op": "set", "path": "/stale_flagged_at", "value": at(1)}])

    flagged = FlaggedBetween(store, flag)
    saved = workstreams.patch(service_on(flagged), "w", ORG, WorkstreamChanges(title="Novo"), frozenset(["seen"]))  # type: ignore[arg-type]
    assert (saved.title, flagged.flags) == ("Novo", 1)
    assert read(store, workstream("w")).stale_flagged_at is None
    assert workstreams.read(service, "w", ORG).rev == saved.rev


class FlaggedBetween:
    """A store in which something happens once between a workstream's read and its replacement."""

    def __init__(self, store: CosmosStore, happens: Callable[[], None]) -> None:
        self._store, self._happens, self.flags = store, happens, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def commit(self, org_id: str, writes: Any) -> None:
        if not self.flags and isinstance(writes[0], Replace):
            self.flags += 1
            self._happens()
        self._store.commit(org_id, writes)


@pytest.mark.parametrize("seconds", [0.5, 1.5])
def test_a_silent_server_is_answered_for_within_the_deadline(
    store: CosmosStore, double: Double, seconds: float
) -> None:
    double.inject(Fault("silent", times=None))
    calls: list[Callable[[], object]] = [
        lambda: store.get(Fact, ORG, "f"),
        lambda: store.facts(ORG, FactFilter(), PageRequest(5)),
        lambda: store.commit(ORG, [Upsert(fact("f"))]),
        lambda: store.commit(ORG, [Upsert(fact("f")), Upsert(fact("g"))]),
        lambda: store.find(Fact, "f"),
        lambda: store.run_concurrently(*[lambda: store.get(Fact, ORG, "f")] * 8),
    ]
    for call in calls:
        assert heeds_deadline(call, seconds)


def test_a_server_that_is_silent_from_the_start_is_answered_for_in_time(double: Double, account: Account) -> None:
    double.inject(Fault("silent", times=None, on=list(Operation)))
    store = CosmosStore(account)
    assert heeds_deadline(lambda: store.get(Fact, ORG, "f"), 2.5)
    double.clear_faults()
    assert store.get(Fact, ORG, "f") is None
    store.close()


def test_a_server_that_goes_away_and_comes_back_is_used_again(store: CosmosStore, double: Double) -> None:
    create(store, fact("f"))
    double.stop()
    try:
        for _ in range(3):
            with deadline(2.5), pytest.raises(Unavailable):
                store.get(Fact, ORG, "f")
            with deadline(2.5), pytest.raises(Unavailable):
                store.workstreams(ORG, WorkstreamFilter(), PageRequest(5))
    finally:
        double.start()
    assert store.get(Fact, ORG, "f") is not None
    store.commit(ORG, [Create(fact("g"))])
    assert all_facts(store) == ["f", "g"]


def test_a_position_that_is_none_is_refused(store: CosmosStore) -> None:
    create(store, fact("f"))
    with pytest.raises(BadPosition):
        store.facts(ORG, FactFilter(), PageRequest(5, "nonsense"))
