"""What a refused request is told: sentences about the client's own fields."""

from typing import Any

import pytest

from spine.errors import Invalid
from spine.schemas.bundles import Bundle
from spine.schemas.facts import FactBatch, FactFields, StatusChange
from spine.schemas.planning import Feedback, PlanQuery, PlanRequest, ProposeRequest
from spine.schemas.queries import FactList, WorkstreamList
from spine.schemas.validation import RequestModel, validate
from spine.schemas.workstreams import FactsToLink, WorkstreamFields
from tests.schemas.test_limits import ALL, WRONG, holding

LIST_OF_FACTS = "must be a list of 1 to 500 facts"


def errors_of(model: type[RequestModel], values: dict[str, Any]) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        validate(model, values)
    return {".".join(map(str, error["loc"])): error["msg"] for error in refused.value.errors}


def bundle(**fact: Any) -> dict[str, Any]:
    return {"meeting": {"meeting_id": "m"}, "facts": [{"text": "a"}, fact]}


@pytest.mark.parametrize(
    ("model", "values", "told"),
    [
        (FactBatch, {}, {"facts": "is required"}),
        (FactBatch, {"facts": []}, {"facts": LIST_OF_FACTS}),
        (FactBatch, {"facts": {}}, {"facts": LIST_OF_FACTS}),
        (FactBatch, {"facts": [{}] * 501}, {"facts": LIST_OF_FACTS}),
        (FactBatch, {"facts": ["a"]}, {"facts.0": "must be an object"}),
        (FactFields, {"text": 5}, {"text": "must be text"}),
        (FactFields, {"owner": 5}, {"owner": "must be a name or a list of at most 50 names"}),
        (FactFields, {"confidence": 2}, {"confidence": "must be at most 1"}),
        (FactFields, {"confidence": "high"}, {"confidence": "must be a number"}),
        (FactFields, {"status": "done"}, {"status": "must be draft, proposed, validated, published or rejected"}),
        (FactFields, {"title": "x" * 201}, {"title": "must not be longer than 200 characters"}),
        (FactFields, {"due_iso": "sexta"}, {"due_iso": "must be an ISO 8601 date or time, like 2026-11-25"}),
        (FactFields, {"due_iso": "2026-12-03x14:00"}, {"due_iso": "must be an ISO 8601 date or time, like 2026-11-25"}),
        (FactsToLink, {"fact_ids": "f"}, {"fact_ids": "must be a list of 1 to 500 ids"}),
        (WorkstreamFields, {"priority": 1.5}, {"priority": "must be a whole number"}),
        (WorkstreamList, {"stale": "perhaps"}, {"stale": "must be true or false"}),
        (FactList, {"limit": "ten"}, {"limit": "must be a whole number"}),
        (PlanRequest, {"text": "a", "duration_minutes": 3}, {"duration_minutes": "must be at least 5"}),
        (PlanQuery, {"text": "a", "format": "pdf"}, {"format": "must be json, nl, markdown, html or ics"}),
        (Feedback, {"bullets": [{"fact_id": "f"}]}, {"bullets.0.verdict": "is required"}),
        (Feedback, {}, {"rating": "is required, unless bullets or comment is given"}),
        (StatusChange, {"status": None}, {"status": "is required, unless state is given"}),
        (ProposeRequest, {"text": " "}, {"text": "is required, unless prompt or subject is given"}),
        (Bundle, {}, {"meeting": "is required"}),
        (Bundle, bundle(evidence="said"), {"facts.1.evidence": "must be an object or a list of at most 50 quotes"}),
        (Bundle, bundle(evidence={"quote": 5}), {"facts.1.evidence.quote": "must be text"}),
        (Bundle, bundle(evidence=[{}, {"quote": 5}]), {"facts.1.evidence.1.quote": "must be text"}),
        (Bundle, bundle(evidence=[{}, "said"]), {"facts.1.evidence.1": "must be an object"}),
        (Bundle, bundle(provenance={"when_said": "noon"}), {
            "facts.1.provenance.when_said":
            "must be a time since the start of the meeting, like 01:05 or 01:02:03"}),
    ],
)  # fmt: skip
def test_an_error_names_the_clients_field_and_says_what_is_allowed(
    model: type[RequestModel], values: dict[str, Any], told: dict[str, str]
) -> None:
    assert errors_of(model, values) == told


def test_of_very_many_errors_the_first_are_told_and_all_are_counted() -> None:
    facts = [{"text": "a", "entities": [{"type": 5}] * 20} for _ in range(100)]
    with pytest.raises(Invalid) as refused:
        validate(FactBatch, {"facts": facts})
    assert refused.value.errors_count == 2 * 20 * 100
    assert [error["loc"][-1] for error in refused.value.errors[:2]] == ["display_name", "type"]


def test_of_bad_ids_of_utterances_the_first_is_told() -> None:
    assert errors_of(Bundle, bundle(evidence={"utterance_ids": ["a", 5, 6]})) == {
        "facts.1.evidence.utterance_ids.1": "must be text"
    }


def test_no_error_names_a_class_or_speaks_as_a_validator() -> None:
    bad = [(model, path, value) for model, path, _, value in ALL]
    bad += [(model, path, value) for model, path, values in WRONG for value in values]
    for model, path, value in bad:
        request = holding(model, path, value)
        for place, msg in errors_of(model, request).items():
            assert msg.startswith(("must ", "is ", "has ", "only ")), (msg, place)
            for phrase in ("should", "nput", "tuple", "dictionary", "instance", "pydantic", "Fields", "function-"):
                assert phrase not in msg + place, (msg, place)
