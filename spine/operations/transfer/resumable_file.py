"""A file that is written over several runs: it gets its name when it is whole.

Until then it is called FILE.part, and FILE.checkpoint says how far it was right: so many bytes with this SHA-256. A
run that finds both goes on behind these bytes; one that finds them changed, or of another export, begins anew.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path

from pydantic import BaseModel

from spine.errors import BadFile
from spine.operations.transfer import envelope
from spine.operations.transfer.envelope import Counts, Sum

if sys.platform != "win32":
    import fcntl

CHUNK = 1 << 20


@dataclass(frozen=True)
class Place:
    """How far an export is: what it has of an organisation and kind, up to a position of the store (None: all)."""

    org_id: str
    kind: str
    position: str | None


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Tells what the file system refuses as BadFile, in one line: a full disk, a directory, a missing right."""
    try:
        yield
    except OSError as fault:
        raise BadFile(f"{path}: {fault.strerror or fault}.") from fault


class Checkpoint(BaseModel):
    """How far a file is right, and of which store it is."""

    source: str
    bytes: int
    sha256: str
    counts: dict[str, int]
    place: Place


class Partial:
    """The file on its way. What stands in a pipe or device cannot be gone on with: it is written at once."""

    def __init__(self, path: Path, header: str, source: str) -> None:
        """A file with this first line; `source` says which store it is read from, for another one's is begun anew.

        Raises BadFile for a path without a name.
        """
        if not path.name:
            raise BadFile(f"{str(path)!r} is a directory; name a file.")
        self.path, self._header, self._source = path, header, source
        self._is_plain = not path.exists() or (path.is_file() and not is_output(path))
        self._part = path.with_name(f"{path.name}.part") if self._is_plain else path
        self._checkpoint = path.with_name(f"{path.name}.checkpoint")
        self._file: BufferedIOBase
        self.sum = Sum()
        self.place: Place | None = None
        self.digest = ""
        """What the last line says of those before it, once it is written."""

    @contextmanager
    def opened(self) -> Iterator["Partial"]:
        """The file, ready for the lines behind `place`. Raises BadFile, and where a whole file has the name already."""
        with told(self.path):
            self._file = self._claimed() if self._is_plain else self.path.open("wb")
            try:
                if not (self._is_plain and self._go_on()):
                    self._begin()
                yield self
            finally:
                # What a full disk does not take cannot be written at closing either; the first fault is told.
                with suppress(OSError):
                    self._file.close()

    def _refuse(self) -> None:
        """What somebody else's file would be lost by, or written through, is refused."""
        for path in (self.path, self._part, self._checkpoint):
            if path.is_symlink() or (path == self.path and path.exists()):
                raise BadFile(f"{path} is there already; remove it, or name another file.")
        begins = _beginning(self._part)
        if begins not in (b"", envelope.BEGINNING):
            raise BadFile(f"{self._part} is there already, and is no export; remove it, or name another file.")
        if not begins and self._checkpoint.exists():
            raise BadFile(f"{self._checkpoint} is there already; remove it, or name another file.")

    def write(self, lines: Iterable[tuple[str, str]], place: Place) -> None:
        """Some more documents, each a type and its line, and how far the file is with them."""
        for kind, line in lines:
            self._append(line)
            self.sum.counts[kind] += 1
        self._file.flush()
        if self._is_plain:
            self._note(place)

    def finish(self) -> None:
        """The last line; the file gets its name."""
        self.digest = self.sum.digest
        self._append(self.sum.trailer())
        self._file.flush()
        if self._is_plain:
            os.fsync(self._file.fileno())
            self._part.replace(self.path)
            self._checkpoint.unlink(missing_ok=True)

    def discard(self) -> None:
        """Let the next run begin anew."""
        self._checkpoint.unlink(missing_ok=True)

    def _claimed(self) -> BufferedIOBase:
        """The file on its way, as it is, for this run alone. Raises BadFile while another run writes it."""
        self._refuse()
        file = os.fdopen(os.open(self._part, os.O_RDWR | os.O_CREAT, 0o666), "r+b")
        try:
            _lock(file)
            # A run that has just ended gave the file that was opened here its name.
            is_ours = os.path.samestat(os.fstat(file.fileno()), self._part.stat())
        except (BlockingIOError, FileNotFoundError):
            is_ours = False
        if not is_ours:
            file.close()
            raise BadFile(f"{self.path}: another export writes this file; wait for it, or name another file.")
        return file

    def _begin(self) -> None:
        self.sum, self.place = Sum(), None
        if self._is_plain:
            self.discard()
            self._file.seek(0)
            self._file.truncate()
        self._append(self._header)

    def _append(self, line: str) -> None:
        data = f"{line}\n".encode()
        self._file.write(data)
        self.sum.take(data)

    def _note(self, place: Place) -> None:
        fresh = self._checkpoint.with_name(f"{self._checkpoint.name}.new")
        known = Checkpoint(
            source=self._source, bytes=self.sum.size, sha256=self.sum.digest, counts=self.sum.counts, place=place
        )
        fresh.write_text(known.model_dump_json(), encoding="utf-8")
        fresh.replace(self._checkpoint)

    def _go_on(self) -> bool:
        """Whether what an earlier run left is right up to its checkpoint; the file is cut there, and open."""
        known = self._known()
        if known is None:
            return False
        found = _summed(self._file, known.bytes)
        self._file.seek(0)
        if found.digest != known.sha256 or self._file.readline() != f"{self._header}\n".encode():
            return False
        self._file.seek(found.size)
        self._file.truncate()
        found.counts.update(known.counts)
        self.sum, self.place = found, known.place
        return True

    def _known(self) -> "Checkpoint | None":
        """What an earlier run on the same store left; None where it left nothing, or nothing that can be read."""
        try:
            known = Checkpoint.model_validate_json(self._checkpoint.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None
        return known if known.source == self._source else None


def _beginning(path: Path) -> bytes:
    """As many bytes of a file as tell an export; none where there is no file."""
    if not path.exists():
        return b""
    with path.open("rb") as file:
        return file.read(len(envelope.BEGINNING))


def is_output(path: Path) -> bool:
    """Whether a path leads to this process's own standard output."""
    try:
        return os.path.samestat(path.stat(), os.fstat(1))
    except OSError:  # it has none
        return False


def _lock(file: BufferedIOBase) -> None:
    """Hold a file until it is closed. Raises BlockingIOError where another process or run holds it."""
    if sys.platform != "win32":  # there an open file cannot be renamed, and the second run fails by itself
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _summed(file: BufferedIOBase, size: int) -> Sum:
    found = Sum()
    while data := file.read(min(CHUNK, size - found.size)):
        found.take(data)
    return found


@dataclass(frozen=True)
class Written:
    """What an export came to."""

    path: str
    org_id: str | None
    counts: Counts
    sha256: str
    left: tuple[str, ...] = ()
    """Organisations of which the id is none that Spine takes: nobody can address them."""
    earlier: int = 0
    """Documents that an earlier run, which was cut short, had written; they stand as they were then."""
