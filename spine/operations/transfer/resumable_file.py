"""A file that is written over several runs: it gets its name when it is whole.

Until then it is called FILE.part, and FILE.checkpoint says how far it is right: so many bytes with this SHA-256. A
run that finds both continues after these bytes; one that finds them changed, or of another export, begins again.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from pydantic import BaseModel

from spine.errors import BadFile
from spine.operations.transfer import envelope
from spine.operations.transfer.envelope import FileTotals

if sys.platform != "win32":
    import fcntl

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Location:
    """How far an export is: what it has of an organisation and kind, up to a position of the store (None: all)."""

    org_id: str
    kind: str
    position: str | None


class Checkpoint(BaseModel):
    """How far a file is right, and of which database it is."""

    source: str
    bytes: int
    sha256: str
    counts: dict[str, int]
    location: Location

    @classmethod
    def load(cls, path: Path) -> Self | None:
        """The checkpoint that an earlier run left; None where it left nothing, or nothing that can be read."""
        try:
            return cls.model_validate_json(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None

    def save(self, path: Path) -> None:
        """Write the checkpoint in place of the one before; at no moment is there half of one."""
        fresh = path.with_name(f"{path.name}.new")
        fresh.write_text(self.model_dump_json(), encoding="utf-8")
        fresh.replace(path)


class ResumableFile:
    """The file on its way. A pipe or device cannot be continued: it is written at once."""

    def __init__(self, path: Path, header: str, source: str) -> None:
        """A file with this first line. `source` names the database it is read from; another one's is begun again.

        Raises BadFile for a path without a name.
        """
        if not path.name:
            raise BadFile(f"{str(path)!r} is a directory; name a file.")
        self.path, self._header, self._source = path, header, source
        self._is_plain = not path.exists() or (path.is_file() and not is_output(path))
        self._part = path.with_name(f"{path.name}.part") if self._is_plain else path
        self._checkpoint = path.with_name(f"{path.name}.checkpoint")
        self._file: BinaryIO
        self.totals = FileTotals()
        self.location: Location | None = None
        """Where an earlier run ended; None at the beginning."""

    @contextmanager
    def opened(self) -> Iterator[Self]:
        """The file, ready for the lines after `location`. Raises BadFile, also where a whole file has the name."""
        with os_errors_as_bad_file(self.path):
            self._file = self._claimed() if self._is_plain else self.path.open("wb")
            with self._file:
                if not (self._is_plain and self._continue()):
                    if self._is_plain:
                        self.forget()
                        self._file.truncate(0)
                    self._append(self._header)
                yield self

    def write(self, documents: Iterable[tuple[str, str]], location: Location) -> None:
        """Some more documents, each a type and its line, and how far the file is with them."""
        for kind, line in documents:
            self._append(line)
            self.totals.counts[kind] += 1
        self._file.flush()
        if self._is_plain:
            totals = self.totals
            Checkpoint(
                source=self._source, bytes=totals.size, sha256=totals.digest, counts=totals.counts, location=location
            ).save(self._checkpoint)

    def finish(self) -> str:
        """Write the last line, and give the file its name; the digest that the last line holds."""
        digest = self.totals.digest
        self._append(self.totals.trailer())
        self._file.flush()
        if self._is_plain:
            os.fsync(self._file.fileno())
            self._part.replace(self.path)
            self.forget()
        return digest

    def forget(self) -> None:
        """Let the next run begin again."""
        self._checkpoint.unlink(missing_ok=True)

    def _claimed(self) -> BinaryIO:
        """The file on its way, as it is, for this run alone. Raises BadFile while another run writes it."""
        self._refuse_foreign_files()
        file = self._part.open("a+b")  # created where it is not there, and never truncated here
        try:
            if sys.platform != "win32":  # there an open file cannot be renamed, and the second run fails by itself
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # A run that has just ended gave the file that was opened here its name.
            is_ours = os.path.samestat(os.fstat(file.fileno()), self._part.stat())
        except (BlockingIOError, FileNotFoundError):
            is_ours = False
        if not is_ours:
            file.close()
            raise BadFile(f"{self.path}: another export is writing this file; wait for it, or name another file.")
        return file

    def _refuse_foreign_files(self) -> None:
        """Raises BadFile where somebody else's file would be lost, or written through."""
        for path in (self.path, self._part, self._checkpoint):
            if path.is_symlink() or (path == self.path and path.exists()):
                raise BadFile(f"{path} exists; remove it, or name another file.")
        begins = b""
        if self._part.exists():
            with self._part.open("rb") as file:
                begins = file.read(len(envelope.BEGINNING))
        if begins not in (b"", envelope.BEGINNING):
            raise BadFile(f"{self._part} exists and is not an export; remove it, or name another file.")
        if not begins and self._checkpoint.exists():
            raise BadFile(f"{self._checkpoint} exists; remove it, or name another file.")

    def _continue(self) -> bool:
        """Whether what an earlier run left is right up to its checkpoint; the file is cut there."""
        known = Checkpoint.load(self._checkpoint)
        if known is None or known.source != self._source:
            return False
        found = FileTotals()
        self._file.seek(0)
        while data := self._file.read(min(_CHUNK, known.bytes - found.size)):
            found.add(data)
        self._file.seek(0)
        if found.digest != known.sha256 or self._file.readline() != f"{self._header}\n".encode():
            return False
        self._file.truncate(found.size)
        found.counts.update(known.counts)
        self.totals, self.location = found, known.location
        return True

    def _append(self, line: str) -> None:
        data = f"{line}\n".encode()
        self._file.write(data)
        self.totals.add(data)


@contextmanager
def os_errors_as_bad_file(path: Path) -> Iterator[None]:
    """Turns what the file system refuses into BadFile, in one line: a full disk, a directory, a missing right."""
    try:
        yield
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror or error}.") from error


def is_output(path: Path) -> bool:
    """Whether a path leads to this process's own standard output."""
    try:
        return os.path.samestat(path.stat(), os.fstat(1))
    except OSError:  # it has none
        return False
