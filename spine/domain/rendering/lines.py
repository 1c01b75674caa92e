"""What every text form of an agenda says of a bullet beside its words."""

from typing import Any

from spine.domain.language import Language
from spine.domain.planning.wording import DUE, DUE_SOON, LEFT_OVER, OVERDUE, OWNER

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def notes(bullet: dict[str, Any], language: Language) -> list[str]:
    """Owner, due date and what is pressing about a bullet, in the order in which they are read."""
    marks = {"overdue": OVERDUE[language], "due_soon": DUE_SOON[language]}
    due = DUE[language].format(written_date(bullet["due"], language)) if bullet["due"] else ""
    mark = marks.get(bullet["due_state"], "")
    return [
        note
        for note in (
            OWNER[language].format(one_line(bullet["owner"])) if bullet["owner"] else "",
            f"{due} ({mark})" if due and mark else due,
            LEFT_OVER[language] if bullet["carried_from"] else "",
        )
        if note
    ]


def one_line(text: str) -> str:
    """A text without line breaks."""
    return " ".join(text.split())


def headed(section: dict[str, Any]) -> bool:
    """Whether the headings inside a section say more than its title does: not for a single kind of fact."""
    return "workstream_id" in section or len(section["items"]) > 1


def written_date(due: str, language: Language) -> str:
    """A due date as people write it: 25/11/2026, or 25 Nov 2026."""
    year, month, day = due[:10].split("-")
    if language is Language.PORTUGUESE:
        return f"{day}/{month}/{year}"
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
