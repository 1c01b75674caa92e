"""Meeting bundles from the upstream parser, stored as facts (docs/data-model.md#bundles)."""

import re

from pydantic import TypeAdapter, ValidationError

from spine.domain import times
from spine.domain.fact_states import SetBy, state_named
from spine.domain.facts import Fact
from spine.errors import FieldError, Invalid
from spine.schemas.bundles import Bundle, BundleEvidence, BundleFact, Provenance
from spine.schemas.facts import EvidenceFields, FactFields
from spine.schemas.fields import Name
from spine.schemas.responses.facts import BundleStored
from spine.usecases import facts, organisations
from spine.usecases.idempotency import IdempotencyKey
from spine.usecases.service import Service

DEFAULT_TYPE = "insight"

_BUNDLE_NAMES = {"fact_id": "id", "fact_type": "type", "title": "label", "payload": "derived_from"}
"""What the bundle calls the fields of a fact."""
_OWNER = TypeAdapter[str](Name)
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)")


def store(service: Service, org_id: str, bundle: Bundle, idempotency_key: IdempotencyKey) -> BundleStored:
    """Store the facts of one meeting. A due date that cannot be read is named in `warnings`."""
    organisations.check_same(org_id, bundle.org_id)
    warnings: list[str] = []
    known = service.store.get_many(Fact, org_id, [fact.id for fact in bundle.facts if fact.id])
    try:
        fields = [
            _fact_fields(bundle, index, warnings, fact.id not in known) for index, fact in enumerate(bundle.facts)
        ]
        participants = [p.display_name for p in bundle.meeting.participants or () if p.display_name]
        stored = facts.store(service, org_id, fields, idempotency_key, participants, by=SetBy.MACHINE)
    except Invalid as error:
        renamed = [
            FieldError(loc=[_BUNDLE_NAMES.get(str(part), part) for part in bad["loc"]], msg=bad["msg"])
            for bad in error.errors
        ]
        raise Invalid.fields(renamed, error.errors_count) from error
    return {**stored, "meeting_id": bundle.meeting.meeting_id, "warnings": warnings}


def _fact_fields(bundle: Bundle, index: int, warnings: list[str], is_new: bool) -> FactFields:
    """One fact as the API takes it. Defaults for what the bundle leaves open go to a new fact only."""
    fact = bundle.facts[index]
    attributes = fact.attributes or {}
    derived_from = {} if fact.derived_from is None else {"derived_from": fact.derived_from}
    fields = {
        "fact_id": fact.id,
        "fact_type": fact.type or (DEFAULT_TYPE if is_new else None),
        "text": fact.text or (fact.label if is_new else None),
        "title": fact.label,
        "state": state_named(attributes.get("state")) or state_named(attributes.get("status")),
        "owner": _owner(attributes.get("owner"), index),
        "due_iso": _due(attributes.get("due_date_iso"), index, warnings),
        "confidence": fact.confidence,
        "meeting_id": fact.meeting_id or bundle.meeting.meeting_id,
        "transcript_id": next((quote.transcript_id for quote in _quotes(fact) if quote.transcript_id), None),
        "payload": {**attributes, **derived_from} or None,
        "evidence": _evidence(bundle, fact) or None,
        "created_at": bundle.meeting.meeting_started_at,
    }
    try:
        return FactFields.model_validate({name: value for name, value in fields.items() if value is not None})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise Invalid.field(["facts", index, *first["loc"]], first["msg"].removeprefix("Value error, ")) from None


def _owner(owner: object, index: int) -> str | None:
    if owner is None:
        return None
    try:
        return _OWNER.validate_python(owner)
    except ValidationError:
        raise Invalid.field(
            ["facts", index, "attributes", "owner"], "must be a name of at most 200 characters"
        ) from None


def _due(due: object, index: int, warnings: list[str]) -> str | None:
    if due is None or due == "":
        return None
    try:
        return times.normal_due(str(due))
    except ValueError:
        warnings.append(f"facts.{index}.attributes.due_date_iso: not a date; kept in the payload")
        return None


def _quotes(fact: BundleFact) -> tuple[BundleEvidence, ...]:
    if fact.evidence is None:
        return ()
    return fact.evidence if isinstance(fact.evidence, tuple) else (fact.evidence,)


def _evidence(bundle: Bundle, fact: BundleFact) -> tuple[EvidenceFields, ...]:
    """The quotes with their speaker and time; without a quote, speaker and time alone."""
    provenance = fact.provenance or Provenance()
    who_said = provenance.who_said or ""
    speakers = {p.id: p.display_name for p in bundle.meeting.participants or () if p.id and p.display_name}
    origin = {
        "who_said_label": speakers.get(who_said, who_said) or None,
        "ts_start_ms": _milliseconds(provenance.when_said),
    }
    known = {name: value for name, value in origin.items() if value is not None}
    quotes = [quote.provided() for quote in _quotes(fact)] or ([{}] if known else [])
    return tuple(EvidenceFields.model_validate(quote | known) for quote in quotes)


def _milliseconds(when_said: str | None) -> int | None:
    """The milliseconds since the start of a time `mm:ss` or `hh:mm:ss`."""
    if when_said is None or (clock := _CLOCK.fullmatch(when_said)) is None:
        return None
    hours, minutes, seconds = clock.groups()
    return round((int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)
