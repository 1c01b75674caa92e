"""Tables, of Markdown and of spreadsheets: what each column holds is told by its header (docs/notes.md#tables)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from spine.domain.fact_states import FactState
from spine.domain.fact_types import FACT_TYPES, Kind
from spine.domain.languages.packs import MEETING_NOTES
from spine.domain.limits import MAX_TEXT_LENGTH, MAX_TITLE_LENGTH
from spine.domain.notes.due_dates import Calendar, only_day
from spine.domain.notes.labels import ACTION, NO_SECTION, Section, says_nothing_is_there, section_of
from spine.domain.notes.lines import Line, Row, Table
from spine.domain.notes.marks import Marks
from spine.domain.notes.owners import handles_in, one_owner, without_handles
from spine.domain.notes.statements import Column, Doubt, Statement, Unread, check_number
from spine.domain.notes.stating import Stating, is_dated, type_of_two
from spine.domain.owners import says_nothing
from spine.domain.state_words import state_named
from spine.domain.tokenizer import fold, words

TEXT, TITLE, TYPE, OWNER, DUE, STATE, ID = "text", "title", "type", "owner", "due", "state", "id"
_BETWEEN_OWNERS = re.compile(r"[;\n]")
_ASIDE = re.compile(r"\([^()]*\)")
DRAWN = ("|", "\t")
"""What stands between the cells of a table that was pasted as text."""
_SHARE = re.compile(r"(?P<percent>\d{1,3})\s*%?")
"""How much of something is done."""
_ONCE = (TITLE, TYPE, OWNER, DUE, STATE, ID)


@dataclass
class RowsRead:
    """What was read of a table."""

    statements: list[Statement] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)


@dataclass(frozen=True)
class Layout:
    """Which column holds what; `fact_type` is the type that the header of the text names."""

    fields: tuple[str | None, ...]
    fact_type: str | None = None
    also: str | None = None
    """A second type where that header names two."""

    def cell(self, row: Row, name: str) -> str:
        """A row's cell of a field; empty where there is none."""
        if name not in self.fields:
            return ""
        index = self.fields.index(name)
        return row.cells[index].strip() if index < len(row.cells) else ""


def layout_of(header: Sequence[str], rows: Sequence[Row] = ()) -> Layout:
    """What the columns under a header hold. A date or a number is what it is called only where no other column is."""
    named = [_field_of(cell) for cell in header]
    sections = [section_of(cell) if cell.strip() else NO_SECTION for cell in header]
    types = [section.fact_type for section in sections]
    texts = [index for index, name in enumerate(named) if name == TEXT]
    if OWNER in named and DUE in named:  # then what is owned comes first
        texts.sort(key=lambda index: not _is_to_be_done(sections[index]))
    text = next((index for index in texts if types[index]), texts[0] if texts else None)
    if text is not None and _holds_numbers(rows, text):
        named[text] = ID if ID not in named else None
        text = next((index for index in texts if index != text), None)
    if text is None and TITLE in named:
        text = named.index(TITLE)
    fields: list[str | None] = []
    for index, name in enumerate(named):
        if index == text:
            fields.append(TEXT)
        else:
            fields.append(name if name in _ONCE and name not in fields and _is_best(header, named, index) else None)
    named_by = sections[text] if text is not None else NO_SECTION
    return Layout(tuple(fields), named_by.fact_type, named_by.also)


def _is_to_be_done(section: Section) -> bool:
    return any(name and FACT_TYPES[name].kind is Kind.ACTIONS for name in (section.fact_type, section.also))


def _field_of(header: str) -> str | None:
    folded = " ".join(words(_ASIDE.sub("", header))) or " ".join(words(header))
    if header.strip() in ("#", "№"):
        return ID
    if name := MEETING_NOTES.columns.get(folded):
        return name
    if any(re.fullmatch(pattern, folded) for pattern in MEETING_NOTES.owner_labels):
        return OWNER
    if any(re.fullmatch(pattern, folded) for pattern in (*MEETING_NOTES.due_labels, *MEETING_NOTES.due_leads)):
        return DUE
    said = set(words(header))
    if said & MEETING_NOTES.date_words and said & MEETING_NOTES.due_words:
        return DUE
    if (last := MEETING_NOTES.columns.get(folded.split(" ")[-1])) in (ID, TYPE, OWNER, STATE) and folded != last:
        return last
    if header.strip() and section_of(header).fact_type:
        return TEXT
    return _field_of_main_word(folded.split())


