"""Storing, changing, reading and deleting facts."""

from collections.abc import Callable
from typing import Any

import pytest

from spine.domain.fact_types import FACT_TYPES
from spine.errors import Invalid, NotFound
from tests.agendas import shown
from tests.usecases.app import App, refused

WHOLE: dict[str, Any] = {
    "fact_id": "f1",
    "fact_type": "action_item",
    "status": "validated",
    "state": "open",
    "text": "Enviar o contrato revisado à BYD",
    "title": "Contrato",
    "owner": "Ana",
    "due_iso": "2026-03-20",
    "confidence": 0.75,
    "language": "pt-BR",
    "meeting_id": "m1",
    "external_meeting_id": None,
    "transcript_id": "t1",
    "payload": {"deep": {"list": [1, 2.5, None, True, "é"]}},
    "evidence": [
        {
            "evidence_id": "e1", "quote": "a gente manda o contrato até sexta", "char_span": [10, 44],
            "who_said_label": "Ana", "ts_start_ms": 61000, "utterance_ids": ["u1", "u2"], "card_id": "c1",
        }
    ],
    "entities": [{"entity_id": "byd", "display_name": "BYD", "type": "org", "role": "client"}],
    "created_at": "2026-02-01T10:00:00Z",
}  # fmt: skip


def store(app: App, *facts: dict[str, Any]) -> Any:
    return app.store_facts("byd", *facts)


def test_a_whole_fact_comes_back_as_it_was_given(app: App) -> None:
    assert store(app, WHOLE) == {
        "org_id": "byd", "inserted": 1, "updated": 0, "unchanged": 0, "fact_ids": ["f1"], "warnings": []
    }  # fmt: skip
    added = {"org_id": "byd", "set_by": "person", "updated_at": "2026-03-10T12:00:00Z"}
    assert app.read_fact("f1") == {**WHOLE, **added}


def test_a_type_and_a_text_are_enough(app: App) -> None:
    fact_id = app.fact("byd", "Usar a API nova", fact_type="decision")
    assert fact_id.startswith("fact_")
    assert len(fact_id) == len("fact_") + 16
    fact = app.read_fact(fact_id)
    assert (fact["status"], fact["payload"], fact["evidence"], fact["entities"]) == ("proposed", {}, [], [])
    assert fact["created_at"] == fact["updated_at"] == "2026-03-10T12:00:00Z"


@pytest.mark.parametrize("said", [{}, {"text": ""}, {"text": "  \n"}, {"title": " "}, {"text": None, "title": None}])
def test_a_new_fact_says_something(app: App, said: dict[str, Any]) -> None:
    with refused(Invalid, "text"):
        store(app, {"fact_type": "risk", **said})


@pytest.mark.parametrize("kind", [{}, {"fact_type": None}])
def test_a_new_fact_has_a_type(app: App, kind: dict[str, Any]) -> None:
    with refused(Invalid, "fact_type"):
        store(app, {"text": "a", **kind})


def test_of_a_known_fact_only_the_fields_given_change(app: App) -> None:
    store(app, WHOLE)
    app.clock.pass_by(hours=1)
    answer = store(app, {"fact_id": "f1", "owner": "Bia", "created_at": "2020-01-01"})
    assert (answer["inserted"], answer["updated"], answer["unchanged"]) == (0, 1, 0)
    added = {"org_id": "byd", "set_by": "person", "updated_at": "2026-03-10T13:00:00Z"}
    expected = {**WHOLE, **added, "owner": "Bia"}
    assert app.read_fact("f1") == expected


def test_null_counts_as_not_given(app: App) -> None:
    store(app, WHOLE)
    assert store(app, {"fact_id": "f1", **{name: None for name in WHOLE if name != "fact_id"}})["unchanged"] == 1
    assert app.read_fact("f1")["owner"] == "Ana"


