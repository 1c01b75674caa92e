"""Notes in plain text, as e-mails and chats have them, as lines (docs/notes.md#lines)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spine.domain.notes.lines import Form, Line, Part, Table, classified, is_chat, source_lines, unwrapped
from spine.domain.notes.tables import with_tables

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"[=_*~-]{3,}$")
_QUOTED = re.compile(r"^(?:>\s?)+")


def parts_of(text: str) -> list[Part]:
    """The lines of a plain text, in order; how far a line is indented says which lists it stands in."""
    parts: list[Part] = []
    columns: list[int] = []
    for block, paragraph in enumerate(_paragraphs(text)):
        for part in with_tables([replace(line, block=block) for line in paragraph]):
            parts += [replace(part, depth=0)] if isinstance(part, Table) else _nested(part, columns)
    return parts


def _paragraphs(text: str) -> Iterator[list[Line]]:
    """The lines between empty ones; a line of a chat, a heading and a rule stand alone."""
    held: list[Line] = []
    for line in source_lines(text):
        line = replace(line, text=_QUOTED.sub("", line.text, count=1))
        if not line.text or _RULE.match(line.text):
            yield from [held] if held else []
            held = []
        else:
            held.append(line)
    yield from [held] if held else []


def _nested(paragraph: Sequence[Line], columns: list[int]) -> Iterator[Line]:
    """The lines of a paragraph; their `depth`, which was a column, becomes the number of lists.

    `columns` are those in which the lists begin that are still open.
    """
    run: list[Line] = []
    for line in paragraph:
        column, heading = line.depth, _HEADING.match(line.text)
        is_item = classified(replace(line, depth=0)).form is Form.ITEM
        columns[:] = [other for other in columns if other < column]
        if heading or is_item or is_chat(line):
            yield from unwrapped(run)
            run = []
        if heading:
            yield replace(line, form=Form.HEADING, depth=len(heading[1]), text=heading[2])
        else:
            run.append(replace(line, depth=len(columns)))
        if is_item:
            columns.append(column)
    yield from unwrapped(run)
