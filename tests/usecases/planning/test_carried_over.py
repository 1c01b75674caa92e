"""What the last meeting left open is carried over to the next one."""

from typing import Any

import pytest

from tests.agendas import bullets, sentences, shown
from tests.usecases.app import App


def carried(answer: Any) -> dict[str, str]:
    return {b["fact_id"]: b["carried_from"] for b in bullets(answer) if b["carried_from"]}


@pytest.fixture
def workstream(app: App) -> str:
    """A workstream with one task, and a few decisions beside."""
    task, *rest = sentences(6)
    facts = [{"text": task, "fact_id": "task", "fact_type": "task"}]
    facts += [{"text": text, "fact_id": f"d{n}"} for n, text in enumerate(rest)]
    return str(app.seeded("byd", "Frente", *facts)["workstream_id"])


def propose(app: App, **request: Any) -> str:
    return str(app.propose(text="pauta", org="byd", **request)["proposal_id"])


def plan(app: App, **options: Any) -> Any:
    return app.plan("pauta", org="byd", duration_minutes=60, **options)


def test_a_task_of_yesterdays_proposal_comes_back(app: App, workstream: str) -> None:
    proposal = propose(app)
    assert carried(plan(app)) == {}
    app.clock.pass_by(hours=12)  # midnight, UTC
    assert carried(plan(app)) == {"task": proposal}


def test_decisions_are_not_carried_over(app: App) -> None:
    app.seeded("byd", "Frente", {"text": "Uma decisão"}, {"text": "Um marco", "fact_type": "milestone"})
    propose(app)
    app.clock.pass_by(days=1)
    assert carried(plan(app)) == {}


@pytest.mark.parametrize(
    "kind", ["action_item", "task", "decision_needed", "question", "open_question", "risk", "blocker"]
)
def test_each_type_that_carries_over_does(app: App, kind: str) -> None:
    app.seeded("byd", "Frente", {"text": "Algo pendente", "fact_id": "f", "fact_type": kind})
    proposal = propose(app)
    app.clock.pass_by(days=1)
    assert carried(plan(app)) == {"f": proposal}


def test_a_meeting_with_a_start_is_over_when_its_minutes_are(app: App, workstream: str) -> None:
    proposal = propose(app, start_iso=app.clock.iso(hours=11), duration_minutes=60, meeting_id="m1")
    app.clock.pass_by(hours=12)
    assert carried(plan(app, meeting_id="m1")) == {}  # it ends this very second: not past yet
    app.clock.pass_by(seconds=1)
    assert carried(plan(app, meeting_id="m1")) == {"task": proposal}


def test_a_meeting_to_come_is_not_over_on_the_next_day(app: App, workstream: str) -> None:
    propose(app, start_iso=app.clock.iso(days=5))
    app.clock.pass_by(days=2)
    assert carried(plan(app)) == {}


@pytest.mark.parametrize("verdict", ["done", "reject"])
def test_what_was_done_or_rejected_since_does_not_come_back(app: App, workstream: str, verdict: str) -> None:
    proposal = propose(app, duration_minutes=60)
    app.give_feedback(proposal, bullets=[{"fact_id": "task", "verdict": verdict}])
    app.clock.pass_by(days=1)
    answer = plan(app)
    assert carried(answer) == {}
    assert "task" not in shown(answer)


def test_a_proposal_of_this_very_meeting_carries_nothing_over(app: App, workstream: str) -> None:
    first = propose(app, meeting_id="m1", start_iso=app.clock.iso(hours=1))
    app.clock.pass_by(hours=3)
    again = app.propose(text="outra pauta", org="byd", meeting_id="m1", duration_minutes=60)
    assert again["proposal_id"] != first
    assert carried(again) == {}
    app.clock.pass_by(days=7)
    assert carried(app.propose(text="pauta", org="byd", meeting_id="m1", duration_minutes=60)) != {}


def test_what_another_series_left_open_does_not_come_back(app: App, workstream: str) -> None:
    first = propose(app, meeting_id="m1")
    named = propose(app, meeting="Comitê de obras")
    app.clock.pass_by(days=1)
    assert carried(plan(app)) == carried(plan(app, meeting_id="m2")) == {}
    assert carried(plan(app, meeting_id="m1")) == {"task": first}
    assert carried(plan(app, meeting="comite de obras")) == {"task": named}


