"""What a handler returns, and how it becomes an HTTP response."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast
from urllib.parse import quote

import azure.functions as func

from spine.errors import SpineError, Unauthorized, Unavailable
from spine.schemas.responses.service import InputWarning
from spine.usecases.input_warnings import MAX_WARNINGS

JSON = "application/json"
PROBLEM = "application/problem+json"

IN_HEADER = 5
"""Warnings that a header holds."""

_QUOTABLE = " !#$&'()*+,/:;<=>?@[]^`{|}"
"""The signs that stand in a header's quotes as they are; others are percent-encoded."""


@dataclass(frozen=True)
class Response:
    """A body that is not JSON, or a status or headers that are not the usual ones."""

    body: str | bytes | Mapping[str, object] | None
    status: int = 200
    media_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WithETag[T: Mapping[str, object]]:
    """A JSON body, and the revision that its ETag names."""

    body: T
    revision: str


type Result = Mapping[str, object] | WithETag[Mapping[str, object]] | Response | None
"""What a handler returns: a JSON body, with an ETag or without, any other response, or None for 204."""


def http_response(result: Result, warnings: Sequence[InputWarning] = ()) -> func.HttpResponse:
    """The HTTP response of a handler's result, with what of the request had no effect."""
    response = _warned(_response(result), warnings) if warnings else _response(result)
    body, headers = response.body, {"Cache-Control": "no-store", **response.headers}
    if body is not None:
        headers["Content-Type"] = response.media_type
        if not isinstance(body, str | bytes):
            body = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return func.HttpResponse(body, status_code=response.status, headers=headers, charset="utf-8")


def _response(result: Result) -> Response:
    match result:
        case None:
            return Response(None, status=204)
        case Response():
            return result
        case WithETag(body, revision):
            return Response(body, headers={"ETag": f'"{revision}"'})
    return Response(result)


def _warned(response: Response, warnings: Sequence[InputWarning]) -> Response:
    """The response with warnings before its own ones: in its JSON, or in a header (docs/api.md#warnings)."""
    body = response.body
    if isinstance(body, Mapping):
        own = body.get("warnings", [])
        return replace(response, body={**body, "warnings": [*warnings, *cast(list[object], own)][:MAX_WARNINGS]})
    told = [quote(f"{one['first']}: {one['msg']}", safe=_QUOTABLE) for one in warnings[:IN_HEADER]]
    return replace(response, headers={**response.headers, "Warning": ", ".join(f'299 spine "{one}"' for one in told)})


def problem(error: SpineError) -> Response:
    """An error as problem details (RFC 9457): no stack, no secret, nothing of the payload but what its text names."""
    details = {
        "type": f"urn:spine:problem:{error.code}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        **({"errors": error.errors, "errors_count": error.errors_count} if error.errors else {}),
        **error.extra,
    }
    headers: Mapping[str, str] = {}
    if isinstance(error, Unavailable):
        headers = {"Retry-After": str(error.retry_after)}
    elif isinstance(error, Unauthorized):
        headers = {"WWW-Authenticate": "Bearer"}
    return Response(details, error.status, PROBLEM, headers)
