"""What every stored document has in common, and the tombstones of deleted ones."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field


class Document(BaseModel):
    """A document that the store keeps, in the partition of its organisation.

    `etag` is the store's own version of the document, empty for one that is not stored yet. It never leaves
    the service: clients see a workstream's `rev`.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

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
