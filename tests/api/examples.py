"""The examples of the API's description: calls made on the demo organisations, with what the app really answers.

`python -m tests.api.examples` writes them again; a test says when they are out of date.
"""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from devhost import FunctionsApp
from spine import bootstrap
from spine.operations import seeding
from tests.api.client import Api
from tests.clock import Clock

ROOT = Path(__file__).parents[2]
FILE = ROOT / "spine/http/openapi/examples.json"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

type Example = dict[str, Any]

ORG = {"path": {"org_id": "org_demo"}}
WORKSTREAM = {"path": {"workstream_id": "ws_integracoes"}}
FACT = {"path": {"fact_id": "fact_im_15"}}
ASKED = {"text": "pauta da próxima reunião sobre integrações, 15 min"}
SETTINGS = {"name": "Acme", "aliases": ["Acme Corp"], "language": "en-US", "macro_mode": "auto"}
NEW_FACT = {
    "fact_id": "f1",
    "fact_type": "risk",
    "text": "Acme may not renew before the price review.",
    "evidence": [{"quote": "We will not sign before we have seen the new prices.", "who_said_label": "Ana"}],
}
BUNDLE = {
    "meeting": {"meeting_id": "m_42", "meeting_started_at": "2026-11-24T14:00:00Z"},
    "facts": [
        {
            "id": "f2",
            "type": "action_item",
            "label": "New price list",
            "text": "Send Acme the new price list.",
            "attributes": {"owner": "Ana", "due_date_iso": "2026-12-01"},
            "provenance": {"who_said": "Ana", "when_said": "12:30"},
            "evidence": {"quote": "I will send the list on Tuesday.", "transcript_id": "t_42"},
        }
    ],
}

NOTES = "## Decisions\n- Keep the discount for another year.\n\n## Actions\n- [ ] @ana: book the room by Friday\n"


def calls(proposal_id: str) -> Iterator[tuple[str, Example]]:
    """The endpoints' names, each with a request, in an order in which every call finds what it needs."""
    proposal = {"path": {"proposal_id": proposal_id}}
    acme = {"path": {"org_id": "acme"}}
    renewal = {"path": {"workstream_id": "ws_renewal"}}
    meeting = {"path": {"meeting_id": "m_42"}}
    yield from (
        ("health", {}),
        ("ready", {}),
        ("agenda_plan", {"query": {"macro": "auto"}, "body": ASKED}),
        ("agenda_plan_get", {"query": {**ASKED, "format": "markdown"}}),
        ("agenda_plan_raw", {"query": {"org": "org_demo"}, "body": "pauta sobre integrações, 5 min"}),
        ("agenda_propose", {"body": ASKED}),
        ("proposals_list", {"query": {"org": "org_demo", "limit": 1}}),
        ("proposal_get", proposal),
        ("proposal_feedback", {**proposal, "body": {"rating": 5, "comment": "Muito útil."}}),
        ("organisation_put", {**acme, "body": SETTINGS}),
        ("organisation_patch", {**acme, "body": {"context_text": "Renews in December."}}),
        ("organisation_get", acme),
        ("organisations_list", {"query": {"limit": 200}}),
        ("facts_store", {**acme, "body": {"facts": [NEW_FACT]}}),
        ("bundles_store", {**acme, "body": BUNDLE}),
        ("notes_store", {**acme, "query": {"title": "Weekly", "started_at": "2026-11-24"}, "body": NOTES}),
        ("facts_list", {**acme, "query": {"types": "risk", "limit": 1}}),
        ("facts_search", {"query": {"org": "acme", "q": "price"}}),
        ("fact_get", FACT),
        ("fact_status", {"path": {"fact_id": "f1"}, "body": {"status": "validated"}}),
        ("workstreams_suggest", {**ORG, "query": {"limit": 1}, "body": {}}),
        ("workstreams_save", {**acme, "body": {"workstream_id": "ws_renewal", "title": "Renewal", "status": "red"}}),
        ("workstream_link_facts", {**renewal, "body": {"fact_ids": ["f1", "f2"]}}),
        ("workstream_facts", {**renewal, "query": {"limit": 1}}),
        ("workstream_unlink_facts", {**renewal, "body": {"fact_ids": ["f2"]}}),
        ("workstream_get", WORKSTREAM),
        ("workstream_patch", {**renewal, "body": {"priority": 5, "owner": "Ana"}}),
        ("workstreams_list", {**ORG, "query": {"limit": 2, "status": "red"}}),
        ("meeting_link", {**meeting, "body": {"workstream_id": "ws_renewal"}}),
        ("meeting_workstreams", meeting),
        ("workstream_meetings", renewal),
        ("meeting_unlink", {"path": {"meeting_id": "m_42", "workstream_id": "ws_renewal"}}),
        ("snapshots_list", {**ORG, "query": {"limit": 1}}),
        ("metrics_coverage", {}),
        ("fact_delete", {"path": {"fact_id": "f2"}}),
        ("workstream_delete", renewal),
        ("organisation_delete", {**acme, "query": {"confirm": "acme"}}),
        ("docs_file", {"path": {"file": "docs.css"}}),
        ("console_file", {"path": {"file": "main.js"}}),
    )


def made(api: Api) -> dict[str, Example]:
    """The examples, as the app answers on the demo organisations today."""
    seeding.seed_demo(bootstrap.service())
    api.app.invoke_timer("flag_stale_workstreams")
    proposal_id = api.propose(**ASKED)["proposal_id"]
    return {name: _answered(api, name, asked) for name, asked in calls(proposal_id)}


def _answered(api: Api, name: str, asked: Example) -> Example:
    function = next(f for f in api.app.functions if f.name == name)
    body = asked.get("body")
    sent = {"body": body} if isinstance(body, str) else {"json": body}
    path = f"/{function.route.lstrip('/')}".format(**asked.get("path", {}))
    answer = api.call(sorted(function.methods)[0], path, asked.get("query"), **sent)
    assert answer.status < 300, f"{name}: {answer.body!r}"
    is_json = answer.headers.get("content-type") == "application/json"
    return {**asked, **({"answer": answer.json()} if is_json else {})}


def tokens() -> Any:
    """A source of ids that gives the same ones each time."""
    numbers = count(1)
    return lambda: f"{next(numbers):016x}"


def written(examples: dict[str, Example]) -> str:
    """The file that holds some examples."""
    return json.dumps(examples, ensure_ascii=False, indent=1) + "\n"


def written_examples() -> dict[str, Example]:
    """The examples as they stand in the package."""
    read: dict[str, Example] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


def main() -> None:
    """Write the examples again."""
    with TemporaryDirectory() as folder, patch.object(bootstrap, "_token", tokens()):
        os.environ |= {"AZURE_FUNCTIONS_ENVIRONMENT": "Development", "SPINE_DB_PATH": f"{folder}/spine.sqlite3"}
        clock = Clock(NOW)
        with patch.object(bootstrap, "_now", clock), FunctionsApp(ROOT) as app:
            FILE.write_text(written(made(Api(app, clock))), encoding="utf-8")


if __name__ == "__main__":
    main()
