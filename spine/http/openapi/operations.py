"""An operation of the document for each endpoint and method."""

import re
from collections.abc import Mapping
from typing import Any

from spine.domain.limits import MAX_TEXT_LENGTH
from spine.http import assets
from spine.http.openapi import problems
from spine.http.openapi.answers import Told
from spine.http.openapi.schemas import Schema, Schemas, without_null
from spine.http.requests import MAX_KEY_LENGTH
from spine.http.responses import JSON
from spine.http.router import Endpoint
from spine.schemas.fields import Identifier, PlainText

TEXT_BODY: Schema = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT_LENGTH, "pattern": r"\S"}
HEADERS: Mapping[str, Mapping[str, Any]] = {
    "Idempotency-Key": {
        "description": "The same key with the same body makes nothing twice.",
        "schema": {"type": "string", "maxLength": MAX_KEY_LENGTH},
    },
    "If-Match": {
        "description": "The ETag that was read; 412 where somebody changed the workstream since. `*` is any.",
        "schema": {"type": "string"},
    },
    "If-None-Match": {
        "description": "The ETag of what the caller has; 304 where it is still that.",
        "schema": {"type": "string"},
    },
}
_ETAG = {"description": "The version of what is answered.", "required": True, "schema": {"type": "string"}}
_FILE = {"type": "string", "enum": sorted(assets.names(assets.DOCS))}
_UNCHANGED = {"description": "It has not changed since.", "headers": {"ETag": _ETAG}}

type Example = Mapping[str, Any]


def operation(endpoint: Endpoint, method: str, tag: str, told: Told, schemas: Schemas, example: Example) -> Schema:
    """One operation. A function that serves several methods gives each an id of its own."""
    name = endpoint.name if method == endpoint.methods[0] else f"{endpoint.name}_{method.lower()}"
    parameters = [
        *_path(endpoint, schemas, example), *_query(endpoint, schemas, example), *_headers(told)
    ]  # fmt: skip
    body = _body(endpoint, schemas, example)
    return {
        "operationId": name,
        "tags": [tag],
        "summary": endpoint.summary.rstrip("."),
        **({"description": said} if (said := _description(endpoint)) else {}),
        **({"parameters": parameters} if parameters else {}),
        **({"requestBody": body} if body else {}),
        "responses": {
            str(told.status): _answer(told, schemas, example, bare=method == "HEAD"),
            **({"304": _UNCHANGED} if "If-None-Match" in told.headers else {}),
            **problems.responses(endpoint, told),
        },
        **({"security": []} if endpoint.anonymous else {}),
    }


def _description(endpoint: Endpoint) -> str:
    """What the docstring says after its first line, as one text."""
    lines = (endpoint.handler.__doc__ or "").strip().splitlines()[1:]
    return "\n".join(line.strip() for line in lines).strip()


def _path(endpoint: Endpoint, schemas: Schemas, example: Example) -> list[Schema]:
    given = example.get("path", {})
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": _FILE if name == "file" else schemas.of(Identifier),
            **({"example": given[name]} if name in given else {}),
        }
        for name in re.findall(r"\{(\w+)\}", endpoint.route)
    ]


def _query(endpoint: Endpoint, schemas: Schemas, example: Example) -> list[Schema]:
    fields, _ = schemas.fields(endpoint.query)
    return [_query_field(name, without_null(schema), example) for name, schema in fields.items()]


def _query_field(name: str, schema: Schema, example: Example) -> Schema:
    given, is_list = example.get("query", {}), schema.get("type") == "array"
    return {
        "name": name,
        "in": "query",
        **({"description": schema["description"]} if "description" in schema else {}),
        "schema": {key: value for key, value in schema.items() if key != "description"},
        **({} if is_list else {"allowEmptyValue": True}),
        **({"style": "form", "explode": False} if is_list else {}),
        **({"example": given[name].split(",") if is_list else given[name]} if name in given else {}),
    }


def _headers(told: Told) -> list[Schema]:
    return [{"name": name, "in": "header", **HEADERS[name]} for name in told.headers]


def _body(endpoint: Endpoint, schemas: Schemas, example: Example) -> Schema | None:
    if not endpoint.reads_body:
        return None
    is_text = endpoint.body is PlainText
    media, schema = ("text/plain", TEXT_BODY) if is_text else (JSON, schemas.of(endpoint.body))
    given = {"example": example["body"]} if "body" in example else {}
    return {"required": True, "content": {media: {"schema": schema, **given}}}


def _answer(told: Told, schemas: Schemas, example: Example, *, bare: bool) -> Schema:
    content: Schema = {}
    if told.shape is not None and not bare:
        shown = {"example": example["answer"]} if "answer" in example else {}
        content[JSON] = {"schema": schemas.of(told.shape), **shown}
    content |= {media: {"schema": {"type": "string"}} for media in told.media}
    return {
        "description": _said(told, schemas),
        **({"headers": {"ETag": _ETAG}} if told.etag else {}),
        **({"content": content} if content else {}),
    }


def _said(told: Told, schemas: Schemas) -> str:
    if told.status == 204:
        return "It is gone, with its links."
    said = schemas.fields(told.shape)[1] if told.shape is not None else ""
    return said.splitlines()[0] if said else "As asked."
