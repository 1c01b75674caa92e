"""Bodies that are none: each is refused in a clear way, and nothing changes."""

import json
from typing import Any

import pytest

from tests.api.client import Api, body_of, refused
from tests.api.stores import ON_BOTH

READING = [
    ("POST", "/orgs/byd/workstreams"), ("PATCH", "/workstreams/ws"), ("POST", "/workstreams/ws/link-facts"),
    ("POST", "/workstreams/ws/unlink-facts"), ("POST", "/orgs/byd/facts"), ("POST", "/orgs/byd/bundles"),
    ("POST", "/facts/f/status"), ("POST", "/meetings/m/link-workstream"), ("PUT", "/orgs/byd"), ("PATCH", "/orgs/byd"),
    ("POST", "/agenda/plan-nl"), ("POST", "/agenda/propose"), ("POST", "/agenda/{proposal}/feedback"),
]  # fmt: skip
HUGE = "9" * 400
DEEP = "[" * 100_000


def facts_body(payload: str) -> str:
    return f'{{"facts":[{{"fact_type":"risk","text":"a","payload":{payload}}}]}}'


@pytest.fixture
def proposal(api: Api) -> str:
    """One of everything, and the id of a proposal."""
    api.seeded("byd", "Frente", {"text": "um fato", "fact_id": "f"}, workstream_id="ws", owner="Ana")
    return str(api.propose(text="pauta", org="byd")["proposal_id"])


def send(api: Api, method: str, path: str, proposal: str, body: bytes | str, **headers: str) -> Any:
    return api.call(
        method, path.format(proposal=proposal), body=body, headers={"content-type": "application/json", **headers}
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400), (b"  \n", 400), (b"{", 400), (b"not json", 400), (b"title=a", 400), (b"{'a': 1}", 400),
        (b'{"a": NaN}', 400), (b'{"a": Infinity}', 400), (b'{"a": -Infinity}', 400), (b"\xff\xfe", 400),
        (b'{"a": 1,}', 400), (b'{"a": 1} trailing', 400), (DEEP.encode(), 400), (b"[]", 422), (b"[{}]", 422),
        (b'"text"', 422), (b"5", 422), (b"null", 422), (b"true", 422),
    ],
)  # fmt: skip
def test_a_body_that_is_no_json_object_is_refused_everywhere(api: Api, proposal: str, body: bytes, status: int) -> None:
    before = api.everything("byd", "ws")
    for method, path in READING:
        refused(send(api, method, path, proposal, body), status)
    assert api.everything("byd", "ws") == before


def test_a_chunked_body_is_411_everywhere(api: Api, proposal: str) -> None:
    """The host hands it over empty; it must not pass for "nothing to change"."""
    before = api.everything("byd", "ws")
    for method, path in [*READING, ("POST", "/agenda/plan-nl-raw")]:
        refused(send(api, method, path, proposal, b'{"title": "x"}', **{"Transfer-Encoding": "chunked"}), 411)
    assert api.everything("byd", "ws") == before


def test_a_body_over_two_megabytes_is_413_everywhere(api: Api, proposal: str) -> None:
    before = api.everything("byd", "ws")
    body = json.dumps({"unknown": "x" * (2 * 1024 * 1024)})
    for method, path in [*READING, ("POST", "/agenda/plan-nl-raw")]:
        refused(send(api, method, path, proposal, body), 413)
    assert api.everything("byd", "ws") == before


def test_a_body_just_under_two_megabytes_is_read(api: Api) -> None:
    body = {"title": "a", "unknown": "x" * 1_900_000}
    assert api.post("/orgs/byd/workstreams", body).status == 200


@pytest.mark.parametrize(
    "number", [HUGE, f"-{HUGE}", "1e400", "-1e400", "1" * 5_000, "9007199254740993", "123456789012345678901234567890"]
)
def test_huge_numbers_in_a_payload_are_refused(api: Api, number: str) -> None:
    answer = api.call("POST", "/orgs/byd/facts", body=facts_body(f'{{"deep": [{{"n": {number}}}]}}'))
    refused(answer, 422, "payload", "infinite number" if len(number) > 300 or "e" in number else "2^53")
    assert body_of(api.get("/orgs/byd/facts"))["facts"] == []


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_does_not_have_are_400_in_a_payload_too(api: Api, number: str) -> None:
    refused(api.call("POST", "/orgs/byd/facts", body=facts_body(f'{{"n": {number}}}')), 400)


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/orgs/byd/workstreams", '{{"title": "a", "priority": {}}}', "priority"),
        ("/workstreams/ws/link-facts", '{{"fact_ids": ["f"], "weight": {}}}', "weight"),
        ("/agenda/plan-nl", '{{"text": "a", "duration_minutes": {}}}', "duration_minutes"),
        ("/orgs/byd/facts", '{{"facts": [{{"fact_type": "risk", "text": "a", "confidence": {}}}]}}', "confidence"),
    ],
)
@pytest.mark.parametrize("number", [HUGE, f"-{HUGE}", "1" * 5_000, "1e400", "1e308"])
def test_huge_numbers_are_422_in_every_field(api: Api, path: str, body: str, field: str, number: str) -> None:
    refused(api.call("POST", path, body=body.format(number)), 422, field)


