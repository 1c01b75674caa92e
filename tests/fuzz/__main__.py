"""`python -m tests.fuzz`: schemathesis against /openapi.json on the local host, which wants a key.

The app runs with the demo organisations on a database of its own: SQLite, or the Cosmos DB that the environment names.
What schemathesis does stands in `schemathesis.toml`; further arguments are passed on to it. The exit code is 1 too
where an endpoint never came to a good end, or a check was not run.
"""

import json
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import schemathesis.specs.openapi.checks  # noqa: F401  (registers the checks)
from schemathesis.checks import CHECKS

from tests.fuzz.report import read

ROOT = Path(__file__).parents[2]
LEFT_OUT = {"unsupported_method"}
"""The Functions host answers an unknown method with 404, never 405."""


def main(arguments: Sequence[str]) -> int:
    """Serve, test, and look at what was tested; the exit code."""
    with TemporaryDirectory() as folder, served(Path(folder), key := secrets.token_urlsafe(24)) as url:
        report = Path(folder) / "events.ndjson"
        command = [sys.executable, "-m", "schemathesis.cli", "run", f"{url}/openapi.json", "--no-color"]
        command += ["--report", "ndjson", "--report-ndjson-path", str(report), *arguments]
        failed = subprocess.run(command, cwd=ROOT, env={**os.environ, "SPINE_KEY": key}).returncode
        missed = _missed(url, report)
    for line in missed:
        print(f"Not exercised: {line}", file=sys.stderr)
    return failed or bool(missed)


def _missed(url: str, report: Path) -> list[str]:
    with urlopen(f"{url}/openapi.json") as answer:
        document = json.load(answer)
    del document["paths"]["/openapi.json"]  # schemathesis reads it, and so leaves it out
    with report.open(encoding="utf-8") as lines:
        return read(lines).missed(document, set(CHECKS.get_all_names()) - LEFT_OUT)


@contextmanager
def served(folder: Path, key: str) -> Iterator[str]:
    """The URL of the app, served with the demo organisations until the end of the block."""
    here = {"AZURE_FUNCTIONS_ENVIRONMENT": "Development", "SPINE_DB_PATH": str(folder / "spine.sqlite3")}
    command = [sys.executable, "-m", "devhost", "--port", "0", "--enable-auth", key]
    command += ["--before", "spine init", "--before", "spine seed", "--log", "devhost"]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | here, stdout=subprocess.PIPE, text=True) as host:
        try:
            assert host.stdout is not None
            yield next(found[0] for line in host.stdout if (found := re.search(r"http://[\d.:]+", line)))
        finally:
            host.terminate()
            host.communicate()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
