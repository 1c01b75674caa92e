"""Which workstreams a meeting is about."""

from tests.api.client import WORKSTREAM_KEYS, Api, body_of, refused


def link(api: Api, meeting_id: str, workstream_id: str, **query: str) -> object:
    return body_of(api.post(f"/meetings/{meeting_id}/link-workstream", {"workstream_id": workstream_id}, **query))


def test_a_meeting_is_linked_and_unlinked(api: Api) -> None:
    api.workstream("byd", workstream_id="ws")
    assert link(api, "m1", "ws") == {"meeting_id": "m1", "workstream_id": "ws", "linked": True}
    answer = body_of(api.delete("/meetings/m1/link-workstream/ws"))
    assert answer == {"meeting_id": "m1", "workstream_id": "ws", "unlinked": True}
    assert body_of(api.delete("/meetings/m1/link-workstream/ws"))["unlinked"] is False


def test_linking_twice_is_linking_once(api: Api) -> None:
    api.workstream("byd", workstream_id="ws")
    link(api, "m1", "ws")
    link(api, "m1", "ws")
    answer = body_of(api.get("/workstreams/ws/meetings"))
    assert answer == {"workstream_id": "ws", "meeting_ids": ["m1"], "meeting_count": 1}


def test_a_meetings_workstreams_come_most_important_first(api: Api) -> None:
    for workstream_id, priority in (("low", 1), ("high", 9)):
        api.workstream("byd", workstream_id=workstream_id, priority=priority)
        link(api, "m1", workstream_id)
    answer = body_of(api.get("/meetings/m1/workstreams"))
    assert answer.keys() == {"meeting_id", "workstreams"}
    assert [w["workstream_id"] for w in answer["workstreams"]] == ["high", "low"]
    assert answer["workstreams"][0].keys() == WORKSTREAM_KEYS


def test_a_meeting_without_links_is_unknown(api: Api) -> None:
    api.workstream("byd", workstream_id="ws")
    refused(api.get("/meetings/m1/workstreams"), 404, "m1")
    assert body_of(api.get("/workstreams/ws/meetings")) == {
        "workstream_id": "ws", "meeting_ids": [], "meeting_count": 0
    }  # fmt: skip


def test_an_unknown_workstream_is_404_for_linking_and_unlinking(api: Api) -> None:
    refused(api.post("/meetings/m1/link-workstream", {"workstream_id": "none"}), 404, "none")
    refused(api.delete("/meetings/m1/link-workstream/none"), 404, "none")
    refused(api.get("/meetings/m1/workstreams"), 404)


def test_a_meeting_of_two_organisations_asks_which(api: Api) -> None:
    for org in ("byd", "acme"):
        api.workstream(org, workstream_id=f"ws_{org}")
        link(api, "weekly", f"ws_{org}")
    problem = refused(api.get("/meetings/weekly/workstreams"), 409, "ambiguous_id", "?org=")
    assert "acme" not in str(problem)
    assert "byd" not in str(problem)
    found = body_of(api.get("/meetings/weekly/workstreams", org="acme"))["workstreams"]
    assert [w["workstream_id"] for w in found] == ["ws_acme"]
    refused(api.get("/meetings/weekly/workstreams", org="globex"), 404)


def test_the_link_of_a_deleted_workstream_goes_along(api: Api) -> None:
    for workstream_id in ("ws", "other"):
        api.workstream("byd", workstream_id=workstream_id)
        link(api, "m1", workstream_id)
    api.delete("/workstreams/ws")
    found = body_of(api.get("/meetings/m1/workstreams"))["workstreams"]
    assert [w["workstream_id"] for w in found] == ["other"]


def test_linking_needs_a_workstream_in_the_body(api: Api) -> None:
    for body in ({}, {"workstream_id": None}, {"workstream_id": 5}, {"workstream_id": "a/b"}):
        refused(api.post("/meetings/m1/link-workstream", body), 422, "workstream_id")