@ON_BOTH
def test_ordinary_numbers_survive_in_a_payload(api: Api) -> None:
    numbers = ["1e308", "0.1", "-5", "9007199254740992", "1.0"]
    made = body_of(api.call("POST", "/orgs/byd/facts", body=facts_body(f'{{"n": [{", ".join(numbers)}]}}')))
    stored = body_of(api.get(f"/facts/{made['fact_ids'][0]}"))["payload"]
    assert stored == {"n": [json.loads(number) for number in numbers]}


LONELY = r"\ud800"
MEETING = {"meeting_id": "m"}


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("POST", "/orgs/byd/workstreams", {"title": "@"}, "title"),
        ("PATCH", "/workstreams/ws", {"owner": "a@"}, "owner"),
        ("POST", "/orgs/byd/workstreams", {"title": "a", "tags": ["@"]}, "tags"),
        ("PUT", "/orgs/byd", {"name": "@"}, "name"),
        ("PUT", "/orgs/byd", {"aliases": ["@"]}, "aliases"),
        ("PATCH", "/orgs/byd", {"context_text": "@"}, "context_text"),
        ("POST", "/orgs/byd/facts", {"facts": [{"fact_type": "risk", "text": "@"}]}, "text"),
        ("POST", "/orgs/byd/facts", {"facts": [{"fact_type": "@", "text": "a"}]}, "fact_type"),
        ("POST", "/orgs/byd/facts", {"facts": [{"text": "a", "payload": {"a": ["@"]}}]}, "payload"),
        ("POST", "/orgs/byd/facts", {"facts": [{"fact_type": "risk", "text": "a", "payload": {"@": 1}}]}, "payload"),
        ("POST", "/orgs/byd/facts", {"facts": [{"text": "a", "evidence": [{"quote": "@"}]}]}, "quote"),
        ("POST", "/orgs/byd/facts", {"facts": [{"fact_id": "@", "fact_type": "risk", "text": "a"}]}, "fact_id"),
        ("POST", "/agenda/plan-nl", {"text": "@"}, "text"),
        ("POST", "/agenda/plan-nl", {"text": "a", "org": "@"}, "org"),
        ("POST", "/agenda/propose", {"text": "a", "subject": "@", "org": "byd"}, "subject"),
        ("POST", "/agenda/{proposal}/feedback", {"comment": "@"}, "comment"),
        ("POST", "/facts/f/status", {"status": "@"}, "status"),
        ("POST", "/orgs/byd/bundles", {"meeting": MEETING, "facts": [{"text": "a", "derived_from": "@"}]}, ""),
        ("POST", "/orgs/byd/bundles", {"meeting": MEETING, "facts": [{"text": "a", "attributes": {"@": 1}}]}, ""),
        ("POST", "/orgs/byd/bundles", {"meeting": MEETING, "facts": [{"text": "a", "label": "@"}]}, "label"),
    ],
)  # fmt: skip
def test_a_lone_surrogate_is_422_naming_the_field(
    api: Api, proposal: str, method: str, path: str, body: dict[str, Any], field: str
) -> None:
    before = api.everything("byd", "ws")
    refused(send(api, method, path, proposal, json.dumps(body).replace("@", LONELY)), 422, field)
    assert api.everything("byd", "ws") == before


def test_a_lone_surrogate_in_an_unknown_field_is_ignored(api: Api) -> None:
    body = '{"title": "a", "unknown' + LONELY + '": "' + LONELY + '"}'
    assert api.call("POST", "/orgs/byd/workstreams", body=body).status == 200


