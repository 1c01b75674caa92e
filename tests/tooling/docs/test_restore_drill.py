"""The restore drill of docs/operations.md: what it runs of Spine is run on two containers of the double."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.double import DATABASE, Double
from tests.double.fixtures import double
from tests.processes import command
from tests.tooling.docs.pages import ROOT, Page, lines
from tests.tooling.infra.snapshots import snapshot

__all__ = ["double"]

SECTION = Page("docs/operations.md").section("Restore drill")
STEPS = [block.split("```")[0] for block in SECTION.split("```sh\n")[1:]]
RESTORED = "COSMOS_ENDPOINT=https://ACCOUNT-restored.documents.azure.com:443/"


class Drill:
    """A live container, and one that Azure restored; commands run in a folder of their own."""

    def __init__(self, double: Double, folder: Path) -> None:
        self.folder = folder
        self.live, self.restored = double.container(), double.container()
        self._settings = {
            "SPINE_STORE": "cosmos", "AZURE_FUNCTIONS_ENVIRONMENT": "Development", "COSMOS_ENDPOINT": double.endpoint,
            "COSMOS_KEY": double.key, "COSMOS_DATABASE": DATABASE, "PYTHONPATH": str(ROOT),
            "PATH": os.environ["PATH"],
        }  # fmt: skip

    def spine(self, words: str, container: str | None = None) -> str:
        """What a command prints, on the live container if no other is named."""
        env = self._settings | {"COSMOS_CONTAINER": container or self.live}
        ran = subprocess.run(
            command("spine", *words.split()), cwd=self.folder, env=env, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def run(self, step: str) -> list[str]:
        """What the commands of Spine in a step print."""
        found = []
        for line in lines(step):
            if " -m spine " in line:
                container = self.restored if line.startswith(RESTORED) else None
                found.append(self.spine(line.split(" -m spine ")[1], container))
        return found


@pytest.fixture
def drill(double: Double, tmp_path: Path) -> Drill:
    made = Drill(double, tmp_path)
    made.spine("seed")
    made.spine("export backup.jsonl")
    made.spine("import backup.jsonl", made.restored)
    return made


def counts(printed: str) -> dict[str, str]:
    return dict(re.findall(r"^(\w+): (\d+)$", printed, re.MULTILINE))


def step(sign: str) -> str:
    (found,) = [one for one in STEPS if sign in one]
    return found


def test_the_drill_finds_equal_counts_and_mends_a_damaged_organisation(drill: Drill) -> None:
    live, restored = drill.run(step("export live.jsonl"))
    assert counts(live) == counts(restored)
    assert int(counts(live)["fact"]) > 0
    drill.spine("rollback --yes")  # its workstreams and links are gone
    drill.spine("export damaged.jsonl")
    drill.run(step("import harbor.jsonl --replace"))
    drill.spine("export after.jsonl --org org_harbor")
    files = {name: (drill.folder / f"{name}.jsonl").read_bytes() for name in ("harbor", "after", "damaged", "backup")}
    assert files["damaged"] != files["backup"]
    assert files["after"] == files["harbor"]


def test_the_data_role_is_that_of_the_deployment_and_goes_to_the_apps_identity() -> None:
    given = step("role assignment create")
    assert re.findall(r"--principal-id (\S+)", given) == ["$OPERATOR", "$IDENTITY"]
    (role,) = set(re.findall(r"--role-definition-id (\S+)", given))
    deployed = snapshot("prod").all("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments")[0]["properties"]
    assert deployed["roleDefinitionId"].endswith(f"/{role}")
    (scope,) = set(re.findall(r"--scope (\S+)", given))
    assert deployed["scope"].endswith(scope)
    (prefix,) = re.findall(r"starts_with\(name, '(.+?)'\)", given)
    assert snapshot("prod").one("Microsoft.ManagedIdentity/userAssignedIdentities")["name"].startswith(prefix)


def test_the_app_is_led_there_and_back_and_verified_both_times() -> None:
    led = [one for one in STEPS if "appsettings set" in one]
    assert ["$ACCOUNT-restored." in one for one in led] == [True, False]
    assert all("--settings COSMOS_ENDPOINT=" in one and "scripts/verify-app $RG $APP" in one for one in led)
    assert STEPS.index(step("role assignment create")) < STEPS.index(led[0]) < STEPS.index(led[1])
    assert "az cosmosdb delete" in STEPS[-1]
    assert "-restored --yes" in STEPS[-1]
