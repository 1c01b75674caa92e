"""The document that the API gives of itself, and what it says of an answer: nothing may come back but what it tells."""

import json
from functools import cache
from typing import Any

import jsonschema_rs

from devhost import Answer, FunctionsApp
from tests.closed_schemas import closed

type Schema = dict[str, Any]


class Description:
    """The document, with ways to hold requests and answers against it."""

    def __init__(self, document: Schema) -> None:
        self.document = document
        self._closed = closed(document["components"]["schemas"])
        self._validator = cache(self._validator_of)

    def operation(self, route: str, method: str) -> Schema:
        """What the document says of a route and method. Raises KeyError where it says nothing."""
        operation: Schema = self.document["paths"][f"/{route.strip('/')}"][method.lower()]
        return operation

    def response(self, operation: Schema, status: int) -> Schema:
        """What the document says of a status of an operation. Raises AssertionError where it does not name it."""
        known = operation["responses"]
        assert str(status) in known, f"{operation['operationId']} answers {status}, which is not described"
        response: Schema = known[str(status)]
        if "$ref" in response:
            response = self.document["components"]["responses"][response["$ref"].rpartition("/")[2]]
        return response

    def validate(self, schema: Schema, value: Any) -> None:
        """Hold a value against a schema of the document, with no field that the schema does not name."""
        self._validator(json.dumps(schema)).validate(value)

    def _validator_of(self, written: str) -> Any:
        schema = closed(json.loads(written))
        return jsonschema_rs.Draft202012Validator(schema | {"components": {"schemas": self._closed}})

    def check(self, app: FunctionsApp, method: str, path: str, answer: Answer) -> None:
        """Hold an answer of the app against what the document says of it; the host's own say nothing of the app."""
        function, _ = app.find(method, path.partition("?")[0])
        if function is None or not answer.function or (answer.status == 401 and not answer.body):
            return
        if answer.status == 401:  # the host has no body for it, so the document cannot promise one
            self.validate({"$ref": "#/components/schemas/Problem"}, answer.json())
            return
        operation = self.operation(function.route, method)
        response = self.response(operation, answer.status)
        for name, header in response.get("headers", {}).items():
            assert name.lower() in answer.headers or not header.get("required"), f"{path} lacks the header {name}"
        content = response.get("content", {})
        if not answer.body:
            assert answer.status in (204, 302, 304) or method == "HEAD", (
                f"{path} answers {answer.status} without a body"
            )
            return
        media = answer.headers["content-type"].partition(";")[0]
        assert media in content, f"{operation['operationId']} answers {media}, which is not described"
        if media.endswith("json"):
            self.validate(content[media]["schema"], answer.json())


@cache
def description_of(app: FunctionsApp) -> Description:
    """What an app says of itself."""
    answer = app.invoke_http("GET", "/openapi.json")
    assert answer.status == 200, answer.body
    return Description(answer.json())
