"""Requests that are refused, or look as if they should be."""

import json
from collections.abc import Iterator, Mapping

from bench.answers.asking import Request, get, post

PLAN = "/agenda/plan-nl"
LARGEST_BODY = 2 * 1024 * 1024
NO_BODY = ("", "{", "{}")
NO_JSON: tuple[str | bytes, ...] = (
    "", " \n", "{", "not json", "{'a': 1}", '{"text": NaN}', '{"text": "a",}', '{"text": "a"} b', b"\xff\xfe", "[]",
    '"text"', "null", "5", "[" * 100_000, "\ufeff{}", '{"text": "\\ud800"}', '{"text": "a\\u0000b"}',
)  # fmt: skip
READING = (
    "/orgs/byd/workstreams", "/orgs/byd/facts", "/orgs/byd/bundles", "/workstreams/ws_frota/link-facts",
    "/facts/a1/status", "/meetings/m/link-workstream", "/agenda/propose", "/agenda/agd_1/feedback",
)  # fmt: skip
WORKSTREAMS: tuple[Mapping[str, object], ...] = (
    {"title": " "}, {"title": "x" * 201}, {"title": "a", "priority": 1001, "status": "blue"}, {"title": 5},
    {"title": "a", "priority": "5"}, {"title": "a", "priority": True}, {"title": "a", "priority": 1.5},
    {"title": "a", "tags": ["t"] * 51}, {"title": "a", "tags": ["x" * 65]}, {"title": "a", "owner": "x" * 201},
    {"title": "a", "target_iso": "31/12/2026"}, {"workstream_id": "no id", "title": "a"},
)  # fmt: skip
FACTS: tuple[Mapping[str, object], ...] = (
    {"fact_type": "no type"}, {"fact_type": None}, {"text": None}, {"fact_id": "search"}, {"text": "x" * 32_001},
    {"due_iso": "soon"}, {"confidence": 1.1}, {"payload": 1}, {"payload": {"x": "y" * 65_536}},
    {"payload": {"x": json.loads("[" * 17 + "]" * 17)}}, {"evidence": [{"quote": "q", "char_span": [5, 1]}]},
    {"evidence": [{"evidence_id": "e"}, {"evidence_id": "e"}]}, {"entities": [{"type": "person"}]},
    {"status": "nothing"}, {"meeting_id": "no id"}, {"evidence": [{}] * 51},
)  # fmt: skip
OPTIONS: tuple[Mapping[str, object], ...] = (
    {"duration_minutes": 4}, {"duration_minutes": 481}, {"duration_minutes": "30"}, {"macro": "banana"},
    {"format": "pdf"}, {"format": "ics"}, {"language": "fr"}, {"start_iso": "tomorrow"}, {"text": " "},
    {"text": "x" * 4_001}, {"context": "x" * 8_001}, {"justify": "yes"}, {"org": ""}, {"text": None},
)  # fmt: skip
SEARCHES = (
    "limit=%", "%00=%00", "q=%ff%fe", "limit=%EF%BC%95", "=", "&&&", "org=", "limit=5&limit=6", "q=a&q=b",
)  # fmt: skip
QUERIES = (
    "", "text=", "text=pauta&duration_minutes=a", "text=pauta&justify=perhaps", "text=pauta&macro=banana",
    "text=pauta&macro=auto&macro=off", "text=pauta&start_iso=tomorrow&format=pdf", "text=pauta&format=ics",
)  # fmt: skip
PATHS = (
    "/orgs/no%20id", "/orgs/-x/workstreams", "/workstreams/a%2Fb", "/facts/%C3%A9", f"/facts/{'x' * 129}",
    "/meetings/19:meeting_NDQ4@thread.v2/workstreams", "/agenda/proposals/no%20id", "/facts/SEARCH",
    "/orgs/byd/facts?since=yesterday&status=nothing&types=no+type", "/orgs/byd/workstreams?stale=perhaps",
    "/orgs/byd/workstreams?status=blue&min_priority=-1", "/orgs/byd/snapshots?cursor=x&limit=0",
)  # fmt: skip


def faults() -> Iterator[Request]:
    """Bad bodies, bad fields, bad queries and paths."""
    yield from _bad_bodies()
    yield from _bad_fields()
    yield from (get(f"/facts/search?{query}") for query in SEARCHES)
    yield from (get(f"{PLAN}?{query}") for query in QUERIES)
    yield from (get(path) for path in PATHS)


def _bad_bodies() -> Iterator[Request]:
    yield from (post(PLAN, body) for body in NO_JSON)
    for path in READING:
        yield from (post(path, body) for body in NO_BODY)
    yield post("/orgs/byd/workstreams", '{"title": "a"}', chunked=True)
    yield post("/agenda/plan-nl-raw", "pauta", chunked=True)
    yield post("/orgs/byd/workstreams:suggest", "{}", chunked=True)
    yield post(PLAN, {"text": "pauta", "unknown": "x" * LARGEST_BODY})
    yield post("/agenda/plan-nl-raw", "x" * (LARGEST_BODY + 1))


def _bad_fields() -> Iterator[Request]:
    yield from (post("/orgs/byd/workstreams", fields) for fields in WORKSTREAMS)
    yield post("/orgs/byd/workstreams", {"title": "a"}, headers={"Idempotency-Key": "x" * 256})
    path, risk = "/orgs/byd/facts", {"fact_type": "risk", "text": "a"}
    yield from (post(path, {"facts": [risk | dict(fields)]}) for fields in FACTS)
    lists: tuple[list[object], ...] = ([], ["text"], [None], [{"fact_type": 5}] * 60, [risk] * 501)
    yield from (post(path, {"facts": facts}) for facts in lists)
    yield post(path, {"facts": [risk | {"fact_id": "f"}] * 2})
    yield from (post(PLAN, {"text": "pauta", **options}) for options in OPTIONS)
    yield post(f"{PLAN}?macro=off", {"text": "pauta", "macro": "auto"})
    yield post(f"{PLAN}?macro=banana", {"text": "pauta"})
    yield post("/agenda/propose", {"text": " ", "subject": ""})
