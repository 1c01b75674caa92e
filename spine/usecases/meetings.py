"""Which workstreams a meeting is about. A meeting need not be known: its link lies with the workstream."""

from typing import Any

from spine.domain.importance import by_importance
from spine.domain.links import MeetingLink, pair_key
from spine.domain.workstreams import Workstream
from spine.errors import NotFound
from spine.store.protocol import Delete, Upsert
from spine.usecases import workstreams
from spine.usecases.lookup import locate, only
from spine.usecases.service import Service


def link(service: Service, meeting_id: str, workstream_id: str, org: str | None) -> dict[str, Any]:
    """Say that a meeting is about a workstream; saying it twice is saying it once."""
    workstream = locate(service, Workstream, workstream_id, org)
    org_id = workstream.org_id
    known = service.store.get(MeetingLink, org_id, pair_key(meeting_id, workstream_id))
    one = MeetingLink(
        org_id=org_id,
        meeting_id=meeting_id,
        workstream_id=workstream_id,
        created_at=known.created_at if known else service.stamp(),
    )
    service.store.commit(org_id, [Upsert(one)])
    if service.store.get(Workstream, org_id, workstream_id) is None:
        service.store.commit(org_id, [Delete(one)])
        raise NotFound(f"There is no workstream {workstream_id!r}.")
    return {"meeting_id": meeting_id, "workstream_id": workstream_id, "linked": True}


def unlink(service: Service, meeting_id: str, workstream_id: str, org: str | None) -> dict[str, Any]:
    """Say that a meeting is not about a workstream; `unlinked` tells whether it was."""
    workstream = locate(service, Workstream, workstream_id, org)
    known = service.store.get(MeetingLink, workstream.org_id, pair_key(meeting_id, workstream_id))
    service.store.commit(workstream.org_id, [Delete(known)] if known else [])
    return {"meeting_id": meeting_id, "workstream_id": workstream_id, "unlinked": known is not None}


def workstreams_of(service: Service, meeting_id: str, org: str | None) -> dict[str, Any]:
    """The workstreams of a meeting, most important first."""
    links = _links_of(service, meeting_id, org)
    org_id = only(links, MeetingLink, meeting_id).org_id
    found = service.store.get_many(Workstream, org_id, [one.workstream_id for one in links])
    now, after = service.clock(), service.settings.stale_after_days
    ranked = sorted(found.values(), key=lambda w: by_importance(w, now, after))
    return {"meeting_id": meeting_id, "workstreams": [workstreams.present(service, w) for w in ranked]}


def _links_of(service: Service, meeting_id: str, org: str | None) -> list[MeetingLink]:
    if org is not None:
        return service.store.links_of_meeting(service.caller.must_cover(org), meeting_id)
    return [one for one in service.store.find(MeetingLink, meeting_id) if service.caller.covers(one.org_id)]


def meetings_of(service: Service, workstream_id: str, org: str | None) -> dict[str, Any]:
    """The meetings of a workstream, the latest link first."""
    workstream = locate(service, Workstream, workstream_id, org)
    links = service.store.meeting_links(workstream.org_id, workstream_id)
    ids = [one.meeting_id for one in links]
    return {"workstream_id": workstream_id, "meeting_ids": ids, "meeting_count": len(ids)}
