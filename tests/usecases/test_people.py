"""The people that an organisation knows: owners of facts and participants of bundles."""

import pytest

from spine.domain import people as people_rules
from spine.domain.people import Person, split_names
from spine.store.protocol import Upsert
from spine.usecases import people
from tests.usecases.app import App

ORG = "acme"


def known(app: App) -> list[str]:
    """The names of all people of an organisation."""
    return sorted(one.name for one in app.store.documents(Person, ORG, people.PageRequest(99)).items)


@pytest.mark.parametrize(
    ("owner", "names"),
    [
        ("Ana Lima", ["Ana Lima"]),
        ("Ana, Rui e Bia", ["Ana", "Rui", "Bia"]),
        ("Ana Lima & Rui Sá", ["Ana Lima", "Rui Sá"]),
        ("Nell and Tom", ["Nell", "Tom"]),
        ("Ana/Rui; Bia", ["Ana", "Rui", "Bia"]),
        ("Ana Lima (compras)", ["Ana Lima"]),
        ("André de Sá", ["André de Sá"]),
        (" ?? ", []),
    ],
)
def test_a_list_of_owners_is_split(owner: str, names: list[str]) -> None:
    assert split_names(owner) == names


def test_owners_of_facts_become_known_each_once(app: App) -> None:
    app.facts(ORG, {"text": "um", "owner": "Ana Lima"}, {"text": "dois", "owner": "ANA LIMA, Rui Sá"}, {"text": "três"})
    app.fact(ORG, owner="ana lima")
    assert [name.lower() for name in known(app)] == ["ana lima", "rui sá"]


def test_owners_of_workstreams_become_known(app: App) -> None:
    made = app.workstream(ORG, owner="Ana Lima")
    app.change_workstream(made["workstream_id"], ORG, owner="Rui Sá e Bia Paz")
    app.change_workstream(made["workstream_id"], ORG, priority=5)
    assert known(app) == ["Ana Lima", "Bia Paz", "Rui Sá"]
    people.make_anew(app.service, ORG)
    assert known(app) == ["Bia Paz", "Rui Sá"]


def test_a_new_owner_of_a_known_fact_becomes_known(app: App) -> None:
    app.fact(ORG, fact_id="f1", owner="Ana Lima")
    app.store_facts(ORG, {"fact_id": "f1", "owner": "Rui Sá"})
    assert known(app) == ["Ana Lima", "Rui Sá"]


def test_participants_of_a_bundle_become_known_without_facts_too(app: App) -> None:
    meeting = {"meeting_id": "m1", "participants": [{"id": "p1", "display_name": "Bia Paz"}, {"id": "p2"}]}
    app.store_bundle(ORG, {"meeting": meeting, "facts": []})
    assert known(app) == ["Bia Paz"]


def test_an_owner_who_takes_part_later_stays_when_no_fact_names_it(app: App) -> None:
    fact_id = app.fact(ORG, owner="Ana Lima")
    app.store_bundle(
        ORG, {"meeting": {"meeting_id": "m1", "participants": [{"display_name": "Ana Lima"}]}, "facts": []}
    )
    app.fact(ORG, "Outro", owner="Rui Sá", fact_id="f2")
    app.delete_fact(fact_id)
    app.delete_fact("f2")
    people.make_anew(app.service, ORG)
    assert known(app) == ["Ana Lima"]


def test_people_are_made_anew_as_often_as_one_likes(app: App) -> None:
    app.fact(ORG, owner="Ana Lima")
    stale = people_rules.person(ORG, "Ninguém").model_copy(update={"version": 0})
    app.store.commit(ORG, [Upsert(stale)])
    for name in ("Ana Lima", "Ana Lima"):
        people.make_anew(app.service, ORG)
        assert known(app) == [name]
    app.store.delete_batch(ORG, 99)
    people.make_anew(app.service, ORG)
    assert known(app) == []


def test_no_more_people_than_the_limit_are_kept(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "MAX_PEOPLE", 2)
    app.facts(ORG, *({"text": f"Fato {name}", "owner": name} for name in ("Ana", "Rui", "Bia")))
    assert len(known(app)) == 2
    app.fact(ORG, "Mais um", owner="Zé")
    people.make_anew(app.service, ORG)
    assert len(known(app)) == 2
