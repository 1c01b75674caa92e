"""What the people in a meeting say of its agenda, and what follows for the next ones."""

from typing import Any

import pytest

from spine.domain.proposals import Proposal
from spine.domain.workstreams import Workstream
from spine.errors import Invalid, NotFound
from spine.store.protocol import Replace
from tests.agendas import agenda_of, bullets, metadata, sentences, shown
from tests.usecases.app import App, refused


@pytest.fixture
def proposal(app: App) -> str:
    """A proposal that shows the facts a and b."""
    one, two = sentences(2)
    facts = [{"text": one, "fact_id": "a", "fact_type": "task"}, {"text": two, "fact_id": "b", "fact_type": "task"}]
    app.seeded("byd", "Frente", *facts, workstream_id="ws")
    made = app.propose(text="pauta", org="byd", duration_minutes=60)
    assert set(shown(made)) == {"a", "b"}
    return str(made["proposal_id"])


def judge(app: App, proposal: str, fact_id: str, verdict: str) -> Any:
    return app.give_feedback(proposal, bullets=[{"fact_id": fact_id, "verdict": verdict}])


def plan(app: App, **options: Any) -> Any:
    return app.plan("outra pauta", org="byd", duration_minutes=60, **options)


@pytest.mark.parametrize(("verdict", "reason"), [("reject", "feedback"), ("done", "done")])
def test_what_was_rejected_or_done_is_hidden_with_its_reason(
    app: App, proposal: str, verdict: str, reason: str
) -> None:
    judge(app, proposal, "a", verdict)
    answer = plan(app, explain=True)
    assert shown(answer) == ["b"]
    assert {"fact_id": "a", "reason": reason} in metadata(answer)["excluded"]
    assert shown(plan(app, macro="off")) == ["b"]


def test_hiding_changes_nothing_else_about_the_fact(app: App, proposal: str) -> None:
    before = app.read_fact("a")
    app.clock.pass_by(hours=1)
    judge(app, proposal, "a", "reject")
    assert app.read_fact("a") == before
    assert {one["fact_id"] for one in app.search(org="byd")["items"]} == {"a", "b"}


@pytest.mark.parametrize("change", [{"text": "texto bem diferente"}, {"due_iso": "2026-04-01"}])
def test_a_new_text_or_due_date_shows_a_rejected_fact_again(app: App, proposal: str, change: dict[str, str]) -> None:
    judge(app, proposal, "a", "reject")
    app.store_facts("byd", {"fact_id": "a", **change})
    assert set(shown(plan(app))) == {"a", "b"}


@pytest.mark.parametrize("change", [{"text": "texto bem diferente"}, {"due_iso": "2026-04-01"}])
def test_a_done_fact_stays_done_whatever_its_words(app: App, proposal: str, change: dict[str, str]) -> None:
    judge(app, proposal, "a", "done")
    app.store_facts("byd", {"fact_id": "a", **change})
    assert shown(plan(app)) == ["b"]
    assert (app.read_fact("a")["state"], app.read_fact("a")["set_by"]) == ("done", "person")
    judge(app, proposal, "a", "accept")
    assert set(shown(plan(app))) == {"a", "b"}


def test_not_now_leaves_a_fact_out_of_this_meeting_alone(app: App) -> None:
    one, two = sentences(2)
    facts = [{"text": one, "fact_id": "a", "fact_type": "task"}, {"text": two, "fact_id": "b", "fact_type": "task"}]
    app.seeded("byd", "Frente", *facts, workstream_id="ws")

    def asked(start: str) -> Any:
        return app.propose(text="pauta", org="byd", meeting_id="m", start_iso=start, duration_minutes=60)

    made = asked("2026-03-12T10:00:00Z")
    judge(app, made["proposal_id"], "a", "not_now")
    assert shown(asked("2026-03-12T15:00:00Z")) == ["b"]
    assert set(shown(asked("2026-03-19T10:00:00Z"))) == {"a", "b"}


def test_a_verdict_counts_for_the_variants_of_a_bullet(app: App) -> None:
    said = {"text": "Enviar a proposta revisada ao cliente até sexta", "fact_type": "task"}
    facts = [{**said, "fact_id": "first"}, {**said, "fact_id": "second", "created_at": "2026-03-01"}]
    app.seeded("byd", "Frente", *facts, workstream_id="ws")
    made = app.propose(text="pauta", org="byd")
    [bullet] = shown(made)
    judge(app, made["proposal_id"], bullet, "done")
    assert {app.read_fact(one)["state"] for one in ("first", "second")} == {"done"}


