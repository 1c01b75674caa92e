"""Trying a request again where that may help, within the deadline.

The SDK retries some reads by itself, and no write whose reply was lost; here every request is retried. A write that is
retried may conflict with its own first try: `container` tells that from another's write.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep

from azure.core.exceptions import AzureError

from spine.errors import Unavailable
from spine.store import charges
from spine.store.charges import SdkOptions
from spine.store.cosmos import deferred_warnings, error_mapping
from spine.store.deadlines import seconds_left

READ_SECONDS = 7.0
"""The timeout of one request, if the deadline leaves so long. The service itself works on a page or a batch for up to
five seconds: a request that waits no longer would be sent again while its answer is on the way."""
CONNECT_SECONDS = 3.0
SHORTEST = 0.1
"""With fewer seconds than this left, no request is sent."""
MARGIN = 0.05
TRIES = 3
JITTER = (0.03, 0.2)
OUTAGE_SECONDS = 1.0


class _RecentOutage:
    """Whether the database was away a moment ago. If it still is, the SDK sleeps at the next request and ignores the
    deadline meanwhile: a request then needs that much more time."""

    def __init__(self) -> None:
        self._sleep, self._until = 0.0, 0.0

    def note(self, error: AzureError, sdk_sleeps: int) -> None:
        """Record the error of a request in which the SDK sleeps so many times."""
        if seconds := error_mapping.sdk_sleep(error):
            self._sleep, self._until = seconds * sdk_sleeps, monotonic() + OUTAGE_SECONDS

    def reserve(self) -> float:
        """The seconds to keep free for the SDK's sleep."""
        return self._sleep if monotonic() < self._until else 0.0


_outage = _RecentOutage()


@dataclass(frozen=True)
class ThrottlingBudget:
    """How often, and for how many seconds in all, a throttled request (429) waits."""

    tries: int
    seconds: float


INTERACTIVE = ThrottlingBudget(tries=4, seconds=2.0)
BACKGROUND = ThrottlingBudget(tries=9, seconds=30.0)
LONG_DEADLINE = 15.0
"""With more seconds left than this, or without a deadline, requests have the background's budget."""


def timeouts() -> SdkOptions:
    """The timeouts of one request, as the SDK names them. Raises Unavailable if no time is left."""
    left = seconds_left()
    if left is None:
        return {"read_timeout": READ_SECONDS, "connection_timeout": CONNECT_SECONDS}
    if left < SHORTEST + _outage.reserve():
        raise Unavailable(error_mapping.NO_ANSWER)
    wait = left - MARGIN
    each = {"read_timeout": min(READ_SECONDS, wait), "connection_timeout": min(CONNECT_SECONDS, wait)}
    return each | {"timeout": max(SHORTEST, wait - _outage.reserve())}  # for all of the SDK's own tries


def with_retry[A](request: Callable[[SdkOptions], A], *, sdk_sleeps: int = 1) -> A:
    """The answer to a request, which gets its timeouts and the hook that counts its charge.

    `sdk_sleeps` is how often the SDK sleeps in it after a 503. Raises Unavailable, PartitionFull and TooLarge, and the
    SDK's own error for a refusal that is about the documents: 400, 404, 409 or 412.
    """
    tries, throttled, waited = 0, 0, 0.0
    left = seconds_left()
    budget = BACKGROUND if left is None or left > LONG_DEADLINE else INTERACTIVE
    while True:
        try:
            return request(timeouts() | charges.sdk_options())
        except AzureError as error:
            _outage.note(error, sdk_sleeps)
            if error_mapping.is_throttled(error):
                throttled += 1
                wait = error_mapping.retry_after(error) or 0.1 * throttled
                waited += wait
                give_up = throttled > budget.tries or waited > budget.seconds
            else:
                tries += 1
                wait = random.uniform(*JITTER)
                give_up = tries >= TRIES or not error_mapping.is_transient(error)
            left = seconds_left()
            if give_up or (left is not None and left - wait <= SHORTEST + _outage.reserve()):
                translated = error_mapping.translated(error)
                if isinstance(translated, Unavailable):
                    deferred_warnings.warn(deferred_warnings.DATABASE_FAILED, error_mapping.description(error))
                raise translated from error
        sleep(wait)
