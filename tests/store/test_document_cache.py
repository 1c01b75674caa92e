"""What was read lately is not worked out anew, and never out of date."""

from contextlib import closing
from sqlite3 import connect

import pytest

from spine.domain.facts import Fact
from spine.store import document_cache
from spine.store.document_cache import DocumentCache
from spine.store.protocol import Replace, Store
from spine.store.sqlite.store import SqliteStore
from tests.store.builders import ORG, create, fact, read


def place(key: str) -> document_cache.Place:
    return Fact, ORG, key


def test_a_document_is_at_hand_in_the_version_that_was_kept() -> None:
    cache = DocumentCache[str]()
    cache.keep(place("a"), "1", fact("a"), 10)
    assert cache.get(place("a"), "1") == fact("a")
    assert cache.get(place("a"), "2") is None
    assert cache.get(place("b"), "1") is None


def test_of_many_those_go_that_were_asked_for_longest_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_cache, "DOCUMENTS_KEPT", 2)
    cache = DocumentCache[str]()
    for key in ("a", "b", "c"):
        cache.keep(place(key), "1", fact(key), 10)
        cache.get(place("a"), "1")
    assert [key for key in ("a", "b", "c") if cache.get(place(key), "1")] == ["a", "c"]


def test_a_long_document_is_not_kept_and_nor_is_what_it_took_the_place_of() -> None:
    cache = DocumentCache[str]()
    cache.keep(place("a"), "1", fact("a"), 10)
    cache.keep(place("a"), "2", fact("a"), document_cache.LONGEST_KEPT + 1)
    assert (cache.get(place("a"), "1"), cache.get(place("a"), "2")) == (None, None)


def test_a_store_gives_the_same_document_until_it_changes(store: Store) -> None:
    create(store, fact("a", text="contrato"))
    known = read(store, fact("a"))
    assert read(store, fact("a")) == known
    store.commit(ORG, [Replace(known.model_copy(update={"text": "frete"}))])
    assert read(store, fact("a")).text == "frete"
    assert read(store, fact("a")).analysis.text == ["frete"]


def test_who_edits_the_file_by_hand_is_heard(store: Store) -> None:
    if not isinstance(store, SqliteStore):
        pytest.skip("SQLite only")
    create(store, fact("a", text="contrato"))
    assert read(store, fact("a")).text == "contrato"
    with closing(connect(store.address.removeprefix("sqlite "))) as connection, connection:
        connection.execute("UPDATE facts SET text = 'frete'")
    assert read(store, fact("a")).text == "frete"
