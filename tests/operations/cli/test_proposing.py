"""`propose` and `feedback`."""

import json
from typing import Any

import pytest

from spine.usecases.service import Service
from tests.operations.cli.conftest import Spine

TEXT = "pauta sobre integrações, 15 min"


@pytest.fixture
def proposed(spine: Spine, seeded: Service) -> Any:
    """A stored agenda."""
    return json.loads(spine("propose", TEXT, "--json").stdout)


def test_an_agenda_is_stored_and_written_as_it_was_planned(spine: Spine, seeded: Service, proposed: Any) -> None:
    ran = spine("propose", TEXT, "--format", "markdown")
    assert ran.stdout == spine("plan", TEXT, "--format", "markdown").stdout
    told = proposed["proposal_id"]
    assert ran.stderr == f"Stored in org_demo as {told}.\nAfterwards, say what came of it: feedback {told}\n"


def test_bullets_are_judged_by_their_numbers(spine: Spine, seeded: Service, proposed: Any) -> None:
    shown = proposed["proposal"]["supporting_fact_ids"]
    ran = spine("feedback", proposed["proposal_id"], "--rating", "4", "--done", "1", "--reject", shown[1])
    assert ran.stdout == f"{proposed['proposal_id']}: rated 4 of 5, 2 bullets judged.\n"
    again = json.loads(spine("propose", TEXT, "--json").stdout)["proposal"]["supporting_fact_ids"]
    assert not set(shown[:2]) & set(again)


def test_a_verdict_that_is_repeated_counts_once(spine: Spine, proposed: Any) -> None:
    same = proposed["proposal"]["supporting_fact_ids"][0]
    ran = spine("feedback", proposed["proposal_id"], "--done", "1", "--done", same)
    assert ran.stdout == f"{proposed['proposal_id']}: 1 bullet judged.\n"


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("--done", "99"), "and no number 99", 1),
        (("--reject", "fact_nowhere"), "spine: no fact 'fact_nowhere' in org_demo", 1),
        (("--rating", "6"), "spine: --rating: must be at most 5", 2),
        ((), "say something", 2),
        (("--done", "1", "--reject", "1"), "spine: bullet 1 is judged twice: done and reject", 2),
    ],
)
def test_feedback_that_cannot_be_kept_is_told(
    spine: Spine, proposed: Any, words: tuple[str, ...], said: str, code: int
) -> None:
    ran = spine("feedback", proposed["proposal_id"], *words)
    assert (ran.exit_code, ran.stdout) == (code, "")
    assert said in ran.stderr


def test_what_is_not_stored_is_told(spine: Spine, seeded: Service) -> None:
    assert spine("feedback", "agd_nowhere", "--rating", "3").stderr == "spine: No proposal 'agd_nowhere'.\n"
    ran = spine("propose", TEXT, "--org", "nowhere")
    assert (ran.exit_code, ran.stderr) == (1, "spine: No organisation 'nowhere'.\n")
    assert spine("propose", TEXT, "--minutes", "3").stderr == "spine: --minutes: must be at least 5\n"
