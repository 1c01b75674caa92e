"""Storing bundles and notes one after the other: what is bad is said and passed over, the rest is stored."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from spine.errors import BadRequest, FieldError, Invalid, SpineError, is_database_away
from spine.operations.cli.bundle_files import BundleFile, Part
from spine.operations.cli.note_files import SUFFIXES, NoteFile, lines_of, query_for
from spine.operations.cli.output import note
from spine.schemas.bundles import Bundle
from spine.schemas.notes import NotesQuery
from spine.schemas.responses.service import InputWarning
from spine.schemas.validation import json_object, validate
from spine.usecases import bundles, notes
from spine.usecases.idempotency import IdempotencyKey
from spine.usecases.input_warnings import InputWarnings
from spine.usecases.service import Service

LINES_SHOWN = 10
"""How many lines of notes that were not read are said; the rest is counted."""
ERRORS_SHOWN = 10
"""How many bad fields of one bundle are said; the rest is counted."""


@dataclass
class Ingestion:
    """One run over some files, and what came of it."""

    service: Service
    org: str | None
    """The organisation of bundles that name none."""
    facts: Counter[str] = field(default_factory=lambda: Counter(inserted=0, updated=0, unchanged=0))
    stored: list[dict[str, object]] = field(default_factory=list)
    refused: list[dict[str, object]] = field(default_factory=list)
    seen: int = 0
    notes: list[dict[str, object]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """What the notes say, for people."""

    def take_notes(self, file: NoteFile, asked: NotesQuery) -> None:
        """Store the facts of a file of notes. Raises Unavailable where the database is away."""
        try:
            body = file.text()
            answer = notes.store(self.service, self.org or "", body, query_for(file, body, asked))
        except OSError as error:
            return self._refuse(file.name, SpineError(error.strerror or type(error).__name__))
        except SpineError as error:
            if is_database_away(error):
                raise
            return self._refuse(file.name, error)
        self.facts.update(inserted=answer["inserted"], updated=answer["updated"], unchanged=answer["unchanged"])
        self.notes.append({"file": file.name, **answer})
        self.lines += lines_of(file.name, answer)
        self._warn(file.name, answer["warnings"])
        for unread in answer["unread"][:LINES_SHOWN]:
            note(f"{file.name}: line {unread['line']}: not read: {unread['text']}")
        if len(answer["unread"]) > LINES_SHOWN:
            note(f"{file.name}: and {len(answer['unread']) - LINES_SHOWN} more lines that were not read")
        return None

    def take(self, file: BundleFile, progress: Callable[[int, str], None]) -> None:
        """Store the bundles of a file. Raises Unavailable where the database is away; a repeat goes on."""
        try:
            for part in file.parts():
                self.seen += 1
                self._store(file.name if part.line is None else f"{file.name}, line {part.line}", part)
                progress(part.size, f"{self.seen} bundles")
        except OSError as error:
            self._refuse(file.name, SpineError(error.strerror or type(error).__name__))
        except SpineError as error:
            if is_database_away(error):
                raise
            self._refuse(file.name, error)

    def _store(self, where: str, part: Part) -> None:
        unread = InputWarnings()
        try:
            values = _object_of(part)
            unread.add_unknown_fields(Bundle, values)
            bundle = validate(Bundle, values)
            org_id = self._organisation_of(bundle)
            key = IdempotencyKey(body_hash=sha256(part.text).hexdigest())
            answer = bundles.store(self.service, org_id, bundle, key)
        except SpineError as error:
            if is_database_away(error):
                note(f"{where}: not stored. {self.summary}")
                raise
            self._refuse(where, error)
            self._warn(where, unread.listed)
            return
        counts = {"inserted": answer["inserted"], "updated": answer["updated"], "unchanged": answer["unchanged"]}
        self.facts.update(counts)
        names = {"org_id": answer["org_id"], "meeting_id": answer["meeting_id"]}
        warnings = [*unread.listed, *answer["warnings"]]
        self.stored.append({**names, **counts, "warnings": warnings})
        self._warn(where, warnings)

    def _warn(self, where: str, warnings: Sequence[InputWarning]) -> None:
        for warning in warnings:
            repeated = f" ({warning['count']} times)" if warning["count"] > 1 else ""
            note(f"{where}: {warning['first']}: {warning['msg']}{repeated}")

    def _organisation_of(self, bundle: Bundle) -> str:
        if self.org is not None and bundle.org_id not in (None, self.org):
            raise Invalid.field("org_id", f"is {bundle.org_id!r}, but --org is {self.org!r}")
        org_id = bundle.org_id if bundle.org_id is not None else self.org
        if org_id is None:
            raise Invalid.field("org_id", "is missing; name the organisation with --org")
        return org_id

    def _refuse(self, where: str, refusal: SpineError) -> None:
        errors = [error for error in refusal.errors if error["loc"]] or [FieldError(loc=[], msg=refusal.detail)]
        self.refused.append({"where": where, "errors": errors})
        for error in errors[:ERRORS_SHOWN]:
            note(": ".join(filter(None, [where, ".".join(map(str, error["loc"])), error["msg"]])))
        if refusal.errors_count > ERRORS_SHOWN:
            note(f"{where}: and {refusal.errors_count - ERRORS_SHOWN} more")

    @property
    def document(self) -> dict[str, object]:
        """What came of the run, for scripts."""
        return {"bundles": self.stored, "notes": self.notes, "refused": self.refused, **self.facts}

    @property
    def summary(self) -> str:
        """What came of the run, in one line."""
        if not self.count:
            return "Nothing was stored."
        numbers = ", ".join(f"{number} {name}" for name, number in self.facts.items())
        stored = [f"Bundles stored: {len(self.stored)}."] if self.stored else []
        stored += [f"Notes read: {len(self.notes)}."] if self.notes else []
        return " ".join([*stored, f"Facts: {numbers}."])

    @property
    def count(self) -> int:
        """How many bundles and notes were stored."""
        return len(self.stored) + len(self.notes)


def _object_of(part: Part) -> dict[str, object]:
    """The bundle's JSON. Raises BadRequest, which tells how notes are called where they may be meant."""
    try:
        return json_object(part.text, "the bundle")
    except BadRequest as error:
        if part.text.lstrip().startswith((b"{", b"[")):
            raise
        raise BadRequest(f"{error.detail} (Notes end in {', '.join(SUFFIXES)}.)") from None
