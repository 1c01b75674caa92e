from spine.domain.people import Person, person
from spine.store.limits import MAX_PEOPLE_FOUND
from spine.store.protocol import Delete, Store
from tests.store.builders import ORG, create, read


def known(store: Store, *names: str, org_id: str = ORG) -> None:
    create(store, *(person(org_id, name) for name in names))


def found(store: Store, *keys: str) -> list[str]:
    return sorted(one.name for one in store.people_with_names(ORG, keys))


def test_any_word_of_a_name_finds_a_person_once(store: Store) -> None:
    known(store, "Jéssica Amaral", "Rafael Nóbrega", "Ana")
    assert found(store, "jessica", "amaral", "ana", "jess") == ["Ana", "Jéssica Amaral"]
    assert found(store) == []


def test_people_of_another_organisation_are_not_found(store: Store) -> None:
    known(store, "Ana Lima", org_id="other")
    assert (found(store, "ana"), store.count_people(ORG), store.count_people("other")) == ([], 0, 1)


def test_people_are_found_whole_and_counted(store: Store) -> None:
    ana = person(ORG, "Ana Lima", is_participant=True)
    create(store, ana)
    assert store.people_with_names(ORG, ["lima"]) == [read(store, ana)]
    assert (read(store, ana).is_participant, store.count_people(ORG)) == (True, 1)


def test_a_removed_person_is_not_found(store: Store) -> None:
    known(store, "Ana Lima")
    store.commit(ORG, [Delete(person(ORG, "ANA LIMA"))])
    assert (found(store, "ana"), store.count_people(ORG)) == ([], 0)


def test_no_more_people_than_the_limit_are_found(store: Store) -> None:
    known(store, *(f"Ana {number}" for number in range(MAX_PEOPLE_FOUND + 1)))
    assert len(store.people_with_names(ORG, ["ana"])) == MAX_PEOPLE_FOUND
    assert store.count_people(ORG) == MAX_PEOPLE_FOUND + 1


def test_people_go_with_their_organisation(store: Store) -> None:
    known(store, "Ana Lima")
    assert store.delete_batch(ORG, 10) == 1
    assert store.get(Person, ORG, person(ORG, "Ana Lima").key) is None
