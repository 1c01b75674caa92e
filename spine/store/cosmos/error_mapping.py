"""What the SDK's faults mean."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from azure.core.exceptions import AzureError, ClientAuthenticationError, HttpResponseError
from azure.cosmos.exceptions import CosmosBatchOperationError

from spine.errors import PartitionFull, TooLarge, Unavailable

SILENT = "The database did not answer in time; try again."
OVERLOADED = "The database is overloaded; try again."
REFUSED = "The database refuses the service's sign-in."
FULL = "The organisation's partition of the database is full."
TOO_LARGE = "A document, or what is written at once, is larger than the database stores (2 MB)."

_PARTITION_IS_FULL = 1014
_NOT_OF_THE_DOCUMENT = {1002, 1003}
"""Substatuses of a 404: a replica that has not seen this session's writes yet; a container that is gone."""
_SLEEP_OF_THE_SDK = 0.5
_PASSING = {408, 410, 449}
_CONFLICTS = {404, 409, 412}


def is_throttled(fault: AzureError) -> bool:
    """Whether the database had too much to do."""
    return _status(fault) == 429


def is_passing(fault: AzureError) -> bool:
    """Whether the same request may be answered a moment later; it may have been carried out already."""
    status = _status(fault)
    if status is None:
        return not isinstance(fault, ClientAuthenticationError)
    return status >= 500 or status in _PASSING or _is_elsewhere(fault)


def is_missing(fault: AzureError) -> bool:
    """Whether there is no such document."""
    return _status(fault) == 404 and not _is_elsewhere(fault)


def is_conflict(fault: AzureError) -> bool:
    """Whether a write met other documents than it wanted."""
    return _status(fault) in _CONFLICTS and not _is_elsewhere(fault)


def is_bad_request(fault: AzureError) -> bool:
    """Whether the database could not read the request."""
    return _status(fault) == 400


def retry_after(fault: AzureError) -> float:
    """The seconds that the database asks to wait; 0 where it asks for nothing."""
    asked = _operation(fault).get("retryAfterMilliseconds") or _headers(fault).get("x-ms-retry-after-ms")
    return float(asked or 0) / 1000


def slept(fault: AzureError) -> float:
    """The seconds that the SDK sleeps by itself, whatever the deadline, where this fault meets a request again."""
    faults = [one for one in _causes(fault) if isinstance(one, AzureError)]
    return _SLEEP_OF_THE_SDK if any(_status(one) == 503 or _is_elsewhere(one) for one in faults) else 0.0


def told(fault: AzureError) -> Exception:
    """A fault as the caller of the service is told; the fault itself where it says something of the documents."""
    status = _status(fault)
    if is_throttled(fault):
        return Unavailable(OVERLOADED, retry_after=max(1, math.ceil(retry_after(fault))))
    if status == 403 and _substatus(fault) == _PARTITION_IS_FULL:
        return PartitionFull(FULL)
    if status == 413:
        return TooLarge(TOO_LARGE)
    if status in (401, 403) or isinstance(fault, ClientAuthenticationError):
        return Unavailable(REFUSED)
    return Unavailable(SILENT) if is_passing(fault) else fault


def described(fault: AzureError) -> str:
    """What operators can tell a fault by: nothing of the request or of the documents."""
    causes = list(_causes(fault))
    kinds = " < ".join(type(one).__name__ for one in causes)
    answer = next((one for one in causes if isinstance(one, AzureError) and _status(one)), fault)
    activity = _headers(answer).get("x-ms-activity-id", "unknown")
    return f"status {_status(answer)}, substatus {_substatus(answer)}, activity {activity}, {kinds}"


def _causes(fault: BaseException) -> Iterator[BaseException]:
    """A fault and what it came of, as the SDK and its HTTP client say it."""
    seen: list[BaseException] = []
    cause: object = fault
    while isinstance(cause, BaseException) and cause not in seen:
        yield cause
        seen.append(cause)
        cause = getattr(cause, "inner_exception", None) or getattr(cause, "reason", None) or cause.__cause__


def _is_elsewhere(fault: AzureError) -> bool:
    """Whether a 404 says nothing of the document that was asked for."""
    return _status(fault) == 404 and _substatus(fault) in _NOT_OF_THE_DOCUMENT


def _status(fault: AzureError) -> int | None:
    status: Any = fault.status_code if isinstance(fault, HttpResponseError) else None
    return int(status) if status else None


def _substatus(fault: AzureError) -> int:
    return int(_operation(fault).get("subStatusCode") or getattr(fault, "sub_status", None) or 0)


def _operation(fault: AzureError) -> Mapping[str, Any]:
    """Of a batch, the answer to the operation that failed: the batch's own headers say nothing of it."""
    if not isinstance(fault, CosmosBatchOperationError) or not fault.operation_responses:
        return {}
    answer: Mapping[str, Any] = fault.operation_responses[fault.error_index or 0]
    return answer


def _headers(fault: AzureError) -> Mapping[str, Any]:
    return getattr(fault, "headers", None) or {}
