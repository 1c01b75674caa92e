"""Account snapshots: one picture of an organisation a day."""

from typing import Any, ClassVar

from pydantic import Field

from spine.domain.documents import Document


class Snapshot(Document):
    """How an organisation stood on one UTC day."""

    kind: ClassVar[str] = "account_snapshot"
    key_field: ClassVar[str] = "day"

    day: str
    snapshot_id: str
    as_of_iso: str
    summary: str = ""
    top_workstreams: tuple[dict[str, Any], ...] = ()
    metrics: dict[str, Any] = Field(default_factory=dict)
    created_at: str
