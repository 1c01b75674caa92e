"""Account snapshots: how an organisation stood, day by day."""

from typing import Any

from spine.schemas.queries import Paging
from spine.usecases import pages
from spine.usecases.service import Service


def of_organisation(service: Service, org_id: str, query: Paging) -> dict[str, Any]:
    """A page of an organisation's snapshots, newest first."""
    scope = ["snapshots", org_id]
    page = service.store.snapshots(service.caller.must_cover(org_id), pages.request(query, scope))
    answer = {
        "org_id": org_id,
        "snapshots": [one.model_dump(mode="json", exclude={"day", "created_at"}) for one in page.items],
    }
    return pages.with_cursor(answer, page.position, scope)
