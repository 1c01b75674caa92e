"""Independent reads at the same time, on the store's own threads."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from threading import Lock
from typing import NamedTuple

from spine.store.cosmos import deferred_warnings
from spine.store.cosmos.deferred_warnings import DeferredWarning

WORKERS = 32

_is_worker: ContextVar[bool] = ContextVar("is_worker", default=False)


class _Outcome[A](NamedTuple):
    result: A | None
    error: Exception | None
    warnings: list[DeferredWarning]


class ThreadPool:
    """A pool of threads, created at the first use."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ThreadPoolExecutor | None = None

    def run_concurrently[A](self, calls: Iterable[Callable[[], A]]) -> list[A]:
        """The results of the calls, in their order; the first error is raised when all have ended."""
        mine, others = (given := list(calls))[:1], given[1:]
        if not others or _is_worker.get():  # a thread that waits for threads of its own pool can wait for ever
            return [call() for call in given]
        with self._lock:
            pool = self._pool = self._pool or ThreadPoolExecutor(WORKERS, "spine-store")
        running = [pool.submit(copy_context().run, _work, call) for call in others]
        outcomes = [*map(_outcome, mine), *(future.result() for future in running)]
        for warning in (warning for outcome in outcomes for warning in outcome.warnings):
            deferred_warnings.warn(warning.message, *warning.values, level=warning.level)
        for error in (outcome.error for outcome in outcomes if outcome.error):
            raise error
        return [outcome.result for outcome in outcomes]  # type: ignore[misc]  # each has a result: it has no error

    def close(self) -> None:
        """End the threads; none may be at work."""
        with self._lock:
            if self._pool:
                self._pool.shutdown()
            self._pool = None


def _work[A](call: Callable[[], A]) -> _Outcome[A]:
    _is_worker.set(True)  # in the copy of the context, which ends with this call
    return _outcome(call)


def _outcome[A](call: Callable[[], A]) -> _Outcome[A]:
    with deferred_warnings.deferring() as warnings:
        try:
            return _Outcome(call(), None, warnings)
        except Exception as error:
            return _Outcome(None, error, warnings)
