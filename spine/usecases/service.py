"""What every use case works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from spine.config import Settings
from spine.domain import times
from spine.domain.callers import EVERYONE, Caller
from spine.store.protocol import Store

ATTEMPTS = 8
"""How often a write is tried anew when somebody else changed the document meanwhile."""


@dataclass(frozen=True)
class Service:
    """The store, the settings, the clock (aware UTC), the source of chance (hex digits) and the caller."""

    store: Store
    settings: Settings
    clock: Callable[[], datetime]
    token: Callable[[], str]
    caller: Caller = EVERYONE

    def stamp(self) -> str:
        """Now, as it is stored."""
        return times.iso(self.clock())
