"""Which planner makes an agenda, and who decided it."""

from typing import Any

import pytest

from tests.api.client import Api, body_of, metadata, shown
from tests.api.conftest import Environment


def plan(api: Api, **options: Any) -> Any:
    return api.plan("pauta da reunião", org="byd", **options)


def sections(answer: Any) -> list[str]:
    return [section["title"] for section in answer["proposal"]["agenda"]["sections"]]


@pytest.fixture
def workstreams(api: Api) -> None:
    """Two workstreams with facts, one without any."""
    api.seeded(
        "byd", "Integração de API", {"text": "Publicar a API de pedidos", "fact_id": "api"}, workstream_id="ws_api"
    )
    api.seeded(
        "byd", "Logística", {"text": "Frete marítimo atrasado", "fact_id": "log"}, workstream_id="ws_log", priority=5
    )


SOURCES = [
    ({}, {}, {}, ("auto", "default")),
    ({"MACRO_DEFAULT_MODE": "Strict"}, {}, {}, ("strict", "default")),
    ({"MACRO_DEFAULT_MODE": "strict"}, {"macro_mode": "off"}, {}, ("off", "org")),
    ({"MACRO_DEFAULT_MODE": "strict"}, {"macro_mode": "off"}, {"macro": "auto"}, ("auto", "request")),
    ({"USE_MACRO_PLAN": "0"}, {"macro_mode": "strict"}, {"macro": "strict"}, ("off", "kill_switch")),
    ({"USE_MACRO_PLAN": "bananas"}, {}, {"macro": "auto"}, ("off", "kill_switch")),
    ({"USE_MACRO_PLAN": " YES "}, {}, {}, ("auto", "default")),
    ({"USE_MACRO_PLAN": ""}, {}, {}, ("auto", "default")),
]


@pytest.mark.parametrize(("setting", "org", "request_", "expected"), SOURCES)
def test_kill_switch_beats_request_beats_organisation_beats_default(
    api: Api, environment: Environment, workstreams: None,
    setting: dict[str, str], org: dict[str, str], request_: dict[str, str], expected: tuple[str, str],
) -> None:  # fmt: skip
    api.patch("/orgs/byd", org)
    environment.set(**setting)
    answer = plan(api, **request_)
    assert metadata(answer)["mode"] == {"value": expected[0], "source": expected[1]}
    assert answer["proposal"]["choice"] == ("next-default" if expected[0] == "off" else "macro")


@pytest.mark.parametrize("macro", ["auto", "strict"])
def test_with_workstreams_both_modes_plan_from_them(api: Api, workstreams: None, macro: str) -> None:
    answer = plan(api, macro=macro)
    assert (answer["proposal"]["choice"], answer["proposal"]["reason"]) == ("macro", "workstream-driven planning")
    assert sections(answer) == ["Logística", "Integração de API"]
    assert "nudge" not in metadata(answer)
    assert "subject_matched" not in metadata(answer)


def test_off_plans_from_facts_without_a_nudge(api: Api, workstreams: None) -> None:
    answer = plan(api, macro="off")
    assert answer["proposal"]["choice"] == "next-default"
    assert sections(answer) == ["Decisões"]
    assert set(shown(answer)) == {"api", "log"}
    assert metadata(answer)["workstreams"] == []
    assert "nudge" not in metadata(answer)


def test_strict_without_workstreams_is_empty_and_nudges(api: Api) -> None:
    api.fact("byd", "Um fato")
    answer = plan(api, macro="strict")
    proposal = answer["proposal"]
    assert proposal["choice"] == "macro-strict-empty"
    assert proposal["reason"] == "No workstreams available; macro=strict requires workstreams"
    assert (proposal["agenda"]["sections"], proposal["agenda"]["minutes"], proposal["supporting_fact_ids"]) == (
        [],
        0,
        [],
    )
    assert proposal["subject"]["coverage"] == 0
    assert metadata(answer)["nudge"] == "macro_context_missing"
    assert answer["understood"]["duration_minutes"] == 30


def test_auto_without_workstreams_falls_back_to_facts_and_nudges(api: Api) -> None:
    api.fact("byd", "Um fato", fact_id="f")
    answer = plan(api, macro="auto")
    assert answer["proposal"]["choice"] == "next-default"
    assert metadata(answer)["nudge"] == "macro_context_missing"
    assert shown(answer) == ["f"]


def test_a_subject_leads_to_its_workstream_alone(api: Api, workstreams: None) -> None:
    for words in ("integração de api", "INTEGRACOES", "da API, a integração", "fretes", "pedido"):
        answer = plan(api, subject=words, macro="strict")
        expected = "ws_log" if words == "fretes" else "ws_api"
        assert [w["workstream_id"] for w in metadata(answer)["workstreams"]] == [expected], words


