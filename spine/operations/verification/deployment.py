"""A deployed Spine, spoken to over HTTP with a function key or a bearer token."""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from spine.errors import Invalid
from spine.operations import http_calls
from spine.operations.errors import Refused
from spine.operations.http_calls import NoAnswer

SECONDS = 100.0
"""How long one answer may take, to its last byte: an organisation's removal works for up to a minute."""

WAKING_SECONDS = 90.0
"""How long a deployment may take to begin to answer, after the first call woke it."""

_STARTING = (502, 503, 504)
_PAUSE = 3.0


@dataclass(frozen=True)
class Reply:
    """An answer: its headers (of any case), its JSON or None, and how many seconds it took."""

    status: int
    headers: Mapping[str, str]
    body: Any
    seconds: float

    @property
    def problem(self) -> str:
        """The detail of a problem document, after a colon; empty for another body."""
        detail = self.body.get("detail") if isinstance(self.body, dict) else None
        return f": {detail}" if detail else ""


@dataclass(frozen=True)
class Deployment:
    """A Spine at an address without a slash at its end. Key and token are never shown; `ends` is of its clock."""

    url: str
    key: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    ends: float = math.inf

    @property
    def is_here(self) -> bool:
        """Whether it runs on this machine."""
        return http_calls.is_here(urlsplit(self.url))

    def with_key(self, key: str) -> "Deployment":
        """The same, called with a key. Raises Refused for what no key can be, or where it would be read on its way."""
        self._check_secret("key", key)
        return replace(self, key=key)

    def with_token(self, token: str) -> "Deployment":
        """The same, called with a bearer token. Raises Refused as `with_key` does."""
        self._check_secret("token", token)
        return replace(self, token=token)

    def _check_secret(self, what: str, secret: str) -> None:
        if not (secret.isascii() and secret.isprintable() and secret and " " not in secret):
            raise Refused(f"the {what} is empty or contains invalid characters")
        if not (self.url.startswith("https://") or self.is_here):
            raise Refused(f"{self.url} is not https: the {what} would be sent unencrypted")

    @property
    def credential(self) -> str | None:
        """What lets the calls in, in words: the key, the token or nothing."""
        return "token" if self.token else "key" if self.key else None

    def with_time_limit(self, seconds: float) -> "Deployment":
        """The same, which from now answers for so long, all its calls and pauses together, and then refuses."""
        return replace(self, ends=self.clock() + seconds)

    def pause(self, seconds: float) -> None:
        """Wait, but not beyond the end."""
        self.sleep(max(0.0, min(seconds, self.ends - self.clock())))

    def ask(self, method: str, path: str, body: object = None, **query: str) -> Reply:
        """One call. Raises Refused where there is no answer, or no time left for one."""
        try:
            return self._call(method, path, body, query)
        except NoAnswer as error:
            raise Refused(f"{self.url} did not answer {method} {path}: {error}") from None

    def wake(self) -> Reply:
        """The answer of GET /health, for which a cold deployment gets some time. Raises Refused where none comes."""
        begun = self.clock()
        while True:
            late = self.clock() - begun > WAKING_SECONDS
            try:
                reply = self._call("GET", "/health")
                if late or reply.status not in _STARTING or reply.body is not None:
                    return reply
            except NoAnswer as error:
                if late:
                    raise Refused(f"{self.url} does not answer: {error}") from None
            self.pause(_PAUSE)

    def _call(self, method: str, path: str, body: object = None, query: Mapping[str, str] | None = None) -> Reply:
        seconds = min(SECONDS, self.ends - self.clock())
        if seconds <= 0:
            raise Refused(f"{self.url} is too slow: out of time before {method} {path}")
        headers = {"Accept": "application/json"}
        headers |= {"x-functions-key": self.key} if self.key else {}
        headers |= {"Authorization": f"Bearer {self.token}"} if self.token else {}
        begun = time.perf_counter()
        answer = http_calls.call(method, f"{self.url}{path}", seconds, headers=headers, query=query or {}, body=body)
        try:
            json = answer.json()
        except (ValueError, RecursionError):
            json = None
        return Reply(answer.status_code, answer.headers, json, time.perf_counter() - begun)


def deployment_at(url: str) -> Deployment:
    """The deployment at an address that a person gave. Raises Invalid for what is none."""
    parts = http_calls.address(url)
    if parts is None:
        raise Invalid.field("url", "must be an address like https://func-spine.azurewebsites.net")
    if parts.query or parts.fragment or parts.username or parts.password:
        raise Invalid.field("url", "must be the address alone; keys come from --key-env")
    return Deployment(f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}")
