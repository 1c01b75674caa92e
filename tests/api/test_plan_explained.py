"""Why an agenda is as it is: scores, exclusions, references, drafts, duplicates."""

from typing import Any

import pytest

from tests.api.client import Api, bullets, metadata, sentences, shown

QUOTE = {"quote": "um trecho longo o bastante para provar"}
REASONS = {"no_time", "duplicate", "rejected", "feedback", "done", "draft", "unrelated"}


def plan(api: Api, **options: Any) -> Any:
    return api.plan("pauta da reunião", org="byd", **options)


def excluded(answer: Any) -> dict[str, str]:
    return {one["fact_id"]: one["reason"] for one in metadata(answer)["excluded"]}


def parts(bullet: Any) -> dict[str, float]:
    return {part["name"]: part["raw"] for part in bullet["score"]["parts"]}


@pytest.mark.parametrize("option", ["justify", "explain"])
@pytest.mark.parametrize("macro", ["auto", "off"])
@pytest.mark.parametrize("subject", [None, "contrato"])
def test_contributions_sum_to_the_total(api: Api, option: str, macro: str, subject: str | None) -> None:
    texts = [f"Contrato {text}" for text in sentences(6)]
    facts = [
        {"text": text, "fact_type": kind, "due_iso": due, "evidence": [QUOTE] * n, "created_at": api.clock.date(-n * 9)}
        for n, (text, kind, due) in enumerate(
            zip(texts, ["risk", "task", "topic"] * 2, [None, api.clock.date(2)] * 3, strict=True)
        )
    ]
    api.seeded("byd", "Contratos", *facts)
    answer = plan(api, macro=macro, subject=subject, duration_minutes=60, **{option: True})
    assert len(bullets(answer)) == 6
    for bullet in bullets(answer):
        score = bullet["score"]
        assert score.keys() == {"total", "parts"}
        assert all(part.keys() == {"name", "raw", "weight", "contribution"} for part in score["parts"])
        assert sum(part["contribution"] for part in score["parts"]) == pytest.approx(score["total"], abs=1e-9)
        for part in score["parts"]:
            assert part["raw"] * part["weight"] == pytest.approx(part["contribution"], abs=1e-5)
        assert ("relevance" in parts(bullet)) == (subject is not None)


def test_without_justify_or_explain_there_are_no_scores(api: Api) -> None:
    api.seeded("byd", "Frente", {"text": "um"})
    answer = plan(api)
    assert "score" not in bullets(answer)[0]
    assert "excluded" not in metadata(answer)
    assert "references" not in answer


def test_justify_adds_references_minutes_and_sections_and_loses_nothing(api: Api) -> None:
    api.seeded(
        "byd", "Frente", {"text": "um fato", "title": "Título", "owner": "Ana", "evidence": [QUOTE], "fact_id": "f"}
    )
    plain, justified = plan(api), plan(api, justify=True)
    assert justified.keys() == plain.keys() | {"references", "minutes", "sections"}
    assert justified["references"] == [
        {
            "fact_id": "f", "title": "Título", "quote": QUOTE["quote"], "status": "proposed", "owner": "Ana",
            "updated_at": "2026-03-10T12:00:00Z",
        }
    ]  # fmt: skip
    assert (justified["minutes"], justified["sections"]) == (30, justified["proposal"]["agenda"]["sections"])
    assert justified["subject"] == plain["subject"]
    for answer in (plain, justified):
        answer["proposal"]["agenda"]["_metadata"].pop("excluded", None)
        for bullet in bullets(answer):
            bullet.pop("score", None)
    assert justified["proposal"] == plain["proposal"]


def test_explain_adds_no_references(api: Api) -> None:
    api.seeded("byd", "Frente", {"text": "um"})
    assert plan(api, explain=True).keys() == plan(api).keys()


def test_every_candidate_is_shown_parked_or_excluded_with_its_reason(api: Api) -> None:
    texts = sentences(8)
    ids = ["shown", "parked", "rejected", "draft", "done", "feedback", "original"]
    facts = [{"text": text, "fact_id": fact_id} for text, fact_id in zip(texts, ids, strict=False)]
    facts[0]["status"] = "validated"
    facts[2]["status"], facts[3]["status"] = "rejected", "draft"
    facts.append({"text": texts[6] + "!", "fact_id": "twin", "created_at": api.clock.date(-20)})
    api.seeded("byd", "Frente", *facts)
    made = api.propose(text="pauta", org="byd", duration_minutes=60)
    verdicts = [{"fact_id": "done", "verdict": "done"}, {"fact_id": "feedback", "verdict": "reject"}]
    assert api.post(f"/agenda/{made['proposal_id']}/feedback", {"bullets": verdicts}).status == 200
    answer = plan(api, explain=True, duration_minutes=5)
    assert shown(answer) == ["shown"]
    assert {one["fact_id"] for one in answer["proposal"]["agenda"]["parked"]} == {"parked", "original"}
    assert excluded(answer) == {
        "rejected": "rejected", "draft": "draft", "done": "done", "feedback": "feedback", "twin": "duplicate"
    }  # fmt: skip


