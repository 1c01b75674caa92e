"""Faults on command: which requests they meet, and what then happens to them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Condition
from typing import Literal

from tests.double.answers import Answer
from tests.double.records import DOCUMENT_OPERATIONS, Operation, Request

_SUBSTATUS = {403: 1014, 404: 1002, 429: 3200}
"""What a status means unless a fault says otherwise: a full partition, a session not here yet, too many requests."""


@dataclass(frozen=True)
class Fault:
    """What happens to the requests that it applies to: an HTTP status, or

    - "reset": the connection is reset,
    - "silent": no answer for so many `seconds`, then a reset,
    - "slow": the true answer, so many `seconds` late.

    It meets the requests of the operations `on` whose query or path contains `containing`: the first `times` of
    them (None: all), after letting `skip` pass. With `applied` the request is carried out and its answer lost, else
    it is not carried out. With `operation` a batch is answered for as 207: that operation of it, counted from 0, met
    the status `what`, and the others were not carried out for its sake.
    """

    what: int | Literal["reset", "silent", "slow"]
    on: Iterable[Operation | str] = DOCUMENT_OPERATIONS
    containing: str = ""
    skip: int = 0
    times: int | None = 1
    applied: bool = False
    retry_after: float | None = None
    substatus: int | None = None
    seconds: float = 30.0
    operation: int | None = None

    def meets(self, request: Request) -> bool:
        """Whether it is for requests like this one."""
        return request.operation in frozenset(self.on) and (
            self.containing in request.query or self.containing in request.path
        )

    @property
    def carries_out(self) -> bool:
        """Whether the request reaches the emulator."""
        return self.applied or self.what == "slow"

    @property
    def delay(self) -> float:
        """How long the client waits for what happens to it."""
        return self.seconds if self.what in ("silent", "slow") else 0.0

    def in_place_of(self, answer: Answer) -> Answer | None:
        """What the client gets in place of the true answer; None is a reset."""
        if isinstance(self.what, int) and self.operation is not None:
            return self._of_one_operation(self.what, self.operation)
        if isinstance(self.what, int):
            return Answer.refusal(self.what, "Injected by the test double.", **self._headers(self.what))
        return answer if self.what == "slow" else None

    def _of_one_operation(self, status: int, place: int) -> Answer:
        failed: dict[str, object] = {"statusCode": status, "subStatusCode": self._substatus(status)}
        if self.retry_after is not None:
            failed["retryAfterMilliseconds"] = round(self.retry_after * 1000)
        body = [{"statusCode": 424, "requestCharge": 0}] * place + [failed | {"requestCharge": 0}]
        return Answer(207, {}, json.dumps(body).encode())

    def _substatus(self, status: int) -> int:
        return _SUBSTATUS.get(status, 0) if self.substatus is None else self.substatus

    def _headers(self, status: int) -> dict[str, str]:
        headers = {"x-ms-substatus": str(self._substatus(status))}
        if self.retry_after is not None:
            headers["x-ms-retry-after-ms"] = str(round(self.retry_after * 1000))
        return headers


@dataclass
class _Armed:
    fault: Fault
    seen: int = 0

    def strikes(self, request: Request) -> bool:
        if not self.fault.meets(request):
            return False
        self.seen += 1
        last = None if self.fault.times is None else self.fault.skip + self.fault.times
        return self.fault.skip < self.seen and (last is None or self.seen <= last)


@dataclass
class Faults:
    """The faults in force. The first that applies to a request happens; the others do not see it."""

    _armed: list[_Armed] = field(default_factory=list)
    _changed: Condition = field(default_factory=Condition)

    def inject(self, fault: Fault) -> None:
        """Put a fault in force."""
        with self._changed:
            self._armed.append(_Armed(fault))

    def clear(self) -> None:
        """Take all faults away; requests that are kept waiting go on at once."""
        with self._changed:
            self._armed.clear()
            self._changed.notify_all()

    def striking(self, request: Request) -> Fault | None:
        """The fault that this request gets."""
        with self._changed:
            return next((armed.fault for armed in self._armed if armed.strikes(request)), None)

    def wait(self, fault: Fault) -> None:
        """Wait as long as a fault says, or until it is cleared."""
        with self._changed:
            self._changed.wait_for(lambda: all(armed.fault is not fault for armed in self._armed), fault.delay)
