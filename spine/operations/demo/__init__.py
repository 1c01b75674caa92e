"""Demo data: two organisations, one in each language, so that Spine has something to plan from at first sight.

All dates in the JSON files are days from now, `held_days_ago` or `due_in_days`, so that the data is always fresh.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from spine.domain import times
from spine.schemas.facts import FactFields
from spine.schemas.organisations import OrganisationFields
from spine.schemas.workstreams import WorkstreamFields
from spine.usecases import facts, links, meetings, organisations, workstreams
from spine.usecases.service import Service

ORGANISATIONS = ("org_demo", "org_harbor")

type Fields = dict[str, Any]
type Data = Mapping[str, Any]

_DATES = {"due_in_days": "due_iso", "start_in_days": "start_iso", "target_in_days": "target_iso"}


@dataclass(frozen=True)
class Seeded:
    """What seeding one organisation came to: how much was made, or that it was there already."""

    org_id: str
    workstreams: int = 0
    facts: int = 0
    already_there: bool = False


def seed(service: Service) -> list[Seeded]:
    """Make the demo organisations with all that is in them.

    One that has a document, a workstream or a fact already is left alone entirely, whoever made them; delete the
    organisation first to have its demo data anew.
    """
    return [_seeded(service, data(org_id)) for org_id in ORGANISATIONS]


def data(org_id: str) -> Fields:
    """What the file of a demo organisation says, dates as days from now."""
    read: Fields = json.loads((Path(__file__).parent / f"{org_id}.json").read_text(encoding="utf-8"))
    return read


def _seeded(service: Service, of: Data) -> Seeded:
    org_id = of["organisation"]["org_id"]
    if service.store.organisation_exists(org_id):
        return Seeded(org_id, already_there=True)
    organisations.put(service, org_id, OrganisationFields(**of["organisation"]))
    for workstream in of["workstreams"]:
        _save(service, org_id, workstream)
    for meeting in of["meetings"]:
        _hold(service, of, meeting)
    return Seeded(org_id, len(of["workstreams"]), len(of["facts"]))


def _save(service: Service, org_id: str, given: Data) -> None:
    """Make a workstream that somebody looked after last so many days ago."""
    then = _ago(service, given["updated_days_ago"])
    made = _ago(service, given["created_days_ago"]).stamp()
    workstreams.save(then, org_id, WorkstreamFields(**_dated(service, given), created_at=made))


def _hold(service: Service, of: Data, meeting: Data) -> None:
    """Store what a meeting said, as if it had been stored on its day, and put it into its workstream."""
    org_id, language = of["organisation"]["org_id"], of["organisation"]["language"]
    then = _ago(service, meeting["held_days_ago"])
    said = [fact for fact in of["facts"] if fact["meeting_id"] == meeting["meeting_id"]]
    beside = {"language": language, "transcript_id": meeting["transcript_id"]}
    facts.store(then, org_id, [FactFields(**_dated(service, fact), **beside) for fact in said])
    if "workstream_id" in meeting:
        meetings.link(then, meeting["meeting_id"], meeting["workstream_id"], org_id)
    _link(then, org_id, said)


def _link(service: Service, org_id: str, said: Iterable[Data]) -> None:
    ids: dict[str, list[str]] = {}
    for fact in said:
        if "workstream_id" in fact:
            ids.setdefault(fact["workstream_id"], []).append(fact["fact_id"])
    for workstream_id, fact_ids in ids.items():
        links.link(service, workstream_id, org_id, fact_ids, 1.0)


def _ago(service: Service, days: int) -> Service:
    """The service as it was so many days ago."""
    return replace(service, clock=lambda: service.clock() - timedelta(days=days))


def _dated(service: Service, given: Data) -> Fields:
    """The fields with days from now turned into dates."""
    return {_DATES.get(name, name): _date(service, value) if name in _DATES else value for name, value in given.items()}


def _date(service: Service, days: int) -> str:
    return times.iso(service.clock() + timedelta(days=days))[:10]
