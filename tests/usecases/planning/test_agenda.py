"""What the store holds, as an agenda: minutes, bullets and titles. The rules themselves are those of the domain."""

from typing import Any

import pytest

from spine.errors import Unavailable
from spine.store.deadlines import deadline
from tests.agendas import agenda_of, bullets, metadata, sentences, shown
from tests.usecases.app import App


@pytest.fixture
def rich(app: App) -> App:
    """The app with three workstreams of eight facts each."""
    texts = sentences(24)
    for n in range(3):
        kinds = ["action_item", "decision", "risk", "question"] * 2
        facts = [{"text": texts.pop(), "fact_type": kind} for kind in kinds]
        app.seeded("byd", f"Frente {n}", *facts, priority=n)
    return app


def agenda(app: App, **options: Any) -> Any:
    return agenda_of(app.plan("pauta da reunião", org="byd", **options))


def test_an_agenda_names_its_version(rich: App) -> None:
    assert metadata(rich.plan("pauta", org="byd"))["agenda_v"] == "2.0"


def test_a_section_of_the_micro_planner_has_no_workstream(rich: App) -> None:
    assert all("workstream_id" in section for section in agenda(rich)["sections"])
    assert not any("workstream_id" in section for section in agenda(rich, macro="off")["sections"])


def test_refs_and_supporting_facts_are_exactly_the_facts_shown(rich: App) -> None:
    answer = rich.plan("pauta da reunião", org="byd", duration_minutes=20)
    assert [ref["fact_id"] for ref in metadata(answer)["refs"]] == shown(answer)
    assert answer["proposal"]["supporting_fact_ids"] == shown(answer)
    assert not set(shown(answer)) & {one["fact_id"] for one in agenda_of(answer)["parked"]}


@pytest.mark.parametrize("macro", ["auto", "off"])
@pytest.mark.parametrize("minutes", [5, 30, 61, 480])
def test_minutes_sum_exactly_and_no_fact_is_lost(rich: App, macro: str, minutes: int) -> None:
    made = agenda(rich, duration_minutes=minutes, macro=macro)
    assert made["minutes"] == sum(section["minutes"] for section in made["sections"]) == minutes
    assert all(section["minutes"] >= 5 for section in made["sections"])
    facts = {b["fact_id"] for s in made["sections"] for i in s["items"] for b in i["bullets"]}
    assert len(facts) + made["parked_count"] == 24


def test_more_priority_gets_more_minutes(rich: App) -> None:
    minutes = [section["minutes"] for section in agenda(rich, duration_minutes=60)["sections"]]
    assert minutes == sorted(minutes, reverse=True)
    assert minutes[0] > minutes[-1]


def test_the_language_of_the_request_is_that_of_headings_and_sections(app: App) -> None:
    kinds = ("insight", "milestone", "question", "task", "risk", "decision")
    app.seeded("byd", "Frente", *({"text": f"Um {kind}", "fact_type": kind} for kind in kinds))
    headings = {
        language: [
            item["heading"] for item in agenda(app, duration_minutes=60, language=language)["sections"][0]["items"]
        ]
        for language in ("pt", "en")
    }
    assert headings == {
        "pt": ["Riscos", "Ações", "Questões em aberto", "Metas", "Situação", "Decidido"],
        "en": ["Risks", "Actions", "Open questions", "Goals", "Where we stand", "Decided"],
    }
    titles = {
        language: [s["title"] for s in agenda(app, duration_minutes=60, language=language, macro="off")["sections"]]
        for language in ("pt", "en")
    }
    assert titles == headings


def test_an_agenda_is_named_after_its_workstream_the_subject_or_the_organisation(app: App) -> None:
    app.seeded("byd", "Frente 0", {"text": "Comprar zinco"})
    app.patch_organisation("byd", name="BYD Brasil")
    assert agenda(app, language="en")["title"] == "Meeting: Frente 0"
    assert agenda(app, language="pt", macro="off")["title"] == "Reunião BYD Brasil"
    assert agenda(app, language="pt", macro="off", subject="zinco")["title"] == "Reunião: zinco"
    app.seeded("byd", "Frente 1", {"text": "Vender zinco"})
    assert agenda(app, language="pt")["title"] == "BYD Brasil: prioridades"


def test_a_due_date_is_compared_with_the_clock_of_the_app(app: App) -> None:
    app.clock.pass_by(hours=11, minutes=59)  # today is not over before it ends
    due = {
        "late": app.clock.date(-1),
        "today": app.clock.iso(hours=-23),
        "week": app.clock.date(7),
        "later": app.clock.date(8),
    }
    texts = dict(zip(due, sentences(4), strict=True))
    app.seeded("byd", "Frente", *({"text": texts[one], "fact_id": one, "due_iso": due[one]} for one in due))
    states = {b["fact_id"]: b["due_state"] for b in bullets(app.plan("pauta", org="byd", duration_minutes=60))}
    assert states == {"late": "overdue", "today": "due_soon", "week": "due_soon", "later": "later"}


