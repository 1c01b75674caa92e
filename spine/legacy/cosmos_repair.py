"""Bringing the guide's documents into shape: links into their organisation, and fields that Spine always writes.

Each step leaves nothing half done that a repeat would not find again: a link is stored in its place, and its words
are added to its workstream, before the old one is removed; a document is replaced under its etag.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import batched
from uuid import uuid4

from azure.core.exceptions import AzureError

from spine.domain.documents import Document
from spine.domain.facts import Fact
from spine.domain.identifiers import is_identifier
from spine.domain.links import Link
from spine.domain.organisations import Organisation
from spine.domain.snapshots import Snapshot
from spine.domain.workstreams import Workstream
from spine.errors import TooLarge
from spine.legacy.cosmos_documents import is_whole_link
from spine.store.cosmos import deferred_warnings, queries
from spine.store.cosmos.container import UNDEFINED, Container, Operation, Partition, Verb
from spine.store.cosmos.items import Item, document_of, own_id, seen_id
from spine.store.cosmos.statements import Statement, of_values
from spine.store.cosmos.writes import Commit
from spine.store.protocol import Repair, Replace, Upsert, WriteConflict

AT_ONCE = 200

_ODD = (AzureError, WriteConflict, KeyError, OverflowError, TooLarge, TypeError, ValueError)
"""What one document may cause, which is left then: all but that the database is away. `Changed`: somebody writes it
at this moment; a repeat looks at it again."""


class Repairing:
    """One run over all organisations."""

    def __init__(self, container: Container, sign: Callable[[str, Iterable[str]], None]) -> None:
        self._container, self._sign = container, sign
        self._report = Repair()

    def done(self) -> Repair:
        """Do all of it; what came of it."""
        for kind in (Workstream, Snapshot, Fact):
            for item in self._misshapen(kind):
                self._complete(kind, item)
        for items in self._links_without_organisation():
            self._move(UNDEFINED, self._with_organisation(items))
        for some in batched(self._misshapen(Link), AT_ONCE, strict=False):
            for org_id, links in _by_organisation(some).items():
                self._move(org_id, links)
        self._count_links_of_no_organisation()
        self._report.organisations = self._without_document()
        return self._report

    def _links_without_organisation(self) -> Iterator[list[Item]]:
        last = ""
        while True:
            statement = Statement(queries.LINKS_WITHOUT_ORGANISATION, {"after": last})
            items = self._container.page(UNDEFINED, statement, AT_ONCE).items
            if not items:
                return
            yield items
            last = items[-1]["id"]

    def _misshapen(self, kind: type[Document]) -> Iterator[Item]:
        statement = Statement(queries.MISSHAPEN_ACROSS_PARTITIONS_UNSAFE[kind.kind], {})
        return self._container.across_partitions_unsafe(statement, AT_ONCE)

    def _with_organisation(self, items: Sequence[Item]) -> list[Item]:
        """The links of which one organisation has the workstream, with its id."""
        ids = {str(item.get("workstream_id", "")) for item in items}
        statement = of_values(queries.ORGANISATIONS_OF_WORKSTREAMS_ACROSS_PARTITIONS_UNSAFE, ids)
        found: dict[str, set[str]] = defaultdict(set)
        for one in self._container.across_partitions_unsafe(statement):
            found[one["workstream_id"]].add(one["org_id"])
        orgs = [found[str(item.get("workstream_id", ""))] for item in items]
        owned = [item | {"org_id": min(among)} for item, among in zip(items, orgs, strict=True) if len(among) == 1]
        self._report.left += len(items) - len(owned)
        return owned

    def _move(self, partition: Partition, items: Sequence[Item]) -> None:
        """Store links under their own ids in their organisations, and remove the items that they came from."""
        for org_id, some in _by_organisation(items).items():
            links = self._readable(some)
            try:
                self._move_together(partition, org_id, links)
            except _ODD:
                self._move_each(partition, org_id, links)

    def _move_each(self, partition: Partition, org_id: str, links: Sequence[Link]) -> None:
        """One link that cannot be moved keeps no other from it."""
        for link in links:
            try:
                self._move_together(partition, org_id, [link])
            except _ODD as problem:
                self._leave(seen_id(link), problem)

    def _move_together(self, partition: Partition, org_id: str, links: Sequence[Link]) -> None:
        if links:
            created = self._facts_created(org_id, [link.fact_id for link in links])
            whole = [
                link.model_copy(update={"fact_created_at": created.get(link.fact_id, link.fact_created_at)})
                for link in links
            ]
            there = self._whole_links(org_id, whole)
            Commit(self._container, org_id, [Upsert(link) for link in whole if own_id(link) not in there]).in_parts()
            self._sign(org_id, {link.workstream_id for link in links})
            for link in links:
                if partition is UNDEFINED or seen_id(link) != own_id(link):
                    self._container.write(partition, [Operation(Verb.DELETE, seen_id(link))], uuid4().hex)
            self._report.moved += len(links)

    def _readable(self, items: Iterable[Item]) -> list[Link]:
        read = [document_of(Link, item) if _names_both(item) else None for item in items]
        self._report.left += read.count(None)
        return [link for link in read if link is not None]

    def _facts_created(self, org_id: str, fact_ids: Sequence[str]) -> dict[str, str]:
        if not fact_ids:
            return {}
        facts = self._container.all(org_id, of_values(queries.FACTS_BY_ID, fact_ids, org_id=org_id))
        return {fact["fact_id"]: fact["created_at"] for fact in facts if isinstance(fact.get("created_at"), str)}

    def _whole_links(self, org_id: str, links: Sequence[Link]) -> set[str]:
        """Ids of the links that Spine has stored itself; what a person linked since stays as it is."""
        if not links:
            return set()
        ids = [own_id(link) for link in links]
        found = self._container.all(org_id, of_values(queries.ITEMS_BY_ID, ids, org_id=org_id, type=Link.kind))
        return {item["id"] for item in found if is_whole_link(item)}

    def _complete(self, kind: type[Document], item: Item) -> None:
        document = document_of(kind, item)
        if document is None:
            self._report.left += 1
            return
        try:
            Commit(self._container, document.org_id, [Replace(document)]).at_once()
        except _ODD as problem:
            self._leave(item["id"], problem)
            return
        self._report.completed += 1

    def _leave(self, item_id: str, problem: Exception) -> None:
        deferred_warnings.warn("The document %s could not be repaired (%s)", item_id, type(problem).__name__)
        self._report.left += 1

    def _count_links_of_no_organisation(self) -> None:
        """Links whose organisation is null or the like: they stand in no partition that anything reads."""
        statement = Statement(queries.LINKS_OF_NO_ORGANISATION_ACROSS_PARTITIONS_UNSAFE, {})
        for item_id in self._container.across_partitions_unsafe(statement):
            deferred_warnings.warn("The link %s has an organisation that is none; it is left", item_id)
            self._report.left += 1

    def _without_document(self) -> set[str]:
        known = self._organisations_of(Workstream) | self._organisations_of(Fact)
        return {one for one in known - self._organisations_of(Organisation) if is_identifier(one)}

    def _organisations_of(self, kind: type[Document]) -> set[str]:
        statement = Statement(queries.ORGANISATIONS_OF_TYPE_ACROSS_PARTITIONS_UNSAFE, {"type": kind.kind})
        return set(self._container.across_partitions_unsafe(statement))


def _names_both(item: Item) -> bool:
    """Whether a link says of which workstream and fact it is."""
    return all(isinstance(item.get(name), str) and item[name] for name in ("workstream_id", "fact_id"))


def _by_organisation(items: Iterable[Mapping[str, object]]) -> dict[str, list[Item]]:
    by_organisation: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_organisation[str(item["org_id"])].append(dict(item))
    return by_organisation
