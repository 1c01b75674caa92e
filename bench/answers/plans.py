"""Requests for agendas: every mode, format and language, what real people ask, and what comes back later."""

import json
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

from bench.answers.asking import Request, get, post
from bench.answers.meetings import AMI_ORGS, rows

PLAN, RAW, PROPOSE = "/agenda/plan-nl", "/agenda/plan-nl-raw", "/agenda/propose"
MODES = ("auto", "strict", "off")
FORMATS = ("json", "nl", "markdown", "html", "ics")
START = "2026-12-01T14:00:00Z"
TEXTS: Mapping[str, Mapping[str, str]] = {
    "org_demo": {
        "no subject": "pauta da próxima reunião",
        "a workstream": "pauta sobre credenciais da Vitrino, 15 min",
        "two workstreams": "reunião sobre integrações e câmaras frias, 45 min",
        "facts alone": "reunião sobre temperatura do baú e reclamações, 40 min",
        "a draft alone": "pauta sobre o módulo de devoluções da Prisma, 20 min",
        "nothing": "reunião com a Ipê-Mirim sobre blockchain, uma hora",
    },
    "org_harbor": {
        "no subject": "plan a meeting with Harborquill",
        "a workstream": "agenda for Harbor about Canadian postal codes, 20 min",
        "two workstreams": "plan a meeting with Harborquill on payouts and onboarding, 50 minutes",
        "facts alone": "90 minutes with Harbor Quill about gloves and rain",
        "a draft alone": "meeting with Harborquill about a volume discount, half an hour",
        "nothing": "Harborquill weekly about blockchain",
    },
}


def plans(data: Path) -> Iterator[Request]:
    """Agendas of the demo organisations and of real meetings; nothing is stored."""
    yield from _modes()
    yield from _formats()
    yield from _options()
    yield from _by_query()
    yield from _raw()
    yield from _real_requests(data)
    yield from _real_meetings(data)


def _modes() -> Iterator[Request]:
    for (org, texts), mode in product(TEXTS.items(), MODES):
        for kind, text in texts.items():
            yield post(PLAN, {"text": text, "org": org, "macro": mode, "explain": kind != "no subject"})


def _formats() -> Iterator[Request]:
    for (org, texts), form, mode in product(TEXTS.items(), FORMATS, ("auto", "off")):
        body = {"text": texts["a workstream"], "org": org, "format": form, "start_iso": START}
        yield post(f"{PLAN}?macro={mode}", body, headers=_accepting(form))
    for form in FORMATS[1:]:
        written = {"format": form, "start_iso": START}
        yield post(PLAN, {"text": TEXTS["org_demo"]["no subject"], **written})
        yield post(PLAN, {"text": TEXTS["org_harbor"]["nothing"], "macro": "strict", **written})


def _accepting(form: str) -> dict[str, str]:
    types = {"nl": "text/plain", "markdown": "text/markdown", "html": "text/html", "ics": "text/calendar"}
    return {"Accept": types[form]} if form in types else {}


def _options() -> Iterator[Request]:
    for org, minutes in product(TEXTS, (5, 6, 7, 14, 60, 61, 240, 480)):
        yield post(PLAN, {"text": TEXTS[org]["no subject"], "org": org, "duration_minutes": minutes})
    more: list[dict[str, object]] = [
        {"justify": True}, {"justify": True, "explain": True}, {"language": "en"}, {"language": "pt-PT"},
        {"language": "en-GB", "format": "markdown"}, {"language": "pt", "format": "nl"},
        {"language": "en-US", "format": "html"}, {"subject": "câmaras frias"}, {"subject": "payouts"},
        {"subject": " "}, {"context": "Falar do aditivo da obra e dos bombeiros."},
        {"attendees": ["Caio Bittencourt", "Renata Moura"], "explain": True}, {"people": ["Priya Raman"]},
        {"meeting_id": "weekly-1"}, {"start_iso": "2026-11-25T09:00:00-03:00", "format": "ics"},
        {"start_iso": "2027-02-28T23:30:00", "format": "ics", "duration_minutes": 480}, {"start_iso": "2026-12-24"},
        {"org": "Distribuidora Ipê-Mirim"}, {"org": "harbor"}, {"org": "nobody"}, {"org": "Nobody at all"},
        {"macro": "STRICT", "format": "JSON"}, {"macro": None, "format": None, "justify": None},
    ]  # fmt: skip
    asked = {"text": "pauta sobre a homologação da Rede Bom Vizinho, 30 min", "org": "org_demo"}
    for options in more:
        yield post(PLAN, asked | options)
        if {"justify", "subject", "attendees"} & options.keys():
            yield post(PLAN, {"text": TEXTS["org_harbor"]["no subject"], "org": "org_harbor", **options})


def _by_query() -> Iterator[Request]:
    for org, form in product(TEXTS, FORMATS):
        yield get(PLAN, text=TEXTS[org]["two workstreams"], org=org, format=form, start_iso=START, macro="auto")
    yield get(PLAN, text="pauta")
    yield get(PLAN, text="pauta", macro="off", duration_minutes=25, language="en", explain="true")
    yield get(PLAN, text="pauta", justify="1", attendees=["Ana", "Caio Bittencourt"])
    yield get(PLAN, text="agenda about SOC 2, 20 min", org="org_harbor", headers={"Accept": "text/markdown"})
    yield get(PLAN, text="agenda about SOC 2", org="org_harbor", headers={"Accept": "text/html;q=0, text/plain"})
    yield get(PLAN, text="agenda", headers={"Accept": "text/calendar"})
    yield get(PLAN, text="agenda", start_iso=START, headers={"Accept": "text/calendar"})


