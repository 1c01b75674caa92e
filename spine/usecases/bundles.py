"""Meeting bundles from the upstream parser, stored as facts (docs/data-model.md#bundles)."""

import re
from collections.abc import Iterable, Mapping, Sequence

from pydantic import TypeAdapter, ValidationError

from spine.domain.fact_states import FactState, FactStatus, SetBy
from spine.domain.facts import Fact
from spine.domain.meetings import external_meeting_id_of, meeting_id_of
from spine.domain.owners import one_owner, says_nothing
from spine.domain.state_words import state_named
from spine.errors import FieldError, Invalid
from spine.schemas.bundles import CLOCK_PATTERN, Bundle, BundleEvidence, BundleFact, Provenance
from spine.schemas.facts import FactFields
from spine.schemas.fields import Due
from spine.schemas.responses.facts import BundleStored
from spine.schemas.validation import validate
from spine.usecases import facts, organisations
from spine.usecases.idempotency import IdempotencyKey
from spine.usecases.input_warnings import InputWarnings, Path
from spine.usecases.service import Service

DEFAULT_TYPE = "insight"
READ_ATTRIBUTES = ("owner", "due_date_iso", "state", "status")
"""The attributes that set fields of a fact."""
SHORTEST_FORM = 4
"""Letters of an attribute that may be a shorter form of one that is read."""

_BUNDLE_NAMES: Mapping[str, Sequence[str]] = {
    "fact_id": ("id",), "fact_type": ("type",), "title": ("label",), "owner": ("attributes", "owner"),
    "payload": ("derived_from",),
}  # fmt: skip
"""What the bundle calls the fields of a fact."""
_DUE = TypeAdapter[str](Due)
_NOT_A_DATE = "is not an ISO 8601 date like 2026-12-03; it stays in the payload and sets no due_iso"
_NOT_A_STATE = "is no state that Spine knows; it stays in the payload and sets none"
_NOT_AN_OWNER = "is no name and no list of names; it stays in the payload and sets no owner"


def store(service: Service, org_id: str, bundle: Bundle, idempotency_key: IdempotencyKey) -> BundleStored:
    """Store the facts of one meeting, and who took part in it. What could not be read is named in `warnings`."""
    organisations.check_same(org_id, bundle.org_id)
    given = bundle.facts or ()
    known = service.store.get_many(Fact, org_id, [fact.id for fact in given if fact.id])
    warnings = InputWarnings()
    fields = _all_fact_fields(bundle, known, warnings)
    warnings.add_unknown_types(fields, "type")
    participants = [p.display_name for p in bundle.meeting.participants or () if p.display_name]
    try:
        stored = facts.store(service, org_id, fields, idempotency_key, participants, by=SetBy.MACHINE)
    except Invalid as error:
        raise Invalid.fields(_in_bundles_names(error.errors), error.errors_count) from error
    meeting_id = bundle.meeting.meeting_id
    return {
        **stored,
        "meeting_id": meeting_id_of(meeting_id),
        "external_meeting_id": external_meeting_id_of(meeting_id),
        "warnings": warnings.listed,
    }


def _in_bundles_names(errors: Iterable[FieldError]) -> list[FieldError]:
    return [
        FieldError(loc=[name for part in bad["loc"] for name in _BUNDLE_NAMES.get(str(part), [part])], msg=bad["msg"])
        for bad in errors
    ]


def _all_fact_fields(bundle: Bundle, known: Mapping[str, Fact], warnings: InputWarnings) -> list[FactFields]:
    """The facts as the API takes them. Raises Invalid with every bad field, named as the bundle names it."""
    fields: list[FactFields] = []
    errors: list[FieldError] = []
    for index, fact in enumerate(bundle.facts or ()):
        is_new = fact.id not in known
        try:
            if is_new and not fact.text and not fact.label:
                raise Invalid.field("text", "is required for a new fact, unless it has a label")
            fields.append(validate(FactFields, _values(bundle, index, warnings, is_new=is_new)))
        except Invalid as error:
            named = _in_bundles_names(error.errors)
            errors += [FieldError(loc=["facts", index, *bad["loc"]], msg=bad["msg"]) for bad in named]
    if errors:
        raise Invalid.fields(errors)
    return fields


