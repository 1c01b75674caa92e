"""The command line: python -m tests.double -- COMMAND…

The command runs beside a double with the database and container `spine`, which its environment names. The double
ends with it. `python -m tests.double --install` only installs the emulator.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from types import FrameType

from tests.double import DATABASE, CannotStart, Double
from tests.double.emulator import install

_CONTAINER = "spine"


def main(arguments: Sequence[str]) -> int:
    """Install the emulator, or run a command with the double's address in its environment; the exit code."""
    try:
        match arguments:
            case ["--install"]:
                install()
                return 0
            case ["--", _, *_]:
                return _beside_double(arguments[1:])
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1
    print("usage: python -m tests.double -- COMMAND…\n       python -m tests.double --install", file=sys.stderr)
    return 2


def _beside_double(command: Sequence[str]) -> int:
    with Double() as double:
        double.container(_CONTAINER)
        print(f"The Cosmos DB double serves {double.endpoint}", flush=True)
        return _run(command, double)


def _run(command: Sequence[str], double: Double) -> int:
    names = {"COSMOS_ENDPOINT": double.endpoint, "COSMOS_KEY": double.key}
    where = {"COSMOS_DATABASE": DATABASE, "COSMOS_CONTAINER": _CONTAINER, "SPINE_STORE": "cosmos"}
    with subprocess.Popen(command, env={**os.environ, **names, **where}) as child:

        def pass_on(signum: int, frame: FrameType | None) -> None:
            # At a terminal Ctrl-C reaches the child by itself, and a second one would cut its clean end short.
            if signum == signal.SIGTERM or not sys.stdin.isatty():
                child.send_signal(signum)

        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, pass_on)
        code = child.wait()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
