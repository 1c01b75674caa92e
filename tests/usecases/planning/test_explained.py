"""Why an agenda is as it is: scores, exclusions, references, drafts, duplicates."""

from typing import Any

import pytest

from tests.agendas import agenda_of, bullets, metadata, sentences, shown
from tests.usecases.app import App

QUOTE = {"quote": "um trecho longo o bastante para provar"}


def plan(app: App, **options: Any) -> Any:
    return app.plan("pauta da reunião", org="byd", **options)


def excluded(answer: Any) -> dict[str, str]:
    return {one["fact_id"]: one["reason"] for one in metadata(answer)["excluded"]}


def parts(bullet: Any) -> dict[str, float]:
    return {part["name"]: part["raw"] for part in bullet["score"]["parts"]}


@pytest.mark.parametrize("option", ["justify", "explain"])
@pytest.mark.parametrize("macro", ["auto", "off"])
@pytest.mark.parametrize("subject", [None, "contrato"])
def test_contributions_sum_to_the_total(app: App, option: str, macro: str, subject: str | None) -> None:
    kinds, dues = ["risk", "task", "topic"] * 2, [None, app.clock.date(2)] * 3
    facts = [
        {"text": f"Contrato {text}", "fact_type": kind, "due_iso": due, "evidence": [QUOTE] * n, "created_at": made}
        for n, (text, kind, due, made) in enumerate(
            zip(sentences(6), kinds, dues, (app.clock.date(-n * 9) for n in range(6)), strict=True)
        )
    ]
    app.seeded("byd", "Contratos", *facts)
    answer = plan(app, macro=macro, subject=subject, duration_minutes=60, **{option: True})
    assert len(bullets(answer)) == 6
    for bullet in bullets(answer):
        score = bullet["score"]
        assert sum(part["contribution"] for part in score["parts"]) == pytest.approx(score["total"], abs=1e-9)
        for part in score["parts"]:
            assert part["raw"] * part["weight"] == pytest.approx(part["contribution"], abs=1e-5)
        assert ("relevance" in parts(bullet)) == (subject is not None)


def test_without_justify_or_explain_there_are_no_scores(app: App) -> None:
    app.seeded("byd", "Frente", {"text": "um"})
    answer = plan(app)
    assert "score" not in bullets(answer)[0]
    assert "excluded" not in metadata(answer)
    assert "references" not in answer


def test_justify_adds_references_minutes_and_sections_and_loses_nothing(app: App) -> None:
    fact = {"text": "um fato", "title": "Título", "owner": "Ana", "evidence": [QUOTE], "fact_id": "f"}
    app.seeded("byd", "Frente", fact)
    plain, justified = plan(app), plan(app, justify=True)
    assert justified.keys() == plain.keys() | {"references", "minutes", "sections"}
    assert justified["references"] == [
        {
            "fact_id": "f", "title": "Título", "quote": QUOTE["quote"], "status": "proposed", "owner": "Ana",
            "updated_at": "2026-03-10T12:00:00Z",
        }
    ]  # fmt: skip
    assert (justified["minutes"], justified["sections"]) == (30, agenda_of(justified)["sections"])
    for answer in (plain, justified):
        metadata(answer).pop("excluded", None)
        for bullet in bullets(answer):
            bullet.pop("score", None)
    assert {name: justified[name] for name in plain} == plain


def test_explain_adds_no_references(app: App) -> None:
    app.seeded("byd", "Frente", {"text": "um"})
    assert plan(app, explain=True).keys() == plan(app).keys()


def test_every_candidate_is_shown_parked_or_excluded_with_its_reason(app: App) -> None:
    texts = sentences(8)
    ids = ["shown", "parked", "rejected", "draft", "done", "feedback", "original"]
    facts = [{"text": text, "fact_id": fact_id} for text, fact_id in zip(texts, ids, strict=False)]
    facts[0]["status"] = "validated"
    facts[2]["status"], facts[3]["status"] = "rejected", "draft"
    facts.append({"text": texts[6] + "!", "fact_id": "twin", "created_at": app.clock.date(-20)})
    app.seeded("byd", "Frente", *facts)
    made = app.propose(text="pauta", org="byd", duration_minutes=60)
    verdicts = [{"fact_id": "done", "verdict": "done"}, {"fact_id": "feedback", "verdict": "reject"}]
    app.give_feedback(made["proposal_id"], bullets=verdicts)
    answer = plan(app, explain=True, duration_minutes=5)
    assert shown(answer) == ["shown"]
    assert {one["fact_id"] for one in agenda_of(answer)["parked"]} == {"parked", "original"}
    assert excluded(answer) == {
        "rejected": "rejected", "draft": "draft", "done": "done", "feedback": "feedback", "twin": "duplicate"
    }  # fmt: skip


