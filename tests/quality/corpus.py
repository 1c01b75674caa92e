"""The meetings of the slice, and a service that has what was said in them."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from spine.config import read
from spine.domain.fact_states import FactStatus
from spine.domain.planning.modes import MacroMode
from spine.domain.workstream_states import Colour
from spine.schemas.facts import EvidenceFields, FactFields
from spine.schemas.planning import PlanOptions
from spine.schemas.queries import SuggestionQuery
from spine.schemas.workstreams import WorkstreamFields
from spine.store.sqlite.store import SqliteStore
from spine.usecases import facts, links, suggestions, workstreams
from spine.usecases.planning.pipeline import plan_agenda
from spine.usecases.planning.presentation import present_proposal
from spine.usecases.service import Service

type Row = dict[str, Any]

NOW = datetime(2025, 6, 30, 10, tzinfo=UTC)
"""A week after the last meeting."""
MINUTES = 45
SUGGESTIONS = 8

DATA: dict[str, list[Row]] = json.loads(Path(__file__).with_name("ami.json").read_text(encoding="utf-8"))
ORGANISATIONS = sorted({row["org_id"] for row in DATA["meetings"]})


def rows(name: str, org_id: str) -> list[Row]:
    """What the slice has of one organisation."""
    return [row for row in DATA[name] if row["org_id"] == org_id]


def service_on(store: SqliteStore) -> Service:
    """A service whose clock stands still and whose chance is a count."""
    numbers: Iterator[int] = count()
    return Service(store, read({}), lambda: NOW, lambda: f"{next(numbers):016x}")


def store_facts(service: Service, org_id: str, given: Iterable[Row]) -> None:
    """Store facts in an organisation."""
    facts.store(service, org_id, [_fact(row) for row in given])


def _fact(row: Row) -> FactFields:
    return FactFields(
        **{name: row[name] for name in ("fact_id", "meeting_id", "fact_type", "text", "created_at")},
        owner=row.get("owner"),
        status=FactStatus.VALIDATED,
        language="en-US",
        evidence=tuple(EvidenceFields(char_span=(start, end), quote=quote) for start, end, quote in row["evidence"]),
    )


def store_workstream(service: Service, org_id: str, row: Row) -> None:
    """Make a workstream and link its facts."""
    fields = WorkstreamFields(
        workstream_id=row["workstream_id"],
        title=row["title"],
        tags=tuple(row["tags"]),
        priority=1,
        status=Colour.GREEN,
    )
    made = workstreams.save(service, org_id, fields)
    if row["fact_ids"]:
        links.link_into(service, made, row["fact_ids"], 1.0)


def suggested(service: Service, org_id: str, limit: int) -> list[Row]:
    """The workstreams that are suggested, with ids that say their order."""
    found = suggestions.for_organisation(service, org_id, SuggestionQuery(limit=limit))["suggestions"]
    return [{**one, "workstream_id": f"suggested_{n:02}"} for n, one in enumerate(found)]


def take_suggestions(service: Service, org_id: str) -> None:
    """Do what a new user does: make the suggestions workstreams."""
    for row in suggested(service, org_id, SUGGESTIONS):
        store_workstream(service, org_id, row)


def planned(service: Service, org_id: str, text: str) -> Row:
    """The agenda that a request leads to."""
    options = PlanOptions(org=org_id, duration_minutes=MINUTES, macro=MacroMode.AUTO)
    agenda: Row = present_proposal(service, plan_agenda(service, text, options), options)["agenda"]
    return agenda


def bullets(agenda: Row) -> list[Row]:
    """All bullets of an agenda, in order."""
    return [bullet for item in _items(agenda) for bullet in item["bullets"]]


def headings(agenda: Row) -> list[str]:
    """All headings of an agenda, in order."""
    return [item["heading"] for item in _items(agenda)]


def _items(agenda: Row) -> list[Row]:
    return [item for section in agenda["sections"] for item in section["items"]]
