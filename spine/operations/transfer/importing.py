"""An export file into a store. It may be cut short at any place: the same import again completes it.

The file is checked whole first, then the organisations that are on both sides; only then is anything written. Ids
and revisions stay. What Spine derives is made anew: the words of workstreams, the names that organisations are found
by. At the end both sides are compared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import batched, groupby
from pathlib import Path

from spine.domain.documents import Document, Tombstone
from spine.domain.facts import Fact
from spine.domain.organisations import Organisation
from spine.domain.planning.keywords import with_keywords
from spine.domain.workstreams import Workstream
from spine.errors import Conflict
from spine.operations.transfer.conflict_policy import Outcome, Policy, outcome_for
from spine.operations.transfer.envelope import Counts
from spine.operations.transfer.export_file import ExportFile, opened
from spine.operations.transfer.paging import Progress, pages, silent, walk
from spine.operations.transfer.pairing import Pair, paired
from spine.operations.transfer.serialization import KINDS
from spine.store.protocol import Create, Delete, Replace, Write, WriteConflict
from spine.usecases import deletion, organisations
from spine.usecases.keyword_index import refresh_keywords
from spine.usecases.service import Service, retry_on_conflict

COMPARING, WRITING, VERIFYING = "Looking for conflicts", "Writing documents", "Comparing both sides"
AT_ONCE = 200
CONFLICTS_TOLD = 5

_LOOSE_ENDS = {Outcome.MADE, Outcome.CHANGED, Outcome.REMOVED, Outcome.REFUSED}

type Section = tuple[str, type[Document], Iterator[Pair]]
"""An organisation's documents of a kind, as the file and the store have them."""


@dataclass
class Imported:
    """What an import came to. `verified` is how many documents of the file were found again in the store."""

    path: str
    policy: Policy
    organisations: int
    sha256: str
    fates: dict[str, Counts]
    """By type: how many documents were made, changed, the same already, kept and removed."""
    verified: int = 0


def load(service: Service, path: Path, policy: Policy = Policy.REFUSE, progress: Progress = silent) -> Imported:
    """Import a file. Raises BadFile and Conflict before the first write, and Unavailable where writing was cut short.

    Conflict is also raised where both sides differ at the end: somebody wrote meanwhile.
    """
    with opened(path) as file:
        contents = file.check(progress)
        moving = _Moving(service, file, policy, contents.documents, progress)
        if policy is Policy.REFUSE:
            moving.refuse_conflicts()
        fates = moving.write()
        for org_id in contents.org_ids:
            _sign(service, org_id)
        return Imported(str(path), policy, len(contents.org_ids), contents.sha256, fates, moving.verify())


