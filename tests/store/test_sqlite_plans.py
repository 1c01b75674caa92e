"""No read walks a whole table, and no list sorts one: each is served by an index."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from spine.domain.documents import Link, MeetingLink, Tombstone
from spine.domain.facts import Fact
from spine.domain.organisations import Organisation
from spine.domain.planning.pressing import pressing_window
from spine.domain.proposals import Proposal
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream
from spine.store.protocol import FactFilter, Page, PageRequest, WorkstreamFilter
from spine.store.sqlite import definitions, schema
from spine.store.sqlite.store import SqliteStore
from tests.store.builders import ORG, at, create, fact, link, organisation, proposal, snapshot, workstream

RARE_RISKS, DRAFTS = FactFilter(types=["risk", "task"]), FactFilter(statuses=["draft", "proposed"], since=at(-9))

TABLES = {name for table in schema.TABLES for name in (table.name, table.terms.name if table.terms else "")}


def paged(a_page: Callable[[PageRequest], Page[Any]]) -> None:
    """The first page and the second one."""
    first = a_page(PageRequest(1))
    assert first.position
    a_page(PageRequest(1, first.position))


READS: dict[str, Callable[[SqliteStore], object]] = {
    "get": lambda store: store.get(Fact, ORG, "a"),
    "get_many": lambda store: store.get_many(Workstream, ORG, ["a", "b"]),
    "find fact": lambda store: store.find(Fact, "a"),
    "find workstream": lambda store: store.find(Workstream, "a"),
    "find proposal": lambda store: store.find(Proposal, "a"),
    "find meeting": lambda store: store.find(MeetingLink, "a"),
    "find organisation": lambda store: store.find(Organisation, "a"),
    "find tombstone": lambda store: store.find(Tombstone, "a"),
    "find fact of callers": lambda store: store.find(Fact, "a", {"a", "b"}),
    "organisations_named": lambda store: store.organisations_named(["a", "b"]),
    "organisations_named of callers": lambda store: store.organisations_named(["a", "b"], {"a", "b"}),
    "people_with_names": lambda store: store.people_with_names(ORG, ["a", "b"]),
    "count_people": lambda store: store.count_people(ORG),
    "organisation_exists": lambda store: store.organisation_exists(ORG),
    "workstreams": lambda store: paged(lambda page: store.workstreams(ORG, WorkstreamFilter(), page)),
    "workstreams_with_stems": lambda store: store.workstreams_with_stems(ORG, ["a", "b"], 9),
    "count_workstreams": lambda store: store.count_workstreams(ORG),
    "facts": lambda store: paged(lambda page: store.facts(ORG, FactFilter(), page)),
    "facts of types": lambda store: paged(lambda page: store.facts(ORG, RARE_RISKS, page)),
    "facts of statuses": lambda store: paged(lambda page: store.facts(ORG, DRAFTS, page)),
    "facts_with_stems": lambda store: store.facts_with_stems(ORG, ["alfa", "beta", "gama"], 2, FactFilter(), 9),
    "facts_with_stems all": lambda store: store.facts_with_stems(ORG, ["alfa", "beta"], 2, FactFilter(since=at(-9)), 9),
    "facts_with_stems of types": lambda store: store.facts_with_stems(ORG, ["alfa"], 1, RARE_RISKS, 9),
    "links": lambda store: paged(lambda page: store.links(ORG, "a", page)),
    "links_of_facts": lambda store: store.links_of_facts(ORG, ["a", "b"]),
    "meeting_links": lambda store: store.meeting_links(ORG, "a"),
    "proposals": lambda store: paged(lambda page: store.proposals(ORG, page)),
    "snapshots": lambda store: paged(lambda page: store.snapshots(ORG, page)),
    "workstream_summaries": lambda store: paged(lambda page: store.workstream_summaries(ORG, page)),
    "counts": lambda store: store.counts(ORG, "2025-03-01"),
    "count_linked_facts": lambda store: store.count_linked_facts(ORG, ["a", "b"]),
    "delete_batch": lambda store: store.delete_batch("unknown", 9),
    "documents fact": lambda store: paged(lambda page: store.documents(Fact, ORG, page)),
    "documents workstream": lambda store: paged(lambda page: store.documents(Workstream, ORG, page)),
    "documents link": lambda store: paged(lambda page: store.documents(Link, ORG, page)),
    "documents proposal": lambda store: paged(lambda page: store.documents(Proposal, ORG, page)),
    "documents snapshot": lambda store: paged(lambda page: store.documents(Snapshot, ORG, page)),
    "documents meeting link": lambda store: store.documents(MeetingLink, ORG, PageRequest(1)),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(tmp_path / "spine.sqlite3")) as opened:
        create(opened, *(workstream(one) for one in "abc"), *(link("a", one) for one in "abc"))
        create(opened, *(fact(one, text="alfa beta", fact_type="risk") for one in "abc"))
        create(opened, *(proposal(one) for one in "abc"), *(snapshot(one) for one in "abc"), link("b", "a"))
        create(opened, *(organisation(one) for one in "abc"))
        yield opened


@pytest.mark.parametrize("read", READS)
def test_a_read_is_served_by_an_index(store: SqliteStore, read: str) -> None:
    connection, statements = store._connections.mine(), list[str]()
    connection.set_trace_callback(statements.append)
    READS[read](store)
    connection.set_trace_callback(None)
    asked = [one for one in statements if one.lstrip().startswith(("SELECT", "DELETE"))]
    plans = [row[3] for one in asked for row in connection.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert plans
    assert [plan for plan in plans if is_slow(plan)] == []


def test_what_presses_is_found_in_indexes_alone(store: SqliteStore) -> None:
    connection, statements = store._connections.mine(), list[str]()
    connection.set_trace_callback(statements.append)
    store.pressing_facts(ORG, pressing_window(datetime(2025, 3, 1, tzinfo=UTC)), 9)
    connection.set_trace_callback(None)
    plans = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statements[0]}")]
    searches = [plan for plan in plans if plan.startswith("SEARCH facts")]
    assert len(searches) > 1
    assert [plan for plan in searches if "COVERING INDEX" not in plan] == []


def test_new_facts_are_indexed_without_a_look_at_the_others(store: SqliteStore) -> None:
    statement = f"EXPLAIN QUERY PLAN {definitions.insert_terms_from(schema.FACTS)}"
    plans = [row[3] for row in store._connections.mine().execute(statement, (1,))]
    assert "SEARCH facts USING INTEGER PRIMARY KEY (rowid>?)" in plans


def is_slow(plan: str) -> bool:
    """Whether a step of a plan reads all of a table, or sorts what it has read."""
    return plan.startswith("USE TEMP B-TREE") or (plan.startswith("SCAN") and plan.split()[1] in TABLES)


WALKS: dict[str, Callable[[SqliteStore], object]] = {
    "organisations": lambda store: paged(lambda page: store.organisations_across_partitions(page)),
    "registered organisations": lambda store: store.registered_organisations_across_partitions(PageRequest(1)),
    "stale candidates": lambda store: paged(lambda page: store.stale_candidates_across_partitions(at(9), page)),
    "tombstones": lambda store: store.unfinished_across_partitions(Tombstone, PageRequest(1)),
    "existing organisations": lambda store: store.existing_organisations_across_partitions(),
}


@pytest.mark.parametrize("walk", WALKS)
def test_a_walk_over_all_organisations_sorts_nothing(store: SqliteStore, walk: str) -> None:
    connection, statements = store._connections.mine(), list[str]()
    connection.set_trace_callback(statements.append)
    WALKS[walk](store)
    connection.set_trace_callback(None)
    plans = [row[3] for one in statements for row in connection.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert plans
    assert [plan for plan in plans if plan.startswith("USE TEMP B-TREE")] == []
