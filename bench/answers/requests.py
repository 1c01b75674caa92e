"""The scenes in which the requests are asked, one after the other, all on one database."""

from collections.abc import Iterator
from pathlib import Path

from bench.answers.asking import Request, Scene, get, patch, post
from bench.answers.faults import faults
from bench.answers.lists import lists, pages
from bench.answers.meetings import AMI_ORGS, loaded
from bench.answers.plans import FORMATS, MODES, PLAN, PROPOSE, START, TEXTS, plans, proposals
from bench.answers.writes import FLAG, sweeps, writes

NOW, LATER = "2026-11-30 12:00:00", "2026-12-20 12:00:00"
KEY = "key-of-the-answers"


def first(data: Path) -> Iterator[Request]:
    """Nearly everything: what reads nothing that is written comes first."""
    yield from pages()
    yield from loaded(data)
    yield from plans(data)
    yield from lists(data)
    yield from proposals()
    yield from sweeps()
    yield from writes()
    yield from faults()


def later(data: Path) -> Iterator[Request]:
    """Twenty days later: workstreams are stale, the last meeting is over, its open points come back."""
    for org, texts in TEXTS.items():
        yield get(f"/orgs/{org}/workstreams")
        for mode in MODES:
            yield post(PLAN, {"text": texts["no subject"], "org": org, "macro": mode, "explain": True})
        yield from (post(PLAN, {"text": texts["a workstream"], "org": org, "format": form}) for form in FORMATS[:4])
    yield post(PROPOSE, {"text": TEXTS["org_demo"]["no subject"], "org": "org_demo", "start_iso": START})
    yield post(FLAG)
    yield post(FLAG)
    yield get("/metrics/coverage")
    for org in ("org_demo", "org_harbor", AMI_ORGS[0]):
        yield get(f"/orgs/{org}/snapshots")
        yield get(f"/orgs/{org}/workstreams", stale="true")
    yield get("/orgs/org_demo/snapshots", limit=1, keep={"day": "next_cursor"})
    yield get("/orgs/org_demo/snapshots?limit=1&cursor=<day>")
    yield patch("/workstreams/ws_frota", {"status": "green"})
    yield get("/orgs/org_demo/workstreams", stale="false")
    yield get("/facts/search", org="org_demo", q="frota")


def locked(data: Path) -> Iterator[Request]:
    """With keys, and a kill switch that somebody mistyped."""
    for path in ("/health", "/openapi.json", "/docs", "/orgs/org_demo/workstreams", "/metrics/coverage"):
        yield get(path)
    key = {"x-functions-key": KEY}
    yield get("/orgs/org_demo", headers={"x-functions-key": "another"})
    yield get("/orgs/org_demo", headers=key)
    yield get("/orgs/org_demo", code=KEY)
    yield post(FLAG)
    yield post(f"{PLAN}?macro=strict", {"text": "pauta sobre frota"}, headers=key)
    yield post(PLAN, {"text": "pauta"}, headers=key)


def otherwise(data: Path) -> Iterator[Request]:
    """With other defaults: strict, another organisation, neglect after three days."""
    for text in (*TEXTS["org_harbor"].values(), "pauta da Ipê-Mirim sobre blockchain"):
        yield post(PLAN, {"text": text})
    yield post(PLAN, {"text": "agenda", "macro": "auto"})
    yield get("/orgs/org_harbor/workstreams", stale="true")
    yield get("/facts/search", q="payouts", limit=3)
    yield get("/agenda/proposals")


SCENES = (
    Scene("first", NOW, first),
    Scene("later", LATER, later),
    Scene("locked", LATER, locked, {"USE_MACRO_PLAN": "ture"}, ("--enable-auth", KEY)),
    Scene(
        "otherwise",
        LATER,
        otherwise,
        {"MACRO_DEFAULT_MODE": "strict", "DEFAULT_ORG_ID": "org_harbor", "STALE_AFTER_DAYS": "3"},
    ),
)
