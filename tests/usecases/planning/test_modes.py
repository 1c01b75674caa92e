"""Which planner makes an agenda, and who decided it."""

from typing import Any

import pytest

from tests.agendas import agenda_of, metadata, shown
from tests.usecases.app import App


def plan(app: App, **options: Any) -> Any:
    return app.plan("pauta da reunião", org="byd", **options)


def sections(answer: Any) -> list[str]:
    return [section["title"] for section in agenda_of(answer)["sections"]]


@pytest.fixture
def workstreams(app: App) -> None:
    """Two workstreams with a fact each."""
    api = {"text": "Publicar a API de pedidos", "fact_id": "api"}
    app.seeded("byd", "Integração de API", api, workstream_id="ws_api")
    freight = {"text": "Frete marítimo atrasado", "fact_id": "log"}
    app.seeded("byd", "Logística", freight, workstream_id="ws_log", priority=5)


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
    app: App, workstreams: None,
    setting: dict[str, str], org: dict[str, str], request_: dict[str, str], expected: tuple[str, str],
) -> None:  # fmt: skip
    app.patch_organisation("byd", **org)
    answer = plan(app.with_settings(**setting), **request_)
    assert metadata(answer)["mode"] == {"value": expected[0], "source": expected[1]}
    assert answer["proposal"]["choice"] == ("next-default" if expected[0] == "off" else "macro")


@pytest.mark.parametrize("macro", ["auto", "strict"])
def test_with_workstreams_both_modes_plan_from_them(app: App, workstreams: None, macro: str) -> None:
    answer = plan(app, macro=macro)
    assert (answer["proposal"]["choice"], answer["proposal"]["reason"]) == ("macro", "workstream-driven planning")
    assert sections(answer) == ["Logística", "Integração de API"]
    assert not {"nudge", "subject_matched"} & metadata(answer).keys()


def test_off_plans_from_facts_without_a_nudge(app: App, workstreams: None) -> None:
    answer = plan(app, macro="off")
    assert answer["proposal"]["choice"] == "next-default"
    assert sections(answer) == ["Decidido"]
    assert set(shown(answer)) == {"api", "log"}
    assert metadata(answer)["workstreams"] == []
    assert "nudge" not in metadata(answer)


def test_strict_without_workstreams_is_empty_and_nudges(app: App) -> None:
    app.fact("byd", "Um fato")
    answer = plan(app, macro="strict")
    proposal = answer["proposal"]
    assert proposal["choice"] == "macro-strict-empty"
    assert proposal["reason"] == "No workstreams available; macro=strict requires workstreams"
    assert (sections(answer), agenda_of(answer)["minutes"], proposal["supporting_fact_ids"]) == ([], 0, [])
    assert proposal["subject"]["coverage"] == 0
    assert metadata(answer)["nudge"] == "macro_context_missing"
    assert answer["understood"]["duration_minutes"] == 30


def test_auto_without_workstreams_falls_back_to_facts_and_nudges(app: App) -> None:
    app.fact("byd", "Um fato", fact_id="f")
    answer = plan(app, macro="auto")
    assert answer["proposal"]["choice"] == "next-default"
    assert metadata(answer)["nudge"] == "macro_context_missing"
    assert shown(answer) == ["f"]


@pytest.mark.parametrize("words", ["integração de api", "INTEGRACOES", "da API, a integração", "fretes", "pedido"])
def test_a_subject_leads_to_its_workstream_alone(app: App, workstreams: None, words: str) -> None:
    answer = plan(app, subject=words, macro="strict")
    expected = "ws_log" if words == "fretes" else "ws_api"
    assert [w["workstream_id"] for w in metadata(answer)["workstreams"]] == [expected]


def test_auto_with_an_unmatched_subject_and_facts_about_it_plans_those(app: App, workstreams: None) -> None:
    app.fact("byd", "Contratar seguro cibernético", fact_id="ins")
    answer = plan(app, subject="seguro cibernético")
    assert answer["proposal"]["choice"] == "next-subject"
    assert shown(answer) == ["ins"]
    assert metadata(answer)["subject_matched"] is False
    assert "nudge" not in metadata(answer)


