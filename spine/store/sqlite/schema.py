"""The tables as data: one for each kind of document.

Columns hold what is looked up, sorted and filtered, and what a person wants to see who opens the file with
`sqlite3`; everything else stands in `extra`, as JSON. A table of words is an index kept up by triggers, so it
stays right whoever changes the documents.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from spine.domain.documents import Document, Tombstone
from spine.domain.facts import Fact, search_terms
from spine.domain.links import Link, MeetingLink
from spine.domain.organisations import Organisation
from spine.domain.proposals import Proposal
from spine.domain.snapshots import Snapshot
from spine.domain.sweeps import SweepCheckpoint
from spine.domain.workstreams import Workstream

OPTIONAL = "TEXT"
INTEGER = "INTEGER NOT NULL"
REAL = "REAL NOT NULL"


@dataclass(frozen=True)
class Column:
    """A column of the field of its name. One with `made` is written alone: it is no field of the document."""

    name: str
    declaration: str = "TEXT NOT NULL"
    is_json: bool = False
    made: Callable[[Any], object] | None = None


@dataclass(frozen=True)
class Words:
    """A table of the words (`term`) that documents are found by, filled from their JSON column `source`."""

    name: str
    source: str
    key: tuple[str, ...]

    @property
    def columns(self) -> list[str]:
        """The names in `key`, without directions."""
        return [part.removesuffix(" DESC") for part in self.key]


@dataclass(frozen=True)
class Table:
    """Where one kind of document lives; `indexes` by name."""

    kind: type[Document]
    name: str
    columns: tuple[Column, ...]
    indexes: dict[str, str] = field(default_factory=dict)
    words: Words | None = None
    found_by: str = ""
    """The column that `find` looks at, where it is not the key."""

    @property
    def key(self) -> str:
        """The column of the natural id."""
        return self.kind.key_field

    @property
    def read_columns(self) -> list[str]:
        """The columns that a document is made of again."""
        return ["org_id", *(c.name for c in self.columns if not c.made), "etag", "extra"]


def _json(name: str) -> Column:
    return Column(name, is_json=True)


WORKSTREAMS = Table(
    Workstream,
    "workstreams",
    (
        Column("workstream_id"), Column("title"), Column("description", OPTIONAL), Column("status"),
        Column("priority", INTEGER), Column("owner", OPTIONAL), Column("start_iso", OPTIONAL),
        Column("target_iso", OPTIONAL), _json("tags"), Column("created_at"), Column("updated_at"), Column("rev"),
        Column("stale_flagged_at", OPTIONAL), _json("stems"),
    ),
    {
        "workstreams_order": "org_id, priority DESC, status, updated_at DESC, workstream_id",
        "workstreams_by_id": "org_id, workstream_id",
    },
    Words("workstream_terms", "stems", ("org_id", "term", "workstream_id")),
)  # fmt: skip

FACTS = Table(
    Fact,
    "facts",
    (
        Column("fact_id"), Column("fact_type"), Column("status"), Column("created_at"), Column("updated_at"),
        Column("meeting_id", OPTIONAL), Column("owner", OPTIONAL), Column("due_iso", OPTIONAL),
        Column("title", OPTIONAL), Column("text"), Column("terms", is_json=True, made=search_terms),
    ),
    {
        "facts_recent": "org_id, created_at DESC, fact_id",
        "facts_of_type": "org_id, fact_type, created_at DESC, fact_id, status",
        "facts_of_status": "org_id, status, created_at DESC, fact_id",
        "facts_of_meeting": "org_id, meeting_id, created_at DESC, fact_id",
        "facts_by_id": "org_id, fact_id",
    },
    Words("fact_terms", "terms", ("org_id", "term", "created_at DESC", "fact_id")),
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
        Column("updated_at"), Column("over_at"),
    ),
    {"agendas_recent": "org_id, created_at DESC, proposal_id", "agendas_by_id": "org_id, proposal_id"},
)  # fmt: skip

ORGANISATIONS = Table(
    Organisation,
    "organisations",
    (
        Column("name", OPTIONAL), _json("aliases"), Column("language", OPTIONAL), Column("macro_mode", OPTIONAL),
        _json("name_keys"), Column("created_at"), Column("updated_at"),
    ),
    words=Words("organisation_names", "name_keys", ("term", "org_id")),
)  # fmt: skip

TOMBSTONES = Table(
    Tombstone,
    "tombstones",
    (Column("buried"), Column("deleted_at")),
    {"tombstones_of": "org_id"},
)

CHECKPOINTS = Table(SweepCheckpoint, "sweeps", (Column("name"), Column("started_at"), Column("as_of", OPTIONAL)))

TABLES = (
    WORKSTREAMS, FACTS, LINKS, MEETING_LINKS, SNAPSHOTS, PROPOSALS, ORGANISATIONS, TOMBSTONES, CHECKPOINTS,
)  # fmt: skip
ERASED = tuple(table for table in TABLES if table not in (ORGANISATIONS, CHECKPOINTS))
ROLLED_BACK = (WORKSTREAMS, LINKS, SNAPSHOTS)
"""The tables that came with macro planning: what the guide's own rollback drops."""

