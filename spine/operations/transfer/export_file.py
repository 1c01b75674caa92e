"""An export file, read line by line: checked whole before anything is done with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path

from spine.domain.documents import Document
from spine.errors import BadFile
from spine.operations.transfer import envelope
from spine.operations.transfer.envelope import Counts, Sum
from spine.operations.transfer.paging import Progress
from spine.operations.transfer.resumable_file import told
from spine.operations.transfer.serialization import LARGEST, Unfit, document_of, object_of, place

CHECKING = "Checking the file"
TOLD_EVERY = 200


@dataclass(frozen=True)
class Contents:
    """What a whole, unchanged file holds."""

    org_id: str | None
    org_ids: tuple[str, ...]
    counts: Counts
    sha256: str

    @property
    def documents(self) -> int:
        """How many documents it holds."""
        return sum(self.counts.values())


class ExportFile:
    """A file that stays the same one, whatever is done with its name, however often it is read."""

    def __init__(self, path: Path, file: BufferedIOBase) -> None:
        self.path, self._file = path, file

    def check(self, progress: Progress) -> Contents:
        """What the file holds. Raises BadFile with the number of the first line that is wrong."""
        size = self._file.seek(0, 2)
        checking = _Checking()
        for number, data in self._lines():
            try:
                checking.take(data)
            except Unfit as fault:
                raise BadFile(f"{self.path}, line {number}: {fault}.") from None
            if number % TOLD_EVERY == 0:
                progress(CHECKING, checking.sum.size, size)
        if checking.contents is None:
            raise BadFile(f"{self.path}, line {checking.lines + 1}: the file ends too early: its last line is missing.")
        return checking.contents

    def documents(self) -> Iterator[Document]:
        """All documents of a file that was checked, in their order."""
        for number, data in self._lines():
            if number > 1:
                text = data.decode().removesuffix("\n")
                if envelope.is_trailer(object_of(text)):
                    return
                yield document_of(text)

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        self._file.seek(0)
        number = 0
        while data := self._file.readline(LARGEST + 1):
            number += 1
            yield number, data


class _Checking:
    """How far the check of a file is."""

    def __init__(self) -> None:
        self.sum = Sum()
        self.lines = 0
        self.contents: Contents | None = None
        self._scope: str | None = None
        self._org_ids: list[str] = []
        self._last: tuple[str, int, str] = ("", 0, "")

    def take(self, data: bytes) -> None:
        """The next line. Raises Unfit."""
        text = _text(data)
        if self.contents is not None:
            raise Unfit("something stands behind the end of the export")
        if self.lines == 0:
            self._scope = envelope.scope_of(text)
        elif envelope.is_trailer(fields := object_of(text)):
            envelope.compare(fields, self.sum)
            self.contents = Contents(self._scope, tuple(self._org_ids), self.sum.by_type, self.sum.digest)
        else:
            self._take(document_of(text))
        self.lines += 1
        self.sum.take(data)

    def _take(self, document: Document) -> None:
        here = place(document)
        if here <= self._last:
            raise Unfit(f"{document.kind} {document.key!r} stands in the wrong place, or twice")
        if self._scope not in (None, document.org_id):
            raise Unfit(f"{document.kind} {document.key!r} is of another organisation than the first line says")
        if document.org_id != self._last[0]:
            self._org_ids.append(document.org_id)
        self._last = here
        self.sum.counts[document.kind] += 1


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise Unfit("it is longer than any document")
    if not data.endswith(b"\n"):
        raise Unfit("the file ends in the middle of this line")
    try:
        return data[:-1].decode()
    except UnicodeDecodeError:
        raise Unfit("it is no UTF-8 text") from None


@contextmanager
def opened(path: Path) -> Iterator[ExportFile]:
    """The file, for reading. Raises BadFile where there is none, or it is none that can be read twice."""
    with told(path):
        file = path.open("rb")
    with file:
        if not file.seekable():
            raise BadFile(f"{path}: must be a file, because it is read more than once.")
        yield ExportFile(path, file)
