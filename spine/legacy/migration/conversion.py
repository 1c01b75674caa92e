"""The legacy service's own database into a store: first as an export file, which then is imported as any other.

What cannot be brought is named in the answer, and so is every id that had to be changed. Facts are read in the order
of their ids, and what belongs to them beside them, so memory holds workstreams, entities and organisations alone.
See docs/export-and-import.md#from-the-legacy-service.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory

from spine.domain.documents import Document
from spine.domain.fact_states import FactStatus
from spine.domain.meetings import external_meeting_id_of
from spine.errors import BadFile
from spine.legacy.migration import values, workstreams
from spine.legacy.migration.databases import (
    EXPECTED_COLUMNS,
    LegacyDatabase,
    LineSorter,
    legacy_database,
    line_sorter,
)
from spine.legacy.migration.facts import LegacyFact, fact_of, proposal_of
from spine.legacy.migration.report import MigrationReport
from spine.legacy.migration.values import Row, identifier
from spine.operations.paging import ReportProgress, no_progress
from spine.operations.transfer import envelope
from spine.operations.transfer.conflict_policy import Policy
from spine.operations.transfer.importing import ImportResult, load
from spine.operations.transfer.resumable_file import Location, ResumableFile
from spine.operations.transfer.serialization import MAX_DOCUMENT_BYTES, InvalidLine, deserialize, serialize, sort_key
from spine.usecases.service import Service

READING = "Reading the old database"
CONTEXT_LIMIT = 8_000
_DOCUMENTS_AT_ONCE = 200

type RowsOfFact = Mapping[str, list[Row]]
"""By table, the rows that belong to one fact."""


def migrate(
    service: Service, path: Path, policy: Policy = Policy.REFUSE, progress: ReportProgress = no_progress
) -> tuple[ImportResult, MigrationReport]:
    """Import the legacy service's database. Raises BadFile, and what `load` raises."""
    with TemporaryDirectory(prefix="spine-") as folder:
        file = Path(folder) / "old-service.jsonl"
        with legacy_database(path) as database, line_sorter() as sorter:
            report = _Conversion(path, database, sorter, progress).run()
            _write(file, sorter)
        result = load(service, file, policy, progress)
    result.path = str(path)
    return result, report


def _write(path: Path, sorter: LineSorter) -> None:
    with ResumableFile(path, envelope.header(None), "the legacy service").opened() as file:
        for lines in batched(sorter.lines(), _DOCUMENTS_AT_ONCE, strict=False):
            documents = [deserialize(line) for line in lines]
            kinds = (document.kind for document in documents)
            file.write(zip(kinds, lines, strict=True), Location(documents[-1].org_id, documents[-1].kind, None))
        file.finish()


class _RowsBesideFacts:
    """The rows of a table that belong to facts, read beside them in the order of the facts' ids."""

    def __init__(self, table: str, groups: Iterator[tuple[str, list[Row]]], report: MigrationReport) -> None:
        self._table, self._groups, self._report = table, groups, report
        self._ahead = next(groups, None)

    def of(self, fact_id: str | None) -> list[Row]:
        """The rows of a fact; those of facts that are not there, which come before it, are left. None ends it."""
        while self._ahead is not None and (fact_id is None or self._ahead[0] < fact_id):
            unknown, rows = self._ahead
            self._report.leave(self._table, f"no fact {unknown!r}", len(rows))
            self._ahead = next(self._groups, None)
        if self._ahead is None or self._ahead[0] != fact_id:
            return []
        rows = self._ahead[1]
        self._ahead = next(self._groups, None)
        return rows


