"""Stored documents: what all have in common, the links between them, and what is left to do.

See docs/data-model.md#ids, docs/data-model.md#links and docs/operations.md#retention.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from spine.domain import times
from spine.domain.identifiers import pair_key


class Document(BaseModel):
    """A document that the store keeps, in the partition of its organisation.

    `etag` is the store's own version of the document, empty for one that is not stored yet. It never leaves
    the service: clients see a workstream's `rev`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, defer_build=True)

    kind: ClassVar[str]
    """The `type` of the stored document."""
    key_field: ClassVar[str]
    """The field that holds its natural id, unique inside an organisation and kind."""

    org_id: str
    etag: str = Field(default="", exclude=True, repr=False)

    @property
    def key(self) -> str:
        """The natural id."""
        return str(getattr(self, self.key_field))


class ExpiringDocument(Document):
    """A document that the database removes at a moment, if it has one: nothing reads it from then on."""

    expires_at: str | None = None


def expiry(last_used: str, days: int | None) -> str | None:
    """The moment so many days after a stored one; None without days, and where the calendar ends before."""
    if days is None:
        return None
    try:
        return times.iso(datetime.fromisoformat(last_used) + timedelta(days=days))
    except OverflowError:
        return None


class Tombstone(Document):
    """The tombstone of a deleted workstream or fact, kept until its links are deleted too."""

    kind: ClassVar[str] = "deleted"
    key_field: ClassVar[str] = "buried"

    buried: str
    """The kind and the natural id of what was deleted: `fact|fact_1`."""
    deleted_at: str

    @classmethod
    def of(cls, document: Document, deleted_at: str) -> "Tombstone":
        """The tombstone of a document, under the document's own version."""
        buried = tombstone_key(type(document), document.key)
        return cls(org_id=document.org_id, buried=buried, deleted_at=deleted_at, etag=document.etag)

    @property
    def deleted_key(self) -> str:
        """The natural id of what was deleted."""
        return self.buried.partition("|")[2]


def tombstone_key(kind: type[Document], key: str) -> str:
    """The key of the tombstone that a document of this kind and id would have."""
    return f"{kind.kind}|{key}"


class KeywordRefresh(Document):
    """The keywords that a call changes: stored with the change, and removed when they are up to date.

    So the sweep finds what a call that was cut short has left to do.
    """

    kind: ClassVar[str] = "keyword_refresh"
    key_field: ClassVar[str] = "refresh_id"

    refresh_id: str
    workstream_ids: tuple[str, ...] = ()
    """These workstreams, and those that hold one of these facts."""
    fact_ids: tuple[str, ...] = ()
    created_at: str


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
