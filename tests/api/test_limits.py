"""Values at the edge of what a request may hold are stored as they are; the edges themselves are the schemas'."""

from typing import Any

from tests.api.client import Api, body_of, refused
from tests.api.stores import ON_BOTH


def nested(levels: int) -> dict[str, Any]:
    """An object in an object, so many levels of them, with a value in the innermost."""
    value: dict[str, Any] = {"a": 1}
    for _ in range(levels - 1):
        value = {"a": value}
    return value


WORKSTREAM = {
    "title": "é" * 200, "description": "é" * 8_000, "owner": "é" * 200, "tags": ["t" * 64] * 50, "priority": 1000,
    "workstream_id": "w" * 128, "start_iso": "0999-12-31T00:00:00Z", "created_at": "2026-03-20T10:00:00.999-03:00",
}  # fmt: skip
FACT = {
    "text": "é" * 32_000, "title": "é" * 200, "owner": "é" * 200, "payload": {"a": "x" * (64 * 1024 - 20)},
    "evidence": [{"quote": "é" * 4_000}] * 50, "entities": [{"display_name": "é" * 200}] * 100, "confidence": 1,
    "fact_id": "f" * 128, "meeting_id": "m" * 128, "due_iso": "2026-03-20T10:00:00-03:00",
}  # fmt: skip
ORGANISATION = {"name": "é" * 200, "aliases": [f"nome {n}" for n in range(20)], "context_text": "é" * 8_000}


@ON_BOTH
def test_the_largest_of_everything_is_stored_and_read_as_it_is(api: Api) -> None:
    made = api.workstream("byd", **WORKSTREAM)
    moments = {"start_iso": "0999-12-31T00:00:00Z", "created_at": "2026-03-20T13:00:00Z"}
    assert {name: made[name] for name in WORKSTREAM} == {**WORKSTREAM, **moments}
    fact_id = api.fact("byd", **FACT)
    stored = body_of(api.get(f"/facts/{fact_id}"))
    given = {name: stored[name] for name in FACT if name not in ("evidence", "entities")}
    assert given == {name: FACT[name] for name in given} | {"due_iso": "2026-03-20T13:00:00Z"}
    assert [one["quote"] for one in stored["evidence"]] == [one["quote"] for one in FACT["evidence"]]
    assert [one["display_name"] for one in stored["entities"]] == ["é" * 200] * 100
    organisation = body_of(api.put("/orgs/byd", ORGANISATION))
    assert {name: organisation[name] for name in ORGANISATION} == ORGANISATION
    api.link(made["workstream_id"], fact_id)
    assert api.plan("reunião" + "a" * 3_993, org="byd", context="a" * 8_000)["proposal"]["choice"] == "macro"


@ON_BOTH
def test_nested_payloads_and_times_of_other_ages_are_stored(api: Api) -> None:
    facts = [
        {"text": "Contrato", "payload": nested(16), "fact_id": "deep"},
        {"text": "Contrato", "created_at": "0999-12-31T00:00:00Z", "due_iso": "0999-12-31", "fact_id": "old"},
        {"text": "Contrato", "created_at": "9998-12-31T23:59:59Z", "due_iso": "9998-12-31", "fact_id": "new"},
    ]
    api.facts("byd", *facts)
    assert body_of(api.get("/facts/deep"))["payload"] == nested(16)
    assert [one["fact_id"] for one in body_of(api.get("/orgs/byd/facts"))["facts"]] == ["new", "deep", "old"]
    for path in ("/facts/search?org=byd&q=contrato", "/agenda/plan-nl?org=byd&text=pauta"):
        assert api.get(path).status == 200


def test_one_more_is_422_and_names_the_field(api: Api) -> None:
    for title in ("é" * 201, "x" * 1_000_000, " \t\n"):
        refused(api.post("/orgs/byd/workstreams", {"title": title}), 422, "title")
    for body in ({"facts": [{"fact_type": "risk", "text": "a"}] * 501}, {"facts": []}):
        refused(api.post("/orgs/byd/facts", body), 422, "facts")
    refused(api.post("/orgs/byd/facts", {"facts": [{"fact_type": "risk", "text": "é" * 100_000}]}), 422, "text")
    refused(api.post("/agenda/plan-nl", {"text": "é" * 100_000}), 422, "text")
    refused(api.call("POST", "/agenda/plan-nl-raw", body="é" * 100_000), 422, "text")


def test_every_bad_fact_of_a_call_is_named_and_nothing_else(api: Api) -> None:
    facts = [{"text": 5, "fact_type": "risk"}, {"text": "a", "fact_type": "risk"}, {"text": "b", "confidence": 2}]
    problem = refused(api.post("/orgs/byd/facts", {"facts": facts}), 422)
    assert [one["loc"] for one in problem["errors"]] == [["facts", 0, "text"], ["facts", 2, "confidence"]]
    problem = refused(api.post("/orgs/byd/facts", {"facts": facts[:1]}), 422)
    assert [one["loc"] for one in problem["errors"]] == [["facts", 0, "text"]]


def test_a_number_without_a_fraction_is_an_integer(api: Api) -> None:
    assert api.workstream("byd", "a", priority=5.0)["priority"] == 5
    fact = {"text": "a", "evidence": [{"quote": "b", "char_span": [1.0, 2.0], "ts_start_ms": 3.0}]}
    [evidence] = body_of(api.get(f"/facts/{api.facts('byd', fact)[0]}"))["evidence"]
    assert (evidence["char_span"], evidence["ts_start_ms"]) == ([1, 2], 3)
    assert api.plan("pauta", org="byd", duration_minutes=30.0)["understood"]["duration_minutes"] == 30
