"""The forms that notes come in."""

from enum import StrEnum


class Form(StrEnum):
    """The form of notes, by its media type."""

    MARKDOWN = "text/markdown"
    PLAIN = "text/plain"
    CSV = "text/csv"
