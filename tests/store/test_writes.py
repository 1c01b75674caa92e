import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from spine.domain.documents import Document
from spine.domain.facts import Fact
from spine.domain.workstreams import Workstream
from spine.errors import TooLarge
from spine.store.limits import MAX_ATOMIC_WRITES
from spine.store.protocol import Create, Delete, FactFilter, Replace, SoftDelete, Store, Upsert, Write, WriteConflict
from spine.store.write_checks import MAX_BYTES, stored_bytes
from tests.store.builders import ORG, all_of, at, create, fact, link, organisation, proposal, read, snapshot, workstream

THREADS = 8


def all_facts(store: Store) -> list[Fact]:
    return all_of(lambda page: store.facts(ORG, FactFilter(), page))


def test_create_refuses_an_id_that_is_taken_and_changes_nothing(store: Store) -> None:
    create(store, fact(text="first"))
    before = read(store, fact())
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Create(fact(text="second"))])
    assert read(store, fact()) == before


def test_replace_refuses_a_document_that_changed_since_it_was_read(store: Store) -> None:
    create(store, workstream(title="first"))
    seen = read(store, workstream())
    store.commit(ORG, [Replace(seen.model_copy(update={"title": "second"}))])
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Replace(seen.model_copy(update={"title": "third"}))])
    assert read(store, workstream()).title == "second"


def test_replace_refuses_a_document_that_was_never_read(store: Store) -> None:
    create(store, fact(text="first"))
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Replace(fact(text="second"))])
    assert read(store, fact()).text == "first"


def test_replace_refuses_a_document_that_is_gone(store: Store) -> None:
    create(store, fact())
    seen = read(store, fact())
    store.commit(ORG, [Delete(seen)])
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Replace(seen)])
    assert store.get(Fact, ORG, seen.key) is None


def test_replace_refuses_the_successor_of_the_document_that_was_read(store: Store) -> None:
    create(store, fact(text="first"))
    seen = read(store, fact())
    store.commit(ORG, [Delete(seen)])
    create(store, fact(text="first"))
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Replace(seen)])


def test_put_stores_whatever_was_there(store: Store) -> None:
    store.commit(ORG, [Upsert(snapshot(summary="first"))])
    store.commit(ORG, [Upsert(snapshot(summary="second"))])
    assert read(store, snapshot()).summary == "second"


def test_remove_takes_a_document_away_and_does_nothing_twice(store: Store) -> None:
    create(store, fact("a"), fact("b"))
    for _ in range(2):
        store.commit(ORG, [Delete(fact("a"))])
    assert [one.fact_id for one in all_facts(store)] == ["b"]


def test_a_removed_id_is_free_again(store: Store) -> None:
    create(store, fact(text="first"))
    store.commit(ORG, [Delete(fact())])
    create(store, fact(text="second"))
    assert read(store, fact()).text == "second"


def test_a_commit_writes_several_kinds(store: Store) -> None:
    create(store, fact("old"), workstream(title="first"))
    changed = read(store, workstream()).model_copy(update={"title": "second"})
    store.commit(
        ORG, [Create(fact("new")), Upsert(link()), Replace(changed), Delete(fact("old")), Create(organisation())]
    )
    assert [one.fact_id for one in all_facts(store)] == ["new"]
    assert read(store, workstream()).title == "second"
    assert read(store, link()).weight == 1.0
    assert read(store, organisation()).org_id == ORG


def taken(store: Store) -> Write:
    return Create(fact("taken"))


def stale(store: Store) -> Write:
    return Replace(fact("taken", text="new"))


def never_read(store: Store) -> Write:
    return SoftDelete(fact("taken"), at(1))


