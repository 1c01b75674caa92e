"""Meeting bundles from the upstream parser."""

from copy import deepcopy
from typing import Any

import pytest

from spine.errors import Invalid, NotFound
from tests.agendas import shown
from tests.usecases.app import App, refused

BUNDLE: dict[str, Any] = {
    "org_id": "byd",
    "meeting": {
        "meeting_id": "m1",
        "meeting_started_at": "2026-03-01T13:00:00Z",
        "participants": [{"id": "p1", "display_name": "Ana Souza"}, {"id": "p2", "display_name": "Bruno"}],
    },
    "facts": [
        {
            "id": "f1",
            "type": "action_item",
            "label": "Contrato",
            "text": "Enviar o contrato revisado",
            "attributes": {"owner": "Ana", "due_date_iso": "2026-03-20", "area": "jurídico"},
            "provenance": {"who_said": "p1", "when_said": "01:05"},
            "derived_from": ["card_9"],
            "confidence": 0.8,
            "evidence": {
                "quote": "eu mando o contrato", "transcript_id": "t1", "card_id": "c1", "utterance_ids": ["u1"],
                "char_span": [3, 22],
            },
        },
        {"id": "f2", "label": "Frete", "text": "O frete atrasou", "evidence": {"quote": "atrasou", "card_id": "c1"}},
    ],
}  # fmt: skip


def changed(place: int = 0, **fields: Any) -> dict[str, Any]:
    """The bundle with one fact changed."""
    bundle = deepcopy(BUNDLE)
    bundle["facts"][place] |= fields
    return bundle


def of_meeting(*facts: dict[str, Any], meeting_id: str = "m2") -> dict[str, Any]:
    """A bundle of some facts."""
    return {"meeting": {"meeting_id": meeting_id}, "facts": list(facts)}


def store(app: App, bundle: dict[str, Any] = BUNDLE) -> Any:
    return app.store_bundle("byd", bundle)


def test_a_bundle_becomes_facts(app: App) -> None:
    assert store(app) == {
        "org_id": "byd", "inserted": 2, "updated": 0, "unchanged": 0, "fact_ids": ["f1", "f2"], "meeting_id": "m1",
        "external_meeting_id": None, "warnings": [],
    }  # fmt: skip
    fact = app.read_fact("f1")
    expected = {
        "fact_type": "action_item", "title": "Contrato", "text": "Enviar o contrato revisado", "owner": "Ana",
        "due_iso": "2026-03-20", "confidence": 0.8, "meeting_id": "m1", "transcript_id": "t1", "status": "proposed",
        "created_at": "2026-03-01T13:00:00Z",
    }  # fmt: skip
    assert {name: fact[name] for name in expected} == expected
    assert fact["payload"]["area"] == "jurídico"
    assert fact["payload"]["derived_from"] == ["card_9"]
    assert app.read_fact("f2")["fact_type"] == "insight"


def test_who_said_it_and_when_stand_in_the_evidence(app: App) -> None:
    store(app)
    [evidence] = app.read_fact("f1")["evidence"]
    assert (evidence["quote"], evidence["who_said_label"], evidence["ts_start_ms"]) == (
        "eu mando o contrato", "Ana Souza", 65_000
    )  # fmt: skip
    assert (evidence["char_span"], evidence["utterance_ids"], evidence["card_id"]) == ([3, 22], ["u1"], "c1")


def test_who_said_it_and_when_are_kept_without_a_quote(app: App) -> None:
    store(app, changed(evidence=None, provenance={"who_said": "p1", "when_said": "02:00"}))
    [evidence] = app.read_fact("f1")["evidence"]
    assert (evidence["who_said_label"], evidence["ts_start_ms"], evidence["quote"]) == ("Ana Souza", 120_000, "")


@pytest.mark.parametrize(
    ("said", "ms"), [("00:00", 0), ("59:59", 3_599_000), ("01:02:03", 3_723_000), ("90:00", 5_400_000)]
)
def test_a_time_is_read_with_and_without_hours(app: App, said: str, ms: int) -> None:
    store(app, changed(provenance={"who_said": "Carla", "when_said": said}))
    [evidence] = app.read_fact("f1")["evidence"]
    assert (evidence["ts_start_ms"], evidence["who_said_label"]) == (ms, "Carla")


@pytest.mark.parametrize(
    "due", ["next Friday", "2026-02-30", "sexta", "2026-12-03x14:00", "03/12/2026", 20261203, ["2026-03-20"], {"a": 1}]
)
def test_a_due_date_that_cannot_be_read_stays_in_the_payload_and_is_named(app: App, due: Any) -> None:
    answer = store(app, changed(1, attributes={"due_date_iso": due, "owner": "Bia"}))
    assert answer["inserted"] == 2
    [warning] = answer["warnings"]
    assert (warning["code"], warning["field"]) == ("unreadable_date", "facts.attributes.due_date_iso")
    assert (warning["first"], warning["count"]) == ("facts.1.attributes.due_date_iso", 1)
    fact = app.read_fact("f2")
    assert (fact["due_iso"], fact["payload"]["due_date_iso"], fact["owner"]) == (None, due, "Bia")


def test_a_bundle_never_changes_a_status_that_a_person_set(app: App) -> None:
    store(app)
    app.set_status("f1", "validated")
    app.set_status("f2", "rejected")
    answer = store(app, changed(text="Enviar o contrato de novo", status="draft"))
    assert (answer["updated"], answer["unchanged"]) == (1, 1)
    fact = app.read_fact("f1")
    assert (fact["status"], fact["text"]) == ("validated", "Enviar o contrato de novo")
    assert app.read_fact("f2")["status"] == "rejected"


