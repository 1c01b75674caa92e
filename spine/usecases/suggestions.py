"""Suggesting workstreams from facts that belong to none."""

from collections.abc import Sequence

from spine.domain.facts import PLANNABLE, Fact
from spine.domain.suggestions import Suggestion, matching_workstream, suggest
from spine.domain.workstreams import Workstream
from spine.schemas.queries import SuggestionQuery
from spine.schemas.responses.workstreams import SuggestionList, SuggestionResponse
from spine.schemas.workstreams import WorkstreamFields
from spine.store.protocol import FactFilter, PageRequest, WorkstreamFilter
from spine.usecases import links, workstreams
from spine.usecases.service import Service

FACTS_READ = 800
"""The newest facts that suggestions are made from: clustering takes the square of their number."""
WORKSTREAMS_READ = 200
LINK_WEIGHT = 0.6


def for_organisation(service: Service, org_id: str, query: SuggestionQuery) -> SuggestionList:
    """Groups of facts that could be workstreams; with `apply` they become workstreams, or join the one that covers
    them."""
    known = service.store.workstreams(org_id, WorkstreamFilter(), PageRequest(WORKSTREAMS_READ)).items
    newest = service.store.facts(org_id, FactFilter(statuses=PLANNABLE), PageRequest(FACTS_READ)).items
    suggestions = [
        _present(suggestion, matching_workstream(suggestion.stems, known))
        for suggestion in suggest(unlinked(service, org_id, newest), query.limit)
    ]
    if query.apply:
        suggestions = [_applied(service, org_id, suggestion) for suggestion in suggestions]
    return {"org_id": org_id, "suggestions": suggestions}


def unlinked(service: Service, org_id: str, facts: Sequence[Fact]) -> list[Fact]:
    """Those of some facts that belong to no workstream, in the same order."""
    linked = {link.fact_id for link in service.store.links_of_facts(org_id, [fact.fact_id for fact in facts])}
    return [fact for fact in facts if fact.fact_id not in linked]


def _present(suggestion: Suggestion, workstream_id: str | None) -> SuggestionResponse:
    shown: SuggestionResponse = {
        "title": suggestion.title,
        "suggested_title": suggestion.title,
        "tags": list(suggestion.tags),
        "fact_ids": list(suggestion.fact_ids),
        "weight": LINK_WEIGHT,
        "size": len(suggestion.fact_ids),
        "cohesion": suggestion.cohesion,
        "sample_quote": suggestion.sample_quote,
    }
    if workstream_id:
        shown["workstream_id"] = workstream_id
    return shown


def _applied(service: Service, org_id: str, suggestion: SuggestionResponse) -> SuggestionResponse:
    """The suggestion, made a workstream, or linked to the one that covers it."""
    covered_by = suggestion.get("workstream_id")
    known = service.store.get(Workstream, org_id, covered_by) if covered_by else None
    workstream = known or workstreams.save(
        service, org_id, WorkstreamFields(title=suggestion["title"], tags=tuple(suggestion["tags"]))
    )
    links.link_into(service, workstream, suggestion["fact_ids"], LINK_WEIGHT)
    return {**suggestion, "workstream_id": workstream.workstream_id, "created": known is None}
