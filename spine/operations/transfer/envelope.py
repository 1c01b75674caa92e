"""The first and the last line of an export, and the totals of the lines between.

The first line says what the file is and which organisation it holds (null: all of them); nothing in it depends on
when, or from which store, the file was made. The last one has the number of documents of each type, and the SHA-256
of all bytes before it. See docs/export-and-import.md#the-file.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from spine.operations.transfer.serialization import KINDS_BY_NAME, Fields, InvalidLine, compact_json, parse_object

FORMAT, VERSION = "spine-export", 1

BEGINNING = compact_json({"format": FORMAT})[:-1].encode()
"""The first bytes of every export."""

type Counts = dict[str, int]


def header(org_id: str | None) -> str:
    """The first line of an export of one organisation, or of a whole store."""
    return compact_json({"format": FORMAT, "version": VERSION, "org_id": org_id})


def scope_of(line: str) -> str | None:
    """The organisation that a file holds, as its first line says; None for a whole store. Raises InvalidLine."""
    fields = parse_object(line)
    if fields.get("format") != FORMAT:
        raise InvalidLine("not a Spine export")
    if fields.get("version") != VERSION:
        raise InvalidLine(f"this export has version {fields.get('version')}, and this Spine reads version {VERSION}")
    org_id = fields.get("org_id")
    if not (org_id is None or isinstance(org_id, str)) or header(org_id) != line:
        raise InvalidLine("the first line is malformed")
    return org_id


@dataclass
class FileTotals:
    """What all lines so far come to."""

    counts: Counter[str] = field(default_factory=Counter)
    size: int = 0
    _hash: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def add(self, data: bytes) -> None:
        """Some more bytes of the file."""
        self._hash.update(data)
        self.size += len(data)

    @property
    def digest(self) -> str:
        """The SHA-256 of all bytes so far, in hex."""
        return self._hash.hexdigest()

    @property
    def by_type(self) -> Counts:
        """The number of documents of each type, in the order of the file; types without any are left out."""
        return {name: self.counts[name] for name in KINDS_BY_NAME if self.counts[name]}

    def trailer(self) -> str:
        """The last line after these."""
        return compact_json({"counts": self.by_type, "sha256": self.digest})

    def compare(self, trailer: Fields) -> None:
        """Raises InvalidLine where a last line and the lines before it do not belong together."""
        counts = trailer.get("counts")
        if counts != self.by_type:
            raise InvalidLine(f"it states {counts} documents but has {self.by_type}: the file was changed")
        if trailer["sha256"] != self.digest:
            raise InvalidLine("the checksum does not match: the file was changed")


def is_trailer(fields: Fields) -> bool:
    """Whether a line is the last one of an export."""
    return "sha256" in fields and "type" not in fields
