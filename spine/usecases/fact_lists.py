"""Lists of an organisation's facts."""

from spine.domain.facts import Fact
from spine.domain.meetings import meeting_id_of
from spine.domain.organisations import Organisation
from spine.domain.times import due_before
from spine.domain.tokenizer import words
from spine.schemas.queries import FactList
from spine.schemas.responses.facts import FactPage
from spine.store.protocol import FactFilter, Page
from spine.usecases import facts
from spine.usecases.cursors import next_cursor, page_request
from spine.usecases.input_warnings import warnings_of_types
from spine.usecases.planning.understanding import zone_of
from spine.usecases.service import Service


def of_organisation(service: Service, org_id: str, query: FactList) -> FactPage:
    """A page of an organisation's facts, newest first."""
    lists, values = (query.types, query.status, query.state), (query.owner, query.meeting_id, query.due_before)
    scope = ["facts", org_id, *map(sorted, lists), query.since, *values, query.linked]
    request = page_request(query, scope)
    names_nobody = query.owner and not words(query.owner)
    page = Page[Fact]([]) if names_nobody else service.store.facts(org_id, _filter(service, org_id, query), request)
    return {
        "org_id": org_id,
        "facts": [facts.present(fact) for fact in page.items],
        **next_cursor(page.position, scope),
        **warnings_of_types(query.types),
    }


def _filter(service: Service, org_id: str, query: FactList) -> FactFilter:
    """The filter. A day before which something is due begins when it does in the organisation's time zone."""
    due = None
    if query.due_before:
        due = due_before(query.due_before, zone_of(service, service.store.get(Organisation, org_id, org_id)))
    return FactFilter(
        types=query.types,
        statuses=query.status,
        states=query.state,
        since=query.since,
        meetings=[meeting_id_of(query.meeting_id)] if query.meeting_id else (),
        owner_words=words(query.owner or ""),
        due=due,
        linked=query.linked,
    )
