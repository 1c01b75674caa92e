"""The calls by which a deployment is verified, and what their answers have to say."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from spine.operations.verification.runner import Check, CheckContext, expect

TITLE = "Verification of the renewal"
SUBJECT = "renewal"
UNKNOWN_SUBJECT = "zeppelin moorings"
MINUTES = 30

LINKED = ("verify_decision", "verify_risk", "verify_action")
LOOSE = ("verify_loose_1", "verify_loose_2", "verify_loose_3")

KILL_SWITCH = "kill_switch"
COVERAGE = {"orgs", "orgs_with_workstream", "share", "workstreams_per_org", "facts_per_workstream", "stale_share"}


def _fact(fact_id: str, fact_type: str, text: str) -> dict[str, object]:
    return {"fact_id": fact_id, "fact_type": fact_type, "text": text, "evidence": [{"quote": f"We said: {text}"}]}


FACTS = [
    _fact("verify_decision", "decision", "The renewal contract is signed for two years."),
    _fact("verify_risk", "risk", "The renewal may slip behind the price review."),
    _fact("verify_action", "action_item", "Send the renewal price list to the customer.") | {"owner": "Ana"},
    _fact("verify_loose_1", "risk", "The warehouse migration lacks a rollback plan."),
    _fact("verify_loose_2", "action_item", "Write the rollback plan of the warehouse migration."),
    _fact("verify_loose_3", "question", "Who approves the rollback plan of the warehouse migration?"),
]
TEXTS = {fact["fact_id"]: fact["text"] for fact in FACTS}


def ready(context: CheckContext) -> str:
    """The database answers."""
    answer = context.ask("GET", "/ready")
    expect(answer["ok"] is True, "it is not ready")
    return f"{answer['store']} answers"


def facts_stored(context: CheckContext) -> str:
    """Facts are stored, each under its own id."""
    answer = context.in_org("POST", "/facts", {"facts": FACTS})
    expect(answer["fact_ids"] == list(TEXTS), f"fact_ids are {answer['fact_ids']}")
    stored = answer["inserted"] + answer["updated"] + answer["unchanged"]
    expect(stored == len(FACTS), f"{stored} of {len(FACTS)} facts were stored")
    return f"{stored} facts"


def workstream_created(context: CheckContext) -> str:
    """A workstream is created as it was given."""
    given = {"title": TITLE, "status": "yellow", "priority": 5, "tags": [SUBJECT], "workstream_id": "ws_verify"}
    answer = context.in_org("POST", "/workstreams", given)
    expect({name: answer[name] for name in given} == given, f"the response is {answer}")
    expect(answer["org_id"] == context.org_id, f"its organisation is {answer['org_id']}")
    return str(answer["workstream_id"])


def workstreams_listed(context: CheckContext) -> str:
    """The list holds this workstream, and nobody else's."""
    listed = context.in_org("GET", "/workstreams")["workstreams"]
    ids = [workstream["workstream_id"] for workstream in listed]
    expect(ids == ["ws_verify"], f"the list is {ids}")
    expect(listed[0]["stale"] is False, "it is stale, though it was just created")
    return "one, not stale"


def facts_linked(context: CheckContext) -> str:
    """Facts are linked, and one that is not there is said to be missing."""
    body = {"fact_ids": [*LINKED, "verify_nobody"], "weight": 1.0}
    answer = context.ask("POST", "/workstreams/ws_verify/link-facts", body, org=context.org_id)
    expect(set(answer["fact_ids"]) == set(LINKED), f"linked are {answer['fact_ids']}")
    expect(answer["missing"] == ["verify_nobody"], f"missing are {answer['missing']}")
    return f"{len(LINKED)} linked, 1 missing"


