"""Files of meeting notes: which form they have, and which meeting they are of (docs/notes.md)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spine.domain.limits import MAX_TITLE_LENGTH
from spine.domain.notes.about import full_date
from spine.domain.notes.forms import Form
from spine.domain.notes.notes import Notes
from spine.errors import BadRequest, TooLarge
from spine.schemas.notes import NotesQuery, NotesText
from spine.schemas.responses.notes import NotesStored

SUFFIXES: Mapping[str, Form] = {
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
    ".txt": Form.PLAIN,
    ".csv": Form.CSV,
}
LARGEST = 2 * 1024 * 1024
"""Bytes of a file of notes."""
FACTS_SHOWN = 30
"""Facts of one file that are shown; the rest is counted."""

_DATE_IN_NAME = re.compile(r"(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})")


@dataclass(frozen=True)
class NoteFile:
    """A file of notes."""

    path: Path

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.path)

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def text(self) -> NotesText:
        """Its text. Raises OSError, TooLarge, and BadRequest for what is no text in UTF-8."""
        with self.path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise TooLarge(f"notes have more than {LARGEST // 1024 // 1024} MB")
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise BadRequest("it is not UTF-8 text; save it as UTF-8") from None
        if not text.strip():
            raise BadRequest("it is empty")
        return NotesText(text=text, form=SUFFIXES[self.path.suffix.lower()])


def note_file(name: str) -> NoteFile | None:
    """The file of notes of a name; None for a name that is no file's of notes."""
    path = Path(name)
    return NoteFile(path) if path.suffix.lower() in SUFFIXES else None


def query_for(file: NoteFile, body: NotesText, asked: NotesQuery) -> NotesQuery:
    """Which meeting some notes are of: as it is asked for, else by their heading, their date, and the file's name."""
    notes = Notes(body.text, body.form)
    day = notes.day if len(notes.days) < 2 else None
    if day is None and (dated := _DATE_IN_NAME.search(file.path.stem)):
        day = full_date("-".join(dated.groups()), month_first=False)
    title = (notes.title or file.path.stem)[:MAX_TITLE_LENGTH]
    told = {"title": None if asked.meeting_id else title, "started_at": day and day.isoformat()}
    return asked.model_copy(update={name: value for name, value in told.items() if getattr(asked, name) is None})


def lines_of(name: str, stored: NotesStored) -> Iterator[str]:
    """What a file of notes says, one fact on a line."""
    yield f"{name}: {len(stored['facts'])} facts"
    for fact in stored["facts"][:FACTS_SHOWN]:
        marks = [fact["owner"], f"due {fact['due_iso']}" if fact["due_iso"] else None]
        marks.append(fact["state"] if fact["state"] != "open" else None)
        said = ", ".join(filter(None, marks))
        yield f"  {fact['fact_type']}: {fact['text']}{f' ({said})' if said else ''}"
    if len(stored["facts"]) > FACTS_SHOWN:
        yield f"  and {len(stored['facts']) - FACTS_SHOWN} more"
    for fact_id in stored["closed"]:
        yield f"  closes {fact_id}"