class _Conversion:
    """One reading of a legacy database: every row becomes a document in the sorter, or stands in the report."""

    def __init__(self, path: Path, database: LegacyDatabase, sorter: LineSorter, progress: ReportProgress) -> None:
        self._path, self._database, self._sorter, self._progress = path, database, sorter, progress
        self._report = MigrationReport()
        self._org_rows: dict[str, Row] = {}
        self._contexts: dict[str, str] = {}
        self._org_ids: set[str] = set()
        self._workstreams: dict[str, tuple[str, str]] = {}
        """By the id of the legacy service: the organisation and the id of today."""

    def run(self) -> MigrationReport:
        """Convert everything; what did not go as it stood."""
        self._report_missing()
        self._entities = {identifier(row, "entity_id"): row for row in self._database.rows("entities")}
        self._transcripts = {
            identifier(row, "transcript_id"): {name: row.get(name) for name in ("org_id", "meeting_id")}
            for row in self._database.rows("transcripts")
        }
        self._read_organisations()
        self._read_workstreams()
        self._convert_facts()
        self._convert_meetings()
        self._convert_snapshots()
        self._convert_organisations()
        return self._report

    def _report_missing(self) -> None:
        """What is missing is named; a file that has nothing of the legacy service is refused."""
        columns = self._database.columns
        if not set(EXPECTED_COLUMNS) & set(columns):
            raise BadFile(f"{self._path}: this database has none of the legacy service's tables.")
        for table, expected in EXPECTED_COLUMNS.items():
            if table not in columns:
                self._report.missing.append(f"table {table}")
            else:
                self._report.missing += [f"column {table}.{name}" for name in expected if name not in columns[table]]
        if transcripts := self._database.count("transcripts"):
            self._report.leave("transcripts", "Spine keeps no transcripts; facts keep their ids", transcripts)

    def _read_organisations(self) -> None:
        for row in self._database.rows("orgs"):
            if org_id := self._org_of(row, "orgs"):
                self._org_rows[org_id] = row
        for row in self._database.rows("org_context"):
            context = values.text(row, "context_text", "context", "text")
            org_id = self._org_of(row, "org_context")
            if org_id and context:
                self._report.changed["contexts cut to 8,000 characters"] += len(context) > CONTEXT_LIMIT
                self._contexts[org_id] = context[:CONTEXT_LIMIT]

    def _read_workstreams(self) -> None:
        for row in self._database.rows("workstreams"):
            given, org_id = identifier(row, "workstream_id"), self._org_of(row, "workstreams")
            if not given:
                self._report.leave("workstreams", "one has no id")
            elif org_id:
                workstream_id = self._report.id_of("workstream", given)
                self._workstreams[given] = org_id, workstream_id
                make = partial(workstreams.workstream_of, org_id, workstream_id, row)
                self._add("workstreams", make, workstream_id)

    def _convert_facts(self) -> None:
        tables = {
            name: _RowsBesideFacts(name, self._database.rows_by(name, "fact_id"), self._report)
            for name in ("fact_evidence", "fact_entities", "workstream_facts")
        }
        total = self._database.count("facts")
        for number, (given, rows) in enumerate(self._database.rows_by("facts", "fact_id")):
            self._convert_fact(given, rows[0], {name: table.of(given) for name, table in tables.items()})
            if len(rows) > 1:
                self._report.leave("facts", f"{given!r} occurs {len(rows)} times; the first was used")
            self._progress(READING, number, total)
        for table in tables.values():
            table.of(None)

    def _convert_fact(self, given: str, row: Row, beside: RowsOfFact) -> None:
        transcript = self._transcripts.get(identifier(row, "transcript_id"), {})
        org_id = self._org_of({**transcript, **_without_nulls(row)}, "facts", given)
        if not given.strip() or not org_id:
            self._leave_beside(given, beside, "the fact was not imported")
            return
        meeting = identifier(row, "meeting_id") or identifier(transcript, "meeting_id")
        entities = [
            {**self._entities.get(identifier(entity, "entity_id"), {}), **_without_nulls(entity)}
            for entity in beside["fact_entities"]
        ]
        fact_id = self._report.id_of("fact", given)
        meeting_id = self._report.id_of("meeting", meeting) if meeting else None
        external_id = external_meeting_id_of(meeting) if meeting else None
        fact = LegacyFact(org_id, fact_id, row, beside["fact_evidence"], entities, meeting_id, external_id)
        if fact.is_agenda:
            make = partial(proposal_of, fact, partial(self._report.id_of, "fact"))
            is_added = self._add("facts", make, fact_id)
            self._report.changed["agendas stored as facts became proposals"] += is_added
            self._leave_beside(fact_id, beside, "an agenda has none")
        elif self._add("facts", partial(fact_of, fact), fact_id):
            was_draft = values.text(row, "status") == FactStatus.DRAFT
            is_raised = was_draft and fact_of(fact).status is FactStatus.PROPOSED
            self._report.changed["drafts with a quote became proposed"] += is_raised
            for link in beside["workstream_facts"]:
                self._convert_link(fact, link)
        else:
            self._leave_beside(fact_id, beside, "the fact was not imported")

    def _leave_beside(self, fact_id: str, beside: RowsOfFact, why: str) -> None:
        for name, rows in beside.items():
            if rows:
                self._report.leave(name, f"{fact_id!r}: {why}", len(rows))

    def _convert_link(self, fact: LegacyFact, row: Row) -> None:
        workstream = identifier(row, "workstream_id")
        org_id, workstream_id = self._workstreams.get(workstream, ("", ""))
        if org_id != fact.org_id:
            why = "no such workstream" if not org_id else "the fact belongs to another organisation"
            self._report.leave("workstream_facts", f"{workstream!r} – {fact.fact_id!r}: {why}")
            return
        make = partial(workstreams.link_of, org_id, workstream_id, fact.fact_id, fact.created_at, row)
        self._add("workstream_facts", make, fact.fact_id)

    def _convert_meetings(self) -> None:
        table = "meeting_workstreams"
        for row in self._database.rows(table):
            meeting, workstream = identifier(row, "meeting_id"), identifier(row, "workstream_id")
            org_id, workstream_id = self._workstreams.get(workstream, ("", ""))
            if not meeting or not org_id:
                self._report.leave(table, f"{meeting!r} – {workstream!r}: no such workstream")
                continue
            meeting_id = self._report.id_of("meeting", meeting)
            self._add(table, partial(workstreams.meeting_link_of, org_id, meeting_id, workstream_id, row), meeting_id)

    def _convert_snapshots(self) -> None:
        table = "account_snapshots"
        for row in self._database.rows(table):
            org_id = self._org_of(row, table)
            snapshot = workstreams.snapshot_of(org_id, row) if org_id else None
            if snapshot:
                self._add(table, snapshot.model_copy, org_id)
            elif org_id:
                self._report.leave(table, f"one of {org_id} says no day")

    def _convert_organisations(self) -> None:
        for org_id in sorted(self._org_ids):
            row = self._org_rows.get(org_id)
            if row is None and "orgs" in self._database.columns:
                self._report.changed["organisations created that orgs does not have"] += 1
            if workstreams.zone_of(row or {}) is None:
                self._report.without_zone.append(org_id)
            make = partial(workstreams.organisation_of, org_id, row or {}, self._contexts.get(org_id))
            self._add("orgs", make, org_id)

    def _org_of(self, row: Row, table: str, what: str = "one") -> str:
        """The organisation that a row is of; empty, and the row is left, where it says none."""
        given = identifier(row, "org_id")
        if not given:
            self._report.leave(table, f"{what or 'one'!r} says no organisation")
            return ""
        org_id = self._report.id_of("organisation", given)
        self._org_ids.add(org_id)
        return org_id

    def _add(self, table: str, make: Callable[[], Document], name: str) -> bool:
        """Take in what is made; whether it is a document that can be imported, and the first of its id."""
        try:
            document = make()
            line = serialize(document)
            deserialize(line)
            if len(line.encode()) > MAX_DOCUMENT_BYTES:
                raise InvalidLine(f"{name!r} is longer than {MAX_DOCUMENT_BYTES:,} bytes")
            if not self._sorter.add(sort_key(document), line):
                raise InvalidLine(f"{document.key!r} is duplicated; the first was used")
        except InvalidLine as error:
            self._report.leave(table, str(error))
            return False
        except (ValueError, OverflowError, RecursionError) as error:  # what no database of Spine's can hold
            self._report.leave(table, f"{name!r} cannot be stored: {type(error).__name__}")
            return False
        return True


def _without_nulls(row: Row) -> dict[str, object]:
    return {name: value for name, value in row.items() if value is not None}
