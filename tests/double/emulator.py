"""The emulator's process: a Node.js server, installed from the lock file beside this one."""

import os
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
LOCK_FILE = HERE / "package-lock.json"
INSTALLED = HERE / "node_modules" / ".package-lock.json"
"""What npm writes last; the Makefile looks at the same file."""


class CannotStart(Exception):
    """The double cannot run on this machine; the message says what to install."""


def install() -> None:
    """Install the emulator into node_modules, if that is not done or the lock file is newer. Raises CannotStart."""
    if INSTALLED.exists() and INSTALLED.stat().st_mtime >= LOCK_FILE.stat().st_mtime:
        return
    command = [_program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    run = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    if run.returncode:
        raise CannotStart(f"The Cosmos DB double's emulator could not be installed: npm ci said {run.stderr.strip()}")
    os.utime(INSTALLED)


class Emulator:
    """A running emulator, on a free port of loopback."""

    def __init__(self) -> None:
        install()
        pipe = subprocess.PIPE
        self._process = subprocess.Popen([_program("node"), HERE / "emulator.js"], stdin=pipe, stdout=pipe)
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            self.close()
            raise CannotStart("The Cosmos DB double's emulator did not start: node's message is above.")
        self.port = int(line)

    def close(self) -> None:
        """End the process; its documents go with it."""
        self._process.communicate()


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise CannotStart(
            f"The Cosmos DB double needs {name}, which is not on the PATH: install Node.js 20 or later with npm "
            "(for instance `apt-get install nodejs npm`)."
        )
    return found
