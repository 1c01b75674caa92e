"""The lock of the deployed requirements: `requirements.lock`, from `requirements.txt` for Azure's Python and Linux.

The package is made from it, so one commit gives one package: pip takes exactly these wheels, by their digests.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.package import for_azure  # noqa: E402  (as a script, this file knows only its own folder)

HEAD = "# Made by `make lock` from requirements.txt; the deployment package is made from it.\n"


def main() -> int:
    """Ask pip which wheels it would install, and write them down."""
    command = [
        *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"),
        *("--dry-run", "--ignore-installed", "--report=-", f"--requirement={ROOT / 'requirements.txt'}"),
        *(*for_azure(ROOT), f"--target={ROOT / 'dist'}"),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        print(f"lock: {run.stderr.strip()}", file=sys.stderr)
        return 1
    (ROOT / "requirements.lock").write_text(HEAD + "".join(lines(json.loads(run.stdout))), encoding="utf-8")
    return 0


def lines(report: dict) -> list[str]:  # type: ignore[type-arg]
    """A line for each wheel of pip's report, with its version and its digest."""
    return sorted(
        f"{one['metadata']['name'].lower().replace('_', '-')}=={one['metadata']['version']}"
        f" --hash=sha256:{one['download_info']['archive_info']['hashes']['sha256']}\n"
        for one in report["install"]
    )


if __name__ == "__main__":
    sys.exit(main())
