"""How long each field may be: the bound is taken, one more is 422 and names the field."""

from typing import Any

import pytest

from tests.api.client import Api, body_of, refused
from tests.api.stores import ON_SQLITE


def nested(levels: int) -> dict[str, Any]:
    """An object in an object, so many levels of them, with a value in the innermost."""
    value: dict[str, Any] = {"a": 1}
    for _ in range(levels - 1):
        value = {"a": value}
    return value


WORKSTREAM = {
    "title": ("é" * 200, "é" * 201),
    "description": ("é" * 8_000, "é" * 8_001),
    "owner": ("é" * 200, "é" * 201),
    "tags": (["t"] * 50, ["t"] * 51),
    "tags.0": (["t" * 64], ["t" * 65]),
    "priority": (1000, 1001),
    "priority from zero": (0, -1),
    "workstream_id": ("w" * 128, "w" * 129),
}
FACT = {
    "text": ("é" * 32_000, "é" * 32_001),
    "title": ("é" * 200, "é" * 201),
    "owner": ("é" * 200, "é" * 201),
    "payload": ({"a": "x" * (64 * 1024 - 20)}, {"a": "x" * (64 * 1024)}),
    "payload in depth": (nested(16), nested(17)),
    "evidence": ([{"quote": "q"}] * 50, [{"quote": "q"}] * 51),
    "quote": ([{"quote": "é" * 4_000}], [{"quote": "é" * 4_001}]),
    "entities": ([{"display_name": "n"}] * 100, [{"display_name": "n"}] * 101),
    "display_name": ([{"display_name": "é" * 200}], [{"display_name": "é" * 201}]),
    "confidence": (1, 1.0001),
    "confidence from zero": (0, -0.0001),
    "fact_id": ("f" * 128, "f" * 129),
    "meeting_id": ("m" * 128, "m" * 129),
}
FIELD = {
    "tags.0": "tags", "priority from zero": "priority", "payload in depth": "payload", "quote": "evidence",
    "display_name": "entities", "confidence from zero": "confidence",
}  # fmt: skip
ORGANISATION = {
    "name": ("é" * 200, "é" * 201),
    "aliases": ([f"nome {n}" for n in range(20)], [f"nome {n}" for n in range(21)]),
    "context_text": ("é" * 8_000, "é" * 8_001),
}


@pytest.mark.parametrize("name", list(WORKSTREAM))
def test_a_workstreams_limits(api: Api, name: str) -> None:
    field, (most, more) = FIELD.get(name, name), WORKSTREAM[name]
    made = api.workstream("byd", **{"title": "a", field: most})
    assert made[field] == most
    refused(api.post("/orgs/byd/workstreams", {"title": "a", field: more}), 422, field)
    if field != "workstream_id":
        refused(api.patch(f"/workstreams/{made['workstream_id']}", {field: more}), 422, field)


@pytest.mark.parametrize("name", list(FACT))
def test_a_facts_limits(api: Api, name: str) -> None:
    field, (most, more) = FIELD.get(name, name), FACT[name]
    refused(api.post("/orgs/byd/facts", {"facts": [{"fact_type": "risk", "text": "a", field: more}]}), 422, field)
    fact_id = api.fact("byd", **{"text": "a", field: most})
    stored = body_of(api.get(f"/facts/{fact_id}"))[field]
    assert len(stored) == len(most) if isinstance(most, str | list) else stored == most


@pytest.mark.parametrize("name", list(ORGANISATION))
def test_an_organisations_limits(api: Api, name: str) -> None:
    most, more = ORGANISATION[name]
    assert body_of(api.put("/orgs/byd", {name: most}))[name] == most
    refused(api.patch("/orgs/byd", {name: more}), 422, name)
    refused(api.put("/orgs/byd", {name: more}), 422, name)
    assert body_of(api.get("/orgs/byd"))[name] == most


@pytest.mark.parametrize(("name", "most", "more"), [("text", 4_000, 4_001), ("context", 8_000, 8_001)])
def test_a_requests_limits(api: Api, name: str, most: int, more: int) -> None:
    api.plan(**{"text": "reunião", name: "a" * most})
    for path in ("/agenda/plan-nl", "/agenda/propose"):
        refused(api.post(path, {"text": "reunião", name: "a" * more}), 422, name)


@pytest.mark.parametrize("text", ["", "   ", None])
def test_a_plan_needs_a_text(api: Api, text: str | None) -> None:
    refused(api.post("/agenda/plan-nl", {"text": text}), 422, "text")
    refused(api.get("/agenda/plan-nl", text=text), 422, "text")


def test_a_raw_text_has_the_same_limit(api: Api) -> None:
    assert api.call("POST", "/agenda/plan-nl-raw", body="a" * 4_000).status == 200
    refused(api.call("POST", "/agenda/plan-nl-raw", body="a" * 4_001), 422, "text")


@pytest.mark.parametrize("title", [" ", "\t\n", "x" * 1_000_000])
def test_a_blank_or_a_giant_title_is_422(api: Api, title: str) -> None:
    made = api.workstream("byd", "a")
    refused(api.post("/orgs/byd/workstreams", {"title": title}), 422, "title")
    refused(api.patch(f"/workstreams/{made['workstream_id']}", {"title": title}), 422, "title")
    assert [w["title"] for w in body_of(api.get("/orgs/byd/workstreams"))["workstreams"]] == ["a"]


