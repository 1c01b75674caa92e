"""Suggesting workstreams from facts that belong to none."""

from collections.abc import Sequence

from spine.domain.facts import Fact
from spine.domain.organisations import Organisation
from spine.domain.suggestions import (
    LINK_WEIGHT,
    LatestGrouping,
    Match,
    Matcher,
    Suggestion,
    carried_stems,
    priority_of,
    suggestion_id,
)
from spine.domain.workstreams import Workstream
from spine.errors import Invalid
from spine.schemas.queries import SuggestionQuery
from spine.schemas.responses.workstreams import SuggestionList, SuggestionResponse
from spine.schemas.workstreams import SuggestionChoices, WorkstreamFields
from spine.store.deadlines import check_deadline
from spine.store.protocol import PLANNABLE_FACTS, PageRequest, WorkstreamFilter
from spine.usecases import accepted_suggestions, links, organisations, workstreams
from spine.usecases.planning.understanding import zone_of
from spine.usecases.service import Service

FACTS_READ = 800
"""The newest facts that suggestions are made from: clustering takes the square of their number."""
WORKSTREAMS_READ = 200
NO_CHOICES = SuggestionChoices()

_latest = LatestGrouping()


def for_organisation(
    service: Service, org_id: str, query: SuggestionQuery, choices: SuggestionChoices = NO_CHOICES
) -> SuggestionList:
    """Groups of facts that could be workstreams; with `apply` they become workstreams, or join the one that covers
    them. Of the `choices`, what is dismissed is not suggested again, and what is accepted is made instead.

    Raises Unavailable after the deadline: what was made until then stays, and a repeat goes on.
    """
    if query.apply and choices.accept:
        raise Invalid.field("accept", "cannot be combined with apply=true")
    if choices.dismiss:
        dismissed = [fact_id for one in choices.dismiss for fact_id in one.fact_ids]
        organisations.dismiss(service, org_id, dismissed)
    if choices.accept:
        return accepted_suggestions.make(service, org_id, choices.accept)
    suggestions = _found(service, org_id, query.limit)
    return {"org_id": org_id, "suggestions": _apply(service, org_id, suggestions) if query.apply else suggestions}


def _found(service: Service, org_id: str, limit: int) -> list[SuggestionResponse]:
    known = service.store.workstreams(org_id, WorkstreamFilter(), PageRequest(WORKSTREAMS_READ)).items
    newest = service.store.facts(org_id, PLANNABLE_FACTS, PageRequest(FACTS_READ)).items
    organisation = service.store.get(Organisation, org_id, org_id)
    free = unlinked(service, org_id, newest)
    check_deadline()
    dismissed = frozenset(organisation.dismissed_facts) if organisation else frozenset()
    found = _latest.of(free).suggestions(limit, dismissed)
    check_deadline()
    matcher = Matcher({workstream.workstream_id: carried_stems(workstream) for workstream in known})
    by_id, today = {fact.fact_id: fact for fact in free}, service.clock().astimezone(zone_of(service, organisation))
    priorities = [priority_of([by_id[fact_id] for fact_id in one.fact_ids], today) for one in found]
    return [
        _present(org_id, suggestion, priority, matcher.best_match(suggestion.stems))
        for suggestion, priority in zip(found, priorities, strict=True)
    ]


def unlinked(service: Service, org_id: str, facts: Sequence[Fact]) -> list[Fact]:
    """Those of some facts that belong to no workstream, in the same order."""
    linked = {link.fact_id for link in service.store.links_of_facts(org_id, [fact.fact_id for fact in facts])}
    return [fact for fact in facts if fact.fact_id not in linked]


def _present(org_id: str, suggestion: Suggestion, priority: int, covered_by: Match | None) -> SuggestionResponse:
    shown: SuggestionResponse = {
        "suggestion_id": suggestion_id(org_id, suggestion.fact_ids),
        "title": suggestion.title,
        "suggested_title": suggestion.title,
        "tags": list(suggestion.tags),
        "priority": priority,
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
    checked = [(one, _fields(one)) for one in suggestions]
    return [_applied(service, org_id, one, fields) for one, fields in checked]


def _fields(suggestion: SuggestionResponse) -> WorkstreamFields:
    return WorkstreamFields(title=suggestion["title"], tags=tuple(suggestion["tags"]), priority=suggestion["priority"])


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
