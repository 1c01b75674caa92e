"""First content for a store: the two demo organisations, or one strategic workstream for an organisation.

The demo's files hold days from now, `held_days_ago` or `due_in_days`, so that the data is always fresh.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from spine.domain import times
from spine.domain.identifiers import derived
from spine.domain.tokenizer import fold
from spine.domain.workstreams import Workstream
from spine.schemas.facts import FactFields
from spine.schemas.organisations import OrganisationFields
from spine.schemas.workstreams import WorkstreamFields
from spine.usecases import facts, links, meetings, organisations, workstreams
from spine.usecases.service import Service

DEMO_ORGANISATIONS = ("org_demo", "org_harbor")
"""One in each language."""

_DEMO_FILES = Path(__file__).parent / "demo"
_DATE_FIELDS = {"due_in_days": "due_iso", "start_in_days": "start_iso", "target_in_days": "target_iso"}
_LINK_WEIGHT = 1.0

type Fields = Mapping[str, Any]


@dataclass(frozen=True)
class SeededOrganisation:
    """What seeding one organisation came to: how much was created, or that it was there already."""

    org_id: str
    workstreams: int = 0
    facts: int = 0
    already_there: bool = False


def seed_demo(service: Service) -> list[SeededOrganisation]:
    """Create the demo organisations with all that is in them.

    One that has a document, a workstream or a fact already is left alone entirely, whoever created them; delete the
    organisation first to have its demo data again.
    """
    return [_seed_organisation(service, demo_data(org_id)) for org_id in DEMO_ORGANISATIONS]


def demo_data(org_id: str) -> Fields:
    """The content of a demo organisation's file, dates as days from now."""
    data: Fields = json.loads((_DEMO_FILES / f"{org_id}.json").read_text(encoding="utf-8"))
    return data


def seed_strategic(service: Service, org_id: str, fields: WorkstreamFields) -> tuple[Workstream, bool]:
    """The organisation's workstream of this title, and whether it was created now; one that is there is left alone.

    The same title, in any case and with or without accents, is the same workstream.
    """
    workstream_id = derived("ws", org_id, "strategic", fold(fields.title or "").strip())
    known = service.store.get(Workstream, org_id, workstream_id)
    if known is not None:
        return known, False
    with_id = fields.model_copy(update={"workstream_id": workstream_id})
    return workstreams.save(service, org_id, WorkstreamFields(**with_id.provided())), True


def _seed_organisation(service: Service, demo: Fields) -> SeededOrganisation:
    org_id = demo["organisation"]["org_id"]
    if service.store.organisation_exists(org_id):
        return SeededOrganisation(org_id, already_there=True)
    organisations.put(service, org_id, OrganisationFields(**demo["organisation"]))
    for given in demo["workstreams"]:
        created_at = _days_ago(service, given["created_days_ago"]).stamp()
        fields = WorkstreamFields(**_with_dates(service, given), created_at=created_at)
        workstreams.save(_days_ago(service, given["updated_days_ago"]), org_id, fields)
    for meeting in demo["meetings"]:
        _store_meeting(service, demo, meeting)
    return SeededOrganisation(org_id, len(demo["workstreams"]), len(demo["facts"]))


def _store_meeting(service: Service, demo: Fields, meeting: Fields) -> None:
    """Store a meeting's facts as if on its day, and link meeting and facts with their workstreams."""
    org_id, language = demo["organisation"]["org_id"], demo["organisation"]["language"]
    then = _days_ago(service, meeting["held_days_ago"])
    given = [fact for fact in demo["facts"] if fact["meeting_id"] == meeting["meeting_id"]]
    shared = {"language": language, "transcript_id": meeting["transcript_id"]}
    facts.store(then, org_id, [FactFields(**_with_dates(service, fact), **shared) for fact in given])
    if "workstream_id" in meeting:
        meetings.link(then, meeting["meeting_id"], meeting["workstream_id"], org_id)
    fact_ids: dict[str, list[str]] = {}
    for fact in given:
        if "workstream_id" in fact:
            fact_ids.setdefault(fact["workstream_id"], []).append(fact["fact_id"])
    for workstream_id, linked in fact_ids.items():
        links.link(then, workstream_id, org_id, linked, _LINK_WEIGHT)


def _days_ago(service: Service, days: int) -> Service:
    """The service with a clock that is so many days behind."""
    return replace(service, clock=lambda: service.clock() - timedelta(days=days))


def _with_dates(service: Service, given: Fields) -> dict[str, Any]:
    """The fields with days from now turned into dates."""
    fields = dict(given)
    for name, date_field in _DATE_FIELDS.items():
        if name in fields:
            fields[date_field] = times.iso(service.clock() + timedelta(days=fields.pop(name)))[:10]
    return fields
