"""What the demo data does in the service: seeded once, fresh, and good to plan from in both languages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from spine.config import read
from spine.domain.languages import Language
from spine.operations import seeding
from spine.schemas.facts import FactFields
from spine.schemas.organisations import OrganisationFields
from spine.schemas.planning import PlanOptions
from spine.schemas.queries import FactList, SuggestionQuery, WorkstreamList
from spine.schemas.workstreams import WorkstreamFields
from spine.store.sqlite.store import SqliteStore
from spine.usecases import fact_lists, facts, organisations, suggestions, workstreams
from spine.usecases.handouts import text_of_plan
from spine.usecases.planning.pipeline import Plan, plan_agenda
from spine.usecases.service import Service
from tests import demo_database

NOW = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
LANGUAGE = {"org_demo": Language.PORTUGUESE, "org_harbor": Language.ENGLISH}
REQUESTS = {"org_demo": "pauta da próxima reunião, {} min", "org_harbor": "agenda for the next meeting, {} min"}


def service_at(path: Path) -> Service:
    numbers: Iterator[int] = count()
    return Service(SqliteStore(str(path)), read({}), lambda: NOW, lambda: f"{next(numbers):016x}")


@pytest.fixture
def service(tmp_path: Path) -> Service:
    """The service on the demo organisations."""
    demo_database.copy_to(tmp_path / "demo.sqlite3", NOW)
    return service_at(tmp_path / "demo.sqlite3")


@pytest.fixture(params=seeding.DEMO_ORGANISATIONS)
def org_id(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def stored(service: Service, org_id: str) -> list[Any]:
    """All that clients can read of an organisation."""
    return [
        organisations.read(service, org_id),
        workstreams.of_organisation(service, org_id, WorkstreamList()),
        fact_lists.of_organisation(service, org_id, FactList(limit=200)),
    ]


def planned(service: Service, org_id: str, text: str, **options: Any) -> Plan:
    return plan_agenda(service, text, PlanOptions(org=org_id, **options))


def test_seeding_says_what_it_made(tmp_path: Path) -> None:
    made = seeding.seed_demo(service_at(tmp_path / "new.sqlite3"))
    assert [one.org_id for one in made] == list(seeding.DEMO_ORGANISATIONS)
    for one in made:
        assert (one.workstreams, one.already_there) == (5, False)
        assert one.facts == len(seeding.demo_data(one.org_id)["facts"])


def test_seeding_twice_is_seeding_once(service: Service, org_id: str) -> None:
    before = stored(service, org_id)
    tomorrow = replace(service, clock=lambda: NOW + timedelta(days=1))
    again = seeding.seed_demo(tomorrow)
    assert again == [seeding.SeededOrganisation(one, already_there=True) for one in seeding.DEMO_ORGANISATIONS]
    assert stored(service, org_id) == before


def test_seeding_again_touches_nothing_that_a_person_changed(service: Service) -> None:
    organisations.patch(service, "org_demo", OrganisationFields(name="Nossa empresa"))
    workstreams.delete(service, "ws_frota", "org_demo", None)
    facts.store(service, "org_demo", [FactFields(fact_id="fact_im_01", text="Outro objetivo.")])
    before = stored(service, "org_demo")
    seeding.seed_demo(service)
    assert stored(service, "org_demo") == before


def test_an_organisation_with_real_data_gets_no_demo_data(tmp_path: Path) -> None:
    service = service_at(tmp_path / "real.sqlite3")
    workstreams.save(service, "org_demo", WorkstreamFields(workstream_id="ws_real", title="Real work"))
    there, made = seeding.seed_demo(service)
    assert there == seeding.SeededOrganisation("org_demo", already_there=True)
    assert not made.already_there
    assert fact_lists.of_organisation(service, "org_demo", FactList())["facts"] == []


def test_one_workstream_is_stale(service: Service, org_id: str) -> None:
    found = workstreams.of_organisation(service, org_id, WorkstreamList(stale=True))["workstreams"]
    assert [(one["status"], one["effective_status"]) for one in found] == [("green", "yellow")]


def test_facts_were_stored_on_the_day_of_their_meeting(service: Service, org_id: str) -> None:
    data = seeding.demo_data(org_id)
    held = {one["meeting_id"]: one["held_days_ago"] for one in data["meetings"]}
    for fact in fact_lists.of_organisation(service, org_id, FactList(limit=200))["facts"]:
        on_the_day = (NOW - timedelta(days=held[fact["meeting_id"]])).strftime("%Y-%m-%dT%H:%M:%SZ")
        assert (fact["created_at"], fact["updated_at"]) == (on_the_day, on_the_day)
        assert fact["language"] == LANGUAGE[org_id]


@pytest.mark.parametrize(
    ("org_id", "titles"),
    [
        ("org_demo", {"Mercado livre de energia", "Programa de estágio"}),
        ("org_harbor", {"Weekend support", "Office lease"}),
    ],
)
def test_suggestions_find_the_two_topics_without_a_workstream(service: Service, org_id: str, titles: set[str]) -> None:
    found = suggestions.for_organisation(service, org_id, SuggestionQuery())["suggestions"]
    assert {one["title"] for one in found} == titles
    assert all(one["size"] >= 4 and "workstream_id" not in one for one in found)


@pytest.mark.parametrize("minutes", [30, 45, 90])
@pytest.mark.parametrize("language", list(Language))
def test_plans_have_sections_and_headings_in_the_language_asked_for(
    service: Service, org_id: str, minutes: int, language: Language
) -> None:
    plan = planned(service, org_id, REQUESTS[org_id].format(minutes), language=language)
    headings = set(language.wording.headings.values())
    assert sum(section.workstream_id is not None for section in plan.agenda.sections) == 3
    assert plan.agenda.minutes == minutes
    assert {item.heading for section in plan.agenda.sections for item in section.items} <= headings


def test_the_language_of_an_agenda_is_the_organisation_s(service: Service, org_id: str) -> None:
    plan = planned(service, org_id, REQUESTS[org_id].format(30))
    assert plan.understood.language is LANGUAGE[org_id]


def test_the_request_of_the_readme_meets_the_integrations(service: Service) -> None:
    plan = plan_agenda(service, "pauta da próxima reunião sobre integrações, 45 min", PlanOptions())
    text = text_of_plan(service, plan, "markdown")
    assert plan.understood.org_id == "org_demo"
    assert [section.workstream_id for section in plan.agenda.sections] == ["ws_integracoes"]
    assert "atrasado" in text and "vence " in text and "- “" in text


def test_the_organisations_are_known_by_their_aliases(service: Service) -> None:
    asked = {"pauta com a Ipê sobre integrações": "org_demo", "agenda with Harbor about onboarding": "org_harbor"}
    for text, org_id in asked.items():
        assert plan_agenda(service, text, PlanOptions()).understood.org_id == org_id