@pytest.mark.parametrize(
    ("attributes", "state"),
    [
        ({"status": "Done"}, "done"),
        ({"status": "concluído"}, "done"),
        ({"state": "in progress", "status": "closed"}, "open"),
        ({"status": "Cancelled"}, "dropped"),
        ({"status": "won't do"}, "dropped"),
        ({"status": "amarelo"}, "open"),
        ({"state": ["done"]}, "open"),
    ],
)
def test_a_parser_says_whether_a_fact_is_still_to_be_dealt_with(app: App, attributes: Any, state: str) -> None:
    store(app, changed(attributes=attributes))
    fact = app.read_fact("f1")
    assert (fact["state"], fact["set_by"]) == (state, "machine")
    assert fact["payload"].items() >= attributes.items()


def test_a_bundle_changes_no_state_that_a_person_set(app: App) -> None:
    store(app, changed(attributes={"status": "done"}))
    app.set_status("f1", state="open")
    store(app, changed(attributes={"status": "done"}, text="Enviar o contrato de novo"))
    assert (app.read_fact("f1")["state"], app.read_fact("f1")["text"]) == ("open", "Enviar o contrato de novo")


def test_what_a_person_settled_stays_so_when_it_is_parsed_again_under_another_id(app: App) -> None:
    store(app)
    app.set_status("f1", state="dropped")
    store(app, changed(id="again", text="ENVIAR o contrato revisado"))
    store(app, changed(id="other", text="Enviar outro contrato"))
    again = app.read_fact("again")
    assert (again["state"], again["set_by"], app.read_fact("other")["state"]) == ("dropped", "person", "open")


def test_what_people_turned_down_stays_so_when_it_is_parsed_again_under_another_id(app: App) -> None:
    store(app)
    proposal = app.propose(text="pauta", org="byd")
    app.give_feedback(proposal["proposal_id"], bullets=[{"fact_id": "f1", "verdict": "reject"}])
    store(app, changed(id="again"))
    assert "again" not in shown(app.plan("pauta", org="byd"))
    app.give_feedback(proposal["proposal_id"], bullets=[{"fact_id": "again", "verdict": "accept"}])
    assert "again" in shown(app.plan("pauta", org="byd"))


def test_what_was_turned_down_comes_back_with_another_date(app: App) -> None:
    store(app)
    proposal = app.propose(text="pauta", org="byd")
    app.give_feedback(proposal["proposal_id"], bullets=[{"fact_id": "f1", "verdict": "reject"}])
    store(app, changed(id="moved", attributes={"owner": "Ana", "due_date_iso": "2027-01-31"}))
    assert "moved" in shown(app.plan("pauta", org="byd"))


def test_a_later_bundle_keeps_what_it_does_not_give(app: App) -> None:
    store(app)
    store(app, of_meeting({"id": "f1", "label": "Novo"}))
    fact = app.read_fact("f1")
    kept = [fact[name] for name in ("fact_type", "text", "owner", "due_iso", "title")]
    assert kept == ["action_item", "Enviar o contrato revisado", "Ana", "2026-03-20", "Novo"]
    assert fact["evidence"][0]["quote"] == "eu mando o contrato"


def test_a_facts_own_meeting_beats_the_bundles(app: App) -> None:
    store(app, changed(meeting_id="m0"))
    assert [app.read_fact(fact_id)["meeting_id"] for fact_id in ("f1", "f2")] == ["m0", "m1"]


def test_a_label_stands_for_a_missing_text(app: App) -> None:
    store(app, changed(1, text=None))
    assert (app.read_fact("f2")["text"], app.read_fact("f2")["title"]) == ("Frete", "Frete")


def test_bundles_do_not_steal_each_others_evidence(app: App) -> None:
    for n in (1, 2):
        facts = [
            {"id": f"m{n}_f{i}", "text": f"fato {n} {i}", "evidence": {"quote": f"trecho {n} {i}", "card_id": "c1"}}
            for i in (1, 2)
        ]
        store(app, of_meeting(*facts, meeting_id=f"m{n}"))
    for n, i in ((1, 1), (1, 2), (2, 1), (2, 2)):
        stored = app.read_fact(f"m{n}_f{i}")
        assert [e["quote"] for e in stored["evidence"]] == [f"trecho {n} {i}"]
        assert stored["meeting_id"] == f"m{n}"


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("id", "search", "id"), ("type", "?", "type"), ("label", "x" * 201, "label"),
        ("attributes", {"owner": "x" * 201}, "owner"), ("attributes", {"owner": ["x" * 101, "y" * 100]}, "owner"),
        ("attributes", {"a": "x" * 70_000}, "attributes"), ("derived_from", {"a": "x" * 70_000}, "derived_from"),
        ("text", " ", "text"),
    ],
)  # fmt: skip
def test_a_bad_fact_is_refused_by_its_index_and_field_and_nothing_is_stored(
    app: App, field: str, value: Any, named: str
) -> None:
    with pytest.raises(Invalid) as raised:
        store(app, changed(1, **({"label": None} if field == "text" else {}), **{field: value}))
    [error] = raised.value.errors
    assert error["loc"][:2] == ["facts", 1]
    assert named in error["loc"]
    assert app.list_facts("byd")["facts"] == []
    with refused(NotFound):
        app.organisation("byd")


def test_an_id_that_stands_twice_is_named_as_the_bundle_has_it(app: App) -> None:
    fact = {"id": "f", "type": "risk", "text": "a"}
    with refused(Invalid, "facts.1.id"):
        store(app, of_meeting(fact, fact))


def test_a_bundle_of_another_organisation_is_refused(app: App) -> None:
    with refused(Invalid, "org_id"):
        store(app, {**BUNDLE, "org_id": "acme"})