def _raw() -> Iterator[Request]:
    plain = {"Content-Type": "text/plain; charset=utf-8"}
    for text in (TEXTS["org_demo"]["a workstream"], TEXTS["org_harbor"]["two workstreams"], "Olá, 1h30 com a Demo"):
        yield post(RAW, text, headers=plain)
    yield post(f"{RAW}?org=org_harbor&macro=off&justify=true", "payouts, 25 minutes", headers=plain)
    yield post(f"{RAW}?format=markdown&language=en", "pauta sobre frota", headers=plain)
    yield post(f"{RAW}?format=ics&start_iso={START}", "pauta sobre frota", headers=plain)
    yield post(RAW, "pauta sobre frota", headers=plain | {"Accept": "text/html"})
    yield post(RAW, "\ufeffpauta", headers=plain)
    yield post(RAW, b"\xff\xfe pauta", headers=plain)
    yield post(RAW, " \n ", headers=plain)
    yield post(RAW, "a" * 4_001, headers=plain)
    yield post(f"{RAW}?macro=banana&duration_minutes=4", "pauta", headers=plain)


def _real_requests(data: Path) -> Iterator[Request]:
    asked: dict[str, Any] = json.loads((data / "nl/requests.json").read_text(encoding="utf-8"))
    for case in asked["cases"]:
        yield post(PLAN, {"text": case["text"]})


def _real_meetings(data: Path) -> Iterator[Request]:
    """What the meetings' annotators asked, eight questions for each team."""
    for org in AMI_ORGS:
        cases = [row for row in rows(data, "selection") if row["org_id"] == org]
        for number, case in enumerate(cases[:: max(1, len(cases) // 8)][:8]):
            mode = {"macro": MODES[number % 3]} if number % 2 else {}
            yield post(PLAN, {"text": case["text"], "org": org, "language": "en", "explain": number < 4, **mode})
        yield post(PLAN, {"text": "Plan the agenda of our next meeting.", "org": org, "format": "nl"})


def proposals() -> Iterator[Request]:
    """Stored agendas, what people say of them, and what of a meeting that is over comes back in the next one."""
    weekly = {"text": "weekly with Harborquill, one hour", "org": "org_harbor", "macro": "auto"}
    over = {"meeting_id": "weekly-1", "transcript_id": "t1", "start_iso": "2026-11-23T15:00:00Z"}
    bullets = {f"b{n}": f"proposal.supporting_fact_ids.{n}" for n in range(8)}
    yield post(PROPOSE, {**weekly, **over}, keep={"over": "proposal_id", **bullets})
    yield post(PROPOSE, {**weekly, **over})
    yield post(PLAN, {**weekly, "explain": True})
    yield post(PLAN, {**weekly, "subject": "payouts", "explain": True})
    yield post(PLAN, {**weekly, "macro": "off"})
    yield post(PLAN, {**weekly, "format": "markdown"})
    yield post(PROPOSE, {"prompt": "pauta sobre frota, 30 min"}, keep={"frota": "proposal_id"})
    yield post(f"{PROPOSE}?macro=strict", {"text": "pauta", "org": "org_demo", "duration_minutes": 15})
    yield post(PROPOSE, {"subject": "câmaras frias", "org": "org_demo", "justify": True, "explain": True})
    yield post(PROPOSE, {"text": "pauta sobre blockchain", "macro": "strict"})
    yield post(PROPOSE, {"text": "agenda", "org": "ES2002", "language": "en", "format": "markdown"})
    yield post(PROPOSE, {"text": "pauta", "org": "nobody"})
    yield from _lists_of_proposals()
    yield from _feedback(weekly)


def _lists_of_proposals() -> Iterator[Request]:
    yield get("/agenda/proposals")
    yield get("/agenda/proposals", org="org_demo", limit=2, keep={"more": "next_cursor"})
    yield get("/agenda/proposals?org=org_demo&limit=2&cursor=<more>")
    yield get("/agenda/proposals?org=org_harbor&limit=2&cursor=<more>")
    yield get("/agenda/proposals", org="nobody")
    yield get("/agenda/proposals/<over>")
    yield get("/agenda/proposals/<over>", org="org_demo")
    yield get("/agenda/proposals/<over>", format="markdown")
    yield post("/facts/<frota>/status", {"status": "validated"})
    yield get("/agenda/proposals/<frota>")
    yield get("/facts/<frota>")


def _feedback(weekly: Mapping[str, object]) -> Iterator[Request]:
    verdicts = ("done", "reject", "accept", "DONE")
    said = [{"fact_id": f"<b{n}>", "verdict": verdict} for n, verdict in enumerate(verdicts)]
    path = "/agenda/<over>/feedback"
    yield post(path, {"rating": 4, "bullets": said, "comment": "Útil, mas longa."})
    yield post(PLAN, {**weekly, "explain": True})
    yield post(PLAN, {**weekly, "macro": "off", "explain": True})
    yield post(path, {"rating": 5, "bullets": [{"fact_id": "<b1>", "verdict": "accept"}]})
    yield post(PLAN, {**weekly, "explain": True})
    yield post(path, {"comment": "só isto"})
    for body in ({}, {"rating": 6}, {"rating": "4"}, {"bullets": [{"fact_id": "f", "verdict": "accept"}]}):
        yield post(path, body)
    yield post(path, {"bullets": [{"fact_id": "<b0>", "verdict": "maybe"}]})
    yield post("/agenda/agd_0000000000000000/feedback", {"rating": 3})
    yield post(f"{path}?org=org_demo", {"rating": 3})
