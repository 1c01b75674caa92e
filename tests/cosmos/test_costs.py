"""What each endpoint asks of the database; docs/cosmos-costs.md says it, and these tests hold the code to it."""

from collections.abc import Iterator

import pytest

from devhost import FunctionsApp
from tests.cosmos.calls import CALLS
from tests.cosmos.costs import ROOT, documented, measure
from tests.cosmos.observing import Observation
from tests.double import Double

PLANS = [name for name in CALLS if name.startswith("POST /agenda/plan-nl")]
UNMATCHED = [name for name in PLANS if "nothing is about" in name]
FILLED_BY_MORE = {
    "GET /facts/search, 1 word": [],
    "POST /agenda/plan-nl, a subject of four words": [
        "DELETE /workstreams/{workstream_id}, with 40 links",
        "DELETE /facts/{fact_id}, in one workstream",
    ],
}
"""Calls of which a thousand facts do not fill the page; and the earlier ones that take away what they would read."""
READS_BY_ID = [name for name in CALLS if name.startswith(("GET /workstreams/{workstream_id}", "GET /facts/{fact_id}"))]


@pytest.fixture(scope="module")
def app() -> Iterator[FunctionsApp]:
    with FunctionsApp(ROOT) as running:
        yield running


@pytest.fixture(scope="module")
def measured(app: FunctionsApp, double: Double) -> dict[str, Observation]:
    return measure(app, double, facts=1_000)


@pytest.mark.parametrize("name", CALLS)
def test_an_endpoint_asks_what_the_table_says(measured: dict[str, Observation], name: str) -> None:
    seen, row = measured[name], documented()[name]
    assert (seen.requests, seen.in_sequence, seen.documents) == (
        row.requests,
        row.in_sequence,
        row.documents,
    )
    assert seen.request_units == pytest.approx(row.units[0], rel=0.05, abs=1)


def test_the_table_has_every_endpoint_and_no_other() -> None:
    assert list(documented()) == list(CALLS)


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_stays_in_its_bounds(measured: dict[str, Observation], name: str) -> None:
    most = (20, 6, 1_100) if name in UNMATCHED else (16, 5, 600)
    seen = measured[name]
    if "of one word" in name:  # an organisation's name takes one look-up more
        most = (16, 6, 600)
    assert (seen.requests <= most[0], seen.in_sequence <= most[1], seen.documents <= most[2]) == (True, True, True)


def test_a_read_by_id_is_one_request(measured: dict[str, Observation]) -> None:
    assert {measured[name].requests for name in READS_BY_ID if not name.endswith(("/facts", "/meetings"))} == {1}


def test_a_search_is_at_most_eight_requests_two_in_sequence(measured: dict[str, Observation]) -> None:
    searches = [seen for name, seen in measured.items() if name.startswith("GET /facts/search")]
    assert max(seen.requests for seen in searches) <= 8
    assert max(seen.in_sequence for seen in searches) <= 2


def test_nothing_grows_with_facts_and_organisations(
    app: FunctionsApp, double: Double, measured: dict[str, Observation]
) -> None:
    enough = measured | {
        name: measure(app, double, facts=2_000, calls=[*before, name])[name] for name, before in FILLED_BY_MORE.items()
    }
    larger = measure(app, double, facts=4_000, organisations=40)
    for name, seen in enough.items():
        assert (name, larger[name].requests, larger[name].documents) == (name, seen.requests, seen.documents)
        assert larger[name].request_units == pytest.approx(seen.request_units, rel=0.02, abs=1), name
