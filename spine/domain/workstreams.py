"""Workstreams: the macro initiatives that an organisation's meetings are about."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from spine.domain import times
from spine.domain.documents import Document


class Colour(StrEnum):
    """How a person says that a workstream goes."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Workstream(Document):
    """An initiative with a colour, a priority (0–1000, higher is more important) and an owner.

    A person's fields are `title` to `tags`; `rev` changes with them alone. The machine writes `stems`,
    `weights`, `verdicts` and `stale_flagged_at` beside, and no client's `If-Match` notices.
    """

    kind: ClassVar[str] = "workstream"
    key_field: ClassVar[str] = "workstream_id"

    workstream_id: str
    title: str
    description: str | None = None
    status: Colour = Colour.GREEN
    priority: int = 1
    owner: str | None = None
    start_iso: str | None = None
    target_iso: str | None = None
    tags: tuple[str, ...] = ()
    created_at: str
    updated_at: str
    rev: str
    made_by: str | None = None
    """Hash of the request that made it under an Idempotency-Key."""
    stems: tuple[str, ...] = ()
    """Its heaviest stems, own words and linked facts', heaviest first."""
    weights: tuple[float, ...] = ()
    """The weight of each of `stems`, in the same order."""
    length: float = 0.0
    """The weight of all its words together, for normalising by length."""
    verdicts: dict[str, tuple[int, int]] = Field(default_factory=dict)
    """Accepted and turned-down bullets by type of fact."""
    stale_flagged_at: str | None = None

    @property
    def last_update(self) -> datetime:
        """When somebody last updated it. Raises ValueError for a stored time that is not readable."""
        return times.parse(self.updated_at)


@dataclass(frozen=True)
class WorkstreamSummary:
    """What a sweep reads of a workstream, whose document may hold anything.

    `updated_at` is what the document holds, None where it holds nothing: the flag is set only while it holds just
    that. `item` is the store's own name for the document.
    """

    org_id: str
    workstream_id: str
    title: str = ""
    status: str = "green"
    priority: int = 1
    created_at: object = None
    updated_at: object = None
    stale_flagged_at: str | None = None
    item: str = ""

    @property
    def last_update(self) -> datetime | None:
        """When somebody last updated it: without a readable time when it was made, None without either."""
        return _readable(self.updated_at) or _readable(self.created_at)


def _readable(value: object) -> datetime | None:
    try:
        return times.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None
