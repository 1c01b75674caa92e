"""`null` clears an optional field in PATCH and PUT, counts as not given in POST, and is refused where required."""

from typing import Any

import pytest

from spine.errors import Invalid
from spine.schemas.bundles import Bundle
from spine.schemas.facts import FactBatch, FactFields
from spine.schemas.organisations import OrganisationFields
from spine.schemas.planning import Feedback, PlanRequest, ProposeRequest
from spine.schemas.validation import RequestModel, validate
from spine.schemas.workstreams import FactsToLink, FactsToUnlink, MeetingWorkstream, WorkstreamFields

OPTIONAL: list[tuple[type[RequestModel], dict[str, Any]]] = [
    (WorkstreamFields, {}),
    (FactFields, {}),
    (OrganisationFields, {}),
    (PlanRequest, {"text": "x"}),
    (ProposeRequest, {"text": "x"}),
    (Feedback, {"comment": "x"}),
    (FactsToLink, {"fact_ids": ["f"]}),
    (Bundle, {"meeting": {"meeting_id": "m_1"}}),
]
REQUIRED: list[tuple[type[RequestModel], str]] = [
    (FactsToLink, "fact_ids"),
    (FactsToUnlink, "fact_ids"),
    (MeetingWorkstream, "workstream_id"),
    (FactBatch, "facts"),
    (Bundle, "meeting"),
]


def name(value: object) -> str:
    return value.__name__ if isinstance(value, type) else ""


@pytest.mark.parametrize(("model", "needed"), OPTIONAL, ids=name)
def test_null_counts_as_not_given(model: type[RequestModel], needed: dict[str, Any]) -> None:
    nulls = dict.fromkeys(set(model.model_fields) - set(needed))
    assert validate(model, {**nulls, **needed}).model_dump() == validate(model, needed).model_dump()


@pytest.mark.parametrize(("model", "field"), REQUIRED)
def test_null_is_refused_where_a_value_is_required(model: type[RequestModel], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        validate(model, {field: None})
    assert [field] in [error["loc"] for error in refused.value.errors]


def test_a_patch_knows_a_null_from_a_field_that_was_not_given() -> None:
    fields = validate(WorkstreamFields, {"owner": None, "title": "T"})
    assert fields.provided_or_null() == {"owner": None, "title": "T"}
    assert fields.provided() == {"title": "T"}


def test_values_that_are_false_are_given() -> None:
    fields = validate(WorkstreamFields, {"priority": 0, "description": "", "tags": []})
    assert fields.provided() == {"priority": 0, "description": "", "tags": ()}


def test_nulls_inside_a_fact_count_as_not_given() -> None:
    quote, entity = dict.fromkeys(["evidence_id", "quote", "char_span"]), {"display_name": "A", "type": None}
    fact = validate(FactFields, {"evidence": [quote], "entities": [entity]})
    assert [e.provided() for e in fact.evidence or ()] == [{}]
    assert [e.provided() for e in fact.entities or ()] == [{"display_name": "A"}]