@pytest.mark.parametrize("title", [None, "Um título"])
def test_a_known_fact_does_not_lose_its_text(app: App, title: str | None) -> None:
    store(app, {"fact_id": "f1", "fact_type": "risk", "text": "Câmbio", "title": title})
    with refused(Invalid, "text"):
        store(app, {"fact_id": "f1", "text": "  "})
    assert app.read_fact("f1")["text"] == "Câmbio"


def test_an_unchanged_fact_keeps_its_updated_at(app: App) -> None:
    store(app, WHOLE)
    app.clock.pass_by(hours=1)
    assert store(app, WHOLE)["unchanged"] == 1
    assert app.read_fact("f1")["updated_at"] == "2026-03-10T12:00:00Z"


def test_an_answer_counts_each_fact_of_a_mixed_call_once(app: App) -> None:
    risk = {"fact_type": "risk"}
    store(app, {"fact_id": "a", "text": "um", **risk}, {"fact_id": "b", "text": "dois", **risk})
    mixed = {"fact_id": "a", "text": "um"}, {"fact_id": "b", "text": "mudou"}, {"fact_id": "c", "text": "três", **risk}
    assert store(app, *mixed) == {
        "org_id": "byd", "inserted": 1, "updated": 1, "unchanged": 1, "fact_ids": ["a", "b", "c"],
        "warnings": [],
    }  # fmt: skip


def test_an_invalid_call_names_every_bad_fact_and_writes_nothing(app: App) -> None:
    good, bad = {"fact_id": "good", "fact_type": "risk", "text": "Câmbio"}, {"fact_type": "risk", "text": ""}
    with pytest.raises(Invalid) as raised:
        store(app, good, bad, {"text": "sem tipo"})
    assert [one["loc"] for one in raised.value.errors] == [["facts", 1, "text"], ["facts", 2, "fact_type"]]
    with refused(NotFound, "good"):
        app.read_fact("good")
    with refused(NotFound, "byd"):
        app.organisation("byd")


def test_500_facts_are_stored_in_one_call(app: App) -> None:
    answer = store(app, *({"fact_type": "risk", "text": f"risco {n}"} for n in range(500)))
    assert answer["inserted"] == len(set(answer["fact_ids"])) == 500


def test_the_same_id_twice_in_one_call_is_refused(app: App) -> None:
    with refused(Invalid, "fact_id", "'f'"):
        store(app, *({"fact_id": "f", "fact_type": "risk", "text": text} for text in ("um", "dois")))
    with refused(NotFound):
        app.read_fact("f")


def test_facts_are_filtered(app: App) -> None:
    app.facts(
        "byd",
        {"text": "um", "fact_id": "b", "created_at": "2026-02-01", "fact_type": "risk"},
        {"text": "dois", "fact_id": "a", "created_at": "2026-02-01", "status": "validated"},
        {"text": "três", "fact_id": "c", "created_at": "2026-03-01", "fact_type": "question"},
    )

    def found(**query: Any) -> list[str]:
        return [fact["fact_id"] for fact in app.list_facts("byd", **query)["facts"]]

    assert found() == ["c", "a", "b"]
    assert found(types="risk,question") == ["c", "b"]
    assert found(status="validated") == ["a"]
    assert found(status="validated,proposed") == ["c", "a", "b"]
    assert found(since="2026-02-15") == ["c"]
    assert found(since="2026-03-01T00:00:00Z") == ["c"]
    assert found(types="risk", status="validated") == []


