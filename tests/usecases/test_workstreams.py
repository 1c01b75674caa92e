"""Making, changing, reading and listing workstreams."""

from collections.abc import Callable
from typing import Any

import pytest

from spine.domain.workstreams import Workstream
from spine.errors import Invalid, NotFound, StaleRevision
from tests.usecases.app import App, refused

WHOLE = {
    "workstream_id": "ws_api",
    "org_id": "byd",
    "title": "Integração de API",
    "description": "Ligar os dois ERPs",
    "status": "yellow",
    "priority": 7,
    "owner": "Ana",
    "start_iso": "2026-01-05",
    "target_iso": "2026-06-30",
    "tags": ["api", "erp"],
    "state": "active",
    "created_at": "2026-01-01T00:00:00Z",
}


@pytest.fixture
def whole(app: App) -> Any:
    """A workstream with all fields."""
    return app.workstream("byd", **WHOLE)


def test_a_whole_workstream_comes_back_as_it_was_given(app: App, whole: Any) -> None:
    assert whole == {
        **WHOLE,
        "updated_at": "2026-03-10T12:00:00Z",
        "stale": False,
        "days_since_update": 0,
        "stale_flagged_at": None,
        "effective_status": "yellow",
    }
    assert app.read_workstream("ws_api") == whole


def test_a_title_is_enough(app: App) -> None:
    made = app.workstream("byd", "Integrações")
    assert made["workstream_id"].startswith("ws_")
    assert len(made["workstream_id"]) == len("ws_") + 16
    assert (made["status"], made["priority"], made["tags"]) == ("green", 1, [])
    assert made["created_at"] == made["updated_at"] == "2026-03-10T12:00:00Z"


def test_of_workstreams_made_in_one_second_the_first_comes_first(app: App) -> None:
    made = []
    for n in range(5):
        made.append(app.workstream("byd", f"Frente {n}")["workstream_id"])
        app.clock.pass_by(seconds=0.002)
    assert [w["workstream_id"] for w in app.workstreams("byd")["workstreams"]] == made


def test_two_without_id_and_key_are_two_workstreams(app: App) -> None:
    assert app.workstream("byd")["workstream_id"] != app.workstream("byd")["workstream_id"]


@pytest.mark.parametrize("given", [{}, {"status": "red"}])
def test_a_new_workstream_needs_a_title(app: App, given: dict[str, str]) -> None:
    with refused(Invalid, "title"):
        app.workstream("byd", None, **given)
    assert app.workstreams("byd")["workstreams"] == []


def test_a_workstream_may_not_name_another_organisation_than_its_own(app: App) -> None:
    with refused(Invalid, "org_id"):
        app.workstream("byd", org_id="acme")
    for org in ("byd", "acme"):
        with refused(NotFound):
            app.organisation(org)


def test_what_is_not_given_of_a_known_workstream_stays(app: App, whole: Any) -> None:
    nulls = {"description": None, "owner": None, "tags": None, "priority": None}
    after = app.workstream("byd", "Outro título", workstream_id="ws_api", **nulls)
    assert {name: after[name] for name in WHOLE} == {**WHOLE, "title": "Outro título"}


def test_created_at_is_taken_only_on_creation(app: App, whole: Any) -> None:
    moved = {"created_at": "2020-01-01"}
    assert app.workstream("byd", workstream_id="ws_api", **moved)["created_at"] == "2026-01-01T00:00:00Z"
    assert app.change_workstream("ws_api", **moved)["created_at"] == "2026-01-01T00:00:00Z"


def test_a_patch_changes_the_fields_given(app: App, whole: Any) -> None:
    app.clock.pass_by(hours=1)
    after = app.change_workstream("ws_api", status="red", priority=0)
    assert {name: after[name] for name in WHOLE} == {**WHOLE, "status": "red", "priority": 0}
    assert after["updated_at"] == "2026-03-10T13:00:00Z"


