"""One odd row of the legacy service's database is named and left, or read as it was meant; the others come."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from devhost import FunctionsApp
from spine.legacy.migration.report import MigrationReport
from tests.api import conftest as of_api
from tests.api.client import Api, body_of
from tests.api.environment import Environment
from tests.clock import Clock
from tests.legacy import legacy_database
from tests.legacy.test_migration import migrated

environment, functions_app, clock = of_api.environment, of_api.functions_app, of_api.clock


@pytest.fixture
def api(functions_app: FunctionsApp, environment: Environment, clock: Clock, tmp_path: Path) -> Api:
    environment.set(SPINE_STORE="sqlite", SPINE_DB_PATH=str(tmp_path / "spine.sqlite3"))
    return Api(functions_app, clock)


def old(path: Path, *statements: tuple[str, tuple[Any, ...]]) -> Path:
    """The old database after some more statements."""
    legacy_database.make(path)
    with closing(sqlite3.connect(path)) as connection:
        for sql, values in statements:
            connection.execute(sql, values)
        connection.commit()
    return path


def a_fact(
    fact_id: str, fact_type: str, payload: object, created_at: str = "2025-02-01"
) -> tuple[str, tuple[Any, ...]]:
    said = payload if isinstance(payload, str | bytes) else json.dumps(payload)
    values = (fact_id, "byd", fact_type, "proposed", said, created_at)
    return "INSERT INTO facts (fact_id, org_id, fact_type, status, payload, created_at) VALUES (?,?,?,?,?,?)", values


def a_quote(fact_id: str, quote: object, ts_start_ms: int = 0) -> tuple[str, tuple[Any, ...]]:
    values = (f"ev-{fact_id}", fact_id, quote, ts_start_ms)
    return "INSERT INTO fact_evidence (evidence_id, fact_id, quote, ts_start_ms) VALUES (?,?,?,?)", values


def came(tmp_path: Path, *statements: tuple[str, tuple[Any, ...]]) -> MigrationReport:
    _, report = migrated(old(tmp_path / "old.db", *statements))
    return report


@pytest.mark.parametrize("name", ["due_iso", "due_date_iso", "due_date", "due", "deadline"])
def test_a_due_date_is_found_under_each_of_its_names(api: Api, tmp_path: Path, name: str) -> None:
    came(tmp_path, a_fact("due", "task", {"text": "Enviar", "due_iso": "next week", name: "2026-05-05"}))
    assert body_of(api.get("/facts/due"))["due_iso"] == "2026-05-05"


@pytest.mark.parametrize(
    "metadata", [None, {"refs": None}, {"refs": ["f1"]}, {"refs": {}}, {"refs": [{"fact_id": "f1"}]}, [1]]
)
def test_an_agenda_with_odd_metadata_is_planned_after_and_judged(api: Api, tmp_path: Path, metadata: object) -> None:
    agenda = {"agenda": {"sections": [], "_metadata": metadata}, "supporting_fact_ids": ["f1"]}
    yesterday = (api.clock.now).strftime("%Y-%m-%d")
    came(tmp_path, a_fact("late", "agenda_proposal", agenda, yesterday))
    api.clock.pass_by(days=2)
    api.plan("pauta sobre integrações", org="byd")
    body_of(api.post("/agenda/late/feedback", {"bullets": [{"fact_id": "f1", "verdict": "accept"}]}))


@pytest.mark.parametrize(
    ("fact_type", "payload"),
    [
        ("task", r'{"text": "a\ud800b"}'),
        ("task", {"text": "x", "number": int("9" * 400)}),
        ("task", {"text": "x" * 2_100_000}),
        ("task", '{"text": "x", "deep": ' + "[" * 700 + "]" * 700 + "}"),
    ],
    ids=["half a character", "a number that no double holds", "too long", "too deep"],
)
def test_a_fact_that_cannot_be_stored_is_named_and_the_others_come(
    api: Api, tmp_path: Path, fact_type: str, payload: object
) -> None:
    report = came(tmp_path, a_fact("odd", fact_type, payload), a_quote("odd", "uma citação"))
    assert any("'odd'" in line for line in report.left)
    assert any(line.startswith("fact_evidence: 'odd'") for line in report.left)
    assert api.get("/facts/odd").status == 404
    assert api.get("/facts/f1").status == 200


@pytest.mark.parametrize(
    "agenda", [{"start_iso": "2026-01-01T10:00:00Z", "minutes": 9 * 10**18}, {"minutes": -5}, {"minutes": 10**6}]
)
def test_a_length_that_no_meeting_has_counts_as_none(api: Api, tmp_path: Path, agenda: dict[str, object]) -> None:
    came(tmp_path, a_fact("long", "agenda", {"sections": [], **agenda}))
    assert body_of(api.get("/agenda/proposals/long"))["proposal_id"] == "long"


def test_text_stored_as_bytes_is_text(api: Api, tmp_path: Path) -> None:
    came(
        tmp_path, a_fact("blob", "task", json.dumps({"text": "Enviar já"}).encode()), a_quote("blob", "eu já".encode())
    )
    fact = body_of(api.get("/facts/blob"))
    assert (fact["text"], fact["evidence"][0]["quote"]) == ("Enviar já", "eu já")


def test_a_number_just_beyond_what_a_double_holds_comes_as_the_nearest(api: Api, tmp_path: Path) -> None:
    came(tmp_path, a_fact("big", "task", {"text": "x", "n": 2**53 + 1}))
    assert body_of(api.get("/facts/big"))["payload"]["n"] == 2**53


def test_a_moment_that_no_meeting_has_loses_itself_alone(api: Api, tmp_path: Path) -> None:
    came(tmp_path, a_fact("late", "task", {"text": "x"}), a_quote("late", "uma citação", 2**63 - 1))
    [evidence] = body_of(api.get("/facts/late"))["evidence"]
    assert (evidence["quote"], evidence["ts_start_ms"]) == ("uma citação", None)


def test_an_item_of_an_agenda_is_a_fact(api: Api, tmp_path: Path) -> None:
    came(tmp_path, a_fact("item", "agenda_item", {"text": "Discutir preços"}))
    assert body_of(api.get("/facts/item"))["text"] == "Discutir preços"


def test_an_agenda_names_its_facts_as_they_are_called_now(api: Api, tmp_path: Path) -> None:
    report = came(tmp_path, a_fact("names", "agenda", {"sections": [], "supporting_fact_ids": ["search", " f1 "]}))
    payload = body_of(api.get("/agenda/proposals/names"))["payload"]
    assert payload["supporting_fact_ids"] == [report.mapped["fact"]["search"], "f1"]


def test_a_view_on_what_is_gone_is_passed_over(api: Api, tmp_path: Path) -> None:
    came(tmp_path, ("CREATE VIEW broken AS SELECT * FROM gone", ()))
    assert api.get("/facts/f1").status == 200


def test_a_table_is_known_whatever_the_case_of_its_name(api: Api, tmp_path: Path) -> None:
    report = came(tmp_path, ("ALTER TABLE facts RENAME TO Facts_", ()), ("ALTER TABLE Facts_ RENAME TO FACTS", ()))
    assert report.missing == []
    assert api.get("/facts/f1").status == 200


def test_ids_that_differ_by_a_space_stay_two_and_the_changed_one_is_listed(api: Api, tmp_path: Path) -> None:
    report = came(
        tmp_path, a_fact("s8", "task", {"text": "Enviar"}), a_fact(" s8", "task", {"text": "Receber"}),
        a_quote(" s8", "vou receber"),
        ("INSERT INTO workstreams (workstream_id, org_id, title) VALUES (?, ?, ?)", ("ws ", "byd", "Recebimento")),
        ("INSERT INTO workstream_facts (workstream_id, fact_id, weight) VALUES (?, ?, ?)", ("ws ", " s8", 0.5)),
    )  # fmt: skip
    fact_id, workstream_id = report.mapped["fact"][" s8"], report.mapped["workstream"]["ws "]
    assert body_of(api.get("/facts/s8"))["text"] == "Enviar"
    other = body_of(api.get(f"/facts/{fact_id}"))
    assert (other["text"], [one["quote"] for one in other["evidence"]]) == ("Receber", ["vou receber"])
    linked = body_of(api.get(f"/workstreams/{workstream_id}/facts"))["facts"]
    assert [one["fact_id"] for one in linked] == [fact_id]


@pytest.mark.parametrize("blank", ["", "  ", "\n\t"])
def test_a_blank_text_hides_no_other(api: Api, tmp_path: Path, blank: str) -> None:
    insert = "INSERT INTO facts (fact_id, org_id, fact_type, status, payload, created_at) VALUES (?,?,?,?,?,?)"
    payload = json.dumps(
        {"text": blank, "description": "Enviar a lista", "attributes": {"owner": "Ana"}, "owner": blank}
    )
    came(tmp_path, (insert, ("blank", "byd", "task", "proposed", payload, "2025-02-01")))
    fact = body_of(api.get("/facts/blank"))
    assert (fact["text"], fact["owner"]) == ("Enviar a lista", "Ana")


@pytest.mark.parametrize("fact_type", ["agenda", "weekly_agenda"])
def test_an_agenda_that_was_a_list_keeps_its_sections(api: Api, tmp_path: Path, fact_type: str) -> None:
    sections = [{"title": "Preços", "minutes": 10, "items": []}]
    came(tmp_path, a_fact("list", fact_type, sections))
    kept = body_of(api.get("/agenda/proposals/list"))
    assert kept["payload"]["agenda"]["sections"] == sections
