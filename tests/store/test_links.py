import pytest

from spine.domain.documents import Link
from spine.store.protocol import Create, Delete, Page, PageRequest, Store, Upsert
from tests.store.builders import ORG, all_of, at, create, keys, link, meeting_link, read


def weighed(fact_id: str, weight: float, minute: int) -> Link:
    return link("ws", fact_id, weight=weight, fact_created_at=at(minute))


IN_ORDER = [
    weighed("g", 1.0, -5),
    weighed("f", 0.7, 9),
    weighed("A", 0.7, 3),
    weighed("a", 0.7, 3),
    weighed("b", 0.7, 3),
    weighed("c", 0.1 + 0.2, 1),
    weighed("d", 0.3, 8),
    weighed("e", 0.0, 9),
]
"""By weight DESC, the fact's age DESC, the fact's id."""


def linked(store: Store, limit: int = 100) -> list[str]:
    return [one.fact_id for one in all_of(lambda page: store.links(ORG, "ws", page), limit)]


def test_links_come_by_weight_then_by_the_facts_age_then_by_its_id(store: Store) -> None:
    create(store, *reversed(IN_ORDER))
    assert linked(store) == [one.fact_id for one in IN_ORDER]


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8, 9])
def test_paging_gives_every_link_once_and_in_order(store: Store, limit: int) -> None:
    create(store, *IN_ORDER)
    assert linked(store, limit) == [one.fact_id for one in IN_ORDER]


def test_links_made_between_pages_hide_and_repeat_no_other(store: Store) -> None:
    create(store, *IN_ORDER)
    first = store.links(ORG, "ws", PageRequest(4))
    create(store, weighed("newer", 0.9, 0), weighed("later", 0.2, 0))
    rest = all_of(lambda page: store.links(ORG, "ws", PageRequest(2, page.position or first.position)))
    assert [one.fact_id for one in [*first.items, *rest]] == ["g", "f", "A", "a", "b", "c", "d", "later", "e"]


def test_links_of_one_workstream_are_its_own(store: Store) -> None:
    create(store, link("ws", "a"), link("other", "b"), link("ws2", "c"))
    assert linked(store) == ["a"]
    assert store.links(ORG, "unknown", PageRequest(5)) == Page([], None)


def test_linking_twice_is_linking_once_with_the_last_weight(store: Store) -> None:
    for weight in (0.5, 0.9):
        store.commit(ORG, [Upsert(link("ws", "a", weight=weight)), Upsert(link("ws", "b", weight=0.7))])
    assert linked(store) == ["a", "b"]
    assert read(store, link("ws", "a")).weight == 0.9


def test_a_removed_link_is_gone(store: Store) -> None:
    create(store, link("ws", "a"), link("ws", "b"))
    store.commit(ORG, [Delete(link("ws", "a", weight=0.1))])
    assert linked(store) == ["b"]
    assert store.links_of_facts(ORG, ["a"]) == []


def test_links_of_facts_are_found_in_all_workstreams(store: Store) -> None:
    create(store, link("w1", "a"), link("w2", "a"), link("w1", "b"), link("w1", "c"))
    found = store.links_of_facts(ORG, ["a", "b", "none", "a"])
    assert sorted((one.workstream_id, one.fact_id) for one in found) == [("w1", "a"), ("w1", "b"), ("w2", "a")]
    assert store.links_of_facts(ORG, []) == []


def test_links_of_thousands_of_facts_are_found(store: Store) -> None:
    store.commit_in_parts(ORG, [Create(link("ws", f"f{i}")) for i in range(0, 3000, 10)])
    found = store.links_of_facts(ORG, [f"f{i}" for i in range(3000)])
    assert sorted(keys(found)) == sorted(link("ws", f"f{i}").key for i in range(0, 3000, 10))


def test_ids_that_read_alike_together_are_different_pairs(store: Store) -> None:
    create(store, link("ws_a", "b_c"), link("ws_a_b", "c"))
    assert sorted(one.workstream_id for one in store.links_of_facts(ORG, ["b_c", "c"])) == ["ws_a", "ws_a_b"]


def test_meetings_of_a_workstream_come_newest_link_first_then_by_id(store: Store) -> None:
    create(store, *(meeting_link(one, "ws", minute=minute) for one, minute in {"b": 1, "a": 1, "c": 9, "B": 1}.items()))
    create(store, meeting_link("other", "ws2"))
    assert [one.meeting_id for one in store.meeting_links(ORG, "ws")] == ["c", "B", "a", "b"]
    assert store.meeting_links(ORG, "unknown") == []


def test_a_removed_meeting_link_is_gone(store: Store) -> None:
    create(store, meeting_link("m", "ws"), meeting_link("n", "ws"))
    store.commit(ORG, [Delete(meeting_link("m", "ws", minute=5))])
    assert [one.meeting_id for one in store.meeting_links(ORG, "ws")] == ["n"]


def test_the_links_of_a_meeting_are_those_of_the_organisation_asked(store: Store) -> None:
    create(store, meeting_link(meeting_id="weekly", workstream_id="ws_1"))
    create(store, meeting_link(meeting_id="weekly", workstream_id="ws_2", org_id="other"))
    create(store, meeting_link(meeting_id="daily", workstream_id="ws_1"))
    assert [one.workstream_id for one in store.links_of_meeting(ORG, "weekly")] == ["ws_1"]
    assert store.links_of_meeting("unknown", "weekly") == []
