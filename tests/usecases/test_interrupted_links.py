"""Changes of links and facts that are cut short before the workstream's keywords follow: the next sweep lets them."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from spine.domain.documents import KeywordRefresh, Link
from spine.domain.planning.keywords import with_keywords
from spine.domain.workstreams import Workstream
from spine.store.errors import PartialWrite
from spine.store.protocol import Delete, PageRequest, Replace, Write
from spine.usecases import keyword_index
from spine.usecases.sweep import tick
from tests.usecases.app import App, refused

ORG = "byd"


@contextmanager
def cut_before_keywords(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database goes away as soon as a workstream is to be written."""
    write_all = app.store.commit_in_parts

    def write(org_id: str, writes: Sequence[Write]) -> int:
        if any(isinstance(one, Replace) and isinstance(one.document, Workstream) for one in writes):
            raise PartialWrite(0)
        return write_all(org_id, writes)

    with monkeypatch.context() as broken, refused(PartialWrite):
        broken.setattr(app.store, "commit_in_parts", write)
        yield


def unfinished(app: App) -> list[KeywordRefresh]:
    return app.store.unfinished_across_partitions(KeywordRefresh, PageRequest(9)).items


def has_words_of_its_facts(app: App, workstream_id: str) -> bool:
    workstream = app.store.get(Workstream, ORG, workstream_id)
    assert workstream
    return workstream == with_keywords(workstream, keyword_index.first_facts(app.service, ORG, workstream_id))


CHANGES: dict[str, Callable[[App], object]] = {
    "link": lambda app: app.link("ws", "new"),
    "unlink": lambda app: app.unlink("ws", "old"),
    "change a fact": lambda app: app.fact(ORG, "Empilhadeira", fact_id="old"),
    "reject a fact": lambda app: app.set_status("old", "rejected"),
}


@pytest.fixture
def linked(app: App) -> App:
    app.workstream(ORG, "Obra", workstream_id="ws")
    app.fact(ORG, "Guindaste", fact_id="old")
    app.fact(ORG, "Retroescavadeira", fact_id="new")
    app.link("ws", "old")
    return app


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_leaves_nothing_to_do(linked: App, change: str) -> None:
    CHANGES[change](linked)
    assert has_words_of_its_facts(linked, "ws")
    assert unfinished(linked) == []


@pytest.mark.parametrize("change", CHANGES)
def test_a_sweep_completes_a_change_that_was_cut_short(
    linked: App, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    with cut_before_keywords(linked, monkeypatch):
        CHANGES[change](linked)
    assert not has_words_of_its_facts(linked, "ws")
    tick(linked.service)
    assert not has_words_of_its_facts(linked, "ws"), "the call may still be at work"
    linked.clock.pass_by(minutes=6)
    tick(linked.service)
    assert has_words_of_its_facts(linked, "ws")
    assert unfinished(linked) == []


def test_a_sweep_removes_links_that_a_call_left_behind(linked: App, monkeypatch: pytest.MonkeyPatch) -> None:
    with cut_before_keywords(linked, monkeypatch):
        linked.link("ws", "new")
    workstream = linked.store.get(Workstream, ORG, "ws")
    assert workstream
    linked.store.commit(ORG, [Delete(workstream)])
    linked.clock.pass_by(minutes=6)
    tick(linked.service)
    assert linked.store.links_of_facts(ORG, ["new"]) == []
    assert unfinished(linked) == []


def test_a_call_refreshes_fifty_workstreams_and_the_sweep_the_others(app: App) -> None:
    app.fact(ORG, "Guindaste", fact_id="f")
    keys = [app.workstream(ORG, "Obra", workstream_id=f"ws{number:02}")["workstream_id"] for number in range(60)]
    for key in keys:
        app.link(key, "f")
    app.fact(ORG, "Empilhadeira", fact_id="f")
    assert [has_words_of_its_facts(app, key) for key in keys] == [True] * 50 + [False] * 10
    app.clock.pass_by(minutes=6)
    tick(app.service)
    assert all(has_words_of_its_facts(app, key) for key in keys)
    app.delete_fact("f")
    assert app.store.links_of_facts(ORG, ["f"]) == []
    app.clock.pass_by(minutes=6)
    tick(app.service)
    assert all(has_words_of_its_facts(app, key) for key in keys)
    assert app.store.get_many(Link, ORG, keys) == {} and unfinished(app) == []
