import pytest

from spine.store.protocol import Page, PageRequest, Store, Upsert
from tests.store.builders import ORG, all_of, at, create, fact, keys, proposal, snapshot

AGENDAS = [
    proposal("z", created_at=at(9)),
    proposal("A", created_at=at(2)),
    proposal("a", created_at=at(2)),
    proposal("b", created_at=at(2)),
    proposal("y", created_at=at(-1)),
]
"""Newest first, then by id."""

DAYS = ["2025-03-02", "2025-03-01", "2025-02-28", "2024-12-31"]


@pytest.mark.parametrize("limit", [1, 2, 4, 5, 6])
def test_agendas_come_newest_first_then_by_id(store: Store, limit: int) -> None:
    create(store, *reversed(AGENDAS), fact())
    assert keys(all_of(lambda page: store.proposals(ORG, page), limit)) == keys(AGENDAS)


def test_agendas_made_between_pages_hide_and_repeat_no_other(store: Store) -> None:
    create(store, *AGENDAS)
    first = store.proposals(ORG, PageRequest(3))
    create(store, proposal("newer", created_at=at(10)), proposal("older", created_at=at(-2)))
    rest = all_of(lambda page: store.proposals(ORG, PageRequest(1, page.position or first.position)))
    assert keys([*first.items, *rest]) == [*keys(AGENDAS), "older"]


@pytest.mark.parametrize("limit", [1, 2, 9])
def test_agendas_of_meetings_that_are_over_are_listed_by_themselves(store: Store, limit: int) -> None:
    ends = {"a": 5, "b": 15, "c": -20, "d": 14, "e": 16}
    create(store, *(proposal(one, start_iso=at(end - 30), minutes=30) for one, end in ends.items()))
    assert keys(all_of(lambda page: store.proposals(ORG, page, at(15)), limit)) == ["a", "c", "d"]
    assert keys(all_of(lambda page: store.proposals(ORG, page, at(-20)), limit)) == []


@pytest.mark.parametrize("limit", [1, 2, 9])
def test_agendas_of_a_series_are_listed_with_those_that_know_none(store: Store, limit: int) -> None:
    series = {"a": "id m", "b": "id other", "c": "", "d": "id m"}
    create(store, *(proposal(one, series=of, created_at=at(n)) for n, (one, of) in enumerate(series.items())))
    assert keys(all_of(lambda page: store.proposals(ORG, page, series="id m"), limit)) == ["d", "c", "a"]
    assert keys(all_of(lambda page: store.proposals(ORG, page, series="id none"), limit)) == ["c"]


@pytest.mark.parametrize("limit", [1, 3, 4, 5])
def test_snapshots_come_newest_day_first(store: Store, limit: int) -> None:
    create(store, *(snapshot(day) for day in reversed(DAYS)))
    assert keys(all_of(lambda page: store.snapshots(ORG, page), limit)) == DAYS


def test_a_snapshot_made_between_pages_hides_and_repeats_no_other(store: Store) -> None:
    create(store, *(snapshot(day) for day in DAYS))
    first = store.snapshots(ORG, PageRequest(2))
    create(store, snapshot("2025-03-03"), snapshot("2024-01-01"))
    rest = all_of(lambda page: store.snapshots(ORG, PageRequest(1, page.position or first.position)))
    assert keys([*first.items, *rest]) == [*DAYS, "2024-01-01"]


def test_a_day_has_one_snapshot_the_last(store: Store) -> None:
    for summary in ("morning", "evening"):
        store.commit(ORG, [Upsert(snapshot(summary=summary))])
    assert [one.summary for one in store.snapshots(ORG, PageRequest(9)).items] == ["evening"]


def test_lists_of_an_unknown_organisation_are_empty_and_end(store: Store) -> None:
    assert store.proposals("unknown", PageRequest(5)) == Page([], None)
    assert store.snapshots("unknown", PageRequest(5)) == Page([], None)
