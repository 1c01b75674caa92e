"""Organisations: their settings, how they come about, and how they are deleted."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from spine.errors import Invalid, NotFound, Unavailable
from tests.clock import Clock
from tests.usecases.app import App, refused

WHOLE = {
    "name": "BYD Brasil", "aliases": ["byd auto", "build your dreams"], "language": "en-US",
    "time_zone": "America/Bahia", "macro_mode": "strict",
    "context_text": "Montadora em Camaçari",
}  # fmt: skip
EMPTY = {"name": None, "aliases": [], "language": None, "time_zone": None, "macro_mode": None, "context_text": None}


def settings(answer: Any) -> dict[str, Any]:
    return {name: answer[name] for name in WHOLE}


def test_put_sets_all_settings_and_clears_what_is_not_given(app: App) -> None:
    answer = app.put_organisation("byd", **WHOLE)
    assert (answer["org_id"], settings(answer)) == ("byd", WHOLE)
    assert app.organisation("byd") == answer
    assert settings(app.put_organisation("byd", name="BYD")) == {**EMPTY, "name": "BYD"}
    assert settings(app.put_organisation("byd")) == EMPTY


def test_patch_changes_what_is_given_and_null_clears(app: App) -> None:
    app.put_organisation("byd", **WHOLE)
    assert settings(app.patch_organisation("byd", name="BYD")) == {**WHOLE, "name": "BYD"}
    assert settings(app.patch_organisation("byd", **dict.fromkeys(WHOLE))) == EMPTY


@pytest.mark.parametrize(("given", "kept"), [("pt", "pt-BR"), ("EN", "en-US"), ("en-gb", "en-US"), ("PT-pt", "pt-BR")])
def test_languages_fold_to_the_two(app: App, given: str, kept: str) -> None:
    assert app.put_organisation("byd", language=given)["language"] == kept


@pytest.mark.parametrize("mode", ["AUTO", "Strict", "off", None])
def test_a_macro_mode_is_taken_in_any_case(app: App, mode: str | None) -> None:
    assert app.put_organisation("byd", macro_mode=mode)["macro_mode"] == (mode.lower() if mode else None)


def test_settings_of_another_organisation_are_refused(app: App) -> None:
    for call in (app.put_organisation, app.patch_organisation):
        with refused(Invalid, "org_id"):
            call("byd", name="changed", org_id="acme")
    with refused(NotFound, "byd"):
        app.organisation("byd")


WRITES: dict[str, Callable[[App], Any]] = {
    "workstream": lambda app: app.workstream("byd", "a"),
    "facts": lambda app: app.store_facts("byd", {"fact_type": "risk", "text": "a"}),
    "bundle": lambda app: app.store_bundle("byd", {"meeting": {"meeting_id": "m"}, "facts": [{"text": "a"}]}),
}


@pytest.mark.parametrize("write", WRITES)
def test_the_first_write_makes_the_organisation(app: App, write: str) -> None:
    with refused(NotFound):
        app.organisation("byd")
    WRITES[write](app)
    made = app.organisation("byd")
    assert settings(made) == EMPTY
    app.clock.pass_by(hours=1)
    WRITES[write](app)
    assert app.organisation("byd") == made


def test_a_proposal_for_the_default_organisation_makes_it(app: App) -> None:
    app.propose(text="reunião")
    assert app.organisation("org_demo")["org_id"] == "org_demo"


READS: dict[str, Callable[[App], Any]] = {
    "workstreams": lambda app: app.workstreams("nobody")["workstreams"],
    "facts": lambda app: app.list_facts("nobody")["facts"],
    "snapshots": lambda app: app.snapshots("nobody")["snapshots"],
    "proposals": lambda app: app.proposals(org="nobody")["items"],
    "newest facts": lambda app: app.search(org="nobody")["items"],
    "facts by words": lambda app: app.search("contrato", org="nobody")["items"],
    "suggestions": lambda app: app.suggest("nobody", apply=True),
}


@pytest.mark.parametrize("read", READS)
def test_lists_of_an_unknown_organisation_are_empty_and_make_none(app: App, read: str) -> None:
    assert READS[read](app) == []
    with refused(NotFound, "nobody"):
        app.organisation("nobody")


@pytest.fixture
def full(app: App) -> None:
    """An organisation with one of everything, and a neighbour."""
    for org in ("byd", "acme"):
        app.seeded(org, "Integrações", {"text": "Contrato", "fact_id": f"f_{org}"}, workstream_id=f"ws_{org}")
        app.link_meeting(f"m_{org}", f"ws_{org}")
        app.propose(text="reunião", org=org)


def things(app: App, org: str) -> list[Callable[[], Any]]:
    """Calls that find what an organisation of the fixture has."""
    return [
        lambda: app.organisation(org),
        lambda: app.read_workstream(f"ws_{org}"),
        lambda: app.read_fact(f"f_{org}"),
        lambda: app.workstreams_of_meeting(f"m_{org}"),
    ]


def test_deleting_removes_everything_in_it_and_nothing_else(app: App, full: None) -> None:
    app.delete_organisation("byd")
    for call in (*things(app, "byd"), lambda: app.delete_organisation("byd")):
        with refused(NotFound):
            call()
    assert app.workstreams("byd")["workstreams"] == app.list_facts("byd")["facts"] == []
    assert app.proposals(org="byd")["items"] == app.search("contrato", org="byd")["items"] == []
    assert all(call() for call in things(app, "acme"))
    assert len(app.proposals(org="acme")["items"]) == 1


@pytest.mark.parametrize("confirm", ["", "acme", "BYD", "true"])
def test_nothing_is_deleted_without_the_confirmation(app: App, full: None, confirm: str) -> None:
    with refused(Invalid, "confirm"):
        app.delete_organisation("byd", confirm)
    assert all(call() for call in things(app, "byd"))


def test_a_deleted_organisation_can_be_made_again_empty(app: App, full: None) -> None:
    app.delete_organisation("byd")
    app.workstream("byd", "Nova", workstream_id="ws_byd")
    assert app.linked("ws_byd") == []


class Hurried(Clock):
    """A clock on which each look takes a minute."""

    def __call__(self) -> datetime:
        self.pass_by(seconds=61)
        return self.now


def test_a_deletion_that_takes_too_long_says_what_is_removed_and_goes_on(app: App, full: None) -> None:
    with pytest.raises(Unavailable) as raised:
        App(app.store, clock=Hurried()).delete_organisation("byd")
    assert raised.value.extra["removed"] == 5
    assert app.organisation("byd")["org_id"] == "byd"  # its own document goes last
    app.delete_organisation("byd")
    with refused(NotFound):
        app.organisation("byd")


def all_pages(app: App, limit: int) -> list[list[dict[str, Any]]]:
    """The pages of the organisations that a caller sees."""
    pages, cursor = [], None
    while True:
        page = app.organisations(limit=limit, cursor=cursor)
        pages.append(page["orgs"])
        cursor = page.get("next_cursor")
        if cursor is None:
            return pages


def test_a_caller_lists_the_organisations_that_it_sees_with_their_names(app: App) -> None:
    for org in "dbac":
        app.put_organisation(org, name=f"Name of {org}")
    app.fact("e")
    named = [{"org_id": org, "name": f"Name of {org}"} for org in "abcd"]
    assert all_pages(app, 2) == [named[:2], [named[2], named[3]], [{"org_id": "e", "name": None}]]
    assert all_pages(app.seen_by("d", "b", "none", "a"), 2) == [named[:2], [named[3]]]
    assert all_pages(app.seen_by("d", "none", "a"), 2) == [[named[0], named[3]]]
    assert all_pages(app.seen_by("none"), 2) == [[]]
    assert all_pages(app.seen_by(), 2) == [[]]


def test_a_cursor_of_one_callers_organisations_is_refused_to_another(app: App) -> None:
    for org in "abc":
        app.put_organisation(org)
    cursors = [caller.organisations(limit=1)["next_cursor"] for caller in (app, app.seen_by("a", "c"))]
    for cursor in cursors:
        with refused(Invalid, "cursor"):
            app.seen_by("a", "b").organisations(limit=1, cursor=cursor)
    assert app.seen_by("a", "c").organisations(limit=1, cursor=cursors[1]) == {"orgs": [{"org_id": "c", "name": None}]}
