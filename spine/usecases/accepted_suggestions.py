"""Suggestions that a person accepts, one by one: workstreams of suggested facts, as the person changed them."""

from collections.abc import Sequence

from spine.domain.documents import derived
from spine.domain.facts import Fact
from spine.domain.suggestions import LINK_WEIGHT, suggestion_id
from spine.domain.workstreams import Workstream
from spine.schemas.responses.workstreams import SuggestionList, SuggestionResponse
from spine.schemas.workstreams import SuggestionAccepted, WorkstreamFields
from spine.store.deadlines import check_deadline
from spine.usecases import links, workstreams
from spine.usecases.service import Service


def make(service: Service, org_id: str, accepted: Sequence[SuggestionAccepted]) -> SuggestionList:
    """Make a workstream of each, and link its facts. The workstream's id follows from the facts, so that a repeat
    makes nothing twice, and leaves what was changed since.

    Facts that are gone, or linked to another workstream, are `taken`: the rest goes through. Raises Unavailable after
    the deadline: what was made until then stays, and a repeat goes on.
    """
    homes = _homes(service, org_id, [fact_id for one in accepted for fact_id in one.fact_ids])
    made: list[SuggestionResponse] = []
    taken: dict[str, None] = {}
    for one in accepted:
        check_deadline()
        workstream_id = derived("ws", org_id, "suggestion", *sorted(set(one.fact_ids)))
        free = [fact_id for fact_id in one.fact_ids if homes.get(fact_id, {""}) <= {workstream_id}]
        shown = _made(service, org_id, workstream_id, one, free)
        for fact_id in shown["fact_ids"]:
            homes[fact_id].add(workstream_id)
        taken |= dict.fromkeys(fact_id for fact_id in one.fact_ids if fact_id not in shown["fact_ids"])
        made.append(shown)
    return {"org_id": org_id, "suggestions": made, "taken": list(taken)}


def _homes(service: Service, org_id: str, fact_ids: Sequence[str]) -> dict[str, set[str]]:
    """The workstreams of each of these facts that is stored."""
    stored = service.store.get_many(Fact, org_id, list(dict.fromkeys(fact_ids)), retry_missing=True)
    homes: dict[str, set[str]] = {fact_id: set() for fact_id in stored}
    for link in service.store.links_of_facts(org_id, list(stored)):
        homes[link.fact_id].add(link.workstream_id)
    return homes


def _made(
    service: Service, org_id: str, workstream_id: str, accepted: SuggestionAccepted, free: Sequence[str]
) -> SuggestionResponse:
    """The suggestion with its free facts linked; its workstream is made where there is none yet."""
    known = service.store.get(Workstream, org_id, workstream_id) if free else None
    shown: SuggestionResponse = {
        "suggestion_id": suggestion_id(org_id, accepted.fact_ids),
        "title": accepted.title,
        "tags": list(accepted.tags or ()),
        "fact_ids": [],
        "weight": LINK_WEIGHT,
        "size": 0,
        "created": bool(free) and known is None,
    }
    if not free:
        return shown
    fields = {name: value for name, value in accepted.provided().items() if name != "fact_ids"}
    workstream = known or workstreams.save(service, org_id, WorkstreamFields(workstream_id=workstream_id, **fields))
    linked = links.link_into(service, workstream, free, LINK_WEIGHT)["fact_ids"]
    return {
        **shown,
        "workstream_id": workstream_id,
        "title": workstream.title,
        "tags": list(workstream.tags),
        "fact_ids": linked,
        "size": len(linked),
    }
