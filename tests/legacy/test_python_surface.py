"""The Python functions of the service that Spine replaces: a script changes one word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from spine import agenda, bootstrap, config, db, planner, retrieval
from spine.errors import Invalid, NotFound
from spine.schemas.facts import FactFields
from spine.usecases import facts, organisations

ORG = "acme"


@pytest.fixture(autouse=True)
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SPINE_DB_PATH", str(tmp_path / "spine.sqlite3"))
    monkeypatch.setenv("AZURE_FUNCTIONS_ENVIRONMENT", "Development")
    for name in ("SPINE_STORE", "COSMOS_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    config.forget_settings()
    db.init_db()
    yield
    bootstrap.store_of(config.settings()).close()  # type: ignore[attr-defined]
    config.forget_settings()


def with_facts(*texts: str) -> list[str]:
    given = [FactFields(fact_id=f"f{n}", fact_type="risk", text=text) for n, text in enumerate(texts)]
    return list(facts.store(bootstrap.service(), ORG, given)["fact_ids"])


def with_workstream(title: str = "Renewal", **fields: object) -> str:
    return str(db.upsert_workstream({"org_id": ORG, "title": title, **fields})["workstream_id"])


def test_a_workstream_is_made_read_changed_and_listed() -> None:
    made = with_workstream(status="red", priority=3)
    changed = db.upsert_workstream({"org_id": ORG, "workstream_id": made, "priority": 5})
    assert (changed["title"], changed["status"], changed["priority"]) == ("Renewal", "red", 5)
    assert db.get_workstream(made) == db.list_workstreams(ORG)[0]
    assert db.list_workstreams(ORG, status="red", min_priority=5) == [changed]
    assert db.list_workstreams(ORG, status="green") == []


def test_an_unknown_workstream_is_none() -> None:
    assert db.get_workstream("ws_unknown") is None


@pytest.mark.parametrize("bad", [{"title": "No organisation"}, {"org_id": ORG}, {"org_id": ORG, "title": 5}])
def test_a_bad_workstream_is_refused_and_named(bad: dict[str, object]) -> None:
    with pytest.raises(Invalid, match=r"org_id|title"):
        db.upsert_workstream(bad)


def test_an_unknown_status_is_refused() -> None:
    with pytest.raises(Invalid, match="status"):
        db.list_workstreams(ORG, status="blue")


def test_linking_counts_the_new_links_of_any_number_of_facts() -> None:
    made = with_workstream()
    ids = with_facts(*(f"Risk number {n}" for n in range(3)))
    assert db.link_facts(made, []) == 0
    assert db.link_facts(made, ids) == 3
    assert db.link_facts(made, [*ids, *(f"unknown{n}" for n in range(600))]) == 0
    with pytest.raises(NotFound):
        db.link_facts("ws_unknown", ids)


def test_facts_come_recent_by_workstream_and_by_words() -> None:
    ids = with_facts("The vendor may not sign", "The tablets lose their queue")
    made = with_workstream()
    db.link_facts(made, ids[:1], weight=0.5)
    assert {fact["fact_id"] for fact in db.get_recent_facts(ORG, types=["risk"])} == set(ids)
    assert db.get_recent_facts(ORG, limit=0) == []
    [linked] = db.get_facts_by_workstreams([made, "ws_unknown"])
    assert (linked["fact_id"], linked["workstream_id"], linked["weight"]) == (ids[0], made, 0.5)
    assert [fact["fact_id"] for fact in db.search_facts(ORG, "tablets")] == [ids[1]]
    assert len(db.search_facts(ORG, "")) == 2


def test_a_search_beyond_its_limit_is_refused() -> None:
    with pytest.raises(Invalid, match="limit"):
        db.search_facts(ORG, "tablets", limit=500)


def test_as_many_workstreams_are_found_as_are_asked_for() -> None:
    for number in range(6):
        with_workstream(f"Renewal {number}", priority=number)
    assert len(db.find_workstreams(ORG, "renewal", limit=6)) == 6
    assert [w["priority"] for w in db.top_workstreams(ORG, limit=2)] == [5, 4]
    assert len(retrieval.select_workstreams(ORG, "renewal", k=5)) == 5
    assert len(retrieval.select_workstreams(ORG, "nothing like it", k=2)) == 2
    assert db.find_workstreams(ORG, "weekly meeting") == []


def test_an_organisations_own_name_finds_no_workstream() -> None:
    organisations.put(bootstrap.service(), ORG, organisations.OrganisationFields(name="Harborquill"))
    with_workstream("Harborquill renewal")
    assert db.find_workstreams(ORG, "harborquill") == []


def test_an_agenda_is_planned_from_workstreams_and_their_facts() -> None:
    ids = with_facts("The vendor may not sign", "The price is not agreed")
    made = with_workstream()
    db.link_facts(made, ids)
    chosen = retrieval.select_workstreams(ORG, "renewal")
    found = retrieval.facts_for_workstreams(ORG, chosen)
    assert [fact["fact_id"] for fact in retrieval.rank_micro_facts(found)] == sorted(ids)
    proposal = planner.plan_agenda_from_workstreams(ORG, chosen, found, 30, "en-US")
    assert proposal["agenda"]["title"] == "Meeting: Renewal"
    assert proposal["agenda"]["minutes"] == 30
    assert sorted(proposal["supporting_fact_ids"]) == sorted(ids)


def test_a_workstream_that_is_not_stored_is_planned_as_it_is_given() -> None:
    ids = with_facts("The vendor may not sign")
    given = {"workstream_id": "ws_new", "title": "Renewal"}
    found = [fact | {"workstream_id": "ws_new"} for fact in db.get_recent_facts(ORG)]
    proposal = planner.plan_agenda_from_workstreams(ORG, [given], found, 30, "pt")
    assert proposal["supporting_fact_ids"] == ids
    assert proposal["agenda"]["title"] == "Reunião: Renewal"


@pytest.mark.parametrize(("minutes", "language"), [(3, "en"), (1000, "en"), (30, "fr")])
def test_other_minutes_and_languages_are_refused(minutes: int, language: str) -> None:
    with pytest.raises(Invalid, match=r"duration_minutes|language"):
        planner.plan_agenda_from_workstreams(ORG, [], [], minutes, language)


def test_the_micro_planner_plans_without_workstreams() -> None:
    ids = with_facts("The vendor may not sign")
    with_workstream()
    proposal = agenda.plan_agenda_next_only(org=ORG, subject="vendor", language="en")
    assert (proposal["choice"], proposal["supporting_fact_ids"]) == ("next-subject", ids)
    assert agenda.plan_agenda_next_only(org=ORG)["choice"] == "next-default"