def test_urgent_actions_come_first_into_their_section(app: App) -> None:
    strong = {"status": "validated", "evidence": [{"quote": "um trecho longo o bastante aqui"}]}
    facts = [
        {"text": "Pintar a fachada", "fact_id": "calm", **strong},
        {"text": "Enviar proposta comercial", "fact_id": "late", "due_iso": app.clock.date(-10)},
        {"text": "Renovar alvará", "fact_id": "old", "due_iso": app.clock.date(-31)},
        {"text": "Agendar vistoria", "fact_id": "soon", "due_iso": app.clock.date(7)},
    ]
    app.seeded("byd", "Frente", *({"fact_type": "action_item", **fact} for fact in facts))
    order = shown(app.plan("pauta", org="byd", duration_minutes=60))
    assert set(order[:2]) == {"late", "soon"}
    assert order[2] == "calm"
    assert set(shown(app.plan("pauta", org="byd", duration_minutes=6))) == {"late", "soon"}


def test_a_bullets_text_is_the_facts_own_words_whole(app: App) -> None:
    text = "Çäção ñ “aspas” <b>&amp;</b> — " + "palavra " * 500 + "fim"
    app.seeded("byd", "Frente", {"text": text, "title": "curto", "owner": "Ana"})
    [bullet] = bullets(app.plan("pauta", org="byd"))
    assert (bullet["text"], bullet["owner"], bullet["why"]) == (text, "Ana", "")


def test_a_title_stands_for_a_text_that_is_missing(app: App) -> None:
    app.store_facts("byd", {"fact_type": "topic", "title": "Logística"})
    assert [bullet["text"] for bullet in bullets(app.plan("pauta", org="byd"))] == ["Logística"]


def test_why_is_the_best_quote_in_the_requests_language(app: App) -> None:
    quotes = [{"quote": "curto"}, {"quote": "a gente entrega até sexta"}]
    app.seeded("byd", "Frente", {"text": "Entregar", "evidence": quotes})
    why = {language: bullets(app.plan("pauta", org="byd", language=language))[0]["why"] for language in ("pt", "en")}
    assert why == {
        "pt": "(evidência: “a gente entrega até sexta”)", "en": "(evidence: “a gente entrega até sexta”)"
    }  # fmt: skip


@pytest.mark.parametrize("form", ["nl", "markdown", "html"])
def test_no_id_stands_in_visible_text(app: App, form: str) -> None:
    made = app.seeded("byd", "Frente", {"text": "Entregar", "fact_id": "fact_hidden"})
    text = app.plan_text("pauta", form, org="byd")
    assert "fact_hidden" not in text
    assert made["workstream_id"] not in text


@pytest.mark.parametrize("form", ["nl", "markdown", "html"])
@pytest.mark.parametrize(("language", "word"), [("pt", "fatos"), ("en", "facts")])
def test_every_format_says_that_an_agenda_is_empty(app: App, form: str, language: str, word: str) -> None:
    assert word in app.plan_text("pauta", form, org="nobody", language=language)


def test_coverage_is_the_share_of_the_subjects_stems_that_the_agenda_holds(app: App) -> None:
    app.fact("byd", "Comprar zinco")

    def coverage(**options: Any) -> float:
        return app.plan("pauta", org="byd", macro="off", **options)["proposal"]["subject"]["coverage"]

    assert coverage() == 1
    assert coverage(subject="zinco") == 1
    assert coverage(subject="zinco e prata") == 0.5
    assert coverage(subject="prata") == 0


def test_a_plan_that_has_no_time_left_gives_up(app: App) -> None:
    app.seeded("byd", "Alfa", {"text": "alfa"})
    with deadline(0), pytest.raises(Unavailable):
        app.plan("pauta", org="byd")


def test_what_a_paused_workstream_holds_does_not_fill_the_meeting_of_its_people(app: App) -> None:
    app.seeded(
        "byd", "Frota", {"text": "Trocar os pneus", "fact_id": "hers", "fact_type": "task", "owner": "Marta Luz"},
        {"text": "Pintar o portão", "fact_id": "other", "fact_type": "task"}, state="paused",
    )  # fmt: skip
    assert shown(app.plan("pauta, 60 min", org="byd", people=["Marta Luz"])) == ["hers"]


def test_a_first_name_of_two_people_is_no_owner_of_either(app: App) -> None:
    owners = {"lima": "Ana Lima", "prado": "Ana Prado", "both": "Ana"}
    app.seeded("byd", "Frota", *({"text": f"Ver {key}", "fact_id": key, "owner": o} for key, o in owners.items()))
    assert shown(app.plan("pauta", org="byd", people=["Ana Prado"], macro="off")) == ["prado"]
    assert shown(app.plan("1:1 com a Ana Lima", org="byd", macro="strict")) == ["lima"]


def test_an_empty_list_of_people_wins_over_those_of_the_text(app: App) -> None:
    app.seeded("byd", "Frota", {"text": "Trocar os pneus", "fact_id": "hers", "owner": "Marta Luz"}, {"text": "Lavar"})
    assert app.plan("reunião com a Marta Luz", org="byd")["understood"]["people"] == ["Marta Luz"]
    nobody = app.plan("reunião com a Marta Luz", org="byd", people=[])
    assert (nobody["understood"]["people"], len(shown(nobody))) == ([], 2)


@pytest.mark.parametrize(("attendees", "absent"), [(["Marta"], None), (["Marta Luz"], None), (["Maria"], True)])
def test_who_takes_part_may_be_named_in_short(app: App, attendees: list[str], absent: bool | None) -> None:
    app.seeded("byd", "Frota", {"text": "Trocar os pneus", "fact_type": "task", "owner": "Marta Luz"})
    (bullet,) = bullets(app.plan("pauta", org="byd", attendees=attendees))
    assert bullet.get("owner_absent") is absent
