"""Agenda proposals: agendas that are stored."""

import json

from spine.domain import times
from spine.domain.documents import expiry
from spine.domain.languages import parse_language
from spine.domain.organisations import Organisation
from spine.domain.planning.agenda import shortened
from spine.domain.proposals import Proposal, over_at
from spine.errors import NotFound
from spine.schemas.planning import ProposeRequest
from spine.schemas.queries import ProposalList
from spine.schemas.responses.agendas import (
    AgendaResponse,
    ProposalPage,
    ProposalResponse,
    ProposedAgendaResponse,
    ProposeResponse,
    StoredAgendaResponse,
)
from spine.store.protocol import Create, Replace
from spine.usecases import organisations
from spine.usecases.cursors import next_cursor, page_request
from spine.usecases.lookup import locate
from spine.usecases.planning.notes import notes_of
from spine.usecases.planning.organisation import default_org
from spine.usecases.planning.pipeline import Plan, plan_understood
from spine.usecases.planning.presentation import present_proposal
from spine.usecases.planning.understanding import understand, zone_of
from spine.usecases.service import Service, retry_on_conflict

MAX_AGENDA_BYTES = 1_000_000
"""Of a stored agenda; Cosmos DB takes documents of at most 2 MB."""
MAX_STORED_TEXT = 2_000
"""Characters that each text of a larger agenda is cut to, with an ellipsis."""


def propose(service: Service, request: ProposeRequest) -> ProposeResponse:
    """Plan and store the agenda; the same request updates one proposal. Raises NotFound for an unknown organisation."""
    understood = understand(service, request.sentence, request)
    if not understood.organisation.known:
        raise NotFound(f"No organisation {understood.org_id!r}.")
    plan = plan_understood(service, understood)
    proposed = present_proposal(service, plan, request)
    with organisations.ensured(service, understood.org_id):
        proposal = _save(service, request, plan, proposed)
    return {
        "fact_id": proposal.proposal_id,
        "proposal_id": proposal.proposal_id,
        "agenda": proposed["agenda"],
        "notes": notes_of(plan),
        "subject": proposal.subject,
        "status": proposal.status,
        "created_at": proposal.created_at,
        "proposal": proposed,
    }


def _save(service: Service, request: ProposeRequest, plan: Plan, proposed: ProposedAgendaResponse) -> Proposal:
    understood = plan.understood
    org_id, proposal_id, zone = understood.org_id, understood.proposal_id, understood.now.tzinfo
    days = service.settings.proposal_retention_days

    def attempt() -> Proposal:
        known = service.store.get(Proposal, org_id, proposal_id)
        updated_at = service.stamp()
        created_at = known.created_at if known else updated_at
        over = over_at(understood.start, understood.minutes, times.parse(created_at).astimezone(zone))
        fields = {
            "subject": understood.subject,
            "agenda": _storable(proposed["agenda"]),
            "choice": proposed["choice"],
            "reason": proposed["reason"],
            "supporting_fact_ids": tuple(proposed["supporting_fact_ids"]),
            "transcript_id": request.transcript_id,
            "language": understood.language,
            "people": understood.people,
            "notes": tuple(notes_of(plan)),
            "ical_uid": understood.ical_uid,
            "start_iso": times.iso(understood.start) if understood.start else None,
            "minutes": understood.minutes,
            "settled": (),
            "series": understood.this_meeting.series,
            "day": understood.this_meeting.day.isoformat(),
            "updated_at": updated_at,
            "over_at": over,
            "expires_at": expiry(max(updated_at, over), days),
        }
        if known:
            proposal = known.model_copy(update=fields)
        else:
            identity = {"org_id": org_id, "proposal_id": proposal_id, "meeting_id": understood.meeting_id}
            proposal = Proposal.model_validate({**identity, "created_at": created_at, **fields})
        service.store.commit(org_id, [Replace(proposal) if known else Create(proposal)])
        return proposal

    return retry_on_conflict(service, "The proposal", attempt)


def _storable(agenda: AgendaResponse) -> object:
    """The agenda as it is stored: whole, unless its texts are so long that no document would hold them."""
    if len(json.dumps(agenda, ensure_ascii=False).encode()) <= MAX_AGENDA_BYTES:
        return agenda
    return _with_short_texts(agenda)


def _with_short_texts(part: object) -> object:
    match part:
        case dict():
            return {name: _with_short_texts(item) for name, item in part.items()}
        case list():
            return [_with_short_texts(item) for item in part]
        case str():
            return shortened(part, MAX_STORED_TEXT) if len(part) > MAX_STORED_TEXT else part
    return part


def present(proposal: Proposal) -> ProposalResponse:
    """A stored agenda as clients read it."""
    return {
        "fact_id": proposal.proposal_id,
        "proposal_id": proposal.proposal_id,
        "status": proposal.status,
        "payload": {
            "subject": proposal.subject,
            "agenda": proposal.agenda,
            "choice": proposal.choice,
            "reason": proposal.reason,
            "supporting_fact_ids": list(proposal.supporting_fact_ids),
        },
        "created_at": proposal.created_at,
        "updated_at": proposal.updated_at,
    }


def read(service: Service, proposal_id: str, org: str | None) -> Proposal:
    """One stored agenda. Raises NotFound and AmbiguousId."""
    return locate(service, Proposal, proposal_id, org)


def present_whole(service: Service, proposal: Proposal) -> StoredAgendaResponse:
    """A stored agenda as clients read it, with what was understood of its request and what the meeting said of it."""
    holding = {fact: verdict for fact, verdict in proposal.verdicts.items() if fact in proposal.settled}
    return {
        **present(proposal),
        "start": _start(service, proposal),
        "language": parse_language(proposal.language) if proposal.language else None,
        "notes": list(proposal.notes),
        "rating": proposal.rating,
        "comment": proposal.comment,
        "bullets": [{"fact_id": fact_id, "verdict": verdict} for fact_id, verdict in holding.items()],
    }


def _start(service: Service, proposal: Proposal) -> str | None:
    """When the meeting starts, in the organisation's zone, which is looked up only where there is a start."""
    if proposal.start_iso is None:
        return None
    organisation = service.store.get(Organisation, proposal.org_id, proposal.org_id)
    return times.parse(proposal.start_iso).astimezone(zone_of(service, organisation)).isoformat()


def of_organisation(service: Service, query: ProposalList) -> ProposalPage:
    """A page of an organisation's stored agendas, newest first."""
    org_id = query.org or default_org(service)
    scope = ["proposals", org_id]
    page = service.store.proposals(org_id, page_request(query, scope))
    return {
        "org_id": org_id,
        "items": [present(proposal) for proposal in page.items],
        **next_cursor(page.position, scope),
    }
