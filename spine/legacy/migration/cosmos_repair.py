"""Repairing the legacy service's documents in Cosmos DB: links move into their organisation, documents are completed.

A repair may be cut short anywhere, and a repeat finds what is left. A link is stored in its place, and its terms are
added to its workstream, before the old item is removed; a document is replaced only if its etag is unchanged.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import batched
from uuid import uuid4

from azure.core.exceptions import AzureError

from spine.domain.documents import Document, Link
from spine.domain.facts import Fact
from spine.domain.identifiers import is_identifier
from spine.domain.organisations import Organisation
from spine.domain.snapshots import Snapshot
from spine.domain.tokenizer import WORDS_VERSION
from spine.domain.workstreams import Workstream
from spine.errors import TooLarge
from spine.legacy.cosmos_documents import is_complete_link
from spine.legacy.migration.report import RepairReport
from spine.store.cosmos import deferred_warnings, queries
from spine.store.cosmos.container import NO_ORGANISATION, Operation, Verb
from spine.store.cosmos.items import Item, new_id, version_of
from spine.store.cosmos.statements import Statement, statement_in
from spine.store.cosmos.store import CosmosStore
from spine.store.protocol import Replace, Upsert, WriteConflict

LINKS_WITHOUT_ORGANISATION = """
SELECT * FROM c WHERE c.type = 'workstream_fact' AND c.id > @after
ORDER BY c.id
"""
"""Of the undefined partition."""

ORGANISATIONS_OF_WORKSTREAMS_ACROSS_PARTITIONS_UNSAFE = """
SELECT c.org_id, c.workstream_id FROM c
WHERE c.type = 'workstream' AND IS_STRING(c.org_id) AND c.workstream_id IN ({values})
"""
ORGANISATIONS_OF_TYPE_ACROSS_PARTITIONS_UNSAFE = """
SELECT VALUE c.org_id FROM c WHERE c.type = @type AND IS_STRING(c.org_id)
"""
LINKS_WITH_INVALID_ORGANISATION_ACROSS_PARTITIONS_UNSAFE = """
SELECT VALUE c.id FROM c WHERE c.type = 'workstream_fact' AND IS_DEFINED(c.org_id) AND NOT IS_STRING(c.org_id)
"""
INCOMPLETE_ACROSS_PARTITIONS_UNSAFE = {
    "workstream": """
SELECT * FROM c WHERE c.type = 'workstream'
AND (NOT IS_DEFINED(c.stems) OR NOT IS_DEFINED(c.rev) OR NOT IS_NUMBER(c.priority) OR NOT IS_STRING(c.status)
OR NOT IS_STRING(c.updated_at) OR NOT IS_STRING(c.created_at))
""",
    "workstream_fact": """
SELECT * FROM c WHERE c.type = 'workstream_fact' AND IS_STRING(c.org_id)
AND (NOT IS_NUMBER(c.weight) OR NOT IS_STRING(c.fact_created_at) OR NOT STARTSWITH(c.id, 'workstream_fact|'))
""",
    "fact": """
SELECT * FROM c WHERE c.type = 'fact' AND (NOT IS_DEFINED(c.terms) OR NOT IS_DEFINED(c.words_version)
OR c.words_version < @words_version)
""",
    "account_snapshot": """
