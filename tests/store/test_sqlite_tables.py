"""What an operator does to the tables by hand, and how words are searched among many facts."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from spine.domain.documents import Document, Link
from spine.domain.facts import search_terms
from spine.domain.workstreams import Workstream
from spine.store.protocol import Create, FactFilter, PageRequest, Store, Upsert, WorkstreamFilter, WriteConflict
from spine.store.sqlite import word_search
from spine.store.sqlite.store import SqliteStore
from tests.store.builders import (
    ORG,
    at,
    create,
    fact,
    fact_ids_holding,
    keys,
    link,
    organisation,
    proposal,
    read,
    snapshot,
    workstream,
)

DROPPED_BY_HAND = "DROP TABLE {0} workstream_facts; DROP TABLE {0} account_snapshots; DROP TABLE {0} workstreams;"
GUIDES_TABLES = ["account_snapshots", "workstream_facts", "workstreams"]
OTHERS: list[Document] = [fact(text="alfa"), organisation(ORG, "acme"), proposal()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "spine.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(path)) as opened:
        create(opened, workstream(stems=("alfa",)), link(), snapshot(), *OTHERS)
        yield opened


def by_hand(path: Path, statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statements)


def table_names(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def drop(path: Path) -> None:
    by_hand(path, DROPPED_BY_HAND.format("IF EXISTS"))


CALLS: dict[str, Callable[[Store], object]] = {
    "get": lambda store: store.get(Workstream, ORG, "ws_1"),
    "get_many": lambda store: store.get_many(Workstream, ORG, ["ws_1"]),
    "find": lambda store: store.find(Workstream, "ws_1"),
    "find link": lambda store: store.find(Link, link().key),
    "workstreams": lambda store: store.workstreams(ORG, WorkstreamFilter(), PageRequest(9)).items,
    "workstreams_with_stems": lambda store: store.workstreams_with_stems(ORG, ["alfa"], 9),
    "count": lambda store: store.count_workstreams(ORG),
    "organisation_exists": lambda store: store.organisation_exists("unknown"),
    "links": lambda store: store.links(ORG, "ws_1", PageRequest(9)).items,
    "links_of_facts": lambda store: store.links_of_facts(ORG, ["fact_1"]),
    "snapshots": lambda store: store.snapshots(ORG, PageRequest(9)).items,
    "delete_batch": lambda store: store.delete_batch("unknown", 9),
    "create": lambda store: store.commit(ORG, [Create(workstream())]),
    "put": lambda store: store.commit(ORG, [Upsert(snapshot()), Upsert(link())]),
}


@pytest.mark.parametrize("call", CALLS)
def test_each_call_finds_the_dropped_tables_empty_and_makes_them_anew(
    store: SqliteStore, path: Path, call: str
) -> None:
    drop(path)
    assert not CALLS[call](store)
    assert set(GUIDES_TABLES) <= table_names(path)


@pytest.mark.parametrize("exists", ["", "IF EXISTS"])
def test_tables_dropped_while_nothing_runs_are_made_anew_on_the_next_use(
    store: SqliteStore, path: Path, exists: str
) -> None:
    store.close()
    by_hand(path, DROPPED_BY_HAND.format(exists))
    with closing(SqliteStore(path)) as opened:
        assert opened.workstreams(ORG, WorkstreamFilter(), PageRequest(9)).items == []
        create(opened, workstream(title="new"))
        assert read(opened, workstream()).title == "new"


def test_dropping_the_guides_tables_leaves_everything_else(store: SqliteStore, path: Path) -> None:
    drop(path)
    assert store.count_workstreams(ORG) == 0
    assert [read(store, one).model_dump() for one in OTHERS] == [one.model_dump() for one in OTHERS]
    assert fact_ids_holding(store, ["alfa"]) == ["fact_1"]
    assert keys(store.organisations_named(["acme"])) == [ORG]


def test_words_of_a_dropped_workstream_find_no_new_one_under_its_id(store: SqliteStore, path: Path) -> None:
    drop(path)
    create(store, workstream(stems=("beta",)))
    assert store.workstreams_with_stems(ORG, ["alfa"], 9) == []
    assert keys(store.workstreams_with_stems(ORG, ["beta"], 9)) == ["ws_1"]


def test_a_commit_that_meets_a_dropped_table_is_written_whole_and_once(store: SqliteStore, path: Path) -> None:
    drop(path)
    store.commit(ORG, [Create(fact("second")), Create(workstream("ws_2")), Upsert(link("ws_2", "second"))])
    assert keys(store.links_of_facts(ORG, ["second"])) == [link("ws_2", "second").key]
    with pytest.raises(WriteConflict):
        store.commit(ORG, [Create(fact("second"))])


def test_rollback_drops_exactly_the_guides_three_tables(store: SqliteStore, path: Path) -> None:
    before = table_names(path)
    assert sorted(store.rollback()) == GUIDES_TABLES
    assert before - table_names(path) == set(GUIDES_TABLES)
    assert [read(store, one).model_dump() for one in OTHERS] == [one.model_dump() for one in OTHERS]


def test_a_second_rollback_finds_nothing_to_drop(store: SqliteStore) -> None:
    store.rollback()
    assert store.rollback() == []


def test_migrating_after_a_rollback_makes_the_tables_anew_and_empty(store: SqliteStore, path: Path) -> None:
    store.rollback()
    store.migrate()
    assert set(GUIDES_TABLES) <= table_names(path)
    assert (store.count_workstreams(ORG), store.workstreams_with_stems(ORG, ["alfa"], 9)) == (0, [])


def test_migrating_twice_changes_nothing(store: SqliteStore, path: Path) -> None:
    before = table_names(path)
    store.migrate()
    assert table_names(path) == before
    assert store.count_workstreams(ORG) == 1


@pytest.mark.parametrize("table", ["fact_terms", "workstream_terms", "organisation_names"])
def test_a_dropped_table_of_words_is_filled_again(store: SqliteStore, path: Path, table: str) -> None:
    by_hand(path, f"DROP TABLE {table}")
    create(store, fact("f", text="beta"), workstream("w", stems=("beta",)), organisation("b", "b"))
    assert [fact_ids_holding(store, [stem]) for stem in ("alfa", "beta")] == [["fact_1"], ["f"]]
    assert [keys(store.workstreams_with_stems(ORG, [stem], 9)) for stem in ("alfa", "beta")] == [["ws_1"], ["w"]]
    assert [keys(store.organisations_named([key])) for key in ("acme", "b")] == [[ORG], ["b"]]


def test_a_fact_that_a_person_deletes_by_hand_is_found_by_no_word(store: SqliteStore, path: Path) -> None:
    by_hand(path, "DELETE FROM facts")
    assert fact_ids_holding(store, ["alfa"]) == []
    create(store, fact(text="beta"))
    assert fact_ids_holding(store, ["alfa"]) == []


ANY = FactFilter()
VOCABULARY = {"alfa": 0.9, "beta": 0.5, "gama": 0.5, "delta": 0.1, "zeta": 0.02}


@pytest.mark.parametrize("few", [0, 5, 40, 1000])
def test_the_way_of_searching_changes_no_answer(path: Path, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_search, "FEW", few)
    monkeypatch.setattr(word_search, "LOADED", 7)
    chance = random.Random(1)
    facts = [
        fact(
            f"f{number:03}",
            text=" ".join(word for word, share in VOCABULARY.items() if chance.random() < share),
            created_at=at(chance.randrange(40)),
            fact_type=chance.choice(["task", "task", "task", "risk"]),
            status=chance.choice(["draft", "proposed", "proposed"]),
        )
        for number in range(150)
    ]
    facts.sort(key=lambda one: one.fact_id)
    facts.sort(key=lambda one: one.created_at, reverse=True)
    filters = [
        FactFilter(types=types, statuses=statuses, since=since)
        for types, statuses, since in product([(), ("risk",), ("risk", "task")], [(), ("draft",)], [None, at(20)])
    ]
    with closing(SqliteStore(path)) as store:
        create(store, *facts)
        for wanted, stems in product(filters, (["alfa"], ["zeta", "alfa"], ["gama", "alfa", "delta"], [*VOCABULARY])):
            for needed in range(1, len(stems) + 1):
                expected = [
                    one.fact_id
                    for one in facts
                    if len(set(search_terms(one)) & set(stems)) >= needed
                    and (not wanted.types or one.fact_type in wanted.types)
                    and (not wanted.statuses or one.status in wanted.statuses)
                    and (not wanted.since or one.created_at >= wanted.since)
                ]
                for limit in (1, 10, 200):
                    found = keys(store.facts_with_stems(ORG, stems, needed, wanted, limit))
                    assert found == expected[:limit]


def test_a_search_among_many_facts_reads_few_of_a_common_word(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store.commit_in_parts(
            ORG, [Create(fact(f"f{i:04}", text="alfa beta gama", created_at=at(i))) for i in range(4000)]
        )
        create(store, fact("rare", text="alfa beta zeta", created_at=at(-1), fact_type="risk"))
        assert steps(store, ["alfa"], 1) < 20_000
        assert steps(store, ["alfa", "beta", "gama"], 2) < 60_000
        assert steps(store, ["alfa", "beta", "zeta"], 3) < 60_000
        assert steps(store, ["alfa"], 1, FactFilter(types=["risk"])) < 20_000


def steps(store: SqliteStore, stems: list[str], needed: int, wanted: FactFilter = ANY) -> int:
    """How many of SQLite's own steps a search takes, to the hundred."""
    done = [0]

    def count() -> None:
        done[0] += 100

    connection = store._connections.mine()
    connection.set_progress_handler(count, 100)
    store.facts_with_stems(ORG, stems, needed, wanted, 10)
    connection.set_progress_handler(None, 100)
    return done[0]
