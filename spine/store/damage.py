"""Stored documents that cannot be read, because somebody else wrote or damaged them.

Each is left out, so that its neighbours are read, and the log names it. See docs/operations.md#log-lines.
"""

from pydantic import ValidationError

UNREADABLE = "The %s %s cannot be read (%s); it is skipped"
"""Logged as an error: the kind of document, its id, and the reason."""

ERRORS = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, RecursionError)
"""What reading such a document raises: checks that look at a value before its type is known meet any."""


def reason(error: Exception) -> str:
    """Why a document cannot be read, without its values."""
    if not isinstance(error, ValidationError):
        return type(error).__name__
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
