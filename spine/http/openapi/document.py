"""The OpenAPI document of the endpoints. It is made at the first request for it."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from spine import __version__
from spine.http.endpoints import Endpoint
from spine.http.openapi import error_responses
from spine.http.openapi.operations import Example, operation
from spine.http.openapi.schemas import Schema, Schemas
from spine.schemas.fields import Identifier
from spine.schemas.responses.service import Problem

ABOUT = """Spine plans the agenda of an organisation's next meeting from what that organisation already knows.

**Authentication.** Send a function key in the header `x-functions-key` or, where a header cannot be sent, as `?code=`;
or, where the service is set so, the bearer token of a sign-in. Only the endpoints under *Service* need none.

**Errors** are `application/problem+json` (RFC 9457). What the host answers by itself has no body: 401 without a key,
404 for a path or method that is no route.

**Lists** that have a `cursor` take it from the `next_cursor` of the response before; the others come whole. Unknown
fields and parameters are ignored, and so is an empty value in a query. Times are UTC.

**Sizes.** A body has at most 2 MB, a query 4,096 bytes: what is longer goes as the body of the POST beside a GET.
"""
TAGS = {
    "Agendas": "From one sentence to a timed agenda; storing agendas, and saying how good they were.",
    "Facts": "What was decided, asked, risked or promised, with the quotes that prove it.",
    "Workstreams": "The initiatives that meetings are about, and the facts that belong to them.",
    "Meetings": "Which workstreams a meeting is about.",
    "Organisations": "Settings of one organisation, how it stood day by day, and how far the rollout is.",
    "Service": "Whether the service is up, and its description of itself. No key is needed.",
}
SECURITY: Schema = {
    "key": {"type": "apiKey", "in": "header", "name": "x-functions-key", "description": "A function or host key."},
    "code": {"type": "apiKey", "in": "query", "name": "code", "description": "The same key; it may end up in logs."},
    "sign_in": {"type": "http", "scheme": "bearer", "description": "A token, where the service has Easy Auth on."},
}


@cache
def document_json(endpoints: tuple[Endpoint, ...]) -> bytes:
    """The document as it is sent."""
    return json.dumps(document(endpoints), ensure_ascii=False, separators=(",", ":")).encode()


def document(endpoints: Iterable[Endpoint]) -> Schema:
    """The document of some endpoints."""
    endpoints = list(endpoints)
    models = [model for e in endpoints for model in (e.query, e.body, e.response_type) if model is not None]
    schemas = Schemas([Identifier, Problem, *models])
    paths: dict[str, dict[str, Schema]] = {}
    for endpoint in endpoints:
        example = examples().get(endpoint.name, {})
        for method in endpoint.methods:
            described = operation(endpoint, method, schemas, example)
            paths.setdefault(f"/{endpoint.route}", {})[method.lower()] = described
    responses = error_responses.components(schemas.of(Problem))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Spine", "version": __version__, "description": ABOUT},
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": description} for name, description in TAGS.items()],
        "security": [{name: []} for name in SECURITY],
        "paths": paths,
        "components": {
            "schemas": schemas.needed_by([paths, responses]),
            "responses": responses,
            "securitySchemes": SECURITY,
        },
    }


@cache
def examples() -> dict[str, Example]:
    """A request to each endpoint and its real response, by its name, as `python -m tests.api.examples` wrote them."""
    read: dict[str, Example] = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))
    return read