def _field_of_main_word(said: Sequence[str]) -> str | None:
    """The field that the main word of a longer header names: "Descrição da pendência", "Task description"."""
    link = next((index for index, word in enumerate(said) if word in MEETING_NOTES.links), None)
    main = said[:1] if link == 1 else said[-1:] if link is None and len(said) > 1 else ()
    name = MEETING_NOTES.columns.get(" ".join(main))
    return name if name in (TEXT, OWNER, STATE) else None


def _is_best(header: Sequence[str], named: Sequence[str | None], index: int) -> bool:
    """Whether a column is the one of its field: of several dates it is not the one that is only called a date."""
    if named[index] != DUE or fold(header[index].strip()) not in ("data", "date"):
        return True
    return list(named).count(DUE) == 1


def _holds_numbers(rows: Sequence[Row], index: int) -> bool:
    cells = [row.cells[index].strip() for row in rows if index < len(row.cells)]
    return bool(cells) and all(cell.rstrip(".").isdecimal() or not cell for cell in cells)


def with_tables(lines: Sequence[Line]) -> Iterator[Sequence[Line] | Table]:
    """The lines of a paragraph, in which those that hold the cells of a table are one, below a known header."""
    first = 0
    for index, line in enumerate(lines):
        if index >= first and (sign := _sign_of_header(line.text)):
            last = next((n for n in range(index + 1, len(lines)) if sign not in lines[n].text), len(lines))
            if last > index + 1:
                header, *rows = (
                    Row(one.number, one.start, one.end, _cells(one.text, sign)) for one in lines[index:last]
                )
                yield lines[first:index]
                yield Table(header, tuple(rows), lines[index].depth)
                first = last
    yield lines[first:]


def _sign_of_header(text: str) -> str | None:
    """The sign between the cells of a line that is the header of a table."""
    for sign in DRAWN:
        cells = _cells(text, sign)
        if len(cells) > 2 and sum(name is not None for name in layout_of(cells).fields) > 2:
            return sign
    return None


def _row(line: Line, sign: str) -> Row:
    return Row(line.number, line.start, line.end, _cells(line.text, sign))


def _cells(text: str, sign: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in text.strip(f" {sign}").split(sign))


def read(table: Table, section: Section, stating: Stating, day: date | None) -> RowsRead:
    """Read a table below a heading; one without a text, or whose rows have no type, is left."""
    layout = layout_of(table.header.cells, table.rows)
    default = layout.fact_type or section.fact_type
    if default is None and (OWNER in layout.fields and (DUE in layout.fields or STATE in layout.fields)):
        default = ACTION
    if TEXT not in layout.fields or (default is None and TYPE not in layout.fields):
        rows = [row for row in (table.header, *table.rows) if any(cell.strip() for cell in row.cells)]
        return RowsRead(unread=[_unread(row) for row in rows if not _is_known(row)])
    found = RowsRead(columns=[Column(*pair) for pair in zip(table.header.cells, layout.fields, strict=True)])
    _tell_repeated(table.header, layout, stating)
    for row in table.rows:
        statement = _statement(row, layout, default, stating, day)
        if statement:
            found.statements.append(statement)
            check_number(found.statements)
        elif any(cell.strip() for cell in row.cells):
            found.unread.append(_unread(row))
    return found


def _tell_repeated(header: Row, layout: Layout, stating: Stating) -> None:
    names = [fold(cell.strip()) for cell in header.cells]
    for index, (name, field_name) in enumerate(zip(names, layout.fields, strict=True)):
        if name and field_name is None and any(layout.fields[first] for first in range(index) if names[first] == name):
            stating.doubt(Doubt.REPEATED_COLUMN, header.number, header.cells[index].strip())


