"""How a command ends: the exit codes, and what comes of a fault.

    0    done
    1    refused or failed, wholly or in part: one line `spine: …` on standard error says why
    2    wrong usage: an unknown command or option, a value that is not allowed; nothing was done
    130  interrupted by Ctrl-C: what was done stands, and repeating the command completes it

Where the reader of the output has left (`| head`), the command ends with 1 and says nothing.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from io import TextIOWrapper
from pathlib import Path

import typer

from spine.errors import Invalid, SpineError
from spine.operations.cli.printing import note

INTERRUPTED_LINE = "interrupted; what was done stands, and repeating the command completes it"
UNDONE_LINE = "interrupted; nothing was done"


class Exit(IntEnum):
    """The exit codes."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    INTERRUPTED = 130


class Refused(SpineError):
    """A command that does nothing, or not all, as it was asked; its text is the one line that says why."""

    status, code, title = 409, "refused", "Refused"


@contextmanager
def faults_as_exits() -> Iterator[None]:
    """Turns faults into one line on standard error and the exit code; a bug keeps its traceback."""
    try:
        yield
    except Invalid as fault:
        raise failed(fault.detail, Exit.USAGE) from fault
    except SpineError as fault:
        raise failed(fault.detail) from fault
    except (KeyboardInterrupt, typer.Abort) as fault:
        at_a_question = isinstance(fault, typer.Abort)  # which every command asks before it does anything
        note(f"spine: {UNDONE_LINE if at_a_question else INTERRUPTED_LINE}")
        raise typer.Exit(Exit.INTERRUPTED) from fault
    except BrokenPipeError:
        raise
    except OSError as fault:
        where = f"{fault.filename}: " if fault.filename else ""
        raise failed(f"{where}{fault.strerror or fault}") from fault


def failed(line: str, code: Exit = Exit.FAILED) -> typer.Exit:
    """What to raise where a command fails; the line is said on standard error."""
    note(f"spine: {' '.join(line.split())}")
    return typer.Exit(code)


def open_streams() -> None:
    """Give a closed stream (`>&-`) a place to go, and let one that cannot hold a sign have it escaped."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  # to the end
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def flush() -> bool:
    """Whether all output reached its reader; if not, nothing more is written to it, even at the interpreter's end."""
    try:
        sys.stdout.flush()
    except OSError as fault:
        if not isinstance(fault, BrokenPipeError):
            note(f"spine: the output could not be written: {fault.strerror}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True
