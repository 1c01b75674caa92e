"""Every query, by name. Values are parameters; `{more}` stands for further conditions, `{values}` for a list.

An ORDER BY of several properties is served by the composite index of exactly these (infra/cosmos-index-policy.json)
and refused without it. The id at its end tells ties apart, so that pages neither skip nor repeat.
"""

WORKSTREAMS = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'workstream'{more}
ORDER BY c.type, c.priority DESC, c.status, c.updated_at DESC, c.workstream_id
"""
FACTS = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'fact'{more}
ORDER BY c.type, c.created_at DESC, c.id
"""
PROPOSALS = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'agenda'{more}
ORDER BY c.type, c.created_at DESC, c.id
"""
SNAPSHOTS = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'account_snapshot'
ORDER BY c.day DESC
"""
LINKS = """
SELECT * FROM c WHERE c.org_id = @org_id AND c.type = 'workstream_fact' AND c.workstream_id = @workstream_id
ORDER BY c.type, c.workstream_id, c.weight DESC, c.fact_created_at DESC, c.fact_id
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
KNOWS = """
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
"""By what `DOCUMENTS` goes, where it is not the item's id: the guide's service stored these under any."""

OF_STATUS = "c.status = @status"
OF_PRIORITY = "c.priority >= @min_priority"
UPDATED_UNTIL = "c.updated_at <= @updated_until"
UPDATED_AFTER = "c.updated_at > @updated_after"
OF_TYPES = "c.fact_type IN ({values})"
OF_STATUSES = "c.status IN ({values})"
OF_MEETINGS = "c.meeting_id IN ({values})"
CREATED_SINCE = "c.created_at >= @since"
OVER_BY = "c.over_at < @over_by"
HOLDS_TERM = "ARRAY_CONTAINS(c.terms, {value})"
CARRIES_STEM = "ARRAY_CONTAINS(c.stems, {value})"
CARRIES_NO_STEMS = "NOT IS_DEFINED(c.stems)"
"""A workstream of the guide: its stems are known when it was read."""
HAS_NAME = "ARRAY_CONTAINS(c.name_keys, {value})"

FIND_ACROSS_PARTITIONS_UNSAFE = {
    "workstream": "SELECT * FROM c WHERE c.type = 'workstream' AND c.workstream_id = @key",
    "fact": "SELECT * FROM c WHERE c.type = 'fact' AND c.fact_id = @key",
    "agenda": "SELECT * FROM c WHERE c.type = 'agenda' AND c.proposal_id = @key",
    "meeting_workstream": "SELECT * FROM c WHERE c.type = 'meeting_workstream' AND c.meeting_id = @key",
    "organisation": "SELECT * FROM c WHERE c.type = 'organisation' AND c.org_id = @key",
    "deleted": "SELECT * FROM c WHERE c.type = 'deleted' AND c.buried = @key",
    "account_snapshot": "SELECT * FROM c WHERE c.type = 'account_snapshot' AND c.day = @key",
    "sweep": "SELECT * FROM c WHERE c.type = 'sweep' AND c.name = @key",
    "workstream_fact": "SELECT * FROM c WHERE c.type = 'workstream_fact' AND c.id = CONCAT('workstream_fact|', @key)",
}
"""By kind. No ORDER BY, TOP or aggregate: across partitions these would want a query plan first."""

ORGANISATIONS_NAMED_ACROSS_PARTITIONS_UNSAFE = "SELECT * FROM c WHERE c.type = 'organisation' AND ({names})"

IDS_OF_TYPE_ACROSS_PARTITIONS_UNSAFE = "SELECT c.id, c.org_id FROM c WHERE c.type = @type"
"""For a rollback alone."""

LINKS_WITHOUT_ORGANISATION = """
SELECT * FROM c WHERE c.type = 'workstream_fact' AND c.id > @after
ORDER BY c.id
"""
"""In the undefined partition, for the repair."""

