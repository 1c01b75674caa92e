"""A store, or one organisation of it, as a file: one line a document, in an order that the content alone decides.

It is no snapshot: what is written while an export goes on may be in it or not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spine.domain.documents import Document
from spine.domain.identifiers import is_identifier
from spine.errors import Conflict, NotFound
from spine.operations.paging import ReportProgress, no_progress, pages
from spine.operations.transfer import envelope
from spine.operations.transfer.envelope import Counts
from spine.operations.transfer.resumable_file import Location, ResumableFile
from spine.operations.transfer.serialization import KINDS, serialize
from spine.store.errors import BadPosition
from spine.usecases.service import Service

PHASE = "Writing documents"

type Section = tuple[str, type[Document], str | None]
"""An organisation's documents of a kind, after a position."""


@dataclass(frozen=True)
class ExportResult:
    """What an export came to."""

    path: str
    org_id: str | None
    counts: Counts
    sha256: str
    unaddressable: tuple[str, ...]
    """Organisations that are left out, because their id is none that Spine takes."""
    continued_after: int
    """Documents that an earlier run, which was cut short, had written; they stand as they were then."""


def export(
    service: Service, path: Path, org_id: str | None = None, progress: ReportProgress = no_progress
) -> ExportResult:
    """Write an organisation, or all of them, to a file; a run that was cut short is continued.

    Raises NotFound for an unknown organisation, BadFile where the file cannot be written, and Conflict where legacy
    documents have to be repaired first.
    """
    store = service.store
    if org_id is None:
        known = store.existing_organisations_across_partitions()
    elif store.organisation_exists(org_id):
        known = [org_id]
    else:
        raise NotFound(f"No organisation {org_id!r}.")
    org_ids = list(filter(is_identifier, known))
    with ResumableFile(path, envelope.header(org_id), store.address).opened() as file:
        continued_after = file.totals.counts.total()
        try:
            for section in _sections(org_ids, file.location):
                _write(service, file, section, progress)
        except Conflict:  # what a repair changes may lie before the checkpoint
            file.forget()
            raise
        except BadPosition as error:
            file.forget()
            raise Conflict(f"{path}: the export cannot be continued; run it again to start over.") from error
        digest = file.finish()
    unaddressable = tuple(name for name in known if not is_identifier(name))
    return ExportResult(str(path), org_id, file.totals.by_type, digest, unaddressable, continued_after)


def _sections(org_ids: list[str], location: Location | None) -> Iterator[Section]:
    """What is left to write after a location."""
    for org_id in org_ids:
        if location is None or org_id > location.org_id:
            yield from ((org_id, kind, None) for kind in KINDS)
        elif org_id == location.org_id:
            begun = next(index for index, kind in enumerate(KINDS) if kind.kind == location.kind)
            if location.position is not None:
                yield org_id, KINDS[begun], location.position
            yield from ((org_id, kind, None) for kind in KINDS[begun + 1 :])


def _write(service: Service, file: ResumableFile, section: Section, progress: ReportProgress) -> None:
    org_id, kind, position = section
    for page in pages(lambda request: service.store.documents(kind, org_id, request), position):
        if page.items:
            lines = ((kind.kind, serialize(document)) for document in page.items)
            file.write(lines, Location(org_id, kind.kind, page.position))
            progress(PHASE, file.totals.counts.total(), None)
