"""Which errors an endpoint can answer, each as `application/problem+json`, and what the host answers by itself."""

from spine import errors
from spine.http.endpoints import Endpoint
from spine.http.openapi.schemas import Schema
from spine.http.responses import PROBLEM
from spine.schemas.notes import NotesText
from spine.schemas.queries import InOrganisation
from spine.schemas.validation import NoQuery

_ERRORS = {
    error.status: error
    for error in (
        errors.BadRequest, errors.Unauthorized, errors.Forbidden, errors.NotFound, errors.Conflict,
        errors.LengthRequired, errors.StaleRevision, errors.TooLarge, errors.UnsupportedMediaType, errors.Invalid,
        errors.SpineError, errors.Unavailable, errors.PartitionFull,
    )
}  # fmt: skip
_NOT_FOUND = (
    "Not found, or not visible to the caller. An empty path segment matches no route: the host answers it without "
    "a body."
)
_UNAUTHORIZED = (
    "No function key, or no sign-in that can be read. Host and Easy Auth answer without a body, the app with a problem."
)
_CHALLENGE = {"description": "What to send: a bearer token.", "schema": {"type": "string"}}
_DESCRIPTIONS = {401: _UNAUTHORIZED, 404: _NOT_FOUND}
_RETRY_AFTER = {"description": "Seconds to wait before the request is sent again.", "schema": {"type": "integer"}}


def statuses(endpoint: Endpoint) -> list[int]:
    """The statuses of the errors that an endpoint can answer."""
    has_path = bool(endpoint.parameters)
    is_by_id_alone = has_path and issubclass(endpoint.query, InOrganisation)
    reads_anything = endpoint.reads_body or has_path or endpoint.query is not NoQuery
    can_be = {
        400: True,
        401: not endpoint.anonymous,
        403: not endpoint.anonymous,
        404: has_path or endpoint.unknown_org_is_404,
        409: is_by_id_alone,
        411: endpoint.reads_body,
        412: endpoint.if_match,
        413: endpoint.reads_body,
        415: endpoint.body is NotesText,
        422: reads_anything and not endpoint.anonymous,
        500: True,
        503: True,
        507: endpoint.writes,
    }
    return [status for status, is_possible in can_be.items() if is_possible]


def references(endpoint: Endpoint) -> dict[str, Schema]:
    """References to the responses of an endpoint's errors, by status."""
    return {str(status): {"$ref": f"#/components/responses/{_name(status)}"} for status in statuses(endpoint)}


def components(problem: Schema) -> dict[str, Schema]:
    """The responses that the errors of all endpoints refer to, where `problem` is the schema of their body."""
    return {_name(status): _response(status, problem) for status in _ERRORS}


def _name(status: int) -> str:
    return _ERRORS[status].__name__


def _response(status: int, problem: Schema) -> Schema:
    error = _ERRORS[status]
    headers: Schema = {"Retry-After": _RETRY_AFTER} if issubclass(error, errors.Unavailable) else {}
    if error is errors.Unauthorized:
        headers = {"WWW-Authenticate": _CHALLENGE}
    example = {"type": f"urn:spine:problem:{error.code}", "title": error.title, "status": status, "detail": "…"}
    content = {PROBLEM: {"schema": problem, "example": example}}
    return {
        "description": _DESCRIPTIONS.get(status) or (error.__doc__ or "").splitlines()[0],
        **({} if error is errors.Unauthorized else {"content": content}),
        **({"headers": headers} if headers else {}),
    }
