"""An organisation that is on both sides: refused, merged or replaced."""

from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from spine.domain.facts import Fact
from spine.domain.workstreams import Workstream
from spine.errors import Conflict
from spine.operations.paging import all_documents
from spine.operations.transfer import importing
from spine.operations.transfer.conflict_policy import Policy
from spine.operations.transfer.export import export
from spine.operations.transfer.importing import load
from spine.schemas.facts import FactFields
from spine.schemas.workstreams import WorkstreamFields
from spine.store.protocol import SoftDelete, Store, Write
from spine.store.sqlite.store import SqliteStore
from spine.usecases import facts, links, sweep, workstreams
from tests.operations.transfer.filling import NOW, fill, service_of


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An export of two organisations."""
    with closing(SqliteStore(tmp_path / "source.sqlite3")) as source:
        fill(source, count=5)
        export(service_of(source), tmp_path / "x.jsonl")
    return tmp_path / "x.jsonl"


def say(store: Store, fact_id: str, text: str, days: int) -> None:
    given = FactFields(fact_id=fact_id, fact_type="risk", text=text)
    facts.store(service_of(store, NOW + timedelta(days=days)), "acme", [given])


def text(store: Store, fact_id: str) -> str | None:
    found = store.get(Fact, "acme", fact_id)
    return found.text if found else None


def test_another_organisation_of_the_same_id_is_refused_and_nothing_written(store: Store, file: Path) -> None:
    say(store, "mine", "Meu", 0)
    with pytest.raises(
        Conflict, match=r"acme \(organisation 'acme' differs\).*Nothing was written.*--merge.*--replace"
    ):
        load(service_of(store), file)
    assert store.existing_organisations_across_partitions() == ["acme"]
    assert [one.fact_id for one in all_documents(store, Fact, "acme")] == ["mine"]


def test_a_change_after_an_import_is_refused_too(store: Store, file: Path) -> None:
    load(service_of(store), file)
    say(store, "f1", "Outro texto", 1)
    with pytest.raises(Conflict, match="fact 'f1' differs"):
        load(service_of(store), file)
    assert text(store, "f1") == "Outro texto"


def test_merging_lets_the_later_version_win_and_removes_nothing(store: Store, file: Path) -> None:
    before = fact_texts(file, store)
    say(store, "f1", "Mais novo aqui", 1)
    say(store, "f2", "Mais velho aqui", -1)
    say(store, "mine", "Só aqui", 1)
    came = load(service_of(store), file, Policy.MERGE)
    assert text(store, "f1") == "Mais novo aqui"
    assert text(store, "f2") == before["f2"]
    assert (text(store, "mine"), text(store, "f3")) == ("Só aqui", before["f3"])
    assert came.outcomes["fact"] == {"kept": 2, "changed": 1, "same": 8}
    again = load(service_of(store), file, Policy.MERGE)
    assert {name for counts in again.outcomes.values() for name in counts} <= {"same", "kept"}


def fact_texts(file: Path, store: Store) -> dict[str, str]:
    load(service_of(store), file)
    return {one.fact_id: one.text for one in all_documents(store, Fact, "acme")}


def test_merging_gathers_the_words_of_all_workstreams_anew(store: Store, file: Path) -> None:
    load(service_of(store), file)
    say(store, "f2", "velho", -1)
    workstreams.save(service_of(store), "acme", WorkstreamFields(workstream_id="own", title="Nossa"))
    links.link(service_of(store), "own", "acme", ["f2"], 1.0)
    load(service_of(store), file, Policy.MERGE)
    own = store.get(Workstream, "acme", "own")
    assert own is not None
    assert "velho" not in own.stems
    assert len(own.stems) > 3


def test_replacing_makes_the_organisation_what_the_file_says(store: Store, file: Path, tmp_path: Path) -> None:
    say(store, "mine", "Meu", 0)
    say(store, "f1", "Outro texto", 1)
    facts.store(service_of(store), "third", [FactFields(fact_type="risk", text="Fica")])
    workstreams.save(service_of(store), "acme", WorkstreamFields(workstream_id="own", title="Nossa"))
    links.link(service_of(store), "own", "acme", ["mine"], 1.0)
    came = load(service_of(store), file, Policy.REPLACE)
    assert came.outcomes["fact"]["removed"] == 1
    assert store.existing_organisations_across_partitions() == ["Beta_2", "acme", "third"]
    export(service_of(store), tmp_path / "acme.jsonl", "acme")
    assert (tmp_path / "acme.jsonl").read_text().count("\n") == file.read_text().count('"org_id":"acme"') + 2
    assert {name for counts in load(service_of(store), file).outcomes.values() for name in counts} == {"same"}


def test_what_a_sweep_adds_meanwhile_is_no_conflict(store: Store, file: Path) -> None:
    load(service_of(store), file)
    workstreams.save(service_of(store), "Beta_2", WorkstreamFields(workstream_id="ws1", title="x"))
    with pytest.raises(Conflict, match="Beta_2"):
        load(service_of(store), file)
    load(service_of(store), file, Policy.REPLACE)
    sweep.sweep_whole(service_of(store, NOW + timedelta(days=90)))
    came = load(service_of(store), file)
    assert came.outcomes["account_snapshot"] == {"same": 2, "kept": 2}


@pytest.mark.parametrize("commits", [1, 4, 8, 12])
def test_an_import_that_ctrl_c_interrupted_is_completed(
    store: Store, file: Path, tmp_path: Path, commits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, commit_in_parts = iter(range(commits)), store.commit_in_parts

    def interrupted(org_id: str, writes: Sequence[Write]) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        commit_in_parts(org_id, writes)

    with monkeypatch.context() as patch:
        patch.setattr(store, "commit_in_parts", interrupted)
        with pytest.raises(KeyboardInterrupt):
            load(service_of(store), file)
    assert store.existing_organisations_across_partitions()
    came = load(service_of(store), file)
    assert {"same", "made"} <= {name for counts in came.outcomes.values() for name in counts}
    export(service_of(store), tmp_path / "y.jsonl")
    assert (tmp_path / "y.jsonl").read_bytes() == file.read_bytes()


def test_who_writes_during_an_import_is_seen_at_its_end(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_refresh_all_keywords", lambda service, org_id: say(store, "new", "Neu", 1))
    with pytest.raises(Conflict, match="fact 'new' of acme differs after the import"):
        load(service_of(store), file)


def test_a_deletion_that_stands_where_a_document_comes_is_completed(store: Store, file: Path) -> None:
    load(service_of(store), file)
    stored = store.get(Fact, "acme", "f1")
    assert stored
    store.commit("acme", [SoftDelete(stored, "2026-03-10T12:00:00Z")])
    load(service_of(store), file, Policy.REPLACE)
    assert text(store, "f1") == stored.text


def test_merging_a_deletion_leaves_what_is_alive(store: Store, file: Path) -> None:
    say(store, "gone", "Lebt", 1)
    came = load(service_of(store), file, Policy.MERGE)
    assert came.outcomes["deleted"] == {"kept": 1, "made": 1}
    assert text(store, "gone") == "Lebt"
