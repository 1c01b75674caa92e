"""Schemas tell the truth: what a model takes, its schema takes, so that a client who keeps to it is never surprised."""

import random
from typing import Any

import jsonschema_rs
import pytest
from pydantic import TypeAdapter, ValidationError

from spine.errors import Invalid
from spine.schemas.facts import FactFields
from spine.schemas.fields import Due, FactTypeName, Moment, Tag, Title
from spine.schemas.organisations import LanguageTag
from spine.schemas.planning import Feedback, PlanQuery, PlanRequest, ProposeRequest
from spine.schemas.queries import FactList
from spine.schemas.validation import validate
from spine.schemas.workstreams import WorkstreamFields

MOMENTS = """2026-11-25 20261125 2026-W48-3 2026W483 2026-W48 2026-11-25T10 20261125T100000
    2026-11-25T10:00:00.123456789Z 2026-11-25T10:00:00,5+03:00 2026-11-25T1000+0300 2026-11-25T10:00-03
    2026-11-25t10:00""".split()
SIGNS = "0123456789-:WTZ+., z"


def changed(text: str, chance: random.Random) -> str:
    """The text with a sign replaced, put in or taken out."""
    position = chance.randrange(len(text))
    put = chance.choice([*SIGNS, ""])
    return text[:position] + put + text[position + chance.randrange(2) :]


@pytest.mark.parametrize("kind", [Moment, Due])
def test_every_moment_that_is_taken_is_described_by_the_schema(kind: Any) -> None:
    chance, taken = random.Random(9), 0
    adapter = TypeAdapter(kind)
    described = jsonschema_rs.Draft202012Validator(adapter.json_schema())
    for _ in range(20_000):
        text = changed(changed(chance.choice(MOMENTS), chance), chance)
        try:
            adapter.validate_python(text)
        except ValidationError:
            continue
        taken += 1
        assert described.is_valid(text), text
    assert taken > 500


@pytest.mark.parametrize(
    ("kind", "taken", "refused"),
    [
        (Title, ["a", " a "], ["", " \n"]),
        (Tag, ["a", "á"], ["", "\t"]),
        (LanguageTag, ["pt", "PT-br", "en-GB"], ["fr", "", "english"]),
        (FactTypeName, ["decision", " Decision ", "Próximos passos", "1a", "a" * 64], ["", " ", "-", "42", "a" * 65]),
    ],
)
def test_a_word_is_taken_by_the_model_and_the_schema_alike(kind: Any, taken: list[str], refused: list[str]) -> None:
    adapter = TypeAdapter(kind)
    described = jsonschema_rs.Draft202012Validator(adapter.json_schema())
    for text in taken:
        adapter.validate_python(text)
        assert described.is_valid(text), text
    for text in refused:
        with pytest.raises(ValidationError):
            adapter.validate_python(text)
        assert not described.is_valid(text), text


@pytest.mark.parametrize(
    ("model", "refused"),
    [
        (PlanRequest, {}),
        (PlanRequest, {"text": "\n"}),
        (ProposeRequest, {"macro": "auto"}),
        (Feedback, {}),
        (FactList, {"types": ["a"] * 51}),
        (FactFields, {"evidence": [{}] * 51}),
        (WorkstreamFields, {"priority": 1001}),
    ],
)
def test_what_a_schema_refuses_the_model_refuses_too(model: Any, refused: dict[str, Any]) -> None:
    assert not jsonschema_rs.Draft202012Validator(model.model_json_schema()).is_valid(refused)
    with pytest.raises(ValidationError):
        model.model_validate(refused)


@pytest.mark.parametrize("number", [5, 5.0, 0, 1000.0])
def test_a_number_without_a_fraction_is_an_integer_to_the_model_and_the_schema(number: float) -> None:
    given = {"title": "a", "priority": number}
    assert jsonschema_rs.Draft202012Validator(WorkstreamFields.model_json_schema()).is_valid(given)
    assert isinstance(WorkstreamFields.model_validate(given).priority, int)


@pytest.mark.parametrize("name", ["people", "attendees"])
def test_a_list_is_no_text_in_a_body_but_in_a_query(name: str) -> None:
    with pytest.raises(Invalid):
        validate(PlanRequest, {"text": "pauta", name: "Ana"})
    assert getattr(validate(PlanQuery, {"text": "pauta", name: "Ana, Rui"}), name) == ("Ana", "Rui")
