"""What the sweep reads of all organisations and counts in one, and its flag, on the container."""

import json
from collections.abc import Iterable, Sequence
from functools import partial
from uuid import uuid4

from spine.domain.documents import KeywordRefresh, Tombstone
from spine.domain.fact_states import FactStatus
from spine.domain.fact_types import ACTION_TYPES
from spine.domain.snapshots import OrganisationCounts
from spine.domain.workstreams import WorkstreamSummary
from spine.store.cosmos import queries
from spine.store.cosmos.container import ItemPage
from spine.store.cosmos.reader import CosmosReader
from spine.store.cosmos.statements import Statement, statement_in
from spine.store.protocol import Page, PageRequest, SweepQueries


class CosmosSweepQueries(CosmosReader, SweepQueries):
    """`SweepQueries` on Cosmos DB."""

    def registered_organisations_across_partitions(self, page: PageRequest) -> Page[str]:
        found = self._across_partitions(Statement(queries.REGISTERED_ORGANISATIONS_ACROSS_PARTITIONS_UNSAFE), page)
        return Page(found.items, found.position)

    def stale_candidates_across_partitions(self, until: str, page: PageRequest) -> Page[WorkstreamSummary]:
        statement = Statement(queries.STALE_CANDIDATES_ACROSS_PARTITIONS_UNSAFE, {"until": until})
        found = self._across_partitions(statement, page)
        return Page([WorkstreamSummary.of(item, item["id"]) for item in found.items], found.position)

    def unfinished_across_partitions[D: Tombstone | KeywordRefresh](self, kind: type[D], page: PageRequest) -> Page[D]:
        statement = Statement(queries.OF_TYPE_ACROSS_PARTITIONS_UNSAFE, {"type": kind.kind})
        found = self._across_partitions(statement, page)
        return Page(self.documents_of(kind, found.items), found.position)

    def workstream_summaries(self, org_id: str, page: PageRequest) -> Page[WorkstreamSummary]:
        statement = Statement(queries.WORKSTREAM_SUMMARIES, {"org_id": org_id})
        found = self.container.page(org_id, statement, page.limit, page.position)
        return Page([WorkstreamSummary.of(item, item["id"]) for item in found.items], found.position)

    def flag_stale(self, summary: WorkstreamSummary, flagged_at: str) -> bool:
        # The predicate of a patch takes no parameters, so the value is part of its text, as JSON.
        unchanged = f"c.updated_at = {json.dumps(summary.updated_at)}"
        if summary.updated_at is None:
            unchanged = "(NOT IS_DEFINED(c.updated_at) OR IS_NULL(c.updated_at))"
        predicate = f"FROM c WHERE c.type = 'workstream' AND {unchanged} AND NOT IS_STRING(c.stale_flagged_at)"
        changes = {"stale_flagged_at": flagged_at}
        return self.container.patch(summary.org_id, summary.item, changes, predicate, uuid4().hex)

    def delete_expired(self) -> None:
        pass  # the database does it by itself: each such item has its time to live

    def counts(self, org_id: str, today: str) -> OrganisationCounts:
        statuses = [status.value for status in FactStatus]
        of_status = [
            Statement(queries.COUNT_FACTS_OF_STATUS, {"org_id": org_id, "status": status}) for status in statuses
        ]
        overdue = statement_in(queries.COUNT_OVERDUE, ACTION_TYPES, org_id=org_id, today=today)
        ratings = [Statement(query, {"org_id": org_id}) for query in (queries.COUNT_RATINGS, queries.SUM_RATINGS)]
        *facts, actions, count, total = self._numbers(org_id, [*of_status, overdue, *ratings])
        return OrganisationCounts(dict(zip(statuses, facts, strict=True)), actions, count, total)

    def count_linked_facts(self, org_id: str, workstream_ids: Sequence[str]) -> dict[str, int]:
        statements = [
            Statement(queries.COUNT_LINKS, {"org_id": org_id, "workstream_id": workstream_id})
            for workstream_id in workstream_ids
        ]
        return dict(zip(workstream_ids, self._numbers(org_id, statements), strict=True))

    def _numbers(self, org_id: str, statements: Iterable[Statement]) -> list[int]:
        """The results of aggregates, which the index answers, read concurrently."""
        calls = [partial(self.container.all, org_id, statement) for statement in statements]
        return [int(sum(numbers)) for numbers in self._threads.run_concurrently(calls)] if calls else []

    def _across_partitions(self, statement: Statement, page: PageRequest) -> ItemPage:
        return self.container.page_across_partitions_unsafe(statement, page.limit, page.position)
