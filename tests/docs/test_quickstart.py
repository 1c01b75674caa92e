"""docs/quickstart.md: its commands are run, as they stand, against a server of their own."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.devhost.local_server import local_server

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "quickstart.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_the_commands_lead_from_bundles_to_an_agenda_in_a_file(tmp_path: Path) -> None:
    local = {
        "SPINE_STORE": "sqlite",
        "SPINE_DB_PATH": str(tmp_path / "spine.sqlite3"),
        "AZURE_FUNCTIONS_ENVIRONMENT": "Development",
    }
    with local_server(**local) as server:
        script = "set -euo pipefail\n" + "".join(BLOCKS)
        script = script.replace("/tmp/", f"{tmp_path}/").replace(":7071", f":{server.port}")
        script = script.replace(".venv/bin/python", shlex.quote(sys.executable))
        env = {"PATH": os.environ["PATH"], **local}
        ran = subprocess.run(
            ["bash", "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
        )
    assert ran.returncode == 0, ran.stderr
    for told in ("6 inserted", '"created":true', "# Meeting: Payment provider", '"subject":"payment contract"'):
        assert told in ran.stdout
    agenda = (tmp_path / "agenda.md").read_text(encoding="utf-8")
    assert "owner: Rita" in agenda
    assert "“Rita sends them the annex by Friday.”" in agenda


def test_there_is_nothing_else_to_type() -> None:
    assert TEXT.count("\n```\nmake run\n```\n") == 1
    assert TEXT.count("```") == 2 * (len(BLOCKS) + 1)