def test_auto_with_an_unmatched_subject_and_facts_about_it_plans_those(api: Api, workstreams: None) -> None:
    api.fact("byd", "Contratar seguro cibernético", fact_id="ins")
    answer = plan(api, subject="seguro cibernético")
    assert answer["proposal"]["choice"] == "next-subject"
    assert shown(answer) == ["ins"]
    assert metadata(answer)["subject_matched"] is False
    assert "nudge" not in metadata(answer)


def test_auto_with_an_unmatched_subject_and_no_fact_plans_the_top_workstreams(api: Api, workstreams: None) -> None:
    answer = plan(api, subject="blockchain")
    assert answer["proposal"]["choice"] == "macro"
    assert sections(answer) == ["Logística", "Integração de API"]
    assert metadata(answer)["subject_matched"] is False
    assert "nudge" not in metadata(answer)


def test_a_subject_of_meeting_words_or_names_counts_as_not_named(api: Api, workstreams: None) -> None:
    api.patch("/orgs/byd", {"name": "BYD Brasil"})
    for words in ("reunião de status", "weekly review", "test meeting", "BYD Brasil", "de para com"):
        answer = plan(api, subject=words, macro="strict")
        assert (answer["proposal"]["choice"], len(sections(answer))) == ("macro", 2), words
        assert answer["subject"] == words


def test_empty_workstreams_leave_auto_its_agenda_and_nudge(api: Api) -> None:
    api.workstream("byd", "Nova frente", workstream_id="ws")
    api.fact("byd", "Um fato solto", fact_id="f")
    answer = plan(api)
    assert answer["proposal"]["choice"] == "macro"
    assert metadata(answer)["nudge"] == "macro_workstreams_empty"
    assert shown(answer) == ["f"]
    assert metadata(answer)["workstreams"] == [
        {"workstream_id": "ws", "title": "Nova frente", "status": "green", "priority": 1, "empty": True}
    ]
    assert sum(s["minutes"] for s in answer["proposal"]["agenda"]["sections"]) == 30


def test_empty_workstreams_leave_strict_without_sections(api: Api) -> None:
    api.workstream("byd", "Nova frente")
    api.fact("byd", "Um fato solto")
    answer = plan(api, macro="strict")
    assert (answer["proposal"]["choice"], sections(answer)) == ("macro", [])
    assert metadata(answer)["nudge"] == "macro_workstreams_empty"


def test_one_empty_workstream_among_others_gets_no_section(api: Api, workstreams: None) -> None:
    api.workstream("byd", "Vazia", workstream_id="ws_empty", priority=9)
    answer = plan(api)
    listed = {w["workstream_id"]: w.get("empty", False) for w in metadata(answer)["workstreams"]}
    assert listed == {"ws_empty": True, "ws_log": False, "ws_api": False}
    assert sections(answer) == ["Logística", "Integração de API"]
    assert "nudge" not in metadata(answer)


def test_the_top_three_of_all_are_chosen(api: Api) -> None:
    """Not the first page that an index gives, which orders colours by name."""
    for n in range(30):
        api.seeded("byd", f"Verde {n}", {"text": f"verde {n}"}, priority=5)
    for status in ("yellow", "red"):
        api.seeded("byd", f"Frente {status}", {"text": f"frente {status}"}, priority=5, status=status)
    answer = plan(api)
    assert [w["status"] for w in metadata(answer)["workstreams"]] == ["red", "yellow", "green"]


def test_a_stale_green_counts_as_yellow(api: Api) -> None:
    api.seeded("byd", "Parada", {"text": "parada"}, priority=5, workstream_id="old")
    api.clock.pass_by(days=14)
    api.seeded("byd", "Nova", {"text": "nova"}, priority=5, workstream_id="new")
    answer = plan(api)
    assert [(w["workstream_id"], w["status"]) for w in metadata(answer)["workstreams"]] == [
        ("old", "yellow"),
        ("new", "green"),
    ]
    assert metadata(answer)["health"] == "stale_macro"
    api.patch("/workstreams/old", {"priority": 5})
    assert "health" not in metadata(plan(api))


def test_planning_stores_nothing(api: Api, workstreams: None) -> None:
    def everything() -> list[bytes]:
        paths = ("/orgs/byd", "/orgs/byd/facts", "/orgs/byd/workstreams", "/workstreams/ws_api/facts")
        return [api.get(path).body for path in (*paths, "/agenda/proposals?org=byd", "/orgs/byd/snapshots")]

    before = everything()
    plan(api, justify=True)
    body_of(api.get("/agenda/plan-nl", text="reunião", org="byd"))
    body_of(api.call("POST", "/agenda/plan-nl-raw", {"org": "byd"}, body="reunião"))
    assert everything() == before