def facts_of_workstream(context: CheckContext) -> str:
    """The workstream's facts come back with their weight, words and quotes."""
    facts = context.ask("GET", "/workstreams/ws_verify/facts", org=context.org_id)["facts"]
    ids = [fact["fact_id"] for fact in facts]
    expect(set(ids) == set(LINKED), f"they are {ids}")
    for fact in facts:
        expect(fact["text"] == TEXTS[fact["fact_id"]], f"{fact['fact_id']} says {fact['text']!r}")
        expect(fact["weight"] == 1.0 and bool(fact["evidence"]), f"{fact['fact_id']} lost its weight or its quote")
    return f"{len(facts)} facts with their quotes"


def workstreams_suggested(context: CheckContext) -> str:
    """What belongs to no workstream is suggested as one."""
    suggestions = context.in_org("POST", "/workstreams:suggest")["suggestions"]
    ids = {fact_id for suggestion in suggestions for fact_id in suggestion["fact_ids"]}
    expect(bool(suggestions) and ids <= set(LOOSE), f"suggested are {sorted(ids) or 'none'} of {', '.join(LOOSE)}")
    return f"“{suggestions[0]['title']}”"


def found_by_words(context: CheckContext) -> str:
    """Search finds the fact that holds the words first."""
    ids = [fact["fact_id"] for fact in context.ask("GET", "/facts/search", org=context.org_id, q="price list")["items"]]
    expect(ids[:1] == ["verify_action"], f"found {ids}")
    return "the right fact first"


def planned_from_workstream(context: CheckContext, *, mode: str, method: str = "POST") -> str:
    """Modes auto and strict plan from the one workstream, unless the kill switch keeps them from it."""
    answer = _plan(context, mode, SUBJECT, method)
    expect(answer["org_id"] == context.org_id, f"it planned {answer['org_id']}")
    proposal = answer["proposal"]
    _expect_minutes_and_facts(proposal)
    metadata = proposal["agenda"]["_metadata"]
    if metadata["mode"]["source"] == KILL_SWITCH:
        return f"{proposal['choice']}: the kill switch is off"
    expect(proposal["choice"] == "macro", f"choice is {proposal['choice']}")
    expect(metadata["mode"]["value"] == mode, f"the mode is {metadata['mode']}")
    chosen = [workstream["workstream_id"] for workstream in metadata["workstreams"]]
    expect(chosen == ["ws_verify"], f"chosen are {chosen}")
    return f"macro, {len(proposal['supporting_fact_ids'])} facts in {proposal['agenda']['minutes']} min"


def planned_strictly_about_nothing(context: CheckContext) -> str:
    """Mode strict makes nothing up where no workstream matches, and says so."""
    proposal = _plan(context, "strict", UNKNOWN_SUBJECT)["proposal"]
    metadata = proposal["agenda"]["_metadata"]
    if metadata["mode"]["source"] == KILL_SWITCH:
        return "the kill switch is off: not asked"
    expect(proposal["choice"] == "macro-strict-empty", f"choice is {proposal['choice']}")
    nudge = metadata["nudge"]
    expect(nudge == "macro_subject_unmatched" and not proposal["agenda"]["sections"], f"nudge is {nudge}")
    return str(nudge)


def planned_without_workstreams(context: CheckContext) -> str:
    """Mode off plans from facts alone."""
    proposal = _plan(context, "off", SUBJECT)["proposal"]
    expect(proposal["choice"] in ("next-subject", "next-default"), f"choice is {proposal['choice']}")
    _expect_minutes_and_facts(proposal)
    return str(proposal["choice"])


def proposal_stored(context: CheckContext) -> str:
    """An agenda is stored, and stands in the list."""
    answer = context.ask("POST", "/agenda/propose", _plan_request(context, SUBJECT) | {"meeting_id": "verify_meeting"})
    proposal_id = context.noted["proposal_id"] = answer["proposal_id"]
    expect(answer["status"] == "proposed" and bool(answer["agenda"]["sections"]), f"it is {answer['status']}, or empty")
    listed = context.ask("GET", "/agenda/proposals", org=context.org_id)["items"]
    expect([item["proposal_id"] for item in listed] == [proposal_id], "the list does not hold it alone")
    return str(proposal_id)


