"""What becomes of a document that an import brings, or that the store has.

An organisation that is on both sides is refused, unless all that the store has of it stands in the file: then an
import was interrupted, or is made again, and continues. What the sweep adds by itself, its flags and snapshots, is no
difference. A merge does not bring the deletion of a document that the store still has: that takes a look into the
store, so `importing` decides it. See docs/export-and-import.md#conflicts.
"""

from enum import StrEnum

from spine.domain.documents import Document
from spine.domain.snapshots import Snapshot
from spine.operations.transfer.serialization import exported_fields


class Policy(StrEnum):
    """What to do with an organisation that is on both sides and not the same."""

    REFUSE = "refuse"
    MERGE = "merge"
    """Bring what is missing. Of two versions of a document the later one wins, of two as late the store's. Nothing is
    removed. Feedback and links do not change `updated_at`: of a document with such changes the store's version wins."""
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


def outcome_of(policy: Policy, brought: Document | None, stored: Document | None) -> Outcome:
    """What becomes of a document of the file, of the store, or of both; one of them is there."""
    if stored is None:
        return Outcome.MADE
    if brought is not None and _content(brought) == _content(stored):
        return Outcome.SAME
    match policy:
        case Policy.REFUSE:
            return Outcome.KEPT if isinstance(stored, Snapshot) else Outcome.REFUSED
        case Policy.MERGE:
            is_later = brought is not None and _last_written(brought) > _last_written(stored)
            return Outcome.CHANGED if is_later else Outcome.KEPT
        case Policy.REPLACE:
            return Outcome.REMOVED if brought is None else Outcome.CHANGED


def _content(document: Document) -> dict[str, object]:
    """What a document says, without the sweep's flag."""
    return {name: value for name, value in exported_fields(document).items() if name != "stale_flagged_at"}


def _last_written(document: Document) -> str:
    times = (getattr(document, name, None) for name in ("updated_at", "as_of_iso", "created_at", "deleted_at"))
    return next((str(time) for time in times if time), "")