_BY_KIND = {table.kind: table for table in TABLES}


def table_of(kind: type[Document]) -> Table:
    """The table of a kind of document. Raises TypeError for a kind that has none."""
    if kind not in _BY_KIND:
        raise TypeError(f"{kind.__name__} has no table")
    return _BY_KIND[kind]


def making(table: Table) -> Iterator[str]:
    """The statements that make a table with all that belongs to it; what is there already stays."""
    columns = [f"{column.name} {column.declaration}" for column in table.columns]
    # The id stands first, so that one index serves reading by id and organisation, and looking up by id alone.
    key = ", ".join(dict.fromkeys([table.key, "org_id"]))
    body = [
        "org_id TEXT NOT NULL",
        *columns,
        "etag TEXT NOT NULL",
        "extra TEXT NOT NULL",
        f"PRIMARY KEY ({key})",
    ]
    yield f"CREATE TABLE IF NOT EXISTS {table.name} ({', '.join(body)})"
    yield from indexing(table)
    if table.words:
        yield from _making_words(table, table.words)


def indexing(table: Table) -> Iterator[str]:
    """The statements that make a table's indexes; what is there already stays."""
    for name, parts in table.indexes.items():
        yield f"CREATE INDEX IF NOT EXISTS {name} ON {table.name} ({parts})"


def _making_words(table: Table, words: Words) -> Iterator[str]:
    columns = ", ".join(f"{name} TEXT NOT NULL" for name in words.columns)
    yield f"DROP TABLE IF EXISTS {words.name}"
    yield f"CREATE TABLE {words.name} ({columns}, PRIMARY KEY ({', '.join(words.key)})) WITHOUT ROWID"
    yield f"{_adding(words, table.name)} FROM {table.name}, json_each({table.name}.{words.source})"
    add = f"{_adding(words, 'NEW')} FROM json_each(NEW.{words.source});"
    remove = _removing(words)
    changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in _sources(words))
    trigger = f"CREATE TRIGGER IF NOT EXISTS {words.name}"
    yield f"{trigger}_add AFTER INSERT ON {table.name} BEGIN {add} END"
    yield f"{trigger}_remove AFTER DELETE ON {table.name} BEGIN {remove} END"
    yield f"{trigger}_change AFTER UPDATE ON {table.name} WHEN {changed} BEGIN {remove} {add} END"


def _sources(words: Words) -> list[str]:
    return [words.source if name == "term" else name for name in words.columns]


def _adding(words: Words, row: str) -> str:
    values = ["value" if name == "term" else f"{row}.{name}" for name in words.columns]
    return f"INSERT OR IGNORE INTO {words.name} ({', '.join(words.columns)}) SELECT {', '.join(values)}"


def _removing(words: Words) -> str:
    same = [f"{name} = OLD.{name}" for name in words.columns if name != "term"]
    among = f"term IN (SELECT value FROM json_each(OLD.{words.source}))"
    return f"DELETE FROM {words.name} WHERE {' AND '.join([*same, among])};"
