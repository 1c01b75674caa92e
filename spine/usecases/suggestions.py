"""Suggesting workstreams from facts that belong to none."""

from collections.abc import Sequence

from spine.domain.facts import Fact
from spine.domain.suggestions import Match, Matcher, Suggestion, carried_stems, suggest
from spine.domain.workstreams import Workstream
from spine.schemas.queries import SuggestionQuery
from spine.schemas.responses.workstreams import SuggestionList, SuggestionResponse
from spine.schemas.workstreams import WorkstreamFields
from spine.store.deadlines import check_deadline
from spine.store.protocol import PLANNABLE_FACTS, PageRequest, WorkstreamFilter
from spine.usecases import links, workstreams
from spine.usecases.service import Service

FACTS_READ = 800
"""The newest facts that suggestions are made from: clustering takes the square of their number."""
WORKSTREAMS_READ = 200
LINK_WEIGHT = 0.6


def for_organisation(service: Service, org_id: str, query: SuggestionQuery) -> SuggestionList:
    """Groups of facts that could be workstreams; with `apply` they become workstreams, or join the one that covers
    them. Raises Unavailable after the deadline: what was applied until then stays, and a repeat goes on.
    """
    known = service.store.workstreams(org_id, WorkstreamFilter(), PageRequest(WORKSTREAMS_READ)).items
    newest = service.store.facts(org_id, PLANNABLE_FACTS, PageRequest(FACTS_READ)).items
    free = unlinked(service, org_id, newest)
    check_deadline()
    found = suggest(free, query.limit)
    check_deadline()
    matcher = Matcher({workstream.workstream_id: carried_stems(workstream) for workstream in known})
    suggestions = [_present(suggestion, matcher.best_match(suggestion.stems)) for suggestion in found]
    if query.apply:
        suggestions = _apply(service, org_id, suggestions)
    return {"org_id": org_id, "suggestions": suggestions}


def unlinked(service: Service, org_id: str, facts: Sequence[Fact]) -> list[Fact]:
    """Those of some facts that belong to no workstream, in the same order."""
    linked = {link.fact_id for link in service.store.links_of_facts(org_id, [fact.fact_id for fact in facts])}
    return [fact for fact in facts if fact.fact_id not in linked]


def _present(suggestion: Suggestion, covered_by: Match | None) -> SuggestionResponse:
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
    if covered_by:
        shown["workstream_id"] = covered_by.workstream_id
    return shown


def _apply(service: Service, org_id: str, suggestions: Sequence[SuggestionResponse]) -> list[SuggestionResponse]:
    """The suggestions as they were applied. All of them are checked before the first write."""
    checked = [(one, WorkstreamFields(title=one["title"], tags=tuple(one["tags"]))) for one in suggestions]
    return [_applied(service, org_id, one, fields) for one, fields in checked]


def _applied(
    service: Service, org_id: str, suggestion: SuggestionResponse, fields: WorkstreamFields
) -> SuggestionResponse:
    """The suggestion, made a workstream, or linked to the one that covers it."""
    check_deadline()
    covered_by = suggestion.get("workstream_id")
    known = service.store.get(Workstream, org_id, covered_by) if covered_by else None
    workstream = known or workstreams.save(service, org_id, fields)
    links.link_into(service, workstream, suggestion["fact_ids"], LINK_WEIGHT)
    return {**suggestion, "workstream_id": workstream.workstream_id, "created": known is None}
