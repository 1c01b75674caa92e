"""Which facts belong to a workstream."""

from collections.abc import Mapping, Sequence
from functools import partial

from spine.domain.documents import Link
from spine.domain.facts import Fact
from spine.domain.identifiers import pair_key
from spine.domain.workstreams import Workstream
from spine.errors import NotFound
from spine.schemas.queries import PagingInOrganisation
from spine.schemas.responses.workstreams import FactsLinked, FactsUnlinked, WorkstreamFacts
from spine.store.protocol import Create, Delete, Upsert, Write
from spine.usecases import facts as stored_facts
from spine.usecases import keyword_index
from spine.usecases import workstreams as stored_workstreams
from spine.usecases.cursors import next_cursor, page_request
from spine.usecases.lookup import locate
from spine.usecases.service import Service, commit_noting, retry_on_conflict, run_both


def link(service: Service, workstream_id: str, org: str | None, fact_ids: Sequence[str], weight: float) -> FactsLinked:
    """Put facts into a workstream, with a weight of 0–1; facts that its organisation does not have are `missing`."""
    workstream = locate(service, Workstream, workstream_id, org)
    return link_into(service, workstream, fact_ids, weight)


def link_into(service: Service, workstream: Workstream, fact_ids: Sequence[str], weight: float) -> FactsLinked:
    """Put facts into a workstream that was read. Linking does not update it: only its keywords follow."""
    org_id, workstream_id = workstream.org_id, workstream.workstream_id
    wanted = list(dict.fromkeys(fact_ids))
    refresh = keyword_index.due(service, org_id, workstream_ids=[workstream_id], fact_ids=wanted)
    done: list[Write] = []

    def attempt() -> FactsLinked:
        facts = service.store.get_many(Fact, org_id, wanted, retry_missing=True)
        known = service.store.get_many(Link, org_id, [pair_key(workstream_id, fact_id) for fact_id in facts])
        found, now = [facts[fact_id] for fact_id in wanted if fact_id in facts], service.stamp()
        links = [_link(workstream, fact, weight, known, now) for fact in found]
        # New links are created, so that of two calls at once only one counts them.
        new = [Create(link) for link in links if link.key not in known]
        changed = [Upsert(link) for link in links if link.key in known and known[link.key].weight != link.weight]
        if new or changed:
            commit_noting(service, org_id, [Upsert(refresh), *new, *changed], done)
        deleted = _remove_dangling(service, workstream, links)
        keyword_index.refresh_keywords(service, org_id, [workstream_id], refresh if done else None)
        return {
            "workstream_id": workstream_id,
            "linked_count": sum(isinstance(write, Create) for write in done),
            "fact_ids": [link.fact_id for link in links if link.fact_id not in deleted],
            "missing": [fact_id for fact_id in wanted if fact_id not in facts or fact_id in deleted],
        }

    return retry_on_conflict(service, f"The workstream {workstream_id!r}", attempt)


def _link(workstream: Workstream, fact: Fact, weight: float, known: Mapping[str, Link], now: str) -> Link:
    before = known.get(pair_key(workstream.workstream_id, fact.fact_id))
    return Link(
        org_id=workstream.org_id,
        workstream_id=workstream.workstream_id,
        fact_id=fact.fact_id,
        weight=weight,
        created_at=before.created_at if before else now,
        fact_created_at=fact.created_at,
    )


def _remove_dangling(service: Service, workstream: Workstream, links: Sequence[Link]) -> set[str]:
    """Remove new links whose fact or workstream was deleted meanwhile; the ids of those facts.

    Raises NotFound where the workstream itself is gone.
    """
    org_id = workstream.org_id
    facts, still_stored = run_both(
        service,
        partial(service.store.get_many, Fact, org_id, [link.fact_id for link in links]),
        partial(service.store.get, Workstream, org_id, workstream.workstream_id),
    )
    dangling = [link for link in links if still_stored is None or link.fact_id not in facts]
    service.store.commit_in_parts(org_id, [Delete(link) for link in dangling])
    if still_stored is None:
        raise NotFound(f"No workstream {workstream.workstream_id!r}.")
    return {link.fact_id for link in dangling}


def unlink(service: Service, workstream_id: str, org: str | None, fact_ids: Sequence[str]) -> FactsUnlinked:
    """Take facts out of a workstream; those that are not in it are passed over."""
    workstream = locate(service, Workstream, workstream_id, org)
    org_id, keys = workstream.org_id, [pair_key(workstream_id, fact_id) for fact_id in dict.fromkeys(fact_ids)]
    links = service.store.get_many(Link, org_id, keys)
    if not links:
        keyword_index.refresh_keywords(service, org_id, [workstream_id])
        return {"workstream_id": workstream_id, "unlinked_count": 0}
    refresh = keyword_index.due(service, org_id, workstream_ids=[workstream_id])
    written = service.store.commit_in_parts(org_id, [Upsert(refresh), *map(Delete, links.values())])
    keyword_index.refresh_keywords(service, org_id, [workstream_id], refresh)
    return {"workstream_id": workstream_id, "unlinked_count": written - 1}


def facts_of(service: Service, workstream_id: str, query: PagingInOrganisation) -> WorkstreamFacts:
    """A page of a workstream's facts with their weights, the heaviest and newest first."""
    workstream = locate(service, Workstream, workstream_id, query.org)
    scope = ["workstream facts", workstream.org_id, workstream_id]
    page = service.store.links(workstream.org_id, workstream_id, page_request(query, scope))
    facts = service.store.get_many(Fact, workstream.org_id, [link.fact_id for link in page.items])
    return {
        "workstream_id": workstream_id,
        "workstream": stored_workstreams.present(service, workstream),
        "facts": [
            {**stored_facts.present(facts[link.fact_id]), "weight": link.weight}
            for link in page.items
            if link.fact_id in facts
        ],
        **next_cursor(page.position, scope),
    }
