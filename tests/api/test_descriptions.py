"""Every operation, parameter and field of the API says in a sentence what it is."""

import json
import re
from collections.abc import Iterator

import pytest

import function_app
from spine.domain.fact_types import FACT_TYPES
from spine.http.openapi.field_descriptions import keys_of, table
from tests.api.client import Api
from tests.api.described import Description, Schema, description_of

_SENTENCE = re.compile(r"[A-Z`1].*\.", re.DOTALL)


@pytest.fixture
def description(api: Api) -> Description:
    return description_of(api.app)


def operations(description: Description) -> Iterator[Schema]:
    for methods in description.document["paths"].values():
        yield from methods.values()


def fields(description: Description) -> Iterator[tuple[str, str, Schema]]:
    """The model, name and schema of each field."""
    for model, schema in description.document["components"]["schemas"].items():
        for name, field in schema.get("properties", {}).items():
            yield model, name, field


def test_every_field_says_what_it_is(description: Description) -> None:
    found = {f"{model}.{name}": field.get("description", "") for model, name, field in fields(description)}
    assert len(found) > 300
    assert [name for name, text in found.items() if not _SENTENCE.fullmatch(text)] == []


def test_every_parameter_says_what_it_is_and_what_counts_where_it_is_left_out(description: Description) -> None:
    count = 0
    for operation in operations(description):
        for parameter in operation.get("parameters", []):
            place = f"{operation['operationId']}.{parameter['name']}"
            assert _SENTENCE.fullmatch(parameter.get("description") or ""), place
            if parameter["in"] == "query" and not parameter.get("required"):
                assert "Default: " in parameter["description"], place
            count += 1
    assert count > 100


def test_every_optional_field_of_a_body_says_what_counts_where_it_is_left_out(description: Description) -> None:
    components = description.document["components"]["schemas"]
    bodies = json.dumps([operation.get("requestBody") for operation in operations(description)])
    waiting, count = {model for model in components if f'schemas/{model}"' in bodies}, 0
    seen: set[str] = set()
    while waiting:
        model = waiting.pop()
        seen.add(model)
        waiting |= {other for other in components if f'schemas/{other}"' in json.dumps(components[model])} - seen
        for name, field in components[model].get("properties", {}).items():
            if name not in components[model].get("required", []):
                assert re.search("[Dd]efault: |Required ", field["description"]), f"{model}.{name}"
                count += 1
    assert count > 90


def test_a_default_that_a_schema_has_is_the_one_that_the_sentence_says(description: Description) -> None:
    for operation in operations(description):
        for parameter in operation.get("parameters", []):
            default = parameter["schema"].get("default")
            if isinstance(default, int):
                said = str(default).lower()
                assert f"Default: {said}." in parameter["description"], parameter["name"]


def test_every_operation_has_a_summary_and_says_what_it_answers(description: Description) -> None:
    for operation in operations(description):
        assert operation["summary"][0].isupper()
        for status, response in operation["responses"].items():
            assert "$ref" in response or response["description"], (operation["operationId"], status)


def test_the_types_of_facts_are_described_with_the_words_that_mean_them(description: Description) -> None:
    [facts] = [tag["description"] for tag in description.document["tags"] if tag["name"] == "Facts"]
    assert all(f"| `{name}` |" in facts for name in FACT_TYPES)
    assert "proximo passo" in facts


def test_the_table_has_no_sentence_that_nothing_needs(description: Description) -> None:
    needed = {key for model, name, _ in fields(description) for key in keys_of(model, name)}
    for endpoint in function_app.route.endpoints:
        needed |= {key for name in endpoint.query.model_fields for key in keys_of(endpoint.query.__name__, name)}
        needed |= set(endpoint.parameters)
    assert set(table()) - needed == set()
