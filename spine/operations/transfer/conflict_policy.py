"""What becomes of a document that an import brings, or meets.

An organisation that is on both sides is refused, unless all that the store has of it stands in the file: then an
import was interrupted, or is made again, and goes on. What the sweep adds by itself, its flags and pictures, is no
difference.
"""

from enum import StrEnum

from spine.domain.documents import Document
from spine.domain.snapshots import Snapshot
from spine.operations.transfer.serialization import fields_of


class Policy(StrEnum):
    """What to do with an organisation that is on both sides and not the same."""

    REFUSE = "refuse"
    MERGE = "merge"
    """Bring what is missing; of two versions of a document the later one wins, of two as late the store's. Nothing
    is removed. What feedback and linking write beside a document moves no time of it: there the store's stays."""
    REPLACE = "replace"
    """Make the organisation what the file says; what the file lacks is removed."""


class Outcome(StrEnum):
    """What becomes of one document."""

    MADE = "made"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"
    """The store's version stays, or a document that the file lacks."""
    REMOVED = "removed"
    REFUSED = "refused"


def outcome_for(policy: Policy, brought: Document | None, stored: Document | None) -> Outcome:
    """What becomes of a document of the file, of the store, or of both; one of them is there."""
    if stored is None:
        return Outcome.MADE
    if brought is None:
        return _fate_of_stranger(policy, stored)
    if says(brought) == says(stored):
        return Outcome.SAME
    if policy is Policy.REFUSE:
        return Outcome.KEPT if isinstance(stored, Snapshot) else Outcome.REFUSED
    return Outcome.CHANGED if policy is Policy.REPLACE or moment(brought) > moment(stored) else Outcome.KEPT


def _fate_of_stranger(policy: Policy, stored: Document) -> Outcome:
    if policy is Policy.REPLACE:
        return Outcome.REMOVED
    return Outcome.KEPT if policy is Policy.MERGE or isinstance(stored, Snapshot) else Outcome.REFUSED


def says(document: Document) -> dict[str, object]:
    """What a document says, without the sweep's flag."""
    fields = fields_of(document)
    fields.pop("stale_flagged_at", None)
    return fields


def moment(document: Document) -> str:
    """When a document was last written."""
    times = (getattr(document, name, None) for name in ("updated_at", "as_of_iso", "created_at", "deleted_at"))
    return next((str(one) for one in times if one), "")