def test_a_busy_series_does_not_hide_the_last_meeting_of_another(app: App, workstream: str) -> None:
    first = propose(app, meeting_id="m1")
    for number in range(12):
        propose(app, meeting_id="m2", duration_minutes=30 + number)
    app.clock.pass_by(days=1)
    assert carried(plan(app, meeting_id="m1")) == {"task": first}


def test_the_proposal_that_a_request_updates_carries_nothing_into_itself(app: App, workstream: str) -> None:
    request = {
        "text": "pauta",
        "org": "byd",
        "meeting_id": "m1",
        "start_iso": app.clock.iso(hours=-5),
        "duration_minutes": 60,
    }
    first = app.propose(**request)
    assert app.propose(**request)["proposal_id"] == first["proposal_id"]
    assert carried(app.propose(**request)) == {}


def test_only_the_newest_meeting_that_is_over_counts(app: App, workstream: str) -> None:
    propose(app)
    app.clock.pass_by(days=1)
    newest = propose(app)
    app.clock.pass_by(days=1)
    assert carried(plan(app)) == {"task": newest}


def test_a_busy_day_of_proposals_does_not_hide_yesterdays_meeting(app: App, workstream: str) -> None:
    proposal = propose(app)
    app.clock.pass_by(days=1)
    for minutes in range(30, 45):
        propose(app, duration_minutes=minutes)
    assert carried(plan(app)) == {"task": proposal}


def test_with_a_subject_only_what_shares_a_stem_comes_back(app: App) -> None:
    app.seeded(
        "byd", "Frente de frete", {"text": "Cotar o frete marítimo", "fact_id": "frete", "fact_type": "task"},
        {"text": "Revisar o alvará", "fact_id": "alvara", "fact_type": "task"},
    )  # fmt: skip
    proposal = propose(app, duration_minutes=60, meeting_id="m1")
    app.clock.pass_by(days=1)
    assert carried(plan(app, subject="fretes", meeting_id="m1")) == {"frete": proposal}


def test_at_most_a_third_of_the_bullets_is_carried_over_but_at_least_one(app: App) -> None:
    texts = sentences(24)
    facts = [{"text": text, "fact_type": "task" if n < 12 else "decision"} for n, text in enumerate(texts)]
    app.seeded("byd", "Frente", *facts)
    propose(app, duration_minutes=120)
    app.clock.pass_by(days=1)
    for minutes in (5, 10, 15, 30, 45, 60, 90):
        answer = app.plan("pauta", org="byd", duration_minutes=minutes)
        count = len(carried(answer))
        assert 1 <= count <= max(1, len(bullets(answer)) // 3), minutes


@pytest.mark.parametrize(("language", "title"), [("pt", "Pendências"), ("en", "Carried over")])
def test_what_belongs_to_no_chosen_workstream_stands_in_a_last_section(app: App, language: str, title: str) -> None:
    app.fact("byd", "Uma tarefa solta e antiga", fact_id="loose", fact_type="task")
    proposal = propose(app)
    app.seeded("byd", "Frente nova", *({"text": text} for text in sentences(4)))
    app.clock.pass_by(days=1)
    answer = plan(app, language=language)
    assert carried(answer) == {"loose": proposal}
    assert answer["proposal"]["agenda"]["sections"][-1]["title"] == title
    assert answer["proposal"]["agenda"]["minutes"] == 60


def test_the_micro_planner_carries_over_too(app: App) -> None:
    app.facts(
        "byd", {"text": "Uma tarefa solta", "fact_id": "t", "fact_type": "task"}, *({"text": x} for x in sentences(4))
    )
    proposal = propose(app)
    app.clock.pass_by(days=1)
    assert carried(plan(app, macro="off")) == {"t": proposal}


def test_strict_without_workstreams_carries_nothing_over(app: App) -> None:
    app.fact("byd", "Uma tarefa solta", fact_type="task")
    propose(app)
    app.clock.pass_by(days=1)
    answer = plan(app, macro="strict")
    assert (answer["proposal"]["choice"], bullets(answer)) == ("macro-strict-empty", [])


def test_a_deleted_fact_is_not_carried_over(app: App, workstream: str) -> None:
    propose(app)
    app.delete_fact("task")
    app.clock.pass_by(days=1)
    assert carried(plan(app)) == {}
