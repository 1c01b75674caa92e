"""Suggesting workstreams from facts that belong to none."""

from collections.abc import Sequence
from typing import Any

from spine.domain.facts import Fact, FactStatus
from spine.domain.suggestions import Suggestion, covering, suggest
from spine.domain.workstreams import Workstream
from spine.schemas.queries import SuggestionQuery
from spine.schemas.workstreams import WorkstreamFields
from spine.store.protocol import FactFilter, PageRequest, WorkstreamFilter
from spine.usecases import links, workstreams
from spine.usecases.service import Service

FACTS_READ = 800
"""The newest facts that suggestions are made from: clustering takes the square of their number."""
WORKSTREAMS_READ = 200
LINK_WEIGHT = 0.6

COUNTED = tuple(status.value for status in FactStatus if status not in (FactStatus.REJECTED, FactStatus.DRAFT))
"""The statuses of facts that belong into a workstream."""


def for_organisation(service: Service, org_id: str, query: SuggestionQuery) -> dict[str, Any]:
    """Groups of facts that could be workstreams; with `apply` they become ones, or join the one that covers them."""
    service.caller.must_cover(org_id)
    known = service.store.workstreams(org_id, WorkstreamFilter(), PageRequest(WORKSTREAMS_READ)).items
    suggestions = suggest(_newest_unlinked(service, org_id), query.limit)
    answers = [_present(one, covering(one.stems, known)) for one in suggestions]
    if query.apply:
        answers = [_applied(service, org_id, answer) for answer in answers]
    return {"org_id": org_id, "suggestions": answers}


def _newest_unlinked(service: Service, org_id: str) -> list[Fact]:
    newest = service.store.facts(org_id, FactFilter(statuses=COUNTED), PageRequest(FACTS_READ)).items
    return unlinked(service, org_id, newest)


def unlinked(service: Service, org_id: str, facts: Sequence[Fact]) -> list[Fact]:
    """Those of some facts that belong to no workstream, in the same order."""
    linked = {one.fact_id for one in service.store.links_of_facts(org_id, [fact.fact_id for fact in facts])}
    return [fact for fact in facts if fact.fact_id not in linked]


def _present(suggestion: Suggestion, workstream_id: str | None) -> dict[str, Any]:
    return {
        "title": suggestion.title,
        "suggested_title": suggestion.title,
        "tags": list(suggestion.tags),
        "fact_ids": list(suggestion.fact_ids),
        "weight": LINK_WEIGHT,
        "size": len(suggestion.fact_ids),
        "cohesion": suggestion.cohesion,
        "sample_quote": suggestion.sample_quote,
        **({"workstream_id": workstream_id} if workstream_id else {}),
    }


def _applied(service: Service, org_id: str, answer: dict[str, Any]) -> dict[str, Any]:
    known = service.store.get(Workstream, org_id, answer["workstream_id"]) if "workstream_id" in answer else None
    workstream = known or workstreams.save(
        service, org_id, WorkstreamFields(title=answer["title"], tags=tuple(answer["tags"]))
    )
    links.link_into(service, workstream, answer["fact_ids"], LINK_WEIGHT)
    return answer | {"workstream_id": workstream.workstream_id, "created": known is None}
