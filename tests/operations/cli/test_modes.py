"""`mode`, on either store."""

import json

from spine.usecases.service import Service
from tests.api.conftest import Environment
from tests.api.stores import ON_SQLITE
from tests.operations.cli.conftest import Spine

TEXT = "pauta sobre integrações, 15 min"


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


@ON_SQLITE
def test_the_kill_switch_beats_every_setting_and_says_so(
    spine: Spine, seeded: Service, environment: Environment
) -> None:
    spine("mode", "org_demo", "strict")
    environment.set(USE_MACRO_PLAN="0")
    [told] = json.loads(spine("mode", "org_demo", "--json").stdout)["organisations"]
    assert (told["macro_mode"], told["mode"]) == ("strict", {"value": "off", "source": "kill_switch"})


def test_a_mode_of_an_unknown_organisation_is_refused_and_makes_none(spine: Spine, desk: Service) -> None:
    ran = spine("mode", "acmee", "strict")
    assert (ran.exit_code, ran.stderr) == (1, "spine: there is no organisation 'acmee'\n")
    assert not desk.store.organisation_exists("acmee")
    assert spine("mode").stdout == "There is no organisation yet.\n"


@ON_SQLITE
def test_an_unknown_mode_is_a_wrong_call(spine: Spine) -> None:
    assert spine("mode", "org_demo", "sometimes").exit_code == 2
