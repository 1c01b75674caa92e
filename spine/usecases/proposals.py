"""Agenda proposals: agendas that are kept."""

import json
from typing import Any, cast

from spine.domain.planning.wording import shortened
from spine.domain.proposals import Proposal, over_at
from spine.errors import NotFound
from spine.schemas.planning import ProposeRequest
from spine.schemas.queries import ProposalList
from spine.store.protocol import Create, Replace
from spine.usecases import organisations
from spine.usecases.lookup import locate, next_cursor, page_request
from spine.usecases.plan_answers import proposal_of
from spine.usecases.plans import meeting_ref_of, plan_understood
from spine.usecases.service import Service, retry_on_conflict
from spine.usecases.understanding import Understood, default_org, understand

MOST_BYTES = 1_000_000
"""Of a stored agenda; Cosmos DB takes documents of at most 2 MB."""
LONGEST_TEXT = 2_000
"""Characters that each text of a larger agenda is cut to, with an ellipsis."""


def propose(service: Service, request: ProposeRequest) -> dict[str, Any]:
    """Plan and keep the agenda; the same request updates one proposal. Raises NotFound for an unknown organisation."""
    understood = understand(service, request.said, request)
    org_id = understood.party.org_id
    if not understood.party.known:
        raise NotFound(f"There is no organisation {org_id!r}.")
    meeting_ref = meeting_ref_of(service, understood, request.said, request, request.meeting_id)
    proposal_id = meeting_ref.proposal_id
    planned = plan_understood(service, understood, request, meeting_ref)
    made = proposal_of(service, planned, request)
    organisations.ensure(service, org_id)
    proposal = _kept(service, request, understood, proposal_id, made)
    return {
        "fact_id": proposal_id,
        "proposal_id": proposal_id,
        "agenda": made["agenda"],
        "subject": proposal.subject,
        "status": proposal.status.value,
        "created_at": proposal.created_at,
        "proposal": made,
    }


def _kept(
    service: Service, request: ProposeRequest, understood: Understood, proposal_id: str, made: dict[str, Any]
) -> Proposal:
    org_id = understood.party.org_id

    def attempt() -> Proposal:
        known = service.store.get(Proposal, org_id, proposal_id)
        created_at = known.created_at if known else service.stamp()
        fields = _fields(service, request, understood, made) | {
            "over_at": over_at(request.start_iso, understood.minutes, created_at)
        }
        if known:
            kept = known.model_copy(update=fields)
        else:
            identity = {"org_id": org_id, "proposal_id": proposal_id, "meeting_id": request.meeting_id}
            kept = Proposal.model_validate({**identity, "created_at": created_at, **fields})
        service.store.commit(org_id, [Replace(kept) if known else Create(kept)])
        return kept

    return retry_on_conflict(service, "The proposal", attempt)


def _storable(agenda: dict[str, Any]) -> dict[str, Any]:
    """The agenda as it is kept: whole, unless its texts are so long that no document would hold them."""
    if len(json.dumps(agenda, ensure_ascii=False).encode()) <= MOST_BYTES:
        return agenda
    return cast(dict[str, Any], _with_short_texts(agenda))


def _with_short_texts(part: object) -> object:
    match part:
        case dict():
            return {name: _with_short_texts(item) for name, item in part.items()}
        case list():
            return [_with_short_texts(item) for item in part]
        case str():
            return shortened(part, LONGEST_TEXT) if len(part) > LONGEST_TEXT else part
    return part


def _fields(service: Service, request: ProposeRequest, understood: Understood, made: dict[str, Any]) -> dict[str, Any]:
    return {
        "subject": understood.subject,
        "agenda": _storable(made["agenda"]),
        "choice": made["choice"],
        "reason": made["reason"],
        "supporting_fact_ids": tuple(made["supporting_fact_ids"]),
        "transcript_id": request.transcript_id,
        "start_iso": request.start_iso,
        "minutes": understood.minutes,
        "updated_at": service.stamp(),
    }


def present(proposal: Proposal) -> dict[str, Any]:
    """A stored agenda as clients read it."""
    return {
        "fact_id": proposal.proposal_id,
        "proposal_id": proposal.proposal_id,
        "status": proposal.status.value,
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


def read(service: Service, proposal_id: str, org: str | None) -> dict[str, Any]:
    """One stored agenda. Raises NotFound and AmbiguousId."""
    return present(locate(service, Proposal, proposal_id, org))


def of_organisation(service: Service, query: ProposalList) -> dict[str, Any]:
    """A page of an organisation's stored agendas, newest first."""
    org_id = query.org or default_org(service)
    scope = ["proposals", org_id]
    page = service.store.proposals(org_id, page_request(query, scope))
    return {
        "org_id": org_id,
        "items": [present(proposal) for proposal in page.items],
        **next_cursor(page.position, scope),
    }
