"""Which workstreams a meeting is about. A meeting need not be known: its link belongs to the workstream."""

from spine.domain.documents import MeetingLink
from spine.domain.identifiers import pair_key
from spine.domain.workstreams import Workstream, by_importance
from spine.errors import NotFound
from spine.schemas.responses.workstreams import (
    MeetingLinked,
    MeetingUnlinked,
    MeetingWorkstreams,
    WorkstreamMeetings,
)
from spine.store.protocol import Delete, Upsert
from spine.usecases import workstreams
from spine.usecases.lookup import locate, only
from spine.usecases.service import Service


def link(service: Service, meeting_id: str, workstream_id: str, org: str | None) -> MeetingLinked:
    """Link a meeting to a workstream that it is about; linking twice is linking once."""
    workstream = locate(service, Workstream, workstream_id, org)
    org_id = workstream.org_id
    known = service.store.get(MeetingLink, org_id, pair_key(meeting_id, workstream_id))
    meeting_link = MeetingLink(
        org_id=org_id,
        meeting_id=meeting_id,
        workstream_id=workstream_id,
        created_at=known.created_at if known else service.stamp(),
    )
    service.store.commit(org_id, [Upsert(meeting_link)])
    if service.store.get(Workstream, org_id, workstream_id) is None:
        service.store.commit(org_id, [Delete(meeting_link)])
        raise NotFound(f"No workstream {workstream_id!r}.")
    return {"meeting_id": meeting_id, "workstream_id": workstream_id, "linked": True}


def unlink(service: Service, meeting_id: str, workstream_id: str, org: str | None) -> MeetingUnlinked:
    """Remove the link of a meeting to a workstream; `unlinked` says whether there was one."""
    workstream = locate(service, Workstream, workstream_id, org)
    known = service.store.get(MeetingLink, workstream.org_id, pair_key(meeting_id, workstream_id))
    service.store.commit(workstream.org_id, [Delete(known)] if known else [])
    return {"meeting_id": meeting_id, "workstream_id": workstream_id, "unlinked": known is not None}


def workstreams_of(service: Service, meeting_id: str, org: str | None) -> MeetingWorkstreams:
    """The workstreams of a meeting, most important first."""
    if org is not None:
        links = service.store.links_of_meeting(org, meeting_id)
    else:
        links = service.store.find(MeetingLink, meeting_id, service.caller.visible)
    org_id = only(service, links, MeetingLink, meeting_id).org_id
    found = service.store.get_many(Workstream, org_id, [link.workstream_id for link in links])
    now, after_days = service.clock(), service.settings.stale_after_days
    ranked = sorted(found.values(), key=lambda workstream: by_importance(workstream, now, after_days))
    return {"meeting_id": meeting_id, "workstreams": workstreams.present_all(ranked, now, after_days)}


def meetings_of(service: Service, workstream_id: str, org: str | None) -> WorkstreamMeetings:
    """The meetings of a workstream, the latest link first."""
    workstream = locate(service, Workstream, workstream_id, org)
    meeting_ids = [link.meeting_id for link in service.store.meeting_links(workstream.org_id, workstream_id)]
    return {"workstream_id": workstream_id, "meeting_ids": meeting_ids, "meeting_count": len(meeting_ids)}