def feedback_taken(context: CheckContext) -> str:
    """What a meeting did is not put on the next agenda."""
    proposal_id = context.noted.get("proposal_id")
    expect(bool(proposal_id), "no proposal to rate")
    body = {"rating": 5, "bullets": [{"fact_id": "verify_action", "verdict": "done"}]}
    context.ask("POST", f"/agenda/{proposal_id}/feedback", body, org=context.org_id)
    shown = _plan(context, "auto", SUBJECT)["proposal"]["supporting_fact_ids"]
    expect("verify_action" not in shown, "the bullet marked done is still on the agenda")
    return "the bullet marked done is hidden"


def snapshots_listed(context: CheckContext) -> str:
    """The daily snapshots can be read; the sweep has stored none yet, or today's."""
    answer = context.in_org("GET", "/snapshots")
    expect(answer["org_id"] == context.org_id and len(answer["snapshots"]) <= 1, f"it answered {answer}")
    return f"{len(answer['snapshots'])} so far"


def coverage_counted(context: CheckContext) -> str:
    """The rollout's figures are there, as of the last sweep; a sign-in that covers some organisations gets none."""
    if context.deployment.token and context.deployment.ask("GET", "/metrics/coverage").status == 403:
        return "the token does not cover all organisations: not asked"
    answer = context.ask("GET", "/metrics/coverage")
    expect(answer.keys() >= COVERAGE, f"it lacks {sorted(COVERAGE - answer.keys())}")
    return f"as of {answer['as_of'] or 'no sweep yet'}"


def _plan_request(context: CheckContext, subject: str) -> dict[str, object]:
    text = f"plan a meeting about the {subject}"
    return {"text": text, "org": context.org_id, "subject": subject, "duration_minutes": MINUTES, "language": "en-US"}


def _plan(context: CheckContext, mode: str, subject: str, method: str = "POST") -> Any:
    request = _plan_request(context, subject)
    if method == "POST":
        return context.ask("POST", "/agenda/plan-nl", request, macro=mode)
    query = {name: str(value) for name, value in request.items()}
    return context.ask("GET", "/agenda/plan-nl", **query, macro=mode)


def _expect_minutes_and_facts(proposal: Any) -> None:
    """Raises CheckFailed for minutes that do not add up, and for a bullet that is no stored fact."""
    agenda = proposal["agenda"]
    minutes = sum(section["minutes"] for section in agenda["sections"])
    expect(minutes == agenda["minutes"] == MINUTES, f"the sections last {minutes} of {MINUTES} minutes")
    items = [item for section in agenda["sections"] for item in section["items"]]
    for bullet in (bullet for item in items for bullet in item["bullets"]):
        expect(bullet["text"] == TEXTS.get(bullet["fact_id"]), f"a bullet says {bullet['text']!r}")


CHECKS: Sequence[tuple[str, Check]] = (
    ("ready", ready),
    ("facts stored", facts_stored),
    ("workstream created", workstream_created),
    ("workstreams listed", workstreams_listed),
    ("facts linked", facts_linked),
    ("facts of the workstream", facts_of_workstream),
    ("workstreams suggested", workstreams_suggested),
    ("search", found_by_words),
    ("plan, auto, POST", partial(planned_from_workstream, mode="auto")),
    ("plan, auto, GET", partial(planned_from_workstream, mode="auto", method="GET")),
    ("plan, strict", partial(planned_from_workstream, mode="strict")),
    ("plan, strict, no match", planned_strictly_about_nothing),
    ("plan, off", planned_without_workstreams),
    ("proposal stored", proposal_stored),
    ("feedback", feedback_taken),
    ("snapshots", snapshots_listed),
    ("coverage", coverage_counted),
)
"""In the order in which they need each other."""
