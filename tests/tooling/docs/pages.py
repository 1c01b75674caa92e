"""The pages that people read: their blocks, their tables, and the commands that they name."""

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
ELSEWHERE = "# needs "
"""How a block begins that is not run here: `# needs Azure`."""

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"python -m spine ([^`|>\n]+)")


@dataclass(frozen=True)
class Block:
    """A fenced block, and the language that it says it is in."""

    language: str
    text: str


@dataclass(frozen=True)
class Page:
    """One page, by its path from the project's folder."""

    path: str

    @property
    def text(self) -> str:
        return (ROOT / self.path).read_text(encoding="utf-8")

    @property
    def flowing(self) -> str:
        """The text with every run of space as one space: sentences are broken anywhere."""
        return " ".join(self.text.split())

    @property
    def blocks(self) -> list[Block]:
        return [Block(*found) for found in _FENCED.findall(self.text)]

    @property
    def prose(self) -> str:
        """What stands outside of blocks."""
        return _FENCED.sub("", self.text)

    @property
    def scripts(self) -> list[str]:
        """The blocks of shell commands."""
        return [block.text for block in self.blocks if block.language == "sh"]

    def section(self, title: str) -> str:
        """What stands under a heading, with or without a number before it, up to the next heading."""
        found = re.split(rf"^##+ (?:\d+\. )?{re.escape(title)}$", self.text, flags=re.MULTILINE)
        assert len(found) == 2, f"{self.path} has no section {title!r}"
        return re.split(r"^##+ ", found[1], maxsplit=1, flags=re.MULTILINE)[0]


def pages() -> list[Page]:
    """Every page of the project, but the one about the files of a library."""
    folders = ("README.md", "CHANGELOG.md", "infra/README.md", "tests/quality/README.md")
    return [Page(path) for path in (*folders, *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))]


def cells(row: str) -> list[str]:
    """The cells of a line of a table."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def tables(text: str) -> list[list[list[str]]]:
    """The cells of each table, row by row, without its head."""
    found = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    return [[cells(row) for row in table.splitlines()[2:]] for table in found]


def table(text: str) -> list[list[str]]:
    """The rows of the only table in a text."""
    (found,) = tables(text)
    return found


def names(text: str) -> list[str]:
    """What stands in a text as code."""
    return re.findall(r"`([^`]+)`", text)


def replace_table(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Put a table, its head first, in the place of the one on a page that begins with the same column."""
    (head, *body), text = rows, path.read_text(encoding="utf-8")
    table = "".join(f"| {' | '.join(row)} |\n" for row in (head, ["---"] * len(head), *body))
    old = re.compile(rf"^\| {re.escape(head[0])} \|.*\n(?:\|.*\n)+", re.MULTILINE)
    assert len(old.findall(text)) == 1, f"{path.name} has no single table of {head[0]!r}"
    path.write_text(old.sub(lambda _: table, text), encoding="utf-8")


def lines(script: str) -> list[str]:
    """The commands of a block, each on one line."""
    joined = script.replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]


def commands(text: str) -> Iterator[list[str]]:
    """The words of each `python -m spine` in a text, without what the shell does with them."""
    for found in _COMMAND.findall(text.replace("\\\n", " ")):
        words = shlex.split(found)
        if words[0] != "COMMAND":
            yield words


def anchors(text: str) -> set[str]:
    """What a link may name in a page: its headings, as GitHub writes them."""
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
