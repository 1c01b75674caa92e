"""What the API says of itself: it is well-formed, complete, and true."""

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from tests.api import examples
from tests.api.client import Api, body_of
from tests.api.described import Description, Schema, description_of

WITHOUT_EXAMPLE = {"health_head", "ready_head", "openapi", "docs", "console", "home"}
"""Operations without an example: HEAD has no body, the description is no example of itself, a page is none either."""


@pytest.fixture
def description(api: Api) -> Description:
    return description_of(api.app)


def operations(description: Description) -> list[tuple[str, str, Schema]]:
    """Route, method and operation."""
    paths = description.document["paths"]
    return [
        (route, method.upper(), operation) for route, methods in paths.items() for method, operation in methods.items()
    ]


def test_the_document_is_openapi_3_1(description: Description) -> None:
    assert description.document["openapi"].startswith("3.1.")
    OPENAPI_31_VALIDATOR.validate(description.document)


def test_its_schemas_are_json_schema_2020_12(description: Description) -> None:
    schemas = description.document["components"]["schemas"]
    assert schemas
    for schema in schemas.values():
        jsonschema_rs.Draft202012Validator(schema | {"components": description.document["components"]})


def test_it_describes_exactly_the_routes_that_the_worker_finds(api: Api, description: Description) -> None:
    served = {
        (f"/{f.route.lstrip('/')}", method, f.auth == "anonymous")
        for f in api.app.functions
        if f.trigger == "httpTrigger"
        for method in f.methods
    }
    assert {
        (route, method, operation.get("security") == []) for route, method, operation in operations(description)
    } == served


def test_an_operation_has_the_name_of_its_function(api: Api, description: Description) -> None:
    named = {}
    for route, method, operation in operations(description):
        function, _ = api.app.find(method, route.replace("{", "").replace("}", ""))
        assert function is not None
        assert operation["operationId"] in (function.name, f"{function.name}_{method.lower()}")
        named[operation["operationId"]] = function
    assert len(named) == len(operations(description))


def test_every_operation_says_what_it_is_for_and_stands_under_one_known_tag(description: Description) -> None:
    tags = {tag["name"] for tag in description.document["tags"]}
    for _, _, operation in operations(description):
        assert operation["summary"]
        assert len(operation["tags"]) == 1
        assert set(operation["tags"]) <= tags


def test_a_path_parameter_is_an_id_as_the_contract_has_it(description: Description) -> None:
    for route, _, operation in operations(description):
        given = {p["name"]: p for p in operation.get("parameters", []) if p["in"] == "path"}
        assert {f"{{{name}}}" for name in given} == {part for part in route.replace(":", "/").split("/") if "{" in part}
        for name, parameter in given.items():
            assert parameter["required"]
            assert name == "file" or parameter["schema"]["pattern"] == "^[A-Za-z0-9][A-Za-z0-9_.:-]{0,127}$"


def test_what_reads_a_body_says_how_bad_ones_are_refused(description: Description) -> None:
    reading = [operation for _, _, operation in operations(description) if "requestBody" in operation]
    assert len(reading) > 10
    for operation in reading:
        assert operation["requestBody"]["required"] is (operation["operationId"] != "workstreams_suggest")
        assert {"400", "411", "413", "422"} <= operation["responses"].keys()


def test_only_what_honours_if_match_can_be_stale(description: Description) -> None:
    guarded = {
        operation["operationId"] for _, _, operation in operations(description) if "412" in operation["responses"]
    }
    assert guarded == {"workstream_patch", "workstream_delete"}


def test_a_problem_names_the_statuses_and_headers_that_come_with_it(description: Description) -> None:
    responses = description.document["components"]["responses"]
    assert "WWW-Authenticate" in responses["Unauthorized"]["headers"]
    for name in ("Unavailable", "PartitionFull"):
        assert "Retry-After" in responses[name]["headers"]
    assert "content" not in responses["Unauthorized"]  # the host's own has none
    for name in responses.keys() - {"Unauthorized"}:
        problem = responses[name]["content"]["application/problem+json"]
        description.validate(problem["schema"], problem["example"])


def schemas_within(value: Any) -> Iterator[Schema]:
    """All objects inside what is described, but for examples."""
    for name, part in value.items() if isinstance(value, dict) else enumerate(value):
        if name not in ("example", "examples") and isinstance(part, dict | list):
            yield from schemas_within(part)
    if isinstance(value, dict):
        yield value


def test_every_list_says_what_it_holds_in_the_way_that_pages_and_generators_know(description: Description) -> None:
    lists = [schema for schema in schemas_within(description.document) if "array" in str(schema.get("type", ""))]
    assert len(lists) > 30
    assert [schema for schema in lists if "items" not in schema] == []


def test_no_body_hides_its_fields_behind_a_choice_that_pages_show_instead(description: Description) -> None:
    components = description.document["components"]["schemas"].values()
    assert [schema for schema in components if "properties" in schema and {"anyOf", "oneOf"} & schema.keys()] == []


def test_every_operation_has_an_example_from_a_real_answer(description: Description) -> None:
    known = examples.written_examples()
    described = {operation["operationId"] for _, _, operation in operations(description)}
    assert known.keys() == described - WITHOUT_EXAMPLE


def test_every_example_keeps_to_its_schema(description: Description) -> None:
    held = 0
    for _, _, operation in operations(description):
        bodies = [
            operation.get("requestBody", {}),
            *(description.response(operation, int(s)) for s in operation["responses"]),
        ]
        for media in (media for body in bodies for media in body.get("content", {}).values()):
            if "example" in media:
                description.validate(media["schema"], media["example"])
                held += 1
        for parameter in operation.get("parameters", []):
            if "example" in parameter:
                description.validate(parameter["schema"], parameter["example"])
                held += 1
    assert held > 60


def test_it_is_kept_by_who_has_it_until_it_changes(api: Api) -> None:
    first = api.get("/openapi.json")
    assert first.headers["content-type"] == "application/json"
    again = api.call("GET", "/openapi.json", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status, again.body) == (304, b"")
    assert api.call("GET", "/openapi.json", headers={"If-None-Match": '"other"'}).body == first.body


def test_it_names_no_host(api: Api) -> None:
    document: dict[str, Any] = body_of(api.get("/openapi.json"))
    assert document["servers"] == [{"url": "/"}]
