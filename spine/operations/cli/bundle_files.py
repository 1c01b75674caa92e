"""Files of meeting bundles: one JSON object in a file, or one on each line.

A file is lines where its name says so, or where one of its lines, from the very beginning, is an object of its own and
the whole is none. No more than one bundle, or the first 64 MB, is in memory.
"""

import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO

from spine.errors import BadRequest, Invalid, TooLarge
from spine.schemas.validation import json_object

STANDARD_INPUT = "-"
LARGEST = 64 * 1024 * 1024
"""Bytes that one bundle may have: 500 facts with all their quotes fit."""
OF_LINES = {".jsonl", ".ndjson"}

type ReadLine = Callable[[int], bytes]
"""Gives what is left of a line, at most so many bytes of it; nothing at the end."""


@dataclass(frozen=True)
class Part:
    """One bundle as it stands in a file. `line` is None where the file is one bundle; `size` is in bytes."""

    line: int | None
    size: int
    _text: bytes

    @property
    def is_too_large(self) -> bool:
        """Whether its text is not held."""
        return self.size > LARGEST

    @property
    def text(self) -> bytes:
        """The bundle's text. Raises TooLarge."""
        if self.is_too_large:
            raise TooLarge(f"a bundle has more than {LARGEST // 1024 // 1024} MB")
        return self._text


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
        """The bundles' texts in order, one at a time in memory. Raises OSError, and BadRequest for none."""
        if self.path is None:
            yield from _parts(sys.stdin.buffer, of_lines=False)
            return
        with self.path.open("rb") as file:
            yield from _parts(file, of_lines=self.path.suffix.lower() in OF_LINES)


def _parts(file: IO[bytes], *, of_lines: bool) -> Iterator[Part]:
    lines = _lines(file.readline)
    first = next(lines, None)
    if first is None:
        raise BadRequest("it is empty")
    if of_lines or first.is_too_large or _is_object(first.text):
        yield first
        yield from lines
        return
    rest = file.read(LARGEST)
    whole = _whole(first, rest)
    if _are_lines(whole, rest):
        yield first
        yield from _lines(_again(rest, file), first.line or 0)
    else:
        yield whole


def _lines(readline: ReadLine, number: int = 0) -> Iterator[Part]:
    """The lines that are not blank, the first of which follows the one with the number."""
    while line := readline(LARGEST + 2):
        number += 1
        text = line.removeprefix(BOM_UTF8).strip()
        skipped = 0 if line.endswith(b"\n") else _skipped(readline)
        if skipped or len(text) > LARGEST:
            yield Part(number, len(line) + skipped, b"")
        elif text:
            yield Part(number, len(text), text)


def _skipped(readline: ReadLine) -> int:
    """How many bytes a line still had."""
    size = 0
    while more := readline(64 * 1024):
        size += len(more)
        if more.endswith(b"\n"):
            break
    return size


def _again(rest: bytes, file: IO[bytes]) -> ReadLine:
    """Reads lines of what was read ahead, and then of the file."""
    ahead = BytesIO(rest)

    def readline(limit: int) -> bytes:
        line = ahead.readline(limit)
        return line if len(line) == limit or line.endswith(b"\n") else line + file.readline(limit - len(line))

    return readline


def _whole(first: Part, rest: bytes) -> Part:
    blank_before = b"\n" * ((first.line or 1) - 1)  # so that a fault names the line of the file
    text = blank_before + first.text + b"\n" + rest
    return Part(None, len(text), text)


def _are_lines(whole: Part, rest: bytes) -> bool:
    if not whole.is_too_large and _is_json(whole.text):
        return False
    return any(line.startswith(b"{") and _is_object(line) for line in BytesIO(rest))


def _is_json(text: bytes) -> bool:
    try:
        json_object(text)
    except Invalid:  # JSON, but no object
        return True
    except BadRequest:
        return False
    return True


def _is_object(text: bytes) -> bool:
    try:
        json_object(text)
    except (BadRequest, Invalid):
        return False
    return True
