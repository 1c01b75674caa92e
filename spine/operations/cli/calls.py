"""Calls over HTTP that stay at the address a person gave: what proves who calls goes there and nowhere else."""

import socket
from collections.abc import Callable
from concurrent.futures import Future
from email.message import Message
from http.client import HTTPException
from threading import Thread
from urllib.error import URLError
from urllib.parse import SplitResult, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from spine.operations.cli.exit_codes import Refused

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Silence(Exception):
    """No answer came, but one may come later."""


_opener = OpenerDirector()
"""Follows no redirect and judges no status: whatever is answered is the answer."""
for _handler in (ProxyHandler, HTTPHandler, HTTPSHandler):
    _opener.add_handler(_handler())


def address(text: str) -> SplitResult | None:
    """The parts of an http or https address with a host that can be asked. None for what is none."""
    try:
        parts = urlsplit(text.strip())
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        (parts.hostname or "").encode("idna")  # as looking it up does: a label may be empty or too long
    except ValueError:
        return None
    signs = parts.geturl()
    return parts if known and signs.isascii() and signs.isprintable() and " " not in signs else None


def is_here(parts: SplitResult) -> bool:
    """Whether the address is this machine."""
    return parts.hostname in _LOOPBACK


def answer_to(request: Request, seconds: float) -> tuple[int, Message, bytes]:
    """The status, headers and body that come back, whole and in time.

    Raises Refused where nobody is at the address, Silence where somebody may be who does not answer yet.
    """
    return _within(seconds, lambda: _answer(request, seconds))


def _within[T](seconds: float, work: Callable[[], T]) -> T:
    """What some work gives. Raises Silence when it takes longer, and what the work raises.

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
    except TimeoutError:  # of the waiting here, or of the socket, whichever came first
        raise Silence(f"no whole answer within {seconds:.0f} s") from None


def _answer(request: Request, seconds: float) -> tuple[int, Message, bytes]:
    try:
        with _opener.open(request, timeout=seconds) as answer:
            return answer.status, answer.headers, answer.read()
    except URLError as fault:
        if isinstance(fault.reason, socket.gaierror | ConnectionRefusedError):
            raise Refused(f"{request.host} cannot be reached: {_words(fault.reason)}") from None
        if isinstance(fault.reason, TimeoutError):
            raise fault.reason from None
        raise Silence(_words(fault.reason)) from None
    except TimeoutError:
        raise
    except (HTTPException, OSError) as fault:
        raise Silence(_words(fault)) from None


def _words(fault: object) -> str:
    return str(getattr(fault, "strerror", None) or fault or type(fault).__name__)
