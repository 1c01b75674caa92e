"""Calls over HTTP that stay at the address a person gave: the key that they carry goes there and nowhere else."""

import asyncio
import os
import socket
import ssl
from collections.abc import Mapping
from functools import cache
from urllib.parse import SplitResult, urlsplit

import httpx

from spine.operations.errors import Refused

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class NoAnswer(Exception):
    """No whole answer came, but one may come later."""


def address(text: str) -> SplitResult | None:
    """The parts of an http or https address with a host that can be asked. None for what is none."""
    try:
        parts = urlsplit(text.strip())
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        (parts.hostname or "").encode("idna")  # as looking it up does: a label may be empty or too long
    except ValueError:
        return None
    url = parts.geturl()
    return parts if known and url.isascii() and url.isprintable() and " " not in url else None


def is_here(parts: SplitResult) -> bool:
    """Whether the address is this machine."""
    return parts.hostname in _LOOPBACK


def call(
    method: str, url: str, seconds: float, *, headers: Mapping[str, str], query: Mapping[str, str], body: object = None
) -> httpx.Response:
    """The answer to a request, whole, whatever its status; no redirect is followed.

    One deadline bounds looking up the name, connecting and every byte; httpx's own timeouts bound each step alone.
    Raises Refused where nobody is at the address, NoAnswer where somebody may be who does not answer yet.
    """

    async def answer() -> httpx.Response:
        async with (
            asyncio.timeout(seconds),
            httpx.AsyncClient(timeout=None, follow_redirects=False, verify=_certificates()) as client,
        ):
            return await client.request(method, url, headers=headers, params=query, json=body)

    try:
        return asyncio.run(answer())
    except TimeoutError:
        raise NoAnswer(f"no complete response within {seconds:.0f} s") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise failure(urlsplit(url).netloc, error) from None


def failure(host: str, error: BaseException) -> Refused | NoAnswer:
    """What to raise for an error on the way to a host: Refused where nobody is there, else NoAnswer."""
    cause = error
    while deeper := getattr(cause, "inner_exception", None) or cause.__cause__ or cause.__context__:
        cause = deeper.exceptions[0] if isinstance(deeper, BaseExceptionGroup) else deeper
    words = getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
    if isinstance(cause, OSError) and words.startswith("Connect call failed"):  # asyncio's words for any reason
        words = os.strerror(cause.errno or 0)
    if isinstance(cause, socket.gaierror | ConnectionRefusedError):
        return Refused(f"{host} cannot be reached: {words}")
    return NoAnswer(words)


@cache
def _certificates() -> ssl.SSLContext:
    """The certificates that this machine trusts; httpx would take its own list, which knows no company's proxy."""
    return ssl.create_default_context()
