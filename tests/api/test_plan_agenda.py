"""The agenda itself: shape, minutes, bullets, headings, titles, due dates."""

from typing import Any

import pytest

from tests.api.client import Api, bullets, metadata, sentences, shown

BULLET = {"text", "why", "owner", "due", "due_state", "fact_id", "carried_from"}


@pytest.fixture
def rich(api: Api) -> None:
    """Three workstreams with eight facts each."""
    texts = sentences(24)
    for n in range(3):
        kinds = ["action_item", "decision", "risk", "question"] * 2
        facts = [{"text": texts.pop(), "fact_type": kind} for kind in kinds]
        api.seeded("byd", f"Frente {n}", *facts, priority=n)


def agenda(api: Api, **options: Any) -> Any:
    return api.plan("pauta da reunião", org="byd", **options)["proposal"]["agenda"]


def test_an_answer_has_exactly_the_documented_keys(api: Api, rich: None) -> None:
    answer = api.plan("pauta da reunião", org="byd")
    proposal = answer["proposal"]
    made = proposal["agenda"]
    assert answer.keys() == {"org_id", "subject", "understood", "proposal"}
    assert proposal.keys() == {"agenda", "choice", "reason", "subject", "supporting_fact_ids"}
    assert proposal["subject"].keys() == {"query", "coverage", "facts"}
    assert made.keys() == {"title", "minutes", "sections", "parked", "parked_count", "_metadata"}
    assert made["_metadata"].keys() == {"agenda_v", "mode", "workstreams", "refs"}
    assert made["_metadata"]["agenda_v"] == "2.0"
    for section in made["sections"]:
        assert section.keys() == {"title", "minutes", "workstream_id", "items"}
        assert all(item.keys() == {"heading", "bullets"} for item in section["items"])
    assert all(bullet.keys() == BULLET for bullet in bullets(answer))
    assert all(one.keys() == {"text", "fact_id", "reason"} for one in made["parked"])
    ref = {"fact_id", "type", "status", "quote", "char_span", "workstream_id"}
    assert all(one.keys() == ref for one in made["_metadata"]["refs"])
    assert made["_metadata"]["workstreams"][0].keys() == {"workstream_id", "title", "status", "priority"}


def test_the_micro_planners_sections_have_no_workstream(api: Api) -> None:
    api.fact("byd", "Um fato")
    assert all("workstream_id" not in section for section in agenda(api)["sections"])


def test_refs_and_supporting_facts_are_exactly_the_facts_shown(api: Api, rich: None) -> None:
    answer = api.plan("pauta da reunião", org="byd", duration_minutes=20)
    assert [ref["fact_id"] for ref in metadata(answer)["refs"]] == shown(answer)
    assert answer["proposal"]["supporting_fact_ids"] == shown(answer)
    assert not set(shown(answer)) & {one["fact_id"] for one in answer["proposal"]["agenda"]["parked"]}


