"""The first and the last line of an export, and the sum over what stands between.

The first line says what the file is and which organisation it holds (null: all of them); nothing in it depends on
when, or from which store, the file was made. The last one has the number of documents of each type, and the SHA-256
of all bytes before it.
"""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256

from spine.operations.transfer.serialization import BY_NAME, Fields, Unfit, compact, object_of

FORMAT, VERSION = "spine-export", 1

BEGINNING = compact({"format": FORMAT})[:-1].encode()
"""The first bytes of every export."""

type Counts = dict[str, int]


def header(org_id: str | None) -> str:
    """The first line of an export of one organisation, or of a whole store."""
    return compact({"format": FORMAT, "version": VERSION, "org_id": org_id})


def scope_of(line: str) -> str | None:
    """The organisation that a file holds, as its first line says; None for a whole store. Raises Unfit."""
    fields = object_of(line)
    if fields.get("format") != FORMAT:
        raise Unfit("this is no export of Spine")
    if fields.get("version") != VERSION:
        raise Unfit(f"this export has version {fields.get('version')}, and this Spine reads version {VERSION}")
    org_id = fields.get("org_id")
    if header(org_id) != line:
        raise Unfit("the first line is not as an export writes it")
    return None if org_id is None else str(org_id)


@dataclass
class Sum:
    """What all lines so far come to."""

    counts: Counter[str] = field(default_factory=Counter)
    size: int = 0

    def __post_init__(self) -> None:
        self._digest = sha256()

    def take(self, data: bytes) -> None:
        """Some more bytes of the file."""
        self._digest.update(data)
        self.size += len(data)

    @property
    def digest(self) -> str:
        """The SHA-256 of all bytes so far, in hex."""
        return self._digest.hexdigest()

    @property
    def by_type(self) -> Counts:
        """The number of documents of each type, in the order of the file; types without any are left out."""
        return {name: self.counts[name] for name in BY_NAME if self.counts[name]}

    def trailer(self) -> str:
        """The last line after these."""
        return compact({"counts": self.by_type, "sha256": self.digest})


def is_trailer(fields: Fields) -> bool:
    """Whether a line is the last one of an export."""
    return "sha256" in fields and "type" not in fields


def compare(fields: Fields, found: Sum) -> None:
    """Raises Unfit where a last line and the lines before it do not belong together."""
    if fields.get("counts") != found.by_type:
        raise Unfit(f"it says {fields.get('counts')} documents, and there are {found.by_type}: the file was changed")
    if fields["sha256"] != found.digest:
        raise Unfit("the checksum is another one than that of the lines before: the file was changed")
