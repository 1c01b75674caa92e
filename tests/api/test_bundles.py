"""Meeting bundles from the upstream parser."""

from copy import deepcopy
from typing import Any

import pytest

from tests.api.client import Api, body_of, refused

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


def test_a_bundle_becomes_facts(api: Api) -> None:
    answer = body_of(api.post("/orgs/byd/bundles", BUNDLE))
    assert answer == {
        "org_id": "byd", "inserted": 2, "updated": 0, "unchanged": 0, "fact_ids": ["f1", "f2"], "meeting_id": "m1",
        "warnings": [],
    }  # fmt: skip
    fact = body_of(api.get("/facts/f1"))
    told = {
        n: fact[n]
        for n in ("fact_type", "title", "text", "owner", "due_iso", "confidence", "meeting_id", "transcript_id")
    }
    assert told == {
        "fact_type": "action_item", "title": "Contrato", "text": "Enviar o contrato revisado", "owner": "Ana",
        "due_iso": "2026-03-20", "confidence": 0.8, "meeting_id": "m1", "transcript_id": "t1",
    }  # fmt: skip
    assert fact["payload"]["area"] == "jurídico"
    assert fact["payload"]["derived_from"] == ["card_9"]
    assert fact["status"] == "proposed"


def test_who_said_it_and_when_stand_in_the_evidence(api: Api) -> None:
    api.post("/orgs/byd/bundles", BUNDLE)
    evidence = body_of(api.get("/facts/f1"))["evidence"]
    assert len(evidence) == 1
    assert evidence[0]["quote"] == "eu mando o contrato"
    assert evidence[0]["who_said_label"] == "Ana Souza"
    assert evidence[0]["ts_start_ms"] == 65_000
    assert (evidence[0]["char_span"], evidence[0]["utterance_ids"], evidence[0]["card_id"]) == ([3, 22], ["u1"], "c1")


@pytest.mark.parametrize(
    ("said", "ms"), [("00:00", 0), ("59:59", 3_599_000), ("01:02:03", 3_723_000), ("90:00", 5_400_000)]
)
def test_when_said_is_read_in_both_forms(api: Api, said: str, ms: int) -> None:
    api.post("/orgs/byd/bundles", changed(provenance={"who_said": "Carla", "when_said": said}))
    evidence = body_of(api.get("/facts/f1"))["evidence"][0]
    assert (evidence["ts_start_ms"], evidence["who_said_label"]) == (ms, "Carla")


def test_a_fact_without_a_type_is_an_insight(api: Api) -> None:
    api.post("/orgs/byd/bundles", BUNDLE)
    assert body_of(api.get("/facts/f2"))["fact_type"] == "insight"


@pytest.mark.parametrize("due", ["next Friday", "2026-02-30", "sexta", ["2026-03-20"], {"a": 1}, True])
def test_a_due_date_that_cannot_be_read_stays_in_the_payload_and_is_named(api: Api, due: Any) -> None:
    answer = body_of(api.post("/orgs/byd/bundles", changed(1, attributes={"due_date_iso": due, "owner": "Bia"})))
    assert answer["inserted"] == 2
    assert len(answer["warnings"]) == 1
    assert "1" in answer["warnings"][0]
    assert "due_date_iso" in answer["warnings"][0]
    fact = body_of(api.get("/facts/f2"))
    assert (fact["due_iso"], fact["payload"]["due_date_iso"], fact["owner"]) == (None, due, "Bia")


def test_a_bundle_never_changes_a_status_that_a_person_set(api: Api) -> None:
    api.post("/orgs/byd/bundles", BUNDLE)
    api.post("/facts/f1/status", {"status": "validated"})
    api.post("/facts/f2/status", {"status": "rejected"})
    answer = body_of(api.post("/orgs/byd/bundles", changed(text="Enviar o contrato de novo", status="draft")))
    assert (answer["updated"], answer["unchanged"]) == (1, 1)
    fact = body_of(api.get("/facts/f1"))
    assert (fact["status"], fact["text"]) == ("validated", "Enviar o contrato de novo")
    assert body_of(api.get("/facts/f2"))["status"] == "rejected"


def test_a_later_bundle_keeps_what_it_does_not_give(api: Api) -> None:
    api.post("/orgs/byd/bundles", BUNDLE)
    thin = {"meeting": {"meeting_id": "m1"}, "facts": [{"id": "f1", "type": "action_item", "text": "Outro texto"}]}
    body_of(api.post("/orgs/byd/bundles", thin))
    fact = body_of(api.get("/facts/f1"))
    assert (fact["owner"], fact["due_iso"], fact["title"]) == ("Ana", "2026-03-20", "Contrato")
    assert fact["evidence"][0]["quote"] == "eu mando o contrato"


def test_a_facts_own_meeting_beats_the_bundles(api: Api) -> None:
    api.post("/orgs/byd/bundles", changed(meeting_id="m0"))
    assert body_of(api.get("/facts/f1"))["meeting_id"] == "m0"
    assert body_of(api.get("/facts/f2"))["meeting_id"] == "m1"


