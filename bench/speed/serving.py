"""A checkout, served by its own devhost on a SQLite file, and a connection to it."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS_TO_START = 120
MISSING = object()


@dataclass
class Server:
    """A server, and one connection to it that stays open."""

    process: "subprocess.Popen[str]"
    port: int
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = self.connect()

    def connect(self) -> http.client.HTTPConnection:
        """A further connection."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def ask(self, method: str, path: str, body: object = None, by: http.client.HTTPConnection | None = None) -> Any:
        """The answer to a request, as JSON. Raises RuntimeError for an error."""
        connection = by or self.connection
        sent = None if body is None else json.dumps(body).encode()
        connection.request(method, path, sent, {"Content-Type": "application/json"} if sent else {})
        response = connection.getresponse()
        answer = response.read()
        if response.status >= 400:
            raise RuntimeError(f"{method} {path}: {response.status} {answer[:300]!r}")
        return json.loads(answer) if answer else None

    def milliseconds(self, method: str, path: str, body: object = None) -> float:
        """How long an answer takes, in milliseconds."""
        start = time.perf_counter()
        self.ask(method, path, body)
        return (time.perf_counter() - start) * 1_000

    def processor_milliseconds(self, method: str, path: str, body: object = None) -> float:
        """The processor time of the server for an answer: what a busy machine changes least."""
        start = self._processor_time()
        self.ask(method, path, body)
        return (self._processor_time() - start) / 1_000_000

    def _processor_time(self) -> int:
        """Nanoseconds of all threads so far."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text(encoding="utf-8").split()[0]) for thread in threads)

    def megabytes(self) -> float:
        """The resident memory of the process."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


@contextmanager
def served(checkout: Path, database: Path) -> Iterator[Server]:
    """A server of a checkout on a database file, which may be new."""
    python = checkout / ".venv/bin/python"
    local = {"AZURE_FUNCTIONS_ENVIRONMENT": "Development", "SPINE_STORE": "sqlite", "SPINE_DB_PATH": str(database)}
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = subprocess.Popen(
        [str(python if python.exists() else sys.executable), "-m", "devhost", "--port", "0", "--log", "none"],
        cwd=checkout, env=kept | local, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield Server(process, _port(process))
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def _port(process: "subprocess.Popen[str]") -> int:
    """The port that a server says it has."""
    assert process.stdout
    end = time.monotonic() + SECONDS_TO_START
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
            return int(found[1])
        if time.monotonic() > end:
            break
    raise RuntimeError("The server did not start.")
