"""Keeping the words that stand for a workstream up to date with its facts."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import batched

from spine.domain.facts import Fact
from spine.domain.links import Link
from spine.domain.planning.keywords import LINKS_READ, with_keywords
from spine.domain.workstreams import Workstream
from spine.store.protocol import PageRequest, Replace
from spine.usecases.service import Service, retry_on_conflict

SIGNED_AT_ONCE = 50
"""How many workstreams are read side by side; each with its first 40 links."""


def first_links(service: Service, org_id: str, workstream_ids: Sequence[str]) -> dict[str, list[Link]]:
    """The first 40 links of each workstream, read side by side."""
    pages = service.store.run_concurrently(
        *(partial(service.store.links, org_id, one, PageRequest(LINKS_READ)) for one in workstream_ids)
    )
    return dict(zip(workstream_ids, (page.items for page in pages), strict=True))


def facts_of(links: Mapping[str, Sequence[Link]]) -> list[str]:
    """The ids of the facts that some links lead to, each once."""
    return list(dict.fromkeys(one.fact_id for items in links.values() for one in items))


def first_facts(service: Service, org_id: str, workstream_id: str) -> list[Fact]:
    """The facts of a workstream's first 40 links, in the order of the links."""
    links = service.store.links(org_id, workstream_id, PageRequest(LINKS_READ)).items
    facts = service.store.get_many(Fact, org_id, [link.fact_id for link in links])
    return [facts[link.fact_id] for link in links if link.fact_id in facts]


def refresh_keywords(service: Service, org_id: str, workstream_ids: Iterable[str]) -> None:
    """Bring the stems of some workstreams up to date; what a person wrote, and its revision, stay."""
    for some in batched(sorted(set(workstream_ids)), SIGNED_AT_ONCE, strict=False):
        retry_on_conflict(service, "One of the workstreams", partial(_sign, service, org_id, some))


def _sign(service: Service, org_id: str, workstream_ids: Sequence[str]) -> None:
    workstreams = service.store.get_many(Workstream, org_id, workstream_ids)
    links = first_links(service, org_id, list(workstreams))
    facts = service.store.get_many(Fact, org_id, facts_of(links))
    renewed = [
        with_keywords(w, [facts[link.fact_id] for link in links[key] if link.fact_id in facts])
        for key, w in workstreams.items()
    ]
    changed = [one for one in renewed if one != workstreams[one.workstream_id]]
    service.store.commit_in_parts(org_id, [Replace(one) for one in changed])


def refresh_keywords_of_facts(service: Service, org_id: str, fact_ids: list[str]) -> None:
    """Bring the stems of every workstream that holds any of these facts up to date."""
    if fact_ids:
        links = service.store.links_of_facts(org_id, fact_ids)
        refresh_keywords(service, org_id, (link.workstream_id for link in links))
