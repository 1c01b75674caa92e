"""What the parts of the store share: the connections, and documents from statements."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from itertools import batched
from pathlib import Path

from spine.domain.documents import Document
from spine.store.protocol import Page, PageRequest
from spine.store.sqlite import error_mapping, migrations, schema
from spine.store.sqlite.connections import Connections, write_transaction
from spine.store.sqlite.rows import documents_of
from spine.store.sqlite.sql import Order, Sql, Value, after_position, all_of, is_in, ordered, position_of, select

VALUES_AT_ONCE = 500
"""The most values in one statement: SQLite takes a limited number."""


class SqliteReader:
    """Reads documents. Nothing is opened before the first call."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.address = f"sqlite {Path(path).absolute()}"
        self._connections = Connections(path, migrations.migrate)

    def _page[D: Document](self, kind: type[D], parts: Iterable[Sql], order: Order, page: PageRequest) -> Page[D]:
        """A page of the documents that fulfil one of `parts`; none may fulfil two."""
        table = schema.table_of(kind)
        read = [all_of([part, table.is_read]) for part in parts]
        rows = self._row_page(table.read_columns, table.name, read, order, page)
        return Page(documents_of(kind, rows.items), rows.position)

    def _row_page(
        self, columns: Sequence[str], table: str, parts: Iterable[Sql], order: Order, page: PageRequest
    ) -> Page[Sequence[Value]]:
        following = after_position(order, page.position)
        selects = [select(columns, table, all_of([part, following])) for part in parts]
        rows = self._rows(ordered(selects, order, page.limit + 1))
        shown = rows[: page.limit]
        return Page(shown, position_of(order, columns, shown[-1]) if len(rows) > page.limit else None)

    def _documents_in[D: Document](self, kind: type[D], where: Sql, column: str, values: Sequence[str]) -> list[D]:
        """The documents with one of these values."""
        batches = batched(dict.fromkeys(values), VALUES_AT_ONCE, strict=False)
        conditions = [all_of([where, is_in(column, some)]) for some in batches]
        return [document for condition in conditions for document in self._documents(kind, condition)]

    def _documents[D: Document](self, kind: type[D], condition: Sql, order: Order = (), limit: int = -1) -> list[D]:
        table = schema.table_of(kind)
        statement = select(table.read_columns, table.name, all_of([condition, table.is_read]))
        rows = self._rows(ordered([statement], order, limit) if order else statement)
        return documents_of(kind, rows)

    def _rows(self, statement: Sql) -> list[Sequence[Value]]:
        return self._run(lambda connection: connection.execute(*statement).fetchall())

    def _number(self, query: str, values: dict[str, str] | tuple[Value, ...]) -> int:
        return int(self._run(lambda connection: connection.execute(query, values).fetchone()[0]))

    def _write[A](self, call: Callable[[sqlite3.Connection], A]) -> A:
        """The result of a call in a transaction that writes."""

        def in_transaction(connection: sqlite3.Connection) -> A:
            with write_transaction(connection):
                return call(connection)

        return self._run(in_transaction)

    def _run[A](self, call: Callable[[sqlite3.Connection], A]) -> A:
        """The result of a call, which is repeated once if it meets a table that somebody dropped, after creating it.

        So it is if it meets a text that is no UTF-8: as bytes, it only makes its own row one that cannot be read.
        """
        with error_mapping.translated():
            connection = self._connections.mine()
            try:
                return call(connection)
            except sqlite3.OperationalError as error:
                if error_mapping.is_bad_text(error):
                    return _run_on_any_bytes(connection, call)
                if not error_mapping.is_missing_table(error):
                    raise
            with write_transaction(connection):
                migrations.create_missing_tables(connection)
            return call(connection)


def _run_on_any_bytes[A](connection: sqlite3.Connection, call: Callable[[sqlite3.Connection], A]) -> A:
    connection.text_factory = _text_or_bytes
    try:
        return call(connection)
    finally:
        connection.text_factory = str


def _text_or_bytes(raw: bytes) -> str | bytes:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw
