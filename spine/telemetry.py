"""Events: what happened, for whoever runs the service. The only module that knows the exporter.

With a connection string they go to Application Insights and nowhere else; without one they stay in the local log.
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
_one_at_a_time = Lock()


@contextmanager
def bind(traceparent: str | None) -> Iterator[None]:
    """Ties the events of an invocation to the host's record of it. It ends with the block: threads are used again."""
    token = _traceparent.set(traceparent or "")
    try:
        yield
    finally:
        _traceparent.reset(token)


def track_event(name: str, fields: Mapping[str, object]) -> None:
    """Send an event, or write it to the local log. Never raises, and never waits for the network."""
    try:
        sent, refused = dimensions(name, fields)
        if name not in EVENTS or refused:
            logger.warning("Not sent, for want of a row in spine.events: %s %s", name, ", ".join(refused))
        if name in EVENTS:
            _emit(name, sent)
    except Exception as fault:  # an event is never worth a request
        logger.warning("The event %s was not sent: %s", name, type(fault).__name__)


def flush() -> None:
    """Wait, for a few seconds at most, until the events so far are sent: the timer's instance may be gone after it."""
    handler = _handler()
    if handler is not None:
        handler.flush()


def forget() -> None:
    """End the connection, and make it anew at the next event: for tests that change the settings."""
    with _one_at_a_time:
        _connected.cache_clear()
        for handler in list(_events.handlers):
            _events.removeHandler(handler)
            handler.close()
        _events.propagate = True


def _emit(name: str, sent: Mapping[str, str]) -> None:
    handler = _handler()
    if handler is None:
        _events.info("%s %s", name, json.dumps(sent))
        return
    _events.info(name, extra={"custom_dimensions": dict(sent), **_operation()})
    if lost := handler.loss_to_tell():
        logger.warning("%d events were lost since the start: Application Insights did not take them", lost)


def _operation() -> dict[str, str]:
    parts = _traceparent.get().split("-")
    return {"traceId": parts[1], "spanId": parts[2]} if len(parts) == 4 else {}


def _handler() -> "EventHandler | None":
    try:
        connection_string = settings().connection_string
    except BadSettings:
        return None
    if not connection_string:
        return None
    with _one_at_a_time:  # two handlers would send everything twice
        return _connected(connection_string)


@lru_cache(maxsize=1)
def _connected(connection_string: str) -> "EventHandler | None":
    try:
        from spine.exporter import EventHandler  # 50 ms, and not needed without a connection string

        handler = EventHandler(connection_string)
    except Exception as fault:  # whatever it is: the service runs without
        logger.warning(
            "APPLICATIONINSIGHTS_CONNECTION_STRING cannot be used (%s): events are off", type(fault).__name__
        )
        return None
    _events.addHandler(handler)
    _events.setLevel(logging.INFO)
    _events.propagate = False  # the host would store a second copy, as a trace
    return handler