def test_excluded_reasons_are_of_the_documented_list(api: Api) -> None:
    api.facts("byd", {"text": "Contrato de frete"}, {"text": "Nada disso", "status": "rejected"})
    answer = plan(api, explain=True, macro="off", subject="contrato de seguro marítimo internacional")
    assert set(excluded(answer).values()) <= REASONS


def test_near_duplicates_count_once_and_strengthen_the_one_shown(api: Api) -> None:
    api.seeded(
        "byd", "Frente",
        {"text": "Enviar a proposta comercial para a BYD", "fact_id": "a"},
        {"text": "Enviar a proposta comercial para BYD", "fact_id": "b"},
        {"text": "Enviar proposta comercial para a BYD.", "fact_id": "c"},
    )  # fmt: skip
    answer = plan(api, explain=True, duration_minutes=60)
    assert len(shown(answer)) == 1
    assert set(excluded(answer).values()) == {"duplicate"}
    alone = plan(api, explain=True, duration_minutes=60)
    assert any("variant" in name for name in parts(bullets(alone)[0]))


def test_facts_that_differ_in_a_number_an_owner_or_a_negation_are_no_duplicates(api: Api) -> None:
    api.seeded(
        "byd", "Frente",
        {"text": "Pagar 100 mil ao fornecedor", "owner": "Ana"},
        {"text": "Pagar 200 mil ao fornecedor", "owner": "Ana"},
        {"text": "Pagar 100 mil ao fornecedor", "owner": "Bia"},
        {"text": "Não pagar 100 mil ao fornecedor", "owner": "Ana"},
    )  # fmt: skip
    assert len(shown(plan(api, duration_minutes=60))) == 4


def test_a_draft_is_shown_only_when_nothing_else_is_about_the_subject(api: Api) -> None:
    api.facts(
        "byd", {"text": "Seguro cibernético", "fact_id": "d", "status": "draft"}, {"text": "Frete", "fact_id": "f"}
    )
    answer = plan(api, macro="off", subject="seguro cibernético")
    assert shown(answer) == ["d"]
    assert [ref["status"] for ref in metadata(answer)["refs"]] == ["draft"]
    assert shown(plan(api, macro="off")) == ["f"]
    api.fact("byd", "Renovar o seguro cibernético da frota", fact_id="p")
    assert shown(plan(api, macro="off", subject="seguro cibernético")) == ["p"]


def test_a_named_subject_is_never_answered_with_generic_recent_facts(api: Api) -> None:
    api.facts("byd", *({"text": text} for text in sentences(5)))
    answer = plan(api, macro="off", subject="blockchain")
    assert shown(answer) == []
    assert answer["proposal"]["choice"] == "next-subject"
    assert answer["proposal"]["subject"]["coverage"] == 0


def test_a_rejected_fact_is_never_shown(api: Api) -> None:
    api.seeded("byd", "Frente", {"text": "Um contrato", "fact_id": "f", "status": "rejected"})
    for options in ({}, {"macro": "off"}, {"subject": "contrato"}, {"subject": "contrato", "macro": "off"}):
        assert shown(plan(api, **options)) == []
    api.post("/facts/f/status", {"status": "validated"})
    assert shown(plan(api)) == ["f"]


def test_a_better_checked_fact_ranks_higher(api: Api) -> None:
    for status in ("proposed", "published", "validated"):
        api.fact(
            "byd", {"proposed": "alfa", "published": "beta", "validated": "gama"}[status], status=status, fact_id=status
        )
    assert shown(plan(api, duration_minutes=60)) == ["validated", "published", "proposed"]


def test_ties_are_told_apart_by_age_and_then_by_id(api: Api) -> None:
    old = api.clock.date(-300)
    texts = sentences(3)
    api.facts(
        "byd", {"text": texts[0], "fact_id": "b", "created_at": old},
        {"text": texts[1], "fact_id": "a", "created_at": old},
        {"text": texts[2], "fact_id": "c", "created_at": api.clock.date(-200)},
    )  # fmt: skip
    assert shown(plan(api, duration_minutes=60)) == ["c", "a", "b"]


def test_widening_finds_unlinked_facts_that_share_the_workstreams_words(api: Api) -> None:
    api.seeded(
        "byd",
        "Gateway de pagamentos",
        {"text": "Trocar o gateway de pagamentos", "fact_id": "linked"},
        workstream_id="ws",
    )
    api.facts(
        "byd",
        {"text": "Taxa do gateway e dos pagamentos subiu", "fact_id": "near"},
        {"text": "Frete", "fact_id": "far"},
    )
    answer = plan(api, duration_minutes=60)
    assert set(shown(answer)) == {"linked", "near"}
    assert {ref["workstream_id"] for ref in metadata(answer)["refs"]} == {"ws"}


def test_a_fact_of_two_chosen_workstreams_stands_once_under_its_heaviest_link(api: Api) -> None:
    api.fact("byd", "Um fato comum", fact_id="f")
    for workstream_id, weight in (("light", 0.2), ("heavy", 0.9)):
        api.workstream("byd", f"Frente {workstream_id}", workstream_id=workstream_id)
        api.link(workstream_id, "f", weight=weight)
    assert [(r["fact_id"], r["workstream_id"]) for r in metadata(plan(api))["refs"]] == [("f", "heavy")]
