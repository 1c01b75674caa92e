"""Trying again what may succeed at the next try, inside the deadline of the request.

The SDK tries some reads again by itself, and no write whose reply was lost: here all of them are. A write that is
tried again may meet its own first try; `container` tells that case from a conflict.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

from azure.core.exceptions import AzureError

from spine.errors import Unavailable
from spine.store import charges
from spine.store.cosmos import deferred_warnings, error_mapping
from spine.store.deadlines import seconds_left

READ_SECONDS = 5.0
"""How long one request is waited for, where the deadline leaves so long."""
CONNECT_SECONDS = 3.0
SHORTEST = 0.1
"""Less time than this is not worth a request."""
MARGIN = 0.05
TRIES = 3
JITTER = (0.03, 0.2)
UNWELL_SECONDS = 1.0


class _Unwell:
    """A database that was away a moment ago: at the next such answer the SDK sleeps, and heeds no deadline then."""

    def __init__(self) -> None:
        self._sleep, self._until = 0.0, 0.0

    def note(self, fault: AzureError, sleeps: int) -> None:
        """Heed what came of a request, in which the SDK sleeps so many times."""
        if sleep := error_mapping.slept(fault):
            self._sleep, self._until = sleep * sleeps, monotonic() + UNWELL_SECONDS

    def sleep(self) -> float:
        """The seconds that a request has to have left for that."""
        return self._sleep if monotonic() < self._until else 0.0


_unwell = _Unwell()


@dataclass(frozen=True)
class Patience:
    """How often, and for how many seconds in all, a request that is throttled waits."""

    tries: int
    seconds: float


HASTY = Patience(tries=4, seconds=2.0)
PATIENT = Patience(tries=9, seconds=30.0)
LONG = 15.0
"""With more time left than this, or all the time there is, throttled requests are patient."""


def timeouts() -> dict[str, Any]:
    """The timeouts of a single request, as the SDK names them. Raises Unavailable where no time is left."""
    left = seconds_left()
    if left is None:
        return {"read_timeout": READ_SECONDS, "connection_timeout": CONNECT_SECONDS}
    if left < SHORTEST + _unwell.sleep():
        raise Unavailable(error_mapping.SILENT)
    wait = left - MARGIN
    each = {"read_timeout": min(READ_SECONDS, wait), "connection_timeout": min(CONNECT_SECONDS, wait)}
    return each | {"timeout": max(SHORTEST, wait - _unwell.sleep())}  # for the SDK's own tries together


def with_retry[A](request: Callable[[dict[str, Any]], A], *, sleeps: int = 1) -> A:
    """The answer to a request, which is given its timeouts, and what counts its charge.

    The SDK sleeps `sleeps` times where it is told 503.

    Raises Unavailable, PartitionFull and TooLarge, and the SDK's own fault where the request was answered with a
    refusal that says something of the documents: 400, 404, 409 or 412.
    """
    tries, throttled, waited = 0, 0, 0.0
    patience = _patience()
    while True:
        try:
            return request(timeouts() | charges.sdk_options())
        except AzureError as fault:
            _unwell.note(fault, sleeps)
            wait = 0.0
            if error_mapping.is_throttled(fault):
                throttled += 1
                wait = error_mapping.retry_after(fault) or 0.1 * throttled
                waited += wait
                hopeless = throttled > patience.tries or waited > patience.seconds
            else:
                tries += 1
                wait = random.uniform(*JITTER)
                hopeless = tries >= TRIES or not error_mapping.is_passing(fault)
            if hopeless or not _is_time_for(wait):
                raise _told(fault) from fault
        sleep(wait)


def _told(fault: AzureError) -> Exception:
    """What the caller is told; operators get to know what it came of."""
    told = error_mapping.told(fault)
    if isinstance(told, Unavailable):
        deferred_warnings.warn(deferred_warnings.FAILED, error_mapping.described(fault))
    return told


def _patience() -> Patience:
    left = seconds_left()
    return PATIENT if left is None or left > LONG else HASTY


def _is_time_for(wait: float) -> bool:
    left = seconds_left()
    return left is None or left - wait > SHORTEST + _unwell.sleep()
