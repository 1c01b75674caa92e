"""What the people in a meeting say of its agenda, and what follows for the next ones."""

from typing import Any

import pytest

from tests.api.client import Api, body_of, bullets, metadata, refused, sentences, shown


@pytest.fixture
def proposal(api: Api) -> str:
    """A proposal that shows the facts a and b."""
    one, two = sentences(2)
    facts = [{"text": one, "fact_id": "a", "fact_type": "task"}, {"text": two, "fact_id": "b", "fact_type": "task"}]
    api.seeded("byd", "Frente", *facts, workstream_id="ws")
    made = api.propose(text="pauta", org="byd", duration_minutes=60)
    assert set(shown(made)) == {"a", "b"}
    return str(made["proposal_id"])


def say(api: Api, proposal: str, fact_id: str, verdict: str, **query: str) -> Any:
    body = {"bullets": [{"fact_id": fact_id, "verdict": verdict}]}
    return api.post(f"/agenda/{proposal}/feedback", body, **query)


def plan(api: Api, **options: Any) -> Any:
    return api.plan("outra pauta", org="byd", duration_minutes=60, **options)


@pytest.mark.parametrize(("verdict", "reason"), [("reject", "feedback"), ("done", "done")])
@pytest.mark.parametrize("macro", ["auto", "off"])
def test_what_was_rejected_or_done_is_hidden_with_its_reason(
    api: Api, proposal: str, verdict: str, reason: str, macro: str
) -> None:
    assert say(api, proposal, "a", verdict).status == 200
    answer = plan(api, explain=True, macro=macro)
    assert shown(answer) == ["b"]
    assert {"fact_id": "a", "reason": reason} in metadata(answer)["excluded"]


def test_hiding_changes_nothing_else_about_the_fact(api: Api, proposal: str) -> None:
    before = api.get("/facts/a").body
    api.clock.pass_by(hours=1)
    say(api, proposal, "a", "done")
    assert api.get("/facts/a").body == before
    found = [i["fact_id"] for i in body_of(api.get("/facts/search", org="byd"))["items"]]
    assert set(found) == {"a", "b"}


@pytest.mark.parametrize("verdict", ["reject", "done"])
@pytest.mark.parametrize("change", [{"text": "texto bem diferente"}, {"due_iso": "2026-04-01"}])
def test_a_new_text_or_due_date_shows_it_again(api: Api, proposal: str, verdict: str, change: dict[str, str]) -> None:
    say(api, proposal, "a", verdict)
    api.post("/orgs/byd/facts", {"facts": [{"fact_id": "a", **change}]})
    assert set(shown(plan(api))) == {"a", "b"}


def test_another_field_does_not_show_it_again(api: Api, proposal: str) -> None:
    say(api, proposal, "a", "done")
    api.post("/orgs/byd/facts", {"facts": [{"fact_id": "a", "owner": "Bia", "status": "validated"}]})
    assert shown(plan(api)) == ["b"]


def test_accepting_shows_it_again(api: Api, proposal: str) -> None:
    say(api, proposal, "a", "reject")
    assert say(api, proposal, "a", "accept").status == 200
    assert set(shown(plan(api))) == {"a", "b"}


def test_accepting_works_after_the_proposal_was_made_anew_without_the_bullet(api: Api, proposal: str) -> None:
    """The same request updates the proposal, which then hides the fact: the verdict must stay changeable."""
    say(api, proposal, "a", "reject")
    again = api.propose(text="pauta", org="byd", duration_minutes=60)
    assert (again["proposal_id"], shown(again)) == (proposal, ["b"])
    body_of(say(api, proposal, "a", "accept"))
    assert set(shown(plan(api))) == {"a", "b"}


def test_hiding_stays_inside_the_organisation(api: Api, proposal: str) -> None:
    api.fact("acme", "texto", fact_id="a")
    say(api, proposal, "a", "reject")
    assert shown(api.plan("pauta", org="acme")) == ["a"]


def test_the_last_verdict_and_rating_count(api: Api, proposal: str) -> None:
    path = f"/agenda/{proposal}/feedback"
    body_of(api.post(path, {"rating": 1, "bullets": [{"fact_id": "a", "verdict": "reject"}], "comment": "ruim"}))
    answer = body_of(api.post(path, {"rating": 5, "bullets": [{"fact_id": "a", "verdict": "accept"}]}))
    assert answer["rating"] == 5
    assert {"fact_id": "a", "verdict": "accept"} in answer["bullets"]
    assert len(answer["bullets"]) == 1
    body_of(api.post(path, {"comment": "melhor"}))
    assert set(shown(plan(api))) == {"a", "b"}


def feedback_part(answer: Any, fact_id: str) -> float:
    (bullet,) = [b for b in bullets(answer) if b["fact_id"] == fact_id]
    return sum(p["contribution"] for p in bullet["score"]["parts"] if "feedback" in p["name"] or "verdict" in p["name"])


@pytest.mark.parametrize(("verdict", "sign"), [("accept", 1), ("reject", -1)])
def test_verdicts_move_others_of_the_same_type_and_workstream_visibly_and_a_little(
    api: Api, proposal: str, verdict: str, sign: int
) -> None:
    api.facts("byd", {"text": sentences(9)[8], "fact_id": "other", "fact_type": "risk"})
    api.link("ws", "other")
    say(api, proposal, "a", verdict)
    answer = plan(api, explain=True)
    moved = feedback_part(answer, "b") * sign
    assert 0 < moved <= 0.10
    assert feedback_part(answer, "other") == 0


