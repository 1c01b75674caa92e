"""`plan` and `mode`, on either store."""

import json

import pytest

from spine.schemas.planning import PlanRequest
from spine.usecases.handouts import text_of_plan
from spine.usecases.planning.pipeline import plan_agenda
from spine.usecases.planning.presentation import present
from spine.usecases.service import Service
from tests.api.environment import Environment
from tests.api.stores import ON_BOTH
from tests.operations.cli.conftest import Spine

TEXT = "pauta sobre integrações, 15 min"


def test_a_plan_is_the_one_that_the_endpoint_gives(spine: Spine, seeded: Service) -> None:
    ran = spine("plan", TEXT, "--json")
    asked = PlanRequest(text=TEXT, explain=False)
    assert json.loads(ran.stdout) == present(seeded, plan_agenda(seeded, TEXT, asked), asked)
    assert spine("plan", TEXT, "--format", "json").stdout == ran.stdout


@pytest.mark.parametrize("form", ["nl", "markdown", "html", "ics"])
def test_an_agenda_is_written_in_each_format_with_nothing_beside_it(spine: Spine, seeded: Service, form: str) -> None:
    options = PlanRequest(text=TEXT, start_iso="2026-03-11T14:00:00Z")
    ran = spine("plan", TEXT, "--format", form, "--start", "2026-03-11T14:00:00Z")
    made = plan_agenda(seeded, TEXT, options)
    assert ran.stdout.replace("\r\n", "\n") == text_of_plan(seeded, made, form).replace("\r\n", "\n")
    assert "org_demo, mode auto (MACRO_DEFAULT_MODE): workstream-driven planning" in ran.stderr


def test_an_explicit_option_beats_the_text_and_scores_are_explained(spine: Spine, seeded: Service) -> None:
    ran = spine("plan", "plan a meeting", "--org", "org_harbor", "--minutes", "20", "--macro", "off", "--explain")
    assert ran.exit_code == 0
    assert ran.stderr.startswith("org_harbor, mode off (set in the request): ")
    assert "score" in ran.stderr and "urgency 0." in ran.stderr
    assert ran.stdout.splitlines()[1] == "20 min"


@pytest.mark.parametrize(
    ("words", "named", "code"),
    [(("--org", "nowhere"), "'nowhere'", 1), (("--org", "No Such Firm"), "'No Such Firm'", 1),
     (("--minutes", "3"), "--minutes: ", 2), (("--format", "ics"), "--start: ", 2),
     (("--language", "fr"), "--language: must be pt-BR", 2), (("--start", "soon"), "--start: ", 2)],
)  # fmt: skip
def test_what_cannot_be_planned_is_one_line(
    spine: Spine, seeded: Service, words: tuple[str, ...], named: str, code: int
) -> None:
    ran = spine("plan", TEXT, *words)
    assert (ran.exit_code, ran.stdout) == (code, "")
    assert (ran.stderr.count("\n"), ran.stderr.startswith("spine: ")) == (1, True)
    assert named in ran.stderr


def test_a_sentence_needs_no_quotes(spine: Spine, seeded: Service) -> None:
    assert spine("plan", *TEXT.split(), "--json").stdout == spine("plan", TEXT, "--json").stdout


def test_two_formats_at_once_are_a_wrong_call(spine: Spine, seeded: Service) -> None:
    ran = spine("plan", TEXT, "--json", "--format", "markdown")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert spine("plan", TEXT, "--json", "--format", "json").exit_code == 0


def test_a_nudge_is_told(spine: Spine, service: Service) -> None:
    assert spine("seed", "--org", "acme", "--title", "Integrações").exit_code == 0
    ran = spine("plan", "pauta", "--org", "acme", "--macro", "strict")
    assert ran.stderr.splitlines()[-1].startswith("The workstreams have no facts: `link --org acme`")
    said = spine("plan", "pauta", "--org", "acme", "--macro", "auto", "--subject", "Nada disso").stderr
    assert "nudge" not in said and "macro_" not in said


@ON_BOTH
def test_a_mode_is_set_shown_and_taken_away(spine: Spine, seeded: Service) -> None:
    before = json.loads(spine("mode", "--json").stdout)["organisations"]
    assert [(one["org_id"], one["macro_mode"], one["mode"]["source"]) for one in before] == [
        ("org_demo", None, "default"), ("org_harbor", None, "default"),
    ]  # fmt: skip
    [strict] = json.loads(spine("mode", "org_demo", "strict", "--json").stdout)["organisations"]
    assert (strict["macro_mode"], strict["mode"]) == ("strict", {"value": "strict", "source": "org"})
    assert json.loads(spine("plan", TEXT, "--json").stdout)["proposal"]["agenda"]["_metadata"]["mode"] == strict["mode"]
    assert "set for the organisation" in spine("mode", "org_demo").stdout
    assert "default" in spine("mode", "org_demo", "default", "--json").stdout
    assert spine("mode").stdout.count("MACRO_DEFAULT_MODE") == 2


def test_the_kill_switch_beats_every_setting_and_says_so(
    spine: Spine, seeded: Service, environment: Environment
) -> None:
    spine("mode", "org_demo", "strict")
    environment.set(USE_MACRO_PLAN="0")
    [told] = json.loads(spine("mode", "org_demo", "--json").stdout)["organisations"]
    assert (told["macro_mode"], told["mode"]) == ("strict", {"value": "off", "source": "kill_switch"})


def test_a_mode_of_an_unknown_organisation_is_refused_and_makes_none(spine: Spine, service: Service) -> None:
    ran = spine("mode", "acmee", "strict")
    assert (ran.exit_code, ran.stderr) == (1, "spine: no organisation 'acmee'\n")
    assert not service.store.organisation_exists("acmee")
    assert spine("mode").stdout == "No organisations yet.\n"


def test_an_unknown_mode_is_a_wrong_call(spine: Spine) -> None:
    assert spine("mode", "org_demo", "sometimes").exit_code == 2
