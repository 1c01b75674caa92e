"""What the sweep asks of the container: walks over all organisations, counts inside one, and the flag."""

import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any
from uuid import uuid4

from spine.domain.documents import Tombstone
from spine.domain.fact_types import FACT_TYPES, Group
from spine.domain.facts import FactStatus
from spine.domain.snapshots import OrganisationCounts
from spine.domain.workstreams import WorkstreamSummary
from spine.store.cosmos import queries
from spine.store.cosmos.container import Container, Part
from spine.store.cosmos.items import Item, document_of
from spine.store.cosmos.statements import Statement, of_values
from spine.store.cosmos.thread_pool import ThreadPool
from spine.store.protocol import Page, PageRequest

ACTIONS = [name for name, meaning in FACT_TYPES.items() if meaning.group is Group.ACTIONS]


class SweepQueries:
    """The sweep's part of the store."""

    def __init__(self, container: Container, threads: ThreadPool) -> None:
        self._container, self._threads = container, threads

    def organisations(self, page: PageRequest) -> Page[str]:
        """The ids of all organisations that have a document."""
        part = self._across(queries.ORGANISATION_IDS_ACROSS_PARTITIONS_UNSAFE, page)
        return Page(part.items, part.position)

    def neglected(self, until: str, page: PageRequest) -> Page[WorkstreamSummary]:
        """Workstreams without a flag, updated until then or at no readable time."""
        part = self._across(queries.NEGLECTED_ACROSS_PARTITIONS_UNSAFE, page, until=until)
        return Page(_standings(part.items), part.position)

    def tombstones(self, page: PageRequest) -> Page[Tombstone]:
        """The tombstones of all organisations."""
        part = self._across(queries.TOMBSTONES_ACROSS_PARTITIONS_UNSAFE, page)
        stones = (document_of(Tombstone, item) for item in part.items)
        return Page([stone for stone in stones if stone is not None], part.position)

    def workstream_summaries(self, org_id: str, page: PageRequest) -> Page[WorkstreamSummary]:
        """How each workstream of an organisation stands."""
        statement = Statement(queries.STANDINGS, {"org_id": org_id})
        part = self._container.page(org_id, statement, page.limit, page.position)
        return Page(_standings(part.items), part.position)

    def flag(self, standing: WorkstreamSummary, flagged_at: str) -> bool:
        """Set the flag by a patch that the database carries out only on what was seen."""
        changes = {"stale_flagged_at": flagged_at}
        return self._container.patch(standing.org_id, standing.item, changes, _unchanged(standing), uuid4().hex)

    def counts(self, org_id: str, today: str) -> OrganisationCounts:
        """Numbers that the index holds, asked for side by side."""
        of_status = [
            Statement(queries.COUNT_FACTS_OF_STATUS, {"org_id": org_id, "status": status.value})
            for status in FactStatus
        ]
        overdue = of_values(queries.COUNT_OVERDUE, ACTIONS, org_id=org_id, today=today)
        ratings = [Statement(text, {"org_id": org_id}) for text in (queries.COUNT_RATINGS, queries.SUM_RATINGS)]
        *facts, actions, count, total = self._numbers(org_id, [*of_status, overdue, *ratings])
        by_status = dict(zip((status.value for status in FactStatus), facts, strict=True))
        return OrganisationCounts(by_status, actions, count, total)

    def count_linked_facts(self, org_id: str, workstream_ids: Sequence[str]) -> dict[str, int]:
        """A count for each workstream, from the index alone."""
        asked = [Statement(queries.COUNT_LINKS, {"org_id": org_id, "workstream_id": one}) for one in workstream_ids]
        return dict(zip(workstream_ids, self._numbers(org_id, asked), strict=True))

    def _numbers(self, org_id: str, statements: Iterable[Statement]) -> list[int]:
        asked = [partial(self._container.all, org_id, statement) for statement in statements]
        return [int(sum(found)) for found in self._threads.run_concurrently(asked)] if asked else []

    def _across(self, text: str, page: PageRequest, **parameters: Any) -> Part:
        return self._container.page_across_partitions_unsafe(Statement(text, parameters), page.limit, page.position)


def _unchanged(standing: WorkstreamSummary) -> str:
    """The predicate of a patch takes no parameters, so the value stands in it, as JSON writes it."""
    seen = standing.updated_at
    nothing = "(NOT IS_DEFINED(c.updated_at) OR IS_NULL(c.updated_at))"
    same = nothing if seen is None else f"c.updated_at = {json.dumps(seen)}"
    return f"FROM c WHERE c.type = 'workstream' AND {same} AND NOT IS_STRING(c.stale_flagged_at)"


def _standings(items: Iterable[Item]) -> list[WorkstreamSummary]:
    return [_standing(item) for item in items]


def _standing(item: Item) -> WorkstreamSummary:
    """A line of any document: the guide's service, or a person, may have left out or written whatever they liked."""
    priority, flagged = item.get("priority"), item.get("stale_flagged_at")
    return WorkstreamSummary(
        item["org_id"],
        str(item.get("workstream_id") or item["id"]),
        title=str(item.get("title") or ""),
        status=str(item.get("status") or "green"),
        priority=int(priority) if isinstance(priority, int | float) else 1,
        created_at=item.get("created_at"),
        updated_at=item.get("updated_at"),
        stale_flagged_at=flagged if isinstance(flagged, str) else None,
        item=item["id"],
    )
