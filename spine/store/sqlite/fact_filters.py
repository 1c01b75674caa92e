"""Which facts pass a filter, said so that SQLite finds them by the right index."""

from collections.abc import Collection

from spine.store.protocol import FactFilter
from spine.store.sqlite.selects import Sql, among, both, equal, no_less

INDEXES_MERGED = 50
"""Up to how many types or statuses are read from the index one by one, and merged in order."""


def passing(org_id: str, wanted: FactFilter) -> list[Sql]:
    """Conditions that together let through what passes; each part lies in order in one index, and none overlap."""
    parts = (
        _split("meeting_id", wanted.meetings)
        or _split("fact_type", wanted.types)
        or _split("status", wanted.statuses)
        or [[]]
    )
    rest = [equal("org_id", org_id), *of_kind(wanted), no_less("created_at", wanted.since)]
    return [both([*rest, *part]) for part in parts]


def of_kind(wanted: FactFilter) -> list[Sql]:
    """The conditions on type, status and meeting. The plus keeps SQLite from choosing an index for them."""
    types = [among("+fact_type", wanted.types)] if wanted.types else []
    statuses = [among("+status", wanted.statuses)] if wanted.statuses else []
    meetings = [among("+meeting_id", wanted.meetings)] if wanted.meetings else []
    return [*types, *statuses, *meetings]


def _split(column: str, values: Collection[str]) -> list[list[Sql]]:
    distinct = dict.fromkeys(values)
    return [[equal(column, value)] for value in distinct] if len(distinct) <= INDEXES_MERGED else []
