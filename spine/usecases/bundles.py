"""Meeting bundles from the upstream parser, read as facts (contract §7)."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from spine.domain import times
from spine.domain.facts import Fact
from spine.errors import FieldError, Invalid
from spine.schemas.bundles import Bundle, BundleEvidence, BundleFact, Provenance
from spine.schemas.facts import EvidenceFields, FactFields
from spine.schemas.fields import Name
from spine.usecases import facts
from spine.usecases.idempotency import IdempotencyKey
from spine.usecases.service import Service

DEFAULT_TYPE = "insight"

_BUNDLE_NAMES = {"fact_id": "id", "fact_type": "type", "title": "label", "payload": "derived_from"}
"""What the bundle calls the fields of a fact."""
_OWNER = TypeAdapter(Name)
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)")


def store(service: Service, org_id: str, bundle: Bundle, idempotency_key: IdempotencyKey) -> dict[str, Any]:
    """Store the facts of one meeting. A due date that cannot be read is named in `warnings`."""
    if bundle.org_id not in (None, org_id):
        raise Invalid.field("org_id", "must be the organisation of the path")
    warnings: list[str] = []
    service.caller.must_cover(org_id)
    known = service.store.get_many(Fact, org_id, [told.id for told in bundle.facts if told.id])
    given = [_fact(bundle, place, warnings, told.id not in known) for place, told in enumerate(bundle.facts)]
    try:
        answer = facts.store(service, org_id, given, idempotency_key)
    except Invalid as fault:
        raise Invalid.fields([_in_its_words(error) for error in fault.errors]) from fault
    return answer | {"meeting_id": bundle.meeting.meeting_id, "warnings": warnings}


def _fact(bundle: Bundle, place: int, warnings: list[str], is_new: bool) -> FactFields:
    """One fact as the API takes it. What the bundle leaves open is made up for a new fact only."""
    told = bundle.facts[place]
    attributes = dict(told.attributes or {})
    due = _due(attributes.get("due_date_iso"), place, warnings)
    evidence = _evidence(bundle, told)
    fields = {
        "fact_id": told.id,
        "fact_type": told.type or (DEFAULT_TYPE if is_new else None),
        "text": told.text or (told.label if is_new else None),
        "title": told.label,
        "owner": _owner(attributes.get("owner"), place),
        "due_iso": due,
        "confidence": told.confidence,
        "meeting_id": told.meeting_id or bundle.meeting.meeting_id,
        "transcript_id": _transcript(told),
        "payload": _payload(attributes, told),
        "evidence": evidence or None,
        "created_at": bundle.meeting.meeting_started_at,
    }
    return _checked(place, {name: value for name, value in fields.items() if value is not None})


def _in_its_words(error: FieldError) -> FieldError:
    """A fault of a fact, by the name that the bundle has for the field."""
    return FieldError(loc=[_BUNDLE_NAMES.get(str(part), part) for part in error["loc"]], msg=error["msg"])


def _checked(place: int, fields: Mapping[str, Any]) -> FactFields:
    try:
        return FactFields.model_validate(fields)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        name, *rest = first["loc"]
        msg = first["msg"].removeprefix("Value error, ")
        raise Invalid.field(["facts", place, _BUNDLE_NAMES.get(str(name), str(name)), *rest], msg) from None


def _owner(owner: object, place: int) -> str | None:
    if owner is None:
        return None
    try:
        return _OWNER.validate_python(owner)
    except ValidationError:
        raise Invalid.field(
            ["facts", place, "attributes", "owner"], "must be a name of at most 200 characters"
        ) from None


def _due(due: object, place: int, warnings: list[str]) -> str | None:
    if due is None or due == "":
        return None
    try:
        return times.normal_due(str(due))
    except ValueError:
        warnings.append(f"facts.{place}.attributes.due_date_iso: not a date, kept in the payload")
        return None


def _payload(attributes: Mapping[str, Any], told: BundleFact) -> dict[str, Any] | None:
    return {**attributes, **({"derived_from": told.derived_from} if told.derived_from is not None else {})} or None


def _quotes(told: BundleFact) -> tuple[BundleEvidence, ...]:
    if told.evidence is None:
        return ()
    return told.evidence if isinstance(told.evidence, tuple) else (told.evidence,)


def _transcript(told: BundleFact) -> str | None:
    return next((quote.transcript_id for quote in _quotes(told) if quote.transcript_id), None)


def _evidence(bundle: Bundle, told: BundleFact) -> tuple[EvidenceFields, ...]:
    """The quotes with who said them and when; without a quote, who and when alone."""
    said = told.provenance or Provenance()
    beside = {"who_said_label": _speaker(bundle, said.who_said), "ts_start_ms": _milliseconds(said.when_said)}
    spoken = {name: value for name, value in beside.items() if value is not None}
    quotes = [quote.given() for quote in _quotes(told)] or ([{}] if spoken else [])
    return tuple(EvidenceFields.model_validate(quote | spoken) for quote in quotes)


def _speaker(bundle: Bundle, who_said: str | None) -> str | None:
    """The name of a participant whom the parser names by id."""
    names = {p.id: p.display_name for p in bundle.meeting.participants or () if p.id and p.display_name}
    return names.get(who_said, who_said) if who_said else None


def _milliseconds(when_said: str | None) -> int | None:
    if when_said is None or (clock := _CLOCK.fullmatch(when_said)) is None:
        return None
    hours, minutes, seconds = clock.groups()
    return round((int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)
