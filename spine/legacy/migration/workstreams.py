"""What the legacy service had beside facts: organisations, workstreams, links, meetings and account snapshots."""

from spine.domain.documents import Link, MeetingLink
from spine.domain.identifiers import derived
from spine.domain.languages import parse_language
from spine.domain.limits import EPOCH, HIGHEST_PRIORITY
from spine.domain.organisations import Organisation
from spine.domain.snapshots import Snapshot
from spine.domain.workstream_states import Colour
from spine.domain.workstreams import Workstream
from spine.domain.zones import zone
from spine.legacy.migration import values
from spine.legacy.migration.values import Row


def organisation_of(org_id: str, row: Row, context: str | None) -> Organisation:
    """The organisation; one that no row describes has its id alone."""
    created_at = values.moment(row, "created_at", "updated_at") or EPOCH
    return Organisation(
        org_id=org_id,
        name=values.text(row, "name", "display_name", "title", "org_name"),
        aliases=values.texts(row.get("aliases")),
        language=_language(values.text(row, "language", "lang")),
        time_zone=zone_of(row),
        context_text=context,
        created_at=created_at,
        updated_at=values.moment(row, "updated_at", "created_at") or created_at,
    )


def zone_of(row: Row) -> str | None:
    """The time zone that a row says, if there is such a zone."""
    name = values.text(row, "time_zone", "timezone", "tz")
    try:
        return name if name and zone(name) else None
    except ValueError:
        return None


def workstream_of(org_id: str, workstream_id: str, row: Row) -> Workstream:
    """The workstream; a colour that is none is green, a priority that is none is 1."""
    colour = (values.text(row, "status") or "").lower()
    priority = values.integer(row.get("priority"))
    updated = values.moment(row, "updated_at", "created_at") or EPOCH
    return Workstream(
        org_id=org_id,
        workstream_id=workstream_id,
        title=values.text(row, "title", "name") or workstream_id,
        description=values.text(row, "description"),
        status=Colour(colour) if colour in set(Colour) else Colour.GREEN,
        priority=1 if priority is None else min(HIGHEST_PRIORITY, max(0, priority)),
        owner=values.text(row, "owner"),
        start_iso=values.due(row, "start_iso"),
        target_iso=values.due(row, "target_iso"),
        tags=values.texts(row.get("tags")),
        created_at=values.moment(row, "created_at", "updated_at") or EPOCH,
        updated_at=updated,
        rev=derived("rev", org_id, workstream_id, updated),
    )


def link_of(org_id: str, workstream_id: str, fact_id: str, fact_created_at: str, row: Row) -> Link:
    """The link of a fact with a workstream."""
    weight = values.share(row.get("weight"))
    return Link(
        org_id=org_id,
        workstream_id=workstream_id,
        fact_id=fact_id,
        weight=1.0 if weight is None else weight,
        created_at=values.moment(row, "created_at") or fact_created_at,
        fact_created_at=fact_created_at,
    )


def meeting_link_of(org_id: str, meeting_id: str, workstream_id: str, row: Row) -> MeetingLink:
    """The link of a meeting with a workstream."""
    created_at = values.moment(row, "created_at", "updated_at") or EPOCH
    return MeetingLink(org_id=org_id, meeting_id=meeting_id, workstream_id=workstream_id, created_at=created_at)


def snapshot_of(org_id: str, row: Row) -> Snapshot | None:
    """The snapshot of a day; None where the row says no day."""
    as_of = values.moment(row, "as_of_iso", "created_at")
    if as_of is None:
        return None
    top, metrics = values.parse_json(row.get("top_workstreams")), values.parse_json(row.get("metrics"))
    top = top if isinstance(top, list) else []
    return Snapshot(
        org_id=org_id,
        day=as_of[:10],
        snapshot_id=values.text(row, "snapshot_id") or derived("snap", org_id, as_of[:10]),
        as_of_iso=as_of,
        summary=values.text(row, "summary") or "",
        top_workstreams=tuple(item if isinstance(item, dict) else {"title": str(item)} for item in top),
        metrics=metrics if isinstance(metrics, dict) else {},
        created_at=as_of,
    )


def _language(name: str | None) -> str | None:
    try:
        return parse_language(name).value if name else None
    except ValueError:
        return None
