"""What an endpoint answers, and how it becomes an HTTP response."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import azure.functions as func

from spine.errors import SpineError, Unavailable

JSON = "application/json"
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Response:
    """A body that is not plain JSON, or a status or headers that are not the usual ones."""

    body: str | bytes | Mapping[str, Any] | None
    status: int = 200
    media_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


def with_etag(body: Mapping[str, Any], revision: str) -> Response:
    """An answer whose ETag is a revision."""
    return Response(body, headers={"ETag": f'"{revision}"'})


NO_CONTENT = Response(None, status=204)


def response(answer: Response | Mapping[str, Any]) -> func.HttpResponse:
    """The HTTP response of an answer."""
    answer = answer if isinstance(answer, Response) else Response(answer)
    body = answer.body
    if body is not None and not isinstance(body, str | bytes):
        body = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    headers = {"Cache-Control": "no-store", **answer.headers}
    return func.HttpResponse(
        body, status_code=answer.status, headers={**headers, **_content_type(answer)}, charset="utf-8"
    )


def _content_type(answer: Response) -> dict[str, str]:
    return {} if answer.body is None else {"Content-Type": answer.media_type}


def problem(error: SpineError) -> Response:
    """A fault as RFC 9457 tells it: no stack, no secret, nothing of the payload but what the message names."""
    told = {
        "type": f"urn:spine:problem:{error.code}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        **({"errors": error.errors} if error.errors else {}),
        **error.extra,
    }
    headers = {"Retry-After": str(error.retry_after)} if isinstance(error, Unavailable) else {}
    return Response(told, error.status, PROBLEM, headers)
