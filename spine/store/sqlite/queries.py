"""Statements and orders, by name. An order is that of an index in `schema`, with the id at its end."""

from spine.store.sqlite.sql import Order

WORKSTREAM_ORDER: Order = ("priority DESC", "status", "updated_at DESC", "workstream_id")
FACT_ORDER: Order = ("created_at DESC", "fact_id")
LINK_ORDER: Order = ("weight DESC", "fact_created_at DESC", "fact_id")
MEETING_ORDER: Order = ("created_at DESC", "meeting_id")
PROPOSAL_ORDER: Order = ("created_at DESC", "proposal_id")
SNAPSHOT_ORDER: Order = ("day DESC",)
STALE_CANDIDATE_ORDER: Order = ("workstream_id", "org_id")
PERSON_ORDER: Order = ("person_id",)
ORGANISATION_ORDER: Order = ("org_id",)

PING = "PRAGMA user_version"

ORGANISATION_EXISTS = """
SELECT EXISTS (SELECT 1 FROM organisations WHERE org_id = :org)
    OR EXISTS (SELECT 1 FROM workstreams WHERE org_id = :org)
    OR EXISTS (SELECT 1 FROM facts WHERE org_id = :org)
"""

EXISTING_ORGANISATIONS = """
SELECT org_id FROM organisations UNION SELECT org_id FROM workstreams UNION SELECT org_id FROM facts ORDER BY org_id
"""

COUNT_WORKSTREAMS = "SELECT count(*) FROM workstreams WHERE org_id = ?"

ROWS_OF_TERM = "SELECT 1 FROM fact_terms WHERE org_id = ? AND term = ?"
COUNT_UP_TO = "SELECT count(*) FROM (SELECT 1 FROM ({statement}) LIMIT ?)"

HAS_OTHER_TERM = """
EXISTS (
    SELECT 1 FROM fact_terms AS other
    WHERE other.org_id = fact_terms.org_id AND other.term = ?
      AND other.created_at = fact_terms.created_at AND other.fact_id = fact_terms.fact_id
)
"""

COUNT_TERMS_OF_FACT = """
SELECT count(*) FROM fact_terms WHERE org_id = ? AND created_at = ? AND fact_id = ? AND {terms}
"""

PERSON_HAS_NAME = "person_id IN (SELECT person_id FROM people_names WHERE org_id = ? AND {terms})"
COUNT_PEOPLE = "SELECT count(*) FROM people WHERE org_id = ?"

HAS_NAME = "org_id IN (SELECT org_id FROM organisation_names WHERE {terms})"

FACT_HAS_OWNER = "fact_id IN (SELECT fact_id FROM fact_terms WHERE org_id = ? AND term = ?)"
FACT_IS_LINKED = """
EXISTS (SELECT 1 FROM workstream_facts AS link WHERE link.org_id = facts.org_id AND link.fact_id = facts.fact_id)
"""

WORKSTREAM_HAS_STEM = """
workstream_id IN (SELECT workstream_id FROM workstream_terms WHERE org_id = ? AND {terms})
"""

SUMMARY_COLUMNS = (
    "org_id", "workstream_id", "title", "status", "priority", "created_at", "updated_at", "stale_flagged_at",
    "state",
)  # fmt: skip
"""The fields of a WorkstreamSummary."""

STALE_CANDIDATE = "state = 'active' AND stale_flagged_at IS NULL AND (updated_at <= ? OR updated_at >= '3')"
"""A text from '3' on is no time of this millennium; most begin with a letter."""

FLAG_STALE = """
UPDATE workstreams SET stale_flagged_at = :at, etag = :etag
WHERE org_id = :org AND workstream_id = :id AND updated_at IS :updated_at AND stale_flagged_at IS NULL
"""
COUNT_STATUS = "SELECT count(*) FROM facts WHERE org_id = ? AND status = ?"
EXTRA = "CASE WHEN json_valid(extra) THEN json_extract(extra, '$.{name}') END"
"""A field in `extra`: NULL where that is damaged."""

COUNT_OVERDUE = f"""
SELECT count(*) FROM facts
WHERE org_id = ? AND {{types}} AND due_iso < ? AND status != 'rejected' AND state = 'open'
  AND {EXTRA.format(name="hidden")} IS NULL
"""
"""A fact is hidden once a person turned its bullet down."""
RATINGS = f"""
SELECT count(rating), sum(rating)
FROM (SELECT {EXTRA.format(name="rating")} AS rating FROM agendas WHERE org_id = ? AND {{not_expired}})
"""
COUNT_LINKS = """
SELECT workstream_id, count(*) FROM workstream_facts WHERE org_id = ? AND {ids} GROUP BY workstream_id
"""