@pytest.mark.parametrize("status", ["draft", "proposed", "validated", "published", "rejected"])
def test_a_status_is_set_and_told(app: App, status: str) -> None:
    store(app, {**WHOLE, "status": "draft" if status != "draft" else "proposed"})
    app.clock.pass_by(hours=1)
    answer = app.set_status("f1", status)
    assert answer == {"fact_id": "f1", "status": status, "state": "open", "updated_at": "2026-03-10T13:00:00Z"}
    app.clock.pass_by(hours=1)
    assert app.set_status("f1", status) == answer
    assert app.read_fact("f1")["status"] == status


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_a_state_is_set_by_a_person_and_reopened(app: App, state: str) -> None:
    store(app, {"fact_id": "f1", "fact_type": "task", "text": "Enviar a proposta"})
    assert (app.read_fact("f1")["state"], app.read_fact("f1")["set_by"]) == ("open", "machine")
    assert app.set_status("f1", state=state)["state"] == state
    assert (app.read_fact("f1")["status"], app.read_fact("f1")["set_by"]) == ("proposed", "person")
    assert app.plan("pauta", org="byd")["proposal"]["supporting_fact_ids"] == []
    app.set_status("f1", state="open", status="validated")
    assert (app.read_fact("f1")["state"], app.read_fact("f1")["status"]) == ("open", "validated")


def test_a_state_is_a_field_like_others_and_filters_lists(app: App) -> None:
    task = {"fact_type": "task", "text": "Enviar a proposta"}
    store(app, {"fact_id": "a", **task}, {"fact_id": "b", **task, "state": "done"})
    store(app, {"fact_id": "a", "state": "Dropped"})
    assert [fact["fact_id"] for fact in app.list_facts("byd", state="done,dropped")["facts"]] == ["a", "b"]
    assert app.list_facts("byd", state="open")["facts"] == []
    assert app.read_fact("a")["set_by"] == "person"


def test_neither_status_nor_state_is_no_change(app: App) -> None:
    store(app, WHOLE)
    with refused(Invalid, "state"):
        app.set_status("f1")


def test_a_proposal_has_no_state(app: App) -> None:
    store(app, WHOLE)
    made = app.propose(text="reunião", org="byd")["proposal_id"]
    with refused(Invalid, "state"):
        app.set_status(made, state="done")


def test_a_proposals_status_is_set_by_its_id(app: App) -> None:
    store(app, WHOLE)
    made = app.propose(text="reunião", org="byd")["proposal_id"]
    answer = app.set_status(made, "validated")
    assert (answer["fact_id"], answer["status"]) == (made, "validated")
    assert app.read_proposal(made)["status"] == "validated"


def test_a_deleted_fact_is_unknown(app: App) -> None:
    store(app, WHOLE)
    app.delete_fact("f1")
    with refused(NotFound, "f1"):
        app.read_fact("f1")
    with refused(NotFound, "f1"):
        app.delete_fact("f1")
    assert app.search("contrato", org="byd")["items"] == []


CALLS: dict[str, Callable[[App], Any]] = {
    "read": lambda app: app.read_fact("none"),
    "delete": lambda app: app.delete_fact("none"),
    "set the status": lambda app: app.set_status("none", "draft"),
}


@pytest.mark.parametrize("call", CALLS)
def test_an_unknown_fact_is_not_found(app: App, call: str) -> None:
    with refused(NotFound, "none"):
        CALLS[call](app)


def test_quotes_get_ids_that_are_unique_inside_the_fact(app: App) -> None:
    quotes = [{"quote": "um"}, {"evidence_id": "ev_1", "quote": "dois"}, {"quote": "três"}]
    app.fact("byd", "Contrato", fact_id="f", evidence=quotes)
    assert [e["evidence_id"] for e in app.read_fact("f")["evidence"]] == ["ev_2", "ev_1", "ev_3"]


@pytest.mark.parametrize("kind", [*FACT_TYPES, "never_heard_of"])
def test_no_type_of_fact_is_ever_lost(app: App, kind: str) -> None:
    app.fact("byd", "Contrato de frete", fact_type=kind, fact_id="f")
    assert shown(app.plan("pauta", org="byd", macro="off")) == ["f"]
    assert shown(app.plan("pauta", org="byd", macro="off", subject="frete")) == ["f"]
    for query in ({"q": "frete"}, {"types": kind}, {}):
        assert [one["fact_id"] for one in app.search(org="byd", **query)["items"]] == ["f"]
    app.workstream("byd", "Frente", workstream_id="ws")
    app.link("ws", "f")
    assert shown(app.plan("pauta", org="byd")) == ["f"]
