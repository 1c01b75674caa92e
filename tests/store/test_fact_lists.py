import pytest

from spine.domain.fact_states import FactStatus
from spine.domain.times import DueBefore
from spine.store.protocol import Create, Delete, FactFilter, Page, PageRequest, Replace, Store
from tests.store.builders import ORG, all_of, at, create, fact, keys, link, proposal, read

IN_ORDER = [
    fact("z", created_at=at(9), fact_type="risk", status="draft"),
    fact("A", created_at=at(5), fact_type="decision"),
    fact("B", created_at=at(5), fact_type="risk", status="rejected"),
    fact("a", created_at=at(5), fact_type="task"),
    fact("a.1", created_at=at(5), fact_type="risk", state="done"),
    fact("aa", created_at=at(5), fact_type="decision", status="draft"),
    fact("y", created_at=at(4), fact_type="no_such_type"),
    fact("x", created_at=at(-1), fact_type="risk", status="validated"),
    fact("w", created_at=at(-2), fact_type="decision", status="published", state="dropped"),
]
"""Newest first, then by id."""


def listed(store: Store, wanted: FactFilter | None = None, limit: int = 100) -> list[str]:
    return keys(all_of(lambda page: store.facts(ORG, wanted or FactFilter(), page), limit))


def test_facts_come_newest_first_then_by_id(store: Store) -> None:
    create(store, *reversed(IN_ORDER))
    assert listed(store) == keys(IN_ORDER)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 8, 9, 10])
def test_paging_gives_every_fact_once_and_in_order(store: Store, limit: int) -> None:
    create(store, *IN_ORDER)
    assert listed(store, limit=limit) == keys(IN_ORDER)


def test_the_list_of_an_unknown_organisation_is_empty_and_ends(store: Store) -> None:
    assert store.facts("unknown", FactFilter(), PageRequest(5)) == Page([], None)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (FactFilter(types=["risk"]), "z B a.1 x"),
        (FactFilter(types=["risk", "task", "risk"]), "z B a a.1 x"),
        (FactFilter(types=("unknown",)), ""),
        (FactFilter(types={"no_such_type"}), "y"),
        (FactFilter(statuses=["draft"]), "z aa"),
        (FactFilter(statuses=["draft", "rejected", "published"]), "z B aa w"),
        (FactFilter(types=["risk", "decision"], statuses=["draft", "proposed"]), "z A a.1 aa"),
        (FactFilter(types=["task"], statuses=["draft"]), ""),
        (FactFilter(since=at(5)), "z A B a a.1 aa"),
        (FactFilter(since=at(10)), ""),
        (FactFilter(types=["risk"], since=at(5)), "z B a.1"),
        (FactFilter(statuses=["proposed"], since=at(4)), "A a a.1 y"),
        (FactFilter(states=["open"]), "z A B a aa y x"),
        (FactFilter(states=["done", "dropped"]), "a.1 w"),
        (FactFilter(types=["risk"], states=["open"], since=at(5)), "z B"),
        (FactFilter(statuses=["proposed", "published"], states=["dropped", "open"]), "A a y w"),
        (FactFilter(types=["risk", *(f"type_{i}" for i in range(200))]), "z B a.1 x"),
    ],
)
@pytest.mark.parametrize("limit", [1, 2, 100])
def test_filters_keep_what_fulfils_all_of_them(store: Store, wanted: FactFilter, expected: str, limit: int) -> None:
    create(store, *IN_ORDER)
    assert listed(store, wanted, limit) == expected.split()


