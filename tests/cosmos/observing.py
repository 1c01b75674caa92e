"""What a call asks of the database: how many requests, how many of them one after the other, and what they read."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import Any
from unittest.mock import patch

from spine.store.cosmos import container, thread_pool
from spine.store.cosmos.container import ItemPage
from spine.store.cosmos.thread_pool import ThreadPool
from tests.double import Double


@dataclass
class Observation:
    """The requests of some calls. Tries again count as one."""

    requests: int = 0
    in_sequence: int = 0
    """The most of them that had to wait for one another."""
    documents: int = 0
    request_units: float = 0.0


class _Watch:
    """Counts requests, on whatever thread they are made."""

    def __init__(self) -> None:
        self.observed, self._lock = Observation(), Lock()
        self._depth: ContextVar[Observation] = ContextVar("depth", default=self.observed)
        self._attempt, self._together = container.with_retry, ThreadPool.run_concurrently

    def with_retry(self, request: Callable[[dict[str, Any]], Any]) -> Any:
        answer = None
        try:
            answer = self._attempt(request)
        finally:
            with self._lock:
                self.observed.requests += 1
                self.observed.documents += _documents(answer)
                self._depth.get().in_sequence += 1
        return answer

    def run_concurrently(self, pool: ThreadPool, calls: Iterable[Callable[[], Any]]) -> list[Any]:
        branches = [(Observation(), call) for call in calls]
        results = self._together(pool, [self._branch(*branch) for branch in branches])
        depths = [depth.in_sequence for depth, _ in branches]
        self._depth.get().in_sequence += sum(depths) if thread_pool._is_worker.get() else max(depths, default=0)
        return results

    def _branch(self, depth: Observation, call: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            token = self._depth.set(depth)
            try:
                return call()
            finally:
                self._depth.reset(token)

        return run


@contextmanager
def observing(double: Double) -> Iterator[Observation]:
    """What the calls inside ask of the double."""
    watch = _Watch()
    double.forget()
    pool = patch.object(ThreadPool, "run_concurrently", lambda own, calls: watch.run_concurrently(own, calls))
    with patch.object(container, "with_retry", watch.with_retry), pool:
        yield watch.observed
    watch.observed.request_units = double.request_units


def _documents(answer: object) -> int:
    if isinstance(answer, ItemPage):
        return sum(isinstance(item, dict) for item in answer.items)
    return isinstance(answer, dict)
