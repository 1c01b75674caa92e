"""Spreadsheets as CSV: a header, and a row for each fact (docs/notes.md#spreadsheets)."""

import csv
import io
import re
from collections.abc import Iterator

from spine.domain.notes.lines import Row, Table
from spine.domain.notes.tables import TEXT, TITLE, layout_of
from spine.errors import Invalid

DELIMITERS = (",", ";", "\t", "|")
MAX_COLUMNS = 200
MAX_HEADERS_SHOWN = 20

_TELLS_DELIMITER = re.compile(r"sep=(?P<sign>[,;\t|])\r?\n")
"""The line by which a spreadsheet program is told what stands between cells."""

csv.field_size_limit(2**31 - 1)  # a request has a limit of its own


def table_of(text: str) -> Table:
    """The table that a text in CSV holds. Raises Invalid where no column holds what a row says."""
    told = _TELLS_DELIMITER.match(text)
    rows = list(_rows(text, told["sign"] if told else _delimiter(text)))[1 if told else 0 :]
    if not rows:
        raise Invalid.field([], "has no rows")
    header, *others = rows
    if len(header.cells) > MAX_COLUMNS:
        raise Invalid.field([], f"has {len(header.cells)} columns; the limit is {MAX_COLUMNS}")
    fields = layout_of(header.cells, others).fields
    if TEXT not in fields and TITLE not in fields:
        shown = ", ".join(repr(cell[:40]) for cell in header.cells[:MAX_HEADERS_SHOWN])
        raise Invalid.field([], f"has no column for the text, like Action, Ação or Description; its header is {shown}")
    return Table(header, tuple(others))


def _delimiter(text: str) -> str:
    """The sign between the cells: the one by which the first row has the most columns that are known."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def known(sign: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=sign), [])
        return sum(name is not None for name in layout_of(cells).fields), len(cells)

    return max(DELIMITERS, key=known)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """The rows with a cell that is not empty; `number` is the line that a row begins in."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    for cells in reader:
        if any(cell.strip() for cell in cells):
            end = min(reader.line_num, len(starts) - 1)
            yield Row(before + 1, starts[min(before, len(starts) - 1)], starts[end], tuple(cells))
        before = reader.line_num
