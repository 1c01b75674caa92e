"""An agenda as JSON."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from spine.config import read
from spine.domain.planning.agenda import Agenda
from spine.domain.planning.modes import Choice, MacroMode, Mode, ModeSource, PlanReason
from spine.schemas.planning import PlanOptions
from spine.schemas.responses.agendas import AgendaResponse, BulletResponse
from spine.store.sqlite.store import SqliteStore
from spine.usecases.planning.pipeline import Plan
from spine.usecases.planning.presentation import present_proposal
from spine.usecases.planning.selection import Selection
from spine.usecases.planning.understanding import ResolvedOrganisation, Understood
from spine.usecases.service import Service
from tests.domain.planning.builders import (
    NOW,
    ORG,
    Situation,
    about,
    day,
    distinct_facts,
    evidence,
    fact,
    situations,
    spec,
    workstream,
)

SERVICE = Service(SqliteStore(":memory:"), read({}), lambda: datetime.now(UTC), lambda: "")
MODE = Mode(MacroMode.AUTO, ModeSource.DEFAULT)

thorough = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def presented(agenda: Agenda, *, explain: bool = False) -> AgendaResponse:
    understood = Understood(ResolvedOrganisation(ORG), None, (), 30, agenda.language, MODE, NOW)
    plan = Plan(Selection(understood, Choice.MACRO, PlanReason.WORKSTREAMS), agenda)
    return present_proposal(SERVICE, plan, PlanOptions(explain=explain))["agenda"]


def bullets(answer: AgendaResponse) -> list[BulletResponse]:
    return [bullet for section in answer["sections"] for item in section["items"] for bullet in item["bullets"]]


def one_workstream(*facts: object, minutes: int = 30) -> Agenda:
    linked = {"ws_1": [(one, 1.0) for one in facts]}
    return Situation(spec(minutes), [workstream("ws_1")], linked, relevances=[1.0]).macro()[0]


@pytest.mark.parametrize("planner", [Situation.macro, Situation.micro], ids=["macro", "micro"])
@given(situations())
@thorough
def test_any_agenda_is_presented_whole(planner: object, situation: Situation) -> None:
    agenda, _ = planner(situation)
    answer = presented(agenda)
    known = [f for pairs in situation.linked.values() for f, _ in pairs] + situation.loose + situation.left_open
    known += situation.elsewhere + situation.pressing
    texts = {f.fact_id: f.text.strip() for f in known}
    shown = [bullet.fact.fact_id for bullet in agenda.bullets]
    assert [ref["fact_id"] for ref in answer["_metadata"]["refs"]] == shown
    assert [(b["fact_id"], b["text"]) for b in bullets(answer)] == [(fact_id, texts[fact_id]) for fact_id in shown]
    assert answer["parked_count"] == len(agenda.parked)
    assert {parked["reason"] for parked in answer["parked"]} <= {"no_time"}
    assert answer["minutes"] == agenda.minutes


def test_the_best_fifty_parked_are_shown_and_all_are_counted() -> None:
    answer = presented(one_workstream(*distinct_facts(70), minutes=6))
    assert len(answer["parked"]) == 50
    assert answer["parked_count"] == 68
    assert set(answer["parked"][0]) == {"text", "fact_id", "reason"}


def test_an_agenda_without_facts_is_empty() -> None:
    answer = presented(one_workstream())
    assert (answer["sections"], answer["parked"], answer["parked_count"], answer["minutes"]) == ([], [], 0, 0)


def test_a_bullet_and_its_ref_have_the_documented_fields() -> None:
    one = fact(owner="Ana", evidence=(evidence("assinamos", char_span=(0, 9)),), status="validated", due_iso=day(1))
    answer = presented(one_workstream(one))
    assert bullets(answer) == [
        {
            "text": "Assinar o contrato com a Foxconn",
            "why": "(evidência: “assinamos”)",
            "why_now": "vence amanhã",
            "signals": ["due_soon"],
            "minutes": 30,
            "owner": "Ana",
            "due": day(1),
            "due_state": "due_soon",
            "fact_id": "fact_1",
            "carried_from": None,
        }
    ]
    assert answer["_metadata"]["refs"] == [
        {
            "fact_id": "fact_1",
            "type": "action_item",
            "variants": [],
            "status": "validated",
            "quote": "assinamos",
            "who_said": None,
            "char_span": [0, 9],
            "workstream_id": "ws_1",
        }
    ]


def test_a_draft_is_marked_by_its_status_in_the_refs() -> None:
    draft = fact(text="contrato", status="draft")
    agenda, _ = Situation(spec(), loose=[draft], subject=about("contrato")).micro()
    assert [ref["status"] for ref in presented(agenda)["_metadata"]["refs"]] == ["draft"]


def test_explained_bullets_have_a_score_whose_parts_sum_to_it() -> None:
    answer = presented(one_workstream(*distinct_facts(3)), explain=True)
    for bullet in bullets(answer):
        score = bullet["score"]
        assert sum(part["contribution"] for part in score["parts"]) == pytest.approx(score["total"], abs=1e-6)
        assert all(set(part) == {"name", "raw", "weight", "contribution"} for part in score["parts"])


def test_a_fact_keeps_its_words_even_where_they_look_like_a_format() -> None:
    tricky = "Pagar {0} — “100 %” de R$ 1.000\n\n até 😀 <b>já</b>"
    assert [b["text"] for b in bullets(presented(one_workstream(fact(text=f"  {tricky} "))))] == [tricky]


_IN_A_PROCESS = """
import json
from tests.domain.planning.builders import Situation, about, carrying, distinct_facts, spec
from tests.usecases.planning.test_presentation import presented
some = distinct_facts(30)
chosen = [carrying(f"ws_{n}", f"contrato bateria {n}") for n in range(3)]
linked = {w.workstream_id: [(f, 1.0) for f in some[n::4]] for n, w in enumerate(chosen)}
for subject in (None, about("contrato", "bateria", "prazo")):
    one = Situation(spec(45), chosen, linked, some[3::4], some[:3], subject=subject, relevances=[1.0, 0.8, 0.6])
    for agenda, _ in (one.macro(), one.micro()):
        print(json.dumps(presented(agenda, explain=True)))
"""


def test_two_processes_that_hash_differently_give_the_same_bytes() -> None:
    def planned(seed: str) -> bytes:
        here = Path(__file__).parents[3]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(here)}
        command = [sys.executable, "-c", _IN_A_PROCESS]
        return subprocess.run(command, cwd=here, env=environment, capture_output=True, check=True).stdout

    assert planned("1") == planned("2") != b""
