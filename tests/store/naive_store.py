"""The protocol in its simplest form: a dictionary, and lists that are filtered and sorted whole.

It stands for what the documents are, not for their etags: a write says whether its document is the one that is
stored.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

from spine.domain.documents import Document, tombstone_key
from spine.domain.facts import Fact, search_terms
from spine.domain.links import Link, MeetingLink
from spine.domain.organisations import Organisation
from spine.domain.workstreams import Workstream
from spine.store.protocol import FactFilter, WorkstreamFilter

type Step = tuple[Literal["create", "upsert", "replace", "soft delete", "delete", "delete tombstone"], Document, bool]
"""A write, its document, and whether that is given the etag of the one that is stored."""


class NaiveStore:
    """Documents by kind, organisation and id, and the ids that tombstones hold."""

    def __init__(self) -> None:
        self.documents: dict[tuple[type[Document], str, str], Document] = {}
        self.tombstones: set[tuple[str, str]] = set()

    def commit(self, steps: Sequence[Step]) -> bool:
        """Whether all steps could be done; else none of them is."""
        before = dict(self.documents), set(self.tombstones)
        if all(self._do(*step) for step in steps):
            return True
        self.documents, self.tombstones = before
        return False

    def _do(self, write: str, document: Document, is_seen: bool) -> bool:
        address = (type(document), document.org_id, document.key)
        tombstone = (document.org_id, tombstone_key(type(document), document.key))
        allowed = {
            "create": address not in self.documents and tombstone not in self.tombstones,
            "replace": is_seen and address in self.documents,
            "soft delete": is_seen and address in self.documents,
        }
        if not allowed.get(write, True):
            return False
        if write in ("create", "upsert", "replace"):
            self.documents[address] = document
        elif write in ("soft delete", "delete"):
            self.documents.pop(address, None)
        (self.tombstones.add if write == "soft delete" else self.tombstones.discard)(tombstone)
        return True

    def of[D: Document](self, kind: type[D], org_id: str) -> Iterator[D]:
        """The documents of a kind, in no order."""
        return (one for one in self.documents.values() if isinstance(one, kind) and one.org_id == org_id)

    def find[D: Document](self, kind: type[D], key: str) -> set[tuple[str, str]]:
        """Organisation and id of what `find` gives."""
        field = "meeting_id" if kind is MeetingLink else "key"
        found = (one for one in self.documents.values() if isinstance(one, kind) and getattr(one, field) == key)
        return {(one.org_id, one.key) for one in found}

    def organisations_named(self, keys: Sequence[str]) -> list[str]:
        """Ids in order."""
        named = (one for one in self.documents.values() if isinstance(one, Organisation))
        return sorted(one.org_id for one in named if set(one.name_keys) & set(keys))[:20]

    def organisation_exists(self, org_id: str) -> bool:
        """Whether there is an organisation's document, a workstream or a fact."""
        return any(any(self.of(kind, org_id)) for kind in (Organisation, Workstream, Fact))

    def workstreams(self, org_id: str, wanted: WorkstreamFilter) -> list[str]:
        """Ids in order."""
        return _in_order(self.of(Workstream, org_id), _by_importance, lambda one: _passes(one, wanted))

    def workstreams_with_stems(self, org_id: str, stems: Sequence[str]) -> list[str]:
        """Ids in order."""
        return _in_order(self.of(Workstream, org_id), _by_importance, lambda one: bool(set(one.stems) & set(stems)))

    def facts_with_stems(self, org_id: str, stems: Sequence[str], needed: int, wanted: FactFilter) -> list[str]:
        """Ids in order; of all facts where no stem is needed."""

        def answers(one: Fact) -> bool:
            return _is_wanted(one, wanted) and len(set(search_terms(one)) & set(stems)) >= needed

        return _in_order(self.of(Fact, org_id), lambda one: (_newest(one.created_at), one.key), answers)

    def links(self, org_id: str, workstream_id: str) -> list[str]:
        """Ids in order."""
        return _in_order(
            self.of(Link, org_id),
            lambda one: (-one.weight, _newest(one.fact_created_at), one.fact_id),
            lambda one: one.workstream_id == workstream_id,
        )

    def meeting_links(self, org_id: str, workstream_id: str) -> list[str]:
        """Ids in order."""
        return _in_order(
            self.of(MeetingLink, org_id),
            lambda one: (_newest(one.created_at), one.meeting_id),
            lambda one: one.workstream_id == workstream_id,
        )


def _in_order[D: Document](
    documents: Iterator[D], order: Callable[[D], Any], is_wanted: Callable[[D], bool]
) -> list[str]:
    return [one.key for one in sorted(filter(is_wanted, documents), key=order)]


def _by_importance(one: Workstream) -> tuple[Any, ...]:
    return -one.priority, one.status, _newest(one.updated_at), one.key


def _newest(moment: str) -> list[int]:
    return [-ord(sign) for sign in moment]


def _passes(one: Workstream, wanted: WorkstreamFilter) -> bool:
    return (
        wanted.status in (None, one.status)
        and (not wanted.statuses or one.status in wanted.statuses)
        and one.priority >= wanted.min_priority
        and (wanted.updated_until is None or one.updated_at <= wanted.updated_until)
        and (wanted.updated_after is None or one.updated_at > wanted.updated_after)
    )


def _is_wanted(one: Fact, wanted: FactFilter) -> bool:
    return (
        (not wanted.types or one.fact_type in wanted.types)
        and (not wanted.statuses or one.status in wanted.statuses)
        and (wanted.since is None or one.created_at >= wanted.since)
    )
