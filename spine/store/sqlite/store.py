"""The store that keeps everything in one SQLite file, for local runs."""

from collections.abc import Callable

from spine.store.protocol import Store
from spine.store.sqlite import migrations, queries
from spine.store.sqlite.documents import SqliteDocuments
from spine.store.sqlite.export import SqliteExportQueries
from spine.store.sqlite.planning import SqlitePlanningQueries
from spine.store.sqlite.sql import Sql
from spine.store.sqlite.sweep import SqliteSweepQueries


class SqliteStore(SqliteDocuments, SqlitePlanningQueries, SqliteSweepQueries, SqliteExportQueries, Store):
    """`Store` over one file; nothing is opened before the first call.

    Every call raises BadSettings for a path that Spine cannot use, and Unavailable if the file is busy, full,
    read-only or damaged. Tables that somebody dropped by hand are created again, empty.
    """

    name = "sqlite"

    def migrate(self) -> None:
        self._write(migrations.create_missing_tables)  # the rest is done when the file is opened

    def rollback(self) -> list[str]:
        return self._write(migrations.roll_back)

    def ping(self) -> None:
        self._rows(Sql(queries.PING))

    def run_concurrently[A](self, *calls: Callable[[], A]) -> list[A]:
        return [call() for call in calls]  # at the same time, a local file is no faster

    def close(self) -> None:
        """Close the connections of all threads; no thread may be at work."""
        self._connections.close()
