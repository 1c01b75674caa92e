import pytest

from spine.store.protocol import Delete, Page, PageRequest, Replace, Store, WorkstreamFilter
from tests.store.builders import ORG, all_of, at, create, fact, keys, pages, read, workstream

IN_ORDER = [
    workstream("t", priority=10, status="yellow", updated_at=at(1)),
    workstream("s", priority=9, status="green", updated_at=at(5)),
    workstream("r", priority=9, status="green", updated_at=at(4), state="paused"),
    workstream("q", priority=9, status="red", updated_at=at(6)),
    workstream("p", priority=9, status="yellow", updated_at=at(6)),
    workstream("A", priority=2, updated_at=at(2)),
    workstream("B", priority=2, updated_at=at(2)),
    workstream("a", priority=2, updated_at=at(2)),
    workstream("a.1", priority=2, updated_at=at(2)),
    workstream("a:1", priority=2, updated_at=at(2)),
    workstream("aa", priority=2, updated_at=at(2)),
    workstream("zero", priority=0, updated_at=at(9), state="closed"),
]
"""By priority DESC, status, updated_at DESC, id; ids are ordered as ASCII is."""


def listed(store: Store, wanted: WorkstreamFilter | None = None, limit: int = 100) -> list[str]:
    return keys(all_of(lambda page: store.workstreams(ORG, wanted or WorkstreamFilter(), page), limit))


def test_workstreams_come_by_priority_then_status_then_update_then_id(store: Store) -> None:
    create(store, *reversed(IN_ORDER))
    assert listed(store) == keys(IN_ORDER)


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 11, 12, 13])
def test_paging_gives_every_workstream_once_and_in_order(store: Store, limit: int) -> None:
    create(store, *IN_ORDER)
    assert listed(store, limit=limit) == keys(IN_ORDER)


def test_no_page_is_longer_than_was_asked(store: Store) -> None:
    create(store, *IN_ORDER)
    found = pages(lambda page: store.workstreams(ORG, WorkstreamFilter(), page), 5)
    assert max(len(page) for page in found) == 5


def test_the_list_of_an_unknown_organisation_is_empty_and_ends(store: Store) -> None:
    assert store.workstreams("unknown", WorkstreamFilter(), PageRequest(5)) == Page([], None)


def test_workstreams_made_between_pages_hide_and_repeat_no_other(store: Store) -> None:
    create(store, *IN_ORDER)
    first = store.workstreams(ORG, WorkstreamFilter(), PageRequest(7))
    create(store, workstream("before", priority=11), workstream("A0", priority=2, updated_at=at(2)))
    create(store, workstream("behind", priority=1))
    rest = all_of(
        lambda page: store.workstreams(ORG, WorkstreamFilter(), PageRequest(2, page.position or first.position))
    )
    assert keys([*first.items, *rest]) == [*keys(IN_ORDER[:-1]), "behind", "zero"]


def test_removing_the_last_one_of_a_page_moves_no_other(store: Store) -> None:
    create(store, *IN_ORDER)
    first = store.workstreams(ORG, WorkstreamFilter(), PageRequest(4))
    store.commit(ORG, [Delete(IN_ORDER[3])])
    second = store.workstreams(ORG, WorkstreamFilter(), PageRequest(4, first.position))
    assert keys(second.items) == keys(IN_ORDER[4:8])


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (WorkstreamFilter(status="green"), "s r A B a a.1 a:1 aa zero"),
        (WorkstreamFilter(status="red"), "q"),
        (WorkstreamFilter(statuses=["yellow", "red"]), "t q p"),
        (WorkstreamFilter(statuses={"red"}, min_priority=10), ""),
        (WorkstreamFilter(status="red", statuses=["red", "green"]), "q"),
        (WorkstreamFilter(min_priority=9), "t s r q p"),
        (WorkstreamFilter(states=["active"], min_priority=9), "t s q p"),
        (WorkstreamFilter(states=["paused", "closed"]), "r zero"),
        (WorkstreamFilter(status="green", states=["closed", "active"], min_priority=3), "s"),
        (WorkstreamFilter(min_priority=10), "t"),
        (WorkstreamFilter(min_priority=11), ""),
        (WorkstreamFilter(updated_until=at(2)), "t A B a a.1 a:1 aa"),
        (WorkstreamFilter(updated_until=at(1)), "t"),
        (WorkstreamFilter(updated_after=at(5)), "q p zero"),
        (WorkstreamFilter(updated_after=at(4), updated_until=at(6)), "s q p"),
        (WorkstreamFilter(status="green", min_priority=1, updated_after=at(2)), "s r"),
        (WorkstreamFilter(status="yellow", min_priority=9, updated_until=at(6)), "t p"),
    ],
)
@pytest.mark.parametrize("limit", [1, 100])
def test_filters_keep_what_fulfils_all_of_them(
    store: Store, wanted: WorkstreamFilter, expected: str, limit: int
) -> None:
    create(store, *IN_ORDER)
    assert listed(store, wanted, limit) == expected.split()


def test_a_changed_workstream_moves_to_its_new_place(store: Store) -> None:
    create(store, workstream("a", priority=1), workstream("b", priority=2))
    store.commit(ORG, [Replace(read(store, workstream("a")).model_copy(update={"priority": 3}))])
    assert listed(store) == ["a", "b"]


def test_workstreams_are_counted(store: Store) -> None:
    assert store.count_workstreams(ORG) == 0
    create(store, *IN_ORDER, workstream(org_id="other"), fact())
    assert store.count_workstreams(ORG) == len(IN_ORDER)


def test_any_stem_finds_a_workstream_once(store: Store) -> None:
    create(store, workstream("a", stems=("alfa", "beta")), workstream("b", stems=("beta",)), workstream("c"))
    assert keys(store.workstreams_with_stems(ORG, ["beta", "alfa"], 10)) == ["a", "b"]
    assert keys(store.workstreams_with_stems(ORG, ["alfa", "gama"], 10)) == ["a"]
    assert store.workstreams_with_stems(ORG, ["gama"], 10) == []
    assert store.workstreams_with_stems(ORG, [], 10) == []


def test_found_workstreams_come_in_the_order_of_the_list_up_to_the_limit(store: Store) -> None:
    create(store, *(one.model_copy(update={"stems": ("alfa",)}) for one in reversed(IN_ORDER)))
    assert keys(store.workstreams_with_stems(ORG, ["alfa"], 100)) == keys(IN_ORDER)
    assert keys(store.workstreams_with_stems(ORG, ["alfa"], 3)) == keys(IN_ORDER[:3])


def test_a_workstream_is_found_by_the_stems_that_it_has_now(store: Store) -> None:
    create(store, workstream(stems=("alfa", "beta")))
    store.commit(ORG, [Replace(read(store, workstream()).model_copy(update={"stems": ("beta", "gama")}))])
    found = {stem: keys(store.workstreams_with_stems(ORG, [stem], 9)) for stem in ("alfa", "beta", "gama")}
    assert found == {"alfa": [], "beta": ["ws_1"], "gama": ["ws_1"]}


def test_a_removed_workstream_is_found_no_more(store: Store) -> None:
    create(store, workstream(stems=("alfa",)))
    store.commit(ORG, [Delete(workstream())])
    assert store.workstreams_with_stems(ORG, ["alfa"], 9) == []
    assert listed(store) == []
