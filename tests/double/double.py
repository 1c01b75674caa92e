"""The double itself: an emulator, the proxy before it, what it recorded and the faults in force."""

from threading import Lock

from tests.double.container import Account
from tests.double.emulator import Emulator
from tests.double.faults import Fault, Faults
from tests.double.proxy import Proxy
from tests.double.records import DOCUMENT_OPERATIONS, Record

KEY = "VGhlIGRvdWJsZSBvZiB0aGUgdGVzdHMgdGFrZXMgYW55IGtleS4="
"""Any key does; the SDK wants base64."""


class Double:
    """A Cosmos DB account on loopback, for as long as the `with` lasts.

    With a `lag`, a read that names no session, or a point in it that is so many seconds past, sees what was written so
    many seconds ago: as a replica of the service that is behind the others may answer.
    """

    key = KEY

    def __init__(self, lag: float = 0) -> None:
        self._lag = lag

    def __enter__(self) -> "Double":
        self._faults, self._records, self._lock = Faults(), list[Record](), Lock()
        self._emulator = Emulator(self._lag)
        self._port = 0
        self.start()
        self._account = Account(self.endpoint, self.key)
        return self

    def __exit__(self, *_: object) -> None:
        self._account.close()
        self.stop()
        self._emulator.close()

    def start(self) -> None:
        """Listen, on the same port as before if it was stopped; the documents are still there."""
        self._proxy: Proxy | None = Proxy(self._port, self._emulator.port, self._faults, self._keep)
        self._port, self.endpoint = self._proxy.server_port, self._proxy.endpoint

    def stop(self) -> None:
        """Go away: connections are cut, and new ones refused until `start`."""
        self.clear_faults()
        if self._proxy:
            self._proxy.close()
            self._proxy = None

    def container(self, name: str = "") -> str:
        """Make a fresh container with the index policy, in the database DATABASE; its name."""
        return self._account.create(name)

    @property
    def requests(self) -> list[Record]:
        """What came in since the last `forget`, in the order in which it was answered."""
        with self._lock:
            return list(self._records)

    @property
    def document_requests(self) -> list[Record]:
        """The requests for documents among them."""
        return [record for record in self.requests if record.operation in DOCUMENT_OPERATIONS]

    @property
    def request_units(self) -> float:
        """What they are taken to cost together."""
        return round(sum(record.request_units for record in self.requests), 2)

    def forget(self) -> None:
        """Begin a new list of requests."""
        with self._lock:
            self._records.clear()

    def inject(self, fault: Fault) -> None:
        """Put a fault in force, after those already there."""
        self._faults.inject(fault)

    def clear_faults(self) -> None:
        """Take all faults away."""
        self._faults.clear()

    def _keep(self, record: Record) -> None:
        with self._lock:
            self._records.append(record)
