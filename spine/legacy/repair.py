"""Bringing what the guide's service wrote into shape, once, before the first plan. It may be repeated at any time."""

from collections.abc import Callable, Iterable

from spine.store.protocol import Repair
from spine.usecases import organisations
from spine.usecases.keyword_index import refresh_keywords
from spine.usecases.service import Service


def repair(service: Service, seen: Callable[[str], None] = lambda org_id: None) -> Repair:
    """Move links to their organisations, complete documents, make organisations' documents; what was done.

    `seen` is called with each organisation that the work comes to, some of them more than once.
    """

    def sign(org_id: str, workstream_ids: Iterable[str]) -> None:
        seen(org_id)
        refresh_keywords(service, org_id, workstream_ids)

    done = service.store.repair(sign)
    for org_id in sorted(done.organisations):
        seen(org_id)
        organisations.ensure(service, org_id)
    return done


def summary(done: Repair) -> str:
    """What a repair came to."""
    return (
        f"{done.moved} links were moved, {done.completed} documents completed and {len(done.organisations)} "
        f"organisations made; {done.left} documents could not be repaired."
    )
