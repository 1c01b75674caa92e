"""The tables as data: one for each kind of document.

Columns hold what is looked up, sorted and filtered, and what a person wants to see who opens the file with
`sqlite3`; everything else is in `extra`, as JSON. A table of terms is an index that triggers keep up to date, so it
stays right whoever changes the documents. See docs/data-model.md#sqlite.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from spine.domain.documents import Document, ExpiringDocument, KeywordRefresh, Link, MeetingLink, Tombstone
from spine.domain.facts import Fact, keep_analysis, search_terms
from spine.domain.organisations import Organisation
from spine.domain.people import Person
from spine.domain.proposals import Proposal
from spine.domain.snapshots import Snapshot
from spine.domain.sweeps import SweepCheckpoint
from spine.domain.workstreams import Workstream
from spine.store.sqlite.sql import ALL_ROWS, NOT_EXPIRED, Sql

OPTIONAL = "TEXT"
INTEGER = "INTEGER NOT NULL"
REAL = "REAL NOT NULL"
NO_SERIES = "TEXT NOT NULL DEFAULT ''"
FACT_STATE = "TEXT NOT NULL DEFAULT 'open'"
WORKSTREAM_STATE = "TEXT NOT NULL DEFAULT 'active'"


@dataclass(frozen=True)
class Column:
    """A column for the field of its name. One with `derive` is no field of the document: it is only written.

    With `restore` it is read too: what was derived is given back to the document, which need not derive it again.
    """

    name: str
    declaration: str = "TEXT NOT NULL"
    is_json: bool = False
    derive: Callable[[Any], object] | None = None
    restore: Callable[[Any, Any], None] | None = None


@dataclass(frozen=True)
class TermTable:
    """The terms that documents are found by, one row each, taken from their JSON column `source`."""

    name: str
    source: str
    key: tuple[str, ...]

    @property
    def columns(self) -> list[str]:
        """The names in `key`, without directions."""
        return [part.removesuffix(" DESC") for part in self.key]


@dataclass(frozen=True)
class Table:
    """The table of one kind of document; `indexes` by name."""

    kind: type[Document]
    name: str
    columns: tuple[Column, ...]
    indexes: dict[str, str] = field(default_factory=dict)
    terms: TermTable | None = None
    found_by: str = ""
    """The column that `find` looks at, where it is not the key."""

    @property
    def key(self) -> str:
        """The column of the natural id."""
        return self.kind.key_field

    @property
    def primary_key(self) -> list[str]:
        """The columns of the primary key. The id is first, so that one index serves lookups with an organisation and
        by id alone."""
        return list(dict.fromkeys([self.key, "org_id"]))

    @property
    def is_read(self) -> Sql:
        """The condition for the rows that are read: those that have not expired."""
        return NOT_EXPIRED if issubclass(self.kind, ExpiringDocument) else ALL_ROWS

    @property
    def is_row(self) -> str:
        """The condition for the row of a key, with parameters of the columns' names."""
        return f"org_id = :org_id AND {self.key} = :{self.key}"

    @cached_property
    def read_columns(self) -> list[str]:
        """The columns that a document is read from, `extra` last."""
        return ["org_id", *(c.name for c in self.columns if c.restore or not c.derive), "etag", "extra"]

    @cached_property
    def json_fields(self) -> list[str]:
        """The columns that hold a field as JSON."""
        return [column.name for column in self.columns if column.is_json and not column.derive]

    @cached_property
    def restored(self) -> dict[str, Callable[[Any, Any], None]]:
        """What gives a document back what was derived from it, by column."""
        return {column.name: column.restore for column in self.columns if column.restore}


def _json(name: str) -> Column:
    return Column(name, is_json=True)


WORKSTREAMS = Table(
    Workstream,
    "workstreams",
    (
        Column("workstream_id"), Column("title"), Column("description", OPTIONAL), Column("status"),
        Column("priority", INTEGER), Column("owner", OPTIONAL), Column("start_iso", OPTIONAL),
        Column("target_iso", OPTIONAL), _json("tags"), Column("created_at"), Column("updated_at"), Column("rev"),
        Column("state", WORKSTREAM_STATE), Column("stale_flagged_at", OPTIONAL), _json("stems"),
    ),
    {
        "workstreams_order": "org_id, priority DESC, status, updated_at DESC, workstream_id",
        "workstreams_by_id": "org_id, workstream_id",
    },
    TermTable("workstream_terms", "stems", ("org_id", "term", "workstream_id")),
)  # fmt: skip

