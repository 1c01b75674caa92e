"""Kusto's own language service, which says whether it understands a query."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from tests.npm import install, program

HERE = Path(__file__).parent
WHO = "The check of the Kusto queries"


def check(queries: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """For each query the `columns` of its result with their types, and its `problems`. Raises CannotStart."""
    install(HERE, WHO)
    command = [program("node", WHO), str(HERE / "kql_check.js")]
    run = subprocess.run(command, input=json.dumps(queries), capture_output=True, text=True, check=True)
    return cast(dict[str, dict[str, Any]], json.loads(run.stdout))
