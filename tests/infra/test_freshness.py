"""The committed snapshots are what the Bicep files say now. Only a compiler can tell."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.infra.snapshots import INFRA, NAMES

ROOT = Path(__file__).parents[2]


def find_bicep() -> str | None:
    found = subprocess.run([ROOT / "scripts" / "find-bicep"], capture_output=True, text=True, check=False)
    return found.stdout.strip() or None


def test_every_parameter_file_has_a_snapshot_and_every_snapshot_its_parameters() -> None:
    snapshots = {path.relative_to(INFRA).as_posix() for path in INFRA.rglob("*.snapshot.json")}
    assert snapshots == {f"{name}.snapshot.json" for name in NAMES}
    assert {"dev", "prod"} < set(NAMES)
    options = {"private-network", "easy-auth", "budget", "lock", "autoscale"}
    assert {f"options/{option}" for option in options} <= set(NAMES)


def test_the_bicep_files_are_well_formed_and_their_snapshots_are_up_to_date() -> None:
    if find_bicep() is None:
        pytest.skip("not checked: there is no Bicep compiler here, so nobody can say whether the snapshots are fresh")
    checked = subprocess.run([ROOT / "scripts" / "infra", "check"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_machine_without_a_compiler_is_told_so(tmp_path: Path) -> None:
    environment = {"PATH": os.defpath, "HOME": str(tmp_path)}
    ran = subprocess.run(
        [ROOT / "scripts" / "infra", "check"], capture_output=True, text=True, check=False, env=environment
    )
    assert ran.returncode == 1
    assert "No Bicep compiler was found. Install one (az bicep install)" in ran.stderr
