"""A repair makes the people of every organisation anew, on any store."""

from spine.domain.people import person
from spine.legacy.migration.repair import repair
from tests.store.memory_store import MemoryStore
from tests.usecases.app import App


def test_a_repair_makes_the_people_of_every_organisation_anew() -> None:
    app, worked_on = App(MemoryStore()), list[str]()
    app.fact("acme", owner="Ana Lima")
    app.fact("byd", owner="Rui Sá")
    app.store.delete_batch("acme", 9)
    repair(app.service, worked_on.append)
    assert worked_on == ["acme", "byd"]
    assert (app.store.count_people("acme"), app.store.count_people("byd")) == (0, 1)
    assert app.store.people_with_names("byd", ["rui"])[0].name == person("byd", "Rui Sá").name
