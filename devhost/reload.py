"""Restart a server process whenever a source file of the app changes."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

logger = logging.getLogger(__name__)

_WATCHED = {".py", ".json"}
_PAUSE_SECONDS = 0.4
_GRACE_SECONDS = 10


def run_reloading(app_dir: Path, arguments: Sequence[str]) -> None:
    """Run `python -m devhost` with these arguments, anew after each change, until KeyboardInterrupt.

    A server that ends by itself, because the app is broken, waits for the change that mends it.
    """
    command = [sys.executable, "-m", "devhost", *arguments]
    while True:
        seen = source_stamps(app_dir)
        # In a process group of its own, a Ctrl-C reaches this process alone, which stops the server once.
        child = subprocess.Popen(command, process_group=0)
        try:
            _wait_for_change(app_dir, seen, child)
        finally:
            _stop(child)
        logger.warning("A source file changed: starting again.")


def source_stamps(app_dir: Path) -> dict[Path, int]:
    """When each source file of the app was last written."""
    return {path: path.stat().st_mtime_ns for path in _sources(app_dir) if path.exists()}


def _sources(app_dir: Path) -> Iterator[Path]:
    for folder, below, files in os.walk(app_dir):
        below[:] = [name for name in below if _is_own(Path(folder, name))]
        yield from (Path(folder, name) for name in files if Path(name).suffix in _WATCHED)


def _is_own(folder: Path) -> bool:
    hidden = folder.name.startswith(".") or folder.name in ("__pycache__", "node_modules")
    return not hidden and not (folder / "pyvenv.cfg").exists()


def _wait_for_change(app_dir: Path, seen: dict[Path, int], child: subprocess.Popen[bytes]) -> None:
    ended = False
    while source_stamps(app_dir) == seen:
        if not ended and child.poll() is not None:
            ended = True
            logger.warning("The server ended; it starts again when a source file changes.")
        time.sleep(_PAUSE_SECONDS)


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.send_signal(signal.SIGTERM)
    try:
        child.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
