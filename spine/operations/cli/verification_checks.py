"""The guide's verification calls, and what their answers have to say."""

from collections.abc import Sequence
from typing import Any

from spine.operations.cli.verification import Check, Visit, wanted

TITLE = "Verification of the renewal"
SUBJECT = "renewal"
UNKNOWN_SUBJECT = "zeppelin moorings"
MINUTES = 30

LINKED = ("verify_decision", "verify_risk", "verify_action")
LOOSE = ("verify_loose_1", "verify_loose_2", "verify_loose_3")
MODES = "auto strict off".split()

COVERAGE = {"orgs", "orgs_with_workstream", "share", "workstreams_per_org", "facts_per_workstream", "stale_share"}


def _fact(fact_id: str, fact_type: str, text: str) -> dict[str, Any]:
    return {"fact_id": fact_id, "fact_type": fact_type, "text": text, "evidence": [{"quote": f"We said: {text}"}]}


FACTS = [
    _fact("verify_decision", "decision", "The renewal contract is signed for two years."),
    _fact("verify_risk", "risk", "The renewal may slip behind the price review."),
    _fact("verify_action", "action_item", "Send the renewal price list to the customer.") | {"owner": "Ana"},
    _fact("verify_loose_1", "risk", "The warehouse migration lacks a rollback plan."),
    _fact("verify_loose_2", "action_item", "Write the rollback plan of the warehouse migration."),
    _fact("verify_loose_3", "question", "Who approves the rollback plan of the warehouse migration?"),
]


def ready(visit: Visit) -> str:
    """The database answers."""
    told = visit.ask("GET", "/ready")
    wanted(told["ok"] is True, "it is not ready")
    return f"{told['store']} answers"


def facts_posted(visit: Visit) -> str:
    """Facts are stored, each under its own id."""
    told = visit.in_org("POST", "/facts", {"facts": FACTS})
    ids = [fact["fact_id"] for fact in FACTS]
    wanted(told["fact_ids"] == ids, f"fact_ids are {told['fact_ids']}")
    stored = told["inserted"] + told["updated"] + told["unchanged"]
    wanted(stored == len(FACTS), f"{stored} of {len(FACTS)} facts were stored")
    return f"{stored} facts"


def workstream_created(visit: Visit) -> str:
    """A workstream is made as it was given."""
    fields = {"title": TITLE, "status": "yellow", "priority": 5, "tags": [SUBJECT]}
    given = fields | {"workstream_id": "ws_verify"}
    told = visit.in_org("POST", "/workstreams", given)
    wanted({name: told[name] for name in given} == given, f"it came back as {told}")
    wanted(told["org_id"] == visit.org_id, f"it lies in {told['org_id']}")
    return str(told["workstream_id"])


def workstreams_listed(visit: Visit) -> str:
    """The list holds this workstream, and nobody else's."""
    listed = visit.in_org("GET", "/workstreams")["workstreams"]
    ids = [one["workstream_id"] for one in listed]
    wanted(ids == ["ws_verify"], f"the list is {ids}")
    wanted(listed[0]["stale"] is False, "it is stale, though it was made just now")
    return "one, not stale"


def facts_linked(visit: Visit) -> str:
    """Facts are linked, and one that is not there is said to be missing."""
    body = {"fact_ids": [*LINKED, "verify_nobody"], "weight": 1.0}
    told = visit.ask("POST", "/workstreams/ws_verify/link-facts", body, org=visit.org_id)
    wanted(set(told["fact_ids"]) == set(LINKED), f"linked are {told['fact_ids']}")
    wanted(told["missing"] == ["verify_nobody"], f"missing are {told['missing']}")
    return f"{len(LINKED)} linked, 1 missing"


