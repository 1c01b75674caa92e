"""An export file, read line by line: checked whole before anything is done with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from spine.domain.documents import Document
from spine.errors import BadFile
from spine.operations.paging import ReportProgress
from spine.operations.transfer import envelope
from spine.operations.transfer.envelope import Counts, FileTotals
from spine.operations.transfer.resumable_file import os_errors_as_bad_file
from spine.operations.transfer.serialization import (
    MAX_DOCUMENT_BYTES,
    InvalidLine,
    deserialize,
    parse_object,
    sort_key,
)

CHECKING = "Checking the file"
_LINES_PER_REPORT = 200


@dataclass(frozen=True)
class Contents:
    """What a whole, unchanged file holds."""

    org_ids: tuple[str, ...]
    counts: Counts
    sha256: str


@dataclass(frozen=True)
class ExportFile:
    """A file that stays the same one, whatever is done with its name, however often it is read."""

    _path: Path
    _file: BinaryIO

    def check(self, progress: ReportProgress) -> Contents:
        """What the file holds. Raises BadFile with the number of the first line that is wrong."""
        size = self._file.seek(0, 2)
        check = _Check()
        for number, data in self._lines():
            try:
                check.take(data)
            except InvalidLine as error:
                raise BadFile(f"{self._path}, line {number}: {error}.") from None
            if number % _LINES_PER_REPORT == 0:
                progress(CHECKING, check.totals.size, size)
        if check.contents is None:
            where = f"{self._path}, line {check.lines + 1}"
            raise BadFile(f"{where}: the file ends too early: its last line is missing.")
        return check.contents

    def documents(self) -> Iterator[Document]:
        """All documents of a file that was checked, in their order."""
        for number, data in self._lines():
            if number > 1:
                line = data.decode().removesuffix("\n")
                if envelope.is_trailer(parse_object(line)):
                    return
                yield deserialize(line)

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        self._file.seek(0)
        number = 0
        while data := self._file.readline(MAX_DOCUMENT_BYTES + 1):
            number += 1
            yield number, data


@dataclass
class _Check:
    """How far the check of a file is."""

    totals: FileTotals = field(default_factory=FileTotals)
    lines: int = 0
    contents: Contents | None = None
    """What the file holds, once its last line was read."""
    _scope: str | None = None
    _org_ids: list[str] = field(default_factory=list)
    _last: tuple[str, int, str] = ("", 0, "")

    def take(self, data: bytes) -> None:
        """The next line. Raises InvalidLine."""
        line = _text_of(data)
        if self.contents is not None:
            raise InvalidLine("there is data after the end of the export")
        if self.lines == 0:
            self._scope = envelope.scope_of(line)
        elif envelope.is_trailer(trailer := parse_object(line)):
            self.totals.compare(trailer)
            self.contents = Contents(tuple(self._org_ids), self.totals.by_type, self.totals.digest)
        else:
            self._take_document(deserialize(line))
        self.lines += 1
        self.totals.add(data)

    def _take_document(self, document: Document) -> None:
        key = sort_key(document)
        if key <= self._last:
            raise InvalidLine(f"{document.kind} {document.key!r} is out of order or duplicated")
        if self._scope not in (None, document.org_id):
            raise InvalidLine(
                f"{document.kind} {document.key!r} belongs to another organisation than the first line states"
            )
        if document.org_id != self._last[0]:
            self._org_ids.append(document.org_id)
        self._last = key
        self.totals.counts[document.kind] += 1


def _text_of(data: bytes) -> str:
    if len(data) > MAX_DOCUMENT_BYTES:
        raise InvalidLine("it is longer than any document")
    if not data.endswith(b"\n"):
        raise InvalidLine("the file ends in the middle of this line")
    try:
        return data[:-1].decode()
    except UnicodeDecodeError:
        raise InvalidLine("not UTF-8 text") from None


@contextmanager
def opened(path: Path) -> Iterator[ExportFile]:
    """The file, for reading. Raises BadFile where there is none, or it is none that can be read twice."""
    with os_errors_as_bad_file(path):
        file = path.open("rb")
    with file:
        if not file.seekable():
            raise BadFile(f"{path}: must be a file, because it is read more than once.")
        yield ExportFile(path, file)
