"""The former service's own database into a store: first as an export file, which then is imported as any other.

What cannot be brought is named in the answer, and so is every id that had to be changed. Facts are read in the order
of their ids, and what belongs to them beside them, so memory holds workstreams, entities and organisations alone.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from spine.domain.documents import Document
from spine.domain.facts import FactStatus
from spine.errors import BadFile
from spine.legacy.migration import values as old
from spine.legacy.migration import workstreams
from spine.legacy.migration.facts import LegacyFact, created_at, fact_of, proposal_of
from spine.legacy.migration.report import EXPECTED, Groups, LegacyTables, MigrationReport, Sorting
from spine.legacy.migration.values import Row
from spine.operations.transfer import envelope
from spine.operations.transfer.conflict_policy import Policy
from spine.operations.transfer.importing import Imported, load
from spine.operations.transfer.paging import Progress, silent
from spine.operations.transfer.resumable_file import Partial, Place
from spine.operations.transfer.serialization import LARGEST, Unfit, document_of, place, text_of
from spine.usecases.service import Service

READING = "Reading the old database"
CONTEXT_LIMIT = 8_000


@dataclass(frozen=True)
class Migrated:
    """What an import of the old database came to."""

    imported: Imported
    findings: MigrationReport


def migrate(
    service: Service,
    path: Path,
    opened: Callable[[Path], AbstractContextManager[LegacyTables]],
    sorter: Callable[[], AbstractContextManager[Sorting]],
    policy: Policy = Policy.REFUSE,
    progress: Progress = silent,
) -> Migrated:
    """Import the former service's database. Raises BadFile, and what `load` raises."""
    with TemporaryDirectory(prefix="spine-") as folder:
        file = Path(folder) / "old-service.jsonl"
        with opened(path) as tables, sorter() as sorting:
            findings = _Conversion(path, tables, sorting, progress).done()
            _write(file, sorting)
        imported = load(service, file, policy, progress)
    imported.path = str(path)
    return Migrated(imported, findings)


def _write(path: Path, sorting: Sorting) -> None:
    with Partial(path, envelope.header(None), "the former service").opened() as part:
        for org_id, _, _, line in sorting.lines():
            document = document_of(line)
            part.write([(document.kind, line)], Place(org_id, document.kind, None))
        part.finish()


class _Beside:
    """Rows that belong to facts, read beside them in the order of the facts' ids."""

    def __init__(self, table: str, groups: Groups, findings: MigrationReport) -> None:
        self._table, self._groups, self._findings = table, groups, findings
        self._ahead = next(groups, None)

    def of(self, fact_id: str | None) -> list[dict[str, Any]]:
        """The rows of a fact; those of facts that are not there, which come before it, are left. None ends it."""
        while self._ahead is not None and (fact_id is None or self._ahead[0] < fact_id):
            unknown, rows = self._ahead
            self._findings.leave(self._table, f"there is no fact {unknown!r}", len(rows))
            self._ahead = next(self._groups, None)
        if self._ahead is None or self._ahead[0] != fact_id:
            return []
        rows = self._ahead[1]
        self._ahead = next(self._groups, None)
        return rows


