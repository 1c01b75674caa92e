"""Ids that two organisations share, and calls that are made twice."""

from collections.abc import Callable
from typing import Any

import pytest

from spine.errors import AmbiguousId, Invalid, NotFound
from tests.usecases.app import App, refused


@pytest.fixture
def twins(app: App) -> None:
    """Two organisations whose things have the same ids."""
    for org in ("byd", "acme"):
        app.seeded(org, f"Frente de {org}", {"text": f"Fato de {org}", "fact_id": "f"}, workstream_id="ws")


CALLS: dict[str, Callable[[App, str | None], Any]] = {
    "read a workstream": lambda app, org: app.read_workstream("ws", org),
    "change a workstream": lambda app, org: app.change_workstream("ws", org, owner="Ana"),
    "delete a workstream": lambda app, org: app.delete_workstream("ws", org),
    "link facts": lambda app, org: app.link("ws", "f", weight=0.5, org=org),
    "unlink facts": lambda app, org: app.unlink("ws", "f", org=org),
    "list facts": lambda app, org: app.facts_of("ws", org=org),
    "list meetings": lambda app, org: app.meetings_of("ws", org),
    "read a fact": lambda app, org: app.read_fact("f", org),
    "delete a fact": lambda app, org: app.delete_fact("f", org),
    "set a status": lambda app, org: app.set_status("f", "rejected", org),
    "link a meeting": lambda app, org: app.link_meeting("m", "ws", org),
    "unlink a meeting": lambda app, org: app.unlink_meeting("m", "ws", org),
}


def of(app: App, org: str) -> list[Any]:
    return [app.facts_of("ws", org=org), app.read_fact("f", org), app.meetings_of("ws", org)]


@pytest.mark.parametrize("call", CALLS)
def test_an_id_of_two_organisations_is_ambiguous_until_one_is_named(app: App, twins: None, call: str) -> None:
    before = of(app, "byd"), of(app, "acme")
    with pytest.raises(AmbiguousId) as raised:
        CALLS[call](app, None)
    assert "byd" not in raised.value.detail
    assert "acme" not in raised.value.detail
    with refused(NotFound):
        CALLS[call](app, "globex")
    assert (of(app, "byd"), of(app, "acme")) == before
    CALLS[call](app, "acme")
    assert of(app, "byd") == before[0]


def test_a_caller_sees_the_one_of_its_own_organisation(app: App, twins: None) -> None:
    assert app.seen_by("acme").read_fact("f")["org_id"] == "acme"
    with refused(NotFound, "f"):
        app.seen_by("globex").read_fact("f")


def test_once_only_one_is_left_the_id_is_enough(app: App, twins: None) -> None:
    app.delete_workstream("ws", "acme")
    assert app.read_workstream("ws")["org_id"] == "byd"


def test_a_second_organisation_with_the_same_id_is_seen_by_the_next_write(app: App) -> None:
    """A cache of which organisation has an id would let the write land in the first one."""
    app.workstream("byd", "a", workstream_id="ws")
    for _ in range(3):
        app.read_workstream("ws")
        app.change_workstream("ws", owner="Ana")
    app.workstream("acme", "b", workstream_id="ws")
    with refused(AmbiguousId):
        app.change_workstream("ws", owner="Bia")
    assert app.read_workstream("ws", "byd")["owner"] == "Ana"


def test_an_id_of_another_organisation_is_unknown_here(app: App, twins: None) -> None:
    app.delete_fact("f", "byd")
    with refused(NotFound, "f"):
        app.read_fact("f", "byd")
    assert app.read_fact("f", "acme")["org_id"] == "acme"


RISK = {"fact_type": "risk", "text": "um"}


def test_the_same_facts_stored_twice_are_stored_once(app: App) -> None:
    first, again = (app.store_facts("byd", RISK, RISK) for _ in range(2))
    assert (first["inserted"], again["inserted"], again["unchanged"]) == (2, 0, 2)
    assert first["fact_ids"] == again["fact_ids"]
    assert len(set(first["fact_ids"])) == 2


def test_a_key_tells_equal_facts_of_two_calls_apart(app: App) -> None:
    ids = [app.store_facts("byd", RISK, key=key)["fact_ids"][0] for key in ("k1", "k2", "k1")]
    assert ids[0] == ids[2] != ids[1]


def test_the_same_facts_of_two_organisations_have_ids_of_their_own(app: App) -> None:
    assert app.store_facts("byd", RISK)["fact_ids"] != app.store_facts("acme", RISK)["fact_ids"]


def test_the_same_bundle_stored_twice_is_stored_once(app: App) -> None:
    bundle = {"meeting": {"meeting_id": "m"}, "facts": [{"text": "um"}, {"text": "dois"}]}
    first, again = (app.store_bundle("byd", bundle) for _ in range(2))
    assert (first["inserted"], again["inserted"], again["unchanged"]) == (2, 0, 2)
    assert first["fact_ids"] == again["fact_ids"]


def test_the_same_workstream_under_one_key_is_made_once(app: App) -> None:
    first, again = (app.workstream("byd", "a", key="k") for _ in range(2))
    assert first == again
    assert first["workstream_id"].startswith("ws_")
    assert len(app.workstreams("byd")["workstreams"]) == 1


def test_a_key_with_another_body_is_refused_and_changes_nothing(app: App) -> None:
    first = app.workstream("byd", "a", key="k")
    with refused(Invalid, "Idempotency-Key"):
        app.workstream("byd", "b", key="k")
    assert app.workstreams("byd")["workstreams"] == [first]


def test_a_key_belongs_to_one_organisation(app: App) -> None:
    ids = {app.workstream(org, "a", key="k")["workstream_id"] for org in ("byd", "acme")}
    assert len(ids) == 2


def test_a_key_does_not_keep_a_given_id_from_being_changed(app: App) -> None:
    for title in ("a", "b"):
        app.workstream("byd", title, key="k", workstream_id="ws")
    assert app.read_workstream("ws")["title"] == "b"


def test_a_persons_change_survives_a_repeat_under_the_key(app: App) -> None:
    made = app.workstream("byd", "a", key="k")
    app.change_workstream(made["workstream_id"], title="b")
    assert app.workstream("byd", "a", key="k")["title"] == "b"
