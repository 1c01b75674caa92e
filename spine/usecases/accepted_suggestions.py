"""Suggestions that a person accepts, one by one: workstreams of suggested facts, as the person changed them."""

from collections.abc import Sequence

from spine.domain.facts import Fact
from spine.domain.identifiers import derived
from spine.domain.organisations import Organisation
from spine.domain.suggestions import LEAST_PRIORITY, LINK_WEIGHT, priority_of, suggestion_id
from spine.domain.workstreams import Workstream
from spine.schemas.responses.workstreams import SuggestionList, SuggestionResponse
from spine.schemas.workstreams import SuggestionAccepted, WorkstreamFields
from spine.store.deadlines import check_deadline
from spine.usecases import links, workstreams
from spine.usecases.planning.understanding import zone_of
from spine.usecases.service import Service


def make(service: Service, org_id: str, accepted: Sequence[SuggestionAccepted]) -> SuggestionList:
    """Make a workstream of each, and link its facts. The workstream's id follows from the facts, so that a repeat
    makes nothing twice, and leaves what was changed since.

    Facts that are gone, or linked to another workstream, are `taken`: the rest goes through. Raises Unavailable after
    the deadline: what was made until then stays, and a repeat goes on.
    """
    wanted = list(dict.fromkeys(fact_id for one in accepted for fact_id in one.fact_ids))
    stored = service.store.get_many(Fact, org_id, wanted, retry_missing=True)
    homes: dict[str, set[str]] = {fact_id: set() for fact_id in stored}
    for link in service.store.links_of_facts(org_id, list(stored)):
        homes[link.fact_id].add(link.workstream_id)
    made: list[SuggestionResponse] = []
    taken: dict[str, None] = {}
    for one in accepted:
        check_deadline()
        workstream_id = derived("ws", org_id, "suggestion", *sorted(set(one.fact_ids)))
        free = [stored[key] for key in one.fact_ids if key in stored and homes[key] <= {workstream_id}]
        shown = _linked(service, org_id, workstream_id, one, free) if free else _not_made(org_id, one)
        for fact_id in shown["fact_ids"]:
            homes[fact_id].add(workstream_id)
        taken |= dict.fromkeys(fact_id for fact_id in one.fact_ids if fact_id not in shown["fact_ids"])
        made.append(shown)
    return {"org_id": org_id, "suggestions": made, "taken": list(taken)}


def _linked(
    service: Service, org_id: str, workstream_id: str, accepted: SuggestionAccepted, facts: Sequence[Fact]
) -> SuggestionResponse:
    """The suggestion with these facts linked to its workstream, which is made where there is none yet."""
    known = service.store.get(Workstream, org_id, workstream_id)
    workstream = known or _made(service, org_id, workstream_id, accepted, facts)
    linked = links.link_into(service, workstream, [fact.fact_id for fact in facts], LINK_WEIGHT)["fact_ids"]
    return {
        "suggestion_id": suggestion_id(org_id, accepted.fact_ids),
        "workstream_id": workstream_id,
        "title": workstream.title,
        "tags": list(workstream.tags),
        "priority": workstream.priority,
        "fact_ids": linked,
        "weight": LINK_WEIGHT,
        "size": len(linked),
        "created": known is None,
    }


def _made(
    service: Service, org_id: str, workstream_id: str, accepted: SuggestionAccepted, facts: Sequence[Fact]
) -> Workstream:
    """A workstream as a person accepted it; without a priority it gets that of the suggestion."""
    organisation = service.store.get(Organisation, org_id, org_id)
    priority = priority_of(facts, service.clock().astimezone(zone_of(service, organisation)))
    given = {name: value for name, value in accepted.provided().items() if name != "fact_ids"}
    fields = {"workstream_id": workstream_id, "priority": priority, **given}
    return workstreams.save(service, org_id, WorkstreamFields.model_validate(fields))


def _not_made(org_id: str, accepted: SuggestionAccepted) -> SuggestionResponse:
    """The answer for a suggestion of which every fact is taken."""
    return {
        "suggestion_id": suggestion_id(org_id, accepted.fact_ids),
        "title": accepted.title,
        "tags": list(accepted.tags or ()),
        "priority": LEAST_PRIORITY if accepted.priority is None else accepted.priority,
        "fact_ids": [],
        "weight": LINK_WEIGHT,
        "size": 0,
        "created": False,
    }
