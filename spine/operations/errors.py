"""The error of the operator's tools."""

from spine.errors import SpineError


class Refused(SpineError):
    """A command that does nothing, or not all, as it was asked; its text is the one line that says why."""

    status, code, title = 409, "refused", "Refused"
