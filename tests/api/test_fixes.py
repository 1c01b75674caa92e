"""What the legacy service got wrong, as far as a store or the edge may get it wrong again."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.agendas import bullets, metadata, shown
from tests.api.client import Api, body_of, refused
from tests.api.environment import Environment
from tests.api.stores import ON_BOTH

TABLES = ("workstreams", "workstream_facts", "account_snapshots")


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


def test_fix_the_legacy_tables_stand_in_the_database(api: Api, db_path: Path) -> None:
    api.workstream("byd", "Integrações", workstream_id="ws")
    with closing(sqlite3.connect(db_path)) as connection:
        row = connection.execute("SELECT title, updated_at FROM workstreams WHERE workstream_id = 'ws'").fetchone()
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert row == ("Integrações", "2026-03-10T12:00:00Z")
    assert tables >= set(TABLES)


@pytest.fixture
def dropped(api: Api, db_path: Path) -> Api:
    """The app after somebody dropped the tables of macro planning by hand."""
    api.seeded("byd", "Integrações", {"text": "Publicar a API", "fact_id": "f"}, workstream_id="ws")
    assert api.plan("pauta", org="byd")["proposal"]["choice"] == "macro"
    with closing(sqlite3.connect(db_path)) as connection:
        for table in TABLES:
            connection.execute(f"DROP TABLE {table}")
        connection.commit()
    return api


def test_fix_tables_dropped_by_hand_are_made_anew_and_the_micro_planner_plans(dropped: Api) -> None:
    answer = dropped.plan("pauta", org="byd")
    assert (answer["proposal"]["choice"], shown(answer)) == ("next-default", ["f"])
    assert metadata(answer)["nudge"] == "macro_context_missing"
    assert body_of(dropped.get("/orgs/byd/workstreams"))["workstreams"] == []
    refused(dropped.get("/workstreams/ws"), 404)
    dropped.workstream("byd", "Integrações", workstream_id="ws")
    assert dropped.link("ws", "f")["linked_count"] == 1
    assert dropped.plan("pauta", org="byd", subject="integrações")["proposal"]["choice"] == "macro"


CALLS = {
    "write": ("POST", "/orgs/byd/workstreams", {"title": "a"}, 200),
    "list": ("GET", "/orgs/byd/workstreams", None, 200),
    "link": ("POST", "/workstreams/ws/link-facts", {"fact_ids": ["f"]}, 404),
    "snapshots": ("GET", "/orgs/byd/snapshots", None, 200),
    "suggest": ("POST", "/orgs/byd/workstreams:suggest", None, 200),
    "search": ("GET", "/facts/search?org=byd&q=api", None, 200),
    "delete": ("DELETE", "/facts/f", None, 204),
    "propose": ("POST", "/agenda/propose", {"text": "pauta", "org": "byd"}, 200),
}


@pytest.mark.parametrize("first", CALLS)
def test_fix_any_call_may_be_the_first_after_the_tables_were_dropped(dropped: Api, first: str) -> None:
    method, path, body, status = CALLS[first]
    assert dropped.call(method, path, json=body).status == status


@ON_BOTH
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


@ON_BOTH
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


@ON_BOTH
def test_fix_a_fact_of_an_unknown_type_is_never_lost(api: Api) -> None:
    api.fact("byd", "Contrato de frete", fact_type="never_heard_of", fact_id="f")
    assert shown(api.plan("pauta", org="byd", macro="off")) == ["f"]
    assert shown(api.plan("pauta", org="byd", macro="off", subject="frete")) == ["f"]
    for query in ({"q": "frete"}, {"types": "never_heard_of"}, {}):
        assert [i["fact_id"] for i in body_of(api.get("/facts/search", org="byd", **query))["items"]] == ["f"]
    api.workstream("byd", "Frente", workstream_id="ws")
    api.link("ws", "f")
    assert shown(api.plan("pauta", org="byd")) == ["f"]


@ON_BOTH
def test_fix_a_proposal_never_comes_back_as_a_fact(api: Api) -> None:
    api.seeded("byd", "Frete", {"text": "Cotar o frete", "fact_id": "f"}, workstream_id="ws")
    proposal = api.propose(text="pauta sobre frete", org="byd", meeting_id="m1")["proposal_id"]
    refused(api.get(f"/facts/{proposal}"), 404)
    refused(api.delete(f"/facts/{proposal}"), 404)
    assert [f["fact_id"] for f in body_of(api.get("/orgs/byd/facts"))["facts"]] == ["f"]
    assert [f["fact_id"] for f in body_of(api.get("/facts/search", org="byd", q="frete pauta"))["items"]] == ["f"]
    assert body_of(api.get("/facts/search", org="byd", types="agenda,agenda_proposal"))["items"] == []
    again = api.plan("pauta sobre frete", org="byd", macro="off", explain=True)
    assert shown(again) == ["f"]
    assert proposal not in str(again["proposal"]["agenda"]["parked"]) + str(metadata(again)["excluded"])
    assert proposal not in str(body_of(api.post("/orgs/byd/workstreams:suggest")))


@ON_BOTH
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


@ON_BOTH
def test_fix_facts_of_another_organisation_are_missing_and_never_linked(api: Api) -> None:
    api.workstream("byd", workstream_id="ws")
    api.fact("byd", "nosso", fact_id="ours")
    api.fact("acme", "alheio", fact_id="theirs")
    answer = api.link("ws", "ours", "theirs")
    assert (answer["linked_count"], answer["fact_ids"], answer["missing"]) == (1, ["ours"], ["theirs"])
    assert [f["fact_id"] for f in body_of(api.get("/workstreams/ws/facts"))["facts"]] == ["ours"]
    assert "alheio" not in str(api.plan("pauta", org="byd"))


@ON_BOTH
def test_fix_signs_in_a_search_mean_nothing_special(api: Api) -> None:
    api.facts("byd", {"text": "Contrato da BYD"}, {"text": "Lançamento 🚀"})
    before = body_of(api.get("/orgs/byd/facts"))
    signs = ('"', "%", "*", "OR", "AND NOT", "🚀", "a\"b'c", "_", "\\", "NEAR(a,b)", "--", "x" * 3_000, "\x00")
    for q in (*signs, "';DROP TABLE facts"):
        answer = body_of(api.get("/facts/search", org="byd", q=q))
        assert (answer["query"], answer["items"]) == (q, [])
    assert body_of(api.get("/orgs/byd/facts")) == before


def test_fix_get_never_writes(api: Api, db_path: Path) -> None:
    api.seeded("byd", "Frete", {"text": "Cotar o frete", "fact_id": "f", "status": "draft"}, workstream_id="ws")
    api.post("/meetings/m/link-workstream", {"workstream_id": "ws"})
    proposal = api.propose(text="pauta", org="byd")["proposal_id"]
    api.clock.pass_by(days=20)

    def everything() -> list[str]:
        with closing(sqlite3.connect(db_path)) as connection:
            return list(connection.iterdump())

    before = everything()
    for path in (
        "/health", "/ready", "/orgs/byd", "/orgs/byd/workstreams", "/orgs/byd/facts", "/orgs/byd/snapshots",
        "/workstreams/ws", "/workstreams/ws/facts", "/workstreams/ws/meetings", "/meetings/m/workstreams", "/facts/f",
        "/facts/search?org=byd&q=frete", f"/agenda/proposals/{proposal}", "/agenda/proposals?org=byd",
        "/agenda/plan-nl?org=byd&text=pauta+sobre+frete", "/agenda/plan-nl?org=other&text=pauta",
    ):  # fmt: skip
        assert api.get(path).status == 200, path
    assert everything() == before


@ON_BOTH
def test_fix_what_people_say_of_an_agenda_counts_for_the_next_one(api: Api) -> None:
    texts = {"a": "Comprar zinco", "b": "Vender prata", "c": "Pintar a fachada"}
    facts = ({"text": text, "fact_id": one, "fact_type": "task"} for one, text in texts.items())
    api.seeded("byd", "Frente", *facts, workstream_id="ws")
    proposal = api.propose(text="pauta", org="byd")["proposal_id"]
    verdicts = [{"fact_id": "a", "verdict": "done"}, {"fact_id": "b", "verdict": "reject"}]
    answer = body_of(api.post(f"/agenda/{proposal}/feedback", {"rating": 4, "bullets": verdicts}))
    assert (answer["rating"], answer["bullets"]) == (4, verdicts)
    api.clock.pass_by(days=1)
    [bullet] = bullets(api.plan("pauta", org="byd", explain=True))
    assert (bullet["fact_id"], bullet["carried_from"]) == ("c", proposal)
    assert [part["raw"] < 0 for part in bullet["score"]["parts"] if part["name"] == "feedback"] == [True]
