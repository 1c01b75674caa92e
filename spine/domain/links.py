"""Links: which facts belong to a workstream, and which workstreams a meeting is about (docs/data-model.md#links)."""

from hashlib import sha256
from typing import ClassVar

from spine.domain.documents import Document


def pair_key(first: str, second: str) -> str:
    """A key of two ids that no other two ids give."""
    return sha256(f"{first}\0{second}".encode()).hexdigest()[:32]


class Link(Document):
    """The link of a fact to a workstream, one for each pair. `weight` is 0–1."""

    kind: ClassVar[str] = "workstream_fact"
    key_field: ClassVar[str] = "link_id"

    workstream_id: str
    fact_id: str
    weight: float = 1.0
    created_at: str
    fact_created_at: str

    @property
    def link_id(self) -> str:
        """The pair's own id, so that linking twice is linking once."""
        return pair_key(self.workstream_id, self.fact_id)


class MeetingLink(Document):
    """The link of a meeting to a workstream that it is about."""

    kind: ClassVar[str] = "meeting_workstream"
    key_field: ClassVar[str] = "meeting_link_id"

    meeting_id: str
    workstream_id: str
    created_at: str

    @property
    def meeting_link_id(self) -> str:
        """The pair's own id."""
        return pair_key(self.meeting_id, self.workstream_id)
