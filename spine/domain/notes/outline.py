"""The outline of notes: which lines stand below which (docs/notes.md#lines)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from spine.domain.notes.labels import NO_SECTION, section_of
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
    """The parts, in which a line that names a type is a heading where a list follows right away."""
    for part, following in zip_longest(parts, parts[1:]):
        is_before_list = isinstance(following, Line) and following.form is Form.ITEM
        if isinstance(part, Line) and part.form is Form.TEXT and is_before_list and _is_next(part, following):
            yield replace(part, heads_list=section_of(part.text) != NO_SECTION)
        else:
            yield part


def _is_next(line: Line, following: Part | None) -> bool:
    return isinstance(following, Line) and following.number == line.number + 1


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
    """Whether a paragraph ends what a label announced: it is not the first thing below it, and no list."""
    if not isinstance(part, Line) or part.form is not Form.TEXT or part.depth or label is None:
        return False
    return last.part is not label and last.line is not None and last.line.block != part.block


def _is_label(line: Line) -> bool:
    """Whether a line is set as a heading: bold, in capitals, or with a colon at its end."""
    text = line.text.strip()
    if line.form is not Form.TEXT or line.is_foreign or line.speaker or not text:
        return False
    is_capital = text.isupper() and any(sign.isalpha() for sign in text) and not text.endswith((".", "!", "?"))
    is_set_off = line.heads_list or line.is_emphatic or is_capital or text.endswith(":")
    return is_set_off and len(text) <= LONGEST_LABEL
