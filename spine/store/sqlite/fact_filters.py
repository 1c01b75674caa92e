"""Filters of facts as conditions on their table."""

from collections.abc import Collection

from spine.domain.fact_states import FactState, FactStatus
from spine.domain.facts import owner_term
from spine.store.protocol import FactFilter
from spine.store.sqlite import queries
from spine.store.sqlite.sql import Sql, all_of, at_least, equal, is_in

SORTED_INDEX_RANGES = 50
"""The most types, statuses or meetings of a filter that are read from their index one by one and merged in order."""


def fact_conditions(org_id: str, filters: FactFilter) -> list[Sql]:
    """Conditions that no fact fulfils two of; those that pass the filter fulfil one. Each is a sorted index range."""
    ranges: list[list[Sql]] = [[]]
    for column, values in (("meeting_id", filters.meetings), ("fact_type", filters.types)):
        if 0 < len(distinct := dict.fromkeys(values)) <= SORTED_INDEX_RANGES:
            ranges = [[equal(column, value)] for value in distinct]
            break
    else:
        if filters.statuses or filters.states:
            statuses, states = dict.fromkeys(filters.statuses or FactStatus), dict.fromkeys(filters.states or FactState)
            ranges = [[equal("status", status), equal("state", state)] for status in statuses for state in states]
    rest = [equal("org_id", org_id), *unindexed_conditions(org_id, filters), at_least("created_at", filters.since)]
    return [all_of([*rest, *index_range]) for index_range in ranges]


def unindexed_conditions(org_id: str, filters: FactFilter) -> list[Sql]:
    """All conditions but that on `created_at`. The plus keeps SQLite from choosing an index for a column."""
    filtered = (
        ("+fact_type", filters.types),
        ("+status", filters.statuses),
        ("+state", filters.states),
        ("+meeting_id", filters.meetings),
    )
    conditions = [is_in(column, values) for column, values in filtered if values]
    conditions += [Sql(queries.FACT_HAS_OWNER, (org_id, owner_term(word))) for word in filters.owner_words]
    if filters.due:
        conditions.append(Sql("+due_iso < ?", (filters.due.text,)))
        if filters.due.excluded:
            conditions.append(_none_of("+due_iso", filters.due.excluded))
    if filters.linked is not None:
        conditions.append(Sql(queries.FACT_IS_LINKED if filters.linked else f"NOT {queries.FACT_IS_LINKED}"))
    return conditions


def _none_of(column: str, values: Collection[str]) -> Sql:
    among = is_in(column, values)
    return Sql(f"NOT {among.text}", among.values)
