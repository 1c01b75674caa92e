"""Ids that are none: in a path, and in a query."""

import pytest

from tests.api.client import Api, refused

BAD_IDS = {
    "a slash": "a%2Fb", "a question mark": "a%3Fb", "dots": "..", "200 characters": "x" * 200, "a space": "a%20b",
    "an accent": "a%C3%A7", "a leading dot": ".a", "a percent sign": "a%25", "a newline": "a%0A", "a NUL": "a%00",
    "a quote": "a'", "a hash": "a%23b", "an underscore first": "_a",
}  # fmt: skip
ON_PATHS = [
    ("GET", "/orgs/{}", "org_id"), ("PUT", "/orgs/{}", "org_id"), ("DELETE", "/orgs/{}?confirm={}", "org_id"),
    ("GET", "/orgs/{}/workstreams", "org_id"), ("POST", "/orgs/{}/workstreams", "org_id"),
    ("POST", "/orgs/{}/facts", "org_id"), ("POST", "/orgs/{}/bundles", "org_id"),
    ("POST", "/orgs/{}/workstreams:suggest", "org_id"), ("GET", "/orgs/{}/snapshots", "org_id"),
    ("GET", "/workstreams/{}", "workstream_id"), ("PATCH", "/workstreams/{}", "workstream_id"),
    ("DELETE", "/workstreams/{}", "workstream_id"), ("POST", "/workstreams/{}/link-facts", "workstream_id"),
    ("GET", "/facts/{}", "fact_id"), ("DELETE", "/facts/{}", "fact_id"), ("POST", "/facts/{}/status", "fact_id"),
    ("GET", "/meetings/{}/workstreams", "meeting_id"), ("POST", "/meetings/{}/link-workstream", "meeting_id"),
    ("GET", "/agenda/proposals/{}", "proposal_id"), ("POST", "/agenda/{}/feedback", "proposal_id"),
]  # fmt: skip
BODY = {
    "title": "a", "facts": [{"fact_type": "risk", "text": "a"}], "meeting": {"meeting_id": "m"}, "fact_ids": ["f"],
    "status": "draft", "workstream_id": "ws", "rating": 5,
}  # fmt: skip


@pytest.mark.parametrize("bad", list(BAD_IDS))
def test_a_bad_id_on_a_path_is_422(api: Api, bad: str) -> None:
    for method, path, name in ON_PATHS:
        body = {k: v for k, v in BODY.items() if k != "status"} if path.endswith(("workstreams", "{}")) else BODY
        refused(api.call(method, path.format(BAD_IDS[bad], "x"), json=body), 422, name)


@pytest.mark.parametrize("org", ["a/b", "a b", "x" * 129, "é"])
@pytest.mark.parametrize("path", ["/workstreams/ws", "/facts/f", "/meetings/m/workstreams", "/agenda/proposals"])
def test_a_bad_id_in_the_query_is_422(api: Api, path: str, org: str) -> None:
    refused(api.get(path, org=org), 422, "org")
