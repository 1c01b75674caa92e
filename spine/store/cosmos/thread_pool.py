"""Independent reads side by side, on threads of the store's own."""

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
    fault: Exception | None
    found: list[DeferredWarning]


class ThreadPool:
    """A pool of threads, made at the first use."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pool: ThreadPoolExecutor | None = None

    def run_concurrently[A](self, calls: Iterable[Callable[[], A]]) -> list[A]:
        """The results of the calls, in their order; the first fault is raised when all have ended."""
        first, *others = calls
        if not others or _is_worker.get():  # a thread that waited for threads of its own pool could wait for ever
            return [call() for call in (first, *others)]
        pool = self._made()
        running = [pool.submit(copy_context().run, _work, call) for call in others]
        outcomes = [_outcome(first), *(future.result() for future in running)]
        for outcome in outcomes:
            for found in outcome.found:
                deferred_warnings.warn(found.message, *found.values)
        for outcome in outcomes:
            if outcome.fault:
                raise outcome.fault
        return [outcome.result for outcome in outcomes]  # type: ignore[misc]  # each has a result: it has no fault

    def close(self) -> None:
        """End the threads; none may be at work."""
        with self._lock:
            if self._pool:
                self._pool.shutdown()
            self._pool = None

    def _made(self) -> ThreadPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(WORKERS, "spine-store")
            return self._pool


def _work[A](call: Callable[[], A]) -> _Outcome[A]:
    _is_worker.set(True)  # in the copy of the context, which ends with this call
    return _outcome(call)


def _outcome[A](call: Callable[[], A]) -> _Outcome[A]:
    with deferred_warnings.keeping() as found:
        try:
            return _Outcome(call(), None, found)
        except Exception as fault:
            return _Outcome(None, fault, found)
