"""Sends events to Application Insights where a connection string is set, and to the local log otherwise.

This is the only module that imports the exporter.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from spine.config import settings
from spine.errors import BadSettings
from spine.events import EVENTS, dimensions

if TYPE_CHECKING:
    from spine.exporter import EventHandler

logger = logging.getLogger("spine.telemetry")

_events = logging.getLogger("spine.events")
_traceparent: ContextVar[str] = ContextVar("traceparent", default="")
_lock = Lock()


@contextmanager
def bind(traceparent: str | None) -> Iterator[None]:
    """Link the events of an invocation to the host's record of it, until the block ends: threads are used again."""
    token = _traceparent.set(traceparent or "")
    try:
        yield
    finally:
        _traceparent.reset(token)


def track_event(name: str, fields: Mapping[str, object]) -> None:
    """Send an event, or write it to the local log. Never raises, and never waits for the network."""
    try:
        sent, undeclared = dimensions(name, fields)
        if name not in EVENTS or undeclared:
            logger.warning("Dropped undeclared event or fields: %s %s", name, ", ".join(undeclared))
        if name in EVENTS:
            _send(name, sent)
    except Exception as error:  # an event must never fail a request
        logger.warning("The event %s was not sent: %s", name, type(error).__name__)


def flush() -> None:
    """Wait, for a few seconds at most, until the events so far are sent: the timer's instance may end after it."""
    handler = _handler()
    if handler is not None:
        handler.flush()


def reset() -> None:
    """Close the connection; the next event opens a new one. For tests that change the settings."""
    with _lock:
        _connect.cache_clear()
        for handler in list(_events.handlers):
            _events.removeHandler(handler)
            handler.close()
        _events.propagate = True


def _send(name: str, sent: Mapping[str, str]) -> None:
    handler = _handler()
    if handler is None:
        _events.info("%s %s", name, json.dumps(sent))
        return
    parts = _traceparent.get().split("-")
    operation = {"traceId": parts[1], "spanId": parts[2]} if len(parts) == 4 else {}
    _events.info(name, extra={"custom_dimensions": dict(sent), **operation})
    if lost := handler.loss_to_report():
        logger.warning("%d events were lost since the start: Application Insights rejected them", lost)


def _handler() -> "EventHandler | None":
    """The handler of the configured connection; None where there is none, or where it cannot be used."""
    try:
        connection_string = settings().connection_string
    except BadSettings:
        return None
    if not connection_string:
        return None
    with _lock:  # two handlers would send everything twice
        return _connect(connection_string)


@lru_cache(maxsize=1)
def _connect(connection_string: str) -> "EventHandler | None":
    try:
        from spine.exporter import EventHandler  # 50 ms, and not needed without a connection string

        handler = EventHandler(connection_string)
    except Exception as error:  # whatever it is: the service runs without
        logger.warning(
            "APPLICATIONINSIGHTS_CONNECTION_STRING cannot be used (%s): events are off", type(error).__name__
        )
        return None
    _events.addHandler(handler)
    _events.setLevel(logging.INFO)
    _events.propagate = False  # the host would store a second copy, as a trace
    return handler
