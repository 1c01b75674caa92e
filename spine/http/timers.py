"""Timer functions: what goes wrong in one is logged, and the next tick tries again."""

import logging
from collections.abc import Callable

from spine.assembly import service
from spine.errors import SpineError
from spine.usecases.service import Service

logger = logging.getLogger("spine.http")


def run(name: str, job: Callable[[Service], None]) -> None:
    """Do a job on the configured service; whatever it raises is logged as ERROR, inside the invocation."""
    try:
        job(service())
    except SpineError as error:
        logger.error("%s: %s", name, error.detail)
    except Exception as fault:
        logger.exception("%s failed: %s", name, type(fault).__name__)