ORGANISATIONS_OF_WORKSTREAMS_ACROSS_PARTITIONS_UNSAFE = """
SELECT c.org_id, c.workstream_id FROM c
WHERE c.type = 'workstream' AND IS_STRING(c.org_id) AND c.workstream_id IN ({values})
"""
ORGANISATIONS_OF_TYPE_ACROSS_PARTITIONS_UNSAFE = """
SELECT VALUE c.org_id FROM c WHERE c.type = @type AND IS_STRING(c.org_id)
"""
LINKS_OF_NO_ORGANISATION_ACROSS_PARTITIONS_UNSAFE = """
SELECT VALUE c.id FROM c WHERE c.type = 'workstream_fact' AND IS_DEFINED(c.org_id) AND NOT IS_STRING(c.org_id)
"""
MISSHAPEN_ACROSS_PARTITIONS_UNSAFE = {
    "workstream": """
SELECT * FROM c WHERE c.type = 'workstream'
AND (NOT IS_DEFINED(c.stems) OR NOT IS_DEFINED(c.rev) OR NOT IS_NUMBER(c.priority) OR NOT IS_STRING(c.status)
OR NOT IS_STRING(c.updated_at) OR NOT IS_STRING(c.created_at))
""",
    "workstream_fact": """
SELECT * FROM c WHERE c.type = 'workstream_fact' AND IS_STRING(c.org_id)
AND (NOT IS_NUMBER(c.weight) OR NOT IS_STRING(c.fact_created_at) OR NOT STARTSWITH(c.id, 'workstream_fact|'))
""",
    "fact": """
SELECT * FROM c WHERE c.type = 'fact' AND NOT IS_DEFINED(c.terms)
""",
    "account_snapshot": """
SELECT * FROM c WHERE c.type = 'account_snapshot' AND (NOT IS_STRING(c.day) OR NOT IS_STRING(c.created_at))
""",
}
"""By kind: documents of the guide's service that lack what Spine writes. For the repair."""

STANDINGS = """
SELECT c.id, c.org_id, c.workstream_id, c.title, c.status, c.priority, c.created_at, c.updated_at, c.stale_flagged_at
FROM c WHERE c.org_id = @org_id AND c.type = 'workstream'
"""
NEGLECTED_ACROSS_PARTITIONS_UNSAFE = """
SELECT c.id, c.org_id, c.workstream_id, c.title, c.status, c.priority, c.created_at, c.updated_at, c.stale_flagged_at
FROM c WHERE c.type = 'workstream' AND IS_STRING(c.org_id) AND NOT IS_STRING(c.stale_flagged_at)
AND (c.updated_at <= @until OR c.updated_at >= '3' OR NOT IS_STRING(c.updated_at))
"""
"""From '3' on a text is no time of this millennium: it begins with a letter, mostly."""
KNOWN_ACROSS_PARTITIONS_UNSAFE = """
SELECT VALUE c.org_id FROM c WHERE c.type IN ('organisation', 'workstream', 'fact') AND IS_STRING(c.org_id)
"""
OF_NO_ORGANISATION_ACROSS_PARTITIONS_UNSAFE = "SELECT VALUE c.id FROM c WHERE NOT IS_STRING(c.org_id)"
ORGANISATION_IDS_ACROSS_PARTITIONS_UNSAFE = """
SELECT VALUE c.org_id FROM c WHERE c.type = 'organisation' AND IS_STRING(c.org_id)
"""
TOMBSTONES_ACROSS_PARTITIONS_UNSAFE = "SELECT * FROM c WHERE c.type = 'deleted'"
COUNT_FACTS_OF_STATUS = """
SELECT VALUE COUNT(1) FROM c WHERE c.org_id = @org_id AND c.type = 'fact' AND c.status = @status
"""
COUNT_OVERDUE = """
SELECT VALUE COUNT(1) FROM c WHERE c.org_id = @org_id AND c.type = 'fact' AND c.fact_type IN ({values})
AND c.due_iso < @today AND c.status != 'rejected' AND NOT IS_DEFINED(c.hidden)
"""
"""A bullet that was called done, or turned down, is hidden."""
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
