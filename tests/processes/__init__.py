"""Processes of this project's modules that start quickly.

`python -m spine` takes 0.8 s of CPU time, nearly all of it for imports. `command("spine", "init")` is a command line
that does the same in a process that is forked from one with the imports done: with the environment, folder, streams,
file size limit, signals and exit code of any process. It is for tests of what a command does; what the interpreter
itself does at its start is tested by `python -m`.
"""

import atexit
import shutil
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def command(*words: str) -> list[str]:
    """The command line of a module and its arguments."""
    return [sys.executable, "-I", "-S", str(HERE / "client.py"), str(_address()), *words]


@cache
def _address() -> Path:
    """The socket of the server, which ends with this process."""
    folder = Path(mkdtemp(prefix="spine-tests-"))
    path = folder / "socket"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen(64)  # whoever connects while the server imports is served afterwards
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.processes.server", str(listener.fileno())], cwd=ROOT, stdin=subprocess.PIPE,
            pass_fds=[listener.fileno()], start_new_session=True,
        )  # fmt: skip
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(server.communicate)
    return path
