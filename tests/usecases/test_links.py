"""Which facts belong to a workstream."""

import pytest

from spine.errors import NotFound
from tests.agendas import metadata
from tests.usecases.app import App, refused


@pytest.fixture(autouse=True)
def _one_workstream(app: App) -> None:
    app.workstream("byd", "Integrações", workstream_id="ws")


def test_linking_says_what_is_new_what_is_linked_and_what_is_missing(app: App) -> None:
    app.facts("byd", {"text": "um", "fact_id": "f1"}, {"text": "dois", "fact_id": "f2"})
    app.link("ws", "f1")
    assert app.link("ws", "f1", "f2", "none") == {
        "workstream_id": "ws", "linked_count": 1, "fact_ids": ["f1", "f2"], "missing": ["none"]
    }  # fmt: skip


def test_linking_twice_is_linking_once(app: App) -> None:
    app.fact("byd", fact_id="f1")
    assert app.link("ws", "f1", "f1")["linked_count"] == 1
    assert app.link("ws", "f1")["linked_count"] == 0
    assert app.linked("ws") == [("f1", 1.0)]


def test_linking_again_with_another_weight_changes_the_weight(app: App) -> None:
    app.fact("byd", fact_id="f1")
    app.link("ws", "f1", weight=0.25)
    assert app.link("ws", "f1", weight=0.75)["linked_count"] == 0
    assert app.linked("ws") == [("f1", 0.75)]


def test_a_fact_may_belong_to_several_workstreams(app: App) -> None:
    app.workstream("byd", "Outra", workstream_id="other")
    app.fact("byd", fact_id="f1")
    app.link("ws", "f1")
    app.link("other", "f1")
    app.delete_workstream("other")
    assert app.linked("ws") == [("f1", 1.0)]


def test_500_facts_are_linked_and_unlinked_in_one_call(app: App) -> None:
    ids = app.facts("byd", *({"text": f"fato {n}"} for n in range(500)))
    assert app.link("ws", *ids)["linked_count"] == 500
    assert app.unlink("ws", *ids)["unlinked_count"] == 500
    assert app.linked("ws") == []


def test_unlinking_counts_only_what_was_linked(app: App) -> None:
    app.facts("byd", {"text": "um", "fact_id": "f1"}, {"text": "dois", "fact_id": "f2"})
    app.link("ws", "f1", "f2")
    assert app.unlink("ws", "f1", "f1", "none") == {"workstream_id": "ws", "unlinked_count": 1}
    assert app.linked("ws") == [("f2", 1.0)]
    assert app.read_fact("f1")["fact_id"] == "f1"


def test_the_facts_of_a_workstream_come_with_it_heaviest_then_newest_then_by_id(app: App) -> None:
    app.facts(
        "byd",
        {"text": "velho", "fact_id": "b_old", "created_at": "2026-01-01"},
        {"text": "novo", "fact_id": "d_new", "created_at": "2026-03-01"},
        {"text": "novo também", "fact_id": "c_new", "created_at": "2026-03-01"},
        {"text": "leve", "fact_id": "a_light", "created_at": "2026-03-09"},
    )
    app.link("ws", "b_old", "d_new", "c_new", weight=0.9)
    app.link("ws", "a_light", weight=0.1)
    assert app.facts_of("ws")["workstream"] == app.read_workstream("ws")
    assert app.linked("ws") == [("c_new", 0.9), ("d_new", 0.9), ("b_old", 0.9), ("a_light", 0.1)]


def test_a_deleted_fact_takes_its_links_along(app: App) -> None:
    app.facts("byd", {"text": "um", "fact_id": "f1"}, {"text": "dois", "fact_id": "f2"})
    app.link("ws", "f1", "f2")
    app.delete_fact("f1")
    assert app.linked("ws") == [("f2", 1.0)]
    app.fact("byd", fact_id="f1")
    assert app.linked("ws") == [("f2", 1.0)]


def test_linking_an_unknown_fact_is_missing_and_makes_none(app: App) -> None:
    assert app.link("ws", "none") == {"workstream_id": "ws", "linked_count": 0, "fact_ids": [], "missing": ["none"]}
    assert app.list_facts("byd")["facts"] == []


def test_facts_of_another_organisation_are_missing_and_never_linked(app: App) -> None:
    app.fact("byd", "nosso", fact_id="ours")
    app.fact("acme", "alheio", fact_id="theirs")
    answer = app.link("ws", "ours", "theirs")
    assert (answer["linked_count"], answer["fact_ids"], answer["missing"]) == (1, ["ours"], ["theirs"])
    assert app.linked("ws") == [("ours", 1.0)]
    assert "alheio" not in str(app.plan("pauta", org="byd"))


def test_a_proposal_is_no_fact_to_link(app: App) -> None:
    made = app.propose(text="reunião", org="byd")["proposal_id"]
    assert app.link("ws", made)["missing"] == [made]


@pytest.mark.parametrize("call", [App.link, App.unlink])
def test_facts_of_an_unknown_workstream_are_not_linked(app: App, call: object) -> None:
    with refused(NotFound, "none"):
        call(app, "none", "f")  # type: ignore[operator]


def test_linked_words_lead_a_subject_to_the_workstream_until_they_are_unlinked(app: App) -> None:
    def chosen() -> list[str]:
        plan = app.plan("pauta", org="byd", subject="gateway", macro="strict")
        return [w["workstream_id"] for w in metadata(plan)["workstreams"]]

    app.workstream("byd", "Outra frente", priority=9)
    fact = app.fact("byd", "Trocar o gateway de pagamentos")
    app.link("ws", fact)
    assert chosen() == ["ws"]
    app.unlink("ws", fact)
    assert chosen() == []
