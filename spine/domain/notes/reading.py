"""Notes as they are read: statements by heading, label, box and sentence, and the lines that are left (docs/notes.md).

A heading says what the lines below it are, a label what its own line is; a label beats a heading.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from spine.domain.notes import about, tables
from spine.domain.notes.labels import (
    ACTION,
    NO_SECTION,
    QUESTION,
    Label,
    Section,
    Topic,
    closes_the_meeting,
    label_of,
    says_nothing_is_there,
    section_of,
)
from spine.domain.notes.lines import Form, Line, Table
from spine.domain.notes.marks import Marks
from spine.domain.notes.outline import Node
from spine.domain.notes.owners import Who
from spine.domain.notes.people import PEOPLE, is_list_of_people
from spine.domain.notes.sentences import (
    DECISION,
    agreed_of_a_person,
    doer_in,
    lasts_no_time,
    sentences_of,
    type_of_sentence,
)
from spine.domain.notes.statements import Column, Doubt, Doubtful, Statement, Unread, check_number
from spine.domain.notes.stating import Stating
from spine.domain.owners import says_nothing

_IN_DOUBT = ("??", "(?)")
"""What marks something to be done as uncertain, and asks nothing."""


@dataclass(frozen=True)
class Context:
    """What the headings above a line say of it."""

    section: Section = NO_SECTION
    owner: str | None = None
    day: date | None = None
    is_beside_items: bool = False
    """Whether its section has a list or a table: then text only introduces that."""
    asks: bool = False
    """Whether a line of its section ends in a question mark: then one that does not is no question."""


@dataclass
class Read:
    """What was read."""

    statements: list[Statement] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    doubts: list[Doubtful] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)


def read(root: Node, who: Who, today: date | None, *, month_first: bool, has_own_days: bool) -> Read:
    """Read the outline of notes. With `has_own_days` headings that are dates say the day of what stands below them."""
    visit = _Visit(Stating(who, month_first), has_own_days)
    visit.children(root, Context(day=today))
    found = visit.found
    return Read(found.statements, sorted(found.unread, key=lambda one: one.line), visit.stating.doubts, found.columns)


@dataclass
class _Visit:
    """A visit of every node, from the first to the last."""

    stating: Stating
    has_own_days: bool
    found: Read = field(default_factory=Read)

    @property
    def who(self) -> Who:
        """The people known."""
        return self.stating.who

    def children(self, node: Node, context: Context) -> None:
        """Read what stands below a node."""
        asks = any(child.line is not None and _is_question(child.line.text) for child in node.children)
        inner = replace(context, is_beside_items=node.has_items, asks=asks)
        announced = NO_SECTION
        for child in node.children:
            is_for_someone = child.announces and announced != NO_SECTION and self.names_someone(child)
            self.node(child, replace(inner, section=announced) if is_for_someone else inner)
            if child.announces and not is_for_someone:
                announced = NO_SECTION if child.children or child.line is None else section_of(child.line.text)

    def names_someone(self, node: Node) -> bool:
        """Whether a heading is the name of whoever has what stands below it, or says that nobody has."""
        text = node.line.text.rstrip(": ") if node.line else ""
        return bool(text) and (bool(self.who.known_in(text)) or says_nothing(text))

    def node(self, node: Node, context: Context) -> None:
        """Read a node and what stands below it."""
        line = node.line
        if isinstance(node.part, Table):
            self.table(node.part, context)
        elif line is None or line.is_foreign or line.is_struck or line.is_too_long:
            self.leave(node)
        elif is_list_of_people(line) or about.is_date_label(line):
            self.children(node, replace(context, section=NO_SECTION))
        elif (inner := self.announced(node, line, context)) is None:
            self.content(node, line, context)
        elif inner.section.topic not in PEOPLE:
            self.children(node, inner)

    def table(self, table: Table, context: Context) -> None:
        """Read a table, or leave its rows."""
        read_rows = tables.read(table, context.section, self.stating, context.day)
        self.found.statements += read_rows.statements
        check_number(self.found.statements)
        self.found.columns += read_rows.columns
        self.found.unread += read_rows.unread

    def announced(self, node: Node, line: Line, context: Context) -> Context | None:
        """What a line announces for those below it; None where it states something itself."""
        label = label_of(line.text)
        is_label = label is not None and bool(label.rest) and label.section.topic is None
        if line.tick is not None or line.speaker or is_label or not (node.announces or node.children):
            return None
        section, names = section_of(line.text), self.who.known_in(line.text.rstrip(": "))
        is_person = bool(names) or node.is_of_a_stand_up
        if node.announces or section != NO_SECTION or is_person or line.text.endswith(":"):
            owner = ", ".join(names) or (line.text.rstrip(": ") if is_person else context.owner)
            is_title = node.is_heading and line.depth == 1 and any(child.is_heading for child in node.children)
            kept = context.section if section == NO_SECTION or is_title else section
            day = about.dated(line, month_first=self.stating.month_first) if self.has_own_days else None
            return replace(context, section=kept, owner=owner, day=day or context.day)
        return context if context.section != NO_SECTION and self.is_group(node, line, context) else None

    def is_group(self, node: Node, line: Line, context: Context) -> bool:
        """Whether an item is what those below it have in common: these have owners, dates or boxes, and it has none."""
        reader = self.stating.reader(context.day)
        if _says_something(reader.read(line.text)[1]):
            return False
        below = [child.line for child in node.children if child.line]
        return any(
            one.tick is not None or (reader.of_piece(one.text) is None and _says_something(reader.read(one.text)[1]))
            for one in below
        )

    def content(self, node: Node, line: Line, context: Context) -> None:
        """Read a line that states something or nothing, with what stands below it.

        One of a chat is seen from the day on which it was written where that of the meeting is not known.
        """
        if context.day is None and line.said_at:
            context = replace(context, day=about.full_date(line.said_at, month_first=self.stating.month_first))
        label = self.label(line)
        section = _section(line, label, context)
        if section.fact_type is None and self.is_taken_on(line, context):
            section = Section(ACTION)
        if section.fact_type is None:
            if section.topic is Topic.REPORT or not self.sentences(line, context):
                self.leave_line(line)
            self.children(node, replace(context, section=NO_SECTION))
        elif _states_nothing(line, label, section, context) or self.is_only_marks(label, context):
            self.leave_line(line)
            self.children(node, context)
        else:
            is_asked = label is None and line.tick is None and self.asks_nobody(line, section, context)
            self.state(node, line, label, Section(QUESTION) if is_asked else section, context)

    def is_only_marks(self, label: Label | None, context: Context) -> bool:
        """Whether a label has nothing behind it but who has something, or by when."""
        return label is not None and self.stating.reader(context.day).of_piece(label.rest) is not None

    def asks_nobody(self, line: Line, section: Section, context: Context) -> bool:
        """Whether a line among open actions is a question that is nobody's and due by no day."""
        asks = _is_question(line.text) and not line.text.rstrip().endswith(_IN_DOUBT)
        if section.fact_type != ACTION or section.also or section.state or not asks:
            return False
        return context.owner is None and not _says_something(self.stating.reader(context.day).read(line.text)[1])

    def is_taken_on(self, line: Line, context: Context) -> bool:
        """Whether an item says who has it and by when, which makes an action of it whatever it stands below."""
        if line.form is not Form.ITEM or line.speaker or context.section.topic is Topic.REPORT:
            return False
        if not lasts_no_time(line.text):
            return False
        marks = self.stating.reader(context.day).read(line.text, takes_subjects=False)[1]
        has_owner = bool(marks.owners) or doer_in(line.text, self.who, is_item=True) is not None
        return marks.due is not None and has_owner

    def is_promised(self, text: str, context: Context, form: Form) -> bool:
        """Whether a sentence says what a known person does or will do, and by when; in an item, who has it will do."""
        if not lasts_no_time(text):
            return False
        if not doer_in(text, self.who, is_item=False):
            marks = self.stating.reader(context.day).read(text, takes_subjects=False)[1]
            return form is Form.ITEM and bool(marks.owners and marks.due)
        return self.stating.reader(context.day).read(text)[1].due is not None

    def is_to_be_done(self, clause: str, context: Context) -> bool:
        """Whether a clause that a known person is the subject of has a due date or tells the future."""
        is_later = doer_in(clause, self.who, is_item=False, is_later=True) is not None
        return is_later or self.stating.reader(context.day).read(clause)[1].due is not None

    def label(self, line: Line) -> Label | None:
        """The label of a line, also behind the name of who said it."""
        label = label_of(line.text)
        if label is None and ": " in line.text:
            said_by, _, rest = line.text.partition(": ")
            label = label_of(rest) if self.who.known_in(said_by) else None
        return label

    def sentences(self, line: Line, context: Context) -> bool:
        """Read the sentences of a line that no heading or label explains; whether one states something."""
        before = len(self.found.statements)
        for start, sentence in sentences_of(line.text):
            label = label_of(sentence) if start else None
            name = label.section.fact_type if label else None
            name = name or type_of_sentence(sentence, self.who, is_item=line.form is Form.ITEM)
            clause = agreed_of_a_person(sentence, self.who) if name == DECISION and label is None else None
            if clause and self.is_to_be_done(clause, context):
                name, sentence = ACTION, clause
            elif name is None and not line.speaker and self.is_promised(sentence, context, line.form):
                name = ACTION
            if name and not (label and says_nothing_is_there(label.rest)):
                part = replace(line, text=sentence)
                self.state(Node(part), part, label, Section(name), context)
        return len(self.found.statements) > before

    def state(self, node: Node, line: Line, label: Label | None, section: Section, context: Context) -> None:
        """Keep what a line states, with what the lines below it say of owner and date."""
        reader, details, others = self.stating.reader(context.day), list[Marks](), list[Node]()
        for child in node.children:
            found = reader.of_piece(child.line.text) if child.line else None
            if found:
                details.append(found)
            else:
                others.append(child)
        statement = self.stating.statement(line, label, section, context.day, details)
        self.found.statements.append(replace(statement, owner=statement.owner or context.owner))
        check_number(self.found.statements)
        for child in others:
            self.detail(child, replace(context, section=NO_SECTION))

    def detail(self, node: Node, context: Context) -> None:
        """Read what stands below a statement: only a label or a box of its own makes it state something."""
        if node.line is None or node.line.tick is not None or label_of(node.line.text):
            self.node(node, context)
        else:
            self.leave_line(node.line)
            for child in node.children:
                self.detail(child, context)

    def leave(self, node: Node) -> None:
        """Leave a node with all that stands below it."""
        for each in (node, *node.descendants()):
            if each.line:
                self.leave_line(each.line)

    def leave_line(self, line: Line) -> None:
        """Leave a line; one that is too long to be read is told."""
        if line.is_too_long:
            self.stating.doubt(Doubt.LONG_LINE, line.number, line.text)
        self.found.unread.append(Unread(line.number, line.text))


def _section(line: Line, label: Label | None, context: Context) -> Section:
    """What a line is: by its label, the headings above it, or its box."""
    section = label.section if label else context.section
    is_plan = section.topic is Topic.PLAN and context.owner is not None
    return Section(ACTION) if is_plan or (section.fact_type is None and line.has_box) else section


def _states_nothing(line: Line, label: Label | None, section: Section, context: Context) -> bool:
    """Whether a line only says that there is nothing, introduces a list, ends the meeting, or answers a question."""
    text = label.rest if label else line.text
    if says_nothing_is_there(text) or text.rstrip().endswith(":"):
        return True
    if label or line.tick is not None:
        return False
    is_beside = line.form is not Form.ITEM and (context.is_beside_items or closes_the_meeting(text))
    has_to_ask = context.asks or line.form is not Form.ITEM
    return is_beside or (section.asks and has_to_ask and not _is_question(text))


def _is_question(text: str) -> bool:
    """Whether a line asks something, whatever owner or date stands behind the question."""
    return "?" in text and ("? " in text or text.rstrip(' )]"”»').endswith("?"))


def _says_something(marks: Marks) -> bool:
    return bool(marks.owners or marks.due)
