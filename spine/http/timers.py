"""Timer functions: what goes wrong in one is logged, and the next tick tries again."""

import logging
from collections.abc import Callable

import azure.functions as func

from spine.bootstrap import service
from spine.errors import SpineError
from spine.telemetry import bind, flush
from spine.usecases.service import Service

logger = logging.getLogger("spine.http")


def run(name: str, context: func.Context, job: Callable[[Service], None]) -> None:
    """Do a job on the configured service, and send what it told; what is raised is logged inside the invocation."""
    with bind(getattr(context.trace_context, "trace_parent", None)):
        _logged(name, lambda: job(service()))
        _logged(name, flush)


def _logged(name: str, act: Callable[[], None]) -> None:
    try:
        act()
    except SpineError as error:
        logger.error("%s: %s", name, error.detail)
    except Exception as fault:
        logger.exception("%s failed: %s", name, type(fault).__name__)