OWNED = [
    fact("o1", created_at=at(5), owner="Ana Souza", due_iso="2026-03-09", fact_type="risk"),
    fact("o2", created_at=at(4), owner="ANA", due_iso="2026-03-10"),
    fact("o3", created_at=at(3), owner="Rui, Ána Lima", due_iso="2026-03-10T00:00:00Z", state="done"),
    fact("o4", created_at=at(2), owner="Mariana", due_iso="2026-03-10T02:59:00Z"),
    fact("o5", created_at=at(1), text="Ana said so", due_iso="2026-03-11", meeting_id="m1"),
]
NOT_THE_TENTH = ("2026-03-10", "2026-03-10T00:00:00Z")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (FactFilter(owner_words=["ana"]), "o1 o2 o3"),
        (FactFilter(owner_words=["ana", "souza"]), "o1"),
        (FactFilter(owner_words=["ana"], types=["risk"]), "o1"),
        (FactFilter(owner_words=["ana"], states=["open"], statuses=["proposed"]), "o1 o2"),
        (FactFilter(owner_words=["nobody"]), ""),
        (FactFilter(due=DueBefore("2026-03-10")), "o1"),
        (FactFilter(due=DueBefore("2026-03-10T03:00:00Z", NOT_THE_TENTH)), "o1 o4"),
        (FactFilter(due=DueBefore("2027-01-01"), meetings=["m1"]), "o5"),
        (FactFilter(due=DueBefore("2026-01-01")), ""),
        (FactFilter(linked=True), "o1 o3"),
        (FactFilter(linked=False), "o2 o4 o5"),
        (FactFilter(linked=False, owner_words=["ana"], due=DueBefore("2026-03-11")), "o2"),
    ],
)
@pytest.mark.parametrize("limit", [1, 2, 100])
def test_facts_are_listed_by_owner_due_date_and_whether_they_are_linked(
    store: Store, wanted: FactFilter, expected: str, limit: int
) -> None:
    create(store, *OWNED, link("ws_1", "o1"), link("ws_2", "o1"), link("ws_1", "o3"), fact("o2", org_id="other"))
    create(store, link("ws_1", "o2", org_id="other"))
    assert listed(store, wanted, limit) == expected.split()


def test_a_fact_that_is_linked_or_unlinked_later_is_listed_so(store: Store) -> None:
    create(store, *OWNED, link("ws_1", "o1"))
    store.commit(ORG, [Delete(link("ws_1", "o1")), Create(link("ws_1", "o2"))])
    assert listed(store, FactFilter(linked=True)) == ["o2"]


def test_a_list_of_unlinked_facts_goes_on_behind_many_linked_ones(store: Store) -> None:
    create(store, *(fact(f"f{n:02}", created_at=at(-n)) for n in range(40)))
    create(store, *(link("ws_1", f"f{n:02}") for n in range(39)))
    assert listed(store, FactFilter(linked=False), limit=2) == ["f39"]


@pytest.mark.parametrize("wanted", [FactFilter(), FactFilter(types=["insight"]), FactFilter(statuses=["proposed"])])
def test_facts_made_between_pages_hide_and_repeat_no_other(store: Store, wanted: FactFilter) -> None:
    create(store, *(fact(f"f{i}", created_at=at(-(i // 2))) for i in range(6)))
    first = store.facts(ORG, wanted, PageRequest(3))
    create(store, fact("newer", created_at=at(9)), fact("older", created_at=at(-9)))
    rest = all_of(lambda page: store.facts(ORG, wanted, PageRequest(2, page.position or first.position)))
    assert keys([*first.items, *rest]) == ["f0", "f1", "f2", "f3", "f4", "f5", "older"]


def test_removing_the_last_one_of_a_page_moves_no_other(store: Store) -> None:
    create(store, *IN_ORDER)
    first = store.facts(ORG, FactFilter(), PageRequest(3))
    store.commit(ORG, [Delete(IN_ORDER[2])])
    assert keys(store.facts(ORG, FactFilter(), PageRequest(3, first.position)).items) == keys(IN_ORDER[3:6])


def test_a_fact_is_listed_by_what_it_is_now(store: Store) -> None:
    create(store, fact(fact_type="risk"))
    changed = {"fact_type": "task", "status": FactStatus.VALIDATED, "created_at": at(3)}
    store.commit(ORG, [Replace(read(store, fact()).model_copy(update=changed))])
    assert listed(store, FactFilter(types=["risk"])) == []
    assert listed(store, FactFilter(types=["task"], statuses=["validated"], since=at(3))) == ["fact_1"]


def test_a_stored_agenda_is_no_fact(store: Store) -> None:
    create(store, proposal(), fact())
    assert listed(store) == ["fact_1"]


def test_a_list_whose_rest_has_gone_meanwhile_ends(store: Store) -> None:
    create(store, *IN_ORDER)
    first = store.facts(ORG, FactFilter(), PageRequest(4))
    store.commit(ORG, [Delete(read(store, one)) for one in IN_ORDER[4:]])
    assert first.position is not None
    assert store.facts(ORG, FactFilter(), PageRequest(4, first.position)) == Page([], None)
