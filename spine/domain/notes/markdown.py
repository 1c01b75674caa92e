"""Notes in Markdown as lines and tables (docs/notes.md#lines)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from spine.domain.notes.labels import NO_SECTION, section_of
from spine.domain.notes.lines import Form, Line, Part, Row, Table, source_lines, unwrapped
from spine.domain.notes.tables import with_tables

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MAX_SIGNS = 100
"""Signs of markup in a line; one with more is taken as it stands, for no writer means them all."""
MAX_NESTING = 100
"""How deep lists and quotations may stand in each other; what is deeper is left."""

_SIGN = re.compile(r"[\[*_~`<]")
_BLOCKS_OF_WORDS = {"inline", "fence", "html_block", "code_block", "table_open"}


@cache
def _parsers() -> tuple["MarkdownIt", "MarkdownIt"]:
    """What parses blocks, and what parses one line of them: markup over several lines would cost too much."""
    from markdown_it import MarkdownIt  # most requests need none

    blocks, line = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}), MarkdownIt("commonmark")
    blocks.core.ruler.disable(["inline", "text_join"])
    # Indented text is text: notes have no code in them that is not fenced.
    return blocks.enable("table").disable(["code", "reference"]), line.enable("strikethrough")


def parts_of(text: str) -> list[Part]:
    """The lines and tables of a text in Markdown, in order."""
    blocks, _ = _parsers()
    lines = source_lines(text)
    readable = ("" if line.is_too_long else " " * line.depth + line.text for line in lines)
    tokens = blocks.parse("\n".join(readable))
    parts = _Walk(tokens, lines).parts()
    left = _left(tokens, lines)
    return sorted([*parts, *left], key=_number) if left else parts


def _left(tokens: Sequence["Token"], source: Sequence[Line]) -> list[Line]:
    """The lines with words that are in no block, for they are too long or stand too deep."""
    places = [token.map for token in tokens if token.map and token.type in _BLOCKS_OF_WORDS]
    read = {index for first, last in places for index in range(first, last)}
    return [
        replace(line, is_foreign=True)
        for index, line in enumerate(source)
        if index not in read and any(map(str.isalnum, line.text))
    ]


def _number(part: Part) -> int:
    return part.header.number if isinstance(part, Table) else part.number


@dataclass
class _Walk:
    """A walk over the tokens of a document."""

    tokens: Sequence["Token"]
    source: Sequence[Line]
    lists: int = 0
    opens_item: bool = False
    is_numbered: bool = False
    """Whether the list that was opened last has numbers."""
    block: int = 0
    found: list[Part] = field(default_factory=list)

    def parts(self) -> list[Part]:
        """What is found."""
        index = 0
        while index < len(self.tokens):
            index = self.take(index)
        return self.found

    def take(self, index: int) -> int:
        """Take the token at an index; the index of the next one."""
        token = self.tokens[index]
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self.lists += 1
                self.is_numbered = token.type == "ordered_list_open"
            case "bullet_list_close" | "ordered_list_close":
                self.lists -= 1
            case "list_item_open":
                self.opens_item = True
            case "list_item_close":
                self.opens_item = False
            case "heading_open":
                self.heading(token, self.tokens[index + 1])
                return index + 2
            case "inline":
                self.paragraph(token)
            case "table_open":
                return self.table(index)
            case "fence" | "html_block" | "code_block":
                self.foreign(token)
        return index + 1

    def heading(self, opening: "Token", inline: "Token") -> None:
        """Take a heading; text of several lines above a rule is no heading."""
        lines = list(self.lines_of(inline))
        level = int(opening.tag[1:])
        if len(lines) > 1:
            self.found += unwrapped(lines)
        else:
            self.found += [replace(line, form=Form.HEADING, depth=level) for line in lines]
        self.block += 1

    def paragraph(self, inline: "Token") -> None:
        """Take a paragraph, which opens a list's item or stands inside one."""
        lines = list(self.lines_of(inline))
        if self.opens_item and lines:
            lines[0] = replace(lines[0], form=Form.ITEM, is_numbered=self.is_numbered)
        self.opens_item = False
        heads = [index for index, line in enumerate(lines) if index and self.ends_list(line)]
        for first, last in pairwise([0, *heads, len(lines)]):
            depth = 0 if first in heads else self.lists
            for part in with_tables([replace(line, depth=depth) for line in lines[first:last]]):
                self.found += [part] if isinstance(part, Table) else unwrapped(part)
            self.block += 1

    def ends_list(self, line: Line) -> bool:
        """Whether a line right below an item is no part of it: it begins at the margin, and names a type."""
        is_at_margin = self.lists > 0 and self.source[line.number - 1].depth == 0
        return is_at_margin and section_of(line.text) != NO_SECTION

    def lines_of(self, inline: "Token") -> Iterator[Line]:
        """The lines of an inline token that have words, without markup."""
        first = (inline.map or [0, 0])[0]
        for offset, source in enumerate(inline.content.split("\n")):
            text, is_emphatic, is_struck = _words_of(source)
            if text:
                at = self.source[min(first + offset, len(self.source) - 1)]
                yield replace(
                    at, text=text, depth=self.lists, block=self.block, is_emphatic=is_emphatic, is_struck=is_struck
                )

    def foreign(self, token: "Token") -> None:
        """Take a block of code or HTML line by line."""
        first, last = token.map or (0, 0)
        for line in self.source[first:last]:
            if line.text:
                self.found.append(replace(line, is_foreign=True, depth=self.lists, block=self.block))
        self.block += 1

    def table(self, index: int) -> int:
        """Take a table; the index behind it."""
        rows: list[Row] = []
        cells: list[str] = []
        opening = self.tokens[index]
        while self.tokens[index].type != "table_close":
            token = self.tokens[index]
            if token.type == "inline":
                cells.append(_words_of(token.content)[0])
            elif token.type == "tr_open":
                opening, cells = token, []
            elif token.type == "tr_close":
                rows.append(self.row(opening, cells))
            index += 1
        if rows:
            self.found.append(Table(rows[0], tuple(rows[1:]), self.lists))
        self.block += 1
        return index + 1

    def row(self, opening: "Token", cells: Sequence[str]) -> Row:
        """A row with its place."""
        at = self.source[min((opening.map or [0, 0])[0], len(self.source) - 1)]
        return Row(at.number, at.start, at.end, tuple(cells))


def _words_of(source: str) -> tuple[str, bool, bool]:
    """The words of a line without markup, whether all are bold, and whether all are struck out."""
    if len(_SIGN.findall(source)) > MAX_SIGNS:
        return source, False, False
    children = [child for token in _parsers()[1].parseInline(source) for child in token.children or ()]
    pieces: list[tuple[str, bool, bool]] = []
    bold = struck = 0
    for child in children:
        match child.type:
            case "strong_open" | "strong_close":
                bold += child.nesting
            case "s_open" | "s_close":
                struck += child.nesting
            case "html_inline" | "softbreak" | "hardbreak":
                pieces.append((" ", bold > 0, struck > 0))
            case _:
                pieces.append((child.content, bold > 0, struck > 0))
    text = "".join(piece for piece, *_ in pieces).strip()
    said = [(is_bold, is_struck) for piece, is_bold, is_struck in pieces if piece.strip(" :")]
    return text, bool(said) and all(is_bold for is_bold, _ in said), bool(said) and all(gone for _, gone in said)