class _Moving:
    """One import of a file that was checked."""

    def __init__(self, service: Service, file: ExportFile, policy: Policy, whole: int, progress: Progress) -> None:
        self._service, self._file, self._policy = service, file, policy
        self._whole, self._progress = whole, progress
        self._done = 0

    def refuse_conflicts(self) -> None:
        """Raises Conflict naming the organisations that are on both sides, and not the same."""
        first: dict[str, str] = {}
        for org_id, kind, pairs in self._sections(COMPARING):
            for pair in pairs:
                if org_id not in first and self._fate(pair) is Outcome.REFUSED:
                    first[org_id] = f"{org_id} ({kind.kind} {_one(pair).key!r} differs)"
        if first:
            some = ", ".join(list(first.values())[:CONFLICTS_TOLD])
            more = f" and {len(first) - CONFLICTS_TOLD} more" if len(first) > CONFLICTS_TOLD else ""
            raise Conflict(
                f"There already: {some}{more}. Nothing was written. --merge brings what is missing and lets the later "
                "version of a document win; --replace makes the organisation what the file says and removes the rest."
            )

    def write(self) -> dict[str, Counts]:
        """Write what is missing or different; what became of the documents, by type."""
        fates: dict[str, Counter[Outcome]] = defaultdict(Counter)
        for org_id, kind, pairs in self._sections(WRITING):
            for some in batched(pairs, AT_ONCE, strict=False):
                fates[kind.kind] += self._write(org_id, kind, some)
        return {
            kind: {outcome_for.value: number for outcome_for, number in counts.items()}
            for kind, counts in fates.items()
        }

    def verify(self) -> int:
        """How many documents of the file the store has as it should. Raises Conflict where something differs."""
        found = 0
        for org_id, kind, pairs in self._sections(VERIFYING):
            for pair in pairs:
                if self._fate(pair) in _LOOSE_ENDS and not self._is_alive(pair):
                    raise Conflict(
                        f"{kind.kind} {_one(pair).key!r} of {org_id} differs after the import: somebody writes into "
                        "the store. Run the import again when nobody does."
                    )
                found += pair[0] is not None
        return found

    def _fate(self, pair: Pair) -> Outcome:
        return outcome_for(self._policy, *pair)

    def _is_alive(self, pair: Pair) -> bool:
        """Whether the file brings a deletion of what the store still has, and merging removes nothing."""
        brought = pair[0]
        if self._policy is not Policy.MERGE or not isinstance(brought, Tombstone):
            return False
        kind = Workstream if brought.buried.startswith(f"{Workstream.kind}|") else Fact
        return self._service.store.get(kind, brought.org_id, brought.deleted_key) is not None

    def _write(self, org_id: str, kind: type[Document], pairs: Sequence[Pair]) -> Counter[Outcome]:
        seen = list(pairs)

        def attempt() -> Counter[Outcome]:
            alive = {_one(pair).key for pair in seen if self._is_alive(pair)}
            fates = [(Outcome.KEPT if _one(pair).key in alive else self._fate(pair), pair) for pair in seen]
            try:
                self._service.store.commit_in_parts(org_id, [w for one, pair in fates for w in _writes(one, pair)])
            except WriteConflict:
                keys = [_one(pair).key for pair in seen]
                deletion.complete_under(self._service, kind, org_id, keys)
                stored = self._service.store.get_many(kind, org_id, keys)
                fresh = [(brought, stored.get(key)) for (brought, _), key in zip(seen, keys, strict=True)]
                seen[:] = [pair for pair in fresh if pair != (None, None)]
                raise
            return Counter(one for one, _ in fates)

        return retry_on_conflict(self._service, f"One of the documents of {org_id}", attempt)

    def _sections(self, phase: str) -> Iterator[Section]:
        """The documents of the file beside those of the store, every kind of every organisation that the file has.

        A section's documents are read from the store when they are asked for, not before the last section is done.
        """
        self._done = 0
        for org_id, documents in groupby(self._file.documents(), key=lambda one: one.org_id):
            left = groupby(documents, key=type)
            ahead = next(left, None)
            for kind in KINDS:
                brought: Iterator[Document] = iter(())
                if ahead is not None and ahead[0] is kind:
                    brought = ahead[1]
                yield org_id, kind, self._paired(phase, brought, walk(self._service.store, kind, org_id))
                if ahead is not None and ahead[0] is kind:
                    ahead = next(left, None)

    def _paired(self, phase: str, brought: Iterator[Document], stored: Iterator[Document]) -> Iterator[Pair]:
        for pair in paired(brought, stored):
            yield pair
            self._done += pair[0] is not None
            if self._done % AT_ONCE == 0:
                self._progress(phase, self._done, self._whole)


def _one(pair: Pair) -> Document:
    """The document that a pair is about."""
    one = pair[0] or pair[1]
    assert one is not None, "a pair has a document"
    return one


def _writes(what: Outcome, pair: Pair) -> list[Write]:
    brought, stored = pair
    if what is Outcome.REFUSED:
        raise Conflict(f"{_one(pair).kind} {_one(pair).key!r} of {_one(pair).org_id} was changed meanwhile.")
    if what is Outcome.MADE and brought is not None:
        return [Create(_derived(brought))]
    if what is Outcome.CHANGED and brought is not None and stored is not None:
        return [Replace(_derived(brought).model_copy(update={"etag": stored.etag}))]
    return [Delete(stored)] if what is Outcome.REMOVED and stored is not None else []


def _derived(document: Document) -> Document:
    """The document with what Spine derives from it alone; the facts' words come when they are there."""
    match document:
        case Organisation():
            return organisations.named(document)
        case Workstream():
            return with_keywords(document, ())
    return document


def _sign(service: Service, org_id: str) -> None:
    """Gather the words of an organisation's workstreams anew."""
    for page in pages(service.store, Workstream, org_id):
        refresh_keywords(service, org_id, [one.workstream_id for one in page.items])
