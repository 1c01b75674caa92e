"""Every query, by name. Values are parameters; `{more}` stands for further conditions, `{values}` for a list.

An ORDER BY of several properties needs the composite index of exactly these, else the database refuses the query. It
begins with the organisation, because an index covers a whole physical partition: without it a sort walks the entries of
all organisations there. The id at its end orders ties, so that pages neither skip nor repeat an item. The composite
indexes of infra/cosmos-index-policy.json, in the file's order, and what they are for:

1. org_id, priority DESC, status, updated_at DESC: no query. The legacy service's policy has it, and it was to be kept;
   Spine cannot sort by it, for it leaves ties in no order.
2. org_id, type, priority DESC, status, updated_at DESC, workstream_id: `WORKSTREAMS`.
3. org_id, type, created_at DESC, id: `FACTS` and `PROPOSALS`.
4. org_id, type, workstream_id, weight DESC, fact_created_at DESC, fact_id: `LINKS`.
5. org_id, type, day DESC: `SNAPSHOTS`.

`DOCUMENTS`, for exports alone, sorts by one property: three more indexes would be paid for with every write.
"""

WORKSTREAMS = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'workstream'{more}
ORDER BY c.org_id, c.type, c.priority DESC, c.status, c.updated_at DESC, c.workstream_id
"""
FACTS = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'fact'{more}
ORDER BY c.org_id, c.type, c.created_at DESC, c.id
"""
PROPOSALS = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'agenda'{more}
ORDER BY c.org_id, c.type, c.created_at DESC, c.id
"""
SNAPSHOTS = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'account_snapshot'
ORDER BY c.org_id, c.type, c.day DESC
"""
LINKS = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'workstream_fact' AND c.workstream_id = @workstream_id
ORDER BY c.org_id, c.type, c.workstream_id, c.weight DESC, c.fact_created_at DESC, c.fact_id
"""
LINKS_OF_FACTS = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'workstream_fact' AND c.fact_id IN ({values})
"""
MEETINGS_OF_WORKSTREAM = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'meeting_workstream' AND c.workstream_id = @workstream_id
"""
LINKS_OF_MEETING = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'meeting_workstream' AND c.meeting_id = @meeting_id
"""
COUNT_WORKSTREAMS = """
SELECT VALUE COUNT(1) FROM c WHERE c.org_id = @org_id AND c.type = 'workstream'
"""
COUNT_PEOPLE = """
SELECT VALUE COUNT(1) FROM c WHERE c.org_id = @org_id AND c.type = 'person'
"""
PEOPLE_WITH_NAMES = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'person' AND {names}
"""
ORGANISATION_EXISTS = """
SELECT TOP 1 VALUE c.type FROM c WHERE c.org_id = @org_id AND c.type IN ('organisation', 'workstream', 'fact')
"""
WORKSTREAMS_BY_ID = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'workstream' AND c.workstream_id IN ({values})
"""
FACTS_BY_ID = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'fact' AND c.fact_id IN ({values})
"""
ITEMS_BY_ID = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = @type AND c.id IN ({values})
"""
COMMITS_OF_ITEMS = """
SELECT c.id, c.commit_id FROM c WHERE c.id IN ({values})
"""
ALL_BUT_ONE_ITEM = """
SELECT TOP @limit VALUE c.id FROM c WHERE c.org_id = @org_id AND c.id != @kept
"""

DOCUMENTS = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = @type AND c.{key} > @after
ORDER BY c.{key}
"""
KEYS = {"workstream": "workstream_id", "fact": "fact_id"}
"""The natural id that `DOCUMENTS` goes by, for the kinds that the legacy service stored under any item id."""

OF_STATUS = "c.status = @status"
OF_PRIORITY = "c.priority >= @min_priority"
UPDATED_UNTIL = "c.updated_at <= @updated_until"
UPDATED_AFTER = "c.updated_at > @updated_after"
OF_TYPES = "c.fact_type IN ({values})"
OF_STATUSES = "c.status IN ({values})"
OF_STATES = "c.state IN ({values})"
OF_STATES_OR_NONE = "(c.state IN ({values}) OR NOT IS_DEFINED(c.state))"
"""A fact or workstream that was stored before there were states is open or active."""
OF_MEETINGS = "c.meeting_id IN ({values})"
DUE_BEFORE = "c.due_iso < @due"
NOT_DUE = "NOT (c.due_iso IN ({values}))"
CREATED_SINCE = "c.created_at >= @since"
OVER_BY = "c.over_at < @over_by"
DUE_IN_WINDOW = "(c.due_iso >= @due_from AND c.due_iso < @due_before AND c.fact_type IN ({types}))"
CREATED_IN_WINDOW = "(c.fact_type = @{type} AND c.created_at >= @{since})"
OF_SERIES = "(c.series IN (@series, '') OR NOT IS_DEFINED(c.series))"
HAS_TERM = "ARRAY_CONTAINS(c.terms, {value})"
HAS_STEM = "ARRAY_CONTAINS(c.stems, {value})"
HAS_NO_STEMS = "NOT IS_DEFINED(c.stems)"
"""A legacy workstream, whose stems are known only when it has been read."""
AMONG_ORGANISATIONS = "ARRAY_CONTAINS(@org_ids, c.org_id)"
"""Beside a condition that leaves few items: an IN of so many values would be too long a query."""
HAS_NAME = "ARRAY_CONTAINS(c.name_keys, {value})"

FIND_ACROSS_PARTITIONS_UNSAFE = {
    "workstream": "SELECT * FROM c WHERE c.type = 'workstream' AND c.workstream_id = @key{more}",
    "fact": "SELECT * FROM c WHERE c.type = 'fact' AND c.fact_id = @key{more}",
    "agenda": "SELECT * FROM c WHERE c.type = 'agenda' AND c.proposal_id = @key{more}",
    "meeting_workstream": "SELECT * FROM c WHERE c.type = 'meeting_workstream' AND c.meeting_id = @key{more}",
    "organisation": "SELECT * FROM c WHERE c.type = 'organisation' AND c.org_id = @key{more}",
    "keyword_refresh": "SELECT * FROM c WHERE c.type = 'keyword_refresh' AND c.refresh_id = @key{more}",
    "deleted": "SELECT * FROM c WHERE c.type = 'deleted' AND c.buried = @key{more}",
    "account_snapshot": "SELECT * FROM c WHERE c.type = 'account_snapshot' AND c.day = @key{more}",
    "sweep": "SELECT * FROM c WHERE c.type = 'sweep' AND c.name = @key{more}",
    "workstream_fact": """
