"""Lists of an organisation's facts."""

from spine.schemas.queries import FactList
from spine.schemas.responses.facts import FactPage
from spine.store.protocol import FactFilter
from spine.usecases import facts
from spine.usecases.cursors import next_cursor, page_request
from spine.usecases.service import Service


def of_organisation(service: Service, org_id: str, query: FactList) -> FactPage:
    """A page of an organisation's facts, newest first."""
    scope = ["facts", org_id, sorted(query.types), sorted(query.status), sorted(query.state), query.since]
    wanted = FactFilter(query.types, query.status, query.since, states=query.state)
    page = service.store.facts(org_id, wanted, page_request(query, scope))
    return {
        "org_id": org_id,
        "facts": [facts.present(fact) for fact in page.items],
        **next_cursor(page.position, scope),
    }
