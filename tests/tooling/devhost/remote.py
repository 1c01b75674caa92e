"""An app opened in a process of its own, for a process can hold only one."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from devhost import Answer, FunctionsApp, Outcome

SAMPLE = Path(__file__).with_name("sample")

_opened: list[FunctionsApp] = []


def open_app(app_dir: Path, options: dict[str, Any]) -> None:
    _opened.append(FunctionsApp(app_dir, **options))


def close_app() -> None:
    _opened.pop().close()


def call(method: str, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
    return getattr(_opened[0], method)(*args, **options)


class RemoteApp:
    """A FunctionsApp whose methods run in the other process."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def invoke_http(self, *args: Any, **options: Any) -> Answer:
        answer: Answer = self._call("invoke_http", *args, **options)
        return answer

    def invoke_timer(self, *args: Any, **options: Any) -> Outcome:
        outcome: Outcome = self._call("invoke_timer", *args, **options)
        return outcome

    def table(self) -> str:
        return str(self._call("table"))

    def problems(self) -> list[str]:
        return list(self._call("problems"))

    def _call(self, method: str, *args: Any, **options: Any) -> Any:
        return self._pool.submit(call, method, args, options).result(30)


@contextmanager
def remote_app(app_dir: Path, **options: Any) -> Iterator[RemoteApp]:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        pool.submit(open_app, app_dir, options).result(30)
        yield RemoteApp(pool)
        pool.submit(close_app).result(30)
