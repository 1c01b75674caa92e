"""What the sweep asks of the file: walks over all organisations, counts inside one, and the flag."""

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import batched
from typing import Any
from uuid import uuid4

from spine.domain.fact_types import FACT_TYPES, Group
from spine.domain.facts import FactStatus
from spine.domain.snapshots import OrganisationCounts
from spine.domain.workstreams import WorkstreamSummary
from spine.store.protocol import Page, PageRequest
from spine.store.sqlite import queries
from spine.store.sqlite.selects import Order, Sql, after, among, both, equal, keys_of
from spine.store.sqlite.transactions import writing

IDS_AT_ONCE = 500
ACTIONS = [name for name, meaning in FACT_TYPES.items() if meaning.group is Group.ACTIONS]

_WALK: Order = ("workstream_id", "org_id")
_BY_ID: Order = ("org_id",)


def organisations(connection: sqlite3.Connection, page: PageRequest) -> Page[str]:
    """The ids of all organisations that have a document."""
    rows, position = _rows(connection, queries.ORGANISATION_IDS, Sql("1"), _BY_ID, page)
    return Page([row[0] for row in rows], position)


def neglected(connection: sqlite3.Connection, until: str, page: PageRequest) -> Page[WorkstreamSummary]:
    """Workstreams without a flag, updated until then or at no readable time."""
    rows, position = _rows(connection, queries.STANDINGS, Sql(queries.NEGLECTED, (until,)), _WALK, page)
    return Page([WorkstreamSummary(*row) for row in rows], position)


def workstream_summaries(connection: sqlite3.Connection, org_id: str, page: PageRequest) -> Page[WorkstreamSummary]:
    """How each workstream of an organisation stands."""
    rows, position = _rows(connection, queries.STANDINGS, equal("org_id", org_id), queries.WORKSTREAM_ORDER, page)
    return Page([WorkstreamSummary(*row) for row in rows], position)


def flag(connection: sqlite3.Connection, standing: WorkstreamSummary, flagged_at: str) -> bool:
    """Set the flag where the row is the one that was seen. Its etag changes, so that who read it before sees it."""
    seen = {"org": standing.org_id, "id": standing.workstream_id, "seen": standing.updated_at}
    with writing(connection):
        changed = connection.execute(queries.FLAG, {**seen, "at": flagged_at, "etag": uuid4().hex})
    return bool(changed.rowcount)


def counts(connection: sqlite3.Connection, org_id: str, today: str) -> OrganisationCounts:
    """Numbers that indexes hold."""
    by_status = {status.value: _number(connection, queries.COUNT_STATUS, org_id, status) for status in FactStatus}
    types = among("fact_type", ACTIONS)
    overdue = _number(connection, queries.COUNT_OVERDUE.format(types=types.text), org_id, *types.values, today)
    ratings, total = connection.execute(queries.RATINGS, (org_id,)).fetchone()
    return OrganisationCounts(by_status, overdue, ratings, int(total or 0))


def count_linked_facts(connection: sqlite3.Connection, org_id: str, workstream_ids: Sequence[str]) -> dict[str, int]:
    """How many links each workstream has."""
    found = dict.fromkeys(workstream_ids, 0)
    for some in batched(workstream_ids, IDS_AT_ONCE, strict=False):
        ids = among("workstream_id", some)
        found |= dict(connection.execute(queries.COUNT_LINKS.format(ids=ids.text), (org_id, *ids.values)))
    return found


def _number(connection: sqlite3.Connection, statement: str, *values: object) -> int:
    return int(connection.execute(statement, values).fetchone()[0])


def _rows(
    connection: sqlite3.Connection, text: str, where: Sql, order: Order, page: PageRequest
) -> tuple[list[Any], str | None]:
    """The rows of a page, and where the next one begins; the select's columns hold those of the order by name."""
    condition = both([where, after(order, page.position)])
    statement = f"{text} WHERE {condition.text} ORDER BY {', '.join(order)} LIMIT ?"
    cursor = connection.execute(statement, (*condition.values, page.limit + 1))
    names: Iterable[str] = [column[0] for column in cursor.description]
    rows = cursor.fetchall()
    shown = rows[: page.limit]
    position = keys_of(order, dict(zip(names, shown[-1], strict=True))) if len(rows) > page.limit else None
    return shown, position