def test_any_fact_of_the_organisation_may_be_judged(app: App, proposal: str) -> None:
    app.fact("byd", "Outra coisa", fact_id="other")
    judge(app, proposal, "other", "done")
    assert app.read_fact("other")["state"] == "done"


def test_another_field_does_not_show_it_again(app: App, proposal: str) -> None:
    judge(app, proposal, "a", "done")
    app.store_facts("byd", {"fact_id": "a", "owner": "Bia", "status": "validated"})
    assert shown(plan(app)) == ["b"]


def test_accepting_shows_it_again(app: App, proposal: str) -> None:
    judge(app, proposal, "a", "reject")
    judge(app, proposal, "a", "accept")
    assert set(shown(plan(app))) == {"a", "b"}


def test_a_verdict_can_be_changed_when_the_proposal_lost_its_bullet(app: App, proposal: str) -> None:
    """The same request updates the proposal, which then hides the fact: the verdict must stay changeable."""
    judge(app, proposal, "a", "reject")
    again = app.propose(text="pauta", org="byd", duration_minutes=60)
    assert (again["proposal_id"], shown(again)) == (proposal, ["b"])
    judge(app, proposal, "a", "accept")
    assert set(shown(plan(app))) == {"a", "b"}


def test_hiding_stays_inside_the_organisation(app: App, proposal: str) -> None:
    app.fact("acme", "texto", fact_id="a")
    judge(app, proposal, "a", "reject")
    assert shown(app.plan("pauta", org="acme")) == ["a"]


def test_the_last_verdict_rating_and_comment_count(app: App, proposal: str) -> None:
    app.give_feedback(proposal, rating=1, bullets=[{"fact_id": "a", "verdict": "reject"}], comment="ruim")
    answer = app.give_feedback(proposal, rating=5, bullets=[{"fact_id": "a", "verdict": "accept"}])
    assert (answer["rating"], answer["comment"]) == (5, "ruim")
    assert answer["bullets"] == [{"fact_id": "a", "verdict": "accept"}]
    answer = app.give_feedback(proposal, comment="melhor")
    assert (answer["rating"], answer["comment"]) == (5, "melhor")
    assert set(shown(plan(app))) == {"a", "b"}


def feedback_part(answer: Any, fact_id: str) -> float:
    [bullet] = [b for b in bullets(answer) if b["fact_id"] == fact_id]
    return sum(part["contribution"] for part in bullet["score"]["parts"] if part["name"] == "feedback")


@pytest.mark.parametrize(("verdict", "sign"), [("accept", 1), ("reject", -1)])
def test_verdicts_move_others_of_the_same_type_and_workstream_a_little(
    app: App, proposal: str, verdict: str, sign: int
) -> None:
    app.facts("byd", {"text": sentences(9)[8], "fact_id": "other", "fact_type": "risk"})
    app.link("ws", "other")
    judge(app, proposal, "a", verdict)
    answer = plan(app, explain=True)
    assert 0 < feedback_part(answer, "b") * sign <= 0.10
    assert feedback_part(answer, "other") == 0


def test_the_same_verdict_twice_counts_once(app: App, proposal: str) -> None:
    judge(app, proposal, "a", "accept")
    once = feedback_part(plan(app, explain=True), "b")
    for _ in range(5):
        judge(app, proposal, "a", "accept")
    assert feedback_part(plan(app, explain=True), "b") == once


def test_many_verdicts_never_move_a_fact_by_more_than_a_tenth(app: App) -> None:
    texts = sentences(20)
    facts = [{"text": text, "fact_id": f"f{n}", "fact_type": "task"} for n, text in enumerate(texts[:19])]
    app.seeded("byd", "Frente", *facts, workstream_id="ws")
    made = app.propose(text="pauta", org="byd", duration_minutes=480)
    verdicts = [{"fact_id": fact_id, "verdict": "reject"} for fact_id in shown(made)]
    app.give_feedback(made["proposal_id"], bullets=verdicts)
    app.store_facts("byd", {"text": texts[19], "fact_id": "late", "fact_type": "task"})
    app.link("ws", "late")
    assert len(verdicts) == 19
    assert -0.10 <= feedback_part(plan(app, explain=True), "late") < -0.05


