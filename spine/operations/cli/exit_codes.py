"""How a command ends: the exit codes, and what comes of an error.

    0    done
    1    refused or failed, wholly or in part: one line `spine: …` on standard error says why
    2    wrong usage: an unknown command or option, a value that is not allowed; nothing was done
    130  interrupted by Ctrl-C: what was done is kept, and repeating the command completes it

Where the reader of the output has left (`| head`), the command ends with 1 and says nothing.
See docs/command-line.md#common-options-and-output.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from io import TextIOWrapper
from pathlib import Path

import typer
from typer.exceptions import TyperException

from spine.errors import Invalid, SpineError
from spine.operations.cli.option_names import is_value_told, told_of_call
from spine.operations.cli.output import note

INTERRUPTED_AT_WORK = "interrupted; what was done is kept, and repeating the command completes it"
INTERRUPTED_AT_QUESTION = "interrupted; nothing was done"


class Exit(IntEnum):
    """The exit codes."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    INTERRUPTED = 130


@contextmanager
def errors_as_exits(told: Callable[[Invalid], str] = lambda error: error.detail) -> Iterator[None]:
    """Turns errors into one line on standard error and the exit code; a bug keeps its traceback.

    `told` says what is wrong with a call.
    """
    try:
        yield
    except Invalid as error:
        raise failed(told(error), Exit.USAGE) from error
    except SpineError as error:
        raise failed(error.detail) from error
    except (KeyboardInterrupt, typer.Abort) as error:
        is_at_question = isinstance(error, typer.Abort)  # which every command asks before it does anything
        note(f"spine: {INTERRUPTED_AT_QUESTION if is_at_question else INTERRUPTED_AT_WORK}")
        raise typer.Exit(Exit.INTERRUPTED) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise failed(f"{where}{error.strerror or error}") from error


@contextmanager
def wrong_calls_as_exits(command: Callable[[], str]) -> Iterator[None]:
    """Turns what cannot be read of a call into one line, or two where its form is wrong; `command` says whose help."""
    try:
        yield
    except TyperException as error:
        end = failed(told_of_call(error), Exit.USAGE)
        if not is_value_told(error):
            note(f"See `{command()} --help`.")
        raise end from error


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
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            note(f"spine: the output could not be written: {error.strerror}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True
