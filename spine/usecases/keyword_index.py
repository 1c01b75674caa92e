"""Refreshing a workstream's keyword index, which follows its facts."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import batched

from spine.domain.documents import Link
from spine.domain.facts import Fact
from spine.domain.planning.keywords import LINKS_READ, with_keywords
from spine.domain.workstreams import Workstream
from spine.store.protocol import PageRequest, Replace
from spine.usecases.service import Service, retry_on_conflict

REFRESHED_AT_ONCE = 50
"""How many workstreams are read concurrently, each with its first 40 links."""


def first_links(service: Service, org_id: str, workstream_ids: Sequence[str]) -> dict[str, list[Link]]:
    """The first 40 links of each workstream, read concurrently."""
    pages = service.store.run_concurrently(
        *(partial(service.store.links, org_id, key, PageRequest(LINKS_READ)) for key in workstream_ids)
    )
    return dict(zip(workstream_ids, (page.items for page in pages), strict=True))


def linked_fact_ids(links: Mapping[str, Sequence[Link]]) -> list[str]:
    """The ids of the facts that some links lead to, each once."""
    return list(dict.fromkeys(link.fact_id for items in links.values() for link in items))


def first_facts(service: Service, org_id: str, workstream_id: str) -> list[Fact]:
    """The facts of a workstream's first 40 links, in the order of the links."""
    links = service.store.links(org_id, workstream_id, PageRequest(LINKS_READ)).items
    facts = service.store.get_many(Fact, org_id, [link.fact_id for link in links])
    return [facts[link.fact_id] for link in links if link.fact_id in facts]


def refresh_keywords(service: Service, org_id: str, workstream_ids: Iterable[str]) -> None:
    """Refresh the keywords of some workstreams; what a person wrote, and its revision, stay."""
    for batch in batched(sorted(set(workstream_ids)), REFRESHED_AT_ONCE, strict=False):
        retry_on_conflict(service, "One of the workstreams", partial(_refresh, service, org_id, batch))


def _refresh(service: Service, org_id: str, workstream_ids: Sequence[str]) -> None:
    workstreams = service.store.get_many(Workstream, org_id, workstream_ids)
    links = first_links(service, org_id, list(workstreams))
    facts = service.store.get_many(Fact, org_id, linked_fact_ids(links))
    refreshed = {
        key: with_keywords(workstream, [facts[link.fact_id] for link in links[key] if link.fact_id in facts])
        for key, workstream in workstreams.items()
    }
    changed = [workstream for key, workstream in refreshed.items() if workstream != workstreams[key]]
    service.store.commit_in_parts(org_id, [Replace(workstream) for workstream in changed])


def refresh_keywords_of_facts(service: Service, org_id: str, fact_ids: list[str]) -> None:
    """Refresh the keywords of every workstream that has any of these facts."""
    if fact_ids:
        links = service.store.links_of_facts(org_id, fact_ids)
        refresh_keywords(service, org_id, (link.workstream_id for link in links))
