"""The way to Application Insights. `spine.telemetry` loads this module when there is a connection string.

opencensus is retired and has faults that are mended here, each said where it is mended.
"""

import logging
import queue
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from types import ModuleType
from typing import Any

EXPORT_SECONDS = 2.0
"""How long events wait for others. Short: the worker is ended without a signal, and what waits is lost."""
SEND_SECONDS = 5.0
FLUSH_SECONDS = 3.0
QUEUED_AT_MOST = 2048

_PROTOBUF = "google.rpc.code_pb2"
_CODES = """OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED
    RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS
    UNAUTHENTICATED"""


def _only_constants() -> ModuleType:
    """What opencensus uses of a protobuf module; the true one loads protobuf's native code a second time beside the
    worker's own, which may end the process."""
    codes = ModuleType(_PROTOBUF)
    for number, name in enumerate(_CODES.split()):
        setattr(codes, name, number)
    return codes


sys.modules.setdefault(_PROTOBUF, _only_constants())

from opencensus.common.schedule import QueueEvent  # noqa: E402
from opencensus.ext.azure import common  # noqa: E402
from opencensus.ext.azure.common.transport import TransportStatusCode  # noqa: E402
from opencensus.ext.azure.log_exporter import AzureEventHandler  # noqa: E402

_parse = common.parse_connection_string


def _parse_with_last_semicolon(text: str | None) -> Any:
    """It refuses a `;` at the end, which the portal's own strings have, and reads the environment's besides ours."""
    return _parse((text or "").strip().rstrip(";") or None)


common.parse_connection_string = _parse_with_last_semicolon
# Its warnings of each failed call come from a thread whose lines the host drops; `lost` is told instead.
logging.getLogger("opencensus").setLevel(logging.CRITICAL)


class EventHandler(AzureEventHandler):
    """Sends records as events, from a thread of its own. Raises ValueError for a string that it cannot use.

    What the endpoint does not take is dropped and counted, never kept and never waited for.
    """

    def __init__(self, connection_string: str) -> None:
        self._refused = self._unsent = 0
        self._told = 0
        super().__init__(
            connection_string=connection_string,
            enable_local_storage=False,
            export_interval=EXPORT_SECONDS,
            grace_period=FLUSH_SECONDS,
            queue_capacity=QUEUED_AT_MOST,
            timeout=SEND_SECONDS,
        )
        self.options.endpoint = self.options.endpoint.rstrip("/")

    @property
    def lost(self) -> int:
        """How many events were dropped: refused by a full queue, or by the endpoint."""
        return self._refused + self._unsent

    def loss_to_tell(self) -> int:
        """The events lost, where that is news: one, then whenever they have doubled. Else 0."""
        lost = self.lost
        if lost == 0 or lost < 2 * self._told:
            return 0
        self._told = lost
        return lost

    def createLock(self) -> None:  # noqa: N802 (logging's own name)
        """A lock, where opencensus has none: Python 3.13 takes it without asking whether there is one."""
        self.lock = threading.RLock()

    def emit(self, record: logging.LogRecord) -> None:
        """Queue a record, or drop and count it where the queue is full."""
        try:
            self._queue._queue.put_nowait(record)
        except queue.Full:
            self._refused += 1

    def flush(self, timeout: float | None = None) -> None:
        """Wait until what was queued is sent or dropped, for three seconds at most unless told otherwise.

        opencensus waits without an end, and not at all for what its thread holds in its hands already.
        """
        if not self._worker.is_alive():
            return
        sent, patience = QueueEvent("flush"), FLUSH_SECONDS if timeout is None else timeout
        with suppress(queue.Full):
            self._queue._queue.put(sent, timeout=patience)
            sent.wait(patience)

    def _export(self, batch: Sequence[logging.LogRecord], event: QueueEvent | None = None) -> None:
        taken = False
        try:
            taken = not batch or self._transmit(list(map(self.log_record_to_envelope, batch))) == _TAKEN
        finally:
            self._unsent += 0 if taken else len(batch)
            if event:
                event.set()

    def _check_stats_collection(self) -> bool:
        """No statistics on ourselves for Microsoft: they start with a network call that the request would wait for."""
        return False


_TAKEN = TransportStatusCode.SUCCESS
