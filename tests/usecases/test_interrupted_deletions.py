"""Deletions that the database cut short: the id is unknown at once, and a repeat or a create completes them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from spine.errors import NotFound
from spine.store.errors import PartialWrite
from spine.store.protocol import Delete, Write
from tests.usecases.app import App, refused


@contextmanager
def nothing_is_removed(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database goes away as soon as a deletion comes to what its document leaves behind."""

    def removing(write: Callable[[str, Sequence[Write]], None]) -> Callable[[str, Sequence[Write]], None]:
        def write_or_cut(org_id: str, writes: Sequence[Write]) -> None:
            if any(isinstance(one, Delete) for one in writes):
                raise PartialWrite(0)
            write(org_id, writes)

        return write_or_cut

    with monkeypatch.context() as broken, refused(PartialWrite):
        for name in ("commit", "commit_in_parts"):
            broken.setattr(app.store, name, removing(getattr(app.store, name)))
        yield


@pytest.fixture
def fact(app: App, monkeypatch: pytest.MonkeyPatch) -> str:
    """A linked fact; the deletion of its workstream was cut short before the links went."""
    app.workstream("byd", "Integrações", workstream_id="ws", owner="Ana")
    fact = app.fact("byd")
    app.link("ws", fact)
    app.link_meeting("m1", "ws")
    with nothing_is_removed(app, monkeypatch):
        app.delete_workstream("ws")
    return fact


def has_no_links(app: App) -> bool:
    return app.linked("ws") == [] and app.meetings_of("ws")["meeting_count"] == 0


CALLS: dict[str, Callable[[App, str], Any]] = {
    "read": lambda app, fact: app.read_workstream("ws"),
    "change": lambda app, fact: app.change_workstream("ws", owner="a"),
    "list facts": lambda app, fact: app.facts_of("ws"),
    "list meetings": lambda app, fact: app.meetings_of("ws"),
    "link": lambda app, fact: app.link("ws", fact),
    "unlink": lambda app, fact: app.unlink("ws", fact),
    "link a meeting": lambda app, fact: app.link_meeting("m2", "ws"),
}


@pytest.mark.parametrize("call", CALLS)
def test_the_id_is_unknown_everywhere(app: App, fact: str, call: str) -> None:
    with refused(NotFound, "ws"):
        CALLS[call](app, fact)
    assert app.workstreams("byd")["workstreams"] == []


def test_a_repeated_deletion_completes_it(app: App, fact: str) -> None:
    app.delete_workstream("ws")
    with refused(NotFound, "ws"):
        app.delete_workstream("ws")
    app.workstream("byd", "Outra", workstream_id="ws")
    assert has_no_links(app)


def test_a_create_under_the_id_completes_it_first(app: App, fact: str) -> None:
    made = app.workstream("byd", "Outra", workstream_id="ws")
    assert (made["title"], made["owner"]) == ("Outra", None)
    assert has_no_links(app)


@pytest.mark.parametrize("repeat", ["delete", "create"])
def test_a_facts_deletion_is_completed_by_a_repeat_or_a_create(
    app: App, monkeypatch: pytest.MonkeyPatch, repeat: str
) -> None:
    app.workstream("byd", workstream_id="ws")
    app.fact("byd", "um fato", fact_id="f")
    app.link("ws", "f")
    with nothing_is_removed(app, monkeypatch):
        app.delete_fact("f")
    for call in (app.read_fact, lambda fact_id: app.set_status(fact_id, "validated")):
        with refused(NotFound, "f"):
            call("f")
    if repeat == "delete":
        app.delete_fact("f")
    app.fact("byd", "outro fato", fact_id="f")
    assert app.read_fact("f")["text"] == "outro fato"
    assert app.linked("ws") == []


def test_a_complete_deletion_takes_links_along_and_leaves_facts(app: App) -> None:
    app.workstream("byd", workstream_id="ws")
    fact = app.fact("byd")
    app.link("ws", fact)
    app.link_meeting("m1", "ws")
    app.delete_workstream("ws")
    with refused(NotFound, "ws"):
        app.delete_workstream("ws")
    assert app.read_fact(fact)["fact_id"] == fact
    app.workstream("byd", "Outra", workstream_id="ws")
    assert has_no_links(app)
