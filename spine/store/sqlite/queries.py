"""The statements, by name."""

from spine.store.sqlite.rows import Value
from spine.store.sqlite.schema import TOMBSTONES, Table
from spine.store.sqlite.selects import Order

WORKSTREAM_ORDER: Order = ("priority DESC", "status", "updated_at DESC", "workstream_id")
FACT_ORDER: Order = ("created_at DESC", "fact_id")
LINK_ORDER: Order = ("weight DESC", "fact_created_at DESC", "fact_id")
MEETING_ORDER: Order = ("created_at DESC", "meeting_id")
PROPOSAL_ORDER: Order = ("created_at DESC", "proposal_id")
SNAPSHOT_ORDER: Order = ("day DESC",)
TOMBSTONE_ORDER: Order = ("buried", "org_id")

PING = "PRAGMA user_version"

KNOWS = """
SELECT EXISTS (SELECT 1 FROM organisations WHERE org_id = :org)
    OR EXISTS (SELECT 1 FROM workstreams WHERE org_id = :org)
    OR EXISTS (SELECT 1 FROM facts WHERE org_id = :org)
"""

KNOWN = """
SELECT org_id FROM organisations UNION SELECT org_id FROM workstreams UNION SELECT org_id FROM facts ORDER BY org_id
"""

COUNT_WORKSTREAMS = "SELECT count(*) FROM workstreams WHERE org_id = ?"

TERM_ROWS = "SELECT 1 FROM fact_terms WHERE org_id = ? AND term = ?"
COUNT_UP_TO = "SELECT count(*) FROM (SELECT 1 FROM ({statement}) LIMIT ?)"

KEYS_HOLDING = "SELECT created_at, fact_id FROM fact_terms"

HOLDS_TOO = """
EXISTS (
    SELECT 1 FROM fact_terms AS other
    WHERE other.org_id = fact_terms.org_id AND other.term = ?
      AND other.created_at = fact_terms.created_at AND other.fact_id = fact_terms.fact_id
)
"""

COUNT_HELD = """
SELECT count(*) FROM fact_terms WHERE org_id = ? AND created_at = ? AND fact_id = ? AND {terms}
"""

NAMED = "org_id IN (SELECT org_id FROM organisation_names WHERE {terms})"

WORKSTREAM_HOLDS = """
workstream_id IN (SELECT workstream_id FROM workstream_terms WHERE org_id = ? AND {terms})
"""

ORGANISATION_IDS = "SELECT org_id FROM organisations"
STANDINGS = """
SELECT org_id, workstream_id, title, status, priority, created_at, updated_at, stale_flagged_at FROM workstreams
"""
NEGLECTED = "stale_flagged_at IS NULL AND (updated_at <= ? OR updated_at >= '3')"
"""From '3' on a text is no time of this millennium: it begins with a letter, mostly."""
FLAG = """
UPDATE workstreams SET stale_flagged_at = :at, etag = :etag
WHERE org_id = :org AND workstream_id = :id AND updated_at IS :seen AND stale_flagged_at IS NULL
"""
COUNT_STATUS = "SELECT count(*) FROM facts WHERE org_id = ? AND status = ?"
COUNT_OVERDUE = """
SELECT count(*) FROM facts
WHERE org_id = ? AND {types} AND due_iso < ? AND status != 'rejected' AND json_extract(extra, '$.hidden') IS NULL
"""
"""A bullet that was called done, or turned down, is hidden."""
RATINGS = """
SELECT count(json_extract(extra, '$.rating')), sum(json_extract(extra, '$.rating')) FROM agendas WHERE org_id = ?
"""
COUNT_LINKS = """
SELECT workstream_id, count(*) FROM workstream_facts WHERE org_id = ? AND {ids} GROUP BY workstream_id
"""

IS_BURIED = f"SELECT 1 FROM {TOMBSTONES.name} WHERE org_id = ? AND buried = ?"
UNBURY = f"DELETE FROM {TOMBSTONES.name} WHERE org_id = ? AND buried = ?"


def insert(table: Table, row: dict[str, Value]) -> str:
    """Store a row where none has its key; no row is changed where one has."""
    return f"INSERT INTO {table.name} ({', '.join(row)}) VALUES ({_marks(row)}) ON CONFLICT DO NOTHING"


def put(table: Table, row: dict[str, Value]) -> str:
    """Store a row, in place of the one that has its key."""
    key = ", ".join(dict.fromkeys([table.key, "org_id"]))
    changes = ", ".join(f"{name} = excluded.{name}" for name in row)
    insertion = f"INSERT INTO {table.name} ({', '.join(row)}) VALUES ({_marks(row)})"
    return f"{insertion} ON CONFLICT ({key}) DO UPDATE SET {changes}"


def replace(table: Table, row: dict[str, Value]) -> str:
    """Store a row in place of the one with its key and a certain etag."""
    changes = ", ".join(f"{name} = :{name}" for name in row)
    return f"UPDATE {table.name} SET {changes} WHERE {_this(table)} AND etag = :seen"


def delete(table: Table) -> str:
    """Remove the row with a key."""
    return f"DELETE FROM {table.name} WHERE {_this(table)}"


def delete_seen(table: Table) -> str:
    """Remove the row with a key and a certain etag."""
    return f"{delete(table)} AND etag = :seen"


def delete_some(table: Table) -> str:
    """Remove some rows of an organisation."""
    some = f"SELECT rowid FROM {table.name} WHERE org_id = ? LIMIT ?"
    return f"DELETE FROM {table.name} WHERE rowid IN ({some})"


def _marks(row: dict[str, Value]) -> str:
    return ", ".join(f":{name}" for name in row)


def _this(table: Table) -> str:
    return f"org_id = :org_id AND {table.key} = :{table.key}"
