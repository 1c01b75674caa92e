"""One operation of the document: what an endpoint reads and answers by one of its methods."""

from collections.abc import Iterator, Mapping
from typing import TypedDict

from spine.domain.limits import MAX_TEXT_LENGTH
from spine.domain.notes.forms import Form
from spine.http import assets
from spine.http.endpoints import Endpoint
from spine.http.openapi import error_responses
from spine.http.openapi.field_descriptions import described, description_of
from spine.http.openapi.schemas import Schema, Schemas, without_null
from spine.http.requests import MAX_KEY_LENGTH
from spine.http.responses import JSON
from spine.schemas.fields import Identifier
from spine.schemas.notes import NotesText
from spine.schemas.validation import OptionalBody, PlainText


class Example(TypedDict, total=False):
    """A request to an endpoint, and its response."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    body: object
    answer: object


_IDEMPOTENCY_KEY: Schema = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "Repeating a request with the same key and body creates nothing twice.",
    "schema": {"type": "string", "maxLength": MAX_KEY_LENGTH},
}
_IF_MATCH: Schema = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag that you read. The answer is 412 if the workstream has changed since. `*` matches any.",
    "schema": {"type": "string"},
}
_IF_NONE_MATCH: Schema = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of your copy. The answer is 304 if it is still current.",
    "schema": {"type": "string"},
}
_ETAG: Schema = {"description": "The version of the document.", "required": True, "schema": {"type": "string"}}
_NOT_MODIFIED: Schema = {"description": "Not modified.", "headers": {"ETag": _ETAG}}
_WARNING: Schema = {
    "description": "What of the request had no effect, where the response has no `warnings`; percent-encoded.",
    "schema": {"type": "string"},
}
_LOCATION: Schema = {"description": "Where it is.", "required": True, "schema": {"type": "string"}}
_TEXT_BODY: Schema = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT_LENGTH, "pattern": r"\S"}
_NOTES_BODY: Schema = {"type": "string", "minLength": 1, "pattern": r"\S"}
_BY_MEDIA_TYPE: Mapping[str, Schema] = {JSON: {"type": "object", "additionalProperties": True}}
"""The schema of a `Response`; one of any other media type is text."""


def operation(endpoint: Endpoint, method: str, schemas: Schemas, example: Example) -> Schema:
    """The operation. Each method of an endpoint has an operation id of its own."""
    summary, description = endpoint.docstring
    parameters = list(_parameters(endpoint, schemas, example))
    status = "302" if endpoint.redirects else "204" if endpoint.has_no_content else "200"
    body: Schema = {}
    if endpoint.reads_body:
        is_required = not issubclass(endpoint.body, OptionalBody)
        body = {"requestBody": {"required": is_required, "content": _content(endpoint, schemas, example)}}
    return {
        "operationId": endpoint.name if method == endpoint.methods[0] else f"{endpoint.name}_{method.lower()}",
        "tags": [endpoint.tag],
        "summary": summary.rstrip("."),
        **({"description": description} if description else {}),
        **({"parameters": parameters} if parameters else {}),
        **body,
        "responses": {
            status: _success(endpoint, schemas, example, has_body=method != "HEAD"),
            **({"304": _NOT_MODIFIED} if endpoint.revalidates else {}),
            **error_responses.references(endpoint),
        },
        **({"security": []} if endpoint.anonymous else {}),
    }


def _content(endpoint: Endpoint, schemas: Schemas, example: Example) -> Schema:
    """The media types of a body, each with its schema; the first has the example."""
    shown = {"example": example["body"]} if "body" in example else {}
    if endpoint.body is NotesText:
        first, *others = Form
        return {first: {"schema": _NOTES_BODY, **shown}, **{form: {"schema": _NOTES_BODY} for form in others}}
    if endpoint.body is PlainText:
        return {"text/plain": {"schema": _TEXT_BODY, **shown}}
    return {JSON: {"schema": schemas.of(endpoint.body), **shown}}


def _parameters(endpoint: Endpoint, schemas: Schemas, example: Example) -> Iterator[Schema]:
    """The parameters in the path, the query and the headers."""
    in_path = example.get("path", {})
    for name in endpoint.parameters:
        yield {
            "name": name,
            "in": "path",
            "required": True,
            "description": description_of("Path", name),
            "schema": schemas.of(Identifier) if name.endswith("_id") else _file_name(endpoint),
            **({"example": in_path[name]} if name in in_path else {}),
        }
    for name, schema in schemas.fields(endpoint.query).items():
        schema = described(endpoint.query.__name__, name, without_null(schema))
        is_required = name in schemas.required(endpoint.query)
        yield _query_parameter(name, schema, example.get("query", {}).get(name), is_required=is_required)
    declared = (
        (endpoint.idempotency_key, _IDEMPOTENCY_KEY),
        (endpoint.if_match, _IF_MATCH),
        (endpoint.revalidates, _IF_NONE_MATCH),
    )
    yield from (header for is_read, header in declared if is_read)


def _file_name(endpoint: Endpoint) -> Schema:
    site = assets.SITES[endpoint.route.partition("/")[0]]
    return {"type": "string", "enum": assets.file_names(site)}


def _query_parameter(name: str, schema: Schema, example: str | None, *, is_required: bool) -> Schema:
    is_list = "array" in schema.get("type", "")
    parameter: Schema = {
        "name": name,
        "in": "query",
        **({"required": True} if is_required else {}),
        **({"description": schema["description"]} if "description" in schema else {}),
        "schema": {key: value for key, value in schema.items() if key != "description"},
        **({"style": "form", "explode": False} if is_list else {"allowEmptyValue": not is_required}),
    }
    if example is not None:
        parameter["example"] = example.split(",") if is_list else example
    return parameter


def _success(endpoint: Endpoint, schemas: Schemas, example: Example, *, has_body: bool) -> Schema:
    """The response where all goes well; its description is the first line of its type's docstring."""
    description, content = endpoint.docstring[0], {}
    if endpoint.has_no_content:
        description = "Deleted, with its links."
    elif endpoint.response_type is not None:
        description = schemas.description(endpoint.response_type).splitlines()[0]
    if endpoint.response_type is not None and has_body:
        shown = {"example": example["answer"]} if "answer" in example else {}
        content[JSON] = {"schema": schemas.of(endpoint.response_type), **shown}
    for media_type in endpoint.media_types:
        content[media_type] = {"schema": _BY_MEDIA_TYPE.get(media_type, {"type": "string"})}
    warns_in_header = not endpoint.anonymous and (endpoint.has_no_content or bool(endpoint.media_types))
    headers = {
        **({"ETag": _ETAG} if endpoint.has_etag else {}),
        **({"Location": _LOCATION} if endpoint.redirects else {}),
        **({"Warning": _WARNING} if warns_in_header else {}),
    }
    return {
        "description": description,
        **({"headers": headers} if headers else {}),
        **({"content": content} if content else {}),
    }
