"""Requests that write: workstreams, facts, links, meetings, suggestions, bundles, organisations; and the sweep."""

from collections.abc import Iterator, Mapping
from itertools import product

from bench.answers.asking import Request, delete, get, patch, post, put

FLAG = "/admin/functions/flag_stale_workstreams"
MATCH = {"If-Match": "<tag>"}
BUNDLE = {
    "org_id": "acme",
    "meeting": {
        "meeting_id": "acme-2026-11-27", "meeting_started_at": "2026-11-27T14:00:00-03:00",
        "participants": [{"id": "p1", "display_name": "Ana Prado"}, {"id": "p2", "display_name": "Jo Miller"}],
    },
    "facts": [
        {"id": "acme-f1", "type": "risk", "label": "Renewal waits",
         "text": "Acme may not renew before the price review.",
         "evidence": {"quote": "We will not sign before we have seen the prices.", "char_span": [310, 358]}},
        {"id": "acme-f2", "type": "action_item", "text": "Send Acme the new price list for the renewal.",
         "attributes": {"owner": "Ana Prado", "due_date_iso": "2026-12-02", "area": {"deep": [1, 2.5, None]}},
         "provenance": {"who_said": "p1", "when_said": "04:10"},
         "evidence": [{"quote": "I will send you the price list.", "card_id": "c1", "utterance_ids": ["u1", "u2"]}]},
        {"id": "acme-f3", "label": "Spare parts", "attributes": {"due_date_iso": "next Friday"}, "confidence": 0.5,
         "provenance": {"who_said": "Jo Miller", "when_said": "01:02:03"}, "derived_from": ["acme-f1"]},
        {"text": "Deliveries without tracking are announced by mail each morning.", "type": "decision"},
    ],
}  # fmt: skip
BAD_SETTINGS: tuple[Mapping[str, object], ...] = (
    {"org_id": "acme"}, {"language": "fr"}, {"macro_mode": "banana"}, {"aliases": ["reunião"]}, {"name": " "},
    {"aliases": ["um alias"] * 21}, {"time_zone": "Mars/Phobos"}, {"context_text": "x" * 8_001},
)  # fmt: skip


def writes() -> Iterator[Request]:
    """All kinds of writes, and what is read after them."""
    yield from _workstreams()
    yield from _revisions()
    yield from _facts()
    yield from _links()
    yield from _meetings()
    yield from _bundles()
    yield from _suggestions()
    yield from _ambiguous()
    yield from _organisations()
    yield from _empty()
    yield from _deletions()


def sweeps() -> Iterator[Request]:
    """The stale sweep, and the pictures that it takes."""
    yield get("/metrics/coverage")
    yield get("/orgs/org_demo/snapshots")
    yield post(FLAG)
    yield post(FLAG)
    yield get("/metrics/coverage")
    for org in ("org_demo", "org_harbor", "ES2002", "nobody"):
        yield get(f"/orgs/{org}/snapshots")
    yield get("/orgs/org_harbor/workstreams", stale="true")
    yield patch("/workstreams/ws_seguranca_alimentos", {"owner": "Márcia Fontes"})
    yield get("/orgs/org_demo/workstreams", stale="true")


def _workstreams() -> Iterator[Request]:
    path = "/orgs/acme/workstreams"
    given = {"title": "Renewal", "status": "RED", "priority": 5}
    yield post(path, given, by_chance=True, keep={"made": "workstream_id"})
    yield get("/workstreams/<made>")
    key = {"Idempotency-Key": "renewal-2026"}
    for title in ("Price review", "Price review", "Another"):
        yield post(path, {"title": title, "priority": 4}, headers=key)
    whole = {
        "workstream_id": "ws_whole", "org_id": "acme", "title": "  Spare parts ", "description": "All of them.",
        "status": "yellow", "priority": 7.0, "owner": "Jo Miller", "start_iso": "2026-10-01", "unknown": 1,
        "target_iso": "2027-01-31T12:00:00+01:00", "tags": ["parts", "parts", " spare "], "created_at": "2026-10-01",
    }  # fmt: skip
    yield post(path, whole)
    yield post(path, {"workstream_id": "ws_whole", "title": "Spare parts and tracking"})
    yield post(path, {"workstream_id": "ws_whole", "description": None, "owner": None})
    yield patch("/workstreams/ws_whole", {"description": None, "tags": None, "owner": None, "org_id": "byd"})
    yield patch("/workstreams/ws_whole", {"title": None})
    yield patch("/workstreams/ws_whole?org=byd", {"title": "a"})
    yield patch("/workstreams/ws_whole", {})
    yield post(path, {"title": "a", "org_id": "byd"})
    yield post(path, {"workstream_id": "ws_new", "status": "green"})
    yield get(path)