@ON_BOTH
def test_nul_characters_come_back_or_are_422_and_break_nothing(api: Api) -> None:
    workstream = {"title": "a\x00b", "workstream_id": "w", "tags": ["t\x00"], "owner": "\x00"}
    fact = {"fact_id": "f", "fact_type": "risk", "text": "contrato\x00frete", "payload": {"k\x00": "v\x00"}}
    first = api.post("/orgs/byd/workstreams", workstream)
    if first.status != 422:
        assert body_of(api.get("/workstreams/w"))["title"] == body_of(first)["title"] == "a\x00b"
        assert [w["workstream_id"] for w in body_of(api.get("/orgs/byd/workstreams"))["workstreams"]] == ["w"]
    second = api.post("/orgs/byd/facts", {"facts": [fact]})
    if second.status != 422:
        assert body_of(second)["inserted"] == 1
        assert body_of(api.get("/facts/f"))["text"] == fact["text"]
        assert body_of(api.get("/facts/f"))["payload"] == fact["payload"]
    for form in ("nl", "markdown", "html", "json"):
        assert api.post("/agenda/plan-nl", {"text": "pau\x00ta", "org": "byd", "format": form}).status in (200, 422)
    assert api.get("/facts/search", org="byd", q="con\x00trato").status in (200, 422)


def test_json_nested_a_hundred_thousand_times_is_400(api: Api) -> None:
    for body in (DEEP, '{"a":' * 100_000, facts_body(DEEP)):
        refused(api.call("POST", "/orgs/byd/facts", body=body), 400)


def test_json_nested_deeply_in_an_unknown_field_is_ignored_or_400(api: Api) -> None:
    for levels in (100, 500, 900, 5_000):
        body = '{"title": "a", "unknown": ' + "[" * levels + "]" * levels + "}"
        assert api.call("POST", "/orgs/byd/workstreams", body=body).status in (200, 400), levels


@pytest.mark.parametrize("key", ["x" * 256, "x" * 5_000])
def test_an_overlong_idempotency_key_is_422(api: Api, key: str) -> None:
    answer = api.call("POST", "/orgs/byd/workstreams", json={"title": "a"}, headers={"Idempotency-Key": key})
    refused(answer, 422, "Idempotency-Key")


def test_a_parameter_that_nothing_reads_is_told_in_answers_as_they_are_described(api: Api, proposal: str) -> None:
    for path in ("/orgs/byd/facts", "/orgs/byd", "/facts/f", f"/agenda/proposals/{proposal}", "/orgs/byd/snapshots"):
        [warning] = body_of(api.get(path, ogr="byd"))["warnings"]
        assert (warning["code"], warning["field"]) == ("unknown_field", "ogr")
    assert refused(api.get("/facts/none", ogr="byd"), 404)["warnings"]
    assert api.delete("/facts/f", ogr="byd").headers["warning"].startswith('299 spine "ogr: is not known')


def test_a_query_of_many_names_is_no_fault_of_the_service(api: Api) -> None:
    query = "&".join(f"a{n}=1" for n in range(400))
    assert api.get(f"/orgs/byd/facts?{query}").status in (200, 400, 422)


@pytest.mark.parametrize(
    "query", ["limit=%", "limit=%zz", "%00=%00", "q=%ff%fe", "limit=%EF%BC%95", "=", "&&&", "org="]
)
def test_a_query_that_is_written_badly_is_no_fault_of_the_service(api: Api, query: str) -> None:
    assert api.get(f"/facts/search?{query}").status in (200, 400, 422)


def test_a_byte_order_mark_is_no_part_of_the_body(api: Api) -> None:
    body = b"\xef\xbb\xbf" + json.dumps({"title": "é"}).encode()
    assert body_of(api.call("POST", "/orgs/byd/workstreams", body=body))["title"] == "é"


def test_no_content_type_is_needed(api: Api) -> None:
    answer = api.call("POST", "/orgs/byd/workstreams", body='{"title": "a"}', headers={"content-type": "text/plain"})
    assert answer.status == 200


@pytest.mark.parametrize("headers", [{"Transfer-Encoding": "chunked"}, {}])
def test_an_endpoint_that_reads_no_body_does_not_mind_one(api: Api, headers: dict[str, str]) -> None:
    body = "x" * (2 * 1024 * 1024 + 1)
    for method, path in (("GET", "/orgs/byd/facts"), ("GET", "/health")):
        assert api.call(method, path, body=body, headers=headers).status == 200


@pytest.mark.parametrize("host", ["[", "]", "[::1", "[x]", "a[b]c", "℀.example"])
def test_a_host_header_that_names_no_host_is_400(api: Api, host: str) -> None:
    for method, path in (("GET", "/orgs/byd/facts"), ("GET", "/health"), ("POST", "/agenda/plan-nl")):
        answer = api.call(method, path, json={"text": "pauta"} if method == "POST" else None, headers={"Host": host})
        refused(answer, 400, "Host")
