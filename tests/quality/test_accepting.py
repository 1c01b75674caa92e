"""Accepting every suggestion does not make agendas worse: what chairs expect of them holds as often as before."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest

from spine.schemas.facts import FactBatch
from spine.schemas.organisations import OrganisationFields
from spine.schemas.planning import PlanRequest
from spine.schemas.queries import SuggestionQuery
from spine.schemas.validation import validate
from spine.store.sqlite.store import SqliteStore
from spine.usecases import facts, organisations, suggestions
from spine.usecases.planning.pipeline import plan_agenda
from spine.usecases.planning.presentation import present
from spine.usecases.service import Service
from tests.quality.chair_cases import Row, held, read
from tests.quality.corpus import service_on

SETTINGS = ("name", "aliases", "language", "time_zone")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with closing(SqliteStore(tmp_path_factory.mktemp("accepting") / "spine.sqlite3")) as store:
        yield service_on(store)


def _store(service: Service, org: Row) -> None:
    """An organisation with its facts, without its workstreams."""
    settings = {name: org[name] for name in SETTINGS if name in org}
    organisations.put(service, org["org_id"], validate(OrganisationFields, settings))
    given = [{**fact, "evidence": [{"quote": fact["quote"]}] if fact.get("quote") else []} for fact in org["facts"]]
    facts.store(service, org["org_id"], validate(FactBatch, {"facts": given}).facts)


def _held(service: Service, cases: list[Row]) -> Counter[str]:
    """How many expectations hold for each organisation."""
    counts = Counter[str]()
    for case in cases:
        request = validate(PlanRequest, {"text": case["text"], "org": case["of"], **case.get("options", {})})
        answer = present(service, plan_agenda(service, request.text, request), request)
        agenda: Row = dict(answer["proposal"]["agenda"])
        counts[case["of"]] += len(held(case["expect"], agenda))
    return counts


def test_agendas_hold_as_much_of_what_chairs_expect_after_all_suggestions_are_accepted(service: Service) -> None:
    orgs, cases = read(service.clock())
    for org in orgs:
        _store(service, org)
    before = _held(service, cases)
    for org in orgs:
        query = SuggestionQuery(limit=50, apply=True)
        assert len(suggestions.for_organisation(service, org["org_id"], query)["suggestions"]) > 3
    after = _held(service, cases)
    assert min(before.values()) > 20
    assert {org_id: after[org_id] for org_id in before if after[org_id] < before[org_id]} == {}
