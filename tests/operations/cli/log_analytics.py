"""The query API of Log Analytics on loopback: it runs what it is asked over tables like a workspace's, in DuckDB."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import duckdb
import duckdb_kql

_COMMON = "TimeGenerated TIMESTAMP, Name VARCHAR, ItemCount INTEGER, OperationId VARCHAR"
_TABLES = {
    "AppEvents": f"{_COMMON}, Properties JSON",
    "AppRequests": f"{_COMMON}, OperationName VARCHAR, ResultCode VARCHAR, Success BOOLEAN, DurationMs DOUBLE",
}


@dataclass
class LogAnalytics:
    """The tables, what was asked, and how the API answers: its `status`, a `body` of its own, or `raw` bytes."""

    url: str = ""
    status: int = 200
    location: str = ""
    body: bytes | None = None
    raw: bytes | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)
    """The path and the Authorization header of each call."""

    def __post_init__(self) -> None:
        self._rows = duckdb.connect()
        for name, columns in _TABLES.items():
            self._rows.execute(f"CREATE TABLE {name} ({columns})")

    def event(self, name: str, days_ago: float = 1, **properties: object) -> None:
        """An event as the exporter sends it: every property is a text."""
        told = json.dumps({key: str(value) for key, value in properties.items()})
        self._rows.execute("INSERT INTO AppEvents VALUES (?, ?, 1, '', ?)", [_ago(days_ago), name, told])

    def request(self, function: str, status: int = 200, milliseconds: float = 100) -> None:
        """A request as the host records it."""
        row = [_ago(1), function, function, str(status), milliseconds]
        self._rows.execute("INSERT INTO AppRequests VALUES (?, ?, 1, '', ?, ?, true, ?)", row)

    def answer(self, query: str) -> bytes:
        """The table that a query gives, as the API writes it."""
        found = duckdb_kql.kql(self._rows, query)
        columns = [{"name": name, "type": "dynamic"} for name in found.columns]
        rows = [["NaN" if cell != cell else cell for cell in row] for row in found.fetchall()]
        return json.dumps({"tables": [{"name": "PrimaryResult", "columns": columns, "rows": rows}]}).encode()


def _ago(days: float) -> datetime:
    return datetime.now(UTC).replace(tzinfo=None) - timedelta(days=days)


@contextmanager
def running() -> Iterator[LogAnalytics]:
    """An API that answers until the block ends."""
    api = LogAnalytics()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            api.seen.append((self.path, self.headers["Authorization"]))
            self.send_error(405)

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            api.asked.append(asked)
            api.seen.append((self.path, self.headers["Authorization"]))
            if api.raw is not None:
                self.wfile.write(api.raw)
                return
            body = api.body if api.body is not None else api.answer(asked["query"])
            self.send_response(api.status)
            self.send_header("Content-Length", str(len(body)))
            if api.location:
                self.send_header("Location", api.location)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            """Nothing: the test says what went wrong."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        api.url = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield api
        server.shutdown()
