"""The app over HTTP on loopback, served by waitress: connections stay open, and HEAD gets no body."""

import logging
import os
import re
import socket
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import create_server

from devhost.answer import Answer, Outcome
from devhost.errors import CannotServe
from devhost.host import FunctionsApp

logger = logging.getLogger(__name__)

_ADMIN = re.compile(r"/admin/functions/([^/?]+)/?")
_LARGEST_BODY = 100 * 1024 * 1024  # the real host's limit, so that an app's own, smaller one can be seen

type Environ = dict[str, Any]
type StartResponse = Callable[[str, list[tuple[str, str]]], object]


class Server:
    """A WSGI application around an indexed app.

    POST /admin/functions/NAME runs a timer function, as on the real host, but the 202 comes once the run is
    over, so that what it did can be looked at. A chunked body reaches the function empty, as there.
    """

    def __init__(self, app: FunctionsApp) -> None:
        self._app = app

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        answer = self._answer(environ)
        if not answer.ok and answer.error:
            logger.error("%s failed: %s", answer.function, answer.stack or answer.error)
        named = {"content-length": str(len(answer.body)), **answer.headers}
        lines = [*named.items(), *(("set-cookie", cookie) for cookie in answer.cookies)]
        start_response(f"{answer.status} {_phrase(answer.status)}", lines)
        return [answer.body] if answer.body else []

    def _answer(self, environ: Environ) -> Answer:
        method, target = environ["REQUEST_METHOD"], _target(environ)
        if method == "POST" and (named := _ADMIN.fullmatch(target.partition("?")[0])):
            return self._run_timer(named[1], environ)
        return self._app.invoke_http(method, target, headers=_headers(environ), body=environ["wsgi.input"].read())

    def _run_timer(self, name: str, environ: Environ) -> Answer:
        if not self._app.opens(environ.get("HTTP_X_FUNCTIONS_KEY"), "admin"):
            return Answer(False, status=401)
        try:
            outcome: Outcome = self._app.invoke_timer(name)
        except KeyError:
            return Answer(False, status=404)
        return Answer(**vars(outcome), status=202)


class _KeepsTransferEncoding(HTTPRequestParser):
    """waitress reads a chunked body to its end and then hides that it was chunked; here the app is told.

    The body is read all the same, so the connection stands at the next request.
    """

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.chunked:
            self.headers["TRANSFER_ENCODING"] = "chunked"
        elif "TRANSFER_ENCODING" in self.headers:  # HTTP/1.0, whose chunks waitress would take for requests
            self.headers["CONNECTION"] = "close"


class _Channel(HTTPChannel):
    parser_class = _KeepsTransferEncoding


def listen(port: int) -> socket.socket:
    """A socket that listens on loopback; port 0 takes a free one."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError as problem:
        reason = os.strerror(problem.errno) if problem.errno else str(problem)
        raise CannotServe(f"port {port} cannot be used: {reason}. Choose another with --port.") from problem


def address_of(listener: socket.socket) -> str:
    """The URL under which a listening socket is reached."""
    host, port = listener.getsockname()
    return f"http://{host}:{port}"


def serve(app: FunctionsApp, listener: socket.socket, threads: int) -> None:
    """Answer requests until KeyboardInterrupt or SystemExit."""
    server = create_server(
        Server(app),
        sockets=[listener],
        threads=threads,
        max_request_body_size=_LARGEST_BODY,
        ident="devhost",
    )
    server.channel_class = _Channel
    try:
        server.run()
    finally:
        server.close()


def _target(environ: Environ) -> str:
    """The path and query as sent, for WSGI's PATH_INFO is decoded; the absolute form loses its origin."""
    sent = re.sub("^https?://[^/?]*", "", environ["REQUEST_URI"], flags=re.IGNORECASE)
    return sent if sent.startswith("/") else f"/{sent}"


def _headers(environ: Environ) -> dict[str, str]:
    names = [name for name in environ if name.startswith("HTTP_")]
    named = {name.removeprefix("HTTP_"): environ[name] for name in names}
    named |= {name: environ[name] for name in ("CONTENT_TYPE", "CONTENT_LENGTH") if environ.get(name)}
    return {name.replace("_", "-"): _text(value) for name, value in named.items()}


def _text(latin: str) -> str:
    """WSGI's bytes-as-latin-1 read as the UTF-8 that the host takes them for."""
    return latin.encode("latin-1").decode(errors="replace")


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus else "Unknown"