def test_the_same_verdict_twice_counts_once(api: Api, proposal: str) -> None:
    say(api, proposal, "a", "accept")
    once = feedback_part(plan(api, explain=True), "b")
    for _ in range(5):
        say(api, proposal, "a", "accept")
    assert feedback_part(plan(api, explain=True), "b") == once


def test_many_verdicts_never_move_a_fact_by_more_than_a_tenth(api: Api) -> None:
    texts = sentences(20)
    facts = [{"text": text, "fact_id": f"f{n}", "fact_type": "task"} for n, text in enumerate(texts[:19])]
    api.seeded("byd", "Frente", *facts, workstream_id="ws")
    made = api.propose(text="pauta", org="byd", duration_minutes=480)
    verdicts = [{"fact_id": fact_id, "verdict": "reject"} for fact_id in shown(made)]
    body_of(api.post(f"/agenda/{made['proposal_id']}/feedback", {"bullets": verdicts}))
    api.post("/orgs/byd/facts", {"facts": [{"text": texts[19], "fact_id": "late", "fact_type": "task"}]})
    api.link("ws", "late")
    assert len(verdicts) == 19
    moved = feedback_part(plan(api, explain=True), "late")
    assert -0.10 <= moved < -0.05


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({"rating": 0}, "rating"), ({"rating": 6}, "rating"), ({"rating": 4.5}, "rating"), ({"rating": "5"}, "rating"),
        ({"rating": True}, "rating"), ({"bullets": [{"fact_id": "a", "verdict": "maybe"}]}, "verdict"),
        ({"bullets": [{"fact_id": "a"}]}, "verdict"), ({"bullets": [{"verdict": "done"}]}, "fact_id"),
        ({"bullets": [{"fact_id": "none", "verdict": "done"}]}, "fact_id"), ({"bullets": "a"}, "bullets"),
        ({"bullets": [{"fact_id": "a/b", "verdict": "done"}]}, "fact_id"), ({"comment": 5}, "comment"), ({}, "rating"),
        ({"rating": None, "bullets": None, "comment": None}, "rating"),
    ],
)  # fmt: skip
def test_bad_feedback_is_422_and_changes_nothing(api: Api, proposal: str, body: dict[str, Any], named: str) -> None:
    before = api.get(f"/agenda/proposals/{proposal}").body
    body = (
        {**body, "bullets": [{"fact_id": "b", "verdict": "done"}, *body["bullets"]]}
        if isinstance(body.get("bullets"), list)
        else body
    )
    refused(api.post(f"/agenda/{proposal}/feedback", body), 422, named)
    assert api.get(f"/agenda/proposals/{proposal}").body == before
    assert set(shown(plan(api))) == {"a", "b"}


def test_a_verdict_on_a_deleted_fact_breaks_nothing(api: Api, proposal: str) -> None:
    api.delete("/facts/a")
    assert say(api, proposal, "a", "done").status in (200, 422)
    assert shown(plan(api)) == ["b"]


def test_a_verdict_after_the_workstream_was_deleted_breaks_nothing(api: Api, proposal: str) -> None:
    api.delete("/workstreams/ws")
    assert say(api, proposal, "a", "done").status == 200
    assert shown(plan(api)) == ["b"]


def test_what_was_done_makes_room_for_the_workstreams_other_facts(api: Api) -> None:
    """Thirty open tasks, twenty of them done: the other ten are the agenda, not "link some facts"."""
    facts = [{"text": text, "fact_type": "task"} for text in sentences(30)]
    api.seeded("byd", "Frente", *facts)
    made = api.propose(text="pauta", org="byd", duration_minutes=120)
    done = [{"fact_id": fact_id, "verdict": "done"} for fact_id in shown(made)]
    assert len(done) == 20
    body_of(api.post(f"/agenda/{made['proposal_id']}/feedback", {"bullets": done}))
    answer = plan(api)
    assert "nudge" not in metadata(answer)
    assert len(shown(answer)) == 10
    assert [section["title"] for section in answer["proposal"]["agenda"]["sections"]] == ["Frente"]


def test_verdicts_are_taken_back_after_the_proposal_was_made_anew(api: Api) -> None:
    risks = ({"text": f"Contrato {n}", "fact_id": f"f{n[0]}", "fact_type": "risk"} for n in ("alfa", "beta"))
    api.seeded("byd", "Contrato", *risks)
    made = body_of(api.post("/agenda/propose", {"text": "contrato", "org": "byd"}))["proposal_id"]
    rejected = [{"fact_id": one, "verdict": "reject"} for one in ("fa", "fb")]
    body_of(api.post(f"/agenda/{made}/feedback", {"bullets": rejected}))
    body_of(api.post("/agenda/propose", {"text": "contrato", "org": "byd"}))
    accepted = [{"fact_id": one, "verdict": "accept"} for one in ("fa", "fb")]
    body_of(api.post(f"/agenda/{made}/feedback", {"bullets": accepted}))
    parts = [part for b in bullets(api.plan("contrato", org="byd", explain=True)) for part in b["score"]["parts"]]
    [feedback] = {part["raw"] for part in parts if part["name"] == "feedback"}
    assert feedback > 0
