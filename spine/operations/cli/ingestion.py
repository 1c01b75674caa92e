"""Storing bundles one after the other: what is bad is said and passed over, the rest is stored."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from spine.errors import FieldError, Invalid, SpineError, is_database_away
from spine.operations.cli.bundle_files import Part, Source
from spine.operations.cli.printing import note
from spine.schemas.bundles import Bundle
from spine.schemas.responses.facts import BundleStored
from spine.schemas.validation import json_object, validate
from spine.usecases import bundles
from spine.usecases.service import IdempotencyKey, Service

SHOWN = 10
"""How many bad fields of one bundle are said; the rest is counted."""

type Moved = Callable[[int, str], None]


@dataclass
class Ingestion:
    """One run over some files, and what came of it."""

    service: Service
    org: str | None
    counts: Counter[str] = field(default_factory=Counter)
    meetings: list[dict[str, Any]] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)
    seen: int = 0

    def take(self, source: Source, moved: Moved) -> None:
        """Store the bundles of a file. Raises Unavailable where the database is away; a repeat goes on."""
        try:
            for part in source.parts():
                self.seen += 1
                self._store(source, part)
                moved(part.size, f"{self.seen} bundles")
        except OSError as fault:
            self._refuse(source.name, SpineError(fault.strerror or type(fault).__name__))
        except SpineError as fault:
            if is_database_away(fault):
                raise
            self._refuse(source.name, fault)

    def _store(self, source: Source, part: Part) -> None:
        where = source.name if part.line is None else f"{source.name}, line {part.line}"
        try:
            bundle = validate(Bundle, json_object(part.text, "the bundle"))
            org_id = self._organisation(bundle)
            stored = bundles.store(self.service, org_id, bundle, IdempotencyKey(body=sha256(part.text).hexdigest()))
        except SpineError as fault:
            if is_database_away(fault):
                note(f"{where}: not stored. {self.summary}")
                raise
            self._refuse(where, fault)
            return
        self._count(where, stored)

    def _organisation(self, bundle: Bundle) -> str:
        if bundle.org_id is None and self.org is None:
            raise Invalid.field("org_id", "is missing; say by --org whose meeting it is")
        if None not in (bundle.org_id, self.org) and bundle.org_id != self.org:
            raise Invalid.field("org_id", f"is {bundle.org_id!r}, and --org says {self.org!r}")
        return bundle.org_id or self.org or ""

    def _count(self, where: str, stored: BundleStored) -> None:
        numbers = {"inserted": stored["inserted"], "updated": stored["updated"], "unchanged": stored["unchanged"]}
        self.counts.update(numbers)
        told = {"org_id": stored["org_id"], "meeting_id": stored["meeting_id"]}
        self.meetings.append(told | numbers | {"warnings": stored["warnings"]})
        for warning in stored["warnings"]:
            note(f"{where}: {warning}")

    def _refuse(self, where: str, fault: SpineError) -> None:
        errors = [one for one in fault.errors if one["loc"]] or [FieldError(loc=[], msg=fault.detail)]
        self.problems.append({"where": where, "errors": errors})
        for error in errors[:SHOWN]:
            note(": ".join(filter(None, [where, ".".join(map(str, error["loc"])), error["msg"]])))
        if len(errors) > SHOWN:
            note(f"{where}: and {len(errors) - SHOWN} more")

    @property
    def document(self) -> dict[str, Any]:
        """What came of the run, for scripts."""
        return {"bundles": self.meetings, "refused": self.problems, **self._numbers}

    @property
    def summary(self) -> str:
        """What came of the run, in one line."""
        numbers = ", ".join(f"{number} {name}" for name, number in self._numbers.items())
        return f"Bundles stored: {len(self.meetings)}. Facts: {numbers}."

    @property
    def complaint(self) -> str:
        """What is said where not all was stored."""
        return f"{len(self.problems)} of {len(self.problems) + len(self.meetings)} could not be stored: see above"

    @property
    def _numbers(self) -> dict[str, int]:
        return {name: self.counts[name] for name in ("inserted", "updated", "unchanged")}
