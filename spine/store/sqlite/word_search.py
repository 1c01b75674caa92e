"""Facts that hold several stems, found without reading all that hold a common one.

A fact with at least m of k stems holds one of any k - m + 1 of them. So the commonest m - 1 need not be read: what
is read is merged by SQLite row by row, newest first, and whether a fact holds some of the others is looked up.
"""

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import batched, groupby

from spine.store.protocol import FactFilter
from spine.store.sqlite import queries
from spine.store.sqlite.fact_filters import of_kind, passing
from spine.store.sqlite.rows import Value
from spine.store.sqlite.schema import FACTS
from spine.store.sqlite.selects import Sql, among, both, equal, no_less, ordered, select

FEW = 1000
"""Facts with a stem, or that pass a filter, are counted up to here; so many are too many to look at each."""

LOADED = 200
"""How many facts are loaded at once."""

_FACT_ID = FACTS.read_columns.index("fact_id")

type Key = tuple[str, str]
"""A fact's creation and its id."""


@dataclass(frozen=True)
class WordSearch:
    """A question for the facts of an organisation that hold at least `needed` of some distinct stems."""

    connection: sqlite3.Connection
    org_id: str
    stems: Sequence[str]
    needed: int
    wanted: FactFilter

    def rows(self, limit: int) -> list[Sequence[Value]]:
        """The newest rows of the table of facts that answer, at most `limit`, in order."""
        found: list[Sequence[Value]] = []
        with closing(self._fact_ids()) as fact_ids:
            for some in batched(fact_ids, min(limit, LOADED), strict=False):
                found += self._loaded(some)
                if len(found) >= limit:
                    break
        return found[:limit]

    def _fact_ids(self) -> Generator[str]:
        """The ids of the facts that hold enough stems, newest first; some may not pass the filter."""
        if self._few_pass():
            return self._among_few()
        if self.needed == 1:
            return self._with_some(self.stems, [])
        counts = {stem: self._count(queries.TERM_ROWS, (self.org_id, stem)) for stem in self.stems}
        rarest_first = sorted(self.stems, key=counts.__getitem__)
        if self.needed == len(self.stems):
            return self._with_all(rarest_first)
        few = sum(count < FEW for count in counts.values())
        cut = max(len(self.stems) - self.needed + 1, few)
        return self._with_some(rarest_first[:cut], rarest_first[cut:])

    def _few_pass(self) -> bool:
        if not self.wanted.types and not self.wanted.statuses:
            return False
        parts = passing(self.org_id, self.wanted)
        text = " UNION ALL ".join(f"SELECT 1 FROM facts WHERE {part.text}" for part in parts)
        return self._count(text, tuple(value for part in parts for value in part.values)) < FEW

    def _among_few(self) -> Generator[str]:
        parts = passing(self.org_id, self.wanted)
        selects = [Sql(f"SELECT created_at, fact_id FROM facts WHERE {part.text}", part.values) for part in parts]
        for key in self._keys(selects):
            if self._held(key, self.stems) >= self.needed:
                yield key[1]

    def _with_all(self, stems: Sequence[str]) -> Generator[str]:
        others = [Sql(queries.HOLDS_TOO, (stem,)) for stem in stems[1:]]
        for _, fact_id in self._keys([self._holding(stems[0], others)]):
            yield fact_id

    def _with_some(self, read: Sequence[str], others: Sequence[str]) -> Generator[str]:
        for key, same in groupby(self._keys([self._holding(stem) for stem in read])):
            held = sum(1 for _ in same)
            if held >= self.needed or held + self._held(key, others) >= self.needed:
                yield key[1]

    def _holding(self, stem: str, more: Sequence[Sql] = ()) -> Sql:
        since = no_less("created_at", self.wanted.since)
        where = both([equal("org_id", self.org_id), equal("term", stem), since, *more])
        return Sql(f"{queries.KEYS_HOLDING} WHERE {where.text}", where.values)

    def _keys(self, selects: Sequence[Sql]) -> Generator[Key]:
        with closing(self.connection.execute(*ordered(selects, queries.FACT_ORDER))) as cursor:
            yield from cursor

    def _held(self, key: Key, stems: Sequence[str]) -> int:
        """How many of these stems one fact holds."""
        if not stems:
            return 0
        terms = among("term", stems)
        held = self.connection.execute(queries.COUNT_HELD.format(terms=terms.text), (self.org_id, *key, *terms.values))
        return int(held.fetchone()[0])

    def _count(self, statement: str, values: Sequence[Value]) -> int:
        """How many rows a statement gives, counted up to FEW."""
        counted = self.connection.execute(queries.COUNT_UP_TO.format(statement=statement), (*values, FEW))
        return int(counted.fetchone()[0])

    def _loaded(self, fact_ids: Sequence[str]) -> list[Sequence[Value]]:
        """The rows of these facts that pass the filter, in the order of the ids."""
        # No ORDER BY: it would tempt SQLite to walk the whole index of that order.
        conditions = [equal("org_id", self.org_id), among("fact_id", fact_ids), *of_kind(self.wanted)]
        rows = self.connection.execute(*select(FACTS, both(conditions)))
        by_id = {row[_FACT_ID]: row for row in rows}
        return [by_id[fact_id] for fact_id in fact_ids if fact_id in by_id]
