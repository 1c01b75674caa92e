"""A reverse proxy, as Azure's front end is one: it can change what the real server answers, and sign callers in."""

from collections.abc import Callable, Iterator, Mapping
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


ANONYMOUS = ("/health", "/ready")
PRINCIPAL = "X-MS-CLIENT-PRINCIPAL"


@contextmanager
def proxy(
    port: int, spoil: Spoil = lambda method, path, passed: passed, sign_ins: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The address of a proxy before a server on this machine.

    With `sign_ins` it does as Easy Auth: it tells the server of the sign-in, by its token, and of no other.
    """

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            headers = dict(self.headers)
            if sign_ins is not None:
                headers.pop(PRINCIPAL, None)
                signed_in = sign_ins.get(self.headers.get("Authorization", "").removeprefix("Bearer "))
                headers |= {PRINCIPAL: signed_in} if signed_in else {}
            if sign_ins is None or signed_in or self.path in ANONYMOUS:
                passed = _real(port, self, headers)
            else:
                passed = Passed(401, "text/plain", b"")
            given = spoil(self.command, self.path, passed)
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
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def _real(port: int, asked: BaseHTTPRequestHandler, headers: Mapping[str, str]) -> Passed:
    body = asked.rfile.read(int(asked.headers.get("Content-Length", 0)))
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(asked.command, asked.path, body=body, headers=headers)
    with connection.getresponse() as real:
        passed = Passed(real.status, real.headers.get("Content-Type", "text/plain"), real.read())
    connection.close()
    return passed