def facts_of_workstream(visit: Visit) -> str:
    """The workstream's facts come back with their weight, words and quotes."""
    told = visit.ask("GET", "/workstreams/ws_verify/facts", org=visit.org_id)["facts"]
    wanted({fact["fact_id"] for fact in told} == set(LINKED), f"they are {[fact['fact_id'] for fact in told]}")
    texts = {fact["fact_id"]: fact["text"] for fact in FACTS}
    for fact in told:
        wanted(fact["text"] == texts[fact["fact_id"]], f"{fact['fact_id']} says {fact['text']!r}")
        wanted(fact["weight"] == 1.0 and bool(fact["evidence"]), f"{fact['fact_id']} lost its weight or its quote")
    return f"{len(told)} facts with their quotes"


def suggested(visit: Visit) -> str:
    """What belongs to no workstream is suggested as one."""
    told = visit.in_org("POST", "/workstreams:suggest")["suggestions"]
    ids = {fact_id for one in told for fact_id in one["fact_ids"]}
    wanted(bool(told) and ids <= set(LOOSE), f"suggested are {sorted(ids) or 'none'} of {', '.join(LOOSE)}")
    return f"“{told[0]['title']}”"


def planned_by_post(visit: Visit) -> str:
    """Mode auto plans from the workstream."""
    return _macro(visit, _posted(visit, "auto", SUBJECT), "auto")


def planned_by_get(visit: Visit) -> str:
    """The same by GET."""
    told = visit.ask("GET", "/agenda/plan-nl", **_request(visit, SUBJECT), macro="auto")
    return _macro(visit, told, "auto")


def planned_strictly(visit: Visit) -> str:
    """Mode strict plans from the workstream, too."""
    return _macro(visit, _posted(visit, "strict", SUBJECT), "strict")


def planned_strictly_about_nothing(visit: Visit) -> str:
    """Mode strict makes nothing up where no workstream matches, and says so."""
    proposal = _posted(visit, "strict", UNKNOWN_SUBJECT)["proposal"]
    if _switched_off(proposal):
        return "the kill switch is off: not asked"
    wanted(proposal["choice"] == "macro-strict-empty", f"choice is {proposal['choice']}")
    nudge = proposal["agenda"]["_metadata"]["nudge"]
    wanted(nudge == "macro_subject_unmatched" and not proposal["agenda"]["sections"], f"nudge is {nudge}")
    return str(nudge)


def planned_without_workstreams(visit: Visit) -> str:
    """Mode off plans from facts alone."""
    proposal = _posted(visit, "off", SUBJECT)["proposal"]
    wanted(proposal["choice"] in ("next-subject", "next-default"), f"choice is {proposal['choice']}")
    _agenda_holds(proposal)
    return str(proposal["choice"])


def proposed(visit: Visit) -> str:
    """An agenda is stored, and stands in the list."""
    told = visit.ask("POST", "/agenda/propose", _request(visit, SUBJECT) | {"meeting_id": "verify_meeting"})
    visit.made["proposal"] = told["proposal_id"]
    wanted(told["status"] == "proposed" and bool(told["agenda"]["sections"]), f"it is {told['status']}, or empty")
    listed = visit.ask("GET", "/agenda/proposals", org=visit.org_id)["items"]
    wanted([one["proposal_id"] for one in listed] == [told["proposal_id"]], "the list does not hold it alone")
    return str(told["proposal_id"])


def feedback_taken(visit: Visit) -> str:
    """What a meeting did is not put on the next agenda."""
    proposal_id = visit.made.get("proposal")
    wanted(bool(proposal_id), "there is no proposal to rate")
    body = {"rating": 5, "bullets": [{"fact_id": "verify_action", "verdict": "done"}]}
    visit.ask("POST", f"/agenda/{proposal_id}/feedback", body, org=visit.org_id)
    shown = _posted(visit, "auto", SUBJECT)["proposal"]["supporting_fact_ids"]
    wanted("verify_action" not in shown, "what was done stands on the agenda still")
    return "what was done is hidden"


