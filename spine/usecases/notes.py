"""Meeting notes, stored as facts (docs/notes.md)."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import partial
from itertools import batched
from zoneinfo import ZoneInfo

from spine.domain import times
from spine.domain.fact_states import SetBy
from spine.domain.facts import Fact
from spine.domain.identifiers import derived
from spine.domain.languages import Language, parse_language
from spine.domain.languages.detection import detect
from spine.domain.limits import MAX_TEXT_LENGTH
from spine.domain.meetings import external_meeting_id_of, meeting_id_of
from spine.domain.notes.forms import Form
from spine.domain.notes.notes import Notes
from spine.domain.notes.reading import Read
from spine.domain.notes.statements import Doubt
from spine.domain.organisations import Organisation
from spine.domain.tokenizer import is_content, words
from spine.domain.zones import existing, writes_month_first
from spine.errors import Invalid
from spine.schemas.notes import NotesQuery, NotesText
from spine.schemas.responses.facts import FactsCounted
from spine.schemas.responses.notes import NotesStored
from spine.schemas.responses.service import InputWarning, WarningCode
from spine.usecases import facts, note_facts
from spine.usecases.input_warnings import InputWarnings
from spine.usecases.note_facts import NoteBatch, Origin
from spine.usecases.planning.understanding import zone_of
from spine.usecases.service import Service

NAMES_LOOKED_UP = 400
"""How many words of notes that may be names are looked up."""
UNREAD_LISTED = 1_000
UNREAD_LENGTH = 200
"""How many lines that were not read are listed, and how many characters of each."""

WORDS_TOLD = 80
"""Characters of a line that a warning repeats."""

_NAMES_AT_ONCE = 50
_MAY_BE_NAME = re.compile(r"@?\b[A-ZÀ-Ý][\w.-]*|@\w[\w.-]*")
_TOLD: dict[Doubt, tuple[WarningCode, str, str]] = {
    Doubt.UNKNOWN_OWNER: (
        "unknown_owner", "owner", "is nobody whom the organisation knows or the notes list, and stays in the text",
    ),
    Doubt.UNREAD_DATE: ("unreadable_date", "due_iso", "says no day that can be told, and sets no due date"),
    Doubt.NO_MEETING_DAY: (
        "no_meeting_day", "started_at", "depends on the day of the meeting, which is not known, and sets no due date",
    ),
    Doubt.DUE_BEFORE_MEETING: ("due_before_meeting", "due_iso", "is due before the day of the meeting"),
    Doubt.FORMULA: ("formula", "columns", "is a formula, and counts as empty"),
    Doubt.UNKNOWN_TYPE: ("unknown_type", "fact_type", "is no type that notes are read for, and sets none"),
    Doubt.UNKNOWN_STATE: ("unknown_state", "state", "is no state that Spine knows, and sets none"),
    Doubt.LONG_LINE: ("long_line", "unread", f"is longer than {MAX_TEXT_LENGTH:,} characters, and was not read"),
    Doubt.REPEATED_COLUMN: ("repeated_column", "columns", "heads more than one column, of which the first is read"),
    Doubt.SEVERAL_MEETINGS: (
        "several_meetings", "started_at", "are the days of several meetings; each fact is seen from its own",
    ),
}  # fmt: skip
"""How a doubt is told: its code, the field that it is about, and what is said of its words."""


def store(service: Service, org_id: str, body: NotesText, query: NotesQuery) -> NotesStored:
    """Store what notes state; with `dry_run` nothing. What could not be read is listed, what is doubtful is told.

    Raises Invalid where neither id, title nor day says which meeting they are of, and for text that is none.
    """
    if "\0" in body.text:
        raise Invalid.field([], "is no text: it holds NUL characters")
    zone = zone_of(service, service.store.get(Organisation, org_id, org_id))
    started = times.moment_in(query.started_at, zone) if query.started_at else None
    day = started.date() if started else None
    given = query.meeting_id or _meeting_of(query.title, day)
    language = parse_language(query.language) if query.language else detect(body.text)
    notes = Notes(body.text, body.form, language is Language.ENGLISH and writes_month_first(zone))
    read = notes.read(_known_names(service, org_id, notes), day)
    origin = Origin(org_id, given, meeting_id_of(given), _moments(read, started, zone), language, service.stamp())
    batch = note_facts.batch_of(service, origin, read.statements)
    counted, held = _stored(service, org_id, batch, notes.people.present, is_dry_run=query.dry_run)
    answer: NotesStored = {
        "org_id": org_id,
        "meeting_id": origin.known_as,
        "external_meeting_id": external_meeting_id_of(given),
        "facts": [facts.present(held[fact_id]) for fact_id in batch.fact_ids if fact_id in held],
        "inserted": counted["inserted"],
        "updated": counted["updated"],
        "unchanged": counted["unchanged"],
        "closed": batch.closed,
        "unread": [{"line": one.line, "text": one.text[:UNREAD_LENGTH]} for one in read.unread[:UNREAD_LISTED]],
        "warnings": _warnings(read, batch),
    }
    return {**answer, "columns": _columns(read)} if body.form is Form.CSV else answer


def _stored(
    service: Service, org_id: str, batch: NoteBatch, present: Sequence[str], *, is_dry_run: bool
) -> tuple[FactsCounted, dict[str, Fact]]:
    """How many facts are new and changed, and the facts as they are stored, or would be."""
    if is_dry_run:
        return facts.planned(service, org_id, batch.fields, SetBy.MACHINE)
    counted = facts.store(service, org_id, batch.fields, participants=present, by=SetBy.MACHINE)
    return counted, service.store.get_many(Fact, org_id, batch.fact_ids)


def _meeting_of(title: str | None, day: date | None) -> str:
    """The id of a meeting that has none. Raises Invalid where nothing says which it is."""
    if title is None and day is None:
        raise Invalid.field("meeting_id", "is required, unless title or started_at says which meeting it is")
    folded = " ".join(words(title or "")) or (title or "").strip()
    return derived("mtg", "notes", folded, day.isoformat() if day else "")


def _moments(read: Read, started: datetime | None, zone: ZoneInfo) -> dict[date | None, str]:
    """When the meetings of the days of some statements were: at the start that was given, else as their days begin."""
    days = {statement.day for statement in read.statements if statement.day}
    begin = {day: existing(datetime.combine(day, time(0), tzinfo=zone)) for day in days}
    if started:
        begin[started.date()] = started
    return {day: times.iso(moment) for day, moment in begin.items()}


def _known_names(service: Service, org_id: str, notes: Notes) -> list[str]:
    """The full names of people whom the organisation knows and whose names share a word with some notes."""
    found = (word for text in notes.texts for name in _MAY_BE_NAME.findall(text) for word in words(name))
    keys = [word for word in dict.fromkeys(found) if is_content(word)][:NAMES_LOOKED_UP]
    calls = [
        partial(service.store.people_with_names, org_id, some) for some in batched(keys, _NAMES_AT_ONCE, strict=False)
    ]
    people = [person for some in service.store.run_concurrently(*calls) for person in some] if calls else []
    return list(dict.fromkeys(person.name for person in people))


def _columns(read: Read) -> dict[str, str | None]:
    """How the columns of a CSV were read; of two with one header the second is told by its number."""
    columns: dict[str, str | None] = {}
    for number, one in enumerate(read.columns, 1):
        name = one.column.strip()
        columns[name if name and name not in columns else f"{name} ({number})".strip()] = one.field
    return columns


def _warnings(read: Read, batch: NoteBatch) -> list[InputWarning]:
    """What is doubtful, one warning for each kind, with the line where it was met first."""
    warnings = InputWarnings()
    for doubtful in read.doubts:
        code, field, msg = _TOLD[doubtful.doubt]
        warnings.add(code, field, f"line {doubtful.line}", f"{_quoted(doubtful.words)} {msg}")
    for draft in batch.ambiguous:
        msg = f"{_quoted(draft.statement.text)} says the same as several open facts, and closes none"
        warnings.add("ambiguous_done", "state", f"line {draft.statement.line}", msg)
    if len(read.unread) > UNREAD_LISTED:
        msg = f"the list has only the first {UNREAD_LISTED} lines"
        warnings.add("unread_cut", "unread", f"line {read.unread[UNREAD_LISTED].line}", msg)
    return warnings.listed


def _quoted(text: str) -> str:
    return repr(text if len(text) <= WORDS_TOLD else f"{text[:WORDS_TOLD]}…")
