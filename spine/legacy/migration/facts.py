"""Facts of the old service: those that say something, and agendas that it stored as facts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from spine.domain.facts import Entity, Evidence, Fact, FactStatus
from spine.domain.limits import EPOCH
from spine.domain.proposals import Proposal, over_at
from spine.legacy.migration import values as old
from spine.legacy.migration.values import Row

TEXTS = ("text", "description", "content", "statement", "summary", "body", "quote")
TITLES = ("title", "label", "headline", "subject")
OWNERS = ("owner", "owner_name", "responsible", "assignee")
DUES = ("due_iso", "due_date_iso", "due_date", "due", "deadline")
DEFAULT_MINUTES, LONGEST_MINUTES, DEFAULT_TYPE = 30, 1_440, "insight"
AGENDAS = ("agenda", "agenda_proposal", "proposed_agenda", "meeting_agenda")
"""Types under which the former service stored its agendas; others tell by what they hold."""

_NO_WORD = re.compile(r"[^a-z0-9_]+")


@dataclass(frozen=True)
class LegacyFact:
    """A fact's row with the rows that belong to it, under the ids that it has now."""

    org_id: str
    fact_id: str
    row: Row
    evidence: Sequence[Row]
    entities: Sequence[Row]
    meeting_id: str | None

    @property
    def fact_type(self) -> str:
        """Its type, as a lower-case word."""
        word = _NO_WORD.sub("_", (old.text(self.row, "fact_type", "type") or "").lower()).strip("_")
        return word if word[:1].isalpha() else DEFAULT_TYPE

    @property
    def is_agenda(self) -> bool:
        """Whether this is an agenda that was stored as a fact."""
        if self.fact_type in AGENDAS:
            return True
        payload = old.payload_of(self.row)
        is_one = payload.keys() == {"items"} or {"agenda", "sections", "proposal"} & payload.keys()
        return "agenda" in self.fact_type and bool(is_one)


def created_at(row: Row) -> str:
    """When a row was made; when it was updated, where it does not say."""
    return old.moment(row, "created_at", "updated_at") or EPOCH


def fact_of(given: LegacyFact) -> Fact:
    """The fact. A draft with a quote becomes proposed: the old planning used it."""
    payload, evidence = old.payload_of(given.row), _evidence(given.evidence)
    attributes = payload.get("attributes")
    said = {**(attributes if isinstance(attributes, dict) else {}), **_filled(payload), **_filled(given.row)}
    title = old.text(said, *TITLES)
    quote = next((one.quote for one in evidence if one.quote.strip()), None)
    return Fact(
        org_id=given.org_id,
        fact_id=given.fact_id,
        fact_type=given.fact_type,
        status=_status(given.row, quote is not None),
        text=old.text(said, *TEXTS) or title or quote or "",
        title=title,
        owner=old.text(said, *OWNERS),
        due_iso=old.due(said, *DUES),
        confidence=old.share(said.get("confidence")),
        language=old.text(said, "language", "lang"),
        meeting_id=given.meeting_id,
        transcript_id=old.text(given.row, "transcript_id"),
        payload=payload,
        evidence=evidence,
        entities=tuple(map(_entity, given.entities)),
        created_at=created_at(given.row),
        updated_at=old.moment(given.row, "updated_at", "created_at") or EPOCH,
    )


def proposal_of(given: LegacyFact, id_of: Callable[[str], str]) -> Proposal:
    """The proposal that an agenda stored as a fact becomes; `id_of` says what a fact is called now.

    One that was a text alone keeps it. A length that no meeting has counts as none.
    """
    payload = old.payload_of(given.row)
    agenda = _agenda(payload, old.text(given.row, *TEXTS))
    subject = payload.get("subject")
    start, made = old.moment(payload, "start_iso"), created_at(given.row)
    told = old.whole(_minutes(agenda, payload))
    minutes = told if told is not None and 0 < told <= LONGEST_MINUTES else DEFAULT_MINUTES
    ids = payload.get("supporting_fact_ids")
    return Proposal(
        org_id=given.org_id,
        proposal_id=given.fact_id,
        status=_status(given.row, False),
        subject=old.text(subject if isinstance(subject, dict) else payload, "query", "subject"),
        agenda=agenda,
        choice=old.text(payload, "choice") or "imported",
        reason=old.text(payload, "reason") or "agenda of the former service",
        supporting_fact_ids=tuple(id_of(str(one).strip()) for one in ids) if isinstance(ids, list) else (),
        meeting_id=given.meeting_id,
        transcript_id=old.text(given.row, "transcript_id"),
        start_iso=start,
        minutes=minutes,
        over_at=over_at(start, minutes, made),
        created_at=made,
        updated_at=old.moment(given.row, "updated_at", "created_at") or EPOCH,
    )


def _minutes(agenda: Row, payload: Row) -> object:
    return old.first(agenda, "minutes", "duration_minutes") or old.first(payload, "minutes", "duration_minutes")


def _agenda(payload: dict[str, Any], text: str | None) -> dict[str, Any]:
    inside = payload.get("proposal")
    for place in (payload, inside if isinstance(inside, dict) else {}):
        found = old.parsed(place.get("agenda"))
        if isinstance(found, dict):
            return {"sections": [], **found}
        if isinstance(found, list):
            return {"sections": found}
    if payload.keys() == {"items"}:
        return {"sections": payload["items"]}
    if "sections" in payload:
        return payload
    said = text or old.text(payload, "agenda", *TEXTS)
    return {"title": old.text(payload, *TITLES) or "", "sections": [], **({"text": said} if said else {})}


def _filled(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if old.says(value)}


def _status(row: Row, has_quote: bool) -> FactStatus:
    said = (old.text(row, "status") or "").lower()
    status = FactStatus(said) if said in set(FactStatus) else FactStatus.PROPOSED
    return FactStatus.PROPOSED if status is FactStatus.DRAFT and has_quote else status


def _evidence(rows: Sequence[Row]) -> tuple[Evidence, ...]:
    """The quotes, each under an id of its own."""
    found: dict[str, Evidence] = {}
    for number, row in enumerate(rows, 1):
        name = old.text(row, "evidence_id", "id") or f"ev_{number}"
        key = name if name not in found else f"{name}#{number}"
        found[key] = Evidence(
            evidence_id=key,
            quote=str(old.first(row, "quote", "text") or ""),
            char_span=_span(row),
            who_said_label=old.text(row, "who_said_label", "who_said", "speaker"),
            ts_start_ms=old.whole(old.first(row, "ts_start_ms", "start_ms")),
            utterance_ids=old.texts(row.get("utterance_ids")),
            card_id=old.text(row, "card_id"),
        )
    return tuple(found.values())


def _span(row: Row) -> tuple[int, int] | None:
    whole = old.parsed(row.get("char_span"))
    pairs = [(row.get("char_start"), row.get("char_end")), (row.get("start_char"), row.get("end_char"))]
    for start, end in [whole if isinstance(whole, list) and len(whole) == 2 else (None, None), *pairs]:
        begin, stop = old.whole(start), old.whole(end)
        if begin is not None and stop is not None and 0 <= begin <= stop:
            return begin, stop
    return None


def _entity(row: Row) -> Entity:
    entity_id = old.text(row, "entity_id")
    return Entity(
        entity_id=entity_id,
        display_name=old.text(row, "display_name", "name", "label") or entity_id or "?",
        type=old.text(row, "type", "entity_type"),
        role=old.text(row, "role"),
    )
