"""The outline of notes: which lines stand below which (docs/notes.md#lines)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from spine.domain.notes.labels import NO_SECTION, Label, Topic, label_of, section_of
from spine.domain.notes.lines import Form, Line, Part, Table

LONGEST_LABEL = 80
"""Characters of a line of text that may be a heading."""
DEEPEST_HEADING = 6
_LABEL_RANK = DEEPEST_HEADING + 1
"""The rank of a line alone that announces what follows, as "Decisões:"."""


@dataclass
class Node:
    """A line or a table, with those that stand below it."""

    part: Part
    children: list["Node"] = field(default_factory=list)

    @property
    def line(self) -> Line | None:
        """The line, or None for a table."""
        return self.part if isinstance(self.part, Line) else None

    @property
    def is_heading(self) -> bool:
        """Whether it is one by its form."""
        return self.line is not None and self.line.form is Form.HEADING

    @property
    def announces(self) -> bool:
        """Whether it is a line that only says what follows: a heading by its form, its type or its sign."""
        return self.line is not None and (self.is_heading or _is_label(self.line))

    @property
    def has_items(self) -> bool:
        """Whether items or rows stand right below it."""
        return any(child.line is None or child.line.form is Form.ITEM for child in self.children)

    @property
    def is_of_a_stand_up(self) -> bool:
        """Whether it is a person's part of a stand-up: what was done, and what comes next, stand below it."""
        texts = [child.line.text for child in self.children if child.line]
        labels = [label_of(text) or Label(section_of(text), "") for text in texts]
        return {Topic.PLAN, Topic.REPORT} <= {label.section.topic for label in labels}

    def descendants(self) -> Iterator["Node"]:
        """All nodes below it, in order."""
        waiting = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


def outline(parts: Iterable[Part]) -> Node:
    """The tree of some parts, below a node that stands for the whole text."""
    root = Node(Line(0, 0, 0, ""))
    stack: list[tuple[float, Node]] = [(0, root)]
    last_label: Line | None = None
    for part in _with_heads_of_lists(list(parts)):
        rank = _rank(part)
        closes_label = _closes(part, last_label, stack[-1][1])
        while len(stack) > 1 and (stack[-1][0] >= rank or (closes_label and stack[-1][0] >= _LABEL_RANK)):
            stack.pop()
        node = Node(part)
        stack[-1][1].children.append(node)
        stack.append((rank, node))
        if node.announces:
            last_label = node.line
    return root


def _with_heads_of_lists(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, in which a line that names a type is a heading where a list follows right away.

    A line of text is one, and an item with a number above those with another sign. A line that names a type and opens
    a paragraph is one, too.
    """
    before: Part | None = None
    for part, following in zip_longest(parts, parts[1:]):
        if isinstance(part, Line) and _is_before_list(part, following) and section_of(part.text) != NO_SECTION:
            yield replace(part, form=Form.TEXT, depth=part.depth - part.is_numbered, heads_list=True)
        elif isinstance(part, Line) and _opens_paragraph(before, part, following) and _heads(part, following):
            yield replace(part, heads_list=True)
        else:
            yield part
        before = part


def _heads(line: Line, following: Part | None) -> bool:
    """Whether a line names a type, or stands above what somebody tells in a stand-up."""
    told = label_of(following.text) if isinstance(following, Line) else None
    return bool(section_of(line.text).fact_type) or (
        told is not None and told.section.topic in (Topic.PLAN, Topic.REPORT)
    )


def _opens_paragraph(before: Part | None, line: Line, following: Part | None) -> bool:
    """Whether a line of text is the first of a paragraph of several."""
    if line.form is not Form.TEXT or not isinstance(following, Line) or following.form is not Form.TEXT:
        return False
    return line.block == following.block and not (isinstance(before, Line) and before.block == line.block)


def _is_before_list(line: Line, following: Part | None) -> bool:
    """Whether a list begins in the next line."""
    if not isinstance(following, Line) or following.form is not Form.ITEM or following.number != line.number + 1:
        return False
    is_above = line.is_numbered and not following.is_numbered and line.depth == following.depth and line.tick is None
    return line.form is Form.TEXT or (line.form is Form.ITEM and is_above)


def _rank(part: Part) -> float:
    """How far down a part stands: what has a higher rank than the part before stands below it."""
    if isinstance(part, Table):
        return _LABEL_RANK + 2 + 2 * part.depth
    if part.form is Form.HEADING:
        return part.depth
    if part.form is Form.ITEM:
        return _LABEL_RANK + 2 * part.depth
    if part.depth == 0 and _is_label(part):
        return _LABEL_RANK
    return _LABEL_RANK + 2 + 2 * part.depth


def _closes(part: Part, label: Line | None, last: Node) -> bool:
    """Whether a line ends what a label announced, in another paragraph than what stands below that.

    It is one of text, or has a number where the items below the label have none.
    """
    if not isinstance(part, Line) or label is None or last.part is label or last.line is None:
        return False
    is_text = part.form is Form.TEXT and not part.depth
    is_other_list = part.is_numbered and last.line.form is Form.ITEM and not last.line.is_numbered
    return (is_text or (is_other_list and part.depth <= last.line.depth)) and last.line.block != part.block


def _is_label(line: Line) -> bool:
    """Whether a line is set as a heading: bold, in capitals, or with a colon at its end."""
    text = line.text.strip()
    if line.form is not Form.TEXT or line.is_foreign or line.speaker or not text:
        return False
    is_capital = text.isupper() and any(sign.isalpha() for sign in text) and not text.endswith((".", "!", "?"))
    is_set_off = line.heads_list or line.is_emphatic or is_capital or text.endswith(":")
    return is_set_off and len(text) <= LONGEST_LABEL
