"""Facts of the legacy service: those that say something, and agendas that it stored as facts."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from spine.domain import times
from spine.domain.fact_states import FactStatus
from spine.domain.facts import Entity, Evidence, Fact
from spine.domain.limits import EPOCH
from spine.domain.proposals import Proposal, over_at
from spine.legacy.migration import values
from spine.legacy.migration.values import Row

TEXTS = ("text", "description", "content", "statement", "summary", "body", "quote")
TITLES = ("title", "label", "headline", "subject")
OWNERS = ("owner", "owner_name", "responsible", "assignee")
DUES = ("due_iso", "due_date_iso", "due_date", "due", "deadline")
DEFAULT_MINUTES, LONGEST_MINUTES, DEFAULT_TYPE = 30, 1_440, "insight"
AGENDAS = ("agenda", "agenda_proposal", "proposed_agenda", "meeting_agenda")
"""Types under which the legacy service stored its agendas; others show by what they hold."""

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
    external_meeting_id: str | None = None

    @property
    def fact_type(self) -> str:
        """Its type, as a lower-case word."""
        word = _NO_WORD.sub("_", (values.text(self.row, "fact_type", "type") or "").lower()).strip("_")
        return word if word[:1].isalpha() else DEFAULT_TYPE

    @property
    def is_agenda(self) -> bool:
        """Whether this is an agenda that was stored as a fact."""
        if self.fact_type in AGENDAS:
            return True
        payload = values.payload_of(self.row)
        holds_agenda = payload.keys() == {"items"} or bool({"agenda", "sections", "proposal"} & payload.keys())
        return "agenda" in self.fact_type and holds_agenda

    @property
    def created_at(self) -> str:
        """When it was created; when it was updated, where it does not say."""
        return values.moment(self.row, "created_at", "updated_at") or EPOCH

    @property
    def updated_at(self) -> str:
        """When it was updated; when it was created, where it does not say."""
        return values.moment(self.row, "updated_at", "created_at") or EPOCH


def fact_of(given: LegacyFact) -> Fact:
    """The fact. A draft with a quote becomes proposed: the legacy planning used it."""
    payload, evidence = values.payload_of(given.row), _evidence(given.evidence)
    attributes = payload.get("attributes")
    fields = {**(attributes if isinstance(attributes, dict) else {}), **_filled(payload), **_filled(given.row)}
    title = values.text(fields, *TITLES)
    quote = next((item.quote for item in evidence if item.quote.strip()), None)
    return Fact(
        org_id=given.org_id,
        fact_id=given.fact_id,
        fact_type=given.fact_type,
        status=_status(given.row, has_quote=quote is not None),
        text=values.text(fields, *TEXTS) or title or quote or "",
        title=title,
        owner=values.text(fields, *OWNERS),
        due_iso=values.due(fields, *DUES),
        confidence=values.share(fields.get("confidence")),
        language=values.text(fields, "language", "lang"),
        meeting_id=given.meeting_id,
        external_meeting_id=given.external_meeting_id,
        transcript_id=values.text(given.row, "transcript_id"),
        payload=payload,
        evidence=evidence,
        entities=tuple(_entity(row) for row in given.entities),
        created_at=given.created_at,
        updated_at=given.updated_at,
    )


def proposal_of(given: LegacyFact, id_of: Callable[[str], str]) -> Proposal:
    """The proposal that an agenda stored as a fact becomes; `id_of` says what a fact is called now.

    One that was a text alone keeps it. A length that no meeting has counts as none.
    """
    payload = values.payload_of(given.row)
    agenda = _agenda(payload, values.text(given.row, *TEXTS))
    subject = payload.get("subject")
    start = values.moment(payload, "start_iso")
    lengths = (values.first(source, "minutes", "duration_minutes") for source in (agenda, payload))
    length = values.integer(next(filter(None, lengths), None))
    minutes = length if length is not None and 0 < length <= LONGEST_MINUTES else DEFAULT_MINUTES
    ids = payload.get("supporting_fact_ids")
    return Proposal(
        org_id=given.org_id,
        proposal_id=given.fact_id,
        status=_status(given.row, has_quote=False),
        subject=values.text(subject if isinstance(subject, dict) else payload, "query", "subject"),
        agenda=agenda,
        choice=values.text(payload, "choice") or "imported",
        reason=values.text(payload, "reason") or "agenda of the legacy service",
        supporting_fact_ids=tuple(id_of(str(fact_id).strip()) for fact_id in ids) if isinstance(ids, list) else (),
        meeting_id=given.meeting_id,
        transcript_id=values.text(given.row, "transcript_id"),
        start_iso=start,
        minutes=minutes,
        over_at=over_at(times.parse(start) if start else None, minutes, times.parse(given.created_at)),
        created_at=given.created_at,
        updated_at=given.updated_at,
    )


def _agenda(payload: dict[str, Any], text: str | None) -> dict[str, Any]:
    inside = payload.get("proposal")
    for source in (payload, inside if isinstance(inside, dict) else {}):
        found = values.parse_json(source.get("agenda"))
        if isinstance(found, dict):
            return {"sections": [], **found}
        if isinstance(found, list):
            return {"sections": found}
    if payload.keys() == {"items"}:
        return {"sections": payload["items"]}
    if "sections" in payload:
        return payload
    alone = text or values.text(payload, "agenda", *TEXTS)
    return {"title": values.text(payload, *TITLES) or "", "sections": [], **({"text": alone} if alone else {})}


def _filled(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if values.is_filled(value)}


def _status(row: Row, *, has_quote: bool) -> FactStatus:
    word = (values.text(row, "status") or "").lower()
    status = FactStatus(word) if word in set(FactStatus) else FactStatus.PROPOSED
    return FactStatus.PROPOSED if status is FactStatus.DRAFT and has_quote else status


def _evidence(rows: Sequence[Row]) -> tuple[Evidence, ...]:
    """The quotes, each under an id of its own."""
    found: dict[str, Evidence] = {}
    for number, row in enumerate(rows, 1):
        name = values.text(row, "evidence_id", "id") or f"ev_{number}"
        key = name if name not in found else f"{name}#{number}"
        found[key] = Evidence(
            evidence_id=key,
            quote=str(values.first(row, "quote", "text") or ""),
            char_span=_char_span(row),
            who_said_label=values.text(row, "who_said_label", "who_said", "speaker"),
            ts_start_ms=values.integer(values.first(row, "ts_start_ms", "start_ms")),
            utterance_ids=values.texts(row.get("utterance_ids")),
            card_id=values.text(row, "card_id"),
        )
    return tuple(found.values())


def _char_span(row: Row) -> tuple[int, int] | None:
    pair = values.parse_json(row.get("char_span"))
    pairs = [(row.get("char_start"), row.get("char_end")), (row.get("start_char"), row.get("end_char"))]
    if isinstance(pair, list) and len(pair) == 2:
        pairs.insert(0, (pair[0], pair[1]))
    for start, end in ((values.integer(start), values.integer(end)) for start, end in pairs):
        if start is not None and end is not None and 0 <= start <= end:
            return start, end
    return None


def _entity(row: Row) -> Entity:
    entity_id = values.text(row, "entity_id")
    return Entity(
        entity_id=entity_id,
        display_name=values.text(row, "display_name", "name", "label") or entity_id or "?",
        type=values.text(row, "type", "entity_type"),
        role=values.text(row, "role"),
    )
