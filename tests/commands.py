"""Commands as a person runs them: at a terminal, interrupted, where the disk is small."""

import os
import pty
import shlex
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from time import monotonic, sleep
from typing import Any

ROOT = Path(__file__).parents[1]
LONGEST_SECONDS = 60


def block(terminal: int) -> bytes:
    """What a terminal shows next; nothing once the command has ended."""
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux's way to say that the other side is closed
        return b""


def interrupted(command: Sequence[str], environment: Mapping[str, str], when: bytes) -> tuple[int, bytes]:
    """A command that Ctrl-C interrupts at a terminal as soon as this is shown: the exit code and all that was shown."""
    ours, theirs = pty.openpty()
    shown, is_sent = b"", False
    with (
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=theirs, stderr=theirs) as run,
        ended_after(LONGEST_SECONDS, run),
    ):
        os.close(theirs)
        while more := block(ours):
            shown += more
            if not is_sent and when in shown:
                run.send_signal(signal.SIGINT)
                is_sent = True
        os.close(ours)
    assert is_sent, shown
    return run.returncode, shown


def wait_until_opened_elsewhere(file: Path) -> None:
    """Wait until another process has a file open."""
    end = monotonic() + LONGEST_SECONDS
    while not any(
        _has_open(process, file) for process in Path("/proc").glob("[0-9]*") if process.name != str(os.getpid())
    ):
        assert monotonic() < end, f"nobody opened {file}"
        sleep(0.02)


def _has_open(process: Path, file: Path) -> bool:
    try:
        return any(descriptor.readlink() == file for descriptor in (process / "fd").iterdir())
    except OSError:  # it ended meanwhile, or is another user's
        return False


@contextmanager
def unused_port() -> Iterator[int]:
    """A port of this machine that refuses connections, and that nobody else can take meanwhile."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield int(bound.getsockname()[1])


@contextmanager
def ended_after(seconds: float, process: subprocess.Popen[Any]) -> Iterator[None]:
    """A process that is killed if the block lasts too long, so that nothing waits for it for ever."""
    limit = Timer(seconds, process.kill)
    limit.start()
    try:
        yield
    finally:
        limit.cancel()


def with_small_disk(kilobytes: int, command: Sequence[str]) -> list[str]:
    """The command where no file may grow larger.

    A shell sets the limit: a process with threads that forks, to set it itself, can hang for ever.
    """
    return ["bash", "-c", f"ulimit -f {kilobytes} && exec {shlex.join(command)}"]
