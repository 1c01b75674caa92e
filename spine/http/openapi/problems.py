"""Which faults an endpoint can answer, each as `application/problem+json`, and what the host answers by itself."""

from typing import Any

from spine import errors
from spine.http.openapi.answers import Told
from spine.http.responses import PROBLEM
from spine.http.router import Endpoint
from spine.schemas.fields import Nothing
from spine.schemas.queries import InOrganisation

_RETRY_AFTER = {"description": "Seconds after which the same call may succeed.", "schema": {"type": "integer"}}
_HOST = {
    401: "No function key, or no sign-in: the host answers, without a body.",
    404: "Nothing has this id, or nothing that the caller may see. An empty part of the path matches no route: the "
    "host answers that, without a body.",
}
"""What is said otherwise than in the tree of faults, because the host has a part in it."""
_BY_STATUS = {
    fault.status: fault
    for fault in (
        errors.BadRequest, errors.Forbidden, errors.NotFound, errors.Conflict, errors.LengthRequired,
        errors.StaleRevision, errors.TooLarge, errors.Invalid, errors.SpineError, errors.Unavailable,
        errors.PartitionFull,
    )
}  # fmt: skip


def statuses(endpoint: Endpoint, told: Told) -> list[int]:
    """The statuses of the faults that an endpoint can answer."""
    by_id = "{" in endpoint.route and issubclass(endpoint.query, InOrganisation)
    reads = endpoint.reads_body or "{" in endpoint.route or endpoint.query is not Nothing
    found = {
        400: endpoint.reads_body,
        401: not endpoint.anonymous,
        403: not endpoint.anonymous,
        404: by_id or told.unknown or "{" in endpoint.route,
        409: by_id,
        411: endpoint.reads_body,
        412: "If-Match" in told.headers,
        413: endpoint.reads_body,
        422: reads and not endpoint.anonymous,
        500: True,
        503: True,
        507: told.writes,
    }
    return [status for status, can_be in found.items() if can_be]


def responses(endpoint: Endpoint, told: Told) -> dict[str, Any]:
    """References to the responses of an endpoint's faults, by status."""
    return {str(status): {"$ref": f"#/components/responses/{_name(status)}"} for status in statuses(endpoint, told)}


def components(problem: dict[str, Any]) -> dict[str, Any]:
    """The responses that the faults of all endpoints refer to."""
    return {_name(status): _response(status, problem) for status in (401, *_BY_STATUS)}


def _name(status: int) -> str:
    return "Unauthorized" if status == 401 else _BY_STATUS[status].__name__


def _response(status: int, problem: dict[str, Any]) -> dict[str, Any]:
    if status == 401:
        return {"description": _HOST[401]}
    fault = _BY_STATUS[status]
    told: dict[str, Any] = {"description": _HOST.get(status) or (fault.__doc__ or "").splitlines()[0]}
    told["content"] = {PROBLEM: {"schema": problem, "example": _example(fault)}}
    if issubclass(fault, errors.Unavailable):
        told["headers"] = {"Retry-After": _RETRY_AFTER}
    return told


def _example(fault: type[errors.SpineError]) -> dict[str, Any]:
    return {"type": f"urn:spine:problem:{fault.code}", "title": fault.title, "status": fault.status, "detail": "…"}
