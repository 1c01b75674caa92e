"""One strategic workstream for an organisation, so that its rollout has something to plan around."""

from spine.domain.identifiers import derived
from spine.domain.tokenizer import fold
from spine.domain.workstreams import Workstream
from spine.schemas.workstreams import WorkstreamFields
from spine.usecases import workstreams
from spine.usecases.service import Service


def seed(service: Service, org_id: str, fields: WorkstreamFields) -> tuple[Workstream, bool]:
    """The organisation's workstream of this title, and whether it was made now; one that is there is left alone.

    The same title, in any case and with or without accents, is the same workstream.
    """
    workstream_id = derived("ws", org_id, "strategic", fold(fields.title or "").strip())
    known = service.store.get(Workstream, org_id, workstream_id)
    if known is not None:
        return known, False
    named = fields.model_copy(update={"workstream_id": workstream_id})
    return workstreams.save(service, org_id, WorkstreamFields(**named.given())), True
