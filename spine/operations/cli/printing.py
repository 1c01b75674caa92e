"""What a command writes: its answer on standard output, everything else on standard error.

Tables and colours are for terminals alone; into a file or a pipe goes plain text, and with `--json` one document.
"""

import json
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON document, for scripts.")]

type Cell = object


def answer(document: object, said: str | Table, *, as_json: bool) -> None:
    """Write a command's whole answer: the document for scripts, or what is said to people."""
    if as_json:
        print(_json(document))
    elif isinstance(said, str):
        print(shown(said) if sys.stdout.isatty() else said)
    elif sys.stdout.isatty():
        Console().print(said)
    else:
        print(plain(said))


def _json(document: object) -> str:
    """JSON as it is read best: escaped where a terminal would be steered, or the stream could not hold it."""
    text = json.dumps(document, ensure_ascii=(sys.stdout.encoding or "").lower() != "utf-8", indent=2)
    if not sys.stdout.isatty():
        return text
    return "".join(sign if sign.isprintable() or sign == "\n" else json.dumps(sign)[1:-1] for sign in text)


def note(line: str) -> None:
    """Say something that is no part of the answer."""
    print(shown(line), file=sys.stderr, flush=True)


def table(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Table:
    """Rows under headings; columns of numbers stand to the right."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for place, name in enumerate(columns):
        numbers = bool(rows) and all(isinstance(row[place], int | float) for row in rows)
        made.add_column(name, justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(shown(_text(cell))) for cell in row))
    return made


def plain(made: Table) -> str:
    """A table as lines of plain text, every cell whole."""
    columns = [[str(one.header), *map(str, one.cells)] for one in made.columns]
    widths = [max(map(len, column)) for column in columns]
    sides = ["rjust" if one.justify == "right" else "ljust" for one in made.columns]
    lines: list[Any] = [
        [getattr(cell, side)(width) for cell, side, width in zip(row, sides, widths, strict=True)]
        for row in zip(*columns, strict=True)
    ]
    return "\n".join("  ".join(line).rstrip() for line in lines)


def shown(text: str) -> str:
    """A text without what would steer a terminal: stored facts are other people's words."""
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "\N{REPLACEMENT CHARACTER}" for sign in text)


def _text(cell: Cell) -> str:
    return "–" if cell is None else str(cell)
