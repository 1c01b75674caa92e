"""Reports: what a migration changed or left behind, and what a repair did."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from hashlib import sha256

from spine.domain.identifiers import is_identifier
from spine.domain.meetings import meeting_id_of

NAMED = 1_000
"""How many of the rows left behind are named; all are counted."""
NAMED_TO_PEOPLE = 20

_NO_FACT_ID = "search"
"""`GET /facts/search` is the search, so no fact has this id, in any case."""


_FOREIGN = re.compile(r"[^A-Za-z0-9_.:-]+")
_KEPT = 100


@dataclass
class MigrationReport:
    """What did not go as it stood."""

    mapped: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """By kind, the ids that had to be changed, and what they are now."""
    left: list[str] = field(default_factory=list)
    """Rows that are left behind, each with its table and why."""
    left_by_table: Counter[str] = field(default_factory=Counter)
    missing: list[str] = field(default_factory=list)
    """Tables and columns that are not there."""
    without_zone: list[str] = field(default_factory=list)
    """Organisations that have no time zone: the deployment's applies to them."""
    changed: Counter[str] = field(default_factory=Counter)
    """How often something was brought in another form."""

    def leave(self, table: str, why: str, number: int = 1) -> None:
        """Leave some rows of a table behind."""
        self.left_by_table[table] += number
        if len(self.left) < NAMED:
            self.left.append(f"{table}: {why}")

    def id_of(self, kind: str, given: str) -> str:
        """The id that something has now."""
        if is_identifier(given) and not (kind == "fact" and given.lower() == _NO_FACT_ID):
            return given
        return self.mapped[kind].setdefault(given, _meeting_id(given) if kind == "meeting" else mapped(given))

    @property
    def lines(self) -> list[str]:
        """The report for people."""
        lines = [f"missing: {name}" for name in self.missing]
        lines += [f"{number} {what}" for what, number in self.changed.items() if number]
        lines += [f"{kind} {old!r} is now {new}" for kind, ids in self.mapped.items() for old, new in ids.items()]
        if self.without_zone:
            named = ", ".join(self.without_zone[:NAMED_TO_PEOPLE])
            more = " …" if len(self.without_zone) > NAMED_TO_PEOPLE else ""
            lines.append(f"{len(self.without_zone)} organisations have no time zone: {named}{more}")
        lines += [f"left: {row}" for row in self.left[:NAMED_TO_PEOPLE]]
        total = sum(self.left_by_table.values())
        return [*lines, f"{total} rows were not imported in total."] if total else lines


def mapped(text: str) -> str:
    """An id that Spine accepts for one that it does not: what can be kept, and a hash that tells it from all others."""
    kept = _FOREIGN.sub("-", text).strip("-_.:")[:_KEPT]
    return f"{kept or 'id'}-{sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _meeting_id(text: str) -> str:
    """The id that a bundle of the same meeting will have, too."""
    return meeting_id_of(text.encode("utf-8", "replace").decode())


@dataclass
class RepairReport:
    """What a repair did."""

    moved: int = 0
    """Links that are in their organisation now."""
    completed: int = 0
    """Workstreams, facts and snapshots that have all their fields now."""
    left: int = 0
    """Documents that cannot be repaired, such as links of a workstream that no or more than one organisation has."""
    organisations: set[str] = field(default_factory=set)
    """Those that have a workstream or a fact, and no document of their own."""
