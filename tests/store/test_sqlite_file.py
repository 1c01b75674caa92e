"""What is SQLite's own: the file, its versions, its connections."""

import gc
import sqlite3
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from json import dumps
from pathlib import Path
from typing import cast

import pytest

from spine.domain.facts import Fact, content_hash
from spine.errors import BadSettings, Unavailable
from spine.store.errors import BadPosition
from spine.store.protocol import Create, FactFilter, PageRequest, Store, WorkstreamFilter
from spine.store.sqlite import connections, migrations
from spine.store.sqlite.store import SqliteStore
from tests.store.builders import ORG, create, fact, fact_ids_holding, keys, link, read, workstream


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "spine.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(path)) as opened:
        yield opened


def ask(path: Path, statement: str) -> list[tuple[object, ...]]:
    """What anybody sees who opens the file with another program."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def column_names(path: Path, table: str) -> list[object]:
    return [row[1] for row in ask(path, f"PRAGMA table_info({table})")]


def test_the_sqlite_store_is_a_store(store: SqliteStore) -> None:
    promised: Store = store
    assert promised.name == "sqlite"


def test_importing_the_package_of_stores_loads_no_database() -> None:
    check = "import sys, spine.store, spine.store.protocol; print(sorted({'sqlite3', 'azure'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", check], capture_output=True, check=True).stdout == b"[]\n"


def test_no_file_is_made_before_the_first_use(path: Path) -> None:
    store = SqliteStore(path)
    assert not path.exists()
    with closing(store):
        store.ping()
        assert path.exists()


def test_the_first_use_makes_and_migrates_the_file(store: SqliteStore, path: Path) -> None:
    assert not store.organisation_exists(ORG)
    assert ask(path, "PRAGMA user_version") == [(len(migrations.MIGRATIONS),)]
    assert ask(path, "PRAGMA application_id") == [(connections.APPLICATION_ID,)]


def test_an_empty_file_is_made_a_database(store: SqliteStore, path: Path) -> None:
    path.touch()
    create(store, fact())
    assert read(store, fact()).fact_id == "fact_1"


def test_the_guides_tables_show_their_columns(store: SqliteStore, path: Path) -> None:
    store.migrate()
    legacy = {
        "workstreams": "org_id workstream_id title description status priority owner start_iso target_iso tags "
        "created_at updated_at",
        "workstream_facts": "org_id workstream_id fact_id weight created_at",
        "account_snapshots": "org_id snapshot_id as_of_iso summary top_workstreams metrics",
    }
    for table, names in legacy.items():
        assert set(names.split()) <= set(column_names(path, table))


def test_people_who_look_in_see_plain_values(store: SqliteStore, path: Path) -> None:
    create(store, workstream(title="Renovação", tags=("a", "ç"), priority=7, owner="Ana"))
    assert ask(path, "SELECT title, tags, priority, owner, status FROM workstreams") == [
        ("Renovação", '["a","ç"]', 7, "Ana", "green")
    ]


def test_a_reopened_file_keeps_everything(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        create(store, fact(text="alfa"), workstream())
        before = read(store, fact())
    with closing(SqliteStore(path)) as store:
        assert read(store, fact()) == before
        assert fact_ids_holding(store, ["alfa"]) == ["fact_1"]
        assert store.count_workstreams(ORG) == 1


def test_the_file_is_in_wal_mode_and_syncs_normally(store: SqliteStore, path: Path) -> None:
    store.ping()
    assert ask(path, "PRAGMA journal_mode") == [("wal",)]
    connection = store._connections.mine()
    assert connection.execute("PRAGMA synchronous").fetchone() == (1,)
    assert connection.execute("PRAGMA busy_timeout").fetchone() == (5000,)


def test_an_older_file_gets_todays_words_and_keeps_its_etags(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        create(store, workstream(title="Fase 3"), fact(text="Ligar o wi-fi da sala 7"), link())
        before = read(store, fact()).etag
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE facts SET terms = '[]', analysis = replace(analysis, 'sala', 'obra')")
        connection.execute("UPDATE workstreams SET stems = '[]'")
        connection.execute("PRAGMA user_version = 3")
    with closing(SqliteStore(path)) as store:
        assert fact_ids_holding(store, ["7", "wifi"], 2) == ["fact_1"]
        assert keys(store.workstreams_with_stems(ORG, ["3"], 9)) == ["ws_1"]
        assert {"3", "7", "wifi"} <= set(read(store, workstream()).stems)
        assert read(store, fact()).etag == before
        assert "sala" in read(store, fact()).analysis.stems


def test_an_older_file_gets_states_and_facts_that_were_called_done_are_done(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        create(store, fact("done"), fact("open"), workstream())
    hidden = {"hidden": {"verdict": "done", "said": content_hash(fact("done"))}}
    with closing(sqlite3.connect(path)) as connection, connection:
        for index in ("facts_of_status_and_state", "facts_of_type", "facts_due"):
            connection.execute(f"DROP INDEX {index}")
        connection.execute("CREATE INDEX facts_of_status ON facts (org_id, status, created_at DESC, fact_id)")
        for table in ("facts", "workstreams"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN state")
        connection.execute("UPDATE facts SET extra = json_patch(extra, ?) WHERE fact_id = 'done'", [dumps(hidden)])
        connection.execute("UPDATE facts SET extra = json_remove(extra, '$.set_by')")
        connection.execute("PRAGMA user_version = 3")
    with closing(SqliteStore(path)) as store:
        assert keys(store.facts(ORG, FactFilter(states=["done"]), PageRequest(9)).items) == ["done"]
        assert keys(store.facts(ORG, FactFilter(states=["open"]), PageRequest(9)).items) == ["open"]
        assert (read(store, fact("done")).set_by, read(store, fact("open")).set_by) == ("person", "machine")
        assert read(store, workstream()).state == "active"
    indexes = {name for (name,) in ask(path, "SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert "facts_of_status_and_state" in indexes
    assert "facts_of_status" not in indexes


def test_facts_of_an_older_file_that_were_stored_under_a_synonym_are_listed_as_their_type(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        create(store, fact("f"), fact("other", fact_type="my_type"))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE facts SET fact_type = 'pendencia' WHERE fact_id = 'f'")
        connection.execute("PRAGMA user_version = 10")
    with closing(SqliteStore(path)) as store:
        assert keys(store.facts(ORG, FactFilter(types=["action_item"]), PageRequest(9)).items) == ["f"]
        assert keys(store.facts(ORG, FactFilter(types=["my_type"]), PageRequest(9)).items) == ["other"]
        assert read(store, fact("f")).fact_type == "action_item"


def test_a_later_migration_runs_once_on_the_next_use(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(SqliteStore(path)) as store:
        create(store, fact())
    ran: list[int] = []

    def add_column(connection: sqlite3.Connection) -> None:
        ran.append(1)
        connection.execute("ALTER TABLE facts ADD COLUMN probe TEXT")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, add_column))
    for _ in range(2):
        with closing(SqliteStore(path)) as store:
            assert read(store, fact()).fact_id == "fact_1"
    assert ran == [1]
    assert "probe" in column_names(path, "facts")
    assert ask(path, "PRAGMA user_version") == [(len(migrations.MIGRATIONS),)]


def test_a_later_migration_finds_tables_that_were_dropped_by_hand(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(SqliteStore(path)) as store:
        create(store, fact())
        store.rollback()

    def add_column(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE workstreams ADD COLUMN probe TEXT")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, add_column))
    with closing(SqliteStore(path)) as store:
        create(store, workstream())
    assert "probe" in column_names(path, "workstreams")


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(SqliteStore(path)) as store:
        create(store, fact())

    def half(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE facts ADD COLUMN probe TEXT")
        raise KeyError("half-way")

    with monkeypatch.context() as patch, closing(SqliteStore(path)) as store:
        patch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, half))
        with pytest.raises(KeyError):
            store.ping()
    assert "probe" not in column_names(path, "facts")
    with closing(SqliteStore(path)) as store:
        assert read(store, fact()).fact_id == "fact_1"


def refusal(path: Path) -> str:
    """The line that a path is refused with; it names the setting and the value."""
    with closing(SqliteStore(path)) as store, pytest.raises(BadSettings) as refused:
        store.ping()
    line = refused.value.detail
    assert f"SPINE_DB_PATH={str(path)!r}" in line
    assert "\n" not in line
    return line


def test_a_missing_directory_is_named(tmp_path: Path) -> None:
    assert "directory does not exist" in refusal(tmp_path / "missing" / "spine.sqlite3")
    assert not (tmp_path / "missing").exists()


def test_a_directory_is_no_database(tmp_path: Path) -> None:
    assert "this is a directory" in refusal(tmp_path)


@pytest.mark.parametrize("content", [b"x", b"some notes\n" * 500, b"SQLite format 2\0" + b"\0" * 4096])
def test_a_file_that_is_no_database_is_refused_and_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert "not a SQLite database" in refusal(path)
    assert path.read_bytes() == content
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "statements",
    [
        "CREATE TABLE facts (id)",
        "CREATE TABLE notes (id); PRAGMA user_version = 1",
        "CREATE TABLE notes (id); PRAGMA application_id = 42",
        "PRAGMA application_id = 42",
    ],
)
def test_another_programs_database_is_refused_and_untouched(path: Path, statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(statements)
    before = path.read_bytes()
    assert "another program's database" in refusal(path)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_file_of_a_newer_spine_is_refused_and_untouched(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        create(store, fact())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(migrations.MIGRATIONS) + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    assert "newer version of Spine" in refusal(path)
    assert path.read_bytes() == before


def test_a_write_that_waits_too_long_says_that_the_database_is_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "BUSY_MILLISECONDS", 50)
    with closing(SqliteStore(path)) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        create(store, fact())
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="busy") as refused:
            create(store, fact("second", text="secret"))
        assert read(store, fact()).fact_id == "fact_1"
        other.execute("ROLLBACK")
        create(store, fact("second"))
    assert refused.value.retry_after >= 1
    assert not any(word in refused.value.detail for word in ("INSERT", "secret", str(path)))


def test_a_full_disk_is_told_and_nothing_of_the_commit_stays(store: SqliteStore) -> None:
    create(store, fact())
    connection = store._connections.mine()
    connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(Unavailable, match="full"):
        store.commit(ORG, [Create(fact("small")), Create(fact("large", text="x" * 100_000))])
    assert store.get(Fact, ORG, "small") is None
    connection.execute("PRAGMA max_page_count = 1000000")
    create(store, fact("small"))


def test_a_database_that_cannot_be_written_is_told_so(store: SqliteStore) -> None:
    create(store, fact())
    store._connections.mine().execute("PRAGMA query_only = 1")
    with pytest.raises(Unavailable, match="is read-only"):
        create(store, fact("second"))
    assert read(store, fact()).fact_id == "fact_1"


def test_a_damaged_file_is_told(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        store.commit_in_parts(ORG, [Create(fact(f"f{i}", text="x" * 500)) for i in range(200)])
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with closing(SqliteStore(path)) as store, pytest.raises(Unavailable, match="damaged"):
        store.facts(ORG, FactFilter(), PageRequest(50))


def test_two_threads_write_side_by_side(store: SqliteStore) -> None:
    def write(thread: int) -> None:
        for number in range(100):
            create(store, fact(f"f_{thread}_{number}"))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, range(2)))
    assert len(store.facts(ORG, FactFilter(), PageRequest(300)).items) == 200


def test_eight_threads_that_use_a_new_file_first_all_find_it_made(path: Path) -> None:
    start = threading.Barrier(8)

    with closing(SqliteStore(path)) as store:

        def begin(number: int) -> None:
            start.wait()
            create(store, fact(f"f{number}"))

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(begin, range(8)))
        assert len(store.facts(ORG, FactFilter(), PageRequest(9)).items) == 8


def test_connections_of_ended_threads_do_not_pile_up(store: SqliteStore) -> None:
    store.ping()
    for _ in range(20):
        in_a_thread(store.ping)
    gc.collect()
    assert len(store._connections._held) == 1


def in_a_thread(call: Callable[[], None]) -> None:
    thread = threading.Thread(target=call)
    thread.start()
    thread.join()


def test_a_forgotten_store_closes_its_connections_even_in_a_cycle(path: Path) -> None:
    forgotten: list[object] = [SqliteStore(path)]
    create(cast(SqliteStore, forgotten[0]), fact())
    forgotten.append(forgotten)
    del forgotten
    with warnings.catch_warnings(record=True) as unclosed:
        warnings.simplefilter("always")
        gc.collect()
    assert not [warning for warning in unclosed if warning.category is ResourceWarning]


def test_a_closed_store_opens_again_on_the_next_use(store: SqliteStore) -> None:
    create(store, fact())
    store.close()
    assert read(store, fact()).fact_id == "fact_1"


BAD_POSITIONS = [
    "", "x", "{}", "[]", "[1]", '["a", null]', '["a", ["b"]]', '["a", "b", "c"]', '[1, "a"]', '["a", true]',
    '[99999999999999999999999, "f"]', '["\\ud800", "f"]', '["a", "\\udfff"]', "[" * 3000, '[NaN, "f"]', '"ab"',
]  # fmt: skip


@pytest.mark.parametrize("position", BAD_POSITIONS)
def test_what_is_no_position_of_a_list_is_refused(store: SqliteStore, position: str) -> None:
    with pytest.raises(BadPosition):
        store.facts(ORG, FactFilter(), PageRequest(5, position))


@pytest.mark.parametrize("priority", ["99999999999999999999", "1e999", "NaN", "-Infinity", "true", '"5"', "null", "[]"])
def test_a_number_of_a_position_is_one_that_is_stored(store: SqliteStore, priority: str) -> None:
    with pytest.raises(BadPosition):
        store.workstreams(
            ORG, WorkstreamFilter(), PageRequest(5, f'[{priority}, "green", "2026-01-01T00:00:00Z", "w"]')
        )


def test_a_person_looking_in_does_not_take_the_stores_locks_away(tmp_path: Path) -> None:
    store, path = SqliteStore(tmp_path / "spine.sqlite3"), tmp_path / "spine.sqlite3"
    create(store, fact())
    thread = threading.Thread(target=lambda: read(store, fact()))
    thread.start()
    thread.join()
    look = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM facts').fetchone())"
    subprocess.run([sys.executable, "-c", look, str(path)], check=True, capture_output=True)
    create(store, fact("fact_2"))
    store.close()
    again = SqliteStore(path)
    assert read(again, fact("fact_2")).fact_id == "fact_2"
    again.close()


def lose(path: Path) -> None:
    path.unlink()


def replace(path: Path) -> None:
    other = path.with_name("other")
    SqliteStore(other).migrate()
    other.rename(path)


@pytest.mark.parametrize("act", [lose, replace])
def test_a_file_that_is_deleted_or_replaced_takes_no_more_writes(
    store: SqliteStore, path: Path, act: Callable[[Path], None]
) -> None:
    create(store, fact("kept"))
    kept = path.with_name("kept")
    kept.hardlink_to(path)
    act(path)

    def on_another_thread() -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(store.ping).result()

    for call in (lambda: create(store, fact("lost")), store.ping, on_another_thread):
        with pytest.raises(Unavailable, match=r"was deleted or replaced.*restart Spine"):
            call()
    assert path.exists() is (act is replace)
    kept.rename(path)
    assert [one.fact_id for one in store.facts(ORG, FactFilter(), PageRequest(9)).items] == ["kept"]


def test_a_store_that_was_closed_opens_the_file_that_is_there_then(store: SqliteStore, path: Path) -> None:
    create(store, fact("old"))
    store.close()
    path.unlink()
    create(store, fact("new"))
    assert keys(store.facts(ORG, FactFilter(), PageRequest(9)).items) == ["new"]