def test_the_meetings_time_is_the_facts_history(api: Api) -> None:
    api.post("/orgs/byd/bundles", BUNDLE)
    assert body_of(api.get("/facts/f1"))["created_at"] == "2026-03-01T13:00:00Z"


def test_a_label_stands_for_a_missing_text(api: Api) -> None:
    body_of(api.post("/orgs/byd/bundles", changed(1, text=None)))
    assert body_of(api.get("/facts/f2"))["text"] in ("Frete", "")
    assert body_of(api.get("/facts/f2"))["title"] == "Frete"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "a/b"), ("id", "f2"), ("id", "search"), ("type", "two words"), ("label", "x" * 201), ("label", 5),
        ("text", "x" * 32_001), ("text", 5), ("attributes", []), ("attributes", {"owner": 5}),
        ("attributes", {"owner": "x" * 201}), ("attributes", {"a": "x" * 70_000}), ("confidence", 2),
        ("confidence", "high"), ("provenance", {"when_said": "early"}), ("provenance", {"when_said": "1:99"}),
        ("provenance", "Ana"), ("evidence", "quote"), ("evidence", {"quote": "x" * 4_001}),
        ("evidence", {"quote": "q", "char_span": [9, 1]}), ("evidence", {"quote": "q", "char_span": [1]}),
        ("meeting_id", "a/b"), ("derived_from", {"a": "x" * 70_000}),
    ],
)  # fmt: skip
def test_a_bad_fact_is_422_naming_its_index_and_field_and_nothing_is_stored(api: Api, field: str, value: Any) -> None:
    bundle = changed(1, **{field: value}) if field != "id" or value != "f2" else changed(0, id="f2")
    problem = refused(api.post("/orgs/byd/bundles", bundle), 422)
    loc = problem["errors"][0]["loc"]
    assert loc[:2] == ["facts", 1]
    names = {
        "id": ("id", "fact_id"),
        "attributes": ("attributes", "payload"),
        "derived_from": ("derived_from", "payload"),
    }
    assert any(name in str(problem) for name in names.get(field, (field,)))
    assert body_of(api.get("/orgs/byd/facts"))["facts"] == []
    refused(api.get("/orgs/byd"), 404)


def test_a_fact_that_says_nothing_is_422(api: Api) -> None:
    problem = refused(api.post("/orgs/byd/bundles", changed(1, text=" ", label=None)), 422, "text")
    assert problem["errors"][0]["loc"][:2] == ["facts", 1]


@pytest.mark.parametrize(
    ("bundle", "named"),
    [
        ({"facts": [{"text": "a"}]}, "meeting"), ({"meeting": {}, "facts": [{"text": "a"}]}, "meeting_id"),
        ({"meeting": {"meeting_id": "m"}}, "facts"), ({"meeting": {"meeting_id": "m"}, "facts": []}, "facts"),
        ({**BUNDLE, "org_id": "acme"}, "org_id"), ({**BUNDLE, "meeting": {"meeting_id": "a/b"}}, "meeting_id"),
        ({**BUNDLE, "facts": [{"text": "a"}] * 501}, "facts"),
        ({**BUNDLE, "meeting": {"meeting_id": "m", "meeting_started_at": "monday"}}, "meeting_started_at"),
        ({**BUNDLE, "meeting": {"meeting_id": "m", "participants": "Ana"}}, "participants"),
    ],
)  # fmt: skip
def test_a_bundle_without_its_shape_is_422(api: Api, bundle: dict[str, Any], named: str) -> None:
    refused(api.post("/orgs/byd/bundles", bundle), 422, named)
    refused(api.get("/orgs/byd"), 404)


def test_who_said_it_and_when_are_kept_without_a_quote(api: Api) -> None:
    bundle = deepcopy(BUNDLE)
    bundle["facts"] = [{"id": "f", "text": "Rever preços", "provenance": {"who_said": "p1", "when_said": "02:00"}}]
    body_of(api.post("/orgs/byd/bundles", bundle))
    [evidence] = body_of(api.get("/facts/f"))["evidence"]
    assert (evidence["who_said_label"], evidence["ts_start_ms"], evidence["quote"]) == ("Ana Souza", 120_000, "")


def test_what_a_later_bundle_leaves_open_stays(api: Api) -> None:
    api.fact("byd", "O texto original", fact_id="f1", fact_type="risk")
    bundle = {"meeting": {"meeting_id": "m2"}, "facts": [{"id": "f1", "label": "Novo"}]}
    body_of(api.post("/orgs/byd/bundles", bundle))
    kept = body_of(api.get("/facts/f1"))
    assert (kept["fact_type"], kept["text"], kept["title"]) == ("risk", "O texto original", "Novo")


def test_an_id_that_stands_twice_is_named_as_the_bundle_has_it(api: Api) -> None:
    fact = {"id": "f", "type": "risk", "text": "a"}
    bundle = {"meeting": {"meeting_id": "m"}, "facts": [fact, fact]}
    refused(api.post("/orgs/byd/bundles", bundle), 422, "facts.1.id")
