"""A reverse proxy, as Azure's front end is one, that can change what the real server answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple


class Passed(NamedTuple):
    """An answer on its way."""

    status: int
    content_type: str
    body: bytes
    retry_after: str = ""


type Spoil = Callable[[str, str, Passed], Passed]
"""Method, path and the real answer, to the answer that is given."""


@contextmanager
def proxy(port: int, spoil: Spoil = lambda method, path, passed: passed) -> Iterator[str]:
    """The address of a proxy before a server on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            given = spoil(self.command, self.path, _real(port, self))
            self.send_response(given.status)
            self.send_header("Content-Type", given.content_type)
            self.send_header("Content-Length", str(len(given.body)))
            if given.retry_after:
                self.send_header("Retry-After", given.retry_after)
            if given.status == 302:
                self.send_header("Location", given.body.decode())
            self.end_headers()
            self.wfile.write(given.body)

        do_GET = do_POST = do_DELETE = answer  # noqa: N815  (the library's names)

        def log_message(self, format: str, *words: object) -> None:
            """Nothing is said of a call."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def _real(port: int, asked: BaseHTTPRequestHandler) -> Passed:
    body = asked.rfile.read(int(asked.headers.get("Content-Length", 0)))
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(asked.command, asked.path, body=body, headers=dict(asked.headers))
    with connection.getresponse() as real:
        passed = Passed(real.status, real.headers.get("Content-Type", "text/plain"), real.read())
    connection.close()
    return passed
