"""The committed snapshots belong to the Bicep files that are here.

What the compiler itself says of them is `make infra`, which CI runs where there is one.
"""

import os
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from tests.tooling.infra.snapshots import INFRA, NAMES

ROOT = Path(__file__).parents[3]
DIGESTS = INFRA / "snapshots.sha256"


def sources() -> Iterator[Path]:
    for path in INFRA.rglob("*"):
        if path.is_file() and path != DIGESTS and not path.name.endswith((".snapshot.json", ".md")):
            yield path


def test_every_parameter_file_has_a_snapshot_and_every_snapshot_its_parameters() -> None:
    snapshots = {path.relative_to(INFRA).as_posix() for path in INFRA.rglob("*.snapshot.json")}
    assert snapshots == {f"{name}.snapshot.json" for name in NAMES}
    assert {"dev", "prod"} < set(NAMES)
    options = {"private-network", "easy-auth", "budget", "lock", "autoscale"}
    assert {f"options/{option}" for option in options} <= set(NAMES)


def test_the_snapshots_were_made_from_the_files_that_are_here() -> None:
    recorded = dict(reversed(line.split(maxsplit=1)) for line in DIGESTS.read_text("utf-8").splitlines())
    found = {path.relative_to(INFRA).as_posix(): sha256(path.read_bytes()).hexdigest() for path in sources()}
    changed = sorted(name for name, _ in found.items() ^ recorded.items())
    assert not changed, f"run `make snapshots`, for these changed since it was: {', '.join(set(changed))}"


def test_a_machine_without_a_compiler_is_told_so(tmp_path: Path) -> None:
    environment = {"PATH": os.defpath, "HOME": str(tmp_path)}
    ran = subprocess.run(
        [ROOT / "scripts" / "infra", "check"], capture_output=True, text=True, check=False, env=environment
    )
    assert ran.returncode == 1
    assert "No Bicep compiler was found. Install one (az bicep install)" in ran.stderr
