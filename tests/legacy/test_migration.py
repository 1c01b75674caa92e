"""The legacy service's database: what was in it is found again through the API, on either store."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from devhost import FunctionsApp
from spine import bootstrap
from spine.errors import BadFile
from spine.legacy.migration.conversion import migrate
from spine.legacy.migration.report import MigrationReport
from spine.operations.transfer.conflict_policy import Policy
from spine.operations.transfer.importing import ImportResult
from spine.store.sqlite.store import SqliteStore
from tests.api import conftest as of_api
from tests.api.client import Api, body_of
from tests.api.stores import each_store
from tests.clock import Clock
from tests.legacy import legacy_database

environment, functions_app, clock, store = of_api.environment, of_api.functions_app, of_api.clock, each_store


@pytest.fixture
def api(functions_app: FunctionsApp, store: str, clock: Clock) -> Api:
    return Api(functions_app, clock)


def migrated(path: Path, policy: Policy = Policy.REFUSE) -> tuple[ImportResult, MigrationReport]:
    return migrate(bootstrap.service(), path, policy)


def test_every_fact_quote_owner_and_link_is_found_again(api: Api, tmp_path: Path) -> None:
    before = legacy_database.make(tmp_path / "old.db").read_bytes()
    _, report = migrated(tmp_path / "old.db")
    ids = report.mapped
    assert {kind: list(given) for kind, given in ids.items()} == {
        "organisation": ["Órgão 1"], "workstream": ["ws/2"], "fact": ["ata nº 5", "search"], "meeting": ["m 1"],
    }  # fmt: skip
    one = body_of(api.get("/facts/f1"))
    assert (one["text"], one["owner"], one["due_iso"]) == ("Usar a API nova", "Ana Conceição", "2026-04-01")
    assert one["status"] == "validated"
    assert (one["created_at"], one["updated_at"]) == ("2025-02-01T10:00:00Z", "2025-02-02T10:00:00Z")
    assert one["meeting_id"] == ids["meeting"]["m 1"]
    assert [(e["quote"], e["char_span"], e["utterance_ids"]) for e in one["evidence"]] == [
        (" “vamos usar a API nova” ", [3, 25], ["u1", "u2"]), ("está decidido", None, ["u3", "u4"]),
    ]  # fmt: skip
    assert [(e["display_name"], e["role"]) for e in one["entities"]] == [
        ("BYD", "party"), ("Ana Conceição", "owner"), ("unknown", None),
    ]  # fmt: skip
    second = body_of(api.get(f"/facts/{ids['fact']['ata nº 5']}"))
    assert (second["owner"], second["status"], second["due_iso"]) == ("Zé", "proposed", None)
    assert (second["payload"]["due"], second["meeting_id"]) == ("next week", "m1")
    assert second["evidence"][0]["quote"] == "eu envio o contrato"
    third = body_of(api.get("/facts/f3"))
    assert (third["owner"], third["status"], third["text"]) == ("Rui", "draft", "Sem frete")
    assert body_of(api.get(f"/facts/{ids['fact']['search']}"))["org_id"] == ids["organisation"]["Órgão 1"]
    assert _linked(api, "ws1") == {"f1": 0.7, ids["fact"]["ata nº 5"]: 1.0}
    assert _linked(api, ids["workstream"]["ws/2"]) == {"f1": 1.0}
    assert body_of(api.get("/workstreams/ws1/meetings"))["meeting_ids"] == ["m1"]
    assert (tmp_path / "old.db").read_bytes() == before


def _linked(api: Api, workstream_id: str) -> dict[str, float]:
    found = body_of(api.get(f"/workstreams/{workstream_id}/facts"))["facts"]
    return {one["fact_id"]: one["weight"] for one in found}


def test_workstreams_organisations_and_snapshots_come_along(api: Api, tmp_path: Path) -> None:
    ids = migrated(legacy_database.make(tmp_path / "old.db"))[1].mapped
    ws = body_of(api.get("/workstreams/ws1"))
    assert (ws["title"], ws["status"], ws["priority"], ws["tags"]) == ("Integrações", "red", 3, ["api", "byd"])
    other = body_of(api.get(f"/workstreams/{ids['workstream']['ws/2']}"))
    assert (other["status"], other["priority"], other["tags"]) == ("green", 1000, ["frete", "custo"])
    org = body_of(api.get("/orgs/byd"))
    assert (org["name"], org["context_text"]) == ("BYD Brasil", "Fabricante de ônibus")
    assert [one["summary"] for one in body_of(api.get("/orgs/byd/snapshots"))["snapshots"]] == ["ok"]
    plan = api.plan("pauta da próxima reunião com a BYD Brasil sobre integrações")
    assert plan["proposal"]["choice"] == "macro"
    assert "f1" in plan["proposal"]["supporting_fact_ids"]


def test_agendas_stored_as_facts_become_proposals(api: Api, tmp_path: Path) -> None:
    ids = migrated(legacy_database.make(tmp_path / "old.db"))[1].mapped
    assert api.get("/facts/ag1").status == 404
    items = {one["proposal_id"]: one["payload"] for one in body_of(api.get("/agenda/proposals", org="byd"))["items"]}
    assert items.keys() == {"ag1", "ag2"}
    assert (items["ag1"]["subject"], items["ag1"]["agenda"]["title"]) == ("integrações", "Reunião BYD")
    assert items["ag1"]["supporting_fact_ids"] == ["f1", ids["fact"]["ata nº 5"]]
    assert items["ag2"]["agenda"] == {"title": "", "sections": [], "text": "1. Abertura 2. Preços"}


def test_what_is_left_behind_is_named_and_counted(api: Api, tmp_path: Path) -> None:
    result, report = migrated(legacy_database.make(tmp_path / "old.db"))
    assert report.left_by_table == {
        "facts": 2, "fact_evidence": 1, "workstream_facts": 3, "meeting_workstreams": 1, "workstreams": 1,
        "transcripts": 1,
    }  # fmt: skip
    told = "\n".join(report.left)
    for name in ("'lost'", "'mute'", "'nowhere'", "'unknown'", "another organisation", "Spine keeps no transcripts"):
        assert name in told
    assert report.missing == []
    assert report.changed["drafts with a quote became proposed"] == 1
    assert report.changed["agendas stored as facts became proposals"] == 2
    assert {kind: counts["made"] for kind, counts in result.outcomes.items()} == {
        "organisation": 2, "workstream": 2, "fact": 4, "workstream_fact": 3, "meeting_workstream": 2, "agenda": 2,
        "account_snapshot": 1,
    }  # fmt: skip


def test_the_same_database_twice_changes_nothing(api: Api, tmp_path: Path) -> None:
    legacy_database.make(tmp_path / "old.db")
    migrated(tmp_path / "old.db")
    again, _ = migrated(tmp_path / "old.db")
    assert {name for counts in again.outcomes.values() for name in counts} == {"same"}


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("without", "named", "facts"),
    [
        (("fact_evidence", "entities", "transcripts", "meeting_workstreams"), "table fact_evidence", 4),
        (("facts",), "table facts", 0),
        (("orgs", "org_context", "workstream_facts"), "table orgs", 4),
        (("facts.confidence", "facts.status", "workstreams.priority"), "column facts.status", 4),
        (("facts.org_id",), "column facts.org_id", 0),
    ],
)
def test_what_is_missing_is_named_and_the_rest_imported(
    api: Api, tmp_path: Path, without: tuple[str, ...], named: str, facts: int
) -> None:
    _, report = migrated(legacy_database.make(tmp_path / "old.db", without=without))
    assert named in report.missing
    found = body_of(api.get("/orgs/byd/facts"))["facts"] + _of_mapped(api, report)
    assert len(found) == facts
    assert body_of(api.get("/workstreams/ws1"))["title"] == "Integrações"


def _of_mapped(api: Api, report: MigrationReport) -> list[Any]:
    return list(body_of(api.get(f"/orgs/{report.mapped['organisation'].get('Órgão 1', 'none')}/facts"))["facts"])


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a SQLite database"), (b"x" * 40, "not a SQLite database"), (b"no database at all " * 100, "SQLite"),
        (None, "no such file"), ("directory", "directory"), ("other", "none of the legacy service's tables"),
        ("spine", "database of Spine itself"), ("locked", "another program is writing"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_in_one_line(
    api: Api, tmp_path: Path, content: bytes | str | None, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spine.legacy.migration.databases.BUSY_SECONDS", 0.05)
    path = tmp_path / "old.db"
    held = _make(path, content)
    with pytest.raises(BadFile, match=said) as refused:
        migrated(path)
    assert "\n" not in refused.value.detail
    assert str(path) in refused.value.detail
    if held:
        held.close()


def _make(path: Path, content: bytes | str | None) -> sqlite3.Connection | None:
    match content:
        case bytes():
            path.write_bytes(content)
        case "directory":
            path.mkdir()
        case "spine":
            with closing(SqliteStore(path)) as store:
                store.migrate()
        case "other" | "locked":
            held = sqlite3.connect(path, isolation_level=None)
            held.execute("CREATE TABLE notes (id)")
            if content == "locked":
                held.execute("BEGIN EXCLUSIVE")
            return held
    return None


@pytest.mark.parametrize("store", ["sqlite"], indirect=True)
def test_an_old_organisation_that_spine_has_already_is_refused(api: Api, tmp_path: Path) -> None:
    api.fact("byd", "Outra coisa")
    legacy_database.make(tmp_path / "old.db")
    with pytest.raises(Exception, match="These exist and differ: byd"):
        migrated(tmp_path / "old.db")
    assert len(body_of(api.get("/orgs/byd/facts"))["facts"]) == 1
    migrated(tmp_path / "old.db", Policy.MERGE)
    assert len(body_of(api.get("/orgs/byd/facts"))["facts"]) == 4


def test_organisations_without_a_time_zone_are_listed(api: Api, tmp_path: Path) -> None:
    path = legacy_database.make(tmp_path / "old.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE orgs ADD COLUMN timezone TEXT")
        connection.execute("UPDATE orgs SET timezone = 'America/Bahia' WHERE org_id = 'byd'")
        connection.execute("UPDATE orgs SET timezone = 'BRT' WHERE org_id <> 'byd'")
        connection.commit()
    _, report = migrated(path)
    assert report.without_zone == [report.mapped["organisation"]["Órgão 1"]]
    assert f"1 organisations have no time zone: {report.without_zone[0]}" in report.lines
    assert body_of(api.get("/orgs/byd"))["time_zone"] == "America/Bahia"
