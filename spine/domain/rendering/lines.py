"""What the text formats of an agenda have in common: remarks on a bullet, dates, headings."""

from spine.domain.language import Language
from spine.domain.planning.agenda import Bullet, DueState, Section
from spine.domain.planning.wording import DUE, DUE_SOON, LEFT_OVER, OVERDUE, OWNER

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def remarks(bullet: Bullet, language: Language) -> list[str]:
    """Owner, due date and what is urgent about a bullet, in the order in which they are read."""
    fact, parts = bullet.fact, []
    if fact.owner:
        parts.append(OWNER[language].format(one_line(fact.owner)))
    if fact.due_iso:
        due = DUE[language].format(written_date(fact.due_iso, language))
        marks = {DueState.OVERDUE: OVERDUE[language], DueState.DUE_SOON: DUE_SOON[language]}
        mark = marks.get(bullet.due_state)
        parts.append(f"{due} ({mark})" if mark else due)
    if bullet.carried_from:
        parts.append(LEFT_OVER[language])
    return parts


def one_line(text: str) -> str:
    """A text without line breaks."""
    return " ".join(text.split())


def headed(section: Section) -> bool:
    """Whether the headings inside a section say more than its title does: not for a single kind of fact."""
    return section.workstream_id is not None or len(section.items) > 1


def written_date(due: str, language: Language) -> str:
    """A due date as people write it: 25/11/2026, or 25 Nov 2026."""
    year, month, day = due[:10].split("-")
    if language is Language.PORTUGUESE:
        return f"{day}/{month}/{year}"
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