def _values(bundle: Bundle, index: int, warnings: InputWarnings, *, is_new: bool) -> dict[str, object]:
    """One fact under the names of the API. Defaults for what the bundle leaves open go to a new fact only."""
    fact = (bundle.facts or ())[index]
    attributes = fact.attributes or {}
    derived_from = {} if fact.derived_from is None else {"derived_from": fact.derived_from}
    at: Path = ["facts", index, "attributes"]
    _warn_of_spellings(attributes, at, warnings)
    values = {
        "fact_id": fact.id,
        "fact_type": fact.type or (DEFAULT_TYPE if is_new else None),
        "text": fact.text or (fact.label if is_new else None),
        "title": fact.label or None,
        "state": _state(attributes, at, warnings),
        "owner": _owner(attributes.get("owner"), [*at, "owner"], warnings),
        "due_iso": _due(attributes.get("due_date_iso"), [*at, "due_date_iso"], warnings),
        "confidence": fact.confidence,
        "meeting_id": fact.meeting_id or bundle.meeting.meeting_id,
        "transcript_id": next((quote.transcript_id for quote in _quotes(fact) if quote.transcript_id), None),
        "payload": {**attributes, **derived_from} or None,
        "evidence": _evidence(bundle, fact) or None,
        "created_at": bundle.meeting.meeting_started_at,
    }
    return {name: value for name, value in values.items() if value is not None}


def _warn_of_spellings(attributes: Mapping[str, object], path: Path, warnings: InputWarnings) -> None:
    """Tell of attributes that are another spelling, or a shorter form, of one that is read and not given."""
    missing = {name.replace("_", ""): name for name in READ_ATTRIBUTES if name not in attributes}
    for written in attributes:
        letters = written.replace("_", "").lower()
        meant = next((name for known, name in missing.items() if known.startswith(letters)), None)
        if meant and len(letters) >= SHORTEST_FORM:
            warnings.add_at("unknown_field", [*path, written], f"stays in the payload alone (did you mean {meant}?)")


def _state(attributes: Mapping[str, object], path: Path, warnings: InputWarnings) -> FactState | None:
    """The state that the attributes say, if any. A word for how far a fact was checked is none, and no fault."""
    for name in ("state", "status"):
        value = attributes.get(name)
        if state := state_named(value):
            return state
        word = value.strip().lower() if isinstance(value, str) else value
        if not (word is None or word in list(FactStatus) or (isinstance(word, str) and says_nothing(word))):
            warnings.add_at("unknown_state", [*path, name], _NOT_A_STATE)
    return None


def _owner(value: object, path: Path, warnings: InputWarnings) -> str | None:
    """Who is named, if anybody; what names nobody leaves the owner of a known fact as it is."""
    names = value if isinstance(value, list) else [value]
    given = [name for name in names if name is not None]
    if not all(isinstance(name, str) for name in given):
        warnings.add_at("unreadable_owner", path, _NOT_AN_OWNER)
        return None
    return one_owner(map(str, given)) or None


def _due(value: object, path: Path, warnings: InputWarnings) -> str | None:
    if value is None or (isinstance(value, str) and says_nothing(value)):
        return None
    try:
        return _DUE.validate_python(value)
    except ValidationError:
        warnings.add_at("unreadable_date", path, _NOT_A_DATE)
        return None


def _quotes(fact: BundleFact) -> tuple[BundleEvidence, ...]:
    if fact.evidence is None:
        return ()
    return fact.evidence if isinstance(fact.evidence, tuple) else (fact.evidence,)


def _evidence(bundle: Bundle, fact: BundleFact) -> list[dict[str, object]]:
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
    return [quote | known for quote in quotes]


def _milliseconds(when_said: str | None) -> int | None:
    """The milliseconds since the start of a time `mm:ss` or `hh:mm:ss`."""
    if when_said is None or (clock := re.fullmatch(CLOCK_PATTERN, when_said)) is None:
        return None
    hours, minutes, seconds = clock.groups()
    return round((int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)
