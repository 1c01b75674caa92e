"""What stands at the edges of a line besides what it says: who has it, and by when (docs/notes.md#owners)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from spine.domain.fact_states import FactState
from spine.domain.languages.notation import longest_of
from spine.domain.languages.packs import MEETING_NOTES
from spine.domain.notes import owners
from spine.domain.notes.due_dates import LONGEST_MARK, PIECES_KEPT, Calendar, Said, due_in, only_day
from spine.domain.notes.owners import Who
from spine.domain.notes.sentences import doer_in, is_abbreviation, taken_on_by
from spine.domain.owners import says_nothing
from spine.domain.reading.sentence import Sentence
from spine.domain.state_words import state_named
from spine.domain.tokenizer import fold

_BETWEEN = re.compile(r"\s+(?:[-–—=]+>?|→|➔|➜)\s+|\s*[;|]\s*|,\s+|\.\s+")
_REFERENCE = re.compile(r"(?:[A-Z]{1,5}-){1,2}\d{1,5}\s*(?:[:–—-]\s+)?")
"""What a list of actions calls one of them: "A-14"."""
_LAST_BEHIND_A_COLON = re.compile(r"(?P<what>[^:]*?\w\s+(?P<last>\w+)):\s+(?P<name>[^:]{2,40})$")
_ASIDE = re.compile(r"(?P<open>[(\[])(?P<inner>[^()\[\]]{1,120})[)\]](?!\()")
_BEFORE_A_LABEL = re.compile(
    rf"(?<=\w)\s+(?=(?:{longest_of((*MEETING_NOTES.owner_labels, *MEETING_NOTES.due_labels))})\s*:)"
)
_BEFORE = re.compile(r"(?P<names>[^:]{1,80}?)(?::\s+|\s+(?:[-–—=]+>?|→|➔|➜)\s+)(?=\S)")
_LAST_BEHIND_A_DASH = re.compile(r"\s[-–—]\s+(?P<name>[^-–—]{2,40})$")
_ASIDES_READ = 20
LONGEST_DATE_IN_PARTS = 40
"""Characters of a date with a comma in it."""


@dataclass
class Marks:
    """Who has what a line says, and by when. `unknown` are names in an owner's place that nobody is known by."""

    owners: list[str] = field(default_factory=list)
    due: Said | None = None
    unknown: list[str] = field(default_factory=list)
    state: FactState | None = None

    def add(self, other: "Marks") -> None:
        """Take over what other marks say."""
        self.owners += other.owners
        self.due = self.due or other.due
        self.unknown += other.unknown
        self.state = self.state or other.state

    @property
    def can_be_told(self) -> bool:
        """Whether they say somebody, or a day that the meeting's day tells."""
        return bool(self.owners or (self.due and (self.due.day or self.due.is_relative)))

    @property
    def owner(self) -> str | None:
        """All owners as one text."""
        return owners.one_owner(self.owners)


