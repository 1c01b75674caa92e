"""What stays right when an organisation, or a text, is large."""

from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from spine import config
from spine.domain.proposals import Proposal
from spine.schemas.facts import FactFields
from spine.schemas.planning import PlanOptions, ProposeRequest
from spine.schemas.workstreams import WorkstreamFields
from spine.store.sqlite.store import SqliteStore
from spine.usecases import facts, links, proposals, workstreams
from spine.usecases.planning.pipeline import plan_agenda
from spine.usecases.service import Service

ORG = "byd"


@pytest.fixture
def service(tmp_path: Path) -> Service:
    numbers = count()
    now = datetime(2026, 3, 10, 12, tzinfo=UTC)
    return Service(
        SqliteStore(tmp_path / "spine.sqlite3"), config.read({}), lambda: now, lambda: f"{next(numbers):016x}"
    )


def test_a_rare_word_in_a_title_is_found_behind_two_hundred_common_ones(service: Service) -> None:
    for number in range(205):
        workstreams.save(service, ORG, WorkstreamFields(title=f"Projeto Fábrica {number}", priority=500))
    workstreams.save(service, ORG, WorkstreamFields(workstream_id="zulu", title="Projeto Zulu", priority=1))
    plan = plan_agenda(service, "pauta sobre o Projeto Zulu", PlanOptions(org=ORG))
    assert [one.workstream.workstream_id for one in plan.selection.workstreams] == ["zulu"]


def test_an_agenda_of_very_long_facts_is_kept_in_a_document_that_a_database_takes(service: Service) -> None:
    long = "palavra comprida " * 1_800
    given = [FactFields(fact_id=f"f{n}", fact_type="decision", text=f"Contrato {n} {long}") for n in range(120)]
    facts.store(service, ORG, given)
    made = workstreams.save(service, ORG, WorkstreamFields(title="Contrato"))
    links.link_into(service, made, [f"f{n}" for n in range(120)], 1.0)
    answer = proposals.propose(service, ProposeRequest(text="contrato", org=ORG, duration_minutes=480))
    kept = service.store.get(Proposal, ORG, answer["proposal_id"])
    assert kept
    assert len(kept.model_dump_json().encode()) < 1_500_000
    assert kept.agenda["sections"][0]["items"][0]["bullets"][0]["text"].endswith("…")
    assert answer["agenda"]["sections"][0]["items"][0]["bullets"][0]["text"].endswith("comprida")
