"""What every store checks of writes before the first one is carried out."""

from collections.abc import Sequence

from spine.store.protocol import Write


def check_organisation(org_id: str, writes: Sequence[Write]) -> None:
    """Raises ValueError for a document of no organisation or of another one: each is written in its partition."""
    for document in (write.document for write in writes):
        if not org_id or document.org_id != org_id:
            raise ValueError(f"A {document.kind} of organisation {document.org_id!r} is not written under {org_id!r}.")
