"""Parts of statements, each with the values of its own question marks."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from spine.store.protocol import BadPosition
from spine.store.sqlite.rows import Value
from spine.store.sqlite.schema import Table

type Order = tuple[str, ...]
"""The columns of an ORDER BY, some with DESC; the last one tells ties apart."""


class Sql(NamedTuple):
    """A statement, or a part of one."""

    text: str
    values: tuple[Value, ...] = ()


ALL = Sql("1")


def equal(column: str, value: Value) -> Sql:
    """The rows with this value."""
    return Sql(f"{column} = ?", (value,))


def among(column: str, values: Collection[Value]) -> Sql:
    """The rows with one of these values."""
    return Sql(f"{column} IN ({', '.join('?' * len(values))})", tuple(values))


def no_less(column: str, value: Value) -> Sql:
    """The rows with this value or a higher one; all where the value is None."""
    return ALL if value is None else Sql(f"{column} >= ?", (value,))


def both(parts: Iterable[Sql]) -> Sql:
    """The rows that fulfil every part."""
    wanted = [part for part in parts if part is not ALL]
    values = tuple(value for part in wanted for value in part.values)
    return Sql(" AND ".join(part.text for part in wanted) or ALL.text, values)


def after(order: Order, position: str | None) -> Sql:
    """The rows behind a position in this order. Raises BadPosition for what is no position of it."""
    return ALL if position is None else _after(order, _keys(order, position))


def position_of(order: Order, table: Table, row: Sequence[Value]) -> str:
    """Where a row of the table's `read_columns` stands in this order: its sort keys."""
    return keys_of(order, dict(zip(table.read_columns, row, strict=True)))


def keys_of(order: Order, row: Mapping[str, Value]) -> str:
    """Where a row, by column, stands in this order."""
    return json.dumps([row[_column(part)] for part in order], ensure_ascii=False)


def select(table: Table, condition: Sql) -> Sql:
    """The rows of a table that fulfil a condition."""
    return Sql(f"SELECT {', '.join(table.read_columns)} FROM {table.name} WHERE {condition.text}", condition.values)


def ordered(selects: Sequence[Sql], order: Order, limit: int = -1) -> Sql:
    """The first rows in this order of selects that overlap nowhere. SQLite merges them row by row."""
    text = " UNION ALL ".join(part.text for part in selects)
    values = tuple(value for part in selects for value in part.values)
    return Sql(f"{text} ORDER BY {', '.join(order)} LIMIT ?", (*values, limit))


def _after(order: Order, keys: Sequence[Value]) -> Sql:
    column, sign = _column(order[0]), "<" if order[0].endswith(" DESC") else ">"
    if len(order) == 1:
        return Sql(f"{column} {sign} ?", (keys[0],))
    rest = _after(order[1:], keys[1:])
    # The bound on the first column alone is what lets the index start where the page begins.
    return Sql(f"{column} {sign}= ? AND ({column} {sign} ? OR {rest.text})", (keys[0], keys[0], *rest.values))


def _keys(order: Order, position: str) -> list[Value]:
    try:
        keys = json.loads(position)
    except ValueError:
        raise BadPosition from None
    if not isinstance(keys, list) or len(keys) != len(order) or not all(isinstance(k, str | int | float) for k in keys):
        raise BadPosition
    return keys


def _column(part: str) -> str:
    return part.removesuffix(" DESC")
