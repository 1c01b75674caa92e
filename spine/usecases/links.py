"""Which facts belong to a workstream."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from spine.domain.facts import Fact
from spine.domain.links import Link, pair_key
from spine.domain.workstreams import Workstream
from spine.errors import NotFound
from spine.schemas.queries import PagingInOrganisation
from spine.store.protocol import Create, Delete, Upsert, Write
from spine.usecases import facts as stored_facts
from spine.usecases import pages
from spine.usecases import workstreams as stored_workstreams
from spine.usecases.concurrency import run_both
from spine.usecases.keyword_index import refresh_keywords
from spine.usecases.lookup import locate
from spine.usecases.service import Service, retry_on_conflict


def link(
    service: Service, workstream_id: str, org: str | None, fact_ids: Sequence[str], weight: float
) -> dict[str, Any]:
    """Put facts into a workstream, with a weight of 0–1; facts that its organisation does not have are `missing`."""
    workstream = locate(service, Workstream, workstream_id, org)
    return link_into(service, workstream, fact_ids, weight)


def link_into(service: Service, workstream: Workstream, fact_ids: Sequence[str], weight: float) -> dict[str, Any]:
    """Put facts into a workstream that was read. Linking is no update of it: only its stems follow."""
    org_id, workstream_id = workstream.org_id, workstream.workstream_id
    asked = list(dict.fromkeys(fact_ids))

    def attempt() -> dict[str, Any]:
        facts = service.store.get_many(Fact, org_id, asked, retry_missing=True)
        there = service.store.get_many(Link, org_id, [pair_key(workstream_id, fact_id) for fact_id in facts])
        links = [_link(service, workstream, facts[fact_id], weight, there) for fact_id in asked if fact_id in facts]
        service.store.commit_in_parts(org_id, _writes(links, there))
        gone = _gone_meanwhile(service, workstream, links)
        refresh_keywords(service, org_id, [workstream_id])
        return {
            "workstream_id": workstream_id,
            "linked_count": sum(one.key not in there for one in links),
            "fact_ids": [one.fact_id for one in links if one.fact_id not in gone],
            "missing": [fact_id for fact_id in asked if fact_id not in facts or fact_id in gone],
        }

    return retry_on_conflict(service, f"The workstream {workstream_id!r}", attempt)


def _writes(links: Sequence[Link], there: Mapping[str, Link]) -> list[Write]:
    """New links are created, so that of two calls at once only one counts them."""
    changed = [one for one in links if one.key in there and there[one.key].weight != one.weight]
    return [*(Create(one) for one in links if one.key not in there), *map(Upsert, changed)]


def _gone_meanwhile(service: Service, workstream: Workstream, links: Sequence[Link]) -> set[str]:
    """Ids of facts that were deleted while they were linked; no link may outlive its fact or its workstream.

    Raises NotFound where the workstream itself is gone.
    """
    org_id, fact_ids = workstream.org_id, [one.fact_id for one in links]
    facts, still_there = run_both(
        service,
        partial(service.store.get_many, Fact, org_id, fact_ids),
        partial(service.store.get, Workstream, org_id, workstream.workstream_id),
    )
    lost = [one for one in links if still_there is None or one.fact_id not in facts]
    service.store.commit_in_parts(org_id, [Delete(one) for one in lost])
    if still_there is None:
        raise NotFound(f"There is no workstream {workstream.workstream_id!r}.")
    return {one.fact_id for one in lost}


def _link(service: Service, workstream: Workstream, fact: Fact, weight: float, there: dict[str, Link]) -> Link:
    known = there.get(pair_key(workstream.workstream_id, fact.fact_id))
    return Link(
        org_id=workstream.org_id,
        workstream_id=workstream.workstream_id,
        fact_id=fact.fact_id,
        weight=weight,
        created_at=known.created_at if known else service.stamp(),
        fact_created_at=fact.created_at,
    )


def unlink(service: Service, workstream_id: str, org: str | None, fact_ids: Sequence[str]) -> dict[str, Any]:
    """Take facts out of a workstream; those that are not in it are passed over."""
    workstream = locate(service, Workstream, workstream_id, org)
    keys = [pair_key(workstream_id, fact_id) for fact_id in dict.fromkeys(fact_ids)]
    links = service.store.get_many(Link, workstream.org_id, keys)
    service.store.commit_in_parts(workstream.org_id, [Delete(one) for one in links.values()])
    refresh_keywords(service, workstream.org_id, [workstream_id])
    return {"workstream_id": workstream_id, "unlinked_count": len(links)}


def facts_of(service: Service, workstream_id: str, query: PagingInOrganisation) -> dict[str, Any]:
    """A page of a workstream's facts with their weights, the heaviest and newest first."""
    workstream = locate(service, Workstream, workstream_id, query.org)
    scope = ["workstream facts", workstream.org_id, workstream_id]
    page = service.store.links(workstream.org_id, workstream_id, pages.request(query, scope))
    facts = service.store.get_many(Fact, workstream.org_id, [one.fact_id for one in page.items])
    answer = {
        "workstream_id": workstream_id,
        "workstream": stored_workstreams.present(service, workstream),
        "facts": [
            stored_facts.present(facts[one.fact_id]) | {"weight": one.weight}
            for one in page.items
            if one.fact_id in facts
        ],
    }
    return pages.with_cursor(answer, page.position, scope)
