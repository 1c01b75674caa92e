"""Parts of SQL statements, each with the values of its own question marks."""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from spine.domain.limits import LARGEST_EXACT_INTEGER
from spine.store.errors import BadPosition

type Value = str | int | float | None

type Order = tuple[str, ...]
"""The columns of an ORDER BY, some with DESC; the last one orders ties."""

_NUMERIC = {"priority", "weight"}
"""The columns that lists sort by and that hold numbers; all others hold text."""


class Sql(NamedTuple):
    """A statement, or a part of one."""

    text: str
    values: tuple[Value, ...] = ()


ALL_ROWS = Sql("1")
EXPIRED = (
    "CASE WHEN json_valid(extra) THEN json_extract(extra, '$.expires_at') END <= strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
)
NOT_EXPIRED = Sql(f"({EXPIRED}) IS NOT TRUE")


def equal(column: str, value: Value) -> Sql:
    """The rows with this value."""
    return Sql(f"{column} = ?", (value,))


def is_in(column: str, values: Collection[Value]) -> Sql:
    """The rows with one of these values."""
    return Sql(f"{column} IN ({', '.join('?' * len(values))})", tuple(values))


def among(column: str, values: Collection[Value] | None) -> Sql:
    """The rows with one of these values, which may be very many; all if they are None."""
    if values is None:
        return ALL_ROWS
    return Sql(f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(values)),))


def at_least(column: str, value: Value) -> Sql:
    """The rows with this value or a higher one; all if the value is None."""
    return ALL_ROWS if value is None else Sql(f"{column} >= ?", (value,))


def all_of(conditions: Iterable[Sql]) -> Sql:
    """The rows that fulfil every condition."""
    needed = [condition for condition in conditions if condition is not ALL_ROWS]
    values = tuple(value for condition in needed for value in condition.values)
    return Sql(" AND ".join(condition.text for condition in needed) or ALL_ROWS.text, values)


def select(columns: Sequence[str], table: str, condition: Sql) -> Sql:
    """The rows of a table that fulfil a condition."""
    return Sql(f"SELECT {', '.join(columns)} FROM {table} WHERE {condition.text}", condition.values)


def ordered(selects: Sequence[Sql], order: Order, limit: int = -1) -> Sql:
    """The first rows, in this order, of selects that have no row in common. SQLite merges them row by row."""
    text = " UNION ALL ".join(part.text for part in selects)
    values = tuple(value for part in selects for value in part.values)
    return Sql(f"{text} ORDER BY {', '.join(order)} LIMIT ?", (*values, limit))


def position_of(order: Order, columns: Sequence[str], row: Sequence[Value]) -> str:
    """The position of a row in an order: its sort keys."""
    by_column = dict(zip(columns, row, strict=True))
    return json.dumps([by_column[column] for column in _columns(order)], default=str)


def after_position(order: Order, position: str | None) -> Sql:
    """The rows after a position in this order, all if it is None. Raises BadPosition for one of another order."""
    if position is None:
        return ALL_ROWS
    try:
        keys = json.loads(position)
    except (ValueError, RecursionError):
        raise BadPosition from None
    if not isinstance(keys, list) or len(keys) != len(order) or not all(map(_is_key, _columns(order), keys)):
        raise BadPosition
    return _after_keys(order, keys)


def _columns(order: Order) -> list[str]:
    return [part.removesuffix(" DESC") for part in order]


def _is_key(column: str, key: object) -> bool:
    """Whether a column that lists sort by can hold a value."""
    if column in _NUMERIC:
        return isinstance(key, int | float) and not isinstance(key, bool) and abs(key) <= LARGEST_EXACT_INTEGER
    return isinstance(key, str) and not any("\ud800" <= sign <= "\udfff" for sign in key)


def _after_keys(order: Order, keys: Sequence[Value]) -> Sql:
    column, sign = _columns(order)[0], "<" if order[0].endswith(" DESC") else ">"
    if len(order) == 1:
        return Sql(f"{column} {sign} ?", (keys[0],))
    rest = _after_keys(order[1:], keys[1:])
    # The bound on the first column alone lets the index start where the page begins.
    return Sql(f"{column} {sign}= ? AND ({column} {sign} ? OR {rest.text})", (keys[0], keys[0], *rest.values))
