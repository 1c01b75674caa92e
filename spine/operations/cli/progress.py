"""Bars for long work, on standard error and on a terminal alone."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

from spine.operations.cli.printing import shown


class Bar:
    """How far some work is. Without a total it only shows that the work goes on."""

    def __init__(self, progress: Progress, doing: str, total: int | None) -> None:
        self._progress = progress
        self._task = progress.add_task(doing, total=total, at="")

    def moved(self, steps: int = 1, at: str = "") -> None:
        """So many steps more are done; `at` says where the work is."""
        self._progress.update(self._task, advance=steps, at=shown(at))

    def reached(self, done: int, at: str = "") -> None:
        """So many steps are done in all."""
        self._progress.update(self._task, completed=done, at=shown(at))


@contextmanager
def bar(doing: str, total: int | None = None) -> Iterator[Bar]:
    """A bar while the block runs. It leaves no trace, so that the answer stands alone."""
    console = Console(stderr=True, force_terminal=sys.stderr.isatty())
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[at]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield Bar(progress, doing, total)
