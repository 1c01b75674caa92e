"""How far the rollout is, over all organisations."""

from typing import Any

from spine.domain import sweeps
from spine.errors import Forbidden
from spine.usecases import sweep
from spine.usecases.service import Service


def read(service: Service) -> dict[str, Any]:
    """The totals of the last complete sweep. Raises Forbidden for a caller who may not see every organisation."""
    if service.caller.orgs is not None:
        raise Forbidden("Your sign-in does not cover all organisations.")
    return sweeps.coverage(sweep.read(service))