@pytest.mark.parametrize("place", [0, 2, 4])
@pytest.mark.parametrize("refused", [taken, stale, never_read])
def test_a_refused_write_takes_back_the_whole_commit(
    store: Store, refused: Callable[[Store], Write], place: int
) -> None:
    create(store, fact("taken"), fact("kept"), workstream(title="first"))
    before = [read(store, fact("taken")), read(store, fact("kept")), read(store, workstream())]
    renamed = read(store, workstream()).model_copy(update={"title": "second"})
    commit: list[Write] = [Create(fact("new")), Delete(fact("kept")), Replace(renamed), Upsert(link())]
    commit.insert(place, refused(store))
    with pytest.raises(WriteConflict):
        store.commit(ORG, commit)
    assert [read(store, fact("taken")), read(store, fact("kept")), read(store, workstream())] == before
    assert store.get(Fact, ORG, "new") is None
    assert store.links_of_facts(ORG, ["fact_1"]) == []


@pytest.mark.parametrize("document", [fact(org_id="other"), fact(org_id=""), organisation("other")])
@pytest.mark.parametrize("write", [Create, Replace, Upsert, Delete])
def test_a_document_of_another_organisation_is_refused_with_the_whole_commit(
    store: Store, document: Document, write: Callable[[Document], Write]
) -> None:
    with pytest.raises(ValueError, match="organisation"):
        store.commit(ORG, [Create(fact("first")), write(document)])
    assert store.get(Fact, ORG, "first") is None
    assert store.find(type(document), document.key) == []


def test_nothing_is_written_under_an_empty_organisation(store: Store) -> None:
    for write in (store.commit, store.commit_in_parts):
        with pytest.raises(ValueError, match="organisation"):
            write("", [Create(fact(org_id=""))])
    assert store.find(Fact, "fact_1") == []


def test_a_commit_takes_as_many_writes_as_it_says(store: Store) -> None:
    store.commit(ORG, [Create(fact(f"f{i:03}")) for i in range(MAX_ATOMIC_WRITES)])
    assert len(all_facts(store)) == MAX_ATOMIC_WRITES


def test_a_commit_of_more_writes_is_refused_whole(store: Store) -> None:
    with pytest.raises(ValueError, match=str(MAX_ATOMIC_WRITES + 1)):
        store.commit(ORG, [Create(fact(f"f{i:03}")) for i in range(MAX_ATOMIC_WRITES + 1)])
    assert all_facts(store) == []


def test_an_empty_commit_does_nothing(store: Store) -> None:
    store.commit(ORG, [])
    store.commit_in_parts(ORG, [])
    assert not store.organisation_exists(ORG)


def test_commit_in_parts_takes_five_hundred_documents(store: Store) -> None:
    store.commit_in_parts(ORG, [Create(fact(f"f{i:03}", text=f"number {i}", created_at=at(-i))) for i in range(500)])
    assert [one.fact_id for one in all_facts(store)] == [f"f{i:03}" for i in range(500)]


def test_commit_in_parts_raises_changed_and_writes_nothing_of_that_part(store: Store) -> None:
    create(store, fact("f499", text="first"))
    with pytest.raises(WriteConflict):
        store.commit_in_parts(ORG, [Create(fact(f"f{i:03}", text="second")) for i in range(500)])
    assert read(store, fact("f499")).text == "first"
    assert store.get(Fact, ORG, "f498") is None


def at_once(*works: Callable[[], bool]) -> list[bool]:
    """What the works give, each begun in a thread of its own at the same moment."""
    start = threading.Barrier(len(works))

    def begin(work: Callable[[], bool]) -> bool:
        start.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begin, works))


def succeeds(store: Store, write: Write) -> bool:
    try:
        store.commit(ORG, [write])
    except WriteConflict:
        return False
    return True


def test_of_eight_threads_that_replace_what_all_have_read_one_wins_each_round(store: Store) -> None:
    create(store, workstream(priority=0))
    for number in range(1, 11):
        seen = read(store, workstream())
        won = at_once(*[partial(succeeds, store, raised(seen, number))] * THREADS)
        assert won.count(True) == 1
        assert read(store, workstream()).priority == number


def raised(seen: Workstream, priority: int) -> Write:
    return Replace(seen.model_copy(update={"priority": priority}))


