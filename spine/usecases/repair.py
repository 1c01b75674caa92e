"""Bringing what the guide's service wrote into shape, once, before the first plan. It may be repeated at any time."""

from functools import partial

from spine.usecases import organisations
from spine.usecases.service import Service
from spine.usecases.signing import sign_again


def repair(service: Service) -> str:
    """Move links to their organisations, complete documents, make organisations' documents; says what was done."""
    done = service.store.repair(partial(sign_again, service))
    for org_id in sorted(done.organisations):
        organisations.ensure(service, org_id)
    return (
        f"{done.moved} links were moved, {done.completed} documents completed and {len(done.organisations)} "
        f"organisations made; {done.left} documents could not be repaired."
    )
