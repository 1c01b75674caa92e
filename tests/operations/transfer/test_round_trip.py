"""A store goes into a file, the file into another store, and that into a file again: the bytes are the same."""

from contextlib import closing
from pathlib import Path

import pytest

from spine.domain.facts import Fact
from spine.domain.workstreams import Workstream
from spine.errors import BadFile, NotFound
from spine.operations.paging import all_documents
from spine.operations.transfer.export import export
from spine.operations.transfer.importing import load
from spine.store.protocol import Store
from spine.store.sqlite.store import SqliteStore
from tests.cosmos.opening import CosmosAccount, cosmos_store
from tests.operations.transfer.filling import fill, service_of


def test_sqlite_to_cosmos_to_sqlite_gives_the_same_bytes(cosmos_account: CosmosAccount, tmp_path: Path) -> None:
    with (
        closing(SqliteStore(tmp_path / "a.sqlite3")) as first,
        cosmos_store(cosmos_account) as second,
        closing(SqliteStore(tmp_path / "b.sqlite3")) as third,
    ):
        fill(first)
        written = export(service_of(first), tmp_path / "1.jsonl")
        brought = load(service_of(second), tmp_path / "1.jsonl")
        export(service_of(second), tmp_path / "2.jsonl")
        load(service_of(third), tmp_path / "2.jsonl")
        export(service_of(third), tmp_path / "3.jsonl")
        assert stems(first) == stems(second) == stems(third)
    one, two, three = ((tmp_path / f"{n}.jsonl").read_bytes() for n in (1, 2, 3))
    assert one == two == three
    assert written.counts == {
        "organisation": 2, "workstream": 8, "fact": 60, "workstream_fact": 80, "meeting_workstream": 8, "agenda": 2,
        "account_snapshot": 2, "deleted": 2,
    }  # fmt: skip
    assert brought.outcomes == {kind: {"made": number} for kind, number in written.counts.items()}
    assert brought.verified == 164
    assert brought.sha256 == written.sha256


def stems(store: Store) -> list[tuple[object, ...]]:
    return [
        (w.stems, w.weights, w.length)
        for org_id in ("Beta_2", "acme")
        for w in all_documents(store, Workstream, org_id)
    ]


def test_one_organisation_is_exported_alone(store: Store, tmp_path: Path) -> None:
    fill(store, count=3)
    written = export(service_of(store), tmp_path / "acme.jsonl", "acme")
    assert written.counts["fact"] == 3
    text = (tmp_path / "acme.jsonl").read_text(encoding="utf-8")
    assert text.startswith('{"format":"spine-export","version":1,"org_id":"acme"}\n')
    assert "Beta_2" not in text
    for internal in ("etag", "stems", "name_keys", "commit_id", "terms", "_sweep"):
        assert f'"{internal}"' not in text


def test_an_unknown_organisation_is_not_exported(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="nobody"):
        export(service_of(store), tmp_path / "x.jsonl", "nobody")
    assert list(tmp_path.glob("x*")) == []


def test_an_empty_store_goes_there_and_back(store: Store, tmp_path: Path) -> None:
    export(service_of(store), tmp_path / "x.jsonl")
    assert load(service_of(store), tmp_path / "x.jsonl").verified == 0


def test_the_same_import_twice_makes_nothing_twice_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    with closing(SqliteStore(tmp_path / "a.sqlite3")) as source:
        fill(source, count=5)
        export(service_of(source), tmp_path / "1.jsonl")
    load(service_of(store), tmp_path / "1.jsonl")
    before = [one.etag for one in all_documents(store, Fact, "acme")]
    again = load(service_of(store), tmp_path / "1.jsonl")
    assert {name for counts in again.outcomes.values() for name in counts} == {"same"}
    assert [one.etag for one in all_documents(store, Fact, "acme")] == before


def test_a_file_that_is_there_is_not_written_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("mine")
    with pytest.raises(BadFile, match="exists; remove it"):
        export(service_of(store), tmp_path / "x.jsonl")
    assert (tmp_path / "x.jsonl").read_text() == "mine"


def test_two_exports_to_one_file_do_not_mix(store: Store, tmp_path: Path) -> None:
    fill(store, count=3)
    export(service_of(store), tmp_path / "wanted.jsonl")
    refused: list[str] = []

    def meanwhile(*_: object) -> None:
        with pytest.raises(BadFile) as told:
            export(service_of(store), tmp_path / "x.jsonl", "acme")
        refused.append(told.value.detail)

    export(service_of(store), tmp_path / "x.jsonl", progress=meanwhile)
    assert refused
    assert {text.split(": ")[1] for text in refused} == {
        "another export is writing this file; wait for it, or name another file."
    }
    assert (tmp_path / "x.jsonl").read_bytes() == (tmp_path / "wanted.jsonl").read_bytes()
    assert sorted(path.name for path in tmp_path.glob("x.jsonl*")) == ["x.jsonl"]
