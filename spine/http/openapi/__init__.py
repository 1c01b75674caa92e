"""The API's description of itself, OpenAPI 3.1: made of the table of routes and of the models that validate.

It is made at the first request for it, for it loads shapes that no other request needs.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spine import __version__
from spine.http.openapi import problems
from spine.http.openapi.answers import ANSWERS, TAGS, Told
from spine.http.openapi.operations import Example, operation
from spine.http.openapi.schemas import Schemas
from spine.http.router import Endpoint
from spine.schemas.fields import Identifier
from spine.schemas.responses.service import Problem

ABOUT = """Spine plans the agenda of an organisation's next meeting from what that organisation already knows.

**Who may.** Every call but those under *Service* carries a function key, in the header `x-functions-key` or, where a
header cannot be sent, as `?code=`; or, where the service is set so, the bearer token of a sign-in.

**Faults** are `application/problem+json` (RFC 9457). What the host answers by itself has no body: 401 without a key,
404 for a path or method that is no route.

**Lists** that have a `cursor` take it from the `next_cursor` of the answer before; the others come whole. Unknown
fields and parameters are ignored, and so is an empty value in a query. Times are UTC.

**Sizes.** A body has at most 2 MB, a query 4,096 bytes: what is longer goes as the body of the POST beside a GET.
"""
SECURITY = {
    "key": {"type": "apiKey", "in": "header", "name": "x-functions-key", "description": "A function or host key."},
    "code": {"type": "apiKey", "in": "query", "name": "code", "description": "The same key; it may end up in logs."},
    "sign_in": {"type": "http", "scheme": "bearer", "description": "A token, where the service has Easy Auth on."},
}


def document(endpoints: Iterable[Endpoint]) -> dict[str, Any]:
    """The whole document of some endpoints. Raises KeyError for one whose answer nobody has described."""
    table = {name: (tag, told) for tag, some in ANSWERS.items() for name, told in some.items()}
    described = [(endpoint, *table[endpoint.name]) for endpoint in endpoints]
    schemas = _schemas(described)
    paths, responses = _paths(described, schemas), problems.components(schemas.of(Problem))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Spine", "version": __version__, "description": ABOUT},
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": said} for name, said in TAGS.items()],
        "security": [{name: []} for name in SECURITY],
        "paths": paths,
        "components": {
            "schemas": schemas.needed_by([paths, responses]),
            "responses": responses,
            "securitySchemes": SECURITY,
        },
    }


def _schemas(described: list[tuple[Endpoint, str, Told]]) -> Schemas:
    asked: list[Any] = [Identifier, Problem]
    for endpoint, _, told in described:
        asked += [endpoint.query, endpoint.body, *([told.shape] if told.shape is not None else [])]
    return Schemas(asked)


def _paths(described: list[tuple[Endpoint, str, Told]], schemas: Schemas) -> dict[str, Any]:
    paths: dict[str, Any] = {}
    known = examples()
    for endpoint, tag, told in described:
        for method in endpoint.methods:
            one = operation(endpoint, method, tag, told, schemas, known.get(endpoint.name, {}))
            paths.setdefault(f"/{endpoint.route}", {})[method.lower()] = one
    return paths


def examples() -> dict[str, Example]:
    """A request and its real answer for each endpoint, by its name, as `python -m tests.api.examples` wrote them."""
    read: dict[str, Example] = json.loads((Path(__file__).parent / "examples.json").read_text(encoding="utf-8"))
    return read
