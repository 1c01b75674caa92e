"""Files of meeting bundles: one JSON object in a file, or one on each line."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from spine.errors import BadRequest, TooLarge

STANDARD_INPUT = "-"
LARGEST = 64 * 1024 * 1024
"""Bytes that one bundle may have: 500 facts with all their quotes fit."""
OF_LINES = {".jsonl", ".ndjson"}


@dataclass(frozen=True)
class Part:
    """One bundle's text as it stands in a file. `line` is None where the file is one bundle."""

    line: int | None
    text: bytes


@dataclass(frozen=True)
class Source:
    """A file, or standard input where there is no path."""

    path: Path | None

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.path) if self.path else "standard input"

    @property
    def size(self) -> int:
        """Its bytes; 0 where nobody knows them beforehand."""
        return self.path.stat().st_size if self.path and self.path.is_file() else 0

    def parts(self) -> Iterator[Part]:
        """The bundles' texts in order, one at a time in memory. Raises OSError, BadRequest and TooLarge."""
        if self.path is None:
            yield from _parts(sys.stdin.buffer, of_lines=False)
            return
        with self.path.open("rb") as file:
            yield from _parts(file, of_lines=self.path.suffix.lower() in OF_LINES)


def _parts(file: IO[bytes], *, of_lines: bool) -> Iterator[Part]:
    lines = _lines(file)
    first = next(lines, None)
    if first is None:
        raise BadRequest("it is empty")
    if of_lines or first.text.endswith(b"}"):
        yield first
        yield from lines
        return
    rest = file.read(LARGEST + 1)
    if len(rest) > LARGEST:
        raise _too_large()
    blank_before = b"\n" * ((first.line or 1) - 1)  # so that a fault names the line of the file
    yield Part(None, blank_before + first.text + b"\n" + rest)


def _lines(file: IO[bytes]) -> Iterator[Part]:
    """The lines that are not blank."""
    number = 0
    while line := file.readline(LARGEST + 1):
        number += 1
        if len(line) > LARGEST:
            raise _too_large()
        if line.strip():
            yield Part(number, line.strip())


def _too_large() -> TooLarge:
    return TooLarge(f"a bundle has more than {LARGEST // 1024 // 1024} MB")
