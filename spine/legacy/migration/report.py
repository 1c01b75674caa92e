"""What is expected of the former service's database, and what of it did not go as it stood."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Protocol

from spine.domain.identifiers import is_identifier

LEFT_TOLD = 1_000
"""How many of the things left behind are named; all are counted."""
NO_ROUTE = "search"

_FOREIGN = re.compile(r"[^A-Za-z0-9_.:-]+")
_KEPT = 100

EXPECTED: Mapping[str, tuple[str, ...]] = {
    "orgs": ("org_id", "name"),
    "facts": ("fact_id", "org_id", "fact_type", "status", "payload", "created_at"),
    "fact_evidence": ("fact_id", "quote"),
    "entities": ("entity_id",),
    "fact_entities": ("fact_id", "entity_id"),
    "transcripts": ("transcript_id",),
    "workstreams": ("workstream_id", "org_id", "title", "status", "priority"),
    "workstream_facts": ("workstream_id", "fact_id", "weight"),
    "meeting_workstreams": ("meeting_id", "workstream_id"),
    "org_context": ("org_id", "context_text"),
}
"""The tables of the former service, and the columns that matter most."""

type Groups = Iterator[tuple[str, list[dict[str, Any]]]]


class LegacyTables(Protocol):
    """The tables of the old database, whichever there are."""

    @property
    def columns(self) -> Mapping[str, list[str]]:
        """The names of each table's columns, in lower case."""

    def rows(self, table: str) -> Iterator[dict[str, Any]]:
        """All rows of a table; none where there is no such table."""

    def by_text(self, table: str, column: str) -> Groups:
        """The rows of a table by the text in a column, in the order of that text."""

    def count(self, table: str) -> int:
        """The number of rows of a table."""


class Sorting(Protocol):
    """Takes lines in any order, and gives them in the order of their keys."""

    def put(self, key: tuple[str, int, str], line: str) -> bool:
        """Take in a line; False where the key is taken."""

    def lines(self) -> Iterator[tuple[str, int, str, str]]:
        """All lines with their keys, in order."""


@dataclass
class MigrationReport:
    """What did not go as it stood: ids that were changed, by kind, and what was left behind, with why."""

    mapped: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    left: list[str] = field(default_factory=list)
    left_by_table: Counter[str] = field(default_factory=Counter)
    missing: list[str] = field(default_factory=list)
    changed: Counter[str] = field(default_factory=Counter)

    def leave(self, table: str, what: str, number: int = 1) -> None:
        """Something is left behind."""
        self.left_by_table[table] += number
        if len(self.left) < LEFT_TOLD:
            self.left.append(f"{table}: {what}")

    def id_of(self, kind: str, given: str) -> str:
        """The id that something has now."""
        if is_identifier(given) and not (kind == "fact" and given.lower() == NO_ROUTE):
            return given
        return self.mapped[kind].setdefault(given, mapped(given))


def mapped(text: str) -> str:
    """An id that Spine accepts for one that it does not: what can be kept, and a hash that tells it from all others."""
    kept = _FOREIGN.sub("-", text).strip("-_.:")[:_KEPT]
    return f"{kept or 'id'}-{sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"
