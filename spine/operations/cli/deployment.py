"""A deployed Spine, spoken to over HTTP with a function key."""

import json
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import Request

from spine.operations.cli import calls
from spine.operations.cli.calls import Silence
from spine.operations.cli.exit_codes import Refused

SECONDS = 100.0
"""How long one answer may take, to its last byte: an organisation's removal works for up to a minute."""

WAKING_SECONDS = 90.0
"""How long a deployment may take to begin to answer, after the first call woke it."""

_STARTING = (502, 503, 504)
_PAUSE = 3.0


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
        return calls.is_here(urlsplit(self.url))

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
        except Silence as silence:
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
            except Silence as silence:
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
        status, got, text = calls.answer_to(request, seconds)
        named = {name.lower(): value for name, value in got.items()}
        return Reply(status, named, _read(text), time.perf_counter() - begun)

    def _left(self, call: str) -> float:
        left = min(SECONDS, self.ends - self.clock())
        if left <= 0:
            raise Refused(f"{self.url} is too slow: no time is left for {call}")
        return left


def deployment_at(url: str) -> Deployment:
    """The deployment at an address that a person gave. Raises Refused for what is none."""
    parts = calls.address(url)
    if parts is None:
        raise Refused(f"{url} is no address: give one like https://func-spine.azurewebsites.net")
    if parts.query or parts.fragment or parts.username or parts.password:
        raise Refused("give the address alone; the key is read from the variable that --key-env names, or asked for")
    return Deployment(f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}")


def _read(text: bytes) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
