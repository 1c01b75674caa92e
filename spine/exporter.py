"""The exporter to Application Insights. `spine.telemetry` loads this module when there is a connection string.

opencensus is retired and has bugs; the workaround for each is marked below.
"""

import logging
import queue
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from types import ModuleType

EXPORT_SECONDS = 2.0
"""How long events wait for others. Short, because the worker ends without a signal and loses what waits."""
SEND_SECONDS = 5.0
FLUSH_SECONDS = 3.0
QUEUED_AT_MOST = 2048

_PROTOBUF = "google.rpc.code_pb2"
_CODES = """OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED
    RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS
    UNAUTHENTICATED"""


def _only_constants() -> ModuleType:
    """What opencensus uses of a protobuf module. The real one loads protobuf's native code a second time, after the
    worker's own, which may crash the process."""
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


def _parse_with_last_semicolon(text: str | None) -> object:
    """Parse a string that ends with `;`, which opencensus refuses, though the portal's own strings do."""
    return _parse((text or "").strip().rstrip(";") or None)


common.parse_connection_string = _parse_with_last_semicolon
# It warns of each failed call in a thread whose log lines the host drops; `lost` is reported instead.
logging.getLogger("opencensus").setLevel(logging.CRITICAL)


class EventHandler(AzureEventHandler):
    """Sends log records as events, from its own thread. Raises ValueError for a string that it cannot use.

    A record that the endpoint does not take is dropped and counted; it is neither stored nor waited for.
    """

    def __init__(self, connection_string: str) -> None:
        self._refused = self._unsent = 0
        self._reported = 0
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

    def loss_to_report(self) -> int:
        """How many events are lost, at the first one and whenever the number has doubled since; 0 otherwise."""
        lost = self.lost
        if lost == 0 or lost < 2 * self._reported:
            return 0
        self._reported = lost
        return lost

    def createLock(self) -> None:  # noqa: N802 (logging's own name)
        """Make a lock. opencensus has none, and Python 3.13 takes it without checking."""
        self.lock = threading.RLock()

    def emit(self, record: logging.LogRecord) -> None:
        """Queue a record, or drop and count it where the queue is full."""
        try:
            self._queue._queue.put_nowait(record)
        except queue.Full:
            self._refused += 1

    def flush(self, timeout: float | None = None) -> None:
        """Wait until the queued records are sent or dropped, for three seconds unless `timeout` says otherwise.

        opencensus waits forever, and not at all for the records that its thread has taken from the queue.
        """
        if not self._worker.is_alive():
            return
        sent, seconds = QueueEvent("flush"), FLUSH_SECONDS if timeout is None else timeout
        with suppress(queue.Full):
            self._queue._queue.put(sent, timeout=seconds)
            sent.wait(seconds)

    def _export(self, batch: Sequence[logging.LogRecord], event: QueueEvent | None = None) -> None:
        taken = False
        try:
            taken = not batch or self._transmit(list(map(self.log_record_to_envelope, batch))) == _TAKEN
        finally:
            self._unsent += 0 if taken else len(batch)
            if event:
                event.set()

    def _check_stats_collection(self) -> bool:
        """Collect no statistics for Microsoft: they start with a network call that a request would wait for."""
        return False


_TAKEN = TransportStatusCode.SUCCESS
