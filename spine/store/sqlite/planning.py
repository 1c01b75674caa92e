"""Lists and searches in one organisation, and organisations by name, in the file."""

from collections.abc import Collection, Sequence

from spine.domain.documents import Link, MeetingLink
from spine.domain.facts import Fact
from spine.domain.organisations import Organisation
from spine.domain.people import Person
from spine.domain.planning.pressing import PressingWindow
from spine.domain.proposals import Proposal
from spine.domain.reading.organisation_names import most_entitled
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream
from spine.store.limits import MAX_NAMED_READ, MAX_ORGANISATIONS_NAMED, MAX_PEOPLE_FOUND
from spine.store.protocol import PLANNABLE_FACTS, FactFilter, Page, PageRequest, PlanningQueries, WorkstreamFilter
from spine.store.sqlite import queries
from spine.store.sqlite.fact_filters import fact_conditions, unindexed_conditions
from spine.store.sqlite.reader import SqliteReader
from spine.store.sqlite.rows import documents_of
from spine.store.sqlite.sql import (
    ALL_ROWS,
    Sql,
    all_of,
    among,
    at_least,
    equal,
    is_in,
    ordered,
    select,
)
from spine.store.sqlite.word_search import WordSearch


class SqlitePlanningQueries(SqliteReader, PlanningQueries):
    """`PlanningQueries` on SQLite."""

    def organisations_named(self, keys: Sequence[str], org_ids: Collection[str] | None = None) -> list[Organisation]:
        terms = is_in("term", keys)
        named = Sql(queries.HAS_NAME.format(terms=terms.text), terms.values)
        condition = all_of([named, among("org_id", org_ids)])
        found = self._documents(Organisation, condition, queries.ORGANISATION_ORDER, MAX_NAMED_READ)
        return most_entitled(found, keys, MAX_ORGANISATIONS_NAMED)

    def organisations_across_partitions(self, page: PageRequest) -> Page[Organisation]:
        return self._page(Organisation, [ALL_ROWS], queries.ORGANISATION_ORDER, page)

    def people_with_names(self, org_id: str, keys: Sequence[str]) -> list[Person]:
        terms = is_in("term", keys)
        named = Sql(queries.PERSON_HAS_NAME.format(terms=terms.text), (org_id, *terms.values))
        condition = all_of([equal("org_id", org_id), named])
        return self._documents(Person, condition, queries.PERSON_ORDER, MAX_PEOPLE_FOUND)

    def count_people(self, org_id: str) -> int:
        return self._number(queries.COUNT_PEOPLE, (org_id,))

    def workstreams(self, org_id: str, filters: WorkstreamFilter, page: PageRequest) -> Page[Workstream]:
        conditions = [equal("org_id", org_id), at_least("priority", filters.min_priority)]
        if filters.status is not None:
            conditions.append(equal("status", filters.status))
        if filters.statuses:
            conditions.append(is_in("status", filters.statuses))
        if filters.updated_until is not None:
            conditions.append(Sql("updated_at <= ?", (filters.updated_until,)))
        if filters.updated_after is not None:
            conditions.append(Sql("updated_at > ?", (filters.updated_after,)))
        if filters.states:
            conditions.append(is_in("state", filters.states))
        return self._page(Workstream, [all_of(conditions)], queries.WORKSTREAM_ORDER, page)

    def workstreams_with_stems(self, org_id: str, stems: Sequence[str], limit: int) -> list[Workstream]:
        terms = is_in("term", stems)
        has_stem = Sql(queries.WORKSTREAM_HAS_STEM.format(terms=terms.text), (org_id, *terms.values))
        condition = all_of([equal("org_id", org_id), has_stem])
        return self._documents(Workstream, condition, queries.WORKSTREAM_ORDER, limit)

    def count_workstreams(self, org_id: str) -> int:
        return self._number(queries.COUNT_WORKSTREAMS, (org_id,))

    def facts(self, org_id: str, filters: FactFilter, page: PageRequest) -> Page[Fact]:
        return self._page(Fact, fact_conditions(org_id, filters), queries.FACT_ORDER, page)

    def facts_with_stems(
        self, org_id: str, stems: Sequence[str], at_least: int, filters: FactFilter, limit: int
    ) -> list[Fact]:
        distinct = list(dict.fromkeys(stems))
        if limit < 1 or not 1 <= at_least <= len(distinct):
            return []
        rows = self._run(lambda connection: WordSearch(connection, org_id, distinct, at_least, filters).rows(limit))
        return documents_of(Fact, rows)

    def pressing_facts(self, org_id: str, window: PressingWindow, limit: int) -> list[Fact]:
        in_window = Sql("due_iso >= ? AND due_iso < ?", (window.due_from, window.due_before))
        of_organisation = [equal("org_id", org_id), *unindexed_conditions(org_id, PLANNABLE_FACTS)]
        new = [
            [equal("fact_type", name), at_least("created_at", since)] for name, since in window.created_since.items()
        ]
        not_new = [Sql(f"NOT ({one.text})", one.values) for one in map(all_of, new)]  # so that no fact is in two ranges
        ranges = [[in_window, is_in("+fact_type", window.dated_types), *not_new], *new]
        keys = [select(["created_at", "fact_id"], "facts", all_of([*of_organisation, *one])) for one in ranges]
        ids = [str(fact_id) for _, fact_id in self._rows(ordered(keys, queries.FACT_ORDER, limit))]
        facts = {fact.fact_id: fact for fact in self._documents_in(Fact, equal("org_id", org_id), "fact_id", ids)}
        return [facts[fact_id] for fact_id in ids if fact_id in facts]

    def links(self, org_id: str, workstream_id: str, page: PageRequest) -> Page[Link]:
        condition = all_of([equal("org_id", org_id), equal("workstream_id", workstream_id)])
        return self._page(Link, [condition], queries.LINK_ORDER, page)

    def links_of_facts(self, org_id: str, fact_ids: Sequence[str]) -> list[Link]:
        return self._documents_in(Link, equal("org_id", org_id), "fact_id", fact_ids)

    def links_of_meeting(self, org_id: str, meeting_id: str) -> list[MeetingLink]:
        return self._documents(MeetingLink, all_of([equal("org_id", org_id), equal("meeting_id", meeting_id)]))

    def meeting_links(self, org_id: str, workstream_id: str) -> list[MeetingLink]:
        condition = all_of([equal("org_id", org_id), equal("workstream_id", workstream_id)])
        return self._documents(MeetingLink, condition, queries.MEETING_ORDER)

    def proposals(
        self, org_id: str, page: PageRequest, over_by: str | None = None, series: str | None = None
    ) -> Page[Proposal]:
        conditions = [equal("org_id", org_id)]
        if over_by is not None:
            conditions.append(Sql("over_at < ?", (over_by,)))
        of_series = [[equal("series", value)] for value in dict.fromkeys((series, ""))] if series is not None else [[]]
        ranges = [all_of([*conditions, *one]) for one in of_series]
        return self._page(Proposal, ranges, queries.PROPOSAL_ORDER, page)

    def snapshots(self, org_id: str, page: PageRequest) -> Page[Snapshot]:
        return self._page(Snapshot, [equal("org_id", org_id)], queries.SNAPSHOT_ORDER, page)
