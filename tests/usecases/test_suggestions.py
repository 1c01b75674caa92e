"""Workstreams suggested from facts that belong to none."""

import pytest

from spine.errors import Unavailable
from spine.store.deadlines import deadline
from tests.usecases.app import App

TOPICS = {
    "pay": [
        "Gateway de pagamentos recusa cartões do Itaú", "Homologar o gateway de pagamentos até sexta",
        "Custo do gateway de pagamentos subiu", "Trocar o gateway de pagamentos ainda é dúvida",
    ],
    "log": [
        "Frete marítimo atrasou em Santos", "Cotar frete marítimo com a Maersk",
        "Seguro do frete marítimo venceu", "Frete marítimo precisa de despachante",
    ],
}  # fmt: skip


@pytest.fixture
def topics(app: App) -> dict[str, list[str]]:
    """Facts about two topics that share no word."""
    return {name: app.facts("byd", *({"text": text} for text in texts)) for name, texts in TOPICS.items()}


def workstreams(app: App) -> list[dict[str, object]]:
    return list(app.workstreams("byd")["workstreams"])


def test_facts_that_belong_together_are_suggested_together(app: App, topics: dict[str, list[str]]) -> None:
    suggestions = app.suggest("byd")
    assert len(suggestions) == 2
    for one in suggestions:
        assert one["title"] == one["suggested_title"]
        assert one["title"].strip()
        assert one["size"] == len(one["fact_ids"]) > 1
        assert one["weight"] == 0.6
        assert any(set(one["fact_ids"]) <= set(ids) for ids in topics.values())


def test_suggesting_alone_makes_nothing(app: App, topics: dict[str, list[str]]) -> None:
    assert app.suggest("byd") == app.suggest("byd", apply=False)
    assert workstreams(app) == []


def test_applying_makes_the_workstreams_and_links_their_facts(app: App, topics: dict[str, list[str]]) -> None:
    suggestions = app.suggest("byd", apply=True)
    made = {one["workstream_id"]: one for one in workstreams(app)}
    assert len(made) == len(suggestions) == 2
    for one in suggestions:
        assert one["created"] is True
        assert made[one["workstream_id"]]["title"] == one["title"]
        assert dict(app.linked(one["workstream_id"])) == dict.fromkeys(one["fact_ids"], 0.6)


def test_facts_that_are_linked_already_are_not_suggested(app: App, topics: dict[str, list[str]]) -> None:
    made = app.workstream("byd", "Pagamentos")
    app.link(made["workstream_id"], *topics["pay"])
    suggested = {fact_id for one in app.suggest("byd") for fact_id in one["fact_ids"]}
    assert suggested and not suggested & set(topics["pay"])
    app.suggest("byd", apply=True)
    assert app.suggest("byd", apply=True) == []


def test_what_a_workstream_covers_already_is_linked_to_it(app: App, topics: dict[str, list[str]]) -> None:
    known = app.workstream("byd", "Gateway de pagamentos", description="Homologar e trocar o gateway de pagamentos")
    [covered] = [one for one in app.suggest("byd") if "workstream_id" in one]
    assert covered["workstream_id"] == known["workstream_id"]
    assert set(covered["fact_ids"]) <= set(topics["pay"])
    app.clock.pass_by(days=20)
    [applied] = [one for one in app.suggest("byd", apply=True) if not one["created"]]
    assert applied["workstream_id"] == known["workstream_id"]
    assert {fact_id for fact_id, _ in app.linked(known["workstream_id"])} == set(covered["fact_ids"])
    assert app.read_workstream(known["workstream_id"])["updated_at"] == known["updated_at"]


def test_a_limit_cuts_the_suggestions(app: App, topics: dict[str, list[str]]) -> None:
    assert len(app.suggest("byd", limit=1)) == 1


@pytest.mark.parametrize("status", ["rejected", "draft"])
def test_rejected_facts_and_drafts_are_not_suggested(app: App, status: str) -> None:
    app.facts("byd", *({"text": text, "status": status} for text in TOPICS["pay"]))
    assert app.suggest("byd") == []


def test_an_organisation_with_one_fact_gets_no_suggestion(app: App) -> None:
    app.fact("byd", "Um só")
    assert app.suggest("byd", apply=True) == []


LONG = {
    "a phrase with wide blanks": [f"contrato{' ' * 300}foxconn vence", f"contrato{' ' * 300}foxconn assinado"],
    "words that grow in lower case": [f"{'İ' * 40} {'İ' * 39} vence", f"{'İ' * 40} {'İ' * 39} assinado"],
    "words as long as any": [" ".join(letter * 40 for letter in "bcdfgh")] * 2,
}


@pytest.mark.parametrize("texts", LONG.values(), ids=LONG)
def test_titles_and_tags_of_whatever_facts_can_be_applied(app: App, texts: list[str]) -> None:
    app.facts("byd", *({"text": f"{text} {n}"} for n, text in enumerate(texts)))
    [applied] = app.suggest("byd", apply=True)
    [made] = workstreams(app)
    assert len(applied["title"]) <= 200 and "  " not in applied["title"]
    assert made["tags"] == applied["tags"] and all(len(tag) <= 64 for tag in applied["tags"])
    assert len(app.linked(made["workstream_id"])) == 2


def test_after_the_deadline_nothing_is_suggested_or_applied(app: App, topics: dict[str, list[str]]) -> None:
    with deadline(0), pytest.raises(Unavailable):
        app.suggest("byd", apply=True)
    assert workstreams(app) == []
