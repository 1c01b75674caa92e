"""What the old service knew beside facts: organisations, workstreams, links, meetings and account snapshots."""

from spine.domain.identifiers import derived
from spine.domain.languages import parse_language
from spine.domain.limits import EPOCH, HIGHEST_PRIORITY
from spine.domain.links import Link, MeetingLink
from spine.domain.organisations import Organisation
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Colour, Workstream
from spine.legacy.migration import values as old
from spine.legacy.migration.values import Row


def organisation_of(org_id: str, row: Row, context: str | None) -> Organisation:
    """The organisation; one that no row describes has its id alone."""
    made = old.moment(row, "created_at", "updated_at") or EPOCH
    return Organisation(
        org_id=org_id,
        name=old.text(row, "name", "display_name", "title", "org_name"),
        aliases=old.texts(row.get("aliases")),
        language=_language(old.text(row, "language", "lang")),
        context_text=context,
        created_at=made,
        updated_at=old.moment(row, "updated_at", "created_at") or made,
    )


def workstream_of(org_id: str, workstream_id: str, row: Row) -> Workstream:
    """The workstream; a colour that is none is green, a priority that is none is 1."""
    colour = (old.text(row, "status") or "").lower()
    priority = old.whole(row.get("priority"))
    updated = old.moment(row, "updated_at", "created_at") or EPOCH
    return Workstream(
        org_id=org_id,
        workstream_id=workstream_id,
        title=old.text(row, "title", "name") or workstream_id,
        description=old.text(row, "description"),
        status=Colour(colour) if colour in set(Colour) else Colour.GREEN,
        priority=1 if priority is None else min(HIGHEST_PRIORITY, max(0, priority)),
        owner=old.text(row, "owner"),
        start_iso=old.due(row, "start_iso"),
        target_iso=old.due(row, "target_iso"),
        tags=old.texts(row.get("tags")),
        created_at=old.moment(row, "created_at", "updated_at") or EPOCH,
        updated_at=updated,
        rev=derived("rev", org_id, workstream_id, updated),
    )


def link_of(org_id: str, workstream_id: str, fact_id: str, fact_created_at: str, row: Row) -> Link:
    """A fact's place in a workstream."""
    weight = old.share(row.get("weight"))
    return Link(
        org_id=org_id,
        workstream_id=workstream_id,
        fact_id=fact_id,
        weight=1.0 if weight is None else weight,
        created_at=old.moment(row, "created_at") or fact_created_at,
        fact_created_at=fact_created_at,
    )


def meeting_link_of(org_id: str, meeting_id: str, workstream_id: str, row: Row) -> MeetingLink:
    """A meeting's place in a workstream."""
    created_at = old.moment(row, "created_at", "updated_at") or EPOCH
    return MeetingLink(org_id=org_id, meeting_id=meeting_id, workstream_id=workstream_id, created_at=created_at)


def snapshot_of(org_id: str, row: Row) -> Snapshot | None:
    """The picture of a day; None where the row says no day."""
    as_of = old.moment(row, "as_of_iso", "created_at")
    if as_of is None:
        return None
    top, metrics = old.parsed(row.get("top_workstreams")), old.parsed(row.get("metrics"))
    return Snapshot(
        org_id=org_id,
        day=as_of[:10],
        snapshot_id=old.text(row, "snapshot_id") or derived("snap", org_id, as_of[:10]),
        as_of_iso=as_of,
        summary=old.text(row, "summary") or "",
        top_workstreams=tuple(one if isinstance(one, dict) else {"title": str(one)} for one in top or ())
        if isinstance(top, list)
        else (),
        metrics=metrics if isinstance(metrics, dict) else {},
        created_at=as_of,
    )


def _language(said: str | None) -> str | None:
    try:
        return parse_language(said).value if said else None
    except ValueError:
        return None
