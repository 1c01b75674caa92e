"""The emulator's process: a Node.js server, installed from the lock file beside this one."""

import subprocess
from pathlib import Path

from tests import npm
from tests.npm import CannotStart

HERE = Path(__file__).parent
WHO = "The Cosmos DB double"


def install() -> None:
    """Install the emulator into node_modules, if that is not done or the lock file is newer. Raises CannotStart."""
    npm.install(HERE, WHO)


class Emulator:
    """A running emulator, on a free port of loopback, whose replica is so many seconds behind the writes."""

    def __init__(self, lag: float = 0) -> None:
        install()
        command = [npm.program("node", WHO), HERE / "emulator.js", str(round(lag * 1000))]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            self.close()
            raise CannotStart("The Cosmos DB double's emulator did not start: node's message is above.")
        self.port = int(line)

    def close(self) -> None:
        """End the process; its documents go with it."""
        self._process.communicate()