class _Conversion:
    """One reading of an old database."""

    def __init__(self, path: Path, tables: LegacyTables, sorting: Sorting, progress: Progress) -> None:
        self._path, self._tables, self._sorting, self._progress = path, tables, sorting, progress
        self._findings = MigrationReport()
        self._org_rows: dict[str, Row] = {}
        self._contexts: dict[str, str] = {}
        self._org_ids: set[str] = set()
        self._workstreams: dict[str, tuple[str, str]] = {}

    def done(self) -> MigrationReport:
        """Put everything into the sorter; what did not go as it stood."""
        self._look()
        self._entities = {_key(row, "entity_id"): row for row in self._tables.rows("entities")}
        self._transcripts = {
            _key(row, "transcript_id"): {name: row.get(name) for name in ("org_id", "meeting_id")}
            for row in self._tables.rows("transcripts")
        }
        self._read_organisations()
        self._read_workstreams()
        self._read_facts()
        self._read_meetings()
        self._read_snapshots()
        self._make_organisations()
        return self._findings

    def _look(self) -> None:
        """What is missing is named; a file that has nothing of the former service is refused."""
        there = self._tables.columns
        if not set(EXPECTED) & set(there):
            raise BadFile(f"{self._path}: this database has none of the former service's tables.")
        for table, columns in EXPECTED.items():
            if table not in there:
                self._findings.missing.append(f"table {table}")
            else:
                self._findings.missing += [f"column {table}.{one}" for one in columns if one not in there[table]]
        if transcripts := self._tables.count("transcripts"):
            self._findings.leave("transcripts", "Spine keeps no transcripts; facts keep their ids", transcripts)

    def _read_organisations(self) -> None:
        for row in self._tables.rows("orgs"):
            if org_id := self._org_of(row, "orgs"):
                self._org_rows[org_id] = row
        for row in self._tables.rows("org_context"):
            context = old.text(row, "context_text", "context", "text")
            org_id = self._org_of(row, "org_context")
            if org_id and context:
                self._findings.changed["contexts cut to 8,000 characters"] += len(context) > CONTEXT_LIMIT
                self._contexts[org_id] = context[:CONTEXT_LIMIT]

    def _read_workstreams(self) -> None:
        for row in self._tables.rows("workstreams"):
            given, org_id = _key(row, "workstream_id"), self._org_of(row, "workstreams")
            if not given:
                self._findings.leave("workstreams", "one has no id")
            elif org_id:
                workstream_id = self._findings.id_of("workstream", given)
                self._workstreams[given] = org_id, workstream_id
                made = partial(workstreams.workstream_of, org_id, workstream_id, row)
                self._put("workstreams", made, workstream_id)

    def _read_facts(self) -> None:
        beside = {
            name: _Beside(name, self._tables.by_text(name, "fact_id"), self._findings)
            for name in ("fact_evidence", "fact_entities", "workstream_facts")
        }
        whole = self._tables.count("facts")
        for number, (given, rows) in enumerate(self._tables.by_text("facts", "fact_id")):
            self._fact(given, rows[0], {name: one.of(given) for name, one in beside.items()})
            if len(rows) > 1:
                self._findings.leave("facts", f"{given!r} stands there {len(rows)} times; the first was taken")
            self._progress(READING, number, whole)
        for one in beside.values():
            one.of(None)

    def _fact(self, given: str, row: Row, beside: Mapping[str, list[dict[str, Any]]]) -> None:
        transcript = self._transcripts.get(_key(row, "transcript_id"), {})
        org_id = self._org_of({**transcript, **_said(row)}, "facts", given)
        if not given.strip() or not org_id:
            self._leave_beside(given, beside, "the fact was left")
            return
        meeting = _key(row, "meeting_id") or _key(transcript, "meeting_id")
        entities = [{**self._entities.get(_key(one, "entity_id"), {}), **_said(one)} for one in beside["fact_entities"]]
        fact_id = self._findings.id_of("fact", given)
        meeting_id = self._findings.id_of("meeting", meeting) if meeting else None
        one = LegacyFact(org_id, fact_id, row, beside["fact_evidence"], entities, meeting_id)
        if one.is_agenda:
            self._agenda(one, beside)
            return
        if self._put("facts", lambda: fact_of(one), fact_id):
            is_raised = old.text(row, "status") == FactStatus.DRAFT and fact_of(one).status is FactStatus.PROPOSED
            self._findings.changed["drafts with a quote became proposed"] += is_raised
            for link in beside["workstream_facts"]:
                self._link(one, link)
        else:
            self._leave_beside(fact_id, beside, "the fact was left")

    def _agenda(self, one: LegacyFact, beside: Mapping[str, list[dict[str, Any]]]) -> None:
        id_of = partial(self._findings.id_of, "fact")
        made = self._put("facts", lambda: proposal_of(one, id_of), one.fact_id)
        self._findings.changed["agendas stored as facts became proposals"] += made
        self._leave_beside(one.fact_id, beside, "an agenda has none")

    def _leave_beside(self, fact_id: str, beside: Mapping[str, list[dict[str, Any]]], why: str) -> None:
        for name, rows in beside.items():
            if rows:
                self._findings.leave(name, f"{fact_id!r}: {why}", len(rows))

    def _link(self, fact: LegacyFact, row: Row) -> None:
        org_id, workstream_id = self._workstreams.get(_key(row, "workstream_id"), ("", ""))
        if org_id != fact.org_id:
            why = "there is no such workstream" if not org_id else "the fact is of another organisation"
            self._findings.leave("workstream_facts", f"{_key(row, 'workstream_id')!r} – {fact.fact_id!r}: {why}")
            return
        made = created_at(fact.row)
        link = partial(workstreams.link_of, org_id, workstream_id, fact.fact_id, made, row)
        self._put("workstream_facts", link, fact.fact_id)

    def _read_meetings(self) -> None:
        for row in self._tables.rows("meeting_workstreams"):
            meeting, workstream = _key(row, "meeting_id"), _key(row, "workstream_id")
            org_id, workstream_id = self._workstreams.get(workstream, ("", ""))
            if not meeting or not org_id:
                self._findings.leave(
                    "meeting_workstreams", f"{meeting!r} – {workstream!r}: there is no such workstream"
                )
                continue
            meeting_id = self._findings.id_of("meeting", meeting)
            link = partial(workstreams.meeting_link_of, org_id, meeting_id, workstream_id, row)
            self._put("meeting_workstreams", link, meeting_id)

    def _read_snapshots(self) -> None:
        for row in self._tables.rows("account_snapshots"):
            org_id = self._org_of(row, "account_snapshots")
            snapshot = workstreams.snapshot_of(org_id, row) if org_id else None
            if snapshot:
                self._put("account_snapshots", snapshot.model_copy, org_id)
            elif org_id:
                self._findings.leave("account_snapshots", f"one of {org_id} says no day")

    def _make_organisations(self) -> None:
        for org_id in sorted(self._org_ids):
            row = self._org_rows.get(org_id)
            if row is None and "orgs" in self._tables.columns:
                self._findings.changed["organisations made that orgs does not have"] += 1
            made = partial(workstreams.organisation_of, org_id, row or {}, self._contexts.get(org_id))
            self._put("orgs", made, org_id)

    def _org_of(self, row: Row, table: str, what: str = "") -> str:
        """The organisation that a row is of; empty, and the row is left, where it says none."""
        given = _key(row, "org_id")
        if not given:
            self._findings.leave(table, f"{what or 'one'!r} says no organisation")
            return ""
        org_id = self._findings.id_of("organisation", given)
        self._org_ids.add(org_id)
        return org_id

    def _put(self, table: str, make: Callable[[], Document], name: str) -> bool:
        """Take in what is made; whether it is a document that can be imported, and the first of its id."""
        try:
            document = make()
            line = text_of(document)
            document_of(line)
            if len(line.encode()) > LARGEST:
                raise Unfit(f"{name!r} is longer than {LARGEST:,} bytes")
            if not self._sorting.put(place(document), line):
                raise Unfit(f"{document.key!r} stands there twice; the first was taken")
        except Unfit as fault:
            self._findings.leave(table, str(fault))
            return False
        except (ValueError, OverflowError, RecursionError) as fault:  # what no database of Spine's can hold
            self._findings.leave(table, f"{name!r} cannot be stored: {type(fault).__name__}")
            return False
        return True


def _key(row: Row, name: str) -> str:
    """An id as text, as it stands, for the old service compared ids to the letter; empty for none."""
    value = old.first(row, name)
    return str(value) if isinstance(value, str | int | float) else ""


def _said(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}
