"""Fields that nothing reads, wherever they stand in a request, valid or not."""

import difflib
from collections.abc import Mapping
from typing import Any

import pytest

from spine.schemas.bundles import Bundle
from spine.schemas.facts import FactBatch
from spine.schemas.planning import Feedback, PlanRequest
from spine.schemas.queries import FactList
from spine.schemas.validation import RequestModel
from spine.schemas.workstreams import SuggestionChoices, WorkstreamFields
from spine.usecases.input_warnings import InputWarnings
from tests.usecases.app import App

RISK = {"fact_type": "risk", "text": "Câmbio"}


def told(model: type[RequestModel], values: Mapping[str, Any]) -> list[tuple[str, int, str]]:
    """The field, number and first place of each unknown field."""
    warnings = InputWarnings()
    warnings.add_unknown_fields(model, values)
    return [(one["field"], one["count"], one["first"]) for one in warnings.listed]


def test_an_unknown_field_is_told_once_with_its_number_and_first_place() -> None:
    quote = {"quote": "a", "speaker": "Ana"}
    facts = [RISK, {**RISK, "onwer": "Ana", "evidence": [quote]}, {**RISK, "onwer": 1}]
    assert told(FactBatch, {"facts": facts}) == [
        ("facts.onwer", 2, "facts.1.onwer"),
        ("facts.evidence.speaker", 1, "facts.1.evidence.0.speaker"),
    ]


def test_unknown_fields_are_told_anywhere_in_a_bundle() -> None:
    fact = {"id": "f", "txt": "a", "evidence": {"quote": "q", "page": 3}, "attributes": {"free": 1}}
    bundle = {"verson": 2, "meeting": {"titel": "Comitê", "participants": [{"nome": "Ana"}]}, "facts": [fact]}
    assert [first for _, _, first in told(Bundle, bundle)] == [
        "verson", "meeting.titel", "meeting.participants.0.nome", "facts.0.txt", "facts.0.evidence.page",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("model", "values", "first"),
    [
        (WorkstreamFields, {"pirority": 3}, "pirority"),
        (PlanRequest, {"minutes": 30}, "minutes"),
        (PlanRequest, {"ORG": "byd"}, "ORG"),
        (FactList, {"type": "risk"}, "type"),
        (Feedback, {"bullets": [{"id": "f"}]}, "bullets.0.id"),
        (SuggestionChoices, {"accept": [{"colour": "red"}]}, "accept.0.colour"),
        (SuggestionChoices, {"dismiss": [{"ids": []}]}, "dismiss.0.ids"),
    ],
)
def test_every_kind_of_request_tells_of_unknown_fields(
    model: type[RequestModel], values: dict[str, Any], first: str
) -> None:
    assert told(model, values) == [(first.replace(".0", ""), 1, first)]


def test_a_name_in_capitals_is_told_with_the_one_that_is_meant() -> None:
    warnings = InputWarnings()
    warnings.add_unknown_fields(PlanRequest, {"ORG": "byd"})
    assert "did you mean org?" in warnings.listed[0]["msg"]


@pytest.mark.parametrize("wrong", [None, 5, "text", [5, None], {"0": {"onwer": 1}}, [[{"onwer": 1}]]])
def test_a_value_of_a_wrong_type_has_no_unknown_fields(wrong: Any) -> None:
    assert told(FactBatch, {"facts": wrong}) == ([("facts.0", 1, "facts.0")] if isinstance(wrong, dict) else [])


def test_what_a_client_read_and_sends_back_is_no_unknown_field(app: App) -> None:
    app.facts("byd", {"fact_id": "f", **RISK}, *({"text": f"Câmbio {n} do contrato"} for n in range(9)))
    made = app.save_workstream("byd", "Frota")
    app.link(made["workstream_id"], "f")
    read = [
        app.read_fact("f"),
        app.facts_of(made["workstream_id"])["facts"][0],
        app.search("câmbio", org="byd")["items"][0],
    ]
    suggested = app.suggest("byd")
    assert suggested
    assert told(FactBatch, {"facts": read}) == []
    assert told(WorkstreamFields, made) == []
    assert told(SuggestionChoices, {"accept": suggested, "dismiss": suggested}) == []


def test_at_most_fifty_kinds_of_warnings_are_told_and_long_names_are_cut() -> None:
    warnings = InputWarnings()
    warnings.add_unknown_fields(WorkstreamFields, {**{f"x{number}": 1 for number in range(99)}})
    warnings.add_unknown_fields(WorkstreamFields, {"z" * 10_000: 1})
    assert len(warnings.listed) == 50
    assert len(told(WorkstreamFields, {"z" * 10_000: 1})[0][2]) < 200


def test_what_may_be_meant_is_sought_only_for_what_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    sought: list[str] = []
    monkeypatch.setattr(difflib, "get_close_matches", lambda name, *_: sought.append(name) or [])
    assert len(told(WorkstreamFields, {f"ownr{number}": 1 for number in range(2_000)})) == 50
    assert len(sought) == 50