FACTS = Table(
    Fact,
    "facts",
    (
        Column("fact_id"), Column("fact_type"), Column("status"), Column("state", FACT_STATE), Column("created_at"),
        Column("updated_at"), Column("meeting_id", OPTIONAL), Column("owner", OPTIONAL), Column("due_iso", OPTIONAL),
        Column("title", OPTIONAL), Column("text"), Column("terms", is_json=True, derive=search_terms),
        Column("analysis", OPTIONAL, derive=lambda fact: fact.analysis.stored, restore=keep_analysis),
    ),
    {
        "facts_recent": "org_id, created_at DESC, fact_id",
        "facts_of_type": "org_id, fact_type, created_at DESC, fact_id, status, state",
        "facts_of_status_and_state": "org_id, status, state, created_at DESC, fact_id",
        "facts_of_meeting": "org_id, meeting_id, created_at DESC, fact_id",
        "facts_by_id": "org_id, fact_id",
        "facts_due": "org_id, due_iso, created_at DESC, fact_id, fact_type, status, state",
    },
    TermTable("fact_terms", "terms", ("org_id", "term", "created_at DESC", "fact_id")),
)  # fmt: skip

LINKS = Table(
    Link,
    "workstream_facts",
    (
        Column("workstream_id"), Column("fact_id"), Column("weight", REAL), Column("created_at"),
        Column("fact_created_at"), Column("link_id"),
    ),
    {
        "workstream_facts_best": "org_id, workstream_id, weight DESC, fact_created_at DESC, fact_id",
        "workstream_facts_fact": "org_id, fact_id",
        "workstream_facts_by_id": "org_id, link_id",
    },
)  # fmt: skip

MEETING_LINKS = Table(
    MeetingLink,
    "meeting_workstreams",
    (Column("meeting_id"), Column("workstream_id"), Column("created_at"), Column("meeting_link_id")),
    {
        "meeting_workstreams_recent": "org_id, workstream_id, created_at DESC, meeting_id",
        "meeting_workstreams_meeting": "meeting_id",
        "meeting_workstreams_by_id": "org_id, meeting_link_id",
    },
    found_by="meeting_id",
)

SNAPSHOTS = Table(
    Snapshot,
    "account_snapshots",
    (
        Column("day"), Column("snapshot_id"), Column("as_of_iso"), Column("summary"), _json("top_workstreams"),
        _json("metrics"), Column("created_at"),
    ),
    {"account_snapshots_recent": "org_id, day DESC"},
)  # fmt: skip

PROPOSALS = Table(
    Proposal,
    "agendas",
    (
        Column("proposal_id"), Column("status"), Column("subject", OPTIONAL), Column("choice"), Column("created_at"),
        Column("updated_at"), Column("over_at"), Column("series", NO_SERIES),
    ),
    {
        "agendas_recent": "org_id, created_at DESC, proposal_id",
        "agendas_of_series": "org_id, series, created_at DESC, proposal_id",
        "agendas_by_id": "org_id, proposal_id",
    },
)  # fmt: skip

ORGANISATIONS = Table(
    Organisation,
    "organisations",
    (
        Column("name", OPTIONAL), _json("aliases"), Column("language", OPTIONAL), Column("macro_mode", OPTIONAL),
        _json("name_keys"), Column("created_at"), Column("updated_at"),
    ),
    terms=TermTable("organisation_names", "name_keys", ("term", "org_id")),
)  # fmt: skip

PEOPLE = Table(
    Person,
    "people",
    (Column("person_id"), Column("name"), _json("name_keys")),
    {"people_by_id": "org_id, person_id"},
    TermTable("people_names", "name_keys", ("org_id", "term", "person_id")),
)

TOMBSTONES = Table(
    Tombstone,
    "tombstones",
    (Column("buried"), Column("deleted_at")),
    {"tombstones_of": "org_id"},
)

KEYWORD_REFRESHES = Table(
    KeywordRefresh,
    "keyword_refreshes",
    (Column("refresh_id"), Column("created_at")),
    {"keyword_refreshes_of": "org_id"},
)

CHECKPOINTS = Table(SweepCheckpoint, "sweeps", (Column("name"), Column("started_at"), Column("as_of", OPTIONAL)))

TABLES = (
    WORKSTREAMS, FACTS, LINKS, MEETING_LINKS, SNAPSHOTS, PROPOSALS, ORGANISATIONS, PEOPLE, TOMBSTONES,
    KEYWORD_REFRESHES, CHECKPOINTS,
)  # fmt: skip
DELETED_WITH_ORGANISATION = tuple(table for table in TABLES if table not in (ORGANISATIONS, CHECKPOINTS))
ROLLED_BACK = (WORKSTREAMS, LINKS, SNAPSHOTS)
"""The tables of macro planning, which a rollback drops."""

_BY_KIND = {table.kind: table for table in TABLES}


def table_of(kind: type[Document]) -> Table:
    """The table of a kind of document. Raises TypeError for a kind that has none."""
    if kind not in _BY_KIND:
        raise TypeError(f"{kind.__name__} has no table")
    return _BY_KIND[kind]