def _revisions() -> Iterator[Request]:
    path = "/workstreams/ws_whole"
    yield get(path, keep={"tag": "ETag"})
    yield patch(path, {"status": "green"}, headers=MATCH)
    yield patch(path, {"status": "red"}, headers=MATCH)
    yield patch(path, {"status": "red"}, headers={"If-Match": "*"})
    yield delete(path, headers=MATCH)
    yield get(path, keep={"tag": "ETag"})
    yield post("/workstreams/ws_whole/link-facts", {"fact_ids": ["nothing"]})
    yield patch(path, {"priority": 8}, headers={"If-Match": '"another", W/<tag>'})


def _facts() -> Iterator[Request]:
    path = "/orgs/acme/facts"
    whole = {
        "fact_id": "a1", "fact_type": " Risk ", "status": "VALIDATED", "text": "The carrier's API fails at night.",
        "title": "Carrier", "owner": "Jo Miller", "due_iso": "2026-12-01T09:00:00-03:00", "confidence": 0.25,
        "language": "en", "meeting_id": "m1", "transcript_id": "t1", "payload": {"a": [1, {"b": None}], "ç": "ã"},
        "evidence": [{"quote": "From midnight to five there is none.", "char_span": [1, 37], "who_said_label": "Jo",
                      "ts_start_ms": 1000, "utterance_ids": ["u1"], "card_id": "c1"}],
        "entities": [{"entity_id": "e1", "display_name": "Carrier", "type": "org", "role": "supplier"}],
        "created_at": "2026-11-01T00:00:00Z", "unknown": True,
    }  # fmt: skip
    yield post(path, {"facts": [whole]})
    yield post(path, {"facts": [whole]})
    yield get("/facts/a1")
    yield post(path, {"facts": [{"fact_id": "a1", "text": "The carrier's API fails at noon."}]})
    unnamed = [{"fact_type": "question", "title": "Title alone?"}, {"fact_type": "todo", "text": "x"}]
    yield post(path, {"facts": unnamed})
    for _ in range(2):
        yield post(path, {"facts": unnamed}, headers={"Idempotency-Key": "k1"})
    for status in ("published", "REJECTED", "proposed", "nothing", None):
        yield post("/facts/a1/status", {"status": status})
    yield post("/facts/nothing/status", {"status": "draft"})
    yield get(path, limit=200)


def _links() -> Iterator[Request]:
    path = "/workstreams/ws_whole"
    yield post(f"{path}/link-facts", {"fact_ids": ["a1", "a1", "fact_im_01", "nothing"], "weight": 0.5})
    yield post(f"{path}/link-facts", {"fact_ids": ["a1"]})
    yield get(f"{path}/facts")
    yield post(f"{path}/unlink-facts", {"fact_ids": ["a1", "nothing"]})
    yield post(f"{path}/unlink-facts", {"fact_ids": ["a1"]})
    yield post(f"{path}/link-facts?org=byd", {"fact_ids": ["a1"]})
    yield post("/workstreams/ws_nothing/link-facts", {"fact_ids": ["a1"]})
    bad: list[Mapping[str, object]] = [{"fact_ids": []}, {"fact_ids": ["no id"]}, {"fact_ids": ["a1"], "weight": 1.5}]
    for body in (*bad, {"weight": 1}):
        yield post(f"{path}/link-facts", body)


def _meetings() -> Iterator[Request]:
    path = "/meetings/acme-2026-11-27/link-workstream"
    yield post(path, {"workstream_id": "ws_whole"})
    yield post(path, {"workstream_id": "ws_whole"})
    yield post(path, {"workstream_id": "<made>"})
    yield post(path, {"workstream_id": "ws_nothing"})
    yield get("/meetings/acme-2026-11-27/workstreams")
    yield get("/workstreams/ws_whole/meetings", org="acme")
    yield delete(f"{path}/ws_whole")
    yield delete(f"{path}/ws_whole")
    yield get("/meetings/acme-2026-11-27/workstreams")


def _bundles() -> Iterator[Request]:
    path = "/orgs/acme/bundles"
    yield post(path, BUNDLE)
    yield post(path, BUNDLE)
    yield get("/facts/acme-f2")
    yield get("/facts/acme-f3")
    facts = [{"id": "b1", "text": "a"}, {"id": "b2", "text": "b", "provenance": {"when_said": "soon"}}]
    yield post("/orgs/byd/bundles", BUNDLE)
    yield post(path, {"meeting": {"meeting_id": "m2"}, "facts": facts})
    yield post(path, {"meeting": {"meeting_id": "m2"}, "facts": [{"id": "b1"}]})
    yield post(path, {"meeting": {"meeting_id": "19:meeting_NDQ4@thread.v2"}, "facts": facts[:1]})
    yield post(path, {"meeting": {"meeting_id": "m2"}, "facts": [{"text": "a", "attributes": {"owner": ["Ana"]}}]})
    yield post("/agenda/plan-nl", {"text": "plan a meeting with Acme about the price list", "explain": True})


