"""Notes as a whole: their form, what they say of their meeting, and what they state (docs/notes.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from spine.domain.notes import about, markdown, owners, plain_text, sheets, tables
from spine.domain.notes.forms import Form
from spine.domain.notes.labels import NO_SECTION
from spine.domain.notes.lines import Line, Part, Table
from spine.domain.notes.outline import Node, outline
from spine.domain.notes.owners import Who
from spine.domain.notes.people import People, people_in
from spine.domain.notes.reading import Read, read
from spine.domain.notes.statements import Doubt, Doubtful
from spine.domain.notes.stating import Stating
from spine.errors import Invalid

MAX_LINES = 5_000
"""Lines of notes: those of fifty meetings."""


@dataclass(frozen=True)
class Notes:
    """The notes of one meeting. `writes_month_first` is whether 7/12 is mostly the twelfth of July to their writers."""

    text: str
    form: Form
    writes_month_first: bool = False

    @cached_property
    def month_first(self) -> bool:
        """Whether the first number of a date is its month: a date in them that can be read only one way tells."""
        return about.month_first_in(self.text, self.writes_month_first)

    @cached_property
    def parts(self) -> Sequence[Part]:
        """Their lines and tables. Raises Invalid for too many lines, and for CSV without a column for the text."""
        if self.text.count("\n") + self.text.count("\r") > MAX_LINES:
            raise Invalid.field([], f"has more than {MAX_LINES} lines")
        match self.form:
            case Form.MARKDOWN:
                return about.with_dated_headings(markdown.parts_of(self.text))
            case Form.PLAIN:
                return about.with_dated_headings(plain_text.parts_of(self.text))
            case Form.CSV:
                return [sheets.table_of(self.text)]

    @property
    def texts(self) -> Iterator[str]:
        """Their words, line by line and cell by cell."""
        for part in self.parts:
            if isinstance(part, Table):
                yield from (cell for row in part.rows for cell in row.cells)
            else:
                yield part.text

    @cached_property
    def root(self) -> Node:
        """Their outline."""
        return outline(self.parts)

    @cached_property
    def people(self) -> People:
        """Those whom they list."""
        return people_in(self.root)

    @cached_property
    def title(self) -> str | None:
        """What they are headed by."""
        return about.title_in(self.parts)

    @cached_property
    def days(self) -> list[date]:
        """The days of the meetings that headings open, in their order, each once."""
        lines = (part for part in self.parts if isinstance(part, Line))
        found = (about.dated(line, month_first=self.month_first) for line in lines)
        return list(dict.fromkeys(day for day in found if day))

    @cached_property
    def day(self) -> date | None:
        """The day that they say their meeting was on."""
        return about.day_in(self.parts, month_first=self.month_first)

    def read(self, known: Sequence[str] = (), day: date | None = None) -> Read:
        """What they state, for an organisation that knows some people; `day` is that of the meeting, if it is known.

        Where headings open the meetings of several days, each has its own.
        """
        who = Who([*known, *self.people.listed], owners.initials_in(self.texts, self.people.listed))
        day = day or self.day
        if self.form is Form.CSV:
            [table] = self.parts
            assert isinstance(table, Table)
            stating = Stating(who, self.month_first)
            rows = tables.read(table, NO_SECTION, stating, day)
            return Read(rows.statements, rows.unread, stating.doubts, rows.columns)
        found = read(self.root, who, day, month_first=self.month_first, has_own_days=len(self.days) > 1)
        if len(self.days) > 1:
            found.doubts.append(Doubtful(Doubt.SEVERAL_MEETINGS, 1, ", ".join(map(str, self.days[:5]))))
        return found
