"""What a handler returns, and how it becomes an HTTP response."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import azure.functions as func

from spine.errors import SpineError, Unauthorized, Unavailable

JSON = "application/json"
PROBLEM = "application/problem+json"


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


def http_response(result: Result) -> func.HttpResponse:
    """The HTTP response of a handler's result."""
    response = _response(result)
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