def _suggestions() -> Iterator[Request]:
    """Workstreams that are made get priorities apart, for those of one priority are listed by their random ids."""
    for org in ("ES2002", "TS3005", "org_demo", "acme", "nobody"):
        yield post(f"/orgs/{org}/workstreams:suggest")
    yield post("/orgs/TS3005/workstreams:suggest?limit=3")
    yield post("/orgs/TS3005/workstreams:suggest?limit=2&apply=true", by_chance=True,
               keep={"s0": "suggestions.0.workstream_id", "s1": "suggestions.1.workstream_id"})  # fmt: skip
    yield patch("/workstreams/<s0>", {"priority": 901})
    yield patch("/workstreams/<s1>", {"priority": 902})
    yield post("/orgs/TS3005/workstreams:suggest?limit=3&apply=false", "{}")
    yield get("/workstreams/<s1>/facts")
    yield get("/orgs/TS3005/workstreams")
    yield post("/agenda/plan-nl", {"text": "Plan our next meeting", "org": "TS3005", "explain": True})
    yield post("/orgs/TS3005/workstreams:suggest?limit=51&apply=perhaps")


def _ambiguous() -> Iterator[Request]:
    """The same ids in two organisations."""
    for org in ("byd", "globex"):
        fact = {"fact_id": "f_same", "fact_type": "risk", "text": f"Um risco de {org}"}
        yield post(f"/orgs/{org}/workstreams", {"workstream_id": "ws_same", "title": f"Frente de {org}"})
        yield post(f"/orgs/{org}/facts", {"facts": [fact]})
        yield post(f"/meetings/m_same/link-workstream?org={org}", {"workstream_id": "ws_same"})
    for path in ("/workstreams/ws_same", "/workstreams/ws_same/facts", "/facts/f_same", "/meetings/m_same/workstreams"):
        yield get(path)
        yield get(path, org="byd")
    yield patch("/workstreams/ws_same", {"status": "red"})
    yield patch("/workstreams/ws_same?org=globex", {"status": "red"})
    yield delete("/facts/f_same")
    yield post("/facts/f_same/status?org=byd", {"status": "validated"})
    yield post("/workstreams/ws_same/link-facts", {"fact_ids": ["f_same"]})
    yield post("/workstreams/ws_same/link-facts?org=byd", {"fact_ids": ["f_same"]})


def _organisations() -> Iterator[Request]:
    path = "/orgs/initech"
    whole = {"name": " Initech ", "aliases": ["Ini", "ini"], "language": "EN", "macro_mode": "Strict",
             "context_text": "Paper."}  # fmt: skip
    yield put(path, whole)
    yield post("/agenda/plan-nl", {"text": "agenda with Ini"})
    yield patch(path, {"macro_mode": "off", "aliases": None})
    yield post("/agenda/plan-nl", {"text": "agenda with Initech about the printer"})
    yield patch(path, {"macro_mode": None, "unknown": 1})
    yield put(path, {})
    yield get(path)
    for body in BAD_SETTINGS:
        yield patch(path, body)
    yield patch("/orgs/no%20id", {"name": "a"})


def _empty() -> Iterator[Request]:
    """A workstream without facts beside facts without a workstream."""
    yield post("/orgs/contoso/workstreams", {"workstream_id": "ws_empty", "title": "Data migration"})
    for mode, text in product(("auto", "strict", "off"), ("meeting with Contoso", "Contoso about data migration")):
        yield post("/agenda/plan-nl", {"text": text, "macro": mode, "explain": True})


def _deletions() -> Iterator[Request]:
    """What has a random id goes at last, for the sweep visits workstreams of one moment by their ids."""
    for path in ("/facts/acme-f1", "/workstreams/ws_whole", "/facts/nothing", "/workstreams/ws_nothing"):
        yield delete(path)
        yield delete(path)
    yield get("/facts/acme-f1")
    yield get("/workstreams/ws_whole/facts")
    yield get("/workstreams/<made>/facts")
    yield from (delete(f"/workstreams/<{name}>") for name in ("made", "s0", "s1"))
    yield delete("/orgs/embraer")
    yield delete("/orgs/embraer?confirm=acme")
    yield delete("/orgs/embraer?confirm=embraer")
    yield delete("/orgs/embraer?confirm=embraer")
    yield get("/orgs/embraer")
    yield post("/agenda/plan-nl", {"text": "pauta com a Embraer"})
