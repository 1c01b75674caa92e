"""A server started as a developer starts it, by python -m devhost, and spoken to over real sockets."""

import os
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import NamedTuple

from tests.commands import LONGEST_SECONDS
from tests.processes import command

ROOT = Path(__file__).parents[3]


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes


class LocalServer:
    """A server's process, and the lines that it prints on either stream."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.port = 0
        self._lines: Queue[str] = Queue()
        self._reader = Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line)
        self._lines.put("(the process ended)")

    def wait_for(self, pattern: str) -> re.Match[str]:
        """The next line that matches."""
        line = ""
        while (found := re.search(pattern, line)) is None:
            line = self._lines.get(timeout=LONGEST_SECONDS)
            assert line != "(the process ended)", f"It ended without a line like {pattern!r}."
        return found

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=LONGEST_SECONDS)

    def ask(self, method: str, path: str, *headers: str) -> Reply:
        """One request on a connection of its own."""
        with self.connect() as connection:
            return ask(connection, method, path, *headers)

    def stop(self) -> int:
        """End it with SIGTERM, and give its exit code."""
        self.process.terminate()
        code = self.process.wait(LONGEST_SECONDS)
        self._reader.join()
        return code


def ask(connection: socket.socket, method: str, path: str, *headers: str, body: bytes = b"") -> Reply:
    """One request on an open connection, its headers and body sent as they are."""
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", *headers, "", ""]
    connection.sendall("\r\n".join(lines).encode() + body)
    with HTTPResponse(connection, method=method) as response:
        response.begin()
        headers_read = {name.lower(): text for name, text in response.getheaders()}
        return Reply(response.status, headers_read, response.read())


def devhost_process(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command("devhost", *map(str, arguments)),
        cwd=ROOT,
        env=os.environ | environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


@contextmanager
def local_server(*arguments: str | Path, **environment: str) -> Iterator[LocalServer]:
    """A server on a free port, ready to answer."""
    with devhost_process("--port=0", *arguments, **environment) as process:
        server = LocalServer(process)
        try:
            server.port = int(server.wait_for(r"http://127\.0\.0\.1:(\d+)")[1])
            yield server
        finally:
            server.stop()
