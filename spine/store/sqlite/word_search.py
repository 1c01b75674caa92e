"""Facts that have several stems, found without reading all that have a common one.

A fact with at least m of k stems has one of any k - m + 1 of them. So common ones need not be read where they are fewer
than m: SQLite merges the rows of the rare ones, newest first, and whether a fact has some of the others is looked up.
"""

import sqlite3
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import batched, groupby

from spine.store.protocol import FactFilter
from spine.store.sqlite import queries
from spine.store.sqlite.fact_filters import fact_conditions, unindexed_conditions
from spine.store.sqlite.schema import FACTS
from spine.store.sqlite.sql import (
    Sql,
    Value,
    all_of,
    at_least,
    equal,
    is_in,
    ordered,
    select,
)

FEW = 1000
"""Facts with a stem, or that pass a filter, are counted up to this; so many are too many to look at each."""

LOADED = 200
"""How many facts are loaded at once."""

_FACT_ID = FACTS.read_columns.index("fact_id")

type FactKey = tuple[str, str]
"""A fact's `created_at` and its id."""


@dataclass(frozen=True)
class WordSearch:
    """A search for the facts of an organisation that have at least `needed` of some distinct stems."""

    connection: sqlite3.Connection
    org_id: str
    stems: Sequence[str]
    needed: int
    filters: FactFilter

    def rows(self, limit: int) -> list[Sequence[Value]]:
        """The newest rows of facts that match, at most `limit`, in order."""
        found: list[Sequence[Value]] = []
        with closing(self._fact_ids()) as fact_ids:
            for some in batched(fact_ids, min(limit, LOADED), strict=False):
                found += self._loaded(some)
                if len(found) >= limit:
                    break
        return found[:limit]

    def _fact_ids(self) -> Generator[str]:
        """The ids of the facts that have enough stems, newest first; some may not pass the filter."""
        if self._few_pass_the_filter():
            return self._ids_among_filtered()
        if self.needed == 1:
            return self._ids_by_count(self.stems, [])
        if self.needed == len(self.stems):
            return self._ids_with_all(sorted(self.stems, key=self._count_facts))
        rare, common = self._rare_and_common()
        # Where a common one has to be read anyway, reading them all costs less than looking the others up.
        return self._ids_by_count(rare, common) if len(common) < self.needed else self._ids_by_count(self.stems, [])

    def _rare_and_common(self) -> tuple[list[str], list[str]]:
        """The stems that few facts have, and the others; no more are counted once `needed` are common."""
        rare, common = list[str](), list[str]()
        for stem in self.stems:
            (rare if self._count_facts(stem) < FEW else common).append(stem)
            if len(common) == self.needed:
                break
        return rare, common

    def _count_facts(self, stem: str) -> int:
        """How many facts have a stem, counted up to FEW."""
        return self._count(queries.ROWS_OF_TERM, (self.org_id, stem))

    def _few_pass_the_filter(self) -> bool:
        if not self.filters.types and not self.filters.statuses and not self.filters.states:
            return False
        conditions = fact_conditions(self.org_id, self.filters)
        text = " UNION ALL ".join(select(["1"], "facts", condition).text for condition in conditions)
        return self._count(text, tuple(value for condition in conditions for value in condition.values)) < FEW

    def _ids_among_filtered(self) -> Generator[str]:
        """Looks at each fact that passes the filter."""
        conditions = fact_conditions(self.org_id, self.filters)
        selects = [select(["created_at", "fact_id"], "facts", condition) for condition in conditions]
        for key in self._keys(selects):
            if self._count_terms(key, self.stems) >= self.needed:
                yield key[1]

    def _ids_with_all(self, stems: Sequence[str]) -> Generator[str]:
        """Reads the facts of the first stem; SQLite looks the others up."""
        others = [Sql(queries.HAS_OTHER_TERM, (stem,)) for stem in stems[1:]]
        for _, fact_id in self._keys([self._keys_with(stems[0], others)]):
            yield fact_id

    def _ids_by_count(self, read: Sequence[str], others: Sequence[str]) -> Generator[str]:
        """Reads and counts the facts of some stems, and looks the others up where they decide."""
        for key, same in groupby(self._keys([self._keys_with(stem) for stem in read])):
            count = len(list(same))
            if count >= self.needed or count + self._count_terms(key, others) >= self.needed:
                yield key[1]

    def _keys_with(self, stem: str, more: Iterable[Sql] = ()) -> Sql:
        since = at_least("created_at", self.filters.since)
        condition = all_of([equal("org_id", self.org_id), equal("term", stem), since, *more])
        return select(["created_at", "fact_id"], "fact_terms", condition)

    def _keys(self, selects: Sequence[Sql]) -> Generator[FactKey]:
        with closing(self.connection.execute(*ordered(selects, queries.FACT_ORDER))) as cursor:
            yield from cursor

    def _count_terms(self, key: FactKey, stems: Sequence[str]) -> int:
        """How many of these stems one fact has."""
        if not stems:
            return 0
        terms = is_in("term", stems)
        query = queries.COUNT_TERMS_OF_FACT.format(terms=terms.text)
        return int(self.connection.execute(query, (self.org_id, *key, *terms.values)).fetchone()[0])

    def _count(self, statement: str, values: Sequence[Value]) -> int:
        """How many rows a statement returns, counted up to FEW."""
        query = queries.COUNT_UP_TO.format(statement=statement)
        return int(self.connection.execute(query, (*values, FEW)).fetchone()[0])

    def _loaded(self, fact_ids: Sequence[str]) -> list[Sequence[Value]]:
        """The rows of these facts that pass the filter, in the order of the ids."""
        # No ORDER BY: it would make SQLite walk the whole index of that order.
        condition = all_of(
            [equal("org_id", self.org_id), is_in("fact_id", fact_ids), *unindexed_conditions(self.org_id, self.filters)]
        )
        rows = self.connection.execute(*select(FACTS.read_columns, FACTS.name, condition))
        by_id = {row[_FACT_ID]: row for row in rows}
        return [by_id[fact_id] for fact_id in fact_ids if fact_id in by_id]
