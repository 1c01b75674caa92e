"""What the SDK's errors mean."""

from collections.abc import Iterator, Mapping
from typing import Any

from azure.core.exceptions import AzureError, ClientAuthenticationError, HttpResponseError
from azure.cosmos.exceptions import CosmosBatchOperationError

from spine.errors import PartitionFull, TooLarge, Unavailable

NO_ANSWER = "The database did not answer in time; try again."
OVERLOADED = "The database is overloaded; try again."
SIGN_IN_REFUSED = "The database rejected the service's credentials."
FULL = "The organisation's partition of the database is full."
TOO_LARGE = "A document or write exceeds the database's limit of 2 MB."

_PARTITION_IS_FULL = 1014
"""A substatus of 403."""
_NOT_ABOUT_THE_ITEM = {1002, 1003}
"""Substatuses of 404: a replica that lags behind this session's writes; a container that does not exist."""
_TRANSIENT = {408, 410, 449}
_CONFLICTS = {404, 409, 412}
_SDK_SLEEP = 0.5


def is_throttled(error: AzureError) -> bool:
    """Whether the database had too much to do."""
    return _status(error) == 429


def is_transient(error: AzureError) -> bool:
    """Whether the same request may succeed a moment later; it may have been carried out already."""
    status = _status(error)
    if status is None:
        return not isinstance(error, ClientAuthenticationError)
    return status >= 500 or status in _TRANSIENT or _is_lagging_or_gone(error)


def is_not_found(error: AzureError) -> bool:
    """Whether there is no such item."""
    return _status(error) == 404 and not _is_lagging_or_gone(error)


def is_conflict(error: AzureError) -> bool:
    """Whether the stored item is not the one that a conditional write needs."""
    return _status(error) in _CONFLICTS and not _is_lagging_or_gone(error)


def is_bad_request(error: AzureError) -> bool:
    """Whether the database could not read the request."""
    return _status(error) == 400


def retry_after(error: AzureError) -> float:
    """The seconds that the database asks to wait; 0 if it asks for none."""
    milliseconds = _failed_operation(error).get("retryAfterMilliseconds") or _header(error, "x-ms-retry-after-ms")
    return float(milliseconds or 0) / 1000


def sdk_sleep(error: AzureError) -> float:
    """The seconds that the SDK itself sleeps, whatever the deadline, when a request meets this error again."""
    errors = [cause for cause in _causes(error) if isinstance(cause, AzureError)]
    return _SDK_SLEEP if any(_status(each) == 503 or _is_lagging_or_gone(each) for each in errors) else 0.0


def translated(error: AzureError) -> Exception:
    """The service's own error; the SDK's where it says something of the documents."""
    status = _status(error)
    if is_throttled(error):
        return Unavailable(OVERLOADED, retry_after=retry_after(error))
    if status == 403 and _substatus(error) == _PARTITION_IS_FULL:
        return PartitionFull(FULL)
    if status == 413:
        return TooLarge(TOO_LARGE)
    if status in (401, 403) or isinstance(error, ClientAuthenticationError):
        return Unavailable(SIGN_IN_REFUSED)
    return Unavailable(NO_ANSWER) if is_transient(error) else error


def description(error: AzureError) -> str:
    """What operators can recognise an error by: nothing of the request or of the documents."""
    causes = list(_causes(error))
    types = " < ".join(type(cause).__name__ for cause in causes)
    answered = next((cause for cause in causes if isinstance(cause, AzureError) and _status(cause)), error)
    activity = _header(answered, "x-ms-activity-id") or "unknown"
    return f"status {_status(answered)}, substatus {_substatus(answered)}, activity {activity}, {types}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and its causes, under the names that the SDK and its HTTP client give them."""
    seen: list[BaseException] = []
    cause: object = error
    while isinstance(cause, BaseException) and cause not in seen:
        yield cause
        seen.append(cause)
        cause = getattr(cause, "inner_exception", None) or getattr(cause, "reason", None) or cause.__cause__


def _is_lagging_or_gone(error: AzureError) -> bool:
    """Whether a 404 says nothing of the item that was asked for."""
    return _status(error) == 404 and _substatus(error) in _NOT_ABOUT_THE_ITEM


def _status(error: AzureError) -> int | None:
    status = error.status_code if isinstance(error, HttpResponseError) else None
    return int(status) if status else None


def _substatus(error: AzureError) -> int:
    return int(_failed_operation(error).get("subStatusCode") or getattr(error, "sub_status", None) or 0)


def _failed_operation(error: AzureError) -> Mapping[str, Any]:
    """The answer to the operation of a batch that failed: the batch's own headers do not describe it."""
    if not isinstance(error, CosmosBatchOperationError) or not error.operation_responses:
        return {}
    answer: Mapping[str, Any] = error.operation_responses[error.error_index or 0]
    return answer


def _header(error: AzureError, name: str) -> str | None:
    headers: Mapping[str, str] = getattr(error, "headers", None) or {}
    return headers.get(name)
