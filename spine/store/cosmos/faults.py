"""What the SDK's faults mean."""

import math
from typing import Any

from azure.core.exceptions import AzureError, ClientAuthenticationError, HttpResponseError

from spine.errors import PartitionFull, TooLarge, Unavailable

SILENT = "The database did not answer in time; try again."
OVERLOADED = "The database is overloaded; try again."
REFUSED = "The database refuses the service's sign-in."
FULL = "The organisation's partition of the database is full."
TOO_LARGE = "A document, or what is written at once, is larger than the database stores (2 MB)."

_PARTITION_IS_FULL = 1014
_NOT_OF_THE_DOCUMENT = {1002, 1003}
"""Substatuses of a 404: a replica that has not seen this session's writes yet; a container that is gone."""
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
    headers = getattr(fault, "headers", None) or {}
    return float(headers.get("x-ms-retry-after-ms") or 0) / 1000


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


def _is_elsewhere(fault: AzureError) -> bool:
    """Whether a 404 says nothing of the document that was asked for."""
    return _status(fault) == 404 and _substatus(fault) in _NOT_OF_THE_DOCUMENT


def _status(fault: AzureError) -> int | None:
    status: Any = fault.status_code if isinstance(fault, HttpResponseError) else None
    return int(status) if status else None


def _substatus(fault: AzureError) -> int:
    return int(getattr(fault, "sub_status", None) or 0)
