"""Requests that read: the open pages, lists with every filter and their pages, searches."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from bench.answers.asking import Request, get, post
from bench.answers.meetings import AMI_ORGS, rows

DOCS_FILES = ("index.html", "docs.js", "docs.css", "openapi-explorer.min.js", "openapi-explorer.LICENSE", "README.md")


def pages() -> Iterator[Request]:
    """What is open to everybody, and paths that are no routes."""
    for path in ("/health", "/ready"):
        yield from (Request(method, path) for method in ("GET", "HEAD"))
    yield get("/openapi.json", keep={"described": "ETag"})
    yield get("/openapi.json", headers={"If-None-Match": "<described>"})
    yield get("/openapi.json", headers={"If-None-Match": '"another", W/<described>'})
    yield get("/docs", keep={"page": "ETag"})
    yield get("/docs", headers={"If-None-Match": "<page>"})
    yield from (get(f"/docs/{name}") for name in (*DOCS_FILES, "..%2Fassets.py", "nothing.css"))
    yield from (get(path) for path in ("/", "/nothing", "/orgs", "/console", "/orgs/", "/api/health", "/HEALTH"))
    yield from (Request(method, "/health") for method in ("POST", "DELETE", "OPTIONS"))
    yield Request("PUT", "/workstreams/ws_frota", {"title": "a"})
    yield post("/orgs/org_demo/notes", "- [ ] nada")
    yield post("/admin/functions/no_such_timer")


def lists(data: Path) -> Iterator[Request]:
    """Lists and searches."""
    yield from _workstreams()
    yield from _pages_of_workstreams()
    yield from _facts()
    yield from _facts_of_workstreams()
    yield from _searches(data)


def _workstreams() -> Iterator[Request]:
    for org in ("org_demo", "org_harbor", "ES2002", "nobody"):
        yield get(f"/orgs/{org}")
        yield get(f"/orgs/{org}/workstreams")
    for org, colour in product(("org_demo", "ES2002"), ("green", "YELLOW", "red")):
        yield get(f"/orgs/{org}/workstreams", status=colour)
    for filters in ({"min_priority": 60}, {"stale": "true"}, {"stale": "false"}, {"stale": "true", "status": "red"},
                    {"min_priority": 50, "status": "yellow", "stale": "0"}, {"status": ""}):  # fmt: skip
        yield get("/orgs/org_harbor/workstreams", **filters)
    for item in ("ws_integracoes", "ws_resellers", "w-ami-ES2002-w002"):
        yield get(f"/workstreams/{item}")
    yield get("/workstreams/ws_frota", org="org_demo")
    yield get("/workstreams/ws_frota", org="org_harbor")
    yield get("/workstreams/ws_nothing")


def _pages_of_workstreams() -> Iterator[Request]:
    path = "/orgs/org_demo/workstreams"
    yield get(path, limit=2, keep={"second": "next_cursor"})
    yield get(f"{path}?limit=2&cursor=<second>", keep={"third": "next_cursor"})
    yield get(f"{path}?limit=2&cursor=<third>")
    yield get(f"{path}?limit=3&cursor=<second>")
    yield get(f"{path}?limit=2&status=green&cursor=<second>")
    yield get("/orgs/org_harbor/workstreams?limit=2&cursor=<second>")
    yield get(f"{path}?cursor=<second>x")
    yield get(path, cursor="not-a-cursor")
    for limit in (0, 1, 200, 201, "many", -1):
        yield get(path, limit=limit)


def _facts() -> Iterator[Request]:
    path = "/orgs/org_demo/facts"
    yield get(path)
    yield get(path, limit=30, keep={"second": "next_cursor"})
    yield get(f"{path}?limit=30&cursor=<second>", keep={"third": "next_cursor"})
    yield get(f"{path}?limit=30&cursor=<third>")
    yield get(f"{path}?limit=30&types=risk&cursor=<second>")
    for filters in (
        {"types": "risk"}, {"types": "risk,Action_Item , blocker"}, {"types": ["risk", "decision"]},
        {"types": "no_such_type"}, {"status": "draft"}, {"status": "validated,PUBLISHED"}, {"status": "rejected"},
        {"since": "2026-11-20"}, {"since": "2026-11-20T10:00:00-03:00", "types": "action_item"},
        {"since": "2030-01-01"}, {"owner": "Renata Moura"}, {"meeting_id": "mtg_im_integracoes_4"}, {"linked": "false"},
    ):  # fmt: skip
        yield get(path, limit=200, **filters)
    yield get("/orgs/IS1003/facts", limit=5, types="decision", keep={"more": "next_cursor"})
    yield get("/orgs/IS1003/facts?limit=5&types=decision&cursor=<more>")
    yield get("/orgs/nobody/facts")
    for item in ("fact_im_15", "fact_hq_42", "ami-ES2002a-4", "fact_nothing"):
        yield get(f"/facts/{item}")


def _facts_of_workstreams() -> Iterator[Request]:
    for item in ("ws_integracoes", "ws_soc2", "w-ami-ES2002-w004", "ws_nothing"):
        yield get(f"/workstreams/{item}/facts")
    yield get("/workstreams/ws_billing/facts", limit=4, org="org_harbor", keep={"more": "next_cursor"})
    yield get("/workstreams/ws_billing/facts?limit=4&org=org_harbor&cursor=<more>")
    yield get("/workstreams/ws_billing/facts?limit=4&cursor=<more>")
    yield get("/workstreams/ws_mobile/facts?cursor=<more>")
    for item in ("ws_integracoes", "ws_soc2", "ws_nothing"):
        yield get(f"/workstreams/{item}/meetings")
    yield from (get(f"/meetings/{item}/workstreams") for item in ("mtg_im_integracoes_1", "mtg_hq_billing_4", "none"))


def _searches(data: Path) -> Iterator[Request]:
    path = "/facts/search"
    yield get(path)
    yield get(path, org="org_demo", q="credenciais da Vitrino")
    for filters in (
        {"types": "risk,blocker"}, {"types": "TASK"}, {"status": "validated"}, {"status": "draft,rejected"},
        {"types": "risk", "status": "proposed", "limit": 1}, {"limit": 3}, {"limit": 500}, {"types": "no type"},
        {"status": "no_status"},
    ):  # fmt: skip
        yield get(path, org="org_demo", q="estoque API produção", **filters)
    for words in ("RECLAMAÇÕES", "reclamacoes", "412 mil", "de para com", "🙂", "750 kVA concessionária", "x" * 300):
        yield get(path, org="org_demo", q=words, limit=5)
    yield get(path, org="org_harbor", q="late payouts Payloom", limit=5)
    yield get(path, org="nobody", q="payouts")
    yield get(path, org="no body", q="payouts")
    for org in AMI_ORGS:
        for row in [one for one in rows(data, "queries") if one["org_id"] == org][:4]:
            yield get(path, org=org, q=row["text"], limit=20)