SELECT * FROM c WHERE c.type = 'workstream_fact' AND c.id = CONCAT('workstream_fact|', @key){more}
""",
}
"""By kind. No ORDER BY, TOP or aggregate: across partitions these need a query plan first."""

ORGANISATIONS_ACROSS_PARTITIONS_UNSAFE = "SELECT * FROM c WHERE c.type = 'organisation'{more}"

IDS_OF_TYPE_ACROSS_PARTITIONS_UNSAFE = "SELECT c.id, c.org_id FROM c WHERE c.type = @type"
"""For the rollback."""

WORKSTREAM_SUMMARIES = """
SELECT c.id, c.org_id, c.workstream_id, c.title, c.status, c.priority, c.created_at, c.updated_at, c.stale_flagged_at,
c.state
FROM c WHERE c.org_id = @org_id AND c.type = 'workstream'
"""
STALE_CANDIDATES_ACROSS_PARTITIONS_UNSAFE = """
SELECT c.id, c.org_id, c.workstream_id, c.title, c.status, c.priority, c.created_at, c.updated_at, c.stale_flagged_at,
c.state
FROM c WHERE c.type = 'workstream' AND IS_STRING(c.org_id) AND NOT IS_STRING(c.stale_flagged_at)
AND (c.state = 'active' OR NOT IS_DEFINED(c.state))
AND (c.updated_at <= @until OR c.updated_at >= '3' OR NOT IS_STRING(c.updated_at))
"""
"""A text from '3' on is no time of this millennium; most begin with a letter."""
EXISTING_ORGANISATIONS_ACROSS_PARTITIONS_UNSAFE = """
SELECT VALUE c.org_id FROM c WHERE c.type IN ('organisation', 'workstream', 'fact') AND IS_STRING(c.org_id)
"""
WITHOUT_ORGANISATION_ACROSS_PARTITIONS_UNSAFE = "SELECT VALUE c.id FROM c WHERE NOT IS_STRING(c.org_id)"
REGISTERED_ORGANISATIONS_ACROSS_PARTITIONS_UNSAFE = """
SELECT VALUE c.org_id FROM c WHERE c.type = 'organisation' AND IS_STRING(c.org_id)
"""
OF_TYPE_ACROSS_PARTITIONS_UNSAFE = "SELECT * FROM c WHERE c.type = @type"
COUNT_FACTS_OF_STATUS = """
SELECT VALUE COUNT(1) FROM c WHERE c.org_id = @org_id AND c.type = 'fact' AND c.status = @status
"""
COUNT_OVERDUE = """
SELECT VALUE COUNT(1) FROM c WHERE c.org_id = @org_id AND c.type = 'fact' AND c.fact_type IN ({values})
AND c.due_iso < @today AND c.status != 'rejected' AND NOT IS_DEFINED(c.hidden)
AND (c.state = 'open' OR NOT IS_DEFINED(c.state))
"""
"""A fact is hidden once a person turned its bullet down."""
COUNT_RATINGS = """
SELECT VALUE COUNT(1) FROM c WHERE c.org_id = @org_id AND c.type = 'agenda' AND IS_NUMBER(c.rating)
"""
SUM_RATINGS = """
SELECT VALUE SUM(c.rating) FROM c WHERE c.org_id = @org_id AND c.type = 'agenda' AND IS_NUMBER(c.rating)
"""
COUNT_LINKS = """
SELECT VALUE COUNT(1) FROM c
WHERE c.org_id = @org_id AND c.type = 'workstream_fact' AND c.workstream_id = @workstream_id
"""
