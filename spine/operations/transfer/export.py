"""A store, or one organisation of it, as a file: one line a document, in an order that the content alone decides.

It is no snapshot: what is written while an export goes on may be in it or not.
"""

from collections.abc import Iterator
from pathlib import Path

from spine.config import Settings, StoreName
from spine.domain.documents import Document
from spine.domain.identifiers import is_identifier
from spine.errors import Conflict, NotFound
from spine.operations.transfer import envelope
from spine.operations.transfer.paging import Progress, pages, silent
from spine.operations.transfer.resumable_file import Partial, Place, Written
from spine.operations.transfer.serialization import KINDS, text_of
from spine.store.protocol import BadPosition
from spine.usecases.service import Service

PHASE = "Writing documents"

type Section = tuple[str, type[Document], str | None]
"""An organisation's documents of a kind, behind a position."""


def export(service: Service, path: Path, org_id: str | None = None, progress: Progress = silent) -> Written:
    """Write an organisation, or all of them, to a file; a run that was cut short is gone on with.

    Raises NotFound for an unknown organisation, BadFile where the file cannot be written, and Conflict where the old
    service's documents have to be repaired first.
    """
    known = _known(service, org_id)
    org_ids = list(filter(is_identifier, known))
    with Partial(path, envelope.header(org_id), _source(service.settings)).opened() as part:
        earlier = part.sum.counts.total()
        try:
            for section in _sections(org_ids, part.place):
                _write(service, part, section, progress)
        except Conflict:  # what a repair changes may lie before the checkpoint
            part.discard()
            raise
        except BadPosition as fault:
            part.discard()
            raise Conflict(f"{path}: the store cannot go on from there; run it again, and it begins anew.") from fault
        part.finish()
        left = tuple(one for one in known if not is_identifier(one))
        return Written(str(path), org_id, part.sum.by_type, part.digest, left, earlier)


def _source(settings: Settings) -> str:
    """Which database this is, so that no other one's export is gone on with."""
    if settings.store is StoreName.SQLITE:
        return f"sqlite {Path(settings.db_path).absolute()}"
    return f"cosmos {settings.cosmos_endpoint} {settings.cosmos_database} {settings.cosmos_container}"


def _known(service: Service, org_id: str | None) -> list[str]:
    if org_id is None:
        return service.store.existing_organisations_across_partitions()
    if not service.store.organisation_exists(org_id):
        raise NotFound(f"There is no organisation {org_id!r}.")
    return [org_id]


def _sections(org_ids: list[str], place: Place | None) -> Iterator[Section]:
    """What is left to write."""
    for org_id in org_ids:
        if place is None or org_id > place.org_id:
            yield from ((org_id, kind, None) for kind in KINDS)
        elif org_id == place.org_id:
            begun = next(number for number, kind in enumerate(KINDS) if kind.kind == place.kind)
            if place.position is not None:
                yield org_id, KINDS[begun], place.position
            yield from ((org_id, kind, None) for kind in KINDS[begun + 1 :])


def _write(service: Service, part: Partial, section: Section, progress: Progress) -> None:
    org_id, kind, position = section
    for page in pages(service.store, kind, org_id, position):
        if page.items:
            part.write(((kind.kind, text_of(one)) for one in page.items), Place(org_id, kind.kind, page.position))
            progress(PHASE, part.sum.counts.total(), None)
