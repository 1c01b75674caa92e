"""Lists and searches in one organisation, and organisations by name, on the container."""

from collections.abc import Collection, Sequence
from itertools import batched, islice

from spine.domain.documents import Link, MeetingLink
from spine.domain.facts import Fact
from spine.domain.organisations import Organisation
from spine.domain.people import Person
from spine.domain.planning.pressing import PressingWindow
from spine.domain.proposals import Proposal
from spine.domain.reading.organisation_names import most_entitled
from spine.domain.snapshots import Snapshot
from spine.domain.workstream_states import WorkstreamState
from spine.domain.workstreams import Workstream
from spine.store.cosmos import queries
from spine.store.cosmos.documents import IDS_AT_ONCE
from spine.store.cosmos.reader import CosmosReader
from spine.store.cosmos.statements import (
    Conditions,
    Statement,
    add_states,
    any_of,
    fact_conditions,
    facts_with_stems,
    in_alternatives,
    numbered,
    pressing_facts,
    statement_in,
)
from spine.store.limits import MAX_NAMED_READ, MAX_ORGANISATIONS_NAMED, MAX_PEOPLE_FOUND
from spine.store.protocol import FactFilter, Page, PageRequest, PlanningQueries, WorkstreamFilter

WITH_STEMS_READ = 2000
"""How many workstreams are read to find those that have a stem. Only legacy workstreams that were not repaired can be
read in vain."""


PAGES_CHECKED = 10
"""How many pages of facts one request for linked or unlinked ones looks through: no query joins facts and links."""


