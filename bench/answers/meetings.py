"""What is stored before the questions: the organisations of the requests, and a slice of real meetings (AMI)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import batched
from pathlib import Path
from typing import Any

from bench.answers.asking import Request, post, put

type Row = dict[str, Any]

AMI_ORGS = ("ES2002", "IS1003", "TS3005")
WORKSTREAMS = 6
TODAY = datetime(2026, 11, 30, tzinfo=UTC)
STATUSES = ("proposed", "validated", "proposed", "published", "draft", "proposed", "rejected")
COLOURS = ("green", "red", "yellow")
SAID = (
    ("decision", "O contrato de {name} segue por mais um ano, com preços revistos."),
    ("action_item", "Enviar a {name} o plano de capacidade e a lista de preços."),
    ("risk", "A integração de API com {name} pode atrasar o onboarding."),
)


def rows(data: Path, name: str) -> list[Row]:
    """The lines of one file of the corpus."""
    lines = (data / f"data/ami/{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def loaded(data: Path) -> Iterator[Request]:
    """The requests that store it all."""
    yield from _parties(data)
    for org in AMI_ORGS:
        yield put(f"/orgs/{org}", {"name": f"Remote {org}", "language": "en", "aliases": [f"Team {org[-3:]}"]})
        facts = [_fact(n, row) for n, row in enumerate(r for r in rows(data, "facts") if r["org_id"] == org)]
        for some in batched(facts, 60, strict=False):
            yield post(f"/orgs/{org}/facts", {"facts": some})
        yield from _workstreams(data, org)


def _parties(data: Path) -> Iterator[Request]:
    """The organisations that the requests of nl/ name, each with three facts."""
    asked = json.loads((data / "nl/requests.json").read_text(encoding="utf-8"))
    for org in asked["orgs"]:
        org_id, name = org["org_id"], org["name"]
        if org_id != "org_demo":
            yield put(f"/orgs/{org_id}", {"name": name})
            said = [{"fact_type": kind, "text": text.format(name=name)} for kind, text in SAID]
            yield post(f"/orgs/{org_id}/facts", {"facts": said})


def _fact(number: int, row: Row) -> Row:
    """A fact of the corpus, with a status, and an action with a due date around today."""
    evidence = [{"quote": e["quote"], "char_span": [e["start"], e["end"]]} for e in row["evidence"]]
    due = (TODAY + timedelta(days=number % 50 - 20)).date().isoformat()
    kept = ("fact_id", "fact_type", "text", "owner", "meeting_id", "created_at", "language")
    fields = {name: row[name] for name in kept if row.get(name)}
    fields |= {"evidence": evidence, "status": STATUSES[number % len(STATUSES)]}
    return fields | ({"due_iso": due} if row["fact_type"] == "action_item" else {})


def _workstreams(data: Path, org: str) -> Iterator[Request]:
    """The organisation's first topics that have facts, as workstreams with links."""
    topics = [row for row in rows(data, "workstreams") if row["org_id"] == org and row["fact_ids"]]
    for number, row in enumerate(topics[:WORKSTREAMS]):
        workstream_id = f"w-{row['ws_key']}"
        yield post(
            f"/orgs/{org}/workstreams",
            {
                "workstream_id": workstream_id, "title": row["title"][:200], "tags": row["tags"],
                "status": COLOURS[number % 3], "priority": 10 * (number % 4),
            },
        )  # fmt: skip
        linked = {"fact_ids": row["fact_ids"], "weight": 1 - number / 10}
        yield post(f"/workstreams/{workstream_id}/link-facts", linked)
