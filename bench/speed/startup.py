"""How long a process takes to import the app, compared with `azure.functions` alone."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

TRIES = 5
TIMED = "import time; start = time.process_time(); import {module}; print(time.process_time() - start)"


def import_ratio(checkout: Path) -> float:
    """The time of `import function_app` as a multiple of that of `import azure.functions`, both compiled before."""
    with tempfile.TemporaryDirectory(prefix="compiled-") as compiled:
        taken = {name: _seconds(checkout, name, compiled) for name in ("azure.functions", "function_app")}
    return taken["function_app"] / taken["azure.functions"]


def _seconds(checkout: Path, module: str, compiled: str) -> float:
    """The least processor time of some tries; the first one compiles."""
    python = checkout / ".venv/bin/python"
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [str(python if python.exists() else sys.executable), "-c", TIMED.format(module=module)]
    runs = (
        subprocess.run(
            command, cwd=checkout, env=kept | {"PYTHONPYCACHEPREFIX": compiled}, capture_output=True, check=True
        )
        for _ in range(TRIES)
    )
    return min(float(run.stdout.split()[-1]) for run in runs)