def snapshots_listed(visit: Visit) -> str:
    """The daily pictures can be read; the sweep has taken none yet, or today's."""
    told = visit.in_org("GET", "/snapshots")
    wanted(told["org_id"] == visit.org_id and len(told["snapshots"]) <= 1, f"it answered {told}")
    return f"{len(told['snapshots'])} so far"


def found_by_words(visit: Visit) -> str:
    """Search finds the fact that holds the words first."""
    items = visit.ask("GET", "/facts/search", org=visit.org_id, q="price list")["items"]
    wanted(bool(items) and items[0]["fact_id"] == "verify_action", f"found {[one['fact_id'] for one in items]}")
    return "the right fact first"


def coverage_told(visit: Visit) -> str:
    """The rollout's figures are there, as of the last sweep."""
    told = visit.ask("GET", "/metrics/coverage")
    wanted(told.keys() >= COVERAGE, f"it lacks {sorted(COVERAGE - told.keys())}")
    return f"as of {told['as_of'] or 'no sweep yet'}"


def _request(visit: Visit, subject: str) -> dict[str, Any]:
    text = f"plan a meeting about the {subject}"
    return {"text": text, "org": visit.org_id, "subject": subject, "duration_minutes": MINUTES, "language": "en-US"}


def _posted(visit: Visit, macro: str, subject: str) -> Any:
    return visit.ask("POST", "/agenda/plan-nl", _request(visit, subject), macro=macro)


def _switched_off(proposal: Any) -> bool:
    return bool(proposal["agenda"]["_metadata"]["mode"]["source"] == "kill_switch")


def _macro(visit: Visit, told: Any, mode: str) -> str:
    """Raises Unexpected unless an agenda comes from the one workstream, or the kill switch keeps it from that."""
    wanted(told["org_id"] == visit.org_id, f"it planned {told['org_id']}")
    proposal = told["proposal"]
    _agenda_holds(proposal)
    if _switched_off(proposal):
        return f"{proposal['choice']}: the kill switch is off"
    wanted(proposal["choice"] == "macro", f"choice is {proposal['choice']}")
    metadata = proposal["agenda"]["_metadata"]
    wanted(metadata["mode"]["value"] == mode, f"the mode is {metadata['mode']}")
    chosen = [one["workstream_id"] for one in metadata["workstreams"]]
    wanted(chosen == ["ws_verify"], f"chosen are {chosen}")
    return f"macro, {len(proposal['supporting_fact_ids'])} facts in {proposal['agenda']['minutes']} min"


def _agenda_holds(proposal: Any) -> None:
    """Raises Unexpected for minutes that do not add up, and for a bullet that is no stored fact."""
    agenda = proposal["agenda"]
    minutes = sum(section["minutes"] for section in agenda["sections"])
    wanted(minutes == agenda["minutes"] == MINUTES, f"the sections last {minutes} of {MINUTES} minutes")
    texts = {fact["fact_id"]: fact["text"] for fact in FACTS}
    items = [item for section in agenda["sections"] for item in section["items"]]
    for bullet in (bullet for item in items for bullet in item["bullets"]):
        wanted(bullet["text"] == texts.get(bullet["fact_id"]), f"a bullet says {bullet['text']!r}")


CHECKS: Sequence[tuple[str, Check]] = (
    ("ready", ready),
    ("facts stored", facts_posted),
    ("workstream created", workstream_created),
    ("workstreams listed", workstreams_listed),
    ("facts linked", facts_linked),
    ("facts of the workstream", facts_of_workstream),
    ("workstreams suggested", suggested),
    ("search", found_by_words),
    ("plan, auto, POST", planned_by_post),
    ("plan, auto, GET", planned_by_get),
    ("plan, strict", planned_strictly),
    ("plan, strict, no match", planned_strictly_about_nothing),
    ("plan, off", planned_without_workstreams),
    ("proposal stored", proposed),
    ("feedback", feedback_taken),
    ("snapshots", snapshots_listed),
    ("coverage", coverage_told),
)
"""In the order in which they need each other."""
