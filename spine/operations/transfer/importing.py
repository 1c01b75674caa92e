"""An export file into a store. It may be cut short at any place: the same import again completes it.

Ids and revisions stay. What Spine derives is made again: the words of workstreams, the names that organisations are
found by, the people whom facts name.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched, groupby
from pathlib import Path

from spine.domain.documents import Document, Tombstone
from spine.domain.facts import Fact
from spine.domain.organisations import Organisation
from spine.domain.planning.keywords import with_keywords
from spine.domain.workstreams import Workstream
from spine.errors import Conflict
from spine.operations.paging import ReportProgress, all_documents, no_progress, pages
from spine.operations.transfer.conflict_policy import Outcome, Policy, outcome_of
from spine.operations.transfer.envelope import Counts
from spine.operations.transfer.export_file import ExportFile, opened
from spine.operations.transfer.serialization import KINDS
from spine.store.protocol import Create, Delete, Replace, Write, WriteConflict
from spine.usecases import deletion, organisations, people
from spine.usecases.keyword_index import refresh_keywords
from spine.usecases.service import Service, retry_on_conflict

COMPARING, WRITING, VERIFYING = "Looking for conflicts", "Writing documents", "Comparing both sides"
CONFLICTS_SHOWN = 5
_PAIRS_AT_ONCE = 200

_DIFFERING = {Outcome.MADE, Outcome.CHANGED, Outcome.REMOVED, Outcome.REFUSED}


@dataclass(frozen=True)
class Pair:
    """The document that the file brings and the one that the store has under the same kind and natural id, or one."""

    brought: Document | None
    stored: Document | None

    @property
    def document(self) -> Document:
        """Either of the two: their kind and id are the same."""
        document = self.brought or self.stored
        assert document is not None, "a pair has a document"
        return document


type Section = tuple[str, type[Document], Iterator[Pair]]
"""An organisation's documents of a kind, as the file and the store have them."""


@dataclass
class ImportResult:
    """What an import came to. `verified` is how many documents of the file were found again in the store."""

    path: str
    policy: Policy
    organisations: int
    sha256: str
    outcomes: dict[str, Counts]
    """By type: how many documents were made, changed, the same already, kept and removed."""
    verified: int

    @property
    def document(self) -> dict[str, object]:
        """The result for scripts."""
        return {
            "path": self.path,
            "policy": self.policy,
            "organisations": self.organisations,
            "sha256": self.sha256,
            "fates": self.outcomes,
            "verified": self.verified,
        }

    @property
    def lines(self) -> list[str]:
        """The result for people."""
        lines = []
        for kind, counts in self.outcomes.items():
            parts = [f"{counts[outcome]} {outcome.value}" for outcome in Outcome if counts.get(outcome)]
            lines += [f"{kind}: {', '.join(parts)}"] if parts else []
        end = f"{self.verified} documents of {self.organisations} organisations were verified in the store."
        return [*lines, end]


def load(
    service: Service, path: Path, policy: Policy = Policy.REFUSE, progress: ReportProgress = no_progress
) -> ImportResult:
    """Import a file. Raises BadFile and Conflict before the first write, and Unavailable where writing was cut short.

    The file is read four times, three if the policy is not to refuse: alone, to check it whole; then side by side with
    the store, to look for conflicts, to write, and to verify. So memory stays flat, and nothing is written of a file
    that is damaged or in conflict.

    Conflict is also raised where both sides differ at the end: somebody wrote meanwhile.
    """
    with opened(path) as file:
        contents = file.check(progress)
        run = _Import(service, file, policy, sum(contents.counts.values()), progress)
        if policy is Policy.REFUSE:
            run.refuse_conflicts()
        outcomes = run.write()
        for org_id in contents.org_ids:
            _refresh_all_keywords(service, org_id)
            people.make_anew(service, org_id)
        verified = run.verify()
    return ImportResult(str(path), policy, len(contents.org_ids), contents.sha256, outcomes, verified)


def _refresh_all_keywords(service: Service, org_id: str) -> None:
    for page in pages(lambda request: service.store.documents(Workstream, org_id, request)):
        refresh_keywords(service, org_id, [workstream.workstream_id for workstream in page.items])