def test_auto_with_an_unmatched_subject_and_no_fact_plans_the_top(app: App, workstreams: None) -> None:
    answer = plan(app, subject="blockchain")
    assert answer["proposal"]["choice"] == "macro"
    assert sections(answer) == ["Logística", "Integração de API"]
    assert metadata(answer)["subject_matched"] is False
    assert "nudge" not in metadata(answer)


def test_strict_never_plans_workstreams_that_the_subject_does_not_match(app: App, workstreams: None) -> None:
    answer = plan(app, macro="strict", subject="blockchain")
    proposal = answer["proposal"]
    assert (proposal["choice"], sections(answer)) == ("macro-strict-empty", [])
    assert metadata(answer)["nudge"] == "macro_subject_unmatched"
    assert proposal["reason"] != "No workstreams available; macro=strict requires workstreams"
    assert proposal["reason"].strip()
    assert metadata(answer)["workstreams"] == []


@pytest.mark.parametrize("words", ["reunião de status", "weekly review", "test meeting", "BYD Brasil", "de para com"])
def test_a_subject_of_meeting_words_or_names_counts_as_not_named(app: App, workstreams: None, words: str) -> None:
    app.patch_organisation("byd", name="BYD Brasil")
    answer = plan(app, subject=words, macro="strict")
    assert (answer["proposal"]["choice"], len(sections(answer))) == ("macro", 2)
    assert answer["subject"] == words


def test_off_without_a_fact_about_the_subject_says_so_and_plans_the_priorities(app: App, workstreams: None) -> None:
    answer = plan(app, macro="off", subject="blockchain")
    assert (answer["proposal"]["choice"], set(shown(answer))) == ("next-default", {"api", "log"})
    assert metadata(answer)["subject_matched"] is False
    assert answer["proposal"]["subject"]["coverage"] == 0


def test_empty_workstreams_leave_auto_its_agenda_and_nudge(app: App) -> None:
    app.workstream("byd", "Nova frente", workstream_id="ws")
    app.fact("byd", "Um fato solto", fact_id="f")
    answer = plan(app)
    assert answer["proposal"]["choice"] == "macro"
    assert metadata(answer)["nudge"] == "macro_workstreams_empty"
    assert shown(answer) == ["f"]
    assert metadata(answer)["workstreams"] == [
        {"workstream_id": "ws", "title": "Nova frente", "status": "green", "priority": 1, "empty": True}
    ]
    assert sum(section["minutes"] for section in agenda_of(answer)["sections"]) == 30


def test_empty_workstreams_leave_strict_without_sections(app: App) -> None:
    app.workstream("byd", "Nova frente")
    app.fact("byd", "Um fato solto")
    answer = plan(app, macro="strict")
    assert (answer["proposal"]["choice"], sections(answer)) == ("macro", [])
    assert metadata(answer)["nudge"] == "macro_workstreams_empty"


def test_one_empty_workstream_among_others_gets_no_section(app: App, workstreams: None) -> None:
    app.workstream("byd", "Vazia", workstream_id="ws_empty", priority=9)
    answer = plan(app)
    listed = {w["workstream_id"]: w.get("empty", False) for w in metadata(answer)["workstreams"]}
    assert listed == {"ws_empty": True, "ws_log": False, "ws_api": False}
    assert sections(answer) == ["Logística", "Integração de API"]
    assert "nudge" not in metadata(answer)


@pytest.mark.parametrize("macro", ["auto", "off"])
@pytest.mark.parametrize("options", [{}, {"subject": "frete", "context": "Falar do frete marítimo"}])
def test_without_facts_an_agenda_is_empty_and_nothing_is_made_up(app: App, macro: str, options: dict[str, str]) -> None:
    app.put_organisation("byd", name="BYD")
    answer = plan(app, macro=macro, **options)
    assert (sections(answer), agenda_of(answer)["minutes"]) == ([], 0)
    proposal = answer["proposal"]
    assert (proposal["subject"]["coverage"], proposal["supporting_fact_ids"]) == (0, [])


def test_the_top_three_of_all_are_chosen(app: App) -> None:
    """Not the first page that an index gives, which orders colours by name."""
    for n in range(30):
        app.seeded("byd", f"Verde {n}", {"text": f"verde {n}"}, priority=5)
    for status in ("yellow", "red"):
        app.seeded("byd", f"Frente {status}", {"text": f"frente {status}"}, priority=5, status=status)
    assert [w["status"] for w in metadata(plan(app))["workstreams"]] == ["red", "yellow", "green"]