@dataclass(frozen=True)
class Reader:
    """Reads the marks of lines with what is known of people and days."""

    who: Who
    calendar: Calendar

    def read(self, text: str, *, is_dated: bool = True, takes_subjects: bool = True) -> tuple[str, Marks]:
        """A line without its marks, and these; where it is not dated, only a label makes a day the one it is due by.

        Whoever is the subject of the sentence stays in it.
        """
        marks = Marks()
        reference = found.group() if (found := _REFERENCE.match(text)) else ""
        text = text[len(reference) :]
        if "@" in text:
            text = self._without_handles(text, marks)
        text = self._without_asides(text, marks, is_dated)
        text = self._without_leading_names(text, marks)
        text = self._without_trailing(text, marks, is_dated)
        is_later = doer_in(text, self.who, is_item=True, is_later=True) is not None
        if is_dated and marks.due is None and (led := due_in(text, self.calendar, is_later=is_later)):
            text, marks.due = led
            text = self._without_trailing(text, marks, is_dated)
        if is_dated and takes_subjects and not marks.owners:
            named = owners.named_first(text, self.who)
            by = (
                named[0]
                if named
                else taken_on_by(text, self.who, is_item=True) or doer_in(text, self.who, is_item=True)
            )
            marks.owners += [by] if by else []
            text = text if by else self._without_last_name(text, marks)
        if not marks.owners and (last := _LAST_BEHIND_A_DASH.search(text)) and owners.may_be_names(last["name"]):
            marks.unknown.append(last["name"].strip(" ."))
        return (reference + text).strip(), marks

    def of_piece(self, text: str, *, is_dated: bool = True) -> Marks | None:
        """The marks that a text consists of; None where it says anything else."""
        marks, is_open = Marks(), False
        if (
            "," in text
            and len(text) <= LONGEST_DATE_IN_PARTS
            and (whole := self._only_day(text, is_dated))
            and whole.day
        ):
            return Marks(due=whole)
        for piece in pieces_of(text):
            names = owners.labelled_names(piece, self.who)
            if names is not None:
                marks.owners += [names] if names else []
                is_open = True
            elif (day := self._only_day(piece, is_dated)) is not None:
                marks.due = marks.due or day
                is_open = False
            elif known := self.who.known_in(piece):
                marks.owners += known
            elif state := _state_in(piece):
                marks.state = marks.state or state
            elif is_open and owners.may_be_names(piece):
                marks.owners.append(piece)
            elif (handles := owners.handles_in(piece)) and not owners.without_handles(piece):
                marks.owners += [self.who.of_handle(handle) for handle in handles]
            else:
                return None
        return marks

    def _only_day(self, text: str, is_dated: bool) -> Said | None:
        return only_day(text, self.calendar, needs_label=not is_dated)

    def _without_handles(self, text: str, marks: Marks) -> str:
        """A text without the names behind @; a day right behind the last of them is the one it is due by."""
        names, text = owners.with_known_handles(text, self.who)
        last = text.rpartition("@")[2].partition(" ")[2]
        if last and (day := only_day(last, self.calendar)) and day.day:
            marks.due = day
            text = text[: len(text) - len(last)]
        marks.owners += [names.get(handle) or self.who.of_handle(handle) for handle in owners.handles_in(text)]
        return owners.without_handles(text)

    def _without_asides(self, text: str, marks: Marks, is_dated: bool) -> str:
        for aside in list(_ASIDE.finditer(text))[:_ASIDES_READ]:
            inner = aside["inner"]
            found = self.of_piece(inner, is_dated=is_dated)
            if found is None and owners.may_be_names(inner):
                if aside["open"] == "[" and not inner.isupper():
                    found = Marks([inner])
                else:
                    marks.unknown.append(inner)
            elif found is None and (day := self._day_beside_names(inner)):
                marks.due = marks.due or day
                marks.unknown.append(inner)
            if found is not None or says_nothing(inner):
                marks.add(found or Marks())
                text = text.replace(aside.group(), " ", 1)
        return _tidy(text)

    def _day_beside_names(self, text: str) -> Said | None:
        """The day of an aside that says besides only what may be a name: "(Otto, 12/12)"."""
        pieces = [(self._only_day(piece, True), piece) for piece in pieces_of(text)]
        are_marks = all(day is not None or owners.may_be_names(piece) for day, piece in pieces)
        return next((day for day, _ in pieces if day is not None), None) if are_marks else None

    def _without_leading_names(self, text: str, marks: Marks) -> str:
        before = _BEFORE.match(text)
        if before is None:
            return text
        names = before["names"].strip()
        if known := self.who.known_in(names):
            marks.owners += known
            return text[before.end() :]
        if owners.may_be_names(names) and ":" in before.group():
            marks.unknown.append(names)
        return text

    def _without_last_name(self, text: str, marks: Marks) -> str:
        """A text without the one known person behind a colon at its end, who has what stands before it."""
        found = _LAST_BEHIND_A_COLON.match(text.rstrip(" ."))
        if found is None or fold(found["last"]) in MEETING_NOTES.links:
            return text
        known = self.who.known_in(found["name"])
        marks.owners += known if len(known) == 1 else []
        return found["what"] if len(known) == 1 else text

    def _without_trailing(self, text: str, marks: Marks, is_dated: bool) -> str:
        """A text without the pieces at its end that are marks, as many as there are."""
        stripped = text.rstrip(" .")
        for start, end in _breaks(stripped):
            if len(stripped) - end > LONGEST_MARK or stripped.count("(", 0, start) > stripped.count(")", 0, start):
                continue
            found = self.of_piece(stripped[end:], is_dated=is_dated) if start else None
            if found and (not stripped[start:end].isspace() or found.can_be_told):
                marks.add(found)
                return stripped[:start]
        return text


def _state_in(piece: str) -> FactState | None:
    """The state that a piece names: that it is done, or any other in capitals."""
    state = state_named(piece)
    return state if state is FactState.DONE or piece.isupper() else None


def pieces_of(text: str) -> Iterator[str]:
    """The pieces of a text that signs part, or labels that follow without a sign: "Owner: Ana Due: 9 Dec"."""
    start = 0
    for stop, behind in [*_breaks(text), (len(text), len(text))]:
        if piece := text[start:stop].strip(" .–—-→➔➜"):
            yield piece
        start = behind


@lru_cache(maxsize=PIECES_KEPT)
def _breaks(text: str) -> tuple[tuple[int, int], ...]:
    """Where the pieces of a text end and the next begin."""
    found = (between.span() for between in _BETWEEN.finditer(text))
    breaks = [(start, end) for start, end in found if text[start] != "." or not is_abbreviation(text, start)]
    if ":" in text:
        sentence = Sentence.of(text)
        labels = (found.span() for found in _BEFORE_A_LABEL.finditer(sentence.folded))
        capital = [(start, end) for start, end in labels if sentence.own(end, end + 1).isupper()]
        breaks += [(a, b) for a, b in capital if not any(start < b and a < end for start, end in breaks)]
    return tuple(sorted(breaks))


def _tidy(text: str) -> str:
    return re.sub(r"\s+([,.;:!?])", r"\1", " ".join(text.split()))
