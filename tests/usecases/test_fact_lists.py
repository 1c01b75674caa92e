"""Filters of the list of an organisation's facts."""

from typing import Any

import pytest

from spine.errors import Invalid
from tests.usecases.app import App, refused


@pytest.fixture(autouse=True)
def facts(app: App) -> None:
    """Three facts, of which the first is in a workstream, and the second of a meeting of a calendar's."""
    app.put_organisation("byd", time_zone="America/Sao_Paulo")
    risk = {"fact_type": "risk", "created_at": "2026-03-01"}
    app.seeded("byd", "Frete", {**risk, "fact_id": "a", "text": "um", "owner": "Ána Souza", "due_iso": "2026-03-10"})
    app.facts(
        "byd",
        {**risk, "fact_id": "b", "text": "dois", "owner": ["Rui", "Ana"], "meeting_id": "19:x@thread.v2"},
        {**risk, "fact_id": "c", "text": "três", "due_iso": "2026-03-11T02:59:00Z"},
    )


def listed(app: App, **query: Any) -> str:
    return " ".join(fact["fact_id"] for fact in app.list_facts("byd", **query)["facts"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"owner": "ANA"}, "a b"), ({"owner": "ana souza"}, "a"), ({"owner": "an"}, ""), ({"owner": "-"}, ""),
        ({"meeting_id": "19:x@thread.v2"}, "b"), ({"meeting_id": "m1"}, ""), ({"linked": "true"}, "a"),
        ({"linked": "false"}, "b c"), ({"due_before": "2026-03-11"}, "a c"), ({"due_before": "2026-03-10"}, ""),
        ({"due_before": "2026-03-11T01:00:00Z"}, "a"), ({"owner": "ana", "linked": "false", "types": "riscos"}, "b"),
        ({"since": "2026-03-02"}, ""),
    ],
)  # fmt: skip
def test_a_list_holds_what_fulfils_all_filters(app: App, query: dict[str, str], expected: str) -> None:
    assert listed(app, **query) == expected


def test_a_meeting_is_found_by_the_id_that_facts_have(app: App) -> None:
    assert listed(app, meeting_id=app.read_fact("b")["meeting_id"]) == "b"


@pytest.mark.parametrize(
    "other", [{"owner": "rui"}, {"linked": "true"}, {"due_before": "2026-03-12"}, {"meeting_id": "m"}]
)
def test_a_cursor_is_for_the_filters_that_it_came_with(app: App, other: dict[str, str]) -> None:
    cursor = app.list_facts("byd", linked="false", limit=1)["next_cursor"]
    assert listed(app, linked="false", limit=1, cursor=cursor) == "c"
    with refused(Invalid, "cursor"):
        app.list_facts("byd", limit=1, cursor=cursor, **other)


@pytest.mark.parametrize("query", [{"linked": "perhaps"}, {"due_before": "sexta"}, {"owner": "x" * 201}])
def test_a_bad_filter_is_refused_by_its_name(app: App, query: dict[str, str]) -> None:
    with refused(Invalid, *query):
        app.list_facts("byd", **query)
