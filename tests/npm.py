"""Tools of the tests that run on Node.js, installed from the lock file in their own folder."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class CannotStart(Exception):
    """A tool cannot run on this machine; the message says what to install."""


def program(name: str, who: str) -> str:
    """The path of node or npm. Raises CannotStart, naming who needs it, where there is none."""
    found = shutil.which(name)
    if not found:
        raise CannotStart(
            f"{who} needs {name}, which is not on the PATH: install Node.js 20 or later with npm "
            "(for instance `apt-get install nodejs npm`)."
        )
    return found


def install(folder: Path, who: str) -> None:
    """Install a folder's packages, if that is not done or the lock file is newer. Raises CannotStart.

    npm writes node_modules/.package-lock.json last; the Makefile looks at the same file. Of several processes that need
    the packages at once, one installs them and the others wait: npm begins by removing what it finds.
    """
    with _locked(folder):
        if not _is_installed(folder):
            _install(folder, who)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _is_installed(folder: Path) -> bool:
    installed, lock_file = folder / "node_modules" / ".package-lock.json", folder / "package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= lock_file.stat().st_mtime


def _install(folder: Path, who: str) -> None:
    command = [program("npm", who), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode:
        raise CannotStart(f"{who} could not be installed: npm ci said {run.stderr.strip()}")
    os.utime(folder / "node_modules" / ".package-lock.json")