@pytest.mark.parametrize("macro", ["auto", "off"])
def test_minutes_sum_exactly_and_no_section_has_less_than_five(api: Api, rich: None, macro: str) -> None:
    for minutes in (*range(5, 33), 45, 60, 61, 90, 119, 240, 479, 480):
        made = agenda(api, duration_minutes=minutes, macro=macro)
        assert made["minutes"] == sum(s["minutes"] for s in made["sections"]) == minutes
        for section in made["sections"]:
            assert isinstance(section["minutes"], int)
            assert section["minutes"] >= 5
            count = sum(len(item["bullets"]) for item in section["items"])
            assert 1 <= count <= max(1, section["minutes"] // 3)
        everything = [b["fact_id"] for s in made["sections"] for i in s["items"] for b in i["bullets"]]
        assert len(set(everything)) + made["parked_count"] == 24
        assert len(made["parked"]) == made["parked_count"]


def test_what_finds_no_time_is_parked_up_to_fifty(api: Api) -> None:
    api.facts("byd", *({"text": text} for text in sentences(80)))
    made = agenda(api, duration_minutes=30)
    assert made["parked_count"] == 70
    assert len(made["parked"]) == 50
    assert {one["reason"] for one in made["parked"]} == {"no_time"}


def test_more_priority_gets_more_minutes(api: Api, rich: None) -> None:
    minutes = [section["minutes"] for section in agenda(api, duration_minutes=60)["sections"]]
    assert minutes == sorted(minutes, reverse=True)
    assert minutes[0] > minutes[-1]


KINDS = {
    "milestone": ("Metas", "Goals"), "objective": ("Metas", "Goals"), "metric": ("Metas", "Goals"),
    "decision": ("Decisões", "Decisions"), "decision_needed": ("Decisões", "Decisions"), "risk": ("Riscos", "Risks"),
    "blocker": ("Riscos", "Risks"), "action_item": ("Ações", "Actions"), "task": ("Ações", "Actions"),
    "process_step": ("Ações", "Actions"), "question": ("Questões em aberto", "Open questions"),
    "open_question": ("Questões em aberto", "Open questions"), "insight": ("Contexto", "Context"),
    "topic": ("Contexto", "Context"), "never_heard_of": ("Contexto", "Context"),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(KINDS))
def test_each_type_stands_under_its_heading_in_the_requests_language(api: Api, kind: str) -> None:
    api.seeded("byd", "Frente", {"text": "Um fato", "fact_type": kind})
    for language, heading in zip(("pt", "en"), KINDS[kind], strict=True):
        sections = agenda(api, language=language)["sections"]
        assert [item["heading"] for item in sections[0]["items"]] == [heading]


def test_headings_come_in_their_order(api: Api) -> None:
    kinds = ("insight", "question", "task", "risk", "decision", "milestone")
    api.seeded("byd", "Frente", *({"text": f"Um {kind}", "fact_type": kind} for kind in kinds))
    items = agenda(api, duration_minutes=60)["sections"][0]["items"]
    assert [i["heading"] for i in items] == ["Metas", "Decisões", "Riscos", "Ações", "Questões em aberto", "Contexto"]


def test_the_micro_planners_sections_come_by_kind_in_both_languages(api: Api) -> None:
    kinds = ("insight", "milestone", "question", "task", "risk", "decision")
    api.facts("byd", *({"text": f"Um {kind}", "fact_type": kind} for kind in kinds))
    titles = {
        lang: [s["title"] for s in agenda(api, duration_minutes=60, language=lang)["sections"]] for lang in ("pt", "en")
    }
    assert titles == {
        "pt": ["Alinhamentos", "Perguntas em aberto", "Decisões", "Riscos", "Próximos passos"],
        "en": ["Alignments", "Open Questions", "Decisions", "Risks", "Next Steps"],
    }


TITLES = [
    (1, {}, "Reunião: Frente 0", "Meeting: Frente 0"),
    (2, {}, "Top prioridades BYD Brasil", "Top priorities BYD Brasil"),
    (1, {"macro": "off"}, "Reunião BYD Brasil", "BYD Brasil meeting"),
    (1, {"macro": "off", "subject": "zinco"}, "Reunião: zinco", "Meeting: zinco"),
]


@pytest.mark.parametrize(("count", "options", "portuguese", "english"), TITLES)
def test_titles(api: Api, count: int, options: dict[str, Any], portuguese: str, english: str) -> None:
    for n in range(count):
        api.seeded("byd", f"Frente {n}", {"text": f"Comprar zinco {n}"})
    api.patch("/orgs/byd", {"name": "BYD Brasil"})
    assert agenda(api, language="pt", **options)["title"] == portuguese
    assert agenda(api, language="en", **options)["title"] == english


@pytest.mark.parametrize(
    ("days", "state"),
    [(-40, "overdue"), (-1, "overdue"), (0, "due_soon"), (7, "due_soon"), (8, "later"), (None, "none")],
)
def test_due_states(api: Api, days: int | None, state: str) -> None:
    due = None if days is None else api.clock.date(days)
    api.seeded("byd", "Frente", {"text": "Entregar", "fact_type": "action_item", "due_iso": due})
    bullet = bullets(api.plan("pauta", org="byd"))[0]
    assert (bullet["due"], bullet["due_state"]) == (due, state)


def test_today_is_not_overdue_however_late_it_is(api: Api) -> None:
    api.clock.pass_by(hours=11, minutes=59)
    api.seeded("byd", "Frente", {"text": "Entregar", "fact_type": "task", "due_iso": api.clock.iso(hours=-23)})
    assert bullets(api.plan("pauta", org="byd"))[0]["due_state"] == "due_soon"


def test_urgent_actions_come_first_into_their_section(api: Api) -> None:
    strong = {
        "status": "validated",
        "fact_type": "action_item",
        "evidence": [{"quote": "um trecho longo o bastante aqui"}],
    }
    api.seeded(
        "byd", "Frente",
        {"text": "Pintar a fachada", "fact_id": "calm", **strong},
        {"text": "Enviar proposta comercial", "fact_id": "late",
        "fact_type": "action_item", "due_iso": api.clock.date(-10)},
        {"text": "Renovar alvará", "fact_id": "old", "fact_type": "action_item", "due_iso": api.clock.date(-31)},
        {"text": "Agendar vistoria", "fact_id": "soon", "fact_type": "action_item", "due_iso": api.clock.date(7)},
    )  # fmt: skip
    order = shown(api.plan("pauta", org="byd", duration_minutes=60))
    assert set(order[:2]) == {"late", "soon"}
    assert order[2] == "calm"
    assert set(shown(api.plan("pauta", org="byd", duration_minutes=6))) == {"late", "soon"}


def test_a_bullets_text_is_the_facts_own_words_whole(api: Api) -> None:
    text = "Çäção ñ “aspas” <b>&amp;</b> — " + "palavra " * 500 + "fim"
    api.seeded("byd", "Frente", {"text": text, "title": "curto", "fact_id": "fact_secret", "owner": "Ana"})
    bullet = bullets(api.plan("pauta", org="byd"))[0]
    assert bullet["text"] == text
    assert (bullet["owner"], bullet["why"]) == ("Ana", "")


def test_why_is_the_best_quote_in_the_requests_language(api: Api) -> None:
    api.seeded(
        "byd", "Frente", {"text": "Entregar", "evidence": [{"quote": "curto"}, {"quote": "a gente entrega até sexta"}]}
    )
    for language, word in (("pt", "evidência"), ("en", "evidence")):
        why = bullets(api.plan("pauta", org="byd", language=language))[0]["why"]
        assert why.startswith(f"({word}: ")
        assert why.endswith(")")
        assert "a gente entrega até sexta" in why
        assert "…" not in why


def test_a_long_quote_is_cut_between_words_with_an_ellipsis(api: Api) -> None:
    quote = " ".join(f"palavra{n}" for n in range(300))
    api.seeded("byd", "Frente", {"text": "Entregar", "evidence": [{"quote": quote}]})
    why = bullets(api.plan("pauta", org="byd"))[0]["why"]
    if quote not in why:
        assert "…" in why
        said = why.partition(": ")[2].strip('“”"…)( ')
        assert quote.startswith(said)
        assert quote[len(said)] == " "


def test_no_id_stands_in_visible_text(api: Api) -> None:
    made = api.seeded("byd", "Frente", {"text": "Entregar", "fact_id": "fact_hidden"})
    for form in ("nl", "markdown", "html"):
        text = api.plan("pauta", org="byd", format=form)["text"]
        assert "fact_hidden" not in text
        assert made["workstream_id"] not in text


def test_coverage_is_the_share_of_the_subjects_stems_that_the_agenda_holds(api: Api) -> None:
    api.fact("byd", "Comprar zinco")

    def coverage(**options: Any) -> float:
        return api.plan("pauta", org="byd", macro="off", **options)["proposal"]["subject"]["coverage"]

    assert coverage() == 1
    assert coverage(subject="zinco") == 1
    assert coverage(subject="zinco e prata") == 0.5
    assert coverage(subject="prata") == 0