@dataclass(frozen=True)
class _Import:
    """One import of a file that was checked."""

    service: Service
    file: ExportFile
    policy: Policy
    total: int
    """How many documents the file holds."""
    progress: ReportProgress

    def refuse_conflicts(self) -> None:
        """Raises Conflict naming the organisations that are on both sides, and not the same."""
        first: dict[str, str] = {}
        for org_id, kind, pairs in self._sections(COMPARING):
            for pair in pairs:
                if org_id not in first and self._outcome(pair) is Outcome.REFUSED:
                    first[org_id] = f"{org_id} ({kind.kind} {pair.document.key!r} differs)"
        if first:
            named = ", ".join(list(first.values())[:CONFLICTS_SHOWN])
            more = f" and {len(first) - CONFLICTS_SHOWN} more" if len(first) > CONFLICTS_SHOWN else ""
            raise Conflict(
                f"These exist and differ: {named}{more}. Nothing was written. --merge adds what is missing, and the "
                "later version of a document wins; --replace makes the organisation equal to the file."
            )

    def write(self) -> dict[str, Counts]:
        """Write what is missing or different; what became of the documents, by type."""
        outcomes: dict[str, Counter[str]] = defaultdict(Counter)
        for org_id, kind, pairs in self._sections(WRITING):
            for batch in batched(pairs, _PAIRS_AT_ONCE, strict=False):
                outcomes[kind.kind].update(outcome.value for outcome in self._write(org_id, kind, batch))
        return {kind: dict(counts) for kind, counts in outcomes.items()}

    def verify(self) -> int:
        """How many documents of the file the store has as it should. Raises Conflict where something differs."""
        found = 0
        for org_id, kind, pairs in self._sections(VERIFYING):
            for pair in pairs:
                if self._outcome(pair) in _DIFFERING:
                    raise Conflict(
                        f"{kind.kind} {pair.document.key!r} of {org_id} differs after the import: another program "
                        "is writing to the store. Run the import again when none is."
                    )
                found += pair.brought is not None
        return found

    def _outcome(self, pair: Pair) -> Outcome:
        outcome, brought = outcome_of(self.policy, pair.brought, pair.stored), pair.brought
        if self.policy is Policy.MERGE and outcome in _DIFFERING and isinstance(brought, Tombstone):
            # Merging removes nothing: the deletion of a document that the store still has is not brought.
            kind = Workstream if brought.buried.startswith(f"{Workstream.kind}|") else Fact
            if self.service.store.get(kind, brought.org_id, brought.deleted_key) is not None:
                return Outcome.KEPT
        return outcome

    def _write(self, org_id: str, kind: type[Document], pairs: Sequence[Pair]) -> list[Outcome]:
        store = self.service.store
        current = list(pairs)

        def attempt() -> list[Outcome]:
            outcomes = [self._outcome(pair) for pair in current]
            try:
                store.commit_in_parts(org_id, list(_writes(outcomes, current)))
            except WriteConflict:
                keys = [pair.document.key for pair in current]
                deletion.complete_under(self.service, kind, org_id, keys)
                stored = store.get_many(kind, org_id, keys)
                pairs_now = (Pair(pair.brought, stored.get(key)) for pair, key in zip(current, keys, strict=True))
                current[:] = [pair for pair in pairs_now if pair.brought or pair.stored]
                raise
            return outcomes

        return retry_on_conflict(self.service, f"One of the documents of {org_id}", attempt)

    def _sections(self, phase: str) -> Iterator[Section]:
        """The documents of the file beside those of the store, every kind of every organisation that the file has.

        A section's documents are read from the store when they are asked for, not before the last section is done.
        """
        done = 0

        def counted(pairs: Iterable[Pair]) -> Iterator[Pair]:
            nonlocal done
            for pair in pairs:
                yield pair
                done += pair.brought is not None
                if done % _PAIRS_AT_ONCE == 0:
                    self.progress(phase, done, self.total)

        for org_id, documents in groupby(self.file.documents(), key=lambda document: document.org_id):
            by_kind = groupby(documents, key=type)
            ahead = next(by_kind, None)
            for kind in KINDS:
                is_ahead = ahead is not None and ahead[0] is kind
                brought: Iterator[Document] = ahead[1] if ahead is not None and is_ahead else iter(())
                yield org_id, kind, counted(_paired(brought, all_documents(self.service.store, kind, org_id)))
                if is_ahead:
                    ahead = next(by_kind, None)


def _paired(brought: Iterator[Document], stored: Iterator[Document]) -> Iterator[Pair]:
    """Two lists in the order of their natural ids as pairs; never more than one document of each is held."""
    ours, theirs = next(brought, None), next(stored, None)
    while ours is not None or theirs is not None:
        if theirs is None or (ours is not None and ours.key < theirs.key):
            yield Pair(ours, None)
            ours = next(brought, None)
        elif ours is None or theirs.key < ours.key:
            yield Pair(None, theirs)
            theirs = next(stored, None)
        else:
            yield Pair(ours, theirs)
            ours, theirs = next(brought, None), next(stored, None)


def _writes(outcomes: Sequence[Outcome], pairs: Sequence[Pair]) -> Iterator[Write]:
    for outcome, pair in zip(outcomes, pairs, strict=True):
        document = pair.document
        match outcome, pair.brought, pair.stored:
            case Outcome.REFUSED, _, _:
                raise Conflict(f"{document.kind} {document.key!r} of {document.org_id} was changed during the import.")
            case Outcome.MADE, Document() as brought, _:
                yield Create(_with_derived(brought))
            case Outcome.CHANGED, Document() as brought, Document() as stored:
                yield Replace(_with_derived(brought).model_copy(update={"etag": stored.etag}))
            case Outcome.REMOVED, _, Document() as stored:
                yield Delete(stored)


def _with_derived(document: Document) -> Document:
    """The document with what Spine derives from it alone; the words of its facts come when they are there."""
    match document:
        case Organisation():
            return organisations.named(document)
        case Workstream():
            return with_keywords(document, ())
    return document