class CosmosPlanningQueries(CosmosReader, PlanningQueries):
    """`PlanningQueries` on Cosmos DB."""

    def organisations_named(self, keys: Sequence[str], org_ids: Collection[str] | None = None) -> list[Organisation]:
        organisations: dict[str, Organisation] = {}
        for some in in_alternatives(keys):
            names, conditions = numbered("n", some), Conditions()
            conditions.add(any_of(queries.HAS_NAME, names), **names)
            conditions.add_among(org_ids)
            statement = conditions.statement(queries.ORGANISATIONS_ACROSS_PARTITIONS_UNSAFE)
            found = self._among(org_ids, statement, MAX_NAMED_READ)
            organisations |= {one.org_id: one for one in self.documents_of(Organisation, islice(found, MAX_NAMED_READ))}
        return most_entitled(list(organisations.values()), keys, MAX_ORGANISATIONS_NAMED)

    def organisations_across_partitions(self, page: PageRequest) -> Page[Organisation]:
        statement = Conditions().statement(queries.ORGANISATIONS_ACROSS_PARTITIONS_UNSAFE)
        found = self.container.whole_page_across_partitions_unsafe(statement, page.limit, page.position)
        return Page(self.documents_of(Organisation, found.items), found.position)

    def people_with_names(self, org_id: str, keys: Sequence[str]) -> list[Person]:
        people: dict[str, Person] = {}
        for some in in_alternatives(keys):
            names = numbered("n", some)
            query = queries.PEOPLE_WITH_NAMES.format(names=any_of(queries.HAS_NAME, names))
            found = self.container.page(org_id, Statement(query, {"org_id": org_id, **names}), MAX_PEOPLE_FOUND)
            people |= {person.person_id: person for person in self.documents_of(Person, found.items)}
        return [people[key] for key in sorted(people)][:MAX_PEOPLE_FOUND]

    def count_people(self, org_id: str) -> int:
        return int(sum(self.container.all(org_id, Statement(queries.COUNT_PEOPLE, {"org_id": org_id}))))

    def workstreams(self, org_id: str, filters: WorkstreamFilter, page: PageRequest) -> Page[Workstream]:
        conditions = Conditions()
        if filters.status is not None:
            conditions.add(queries.OF_STATUS, status=filters.status)
        if filters.statuses:
            conditions.add_in(queries.OF_STATUSES, "status", map(str, filters.statuses))
        if filters.min_priority:
            conditions.add(queries.OF_PRIORITY, min_priority=filters.min_priority)
        if filters.updated_until is not None:
            conditions.add(queries.UPDATED_UNTIL, updated_until=filters.updated_until)
        if filters.updated_after is not None:
            conditions.add(queries.UPDATED_AFTER, updated_after=filters.updated_after)
        if filters.states:
            add_states(conditions, filters.states, default=WorkstreamState.ACTIVE)
        return self._page(Workstream, org_id, conditions.statement(queries.WORKSTREAMS, org_id=org_id), page)

    def workstreams_with_stems(self, org_id: str, stems: Sequence[str], limit: int) -> list[Workstream]:
        if limit < 1:
            return []
        parts = [self._with_stems(org_id, some, limit) for some in in_alternatives(stems)]
        if len(parts) == 1:
            return parts[0]
        by_id = sorted({one.workstream_id: one for part in parts for one in part}.values(), key=lambda one: one.key)
        latest_first = sorted(by_id, key=lambda one: one.updated_at, reverse=True)
        return sorted(latest_first, key=lambda one: (-one.priority, one.status))[:limit]

    def _with_stems(self, org_id: str, stems: Sequence[str], limit: int) -> list[Workstream]:
        names, conditions = numbered("s", stems), Conditions()
        conditions.add(f"({any_of(queries.HAS_STEM, names)} OR {queries.HAS_NO_STEMS})", **names)
        statement = conditions.statement(queries.WORKSTREAMS, org_id=org_id)
        found: list[Workstream] = []
        position: str | None = None
        for _ in range(0, WITH_STEMS_READ, limit):
            page = self._page(Workstream, org_id, statement, PageRequest(limit, position))
            found += [workstream for workstream in page.items if not set(stems).isdisjoint(workstream.stems)]
            position = page.position
            if position is None or len(found) >= limit:
                break
        return found[:limit]

    def count_workstreams(self, org_id: str) -> int:
        return int(sum(self.container.all(org_id, Statement(queries.COUNT_WORKSTREAMS, {"org_id": org_id}))))

    def facts(self, org_id: str, filters: FactFilter, page: PageRequest) -> Page[Fact]:
        statement = fact_conditions(filters).statement(queries.FACTS, org_id=org_id)
        if filters.linked is None:
            return self._page(Fact, org_id, statement, page)
        found, position = list[Fact](), page.position
        for _ in range(PAGES_CHECKED):
            some = self._page(Fact, org_id, statement, PageRequest(page.limit - len(found), position))
            linked = {link.fact_id for link in self.links_of_facts(org_id, [fact.fact_id for fact in some.items])}
            found += [fact for fact in some.items if (fact.fact_id in linked) is filters.linked]
            position = some.position
            if position is None or len(found) == page.limit:
                break
        return Page(found, position)

    def facts_with_stems(
        self, org_id: str, stems: Sequence[str], at_least: int, filters: FactFilter, limit: int
    ) -> list[Fact]:
        distinct = list(dict.fromkeys(stems))
        if limit < 1 or not 1 <= at_least <= len(distinct):
            return []
        statement = facts_with_stems(org_id, distinct, at_least, filters)
        return self._page(Fact, org_id, statement, PageRequest(limit)).items

    def pressing_facts(self, org_id: str, window: PressingWindow, limit: int) -> list[Fact]:
        return self._page(Fact, org_id, pressing_facts(org_id, window), PageRequest(limit)).items

    def links(self, org_id: str, workstream_id: str, page: PageRequest) -> Page[Link]:
        statement = Statement(queries.LINKS, {"org_id": org_id, "workstream_id": workstream_id})
        return self._page(Link, org_id, statement, page)

    def links_of_facts(self, org_id: str, fact_ids: Sequence[str]) -> list[Link]:
        parts = batched(dict.fromkeys(fact_ids), IDS_AT_ONCE, strict=False)
        return self._all(Link, org_id, [statement_in(queries.LINKS_OF_FACTS, some, org_id=org_id) for some in parts])

    def links_of_meeting(self, org_id: str, meeting_id: str) -> list[MeetingLink]:
        statement = Statement(queries.LINKS_OF_MEETING, {"org_id": org_id, "meeting_id": meeting_id})
        return self._all(MeetingLink, org_id, [statement])

    def meeting_links(self, org_id: str, workstream_id: str) -> list[MeetingLink]:
        parameters = {"org_id": org_id, "workstream_id": workstream_id}
        links = self._all(MeetingLink, org_id, [Statement(queries.MEETINGS_OF_WORKSTREAM, parameters)])
        by_id = sorted(links, key=lambda link: link.meeting_id)
        return sorted(by_id, key=lambda link: link.created_at, reverse=True)

    def proposals(
        self, org_id: str, page: PageRequest, over_by: str | None = None, series: str | None = None
    ) -> Page[Proposal]:
        conditions = Conditions()
        if over_by is not None:
            conditions.add(queries.OVER_BY, over_by=over_by)
        if series is not None:
            conditions.add(queries.OF_SERIES, series=series)
        return self._page(Proposal, org_id, conditions.statement(queries.PROPOSALS, org_id=org_id), page)

    def snapshots(self, org_id: str, page: PageRequest) -> Page[Snapshot]:
        return self._page(Snapshot, org_id, Statement(queries.SNAPSHOTS, {"org_id": org_id}), page)
