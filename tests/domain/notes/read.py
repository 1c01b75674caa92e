"""Notes that a test writes down, and what is read of them."""

from collections.abc import Sequence
from datetime import date

from spine.domain.notes.forms import Form
from spine.domain.notes.notes import Notes
from spine.domain.notes.reading import Read
from spine.domain.notes.statements import Statement

TUESDAY = date(2026, 12, 1)
"""The day of the meeting."""


def read(
    text: str, form: Form = Form.MARKDOWN, *, known: Sequence[str] = ("Ana Prado", "Rui"), day: date | None = TUESDAY
) -> Read:
    """What is read."""
    return Notes(text, form).read(known, day)


def facts(text: str, form: Form = Form.MARKDOWN) -> list[tuple[str, str]]:
    """The types and the words of the facts."""
    return [(one.fact_type, one.text) for one in read(text, form).statements]


def only(text: str, form: Form = Form.MARKDOWN) -> Statement:
    """The only fact."""
    [statement] = read(text, form).statements
    return statement