def test_no_increment_of_eight_threads_is_lost(store: Store) -> None:
    create(store, workstream(priority=0))

    def increment() -> bool:
        seen = read(store, workstream())
        return succeeds(store, raised(seen, seen.priority + 1))

    def ten_times() -> bool:
        done = 0
        while done < 10:
            done += increment()
        return True

    at_once(*[ten_times] * THREADS)
    assert read(store, workstream()).priority == 10 * THREADS


def test_of_eight_threads_that_create_one_id_one_wins(store: Store) -> None:
    won = at_once(*(partial(succeeds, store, Create(fact(text=str(number)))) for number in range(THREADS)))
    assert won.count(True) == 1
    assert read(store, fact()).text == str(won.index(True))


@pytest.mark.parametrize(
    "large",
    [
        fact("large", payload={"x": "é" * 1_100_000}),
        workstream("large", description="é" * 1_100_000),
        proposal("large", agenda={"x": "é" * 1_100_000}),
    ],
    ids=lambda document: document.kind,
)
def test_a_document_over_two_megabytes_is_refused_before_anything_is_written(store: Store, large: Document) -> None:
    create(store, organisation())
    small = [Create(fact(f"f{number}")) for number in range(60)]
    for write in (store.commit, store.commit_in_parts):
        for last in (Create(large), Upsert(large)):
            with pytest.raises(TooLarge, match="large"):
                write(ORG, [*small, last])
    assert all_facts(store) == []


def test_documents_are_refused_as_they_are_together(store: Store) -> None:
    halves = [Create(fact(f"f{number}", payload={"x": "x" * 1_100_000})) for number in range(2)]
    with pytest.raises(TooLarge):
        store.commit(ORG, halves)
    assert store.commit_in_parts(ORG, halves) == 2


def test_the_terms_of_a_fact_count_too(store: Store) -> None:
    words = " ".join(f"contrato{number}" for number in range(100))
    room = MAX_BYTES - stored_bytes(fact("large", text=words, payload={"x": ""}))
    large = fact("large", text=words, payload={"x": "x" * room})
    assert stored_bytes(large) > MAX_BYTES
    with pytest.raises(TooLarge, match="large"):
        store.commit_in_parts(ORG, [Create(fact("small")), Create(large)])
    assert all_facts(store) == []


def test_a_document_just_under_the_limit_is_stored(store: Store) -> None:
    derived = json.dumps(["something"]) + json.dumps(fact("f").analysis.stored)
    room = MAX_BYTES - stored_bytes(fact("f", payload={"x": ""})) - len(derived)
    store.commit(ORG, [Create(fact("f", payload={"x": "x" * room}))])
    assert len(read(store, fact("f")).payload["x"]) == room


def test_writing_in_parts_says_how_many_writes_changed_anything(store: Store) -> None:
    create(store, fact("old"))
    writes: list[Write] = [Create(fact("a")), Upsert(link()), Delete(fact("old")), Delete(fact("gone"))]
    assert store.commit_in_parts(ORG, writes) == 3
    assert store.commit_in_parts(ORG, [Delete(fact("a")), Delete(fact("gone"))]) == 1
    assert store.commit_in_parts(ORG, [Delete(fact("gone"))]) == 0


def test_a_conflict_says_how_much_was_written_before(store: Store) -> None:
    create(store, fact("f119"))
    with pytest.raises(WriteConflict) as caught:
        store.commit_in_parts(ORG, [Create(fact(f"f{number}")) for number in range(120)])
    assert caught.value.written == len(all_facts(store)) - 1


def test_of_eight_threads_that_remove_the_same_each_removal_counts_once(store: Store) -> None:
    create(store, *(fact(f"f{number}") for number in range(60)))
    removals = [Delete(fact(f"f{number}")) for number in range(60)]
    with ThreadPoolExecutor(THREADS) as pool:
        counts = list(pool.map(lambda _: store.commit_in_parts(ORG, removals), range(THREADS)))
    assert (sum(counts), all_facts(store)) == (60, [])
