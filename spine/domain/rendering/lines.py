"""What every text form of an agenda says of a bullet beside its words."""

from typing import Any

from spine.domain.language import Language
from spine.domain.planning.wording import DUE, DUE_SOON, LEFT_OVER, OVERDUE, OWNER


def notes(bullet: dict[str, Any], language: Language) -> list[str]:
    """Owner, due date and what is pressing about a bullet, in the order in which they are read."""
    marks = {"overdue": OVERDUE[language], "due_soon": DUE_SOON[language]}
    due = DUE[language].format(bullet["due"][:10]) if bullet["due"] else ""
    mark = marks.get(bullet["due_state"], "")
    return [
        note
        for note in (
            OWNER[language].format(bullet["owner"]) if bullet["owner"] else "",
            f"{due} ({mark})" if due and mark else due,
            LEFT_OVER[language] if bullet["carried_from"] else "",
        )
        if note
    ]


def one_line(text: str) -> str:
    """A text without line breaks."""
    return " ".join(text.split())


def headed(section: dict[str, Any], item: dict[str, Any]) -> bool:
    """Whether an item's heading says more than its section's title does."""
    return bool(item["heading"] != section["title"])
