"""What the last meeting left open is carried over to the next one."""

from typing import Any

import pytest

from tests.api.client import Api, Clock, body_of, bullets, sentences, shown


def carried(answer: Any) -> dict[str, str]:
    return {b["fact_id"]: b["carried_from"] for b in bullets(answer) if b["carried_from"]}


@pytest.fixture
def workstream(api: Api) -> str:
    """A workstream with one task, and a few decisions beside."""
    task, *rest = sentences(6)
    facts = [{"text": task, "fact_id": "task", "fact_type": "task"}]
    facts += [{"text": text, "fact_id": f"d{n}"} for n, text in enumerate(rest)]
    return str(api.seeded("byd", "Frente", *facts)["workstream_id"])


def propose(api: Api, **request: Any) -> str:
    return str(api.propose(text="pauta", org="byd", **request)["proposal_id"])


def plan(api: Api, **options: Any) -> Any:
    return api.plan("pauta", org="byd", duration_minutes=60, **options)


def test_a_task_of_yesterdays_proposal_comes_back(api: Api, workstream: str) -> None:
    proposal = propose(api)
    assert carried(plan(api)) == {}
    api.clock.pass_by(hours=12)  # midnight, UTC
    assert carried(plan(api)) == {"task": proposal}


def test_decisions_are_not_carried_over(api: Api) -> None:
    api.seeded("byd", "Frente", {"text": "Uma decisão"}, {"text": "Um marco", "fact_type": "milestone"})
    propose(api)
    api.clock.pass_by(days=1)
    assert carried(plan(api)) == {}


@pytest.mark.parametrize(
    "kind", ["action_item", "task", "decision_needed", "question", "open_question", "risk", "blocker"]
)
def test_each_type_that_carries_over_does(api: Api, kind: str) -> None:
    api.seeded("byd", "Frente", {"text": "Algo pendente", "fact_id": "f", "fact_type": kind})
    proposal = propose(api)
    api.clock.pass_by(days=1)
    assert carried(plan(api)) == {"f": proposal}


def test_a_meeting_with_a_start_is_over_when_its_minutes_are(api: Api, workstream: str, clock: Clock) -> None:
    proposal = propose(api, start_iso=clock.iso(hours=1), duration_minutes=60, meeting_id="m1")
    api.clock.pass_by(hours=2)
    assert carried(plan(api)) == {}  # it ends this very second: not past yet
    api.clock.pass_by(seconds=1)
    assert carried(plan(api)) == {"task": proposal}


def test_a_meeting_to_come_is_not_over_on_the_next_day(api: Api, workstream: str, clock: Clock) -> None:
    propose(api, start_iso=clock.iso(days=5))
    api.clock.pass_by(days=2)
    assert carried(plan(api)) == {}


@pytest.mark.parametrize("verdict", ["done", "reject"])
def test_what_was_done_or_rejected_since_does_not_come_back(api: Api, workstream: str, verdict: str) -> None:
    proposal = propose(api, duration_minutes=60)
    body_of(api.post(f"/agenda/{proposal}/feedback", {"bullets": [{"fact_id": "task", "verdict": verdict}]}))
    api.clock.pass_by(days=1)
    answer = plan(api)
    assert carried(answer) == {}
    assert "task" not in shown(answer)


def test_a_proposal_of_this_very_meeting_carries_nothing_over(api: Api, workstream: str) -> None:
    first = propose(api, meeting_id="m1")
    api.clock.pass_by(days=1)
    again = api.propose(text="outra pauta", org="byd", meeting_id="m1", duration_minutes=60)
    assert again["proposal_id"] != first
    assert carried(again) == {}
    assert carried(api.propose(text="pauta", org="byd", meeting_id="m2", duration_minutes=60)) == {"task": first}


def test_the_proposal_that_a_request_updates_carries_nothing_into_itself(
    api: Api, workstream: str, clock: Clock
) -> None:
    request = {
        "text": "pauta",
        "org": "byd",
        "meeting_id": "m1",
        "start_iso": clock.iso(hours=-5),
        "duration_minutes": 60,
    }
    first = api.propose(**request)
    assert api.propose(**request)["proposal_id"] == first["proposal_id"]
    assert carried(api.propose(**request)) == {}


def test_only_the_newest_meeting_that_is_over_counts(api: Api, workstream: str) -> None:
    propose(api)
    api.clock.pass_by(days=1)
    newest = propose(api)
    api.clock.pass_by(days=1)
    assert carried(plan(api)) == {"task": newest}


def test_a_busy_day_of_proposals_does_not_hide_yesterdays_meeting(api: Api, workstream: str) -> None:
    proposal = propose(api)
    api.clock.pass_by(days=1)
    for minutes in range(30, 45):
        propose(api, duration_minutes=minutes)
    assert carried(plan(api)) == {"task": proposal}


def test_with_a_subject_only_what_shares_a_stem_comes_back(api: Api) -> None:
    api.seeded(
        "byd", "Frente de frete", {"text": "Cotar o frete marítimo", "fact_id": "frete", "fact_type": "task"},
        {"text": "Revisar o alvará", "fact_id": "alvara", "fact_type": "task"},
    )  # fmt: skip
    proposal = propose(api, duration_minutes=60)
    api.clock.pass_by(days=1)
    assert carried(plan(api, subject="fretes")) == {"frete": proposal}


def test_at_most_a_third_of_the_bullets_but_at_least_one_is_carried_over(api: Api) -> None:
    texts = sentences(24)
    facts = [{"text": text, "fact_type": "task" if n < 12 else "decision"} for n, text in enumerate(texts)]
    api.seeded("byd", "Frente", *facts)
    propose(api, duration_minutes=120)
    api.clock.pass_by(days=1)
    for minutes in (5, 10, 15, 30, 45, 60, 90):
        answer = api.plan("pauta", org="byd", duration_minutes=minutes)
        count = len(carried(answer))
        assert 1 <= count <= max(1, len(bullets(answer)) // 3), minutes


@pytest.mark.parametrize(("language", "title"), [("pt", "Pendências"), ("en", "Carried over")])
def test_what_belongs_to_no_chosen_workstream_stands_in_a_last_section(api: Api, language: str, title: str) -> None:
    api.fact("byd", "Uma tarefa solta e antiga", fact_id="loose", fact_type="task")
    proposal = propose(api)
    api.seeded("byd", "Frente nova", *({"text": text} for text in sentences(4)))
    api.clock.pass_by(days=1)
    answer = plan(api, language=language)
    assert carried(answer) == {"loose": proposal}
    assert answer["proposal"]["agenda"]["sections"][-1]["title"] == title
    assert answer["proposal"]["agenda"]["minutes"] == 60


def test_the_micro_planner_carries_over_too(api: Api) -> None:
    api.facts(
        "byd", {"text": "Uma tarefa solta", "fact_id": "t", "fact_type": "task"}, *({"text": x} for x in sentences(4))
    )
    proposal = propose(api)
    api.clock.pass_by(days=1)
    assert carried(plan(api, macro="off")) == {"t": proposal}


def test_strict_without_workstreams_carries_nothing_over(api: Api) -> None:
    api.fact("byd", "Uma tarefa solta", fact_type="task")
    propose(api)
    api.clock.pass_by(days=1)
    answer = plan(api, macro="strict")
    assert (answer["proposal"]["choice"], bullets(answer)) == ("macro-strict-empty", [])


def test_a_deleted_fact_is_not_carried_over(api: Api, workstream: str) -> None:
    propose(api)
    api.delete("/facts/task")
    api.clock.pass_by(days=1)
    assert carried(plan(api)) == {}
