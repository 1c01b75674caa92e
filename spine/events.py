"""The events that Spine tells, and the fields that each may have: what stands in no row here is never sent.

All are ids, names out of a fixed set, counts and durations; nobody's words and nobody's name. The queries in
`infra/` ask for them.
"""

from collections.abc import Mapping

from spine.domain.identifiers import is_identifier

EVENTS: Mapping[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for name, fields in {
        "agenda_planned": """org_id mode mode_source planner choice nudge workstreams facts minutes language assumed
            select_ms retrieve_ms duration_ms""",
        "facts_ingested": "org_id inserted updated unchanged",
        "feedback_given": "org_id proposal_id rating accepted rejected done",
        "request_failed": "endpoint method status code database_status duration_ms",
        "stale_sweep_finished": """orgs orgs_with_workstream workstreams flagged stale_total failed duration_ms
            workstreams_week_before stale_total_week_before""",
        "workstream_flagged_stale": "org_id workstream_id days_idle",
    }.items()
}

WITHHELD = "(withheld)"
"""What is sent in place of a text that is no id: it may be somebody's words."""


def written(value: object) -> str:
    """A field's value as it is sent: every one is a text, so that another exporter would store the same."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return ",".join(map(written, value))
    text = str(value)
    return text if is_identifier(text) else WITHHELD


def dimensions(name: str, fields: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """An event's fields that may leave, and the names of those that may not. What is None says nothing."""
    allowed = EVENTS.get(name, frozenset())
    sent = {field: written(value) for field, value in fields.items() if field in allowed and value is not None}
    return sent, sorted(fields.keys() - allowed)
