"""How one line becomes a statement: its type, its words, who has it and by when (docs/notes.md)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from spine.domain.fact_states import FactState
from spine.domain.fact_types import FACT_TYPES, Kind
from spine.domain.languages.packs import MEETING_NOTES
from spine.domain.notes.due_dates import Calendar, Said
from spine.domain.notes.labels import ACTION, Label, Section
from spine.domain.notes.lines import Line
from spine.domain.notes.marks import Marks, Reader
from spine.domain.notes.owners import Who
from spine.domain.notes.statements import Doubt, Doubtful, Statement
from spine.domain.tokenizer import fold

_DATED = (Kind.ACTIONS, Kind.DECIDE, Kind.QUESTIONS, Kind.GOALS)
"""What is due by a day that its sentence leads to; in a decision or a risk such a day is a part of it."""


@dataclass
class Stating:
    """Makes statements of lines, and keeps what is doubtful about them."""

    who: Who
    month_first: bool
    doubts: list[Doubtful] = field(default_factory=list)

    def reader(self, day: date | None) -> Reader:
        """Reads owners and due dates as they are seen from a day."""
        return Reader(self.who, Calendar(day, self.month_first))

    def statement(
        self, line: Line, label: Label | None, section: Section, day: date | None, details: Sequence[Marks] = ()
    ) -> Statement:
        """What a line states; `details` are the marks that stand below it."""
        reader, source = self.reader(day), label.rest if label else line.text
        text, marks = reader.read(source, is_dated=is_dated(section))
        if label and label.aside:
            aside = _without_link(label.aside)
            marks.add(reader.of_piece(aside) or Marks(unknown=[aside]))
        for detail in details:
            marks.add(detail)
        is_to_be_done = bool(marks.owners or marks.due or line.tick is not None)
        fact_type = type_of_two(section, line.text, is_to_be_done=is_to_be_done)
        owner = marks.owner
        tick = line.tick if FACT_TYPES[fact_type].kind is not Kind.DECIDED else None
        if marks.unknown and owner is None and FACT_TYPES[fact_type].kind is Kind.ACTIONS:
            self.doubt(Doubt.UNKNOWN_OWNER, line.number, marks.unknown[0])
        return Statement(
            line=line.number,
            start=line.start,
            end=line.end,
            quote=line.text,
            fact_type=fact_type,
            text=text or source,
            owner=owner,
            due=self.due(marks.due, day, line.number, line.text),
            state=FactState.DONE if tick else marks.state or (section.state if tick is None else None),
            is_ticked=tick,
            speaker=line.speaker,
            day=day,
        )

    def due(self, said: Said | None, day: date | None, number: int, text: str) -> date | None:
        """The day by which something is due, with a doubt where it cannot be told or lies before the meeting."""
        if said is None:
            return None
        if said.day is None:
            self.doubt(Doubt.NO_MEETING_DAY if said.is_relative else Doubt.UNREAD_DATE, number, text)
        elif day is not None and said.day < day:
            self.doubt(Doubt.DUE_BEFORE_MEETING, number, text)
        return said.day

    def doubt(self, doubt: Doubt, line: int, words: str) -> None:
        """Keep what is doubtful about a line."""
        self.doubts.append(Doubtful(doubt, line, words))


def _without_link(aside: str) -> str:
    """What stands in a label besides its type, without what leads to it: "Action for Ana"."""
    first, _, rest = aside.partition(" ")
    return rest if rest and fold(first) in MEETING_NOTES.links else aside


def is_dated(section: Section) -> bool:
    """Whether a sentence below a heading may lead to the day by which it is due."""
    return section.also is not None or FACT_TYPES[section.fact_type or ACTION].kind in _DATED


def type_of_two(section: Section, text: str, *, is_to_be_done: bool) -> str:
    """The type of a line; below a heading for two, a question is what asks, and an action what is to be done."""
    first = section.fact_type or ACTION
    if section.also is None:
        return first
    for kind, is_said in ((Kind.QUESTIONS, text.rstrip().endswith("?")), (Kind.ACTIONS, is_to_be_done)):
        one = next((name for name in (first, section.also) if FACT_TYPES[name].kind is kind), None)
        if one is not None:
            return one if is_said else section.also if one == first else first
    return first
