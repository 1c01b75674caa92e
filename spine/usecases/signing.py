"""Keeping the words that stand for a workstream up to date with its facts."""

from collections.abc import Iterable

from spine.domain.facts import Fact
from spine.domain.planning.signatures import LINKS_READ, signed
from spine.domain.workstreams import Workstream
from spine.store.protocol import PageRequest, Replace
from spine.usecases.service import Service, until_unchanged


def first_facts(service: Service, org_id: str, workstream_id: str) -> list[Fact]:
    """The facts of a workstream's first 40 links, in the order of the links."""
    links = service.store.links(org_id, workstream_id, PageRequest(LINKS_READ)).items
    facts = service.store.get_many(Fact, org_id, [link.fact_id for link in links])
    return [facts[link.fact_id] for link in links if link.fact_id in facts]


def sign_again(service: Service, org_id: str, workstream_ids: Iterable[str]) -> None:
    """Bring the stems of some workstreams up to date; what a person wrote, and its revision, stay."""
    for workstream_id in sorted(set(workstream_ids)):
        _sign_again(service, org_id, workstream_id)


def _sign_again(service: Service, org_id: str, workstream_id: str) -> None:
    def attempt() -> None:
        workstream = service.store.get(Workstream, org_id, workstream_id)
        if workstream is None:
            return
        renewed = signed(workstream, first_facts(service, org_id, workstream_id))
        if renewed != workstream:
            service.store.commit(org_id, [Replace(renewed)])

    until_unchanged(f"The workstream {workstream_id!r}", attempt)


def sign_workstreams_of(service: Service, org_id: str, fact_ids: list[str]) -> None:
    """Bring the stems of every workstream that holds any of these facts up to date."""
    if fact_ids:
        links = service.store.links_of_facts(org_id, fact_ids)
        sign_again(service, org_id, (link.workstream_id for link in links))