def test_a_text_of_100_000_characters_is_422(api: Api) -> None:
    refused(api.post("/orgs/byd/facts", {"facts": [{"fact_type": "risk", "text": "é" * 100_000}]}), 422, "text")
    refused(api.post("/agenda/plan-nl", {"text": "é" * 100_000}), 422, "text")
    refused(api.call("POST", "/agenda/plan-nl-raw", body="é" * 100_000), 422, "text")


def test_a_number_without_a_fraction_is_an_integer(api: Api) -> None:
    assert api.workstream("byd", "a", priority=5.0)["priority"] == 5
    fact = {"fact_type": "risk", "text": "a", "evidence": [{"quote": "b", "char_span": [1.0, 2.0], "ts_start_ms": 3.0}]}
    [fact_id] = api.facts("byd", fact)
    [evidence] = body_of(api.get(f"/facts/{fact_id}"))["evidence"]
    assert (evidence["char_span"], evidence["ts_start_ms"]) == ([1, 2], 3)
    assert api.plan("pauta", org="byd", duration_minutes=30.0)["understood"]["duration_minutes"] == 30


@ON_SQLITE
@pytest.mark.parametrize("value", ["red", 5, {}, [1], [None], ["ok", ""], ["ok", 5]])
def test_tags_are_a_list_of_words(api: Api, value: Any) -> None:
    refused(api.post("/orgs/byd/workstreams", {"title": "a", "tags": value}), 422, "tags")


@ON_SQLITE
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 5), ("title", ["a"]), ("title", True), ("status", "blue"), ("status", 1), ("priority", "7"),
        ("priority", 1.5), ("priority", True), ("priority", 10**30), ("owner", 5), ("description", {}),
        ("start_iso", "soon"), ("target_iso", "2026-02-30"), ("created_at", "yesterday"), ("start_iso", 5),
        ("created_at", "10000-01-01"),
    ],
)  # fmt: skip
def test_a_workstreams_field_of_the_wrong_kind_is_422(api: Api, field: str, value: Any) -> None:
    refused(api.post("/orgs/byd/workstreams", {"title": "a", field: value}), 422, field)
    made = api.workstream("byd", "a")
    if field != "created_at":  # taken only on creation, ignored later
        refused(api.patch(f"/workstreams/{made['workstream_id']}", {field: value}), 422, field)


@ON_SQLITE
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 5), ("title", []), ("status", "done"), ("confidence", "0.5"), ("confidence", True), ("owner", {}),
        ("due_iso", "next Friday"), ("due_iso", "2026-13-01"), ("due_iso", 20260101), ("payload", []),
        ("payload", "x"), ("evidence", {}), ("evidence", ["quote"]), ("evidence", [{"char_span": [5]}]),
        ("evidence", [{"char_span": [9, 1]}]), ("evidence", [{"char_span": [-1, 1]}]),
        ("evidence", [{"ts_start_ms": -1}]), ("evidence", [{"ts_start_ms": "1"}]), ("entities", [{}]),
        ("entities", [{"display_name": None}]), ("meeting_id", "a/b"), ("fact_id", ""), ("fact_id", "é"),
        ("created_at", "2026-02-30T00:00:00Z"), ("created_at", ""), ("language", 5),
    ],
)  # fmt: skip
def test_a_facts_field_of_the_wrong_kind_is_422(api: Api, field: str, value: Any) -> None:
    refused(api.post("/orgs/byd/facts", {"facts": [{"fact_type": "risk", "text": "a", field: value}]}), 422, field)
    assert body_of(api.get("/orgs/byd/facts"))["facts"] == []


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("2026-03-20", "2026-03-20"), ("2026-03-20T10:00:00Z", "2026-03-20T10:00:00Z"),
        ("2026-03-20T10:00:00-03:00", "2026-03-20T13:00:00Z"), ("2026-03-20T10:00:00.999Z", "2026-03-20T10:00:00Z"),
    ],
)  # fmt: skip
def test_times_are_stored_in_utc_to_the_second(api: Api, given: str, stored: str) -> None:
    fact_id = api.fact("byd", due_iso=given)
    assert body_of(api.get(f"/facts/{fact_id}"))["due_iso"] == stored


@pytest.mark.parametrize("moment", ["0001-01-01", "0999-12-31T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_times_of_other_ages_break_nothing(api: Api, moment: str) -> None:
    fact = {"fact_type": "risk", "text": "Contrato", "created_at": moment, "due_iso": moment}
    answer = api.post("/orgs/byd/facts", {"facts": [fact]})
    if answer.status != 422:
        stored = body_of(api.get("/orgs/byd/facts"))["facts"][0]
        assert len(stored["created_at"]) == len("2026-03-10T12:00:00Z")
    for path in ("/facts/search?org=byd&q=contrato", "/orgs/byd/facts", "/agenda/plan-nl?org=byd&text=pauta"):
        assert api.get(path).status == 200