def test_feedback_on_a_fact_that_nobody_knows_is_refused_whole(app: App, proposal: str) -> None:
    before = app.read_proposal(proposal)
    with refused(Invalid, "fact_id", "bullets"):
        verdicts = [{"fact_id": "b", "verdict": "done"}, {"fact_id": "none", "verdict": "done"}]
        app.give_feedback(proposal, rating=5, bullets=verdicts)
    assert app.read_proposal(proposal) == before
    assert set(shown(plan(app))) == {"a", "b"}


def test_feedback_on_what_is_no_proposal_is_refused(app: App, proposal: str) -> None:
    for unknown in ("none", "a"):
        with refused(NotFound, unknown):
            app.give_feedback(unknown, rating=5)


def test_a_verdict_on_a_deleted_fact_breaks_nothing(app: App, proposal: str) -> None:
    app.delete_fact("a")
    judge(app, proposal, "a", "done")
    assert shown(plan(app)) == ["b"]


def test_a_verdict_after_the_workstream_was_deleted_breaks_nothing(app: App, proposal: str) -> None:
    app.delete_workstream("ws")
    judge(app, proposal, "a", "done")
    assert shown(plan(app)) == ["b"]


def test_what_was_done_makes_room_for_the_workstreams_other_facts(app: App) -> None:
    """Thirty open tasks, twenty of them done: the other ten are the agenda, not "link some facts"."""
    app.seeded("byd", "Frente", *({"text": text, "fact_type": "task"} for text in sentences(30)))
    made = app.propose(text="pauta", org="byd", duration_minutes=120)
    done = [{"fact_id": fact_id, "verdict": "done"} for fact_id in shown(made)]
    assert len(done) == 20
    app.give_feedback(made["proposal_id"], bullets=done)
    answer = plan(app)
    assert "nudge" not in metadata(answer)
    assert len(shown(answer)) == 10
    assert [section["title"] for section in agenda_of(answer)["sections"]] == ["Frente"]


def test_verdicts_are_taken_back_after_the_proposal_was_made_anew(app: App) -> None:
    risks = ({"text": f"Contrato {n}", "fact_id": f"f{n[0]}", "fact_type": "risk"} for n in ("alfa", "beta"))
    app.seeded("byd", "Contrato", *risks)
    made = app.propose(text="contrato", org="byd")["proposal_id"]
    app.give_feedback(made, bullets=[{"fact_id": one, "verdict": "reject"} for one in ("fa", "fb")])
    app.propose(text="contrato", org="byd")
    app.give_feedback(made, bullets=[{"fact_id": one, "verdict": "accept"} for one in ("fa", "fb")])
    parts = [part for b in bullets(app.plan("contrato", org="byd", explain=True)) for part in b["score"]["parts"]]
    [feedback] = {part["raw"] for part in parts if part["name"] == "feedback"}
    assert feedback > 0


def test_verdicts_on_facts_of_more_workstreams_than_one_commit_takes(app: App, proposal: str) -> None:
    keys = [f"f{number:03}" for number in range(120)]
    app.facts("byd", *({"fact_id": key, "text": f"Item {key}"} for key in keys))
    stored = app.store.get(Proposal, "byd", proposal)
    assert stored
    refs = [
        {"fact_id": key, "workstream_id": app.workstream("byd", key)["workstream_id"], "type": "task"} for key in keys
    ]
    agenda = {**stored.agenda, "_metadata": {"refs": refs}}
    app.store.commit("byd", [Replace(stored.model_copy(update={"agenda": agenda, "supporting_fact_ids": tuple(keys)}))])
    answer = app.give_feedback(proposal, rating=5, bullets=[{"fact_id": key, "verdict": "reject"} for key in keys])
    assert [one["fact_id"] for one in answer["bullets"]] == keys
    judged = app.store.get_many(Workstream, "byd", [str(ref["workstream_id"]) for ref in refs])
    assert {one.verdicts["task"] for one in judged.values()} == {(0, 1)}
    with refused(Invalid, "120"):
        app.give_feedback(proposal, bullets=[{"fact_id": key, "verdict": "accept"} for key in [*keys, "unknown"]])
    assert set(app.give_feedback(proposal, rating=1)["bullets"][0].values()) == {keys[0], "reject"}
