"""Refreshing a workstream's keyword index, which follows its facts.

The change and the new keywords are two writes. A `KeywordRefresh` that is stored with the change lets the sweep do the
second one if the call is cut short. See docs/data-model.md#words-of-a-workstream.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import batched

from spine.domain.documents import KeywordRefresh, Link
from spine.domain.facts import Fact
from spine.domain.planning.keywords import LINKS_READ, with_keywords
from spine.domain.workstreams import Workstream
from spine.store.protocol import Delete, PageRequest, Replace, Write
from spine.usecases.service import Service, retry_on_conflict

REFRESHED_AT_ONCE = 50
"""How many workstreams are read concurrently, each with its first 40 links; a call refreshes no more than these."""


def first_links(service: Service, org_id: str, workstream_ids: Sequence[str]) -> dict[str, list[Link]]:
    """The first 40 links of each workstream, read concurrently."""
    links = service.store.run_concurrently(*(partial(first_of, service, org_id, key) for key in workstream_ids))
    return dict(zip(workstream_ids, links, strict=True))


def first_of(service: Service, org_id: str, workstream_id: str) -> list[Link]:
    """The first 40 links of a workstream."""
    return service.store.links(org_id, workstream_id, PageRequest(LINKS_READ)).items


def linked_fact_ids(links: Mapping[str, Sequence[Link]]) -> list[str]:
    """The ids of the facts that some links lead to, each once."""
    return list(dict.fromkeys(link.fact_id for items in links.values() for link in items))


def first_facts(service: Service, org_id: str, workstream_id: str) -> list[Fact]:
    """The facts of a workstream's first 40 links, in the order of the links."""
    links = service.store.links(org_id, workstream_id, PageRequest(LINKS_READ)).items
    facts = service.store.get_many(Fact, org_id, [link.fact_id for link in links])
    return [facts[link.fact_id] for link in links if link.fact_id in facts]


def due(
    service: Service,
    org_id: str,
    *,
    workstream_ids: Sequence[str] = (),
    fact_ids: Sequence[str] = (),
    refresh_id: str | None = None,
) -> KeywordRefresh:
    """What a call stores with a change of links or facts: the sweep completes the call if it is cut short."""
    return KeywordRefresh(
        org_id=org_id,
        refresh_id=refresh_id or f"refresh_{service.token()}",
        workstream_ids=tuple(workstream_ids),
        fact_ids=tuple(fact_ids),
        created_at=service.stamp(),
    )


def refresh_keywords(
    service: Service, org_id: str, workstream_ids: Iterable[str], stored: KeywordRefresh | None = None
) -> None:
    """Refresh the keywords of some workstreams; what a person wrote, and its revision, stay.

    With `stored`, which is removed at the end, at most `REFRESHED_AT_ONCE` are refreshed. The sweep does the others.
    """
    batches = list(batched(sorted(set(workstream_ids)), REFRESHED_AT_ONCE, strict=False))
    if stored is None:
        for batch in batches:
            retry_on_conflict(service, "One of the workstreams", partial(_refresh, service, org_id, batch))
    else:
        first, end = batches[0] if batches else (), [Delete(stored)] if len(batches) <= 1 else []
        retry_on_conflict(service, "One of the workstreams", partial(_refresh, service, org_id, first, end))


def _refresh(service: Service, org_id: str, workstream_ids: Sequence[str], end: Sequence[Write] = ()) -> None:
    workstreams = service.store.get_many(Workstream, org_id, workstream_ids)
    links = first_links(service, org_id, list(workstreams))
    facts = service.store.get_many(Fact, org_id, linked_fact_ids(links))
    refreshed = {
        key: with_keywords(workstream, [facts[link.fact_id] for link in links[key] if link.fact_id in facts])
        for key, workstream in workstreams.items()
    }
    changed = [workstream for key, workstream in refreshed.items() if workstream != workstreams[key]]
    service.store.commit_in_parts(org_id, [*map(Replace, changed), *end])


def refresh_keywords_of_facts(
    service: Service, org_id: str, fact_ids: Sequence[str], stored: KeywordRefresh | None = None
) -> None:
    """Refresh the keywords of every workstream that has any of these facts; `stored` as in `refresh_keywords`."""
    if fact_ids:
        links = service.store.links_of_facts(org_id, fact_ids)
        refresh_keywords(service, org_id, (link.workstream_id for link in links), stored)


def complete(service: Service, stored: KeywordRefresh) -> None:
    """Do what a call that was cut short has left to do, and remove links that lead nowhere."""
    org_id = stored.org_id
    links = service.store.links_of_facts(org_id, stored.fact_ids)
    workstream_ids = sorted({*stored.workstream_ids, *(link.workstream_id for link in links)})
    facts = service.store.get_many(Fact, org_id, stored.fact_ids)
    workstreams = service.store.get_many(Workstream, org_id, workstream_ids)
    dangling = [link for link in links if link.fact_id not in facts or link.workstream_id not in workstreams]
    service.store.commit_in_parts(org_id, [Delete(link) for link in dangling])
    refresh_keywords(service, org_id, workstreams)
    service.store.commit(org_id, [Delete(stored)])
