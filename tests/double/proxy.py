"""The HTTP proxy before the emulator: it records requests, estimates their cost, and lets faults befall them."""

import contextlib
import json
import os
import re
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

from tests.double.answers import CHARGE, Answer
from tests.double.charges import request_units
from tests.double.container import SETUP
from tests.double.faults import Faults
from tests.double.records import Record, Request

_ADDRESS = re.compile(rb'(?<="databaseAccountEndpoint":)"[^"]*"')
_NOT_FORWARDED = {"host", "connection", "accept-encoding"}
_HANDED_BACK = ("x-ms-", "etag")
_RESET = struct.pack("ii", 1, 0)  # linger for no time: the peer gets a reset in place of an end


class Proxy(ThreadingHTTPServer):
    """Listens on loopback until it is closed."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, port: int, emulator_port: int, faults: Faults, keep: Callable[[Record], None]) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.emulator_port, self.faults, self.keep = emulator_port, faults, keep
        self.endpoint = f"http://127.0.0.1:{self.server_port}/"
        self.connections: set[socket.socket] = set()
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        """Refuse new connections and cut those that are open."""
        self.shutdown()
        self.server_close()
        for connection in list(self.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    """One connection of a client, with one to the emulator."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self.proxy = cast(Proxy, self.server)
        self.emulator = HTTPConnection("127.0.0.1", self.proxy.emulator_port)
        self.proxy.connections.add(self.connection)

    def finish(self) -> None:
        self.proxy.connections.discard(self.connection)
        self.emulator.close()
        super().finish()

    def answer_request(self) -> None:
        request = self._received()
        if SETUP in request.headers.get("user-agent", ""):
            self._send(self._forward(request))
        else:
            self._send(self._answer(request))

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer_request  # noqa: N815

    def _received(self) -> Request:
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length") or 0))
        return Request(self.command, "/" + self.path.strip("/"), headers, body)

    def _answer(self, request: Request) -> Answer | None:
        started = time.perf_counter()
        fault = self.proxy.faults.striking(request)
        true = self._forward(request) if fault is None or fault.carries_out else Answer(0)
        units = request_units(request, true)
        answer = fault.in_place_of(true) if fault else true
        self.proxy.keep(Record.of(request, answer, fault.what if fault else None, units, time.perf_counter() - started))
        if fault:
            self.proxy.faults.wait(fault)
        if answer:
            answer.headers[CHARGE] = f"{units:.2f}"
        return answer

    def _forward(self, request: Request) -> Answer:
        headers = {name: value for name, value in request.headers.items() if name not in _NOT_FORWARDED}
        self.emulator.request(request.method, request.path, request.body, headers)
        response = self.emulator.getresponse()
        kept = {name: value for name, value in response.getheaders() if name.lower().startswith(_HANDED_BACK)}
        body = response.read()
        if request.path == "/":  # the account names the addresses to use from now on
            body = _ADDRESS.sub(json.dumps(self.proxy.endpoint).encode(), body)
        return Answer(response.status, kept, body)

    def _send(self, answer: Answer | None) -> None:
        if answer:
            self.wfile.write(answer.encoded())
        else:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self.close_connection = True
            os.close(self.connection.detach())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: requests are recorded."""