def test_a_stale_green_counts_as_yellow(app: App) -> None:
    app.seeded("byd", "Parada", {"text": "parada"}, priority=5, workstream_id="old")
    app.clock.pass_by(days=14)
    for n in range(3):
        app.seeded("byd", f"Nova {n}", {"text": f"nova {n}"}, priority=5, workstream_id=f"new_{n}")
    answer = metadata(plan(app))
    chosen = [(w["workstream_id"], w["status"]) for w in answer["workstreams"]]
    assert chosen == [("old", "yellow"), ("new_0", "green"), ("new_1", "green")]
    assert answer["health"] == "stale_macro"
    app.change_workstream("old", priority=5)
    assert "health" not in metadata(plan(app))


def test_planning_stores_nothing(app: App, workstreams: None) -> None:
    before = dict(app.store._rows)  # type: ignore[attr-defined]  # all that the store in memory holds
    plan(app, justify=True)
    plan(app, macro="off", subject="frete")
    app.plan_text("pauta", "markdown", org="byd")
    assert app.store._rows == before  # type: ignore[attr-defined]


@pytest.fixture
def people(app: App, workstreams: None) -> None:
    """Ana owns one fact of a workstream and one of none."""
    app.facts(
        "byd",
        {"text": "Assinar o seguro", "fact_id": "hers", "owner": "Ana Lima", "fact_type": "action_item"},
        {"text": "Rever o contrato do porto", "fact_id": "linked", "owner": "Ana Lima", "fact_type": "action_item"},
    )
    app.link("ws_log", "linked", org="byd")


def test_strict_shows_what_the_people_own_alone(app: App, people: None) -> None:
    answer = plan(app, macro="strict", people=["Ana Lima"], duration_minutes=60)
    assert answer["proposal"]["choice"] == "macro"
    assert sorted(shown(answer)) == ["hers", "linked"]
    assert sorted(sections(answer)) == ["Logística", "Outras pendências"]


def test_auto_tops_up_what_the_people_own(app: App, people: None) -> None:
    answer = plan(app, people=["Ana Lima"], duration_minutes=60)
    assert set(shown(answer)) >= {"hers", "linked", "log"}


def test_strict_is_empty_where_the_people_own_nothing(app: App, people: None) -> None:
    answer = plan(app, macro="strict", people=["Bia Costa"])
    assert (answer["proposal"]["choice"], shown(answer)) == ("macro-strict-empty", [])


def test_off_shows_what_the_people_own_by_kind(app: App, people: None) -> None:
    answer = plan(app, macro="off", people=["Ana Lima"])
    assert sections(answer)[0] == "Ações"
    assert set(shown(answer)) >= {"hers", "linked"}


def test_a_subject_of_loose_facts_is_planned_by_kind_where_a_workstream_has_but_a_stray_word_of_it(app: App) -> None:
    app.seeded("byd", "Varejo", {"text": "Visitar padarias do mercado"}, {"text": "Rever o prazo das padarias"})
    loose = {"text": "Assinar o contrato do mercado livre de energia", "fact_id": "loose", "fact_type": "action_item"}
    app.store_facts("byd", loose)
    answer = plan(app, subject="mercado livre de energia")
    assert (sections(answer)[0], shown(answer)[0], answer["proposal"]["choice"]) == ("Ações", "loose", "next-subject")
    assert metadata(answer)["subject_matched"] is False
    assert metadata(plan(app, subject="mercado livre de energia", macro="strict"))["nudge"] == "macro_subject_unmatched"


def test_loose_facts_of_people_and_of_a_subject_stand_among_the_other_open_items(app: App) -> None:
    app.seeded("byd", "Cobrança", {"text": "Suporte de fim de semana recebe estornos", "owner": "Bia"})
    app.fact("byd", "Escala de suporte no fim de semana", fact_id="loose", owner="Bia")
    for asked in ({"subject": "suporte fim de semana"}, {"people": ["Bia"]}):
        [place] = [
            s["title"] for s in agenda_of(plan(app, **asked))["sections"]
            if "loose" in [b["fact_id"] for i in s["items"] for b in i["bullets"]]
        ]  # fmt: skip
        assert place == "Outras pendências"
