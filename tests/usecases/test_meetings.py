"""Which workstreams a meeting is about."""

from spine.errors import AmbiguousId, NotFound
from tests.usecases.app import App, refused


def test_a_meeting_is_linked_and_unlinked(app: App) -> None:
    app.workstream("byd", workstream_id="ws")
    linked = app.link_meeting("m1", "ws")
    assert linked == {"meeting_id": "m1", "workstream_id": "ws", "linked": True}
    assert app.unlink_meeting("m1", "ws") == {"meeting_id": "m1", "workstream_id": "ws", "unlinked": True}
    assert app.unlink_meeting("m1", "ws")["unlinked"] is False


def test_linking_twice_is_linking_once(app: App) -> None:
    app.workstream("byd", workstream_id="ws")
    app.link_meeting("m1", "ws")
    app.link_meeting("m1", "ws")
    assert app.meetings_of("ws") == {"workstream_id": "ws", "meeting_ids": ["m1"], "meeting_count": 1}


def test_a_meetings_workstreams_come_most_important_first(app: App) -> None:
    for workstream_id, priority in (("low", 1), ("high", 9)):
        app.workstream("byd", workstream_id=workstream_id, priority=priority)
        app.link_meeting("m1", workstream_id)
    assert [w["workstream_id"] for w in app.workstreams_of_meeting("m1")] == ["high", "low"]


def test_a_meeting_without_links_is_unknown(app: App) -> None:
    app.workstream("byd", workstream_id="ws")
    with refused(NotFound, "m1"):
        app.workstreams_of_meeting("m1")
    assert app.meetings_of("ws") == {"workstream_id": "ws", "meeting_ids": [], "meeting_count": 0}


def test_no_meeting_is_about_an_unknown_workstream(app: App) -> None:
    for call in (app.link_meeting, app.unlink_meeting):
        with refused(NotFound, "none"):
            call("m1", "none")
    with refused(NotFound, "m1"):
        app.workstreams_of_meeting("m1")


def test_a_meeting_of_two_organisations_asks_which(app: App) -> None:
    for org in ("byd", "acme"):
        app.workstream(org, workstream_id=f"ws_{org}")
        app.link_meeting("weekly", f"ws_{org}")
    with refused(AmbiguousId, "weekly", "?org="):
        app.workstreams_of_meeting("weekly")
    assert [w["workstream_id"] for w in app.workstreams_of_meeting("weekly", "acme")] == ["ws_acme"]
    assert [w["workstream_id"] for w in app.seen_by("byd").workstreams_of_meeting("weekly")] == ["ws_byd"]
    with refused(NotFound):
        app.workstreams_of_meeting("weekly", "globex")


def test_the_link_of_a_deleted_workstream_goes_along(app: App) -> None:
    for workstream_id in ("ws", "other"):
        app.workstream("byd", workstream_id=workstream_id)
        app.link_meeting("m1", workstream_id)
    app.delete_workstream("ws")
    assert [w["workstream_id"] for w in app.workstreams_of_meeting("m1")] == ["other"]