def _is_known(row: Row) -> bool:
    """Whether a row says who was there or when."""
    first = " ".join(words(row.cells[0])) if row.cells else ""
    return first in MEETING_NOTES.date_labels or (bool(first) and section_of(row.cells[0]).topic is not None)


def _unread(row: Row) -> Unread:
    return Unread(row.number, " | ".join(cell.strip() for cell in row.cells))


def _statement(row: Row, layout: Layout, default: str | None, stating: Stating, day: date | None) -> Statement | None:
    row = replace(row, cells=tuple(_without_formula(cell, row, stating) for cell in row.cells))
    text, title = layout.cell(row, TEXT), layout.cell(row, TITLE)
    if says_nothing(text):
        text, title = title, ""
    fact_type = _type(layout.cell(row, TYPE), row, stating) or default
    if says_nothing_is_there(text):
        return None
    if len(text) > MAX_TEXT_LENGTH:
        stating.doubt(Doubt.LONG_LINE, row.number, text)
        return None
    if says_nothing(text) or fact_type is None:
        return None
    said, marks = text, Marks()
    if OWNER not in layout.fields and DUE not in layout.fields:
        said, marks = stating.reader(day).read(text, is_dated=is_dated(Section(fact_type)))
    owner = _owner(layout.cell(row, OWNER), stating) or marks.owner
    due = _due(layout.cell(row, DUE), row, stating, day) or stating.due(marks.due, day, row.number, text)
    if layout.also and not layout.cell(row, TYPE):
        fact_type = type_of_two(Section(fact_type, also=layout.also), text, is_to_be_done=bool(owner or due))
    return Statement(
        line=row.number,
        start=row.start,
        end=row.end,
        quote=text,
        fact_type=fact_type,
        text=said or text,
        title=title[:MAX_TITLE_LENGTH] or None,
        owner=owner,
        due=due,
        state=_state(layout.cell(row, STATE), row, stating),
        key=layout.cell(row, ID) or None,
        day=day,
    )


def _without_formula(cell: str, row: Row, stating: Stating) -> str:
    """A cell, or nothing for a formula that no spreadsheet has worked out."""
    if not cell.lstrip().startswith("="):
        return cell
    stating.doubt(Doubt.FORMULA, row.number, cell.strip())
    return ""


def _type(cell: str, row: Row, stating: Stating) -> str | None:
    if says_nothing(cell):
        return None
    name = section_of(cell).fact_type
    if name is None:
        stating.doubt(Doubt.UNKNOWN_TYPE, row.number, cell)
    return name


def _owner(cell: str, stating: Stating) -> str | None:
    if says_nothing(cell):
        return None
    handles = handles_in(cell)
    if handles and not without_handles(cell).strip(" ,;"):
        return one_owner(map(stating.who.of_handle, handles))
    if known := stating.who.known_in(cell):
        return one_owner(known)
    return one_owner(" ".join(name.split()) for name in _BETWEEN_OWNERS.split(cell))


def _due(cell: str, row: Row, stating: Stating, day: date | None) -> date | None:
    if says_nothing(cell):
        return None
    said = only_day(cell, Calendar(day, stating.month_first))
    if said is None:
        stating.doubt(Doubt.UNREAD_DATE, row.number, cell)
        return None
    return stating.due(said, day, row.number, cell)


def _state(cell: str, row: Row, stating: Stating) -> FactState | None:
    if says_nothing(cell):
        return None
    if fold(cell).strip(" .") in MEETING_NOTES.yes:
        return FactState.DONE
    if fold(cell).strip(" .") in MEETING_NOTES.no:
        return None
    if share := _SHARE.fullmatch(cell.strip()):
        return FactState.DONE if share["percent"] == "100" else None
    state = state_named(cell)
    if state is None:
        stating.doubt(Doubt.UNKNOWN_STATE, row.number, cell)
    return state