SAME: dict[str, Callable[[App], Any]] = {
    "patch": lambda app: app.change_workstream("ws_api", title="Integração de API"),
    "post": lambda app: app.workstream("byd", "Integração de API", workstream_id="ws_api"),
}


@pytest.mark.parametrize("call", SAME)
def test_equal_values_still_say_that_somebody_looked(app: App, whole: Any, call: str) -> None:
    app.clock.pass_by(days=20)
    after = SAME[call](app)
    assert (after["updated_at"], after["stale"]) == ("2026-03-30T12:00:00Z", False)


def test_null_clears_an_optional_field_in_a_patch(app: App, whole: Any) -> None:
    cleared = dict.fromkeys(("description", "owner", "start_iso", "target_iso", "tags"))
    after = app.change_workstream("ws_api", **cleared)
    assert {name: after[name] for name in cleared} == {**cleared, "tags": []}


@pytest.mark.parametrize("name", ["title", "status", "priority"])
def test_null_for_a_required_field_in_a_patch_is_refused(app: App, whole: Any, name: str) -> None:
    with refused(Invalid, name):
        app.change_workstream("ws_api", owner="Bia", **{name: None})
    assert app.read_workstream("ws_api") == whole


def test_a_client_may_send_back_the_whole_answer_that_it_got(app: App, whole: Any) -> None:
    assert app.change_workstream("ws_api", **whole) == whole
    assert app.workstream("byd", **whole) == whole


def test_unknown_and_read_only_fields_are_ignored(app: App) -> None:
    noise = {
        "colour": "blue", "updated_at": "1999-01-01T00:00:00Z", "stale": True, "rev": "x", "effective_status": "red",
        "stale_flagged_at": "2026-01-01T00:00:00Z", "days_since_update": 99,
        "stems": ["x"], "kind": "fact", "etag": "e",
    }  # fmt: skip
    made = app.workstream("byd", "a", **noise)
    assert (made["updated_at"], made["stale"], made["stale_flagged_at"]) == ("2026-03-10T12:00:00Z", False, None)
    after = app.change_workstream(made["workstream_id"], owner="Bia", org_id="acme", stale=True)
    assert (after["org_id"], after["owner"], after["stale"]) == ("byd", "Bia", False)


@pytest.mark.parametrize(
    ("time", "stale", "days"),
    [({"days": 14, "seconds": -1}, False, 13), ({"days": 14}, True, 14), ({"days": 40}, True, 40)],
)
def test_exactly_fourteen_days_is_stale(app: App, time: dict[str, int], stale: bool, days: int) -> None:
    made = app.workstream("byd")
    app.clock.pass_by(**time)
    seen = app.read_workstream(made["workstream_id"])
    assert (seen["stale"], seen["days_since_update"]) == (stale, days)


def test_the_days_until_a_workstream_is_stale_are_the_settings(app: App) -> None:
    made = app.workstream("byd")
    app.clock.pass_by(days=3)
    assert app.with_settings(STALE_AFTER_DAYS="3").read_workstream(made["workstream_id"])["stale"] is True


@pytest.mark.parametrize(("status", "reads"), [("green", "yellow"), ("yellow", "yellow"), ("red", "red")])
def test_only_a_stale_green_reads_otherwise(app: App, status: str, reads: str) -> None:
    made = app.workstream("byd", status=status)
    assert made["effective_status"] == status
    app.clock.pass_by(days=30)
    seen = app.read_workstream(made["workstream_id"])
    assert (seen["status"], seen["effective_status"]) == (status, reads)


def test_linking_facts_is_no_update(app: App) -> None:
    made = app.workstream("byd")
    app.clock.pass_by(days=15)
    app.link(made["workstream_id"], app.fact("byd"))
    seen = app.read_workstream(made["workstream_id"])
    assert (seen["updated_at"], seen["stale"]) == (made["updated_at"], True)


