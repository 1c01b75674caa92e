"""The events that Spine tracks, and the fields of each. Anything that is not declared here is never sent.

Fields are ids, names from a fixed set, counts and durations: no text that somebody wrote, and no person's name. The
queries in `infra/` read these events. See docs/operations.md#events.
"""

from collections.abc import Mapping

from spine.domain.identifiers import is_identifier

EVENTS: Mapping[str, frozenset[str]] = {
    name: frozenset(fields.split())
    for name, fields in {
        "agenda_planned": """org_id mode mode_source planner choice nudge workstreams facts minutes language assumed
            select_ms retrieve_ms duration_ms""",
        "facts_ingested": "org_id inserted updated unchanged",
        "feedback_given": "org_id proposal_id rating accepted rejected done not_now",
        "request_failed": "endpoint method status code database_status duration_ms",
        "stale_sweep_finished": """orgs orgs_with_workstream workstreams flagged stale_total failed duration_ms
            workstreams_week_before stale_total_week_before""",
        "workstream_flagged_stale": "org_id workstream_id days_idle",
    }.items()
}

WITHHELD = "(withheld)"
"""Replaces a text that is not an id, because somebody may have written it."""


def dimensions(name: str, fields: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """The declared fields of an event as they are sent, without those that are None; and the names of the others."""
    declared = EVENTS.get(name, frozenset())
    sent = {field: as_text(value) for field, value in fields.items() if field in declared and value is not None}
    return sent, sorted(fields.keys() - declared)


def as_text(value: object) -> str:
    """The value of a field as it is sent: always text, so that every exporter stores the same."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return ",".join(map(as_text, value))
    text = str(value)
    return text if is_identifier(text) else WITHHELD
