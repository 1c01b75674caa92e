"""Runs timer functions: errors are logged, and the next tick tries again."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import azure.functions as func

from spine.bootstrap import service
from spine.errors import SpineError
from spine.telemetry import bind, flush
from spine.usecases.service import Service

logger = logging.getLogger("spine.http")


def run(name: str, context: func.Context, job: Callable[[Service], None]) -> None:
    """Run a job on the configured service, then send its events. Errors are logged inside the invocation."""
    with bind(getattr(context.trace_context, "trace_parent", None)):
        with _errors_logged(name):
            job(service())
        with _errors_logged(name):
            flush()


@contextmanager
def _errors_logged(name: str) -> Iterator[None]:
    try:
        yield
    except SpineError as error:
        logger.error("%s: %s", name, error.detail)
    except Exception as error:
        logger.exception("%s failed: %s", name, type(error).__name__)
