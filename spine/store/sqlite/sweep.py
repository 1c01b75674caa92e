"""What the sweep reads of all organisations and counts in one, and its flag, in the file."""

from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any
from uuid import uuid4

from spine.domain.documents import KeywordRefresh, Tombstone
from spine.domain.fact_states import FactStatus
from spine.domain.fact_types import ACTION_TYPES
from spine.domain.snapshots import OrganisationCounts
from spine.domain.workstreams import WorkstreamSummary
from spine.store.protocol import Page, PageRequest, SweepQueries
from spine.store.sqlite import queries, schema
from spine.store.sqlite.reader import VALUES_AT_ONCE, SqliteReader
from spine.store.sqlite.sql import ALL_ROWS, EXPIRED, NOT_EXPIRED, Order, Sql, equal, is_in


class SqliteSweepQueries(SqliteReader, SweepQueries):
    """`SweepQueries` on SQLite."""

    def registered_organisations_across_partitions(self, page: PageRequest) -> Page[str]:
        rows = self._row_page(("org_id",), "organisations", [ALL_ROWS], queries.ORGANISATION_ORDER, page)
        return Page([str(org_id) for (org_id,) in rows.items], rows.position)

    def stale_candidates_across_partitions(self, until: str, page: PageRequest) -> Page[WorkstreamSummary]:
        return self._summaries(Sql(queries.STALE_CANDIDATE, (until,)), queries.STALE_CANDIDATE_ORDER, page)

    def unfinished_across_partitions[D: Tombstone | KeywordRefresh](self, kind: type[D], page: PageRequest) -> Page[D]:
        return self._page(kind, [ALL_ROWS], tuple(schema.table_of(kind).primary_key), page)

    def workstream_summaries(self, org_id: str, page: PageRequest) -> Page[WorkstreamSummary]:
        return self._summaries(equal("org_id", org_id), queries.WORKSTREAM_ORDER, page)

    def flag_stale(self, summary: WorkstreamSummary, flagged_at: str) -> bool:
        # The row's etag changes: whoever read the workstream before has to read it again.
        values = {
            "org": summary.org_id, "id": summary.workstream_id, "updated_at": summary.updated_at,
            "at": flagged_at, "etag": uuid4().hex,
        }  # fmt: skip
        return self._write(lambda connection: connection.execute(queries.FLAG_STALE, values).rowcount > 0)

    def delete_expired(self) -> None:
        tables = [table.name for table in schema.TABLES if table.is_read is NOT_EXPIRED]
        self._write(lambda connection: [connection.execute(f"DELETE FROM {name} WHERE {EXPIRED}") for name in tables])

    def counts(self, org_id: str, today: str) -> OrganisationCounts:
        by_status = {status.value: self._number(queries.COUNT_STATUS, (org_id, status)) for status in FactStatus}
        types = is_in("fact_type", ACTION_TYPES)
        overdue = self._number(queries.COUNT_OVERDUE.format(types=types.text), (org_id, *types.values, today))
        ((ratings, total),) = self._rows(Sql(queries.RATINGS.format(not_expired=NOT_EXPIRED.text), (org_id,)))
        return OrganisationCounts(by_status, overdue, int(ratings or 0), int(total or 0))

    def count_linked_facts(self, org_id: str, workstream_ids: Sequence[str]) -> dict[str, int]:
        counts = dict.fromkeys(workstream_ids, 0)
        for some in batched(workstream_ids, VALUES_AT_ONCE, strict=False):
            ids = is_in("workstream_id", some)
            rows: Iterable[Any] = self._rows(Sql(queries.COUNT_LINKS.format(ids=ids.text), (org_id, *ids.values)))
            counts |= dict(rows)
        return counts

    def _summaries(self, condition: Sql, order: Order, page: PageRequest) -> Page[WorkstreamSummary]:
        rows: Page[Any] = self._row_page(queries.SUMMARY_COLUMNS, "workstreams", [condition], order, page)
        items = (dict(zip(queries.SUMMARY_COLUMNS, row, strict=True)) for row in rows.items)
        return Page([WorkstreamSummary.of(item) for item in items], rows.position)
