"""What an export reads, on the container."""

from spine.domain.documents import Document
from spine.errors import Conflict
from spine.store.cosmos import queries
from spine.store.cosmos.documents import UNDER_ANY_ID
from spine.store.cosmos.items import new_id, version_of
from spine.store.cosmos.reader import CosmosReader
from spine.store.cosmos.statements import Statement
from spine.store.protocol import ExportQueries, Page, PageRequest

UNREPAIRED = "Organisation {!r} has documents of the legacy service: run `python -m spine repair` first."
NOWHERE = "The document {!r} belongs to no organisation: run `python -m spine repair` first, or remove it."


class CosmosExportQueries(CosmosReader, ExportQueries):
    """`ExportQueries` on Cosmos DB."""

    def existing_organisations_across_partitions(self) -> list[str]:
        without_organisation = Statement(queries.WITHOUT_ORGANISATION_ACROSS_PARTITIONS_UNSAFE)
        for item_id in self.container.across_partitions_unsafe(without_organisation, 1):
            raise Conflict(NOWHERE.format(item_id))
        statement = Statement(queries.EXISTING_ORGANISATIONS_ACROSS_PARTITIONS_UNSAFE)
        return sorted(set(self.container.across_partitions_unsafe(statement)))

    def documents[D: Document](self, kind: type[D], org_id: str, page: PageRequest) -> Page[D]:
        key_field = queries.KEYS.get(kind.kind, "id")
        parameters = {"org_id": org_id, "type": kind.kind, "after": page.position or ""}
        statement = Statement(queries.DOCUMENTS.format(key=key_field), parameters)
        found = self.container.page(org_id, statement, page.limit)
        documents = self.documents_of(kind, found.items)
        if kind not in UNDER_ANY_ID and any(version_of(each).item_id != new_id(each) for each in documents):
            raise Conflict(UNREPAIRED.format(org_id))
        return Page(documents, str(found.items[-1][key_field]) if found.position is not None else None)