CALLS: dict[str, Callable[[App], Any]] = {
    "read": lambda app: app.read_workstream("none"),
    "change": lambda app: app.change_workstream("none", title="a"),
    "delete": lambda app: app.delete_workstream("none"),
    "facts": lambda app: app.facts_of("none"),
    "meetings": lambda app: app.meetings_of("none"),
}


@pytest.mark.parametrize("call", CALLS)
def test_an_unknown_workstream_is_not_found(app: App, call: str) -> None:
    with refused(NotFound, "none"):
        CALLS[call](app)


def test_workstreams_are_filtered_by_what_a_person_set(app: App) -> None:
    app.workstream("byd", workstream_id="old", status="green", priority=3)
    app.clock.pass_by(days=14)
    app.workstream("byd", workstream_id="new", status="red", priority=1)

    def found(**query: Any) -> list[str]:
        return [w["workstream_id"] for w in app.workstreams("byd", **query)["workstreams"]]

    assert found() == ["old", "new"]
    assert found(status="green") == ["old"]  # it reads yellow meanwhile
    assert found(status="yellow") == []
    assert found(min_priority=2) == ["old"]
    assert found(stale="true") == ["old"]
    assert found(stale="false") == ["new"]
    assert found(stale="true", status="red") == []


def test_paused_and_closed_workstreams_stand_last_and_are_never_stale(app: App) -> None:
    app.workstream("byd", workstream_id="closed", priority=9, state="closed")
    app.workstream("byd", workstream_id="paused", priority=8, state="paused")
    for number in range(3):
        app.workstream("byd", workstream_id=f"active{number}", priority=3 - number)
    app.clock.pass_by(days=20)
    app.change_workstream("active2", owner="Bia")
    in_order = ["active0", "active1", "active2", "closed", "paused"]

    def found(**query: Any) -> list[str]:
        ids: list[str] = []
        while True:
            page = app.workstreams("byd", **query)
            ids += [workstream["workstream_id"] for workstream in page["workstreams"]]
            if "next_cursor" not in page:
                return ids
            assert len(page["workstreams"]) == query["limit"]
            query["cursor"] = page["next_cursor"]

    for limit in range(1, 6):
        assert found(limit=limit) == in_order
    assert found(stale="true") == ["active0", "active1"]
    assert found(stale="false") == ["active2", "closed", "paused"]
    assert app.read_workstream("paused")["stale"] is False


def test_null_clears_no_state(app: App, whole: Any) -> None:
    with refused(Invalid, "state"):
        app.change_workstream("ws_api", state=None)


def revision(app: App) -> frozenset[str]:
    stored = app.store.get(Workstream, "byd", "ws_api")
    assert stored is not None
    return frozenset({stored.rev})


def test_a_revision_that_was_read_before_a_change_is_stale(app: App, whole: Any) -> None:
    seen = revision(app)
    app.change_workstream("ws_api", if_match=seen, owner="Bia")
    with refused(StaleRevision, "ws_api"):
        app.change_workstream("ws_api", if_match=seen, owner="Caio")
    with refused(StaleRevision, "ws_api"):
        app.delete_workstream("ws_api", if_match=seen)
    assert app.read_workstream("ws_api")["owner"] == "Bia"
    app.change_workstream("ws_api", if_match=seen | revision(app), owner="Davi")
    app.delete_workstream("ws_api", if_match=frozenset("*"))


def test_what_the_machine_writes_is_no_new_revision(app: App, whole: Any) -> None:
    seen = revision(app)
    fact = app.fact("byd", "Comprar licenças do ERP", fact_type="action_item")
    app.link("ws_api", fact)
    made = app.propose(text="reunião", org="byd")
    app.give_feedback(made["proposal_id"], bullets=[{"fact_id": fact, "verdict": "reject"}])
    app.set_status(fact, "rejected")
    app.unlink("ws_api", fact)
    assert revision(app) == seen
