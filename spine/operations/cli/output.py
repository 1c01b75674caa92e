"""What a command writes: its answer on standard output, everything else on standard error.

Tables, colours and bars are for terminals alone; into a file or a pipe goes plain text, and with `--json` one document.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

from spine.operations.paging import ReportProgress

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document, for scripts.")]


def answer(document: object, text: str | Table, *, as_json: bool) -> None:
    """Write a command's whole answer: the document for scripts, or the text or table for people."""
    is_terminal = sys.stdout.isatty()
    if as_json:
        # Escaped where the stream could not hold it, or a terminal would be steered by it.
        written = json.dumps(document, ensure_ascii=(sys.stdout.encoding or "").lower() != "utf-8", indent=2)
        escaped = (sign if sign.isprintable() or sign == "\n" else json.dumps(sign)[1:-1] for sign in written)
        print("".join(escaped) if is_terminal else written)
    elif isinstance(text, str):
        print(printable(text) if is_terminal else text)
    elif is_terminal:
        Console().print(text)
    else:
        print(plain(text))


def note(line: str) -> None:
    """Say something that is no part of the answer."""
    print(printable(line), file=sys.stderr, flush=True)


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> Table:
    """Rows under headings, None as a dash; columns of numbers are aligned to the right."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for index, name in enumerate(columns):
        is_numbers = bool(rows) and all(isinstance(row[index], int | float) for row in rows)
        made.add_column(name, justify="right" if is_numbers else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(printable("–" if cell is None else str(cell))) for cell in row))
    return made


def plain(made: Table) -> str:
    """A table as lines of plain text, every cell whole."""
    columns = [[str(column.header), *map(str, column.cells)] for column in made.columns]
    padded = []
    for column, cells in zip(made.columns, columns, strict=True):
        width = max(map(len, cells))
        padded.append([cell.rjust(width) if column.justify == "right" else cell.ljust(width) for cell in cells])
    return "\n".join("  ".join(line).rstrip() for line in zip(*padded, strict=True))


def printable(text: str) -> str:
    """A text without what would steer a terminal: stored facts are other people's words."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "\N{REPLACEMENT CHARACTER}" for sign in text)


@dataclass(frozen=True)
class Bar:
    """How far some work is. Without a total it only shows that the work goes on."""

    _progress: Progress
    _task: TaskID

    def advance(self, steps: int = 1, at: str = "") -> None:
        """So many steps more are done; `at` says where the work is."""
        self._progress.update(self._task, advance=steps, at=printable(at))

    def reach(self, done: int, at: str = "") -> None:
        """So many steps are done in all."""
        self._progress.update(self._task, completed=done, at=printable(at))


@contextmanager
def bar(title: str, total: int | None = None) -> Iterator[Bar]:
    """A bar on standard error while the block runs. It leaves no trace, so that the answer stands alone."""
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
        yield Bar(progress, progress.add_task(title, total=total, at=""))


@contextmanager
def phase_bars() -> Iterator[ReportProgress]:
    """What shows one bar after the other, as the work goes from phase to phase."""
    with ExitStack() as stack:
        shown: dict[str, Bar] = {}

        def report(phase: str, done: int, total: int | None) -> None:
            if phase not in shown:
                stack.close()
                shown.clear()
                shown[phase] = stack.enter_context(bar(phase, total))
            shown[phase].reach(done)

        yield report