def test_what_is_not_about_the_subject_is_unrelated(app: App) -> None:
    app.facts(
        "byd", {"text": "Contrato de frete", "fact_id": "f"}, {"text": "Seguro do contrato marítimo", "fact_id": "g"}
    )
    answer = plan(app, explain=True, macro="off", subject="contrato de seguro marítimo internacional")
    assert shown(answer) == ["g"]
    assert excluded(answer) == {"f": "unrelated"}


def test_near_duplicates_count_once_and_strengthen_the_one_shown(app: App) -> None:
    app.seeded(
        "byd", "Frente",
        {"text": "Enviar a proposta comercial para a BYD", "fact_id": "a"},
        {"text": "Enviar a proposta comercial para BYD", "fact_id": "b"},
        {"text": "Enviar proposta comercial para a BYD.", "fact_id": "c"},
    )  # fmt: skip
    answer = plan(app, explain=True, duration_minutes=60)
    [bullet] = bullets(answer)
    assert set(excluded(answer).values()) == {"duplicate"}
    assert "variants" in parts(bullet)


def test_a_draft_is_shown_only_when_nothing_else_is_about_the_subject(app: App) -> None:
    draft = {"text": "Seguro cibernético", "fact_id": "d", "status": "draft"}
    app.facts("byd", draft, {"text": "Frete", "fact_id": "f"})
    answer = plan(app, macro="off", subject="seguro cibernético")
    assert shown(answer) == ["d"]
    assert [ref["status"] for ref in metadata(answer)["refs"]] == ["draft"]
    assert shown(plan(app, macro="off")) == ["f"]
    app.fact("byd", "Renovar o seguro cibernético da frota", fact_id="p")
    assert shown(plan(app, macro="off", subject="seguro cibernético")) == ["p"]


@pytest.mark.parametrize(
    "options", [{}, {"macro": "off"}, {"subject": "contrato"}, {"subject": "contrato", "macro": "off"}]
)
def test_a_rejected_fact_is_never_shown(app: App, options: dict[str, str]) -> None:
    app.seeded("byd", "Frente", {"text": "Um contrato", "fact_id": "f", "status": "rejected"})
    assert shown(plan(app, **options)) == []
    app.set_status("f", "validated")
    assert shown(plan(app, **options)) == ["f"]


def test_a_better_checked_fact_ranks_higher_ties_by_age_and_then_by_id(app: App) -> None:
    texts, old = sentences(6), app.clock.date(-300)
    for text, status in zip(texts, ("proposed", "published", "validated"), strict=False):
        app.fact("byd", text, status=status, fact_id=status)
    app.facts(
        "byd",
        {"text": texts[3], "fact_id": "b", "created_at": old},
        {"text": texts[4], "fact_id": "a", "created_at": old},
        {"text": texts[5], "fact_id": "c", "created_at": app.clock.date(-200)},
    )
    order = shown(plan(app, duration_minutes=60))
    assert order == ["validated", "published", "proposed", "c", "a", "b"]


def test_widening_finds_unlinked_facts_that_share_the_workstreams_words(app: App) -> None:
    linked = {"text": "Trocar o gateway de pagamentos", "fact_id": "linked"}
    app.seeded("byd", "Gateway de pagamentos", linked, workstream_id="ws")
    near = {"text": "Taxa do gateway e dos pagamentos subiu", "fact_id": "near"}
    app.facts("byd", near, {"text": "Frete", "fact_id": "far"})
    answer = plan(app, duration_minutes=60)
    assert set(shown(answer)) == {"linked", "near"}
    assert {ref["workstream_id"] for ref in metadata(answer)["refs"]} == {"ws"}


def test_a_fact_of_two_chosen_workstreams_stands_once_under_its_heaviest_link(app: App) -> None:
    app.fact("byd", "Um fato comum", fact_id="f")
    for workstream_id, weight in (("light", 0.2), ("heavy", 0.9)):
        app.workstream("byd", f"Frente {workstream_id}", workstream_id=workstream_id)
        app.link(workstream_id, "f", weight=weight)
    assert [(r["fact_id"], r["workstream_id"]) for r in metadata(plan(app))["refs"]] == [("f", "heavy")]


def test_a_due_date_without_a_time_counts_for_urgency(app: App) -> None:
    calm, pressing = sentences(2)
    due = {"text": pressing, "fact_type": "topic", "due_iso": app.clock.date(1), "fact_id": "due"}
    app.seeded("byd", "Frete", {"text": calm, "fact_type": "topic"}, due)
    answer = plan(app, explain=True)
    assert shown(answer)[0] == "due"
    assert [parts(bullet)["urgency"] for bullet in bullets(answer)] == [0.9, 0.2]
