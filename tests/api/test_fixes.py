"""What the legacy service got wrong: one test for each, so that it stays right."""

import os
import sqlite3
from pathlib import Path

import pytest

from spine.domain.fact_types import FACT_TYPES
from tests.api.client import Api, body_of, bullets, metadata, refused, sentences, shown
from tests.api.conftest import Environment
from tests.api.stores import ON_SQLITE

TABLES = ("workstreams", "workstream_facts", "account_snapshots")


@ON_SQLITE
def test_fix_an_empty_database_path_is_made_and_migrated_on_first_use(
    api: Api, db_path: Path, environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not db_path.exists()
    assert body_of(api.get("/orgs/byd/workstreams"))["workstreams"] == []
    assert db_path.exists()
    monkeypatch.chdir(tmp_path)
    environment.set(SPINE_DB_PATH="")
    assert api.workstream("byd")["org_id"] == "byd"
    assert (tmp_path / "spine_dev.sqlite3").exists()


@ON_SQLITE
def test_fix_the_guides_tables_stand_in_the_database(api: Api, db_path: Path) -> None:
    api.workstream("byd", "Integrações", workstream_id="ws")
    with sqlite3.connect(db_path) as connection:
        row = connection.execute("SELECT title, updated_at FROM workstreams WHERE workstream_id = 'ws'").fetchone()
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert row == ("Integrações", "2026-03-10T12:00:00Z")
    assert tables >= set(TABLES)


@ON_SQLITE
def test_fix_tables_dropped_by_hand_are_made_anew_and_the_micro_planner_plans(api: Api, db_path: Path) -> None:
    api.seeded("byd", "Integrações", {"text": "Publicar a API", "fact_id": "f"}, workstream_id="ws")
    assert api.plan("pauta", org="byd")["proposal"]["choice"] == "macro"
    connection = sqlite3.connect(os.fspath(db_path))
    for table in TABLES:
        connection.execute(f"DROP TABLE {table}")
    connection.commit()
    connection.close()
    answer = api.plan("pauta", org="byd")
    assert (answer["proposal"]["choice"], shown(answer)) == ("next-default", ["f"])
    assert metadata(answer)["nudge"] == "macro_context_missing"
    assert body_of(api.get("/orgs/byd/workstreams"))["workstreams"] == []
    refused(api.get("/workstreams/ws"), 404)
    api.workstream("byd", "Integrações", workstream_id="ws")
    assert api.link("ws", "f")["linked_count"] == 1
    assert api.plan("pauta", org="byd", subject="integrações")["proposal"]["choice"] == "macro"


@ON_SQLITE
@pytest.mark.parametrize("first", ["write", "list", "link", "snapshots", "suggest", "search", "delete", "propose"])
def test_fix_any_call_may_be_the_first_after_the_tables_were_dropped(api: Api, db_path: Path, first: str) -> None:
    api.seeded("byd", "Integrações", {"text": "Publicar a API", "fact_id": "f"}, workstream_id="ws")
    connection = sqlite3.connect(os.fspath(db_path))
    for table in TABLES:
        connection.execute(f"DROP TABLE {table}")
    connection.commit()
    connection.close()
    answer = {
        "write": lambda: api.post("/orgs/byd/workstreams", {"title": "a"}),
        "list": lambda: api.get("/orgs/byd/workstreams"),
        "link": lambda: api.post("/workstreams/ws/link-facts", {"fact_ids": ["f"]}),
        "snapshots": lambda: api.get("/orgs/byd/snapshots"),
        "suggest": lambda: api.post("/orgs/byd/workstreams:suggest"),
        "search": lambda: api.get("/facts/search", org="byd", q="api"),
        "delete": lambda: api.delete("/facts/f"),
        "propose": lambda: api.post("/agenda/propose", {"text": "pauta", "org": "byd"}),
    }[first]()
    assert answer.status == {"link": 404, "delete": 204}.get(first, 200)


def test_fix_a_write_never_overwrites_another_organisations_thing_of_the_same_id(api: Api) -> None:
    for org in ("byd", "acme"):
        api.workstream(org, f"De {org}", workstream_id="ws", owner=org)
        api.fact(org, f"Fato de {org}", fact_id="f")
    api.workstream("acme", "Mudou", workstream_id="ws")
    api.post("/orgs/acme/facts", {"facts": [{"fact_id": "f", "text": "Mudou"}]})
    api.post("/orgs/acme/bundles", {"meeting": {"meeting_id": "m"}, "facts": [{"id": "f", "text": "De novo"}]})
    assert body_of(api.get("/workstreams/ws", org="byd"))["title"] == "De byd"
    assert body_of(api.get("/facts/f", org="byd"))["text"] == "Fato de byd"
    assert body_of(api.get("/facts/f", org="acme"))["text"] == "De novo"


def test_fix_no_get_makes_an_organisation(api: Api) -> None:
    paths = (
        "/orgs/nobody", "/orgs/nobody/workstreams", "/orgs/nobody/facts", "/orgs/nobody/snapshots",
        "/facts/search?org=nobody&q=a", "/agenda/proposals?org=nobody", "/agenda/plan-nl?text=pauta&org=nobody",
        "/agenda/plan-nl?text=pauta",
    )  # fmt: skip
    for path in paths:
        api.get(path)
    for org in ("nobody", "org_demo"):
        refused(api.get(f"/orgs/{org}"), 404)


@pytest.mark.parametrize("kind", [*FACT_TYPES, "never_heard_of"])
def test_fix_no_type_of_fact_is_ever_lost(api: Api, kind: str) -> None:
    api.fact("byd", "Contrato de frete", fact_type=kind, fact_id="f")
    assert shown(api.plan("pauta", org="byd", macro="off")) == ["f"]
    assert shown(api.plan("pauta", org="byd", macro="off", subject="frete")) == ["f"]
    for query in ({"q": "frete"}, {"types": kind}, {}):
        assert [i["fact_id"] for i in body_of(api.get("/facts/search", org="byd", **query))["items"]] == ["f"]
    api.workstream("byd", "Frente", workstream_id="ws")
    api.link("ws", "f")
    assert shown(api.plan("pauta", org="byd")) == ["f"]


def test_fix_a_proposal_never_comes_back_as_a_fact(api: Api) -> None:
    api.seeded("byd", "Frete", {"text": "Cotar o frete", "fact_id": "f"}, workstream_id="ws")
    made = api.propose(text="pauta sobre frete", org="byd", meeting_id="m1")
    proposal = made["proposal_id"]
    refused(api.get(f"/facts/{proposal}"), 404)
    refused(api.delete(f"/facts/{proposal}"), 404)
    assert [f["fact_id"] for f in body_of(api.get("/orgs/byd/facts"))["facts"]] == ["f"]
    assert [f["fact_id"] for f in body_of(api.get("/facts/search", org="byd", q="frete pauta"))["items"]] == ["f"]
    assert body_of(api.get("/facts/search", org="byd", types="agenda,agenda_proposal"))["items"] == []
    again = api.plan("pauta sobre frete", org="byd", macro="off", explain=True)
    assert shown(again) == ["f"]
    assert proposal not in str(again["proposal"]["agenda"]["parked"]) + str(metadata(again)["excluded"])
    suggested = body_of(api.post("/orgs/byd/workstreams:suggest"))
    assert proposal not in str(suggested)


def test_fix_posting_a_known_workstream_keeps_the_fields_not_given(api: Api) -> None:
    given = {
        "description": "d",
        "status": "red",
        "priority": 7,
        "owner": "Ana",
        "tags": ["t"],
        "start_iso": "2026-01-01",
    }
    api.workstream("byd", "a", workstream_id="ws", **given)
    after = body_of(api.post("/orgs/byd/workstreams", {"workstream_id": "ws", "title": "b"}))
    assert {name: after[name] for name in given} == given
    assert after["title"] == "b"


def test_fix_facts_of_another_organisation_are_missing_and_never_linked(api: Api) -> None:
    api.workstream("byd", workstream_id="ws")
    api.fact("byd", "nosso", fact_id="ours")
    api.fact("acme", "alheio", fact_id="theirs")
    answer = api.link("ws", "ours", "theirs")
    assert (answer["linked_count"], answer["fact_ids"], answer["missing"]) == (1, ["ours"], ["theirs"])
    assert [f["fact_id"] for f in body_of(api.get("/workstreams/ws/facts"))["facts"]] == ["ours"]
    assert "alheio" not in str(api.plan("pauta", org="byd"))


@ON_SQLITE
def test_fix_get_never_writes(api: Api, db_path: Path) -> None:
    api.seeded("byd", "Frete", {"text": "Cotar o frete", "fact_id": "f", "status": "draft"}, workstream_id="ws")
    api.post("/meetings/m/link-workstream", {"workstream_id": "ws"})
    proposal = api.propose(text="pauta", org="byd")["proposal_id"]
    api.clock.pass_by(days=20)

    def everything() -> list[str]:
        connection = sqlite3.connect(os.fspath(db_path))
        try:
            return list(connection.iterdump())
        finally:
            connection.close()

    before = everything()
    for path in (
        "/health", "/ready", "/orgs/byd", "/orgs/byd/workstreams", "/orgs/byd/facts", "/orgs/byd/snapshots",
        "/workstreams/ws", "/workstreams/ws/facts", "/workstreams/ws/meetings", "/meetings/m/workstreams", "/facts/f",
        "/facts/search?org=byd&q=frete", f"/agenda/proposals/{proposal}", "/agenda/proposals?org=byd",
        "/agenda/plan-nl?org=byd&text=pauta+sobre+frete", "/agenda/plan-nl?org=other&text=pauta",
    ):  # fmt: skip
        answer = api.get(path)
        assert answer.status == 200, path
    assert everything() == before


def test_fix_macro_in_the_query_counts_and_banana_is_422(api: Api) -> None:
    api.seeded("byd", "Frete", {"text": "Cotar o frete"})
    assert api.plan("pauta", macro_query="off", org="byd")["proposal"]["choice"] == "next-default"
    assert api.plan("pauta", macro_query="auto", org="byd")["proposal"]["choice"] == "macro"
    refused(api.post("/agenda/plan-nl", {"text": "pauta"}, macro="banana"), 422, "macro", "auto", "strict", "off")
    refused(api.post("/agenda/plan-nl", {"text": "pauta", "macro": "banana"}), 422, "macro", "auto", "strict", "off")


def test_fix_an_explicit_org_beats_the_one_that_the_text_names(api: Api) -> None:
    for org in ("byd", "acme"):
        api.put(f"/orgs/{org}", {"name": org.upper()})
        api.fact(org, f"Fato de {org}", fact_id=f"f_{org}")
    answer = api.plan("pauta da reunião com a ACME", org="byd")
    assert (answer["org_id"], shown(answer)) == ("byd", ["f_byd"])


def test_fix_justify_loses_nothing(api: Api) -> None:
    api.seeded("byd", "Frete", {"text": "Cotar o frete"})
    plain, justified = (api.plan("pauta", org="byd", justify=justify) for justify in (False, True))
    assert justified.keys() >= plain.keys()
    assert justified["proposal"].keys() == plain["proposal"].keys()
    assert justified["proposal"]["agenda"].keys() == plain["proposal"]["agenda"].keys()
    assert justified["subject"] == plain["subject"]


def test_fix_strict_never_plans_workstreams_that_the_subject_does_not_match(api: Api) -> None:
    api.seeded("byd", "Frete", {"text": "Cotar o frete"})
    answer = api.plan("pauta", org="byd", macro="strict", subject="blockchain")
    proposal = answer["proposal"]
    assert (proposal["choice"], proposal["agenda"]["sections"]) == ("macro-strict-empty", [])
    assert metadata(answer)["nudge"] == "macro_subject_unmatched"
    assert proposal["reason"] != "No workstreams available; macro=strict requires workstreams"
    assert proposal["reason"].strip()
    assert metadata(answer)["workstreams"] == []


def test_fix_a_date_only_due_date_counts_for_urgency(api: Api) -> None:
    calm, pressing = sentences(2)
    due = api.clock.date(1)
    api.seeded(
        "byd",
        "Frete",
        {"text": calm, "fact_type": "topic"},
        {"text": pressing, "fact_type": "topic", "due_iso": due, "fact_id": "due"},
    )
    answer = api.plan("pauta", org="byd", explain=True)
    assert shown(answer)[0] == "due"
    raws = [{p["name"]: p["raw"] for p in b["score"]["parts"]}["urgency"] for b in bullets(answer)]
    assert raws == [0.9, 0.2]


@pytest.mark.parametrize("minutes", [5, 30])
def test_fix_minutes_sum_exactly_and_a_five_minute_request_ends(api: Api, minutes: int) -> None:
    texts = sentences(30)
    for n in range(3):
        api.seeded("byd", f"Frente {n}", *({"text": texts.pop()} for _ in range(10)))
    agenda = api.plan("pauta", org="byd", duration_minutes=minutes)["proposal"]["agenda"]
    assert agenda["minutes"] == sum(section["minutes"] for section in agenda["sections"]) == minutes
    assert all(section["minutes"] >= 5 for section in agenda["sections"])
    assert len(shown({"agenda": agenda})) + agenda["parked_count"] == 30


@pytest.mark.parametrize("macro", ["auto", "off"])
def test_fix_an_organisation_without_facts_gets_an_empty_agenda_and_nothing_made_up(api: Api, macro: str) -> None:
    api.put("/orgs/byd", {"name": "BYD"})
    for options in ({}, {"subject": "frete", "context": "Falar do frete marítimo"}):
        proposal = api.plan("pauta", org="byd", macro=macro, **options)["proposal"]
        assert (proposal["agenda"]["sections"], proposal["agenda"]["minutes"]) == ([], 0)
        assert (proposal["subject"]["coverage"], proposal["supporting_fact_ids"]) == (0, [])


def test_fix_a_bundles_owners_and_due_dates_are_kept(api: Api) -> None:
    fact = {
        "id": "f",
        "label": "Contrato",
        "text": "Enviar",
        "attributes": {"owner": "Ana", "due_date_iso": "2026-03-20"},
    }
    body_of(api.post("/orgs/byd/bundles", {"meeting": {"meeting_id": "m"}, "facts": [fact]}))
    stored = body_of(api.get("/facts/f"))
    assert (stored["owner"], stored["due_iso"], stored["title"]) == ("Ana", "2026-03-20", "Contrato")


def test_fix_bundles_do_not_steal_each_others_evidence(api: Api) -> None:
    for n in (1, 2):
        facts = [
            {"id": f"m{n}_f{i}", "text": f"fato {n} {i}", "evidence": {"quote": f"trecho {n} {i}", "card_id": "c1"}}
            for i in (1, 2)
        ]
        body_of(api.post("/orgs/byd/bundles", {"meeting": {"meeting_id": f"m{n}"}, "facts": facts}))
    for n in (1, 2):
        for i in (1, 2):
            stored = body_of(api.get(f"/facts/m{n}_f{i}"))
            assert [e["quote"] for e in stored["evidence"]] == [f"trecho {n} {i}"]
            assert stored["meeting_id"] == f"m{n}"
