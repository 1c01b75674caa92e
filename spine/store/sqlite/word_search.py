"""Facts that hold several stems, found without reading all that hold a common one.

A fact with at least m of k stems holds one of any k - m + 1 of them. So only the rarest k - m + 1 are read, newest
first and merged by SQLite row by row; whether a fact holds enough of the others is looked up fact by fact.
"""

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import batched, groupby

from spine.store.protocol import FactFilter
from spine.store.sqlite import queries
from spine.store.sqlite.rows import Value
from spine.store.sqlite.schema import FACTS
from spine.store.sqlite.selects import Sql, among, both, equal, no_less, ordered, select

COUNTED = 2000
"""How many facts of a stem are counted at most: one with more is common."""

LOADED = 200
"""How many facts are loaded at once, to be filtered."""


_FACT_ID = FACTS.read_columns.index("fact_id")


@dataclass(frozen=True)
class WordSearch:
    """A question for the facts of an organisation that hold at least `needed` of some distinct stems."""

    org_id: str
    stems: Sequence[str]
    needed: int
    wanted: FactFilter

    def rows(self, connection: sqlite3.Connection, limit: int) -> list[Sequence[Value]]:
        """The newest rows of the table of facts that answer, at most `limit`, in order."""
        found: list[Sequence[Value]] = []
        with closing(self._newest(connection)) as fact_ids:
            for some in batched(fact_ids, min(limit, LOADED)):
                found += self._loaded(connection, some)
                if len(found) >= limit:
                    break
        return found[:limit]

    def _newest(self, connection: sqlite3.Connection) -> Generator[str]:
        """The ids of the facts that hold enough stems, newest first."""
        stems = self._rarest_first(connection)
        cut = len(stems) - self.needed + 1
        read, others = stems[:cut], stems[cut:]
        with closing(connection.execute(*self._merged(read))) as cursor:
            for key, group in groupby(cursor, key=lambda row: (row[0], row[1])):
                held = sum(1 for _ in group)
                if held >= self.needed or held + self._held(connection, key, others) >= self.needed:
                    yield key[1]

    def _rarest_first(self, connection: sqlite3.Connection) -> list[str]:
        if self.needed == 1:
            return list(self.stems)

        def facts_of(stem: str) -> int:
            counted = connection.execute(queries.COUNT_HOLDING, (self.org_id, stem, COUNTED))
            return int(counted.fetchone()[0])

        return sorted(self.stems, key=facts_of)

    def _merged(self, stems: Sequence[str]) -> Sql:
        since = no_less("created_at", self.wanted.since)
        holding = [both([equal("org_id", self.org_id), equal("term", stem), since]) for stem in stems]
        selects = [Sql(f"{queries.FACT_KEYS_OF_TERMS} WHERE {one.text}", one.values) for one in holding]
        return ordered(selects, queries.FACT_ORDER)

    def _held(self, connection: sqlite3.Connection, key: tuple[str, str], stems: Sequence[str]) -> int:
        """How many of these stems one fact holds."""
        terms = among("term", stems)
        statement = queries.COUNT_HELD.format(terms=terms.text)
        return int(connection.execute(statement, (self.org_id, *key, *terms.values)).fetchone()[0])

    def _loaded(self, connection: sqlite3.Connection, fact_ids: Sequence[str]) -> list[Sequence[Value]]:
        """The rows of these facts that pass the filter, in the order of the ids."""
        # No ORDER BY: it would tempt SQLite to walk the whole index of that order.
        conditions = [equal("org_id", self.org_id), among("fact_id", fact_ids), *of_kind(self.wanted)]
        rows = connection.execute(*select(FACTS, both(conditions)))
        by_id = {row[_FACT_ID]: row for row in rows}
        return [by_id[fact_id] for fact_id in fact_ids if fact_id in by_id]


def of_kind(wanted: FactFilter) -> list[Sql]:
    """The conditions of a filter on type and status. The plus keeps SQLite from choosing an index for them."""
    types = [among("+fact_type", wanted.types)] if wanted.types else []
    statuses = [among("+status", wanted.statuses)] if wanted.statuses else []
    return [*types, *statuses]
