"""The lines of notes: what stands where, without list signs and markup (docs/notes.md#lines)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from spine.domain.limits import MAX_TEXT_LENGTH

TAB = 4
"""Columns of a tab."""
BROKEN_FROM = 40
"""Characters of the shortest line that an editor breaks."""
WRAPPED_FROM = 60
"""Characters from which on the longest line of a paragraph shows where its lines were broken."""

_BREAK = re.compile(r"(\r\n|\n|\r)")
_BULLET = re.compile(
    r"(?:[•‣▪▫◾◽■□◦●○·*+–—→»>🔹🔸👉-]\ufe0f?|[-=]+>|\(?[a-z]\)|\(?\d{1,3}[.)](?!\d)|\(?[ivx]{1,4}\)|[IVX]{1,4}\s?[.)–-]|\d+(?:\.\d+)+[.)]?(?=\s+[A-ZÀ-Ý]))\s+"
)
_TICK = re.compile(r"\[(?P<sign>[ xX✓✔>/~-]?)\]\s+|(?P<open>[☐□⬜])\s*|(?P<done>[☑🗹])\s*|(?P<mark>[✅✔✓])\s*")
_DONE_SIGNS = tuple("xX✓✔")
_CANCELLED = "-"
"""What stands in the box of what is not to be done any more; it counts as struck out."""
_CHAT = re.compile(
    r"\[?(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?\]?\s*[-–]?\s+(?=\S)"
)
_SPEAKER = re.compile(r"(?P<name>[^:\[\]()]{1,60}):\s+(?=\S)")
_ENTRY = re.compile(r"[^\s:]{1,30}(?:\s[^\s:]{1,30}){0,3}:\s")
_SAID_AT = re.compile(r"\S+(?:\s\S+){0,3}\s+\d{1,2}:\d{2}(?:\s?[AaPp][Mm])?$")
"""Who said what follows, and when."""
_TERMINAL = (".", "!", "?", ")", "]")


class Form(Enum):
    """What a line is by its form."""

    HEADING = auto()
    ITEM = auto()
    TEXT = auto()


@dataclass(frozen=True)
class Line:
    """One line, or several that were one before an editor broke them. `start` and `end` are places in the text.

    `depth` counts the lists that it stands in, for a heading it is the level. `block` is the same for the lines of one
    paragraph. `tick` says what a box before it says.
    """

    number: int
    start: int
    end: int
    text: str
    form: Form = Form.TEXT
    depth: int = 0
    block: int = 0
    is_numbered: bool = False
    """Whether it is an item with a number before it."""
    tick: bool | None = None
    has_box: bool = False
    """Whether it is a box that is ticked or not, and no mark before words that may be any."""
    speaker: str | None = None
    said_at: str = ""
    """The day and time before the speaker, as they stand there."""
    is_emphatic: bool = False
    is_struck: bool = False
    heads_list: bool = False
    """Whether its words are a heading's and a list follows it right away."""
    is_foreign: bool = False
    """Whether it is code or HTML, which nothing is read from."""

    @property
    def is_too_long(self) -> bool:
        """Whether it is longer than a quote may be: nobody writes such a line in notes."""
        return len(self.text) > MAX_TEXT_LENGTH

    def joined(self, other: "Line") -> "Line":
        """This line with its continuation."""
        return replace(self, end=other.end, text=f"{self.text} {other.text}")


@dataclass(frozen=True)
class Row:
    """A row of a table."""

    number: int
    start: int
    end: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with the line that its header stands in; `depth` is that of a text in the same place."""

    header: Row
    rows: tuple[Row, ...]
    depth: int = 0


type Part = Line | Table


def source_lines(text: str) -> list[Line]:
    """The lines of a text as they stand there, without blanks at their ends; `depth` is the column of their words."""
    found, place = list[Line](), 0
    pieces = _BREAK.split(text)
    for number, (line, end) in enumerate(zip(pieces[::2], [*pieces[1::2], ""], strict=True), 1):
        stripped = line.strip()
        start = place + len(line) - len(line.lstrip())
        found.append(Line(number, start, start + len(stripped), stripped, depth=_column(line)))
        place += len(line) + len(end)
    return found


def _column(line: str) -> int:
    """The column that the words of a line begin in."""
    return len(line[: len(line) - len(line.lstrip())].expandtabs(TAB))


def classified(line: Line) -> Line:
    """A line without the time, the list sign and the box before its words, which say what it is."""
    chat = _CHAT.match(line.text)
    if chat and (speaker := _SPEAKER.match(line.text, chat.end())):
        line = _behind(line, speaker.end(), speaker=speaker["name"].strip(), said_at=chat.group())
    if line.form is Form.TEXT and not line.is_emphatic and (bullet := _BULLET.match(line.text)):
        sign = bullet.group().strip(" .)")
        depth = line.depth + 1 + sign.count(".")  # 2.1 stands below 2
        line = _behind(line, bullet.end(), form=Form.ITEM, depth=depth, is_numbered=sign[-1:].isdigit())
    tick = _TICK.match(line.text)
    if tick and line.form is not Form.HEADING:
        is_done = bool(tick["done"] or tick["mark"]) or tick["sign"] in _DONE_SIGNS
        depth, is_struck = line.depth + (line.form is Form.TEXT), line.is_struck or tick["sign"] == _CANCELLED
        line = _behind(
            line, tick.end(), tick=is_done, has_box=not tick["mark"], form=Form.ITEM, depth=depth, is_struck=is_struck
        )
    return line


def is_chat(line: Line) -> bool:
    """Whether a line begins with the time at which somebody said it."""
    chat = _CHAT.match(line.text)
    return chat is not None and _SPEAKER.match(line.text, chat.end()) is not None


def _behind(line: Line, index: int, **changes: object) -> Line:
    changed: Line = replace(line, text=line.text[index:], **changes)  # type: ignore[arg-type]
    return changed


def unwrapped(lines: Sequence[Line]) -> Iterable[Line]:
    """The lines of one paragraph, each with what continues it."""
    width = max((len(line.text) for line in lines), default=0)
    held: Line | None = None
    last = ""
    for line in lines:
        if held is not None and not held.is_too_long and _continues(last, line, width):
            held = held.joined(line)
        else:
            yield from [held] if held else []
            held = classified(line)
        last = line.text
    yield from [held] if held else []


def _continues(last: str, line: Line, width: int) -> bool:
    """Whether an editor broke a line: the next begins small, behind a comma, or with a word that had no room."""
    text = line.text
    if line.form is not Form.TEXT or _BULLET.match(text) or _TICK.match(text) or is_chat(line):
        return False
    if _ENTRY.match(text) or _SAID_AT.match(text) or _SAID_AT.match(last) or last.endswith((":", ";")):
        return False
    if last.endswith(","):
        return True
    may_be_broken = len(last) >= BROKEN_FROM and text[:1].islower()
    if last.endswith(_TERMINAL):
        return may_be_broken
    had_no_room = len(last) + 1 + len(text.split(maxsplit=1)[0]) > width
    return may_be_broken or (width >= WRAPPED_FROM and had_no_room)
