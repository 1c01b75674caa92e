"""A deployed Spine, spoken to over HTTP with a function key."""

import json
import math
import socket
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from email.message import Message
from http.client import HTTPException
from threading import Thread
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from spine.cli.exits import Refused

SECONDS = 100.0
"""How long one answer may take, to its last byte: an organisation's removal works for up to a minute."""

WAKING_SECONDS = 90.0
"""How long a deployment may take to begin to answer, after the first call woke it."""

_STARTING = (502, 503, 504)
_PAUSE = 3.0
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class _Silence(Exception):
    """No answer came, but one may come later."""


class _StaysThere(HTTPRedirectHandler):
    """Follows nothing: the key goes to the address that was given, and to no other."""

    def redirect_request(self, *what: object) -> None:
        """No request follows a redirect; its status is the answer."""


_opener = build_opener(_StaysThere)


@dataclass(frozen=True)
class Reply:
    """What came back: headers by their small names, None for a body that is no JSON, and how long it took."""

    status: int
    headers: Mapping[str, str]
    body: Any
    seconds: float


@dataclass(frozen=True)
class Deployment:
    """A Spine at an address without a slash at its end. Its key is never shown; `ends` is a moment of its clock."""

    url: str
    key: str | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    ends: float = math.inf

    @property
    def is_here(self) -> bool:
        """Whether it runs on this machine."""
        return urlsplit(self.url).hostname in _LOOPBACK

    def with_key(self, key: str) -> "Deployment":
        """The same, called with a key. Raises Refused for what no key can be, or where it would be read on its way."""
        if not (key.isascii() and key.isprintable() and key and " " not in key):
            raise Refused("the key is empty or holds characters that no function key has")
        if not (self.url.startswith("https://") or self.is_here):
            raise Refused(f"{self.url} is not https: a key sent there could be read on its way")
        return replace(self, key=key)

    def lasting(self, seconds: float) -> "Deployment":
        """The same, which from now answers for so long, all its calls and pauses together, and then refuses."""
        return replace(self, ends=self.clock() + seconds)

    def pause(self, seconds: float) -> None:
        """Wait, but not beyond the end."""
        self.sleep(max(0.0, min(seconds, self.ends - self.clock())))

    def ask(self, method: str, path: str, body: object = None, **query: object) -> Reply:
        """One call. Raises Refused where there is no answer, or no time left for one."""
        try:
            return self._once(method, path, body, query)
        except _Silence as silence:
            raise Refused(f"{self.url} did not answer {method} {path}: {silence}") from None

    def wake(self) -> Reply:
        """The answer of GET /health, for which a cold deployment gets some time. Raises Refused where none comes."""
        begun = self.clock()
        while True:
            late = self.clock() - begun > WAKING_SECONDS
            try:
                reply = self._once("GET", "/health", None, {})
                if late or reply.status not in _STARTING or reply.body is not None:
                    return reply
            except _Silence as silence:
                if late:
                    raise Refused(f"{self.url} does not answer: {silence}") from None
            self.pause(_PAUSE)

    def _once(self, method: str, path: str, body: object, query: Mapping[str, object]) -> Reply:
        headers = {"Accept": "application/json"} | ({"x-functions-key": self.key} if self.key else {})
        data = None
        if body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        target = f"{self.url}{path}{'?' if query else ''}{urlencode(query)}"
        begun = time.perf_counter()
        request, seconds = Request(target, data=data, headers=headers, method=method), self._left(f"{method} {path}")
        status, got, text = _within(seconds, lambda: _sent(request, seconds))
        named = {name.lower(): value for name, value in got.items()}
        return Reply(status, named, _read(text), time.perf_counter() - begun)

    def _left(self, call: str) -> float:
        left = min(SECONDS, self.ends - self.clock())
        if left <= 0:
            raise Refused(f"{self.url} is too slow: no time is left for {call}")
        return left


def deployment_at(url: str) -> Deployment:
    """The deployment at an address that a person gave. Raises Refused for what is none."""
    parts = urlsplit(url.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname or not _has_a_port(parts):
        raise Refused(f"{url} is no address: give one like https://func-spine.azurewebsites.net")
    if parts.query or parts.fragment or parts.username or parts.password:
        raise Refused("give the address alone; the key is read from the variable that --key-env names, or asked for")
    return Deployment(f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}")


def _has_a_port(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def _within[T](seconds: float, work: Callable[[], T]) -> T:
    """What some work gives. Raises _Silence when it takes longer, and what the work raises.

    A socket's timeout bounds each read alone, and looking a name up has none: either could go on for ever.
    """
    came: Future[T] = Future()

    def done() -> None:
        try:
            came.set_result(work())
        except Exception as fault:
            came.set_exception(fault)

    Thread(target=done, daemon=True).start()
    try:
        return came.result(seconds)
    except TimeoutError:
        raise _Silence(f"no whole answer within {seconds:.0f} s") from None


def _sent(request: Request, seconds: float) -> tuple[int, Message, bytes]:
    """Raises Refused where nobody is at the address, _Silence where somebody may be who does not answer yet."""
    try:
        with _opener.open(request, timeout=seconds) as answer:
            return answer.status, answer.headers, answer.read()
    except HTTPError as answer:
        with answer:
            return answer.code, answer.headers, answer.read()
    except URLError as fault:
        if isinstance(fault.reason, socket.gaierror | ConnectionRefusedError):
            raise Refused(f"{request.host} cannot be reached: {_words(fault.reason)}") from None
        raise _Silence(_words(fault.reason)) from None
    except (HTTPException, OSError) as fault:
        raise _Silence(_words(fault)) from None


def _words(fault: object) -> str:
    return str(getattr(fault, "strerror", None) or fault or type(fault).__name__)


def _read(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