SELECT * FROM c WHERE c.type = 'account_snapshot' AND (NOT IS_STRING(c.day) OR NOT IS_STRING(c.created_at))
""",
}
"""By kind: documents that lack what Spine writes, or were written with older words."""

OLD_WORDS_ACROSS_PARTITIONS_UNSAFE = """
SELECT c.org_id, c.workstream_id FROM c WHERE c.type = 'workstream' AND IS_STRING(c.org_id)
AND c.org_id != '' AND IS_STRING(c.workstream_id)
AND (NOT IS_DEFINED(c.words_version) OR c.words_version < @words_version)
"""

ITEMS_AT_ONCE = 200

_UNREPAIRABLE = (AzureError, WriteConflict, KeyError, OverflowError, TooLarge, TypeError, ValueError)
"""The errors after which one document is left as it is: not those of a database that is away. After a WriteConflict
somebody else is changing the document; a repeat looks at it again."""


class CosmosRepair:
    """One run over all organisations. `refresh_keywords` is called with the workstreams whose links were moved."""

    def __init__(self, store: CosmosStore, refresh_keywords: Callable[[str, Iterable[str]], None]) -> None:
        self._store, self._container, self._refresh_keywords = store, store.container, refresh_keywords
        self._report = RepairReport()

    def run(self) -> RepairReport:
        """Repair everything."""
        for kind in (Workstream, Snapshot, Fact):
            for item in self._incomplete(kind):
                self._complete(kind, item)
        for items in self._links_without_organisation():
            self._move(self._with_organisation(items), from_undefined=True)
        for some in batched(self._incomplete(Link), ITEMS_AT_ONCE, strict=False):
            self._move(some, from_undefined=False)
        self._renew_words()
        self._count_links_with_invalid_organisation()
        known = self._organisations_of(Workstream) | self._organisations_of(Fact)
        without_document = known - self._organisations_of(Organisation)
        self._report.organisations = {org_id for org_id in without_document if is_identifier(org_id)}
        return self._report

    def _incomplete(self, kind: type[Document]) -> Iterator[Item]:
        parameters = {"words_version": WORDS_VERSION} if kind is Fact else {}
        statement = Statement(INCOMPLETE_ACROSS_PARTITIONS_UNSAFE[kind.kind], parameters)
        return self._container.across_partitions_unsafe(statement, ITEMS_AT_ONCE)

    def _complete(self, kind: type[Document], item: Item) -> None:
        """Store what reading the item has completed."""
        documents = self._store.documents_of(kind, [item])
        if not documents:
            self._report.left += 1
            return
        try:
            self._store.commit(documents[0].org_id, [Replace(documents[0])])
        except _UNREPAIRABLE as error:
            self._leave(item["id"], error)
            return
        self._report.completed += 1

    def _renew_words(self) -> None:
        """Make the keywords of workstreams anew that an older tokenizer made, from their facts."""
        outdated: dict[str, list[str]] = defaultdict(list)
        statement = Statement(OLD_WORDS_ACROSS_PARTITIONS_UNSAFE, {"words_version": WORDS_VERSION})
        for found in self._container.across_partitions_unsafe(statement):
            outdated[found["org_id"]].append(found["workstream_id"])
        for org_id, workstream_ids in sorted(outdated.items()):
            try:
                self._refresh_keywords(org_id, workstream_ids)
            except _UNREPAIRABLE as error:
                self._leave(f"{workstream_ids[0]} of {org_id}", error)

    def _links_without_organisation(self) -> Iterator[list[Item]]:
        last = ""
        while True:
            statement = Statement(LINKS_WITHOUT_ORGANISATION, {"after": last})
            items = self._container.page(NO_ORGANISATION, statement, ITEMS_AT_ONCE).items
            if not items:
                return
            yield items
            last = items[-1]["id"]

    def _with_organisation(self, items: Sequence[Item]) -> list[Item]:
        """The links whose workstream exactly one organisation has, with its id."""
        ids = {str(item.get("workstream_id", "")) for item in items}
        statement = statement_in(ORGANISATIONS_OF_WORKSTREAMS_ACROSS_PARTITIONS_UNSAFE, ids)
        organisations: dict[str, set[str]] = defaultdict(set)
        for found in self._container.across_partitions_unsafe(statement):
            organisations[found["workstream_id"]].add(found["org_id"])
        owners = [organisations[str(item.get("workstream_id", ""))] for item in items]
        owned = [item | {"org_id": min(orgs)} for item, orgs in zip(items, owners, strict=True) if len(orgs) == 1]
        self._report.left += len(items) - len(owned)
        return owned

    def _move(self, items: Iterable[Item], *, from_undefined: bool) -> None:
        """Store links under their own ids in their organisations, and remove the items that they came from."""
        by_organisation: dict[str, list[Item]] = defaultdict(list)
        for item in items:
            by_organisation[str(item["org_id"])].append(item)
        for org_id, some in by_organisation.items():
            links = self._store.documents_of(Link, [item for item in some if _names_workstream_and_fact(item)])
            self._report.left += len(some) - len(links)
            try:
                self._move_links(org_id, links, from_undefined)
            except _UNREPAIRABLE:  # one link that cannot be moved does not keep the others from it
                for link in links:
                    try:
                        self._move_links(org_id, [link], from_undefined)
                    except _UNREPAIRABLE as error:
                        self._leave(version_of(link).item_id, error)

    def _move_links(self, org_id: str, links: Sequence[Link], from_undefined: bool) -> None:
        if not links:
            return
        statement = statement_in(queries.FACTS_BY_ID, [link.fact_id for link in links], org_id=org_id)
        facts = self._container.all(org_id, statement)
        created_at = {fact["fact_id"]: fact["created_at"] for fact in facts if isinstance(fact.get("created_at"), str)}
        moved = [
            link.model_copy(update={"fact_created_at": created_at.get(link.fact_id, link.fact_created_at)})
            for link in links
        ]
        ids = [new_id(link) for link in moved]
        stored = self._container.all(org_id, statement_in(queries.ITEMS_BY_ID, ids, org_id=org_id, type=Link.kind))
        linked_since = {item["id"] for item in stored if is_complete_link(item)}  # by a person: these stay as they are
        self._store.commit_in_parts(org_id, [Upsert(link) for link in moved if new_id(link) not in linked_since])
        self._refresh_keywords(org_id, {link.workstream_id for link in links})
        for link in links:
            item_id = version_of(link).item_id
            if from_undefined or item_id != new_id(link):
                partition = NO_ORGANISATION if from_undefined else org_id
                self._container.write(partition, [Operation(Verb.DELETE, item_id)], uuid4().hex)
        self._report.moved += len(links)

    def _leave(self, item_id: str, error: Exception) -> None:
        deferred_warnings.warn("The document %s could not be repaired (%s)", item_id, type(error).__name__)
        self._report.left += 1

    def _count_links_with_invalid_organisation(self) -> None:
        """Links whose organisation is null or the like: nothing reads the partition that they are in."""
        statement = Statement(LINKS_WITH_INVALID_ORGANISATION_ACROSS_PARTITIONS_UNSAFE)
        for item_id in self._container.across_partitions_unsafe(statement):
            deferred_warnings.warn("The link %s has an invalid organisation; it is not repaired", item_id)
            self._report.left += 1

    def _organisations_of(self, kind: type[Document]) -> set[str]:
        statement = Statement(ORGANISATIONS_OF_TYPE_ACROSS_PARTITIONS_UNSAFE, {"type": kind.kind})
        return set(self._container.across_partitions_unsafe(statement))


def _names_workstream_and_fact(item: Item) -> bool:
    return all(isinstance(item.get(name), str) and item[name] for name in ("workstream_id", "fact_id"))
