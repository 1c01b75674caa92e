"""Files of meeting bundles: one JSON object in a file, or one on each line.

A file is lines where its name says so, where its first line is an object or longer than a bundle may be, or where any
line is an object and the whole is no JSON. No more than one bundle, or the first 64 MB, is in memory.
"""

import json
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import IO

from spine.errors import BadRequest, TooLarge

STANDARD_INPUT = "-"
LARGEST = 64 * 1024 * 1024
"""Bytes that one bundle may have: 500 facts with all their quotes fit."""
LINE_SUFFIXES = {".jsonl", ".ndjson"}

_CHUNK = 64 * 1024


@dataclass(frozen=True)
class Part:
    """One bundle as it stands in a file: a line, or the whole where `line` is None."""

    line: int | None
    raw: bytes
    skipped: int = 0
    """Bytes that follow and are not held, because they are too many."""

    @property
    def size(self) -> int:
        """Its bytes in the file."""
        return len(self.raw) + self.skipped

    @property
    def is_too_large(self) -> bool:
        """Whether it has more bytes than a bundle may have."""
        return self.skipped > 0 or len(self._bundle) > LARGEST

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.skipped and not self._bundle

    @property
    def text(self) -> bytes:
        """The bundle's text. Raises TooLarge."""
        if self.is_too_large:
            raise TooLarge(f"a bundle has more than {LARGEST // 1024 // 1024} MB")
        return self._bundle

    @property
    def _bundle(self) -> bytes:
        return self.raw if self.line is None else self.raw.removeprefix(BOM_UTF8).strip()


@dataclass(frozen=True)
class BundleFile:
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
            yield from _parts(sys.stdin.buffer, is_lines=False)
            return
        with self.path.open("rb") as file:
            yield from _parts(file, is_lines=self.path.suffix.lower() in LINE_SUFFIXES)


def _parts(file: IO[bytes], *, is_lines: bool) -> Iterator[Part]:
    lines = _lines(file)
    first = next((line for line in lines if not line.is_blank), None)
    if first is None:
        raise BadRequest("it is empty")
    ahead: list[Part] = []
    if not (is_lines or first.is_too_large or isinstance(_json(first.raw), dict)):
        size = 0
        while size <= LARGEST and (line := next(lines, None)):
            ahead.append(line)
            size += line.size
        blank = b"\n" * ((first.line or 1) - 1)  # so that an error names the line of the file
        whole = Part(None, blank + first.text + b"\n" + b"".join(line.raw for line in ahead))
        is_json = not whole.is_too_large and _json(whole.raw) is not None
        objects = (line for line in ahead if line.raw.startswith(b"{") and isinstance(_json(line.raw), dict))
        if is_json or not any(objects):
            yield whole
            return
    yield from (line for line in chain([first], ahead, lines) if not line.is_blank)


def _lines(file: IO[bytes]) -> Iterator[Part]:
    """All lines. Of one that is too long no more is held than shows it: a bundle and its end of line."""
    for number in count(1):
        held = line = file.readline(LARGEST + 2)
        if not line:
            return
        skipped = 0
        while not line.endswith(b"\n") and (line := file.readline(_CHUNK)):
            skipped += len(line)
        yield Part(number, held, skipped)


def _json(text: bytes) -> object:
    """What JSON says; None where a text is none."""
    try:
        return json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
