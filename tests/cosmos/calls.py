"""One call of each endpoint, and of each way through it that costs differently."""

from collections.abc import Callable
from typing import Any

from devhost import Answer
from tests.api.client import Api
from tests.cosmos.landscape import BUSY, FAR, ORG, TOPICS, WEEKLY

type Call = Callable[[Api], Answer]

SEVEN_WORDS = " ".join(TOPICS[:7])
NOWHERE = "quimera basilisco grifo hidra medusa centauro esfinge"


def _facts(count: int, mark: str) -> dict[str, Any]:
    return {
        "facts": [{"fact_id": f"{mark}{n}", "fact_type": "task", "text": f"Novo fato {mark} {n}"} for n in range(count)]
    }


def _bundle(count: int) -> dict[str, Any]:
    facts = [{"id": f"b{n}", "type": "insight", "text": f"Dito na reunião {n}"} for n in range(count)]
    return {"meeting": {"meeting_id": "m_new"}, "facts": facts}


def _plan(**options: Any) -> Call:
    return lambda api: api.post("/agenda/plan-nl", {"text": "pauta da reunião, 60 min", **options})


def _ids(first: int, count: int) -> dict[str, Any]:
    return {"fact_ids": [f"f{n:06}" for n in range(first, first + count)]}


CALLS: dict[str, Call] = {
    "GET /health": lambda api: api.get("/health"),
    "GET /ready": lambda api: api.get("/ready"),
    "POST /orgs/{org_id}/workstreams, new": lambda api: api.post(
        f"/orgs/{ORG}/workstreams", {"workstream_id": "new", "title": "Nova frente"}
    ),
    "POST /orgs/{org_id}/workstreams, known": lambda api: api.post(
        f"/orgs/{ORG}/workstreams", {"workstream_id": "new", "priority": 7}
    ),
    "GET /orgs/{org_id}/workstreams, 20 of them": lambda api: api.get(f"/orgs/{ORG}/workstreams", limit=20),
    "GET /workstreams/{workstream_id}": lambda api: api.get("/workstreams/ws001", org=ORG),
    "GET /workstreams/{workstream_id}, without org": lambda api: api.get("/workstreams/new"),
    "PATCH /workstreams/{workstream_id}, priority": lambda api: api.patch(
        "/workstreams/ws001", {"priority": 3}, org=ORG
    ),
    "PATCH /workstreams/{workstream_id}, title": lambda api: api.patch("/workstreams/ws001", {"title": "T"}, org=ORG),
    "POST /workstreams/{workstream_id}/link-facts, 20 new": lambda api: api.post(
        "/workstreams/ws002/link-facts", _ids(900, 20), org=ORG
    ),
    "POST /workstreams/{workstream_id}/link-facts, 20 linked already": lambda api: api.post(
        "/workstreams/ws002/link-facts", _ids(900, 20), org=ORG
    ),
    "POST /workstreams/{workstream_id}/unlink-facts, 20": lambda api: api.post(
        "/workstreams/ws002/unlink-facts", _ids(900, 20), org=ORG
    ),
    "GET /workstreams/{workstream_id}/facts": lambda api: api.get("/workstreams/ws003/facts", org=ORG),
    "GET /workstreams/{workstream_id}/meetings": lambda api: api.get("/workstreams/ws003/meetings", org=ORG),
    "DELETE /workstreams/{workstream_id}, with 40 links": lambda api: api.delete("/workstreams/ws019", org=ORG),
    "POST /orgs/{org_id}/workstreams:suggest": lambda api: api.post(f"/orgs/{ORG}/workstreams:suggest"),
    "POST /orgs/{org_id}/facts, 50 new": lambda api: api.post(f"/orgs/{ORG}/facts", _facts(50, "a")),
    "POST /orgs/{org_id}/facts, 500 new": lambda api: api.post(f"/orgs/{ORG}/facts", _facts(500, "b")),
    "POST /orgs/{org_id}/facts, the same 500": lambda api: api.post(f"/orgs/{ORG}/facts", _facts(500, "b")),
    "GET /orgs/{org_id}/facts": lambda api: api.get(f"/orgs/{ORG}/facts"),
    "GET /orgs/{org_id}/facts, due before a day": lambda api: api.get(f"/orgs/{ORG}/facts", due_before="2027-01-01"),
    "GET /orgs/{org_id}/facts, of no workstream": lambda api: api.get(f"/orgs/{ORG}/facts", linked="false"),
    "POST /orgs/{org_id}/bundles, 20 facts": lambda api: api.post(f"/orgs/{ORG}/bundles", _bundle(20)),
    "GET /facts/search, 1 word": lambda api: api.get("/facts/search", org=ORG, q="frete"),
    "GET /facts/search, 3 words": lambda api: api.get("/facts/search", org=ORG, q="frete contrato estoque"),
    "GET /facts/search, 7 words": lambda api: api.get("/facts/search", org=ORG, q=SEVEN_WORDS),
    "GET /facts/search, no words": lambda api: api.get("/facts/search", org=ORG, q=""),
    "GET /facts/{fact_id}": lambda api: api.get("/facts/f000001", org=ORG),
    "GET /facts/{fact_id}, without org": lambda api: api.get("/facts/f000001"),
    "POST /facts/{fact_id}/status": lambda api: api.post("/facts/f000999/status", {"status": "validated"}, org=ORG),
    "DELETE /facts/{fact_id}, in one workstream": lambda api: api.delete("/facts/f000005", org=ORG),
    "POST /meetings/{meeting_id}/link-workstream": lambda api: api.post(
        "/meetings/m2/link-workstream", {"workstream_id": "ws003"}, org=ORG
    ),
    "GET /meetings/{meeting_id}/workstreams": lambda api: api.get("/meetings/m2/workstreams", org=ORG),
    "DELETE /meetings/{meeting_id}/link-workstream/{workstream_id}": lambda api: api.delete(
        "/meetings/m2/link-workstream/ws003", org=ORG
    ),
    "GET /orgs, 2 of them": lambda api: api.get("/orgs", limit=2),
    "GET /orgs/{org_id}": lambda api: api.get(f"/orgs/{ORG}"),
    "PUT /orgs/{org_id}": lambda api: api.put(f"/orgs/{ORG}", {"name": "Acme", "aliases": ["Acme Brasil", "Acmebrás"]}),
    "PATCH /orgs/{org_id}": lambda api: api.patch(f"/orgs/{ORG}", {"language": "pt-BR"}),
    "GET /orgs/{org_id}/snapshots": lambda api: api.get(f"/orgs/{ORG}/snapshots"),
    "GET /metrics/coverage": lambda api: api.get("/metrics/coverage"),
    "POST /agenda/plan-nl": _plan(org=ORG),
    "POST /agenda/plan-nl, the organisation in the text": _plan(text="pauta com a Acme, 60 min"),
    "POST /agenda/plan-nl, the organisation by its alias": _plan(org="Acme Brasil"),
    "POST /agenda/plan-nl, the organisation by an alias of one word": _plan(org="Acmebras"),
    "POST /agenda/plan-nl, a subject": _plan(org=ORG, subject="integração do frete"),
    "POST /agenda/plan-nl, a subject of four words": _plan(org=ORG, subject="frete contrato estoque integração"),
    "POST /agenda/plan-nl, a subject that only facts are about": _plan(org=ORG, subject="item777x"),
    "POST /agenda/plan-nl, a person": _plan(org=ORG, people=["Ana"]),
    "POST /agenda/plan-nl, a person and a subject": _plan(org=ORG, people=["Ana"], subject="integração do frete"),
    "POST /agenda/plan-nl, a subject of three words that nothing is about": _plan(org=ORG, subject="grifo hidra fauno"),
    "POST /agenda/plan-nl, a subject of seven words that nothing is about": _plan(org=ORG, subject=NOWHERE),
    "POST /agenda/plan-nl, a subject whose workstreams only their facts lead to": _plan(org=BUSY, subject=FAR),
    "POST /agenda/plan-nl, items that press and no workstream holds": _plan(org=BUSY),
    "POST /agenda/plan-nl, items that the last meeting left open": _plan(org=BUSY, meeting_id=WEEKLY),
    "POST /agenda/plan-nl, a person, a subject and items left open": _plan(
        org=BUSY, meeting_id=WEEKLY, people=["Ana"], subject=FAR
    ),
    "POST /agenda/plan-nl, macro off": _plan(org=ORG, macro="off"),
    "POST /agenda/plan-nl, workstreams without facts": _plan(org="other0001"),
    "POST /agenda/plan-nl, a subject whose workstream has no facts": _plan(org="other0001", subject="frete"),
    "POST /agenda/plan-nl, no workstreams": _plan(org="bare"),
    "POST /agenda/propose": lambda api: api.post("/agenda/propose", {"text": "pauta", "org": ORG, "meeting_id": "m9"}),
    "GET /agenda/proposals": lambda api: api.get("/agenda/proposals", org=ORG),
    "GET /agenda/proposals/{proposal_id}": lambda api: api.get("/agenda/proposals/agd1", org=ORG),
    "GET /agenda/proposals/{proposal_id}, as text": lambda api: api.get(
        "/agenda/proposals/agd1", org=ORG, format="markdown"
    ),
    "POST /agenda/{proposal_id}/feedback, a rating": lambda api: api.post(
        "/agenda/agd1/feedback", {"rating": 5}, org=ORG
    ),
    "POST /agenda/{proposal_id}/feedback, 3 bullets": lambda api: api.post(
        "/agenda/agd1/feedback",
        {"bullets": [{"fact_id": f"f{n:06}", "verdict": "done"} for n in (200, 201, 202)]},
        org=ORG,
    ),
    "DELETE /orgs/{org_id}, with two documents": lambda api: api.delete("/orgs/other0002", confirm="other0002"),
}  # fmt: skip
