"""Without a subject, three workstreams have sections; what is open in the others stands among the other open items."""

from typing import Any

import pytest

from tests.agendas import agenda_of, metadata, sentences, shown
from tests.usecases.app import App

TEXTS = sentences(60)


def workstream(app: App, name: str, *facts: dict[str, Any], **fields: Any) -> str:
    return str(app.seeded("byd", f"Frente {name}", *facts, workstream_id=f"ws_{name}", **fields)["workstream_id"])


@pytest.fixture
def chosen(app: App) -> None:
    """Three workstreams with a fact each, which share two words with every fact that `about` makes."""
    for n in range(3):
        workstream(app, f"{n}", about(f"own{n}", TEXTS[n]), priority=9)


def about(fact_id: str, text: str, **fields: Any) -> dict[str, Any]:
    return {"fact_id": fact_id, "text": f"{text} guindaste amarelo", "fact_type": "insight", **fields}


def due(app: App, fact_id: str, **fields: Any) -> dict[str, Any]:
    return {
        "fact_id": fact_id, "text": TEXTS[40], "fact_type": "task", "due_iso": app.clock.date(1), **fields
    }  # fmt: skip


def plan(app: App, minutes: int = 60, **options: Any) -> Any:
    return app.plan("pauta da reunião", org="byd", duration_minutes=minutes, explain=True, **options)


def section_of(answer: Any, fact_id: str) -> Any:
    """The id of the workstream whose section shows a fact, or the section's title."""
    return next(
        section.get("workstream_id") or section["title"]
        for section in agenda_of(answer)["sections"]
        if fact_id in [bullet["fact_id"] for item in section["items"] for bullet in item["bullets"]]
    )


def test_what_presses_in_a_fourth_workstream_is_an_open_item(app: App, chosen: None) -> None:
    workstream(app, "fourth", due(app, "late"))
    answer = plan(app)
    assert section_of(answer, "late") == "Outras pendências"
    assert [w["workstream_id"] for w in metadata(answer)["workstreams"]] == ["ws_0", "ws_1", "ws_2"]


def test_what_presses_in_a_fourth_workstream_is_parked_where_there_is_no_time(app: App, chosen: None) -> None:
    workstream(app, "fourth", due(app, "late"))
    answer = plan(app, minutes=5)
    assert "late" in shown(answer) or "late" in [one["fact_id"] for one in agenda_of(answer)["parked"]]


@pytest.mark.parametrize("state", ["paused", "closed"])
def test_what_presses_in_a_workstream_at_rest_is_left_alone(app: App, chosen: None, state: str) -> None:
    workstream(app, "fourth", due(app, "late"), state=state)
    answer = plan(app)
    assert "late" not in [*shown(answer), *(one["fact_id"] for one in agenda_of(answer)["parked"])]


def test_what_presses_behind_the_first_links_of_a_workstream_has_its_place_there(app: App) -> None:
    others = [{"fact_id": f"f{n}", "text": TEXTS[n], "created_at": app.clock.iso(minutes=n)} for n in range(1, 40)]
    workstream(app, "full", *others, due(app, "late", created_at=app.clock.iso(days=-9)))
    assert section_of(plan(app), "late") == "ws_full"


def test_a_fact_of_a_fourth_workstream_that_shares_words_is_an_open_item(app: App, chosen: None) -> None:
    workstream(app, "fourth", about("foreign", TEXTS[10]), about("settled", TEXTS[11], fact_type="decision"))
    answer = plan(app)
    assert section_of(answer, "foreign") == "Outras pendências"
    assert {"fact_id": "settled", "reason": "unrelated"} in metadata(answer)["excluded"]


def test_the_other_open_items_weigh_as_much_as_their_workstreams(app: App, chosen: None) -> None:
    minutes = []
    for priority in (1, 9):
        many = [about(f"f{n}", TEXTS[10 + n]) for n in range(15)]
        workstream(app, "fourth", *many, priority=priority)
        own = [about(f"w{n}", TEXTS[30 + n]) for n in range(9)]
        app.link("ws_0", *app.facts("byd", *own), org="byd")
        sections = agenda_of(plan(app))["sections"]
        minutes.append(next(s["minutes"] for s in sections if s["title"] == "Outras pendências"))
    assert minutes[0] < minutes[1]


def test_workstreams_without_facts_do_not_hide_what_others_hold(app: App) -> None:
    for n in range(3):
        workstream(app, f"{n}", priority=9)
    workstream(app, "fourth", due(app, "late"), about("background", TEXTS[20]))
    answer = plan(app)
    assert metadata(answer)["nudge"] == "macro_workstreams_empty"
    assert set(shown(answer)) == {"late", "background"}
    assert answer["proposal"]["choice"] == "macro"
