"""The demo data as files: valid, complete, and fresh on any day."""

import re
from collections.abc import Iterable
from itertools import combinations
from typing import Any

import pytest

from spine.domain.fact_states import FactStatus
from spine.domain.fact_types import FACT_TYPES
from spine.domain.planning.duplicates import are_similar, trigrams
from spine.domain.workstream_states import Colour
from spine.operations import seeding
from spine.schemas.facts import EntityFields, EvidenceFields, FactFields
from spine.schemas.organisations import OrganisationFields
from spine.schemas.workstreams import WorkstreamFields

RELATIVE = {"due_in_days", "start_in_days", "target_in_days", "created_days_ago", "updated_days_ago"}
ABSOLUTE_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}/\d{1,2}\b"
    r"|\b(?:janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro"
    r"|January|February|March|April|June|July|August|September|October|November|December)\b"
)


@pytest.fixture(params=seeding.DEMO_ORGANISATIONS)
def data(request: pytest.FixtureRequest) -> dict[str, Any]:
    return seeding.demo_data(request.param)


def values(data: dict[str, Any], field: str) -> set[Any]:
    return {fact[field] for fact in data["facts"] if field in fact}


def quotes(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [evidence for fact in data["facts"] for evidence in fact.get("evidence", ())]


def unknown(given: Iterable[dict[str, Any]], known: Iterable[str]) -> set[str]:
    return {name for one in given for name in one} - set(known) - RELATIVE


def test_no_field_is_unknown(data: dict[str, Any]) -> None:
    entities = [entity for fact in data["facts"] for entity in fact.get("entities", ())]
    assert not unknown([data["organisation"]], OrganisationFields.model_fields)
    assert not unknown(data["workstreams"], WorkstreamFields.model_fields)
    assert not unknown(data["facts"], {*FactFields.model_fields, "workstream_id"})
    assert not unknown(quotes(data), EvidenceFields.model_fields)
    assert not unknown(entities, EntityFields.model_fields)
    assert not unknown(data["meetings"], {"meeting_id", "transcript_id", "held_days_ago", "workstream_id"})


def test_ids_stand_once_and_lead_somewhere(data: dict[str, Any]) -> None:
    for things, field in (("facts", "fact_id"), ("workstreams", "workstream_id"), ("meetings", "meeting_id")):
        ids = [one[field] for one in data[things]]
        assert len(ids) == len(set(ids))
    assert values(data, "meeting_id") == {meeting["meeting_id"] for meeting in data["meetings"]}
    assert values(data, "workstream_id") == {one["workstream_id"] for one in data["workstreams"]}


def test_every_type_and_status_occurs(data: dict[str, Any]) -> None:
    assert values(data, "fact_type") == set(FACT_TYPES)
    assert {fact["status"] for fact in data["facts"]} == {status.value for status in FactStatus}


def test_workstreams_have_all_colours_and_one_is_stale(data: dict[str, Any]) -> None:
    workstreams = data["workstreams"]
    assert {one["status"] for one in workstreams} == {colour.value for colour in Colour}
    assert sum(one["updated_days_ago"] > 14 for one in workstreams) == 1
    assert all(one["owner"] and one["tags"] and one["priority"] for one in workstreams)
    assert 4 <= len(workstreams) <= 6


def test_something_is_overdue_due_soon_and_due_later(data: dict[str, Any]) -> None:
    due = values(data, "due_in_days")
    assert any(days < -30 for days in due)
    assert any(-30 <= days < 0 for days in due)
    assert any(0 <= days <= 7 for days in due)
    assert any(days > 7 for days in due)


def test_quotes_say_who_and_where(data: dict[str, Any]) -> None:
    said = quotes(data)
    assert len(said) >= 40
    assert all(one["char_span"][1] - one["char_span"][0] == len(one["quote"]) for one in said if "char_span" in one)
    assert {"quote", "char_span", "ts_start_ms", "utterance_ids", "who_said_label"} <= {
        name for one in said for name in one
    }
    assert any("entities" in fact for fact in data["facts"])


def test_it_is_as_large_as_a_demo_should_be(data: dict[str, Any]) -> None:
    held = [meeting["held_days_ago"] for meeting in data["meetings"]]
    assert 45 <= len(data["facts"]) <= 70
    assert max(held) >= 50 and min(held) <= 7
    assert sum("workstream_id" not in fact for fact in data["facts"]) == 10


def test_no_text_names_a_date_that_would_grow_old(data: dict[str, Any]) -> None:
    texts = [fact["text"] for fact in data["facts"]] + [one["quote"] for one in quotes(data)]
    assert not [text for text in texts if ABSOLUTE_DATE.search(text)]


def test_some_things_were_said_in_two_meetings(data: dict[str, Any]) -> None:
    twins = [
        (one["fact_id"], other["fact_id"])
        for one, other in combinations(data["facts"], 2)
        if one["fact_type"] == other["fact_type"] and are_similar(trigrams(one["text"]), trigrams(other["text"]))
    ]
    meetings = {fact["fact_id"]: fact["meeting_id"] for fact in data["facts"]}
    assert len(twins) >= 2
    assert all(meetings[one] != meetings[other] for one, other in twins)
