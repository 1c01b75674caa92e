"""The OpenAPI document of the endpoints. It is made at the first request for it."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from spine import __version__
from spine.domain.fact_types import FACT_TYPES
from spine.http.endpoints import Endpoint
from spine.http.openapi import error_responses
from spine.http.openapi.field_descriptions import with_descriptions
from spine.http.openapi.operations import Example, operation
from spine.http.openapi.schemas import Schema, Schemas
from spine.schemas.fields import Identifier
from spine.schemas.responses.service import Problem, Warned

ABOUT = """Spine plans the agenda of an organisation's next meeting from what that organisation already knows.

**Authentication.** Send a function key in the header `x-functions-key` or, where a header cannot be sent, as `?code=`;
or, if the service is configured for it, a bearer token. Only the endpoints under *Service* need none. A key opens every
organisation; a token may cover some alone, and for others the answer is 403, or 404 for an id.

**Errors** are `application/problem+json` (RFC 9457). The host's own errors have no body: 401 without a key,
404 for an unknown path or method.

**Lists** that have a `cursor` take the `next_cursor` of the previous response; other lists are returned whole. An empty
value in a query counts as not given. Times are UTC.

**Warnings.** What a request says without any effect does not refuse it: `warnings` of the response names unknown fields
and parameters, unknown types and dates that cannot be read. Without a body in JSON, the header `Warning` does.

**Sizes.** A body has at most 2 MB, a query 4,096 bytes: for a longer query, use the POST of the same path.
"""
TAGS = {
    "Agendas": "Plan a timed agenda from one sentence, store it, rate it.",
    "Facts": "Decisions, questions, risks and commitments, with the quotes that support them.",
    "Workstreams": "Initiatives that meetings are about, and their facts.",
    "Meetings": "Which workstreams a meeting is about.",
    "Organisations": "Settings and daily snapshots of an organisation, and rollout coverage.",
    "Service": "Health and the description of the API. No key is needed.",
}
SECURITY: Schema = {
    "key": {"type": "apiKey", "in": "header", "name": "x-functions-key", "description": "A function or host key."},
    "code": {"type": "apiKey", "in": "query", "name": "code", "description": "The same key; it may end up in logs."},
    "sign_in": {"type": "http", "scheme": "bearer", "description": "A token, if Easy Auth is on."},
}


def _tags() -> dict[str, str]:
    """The headings; that of facts has the table of types with the words that mean them."""
    rows = [f"| `{name}` | {', '.join(one.synonyms.split()).replace('_', ' ')} |" for name, one in FACT_TYPES.items()]
    types = "\n".join(["| type | words that mean it, in any spelling |", "|---|---|", *rows])
    return {**TAGS, "Facts": f"{TAGS['Facts']}\n\n{types}"}


@cache
def document_json(endpoints: tuple[Endpoint, ...]) -> bytes:
    """The document as it is sent."""
    return json.dumps(document(endpoints), ensure_ascii=False, separators=(",", ":")).encode()


def document(endpoints: Iterable[Endpoint]) -> Schema:
    """The document of some endpoints."""
    endpoints = list(endpoints)
    models = [model for e in endpoints for model in (e.query, e.body, e.response_type) if model is not None]
    schemas = Schemas([Identifier, Problem, Warned, *models])
    schemas.add_fields_of(Warned, [Problem, *(e.response_type for e in endpoints if not e.anonymous)])
    paths: dict[str, dict[str, Schema]] = {}
    for endpoint in endpoints:
        example = examples().get(endpoint.name, {})
        for method in endpoint.methods:
            described = operation(endpoint, method, schemas, example)
            paths.setdefault(f"/{endpoint.route.strip('/')}", {})[method.lower()] = described
    responses = error_responses.components(schemas.of(Problem))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Spine", "version": __version__, "description": ABOUT},
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": description} for name, description in _tags().items()],
        "security": [{name: []} for name in SECURITY],
        "paths": paths,
        "components": {
            "schemas": with_descriptions(schemas.needed_by([paths, responses])),
            "responses": responses,
            "securitySchemes": SECURITY,
        },
    }


@cache
def examples() -> dict[str, Example]:
    """A request to each endpoint and its real response, by its name, as `python -m tests.api.examples` wrote them."""
    read: dict[str, Example] = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))
    return read
