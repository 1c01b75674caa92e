"""What an export reads, in the file."""

from spine.domain.documents import Document
from spine.store.protocol import ExportQueries, Page, PageRequest
from spine.store.sqlite import queries, schema
from spine.store.sqlite.reader import SqliteReader
from spine.store.sqlite.sql import Sql, equal


class SqliteExportQueries(SqliteReader, ExportQueries):
    """`ExportQueries` on SQLite, which holds no legacy documents: older files are migrated when they are opened."""

    def existing_organisations_across_partitions(self) -> list[str]:
        return [str(org_id) for (org_id,) in self._rows(Sql(queries.EXISTING_ORGANISATIONS))]

    def documents[D: Document](self, kind: type[D], org_id: str, page: PageRequest) -> Page[D]:
        return self._page(kind, [equal("org_id", org_id)], (schema.table_of(kind).key,), page)
