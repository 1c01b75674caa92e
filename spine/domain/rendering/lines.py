"""What the text formats of an agenda have in common: remarks on a bullet, dates, headings."""

from spine.domain.languages import Language
from spine.domain.planning.agenda import Bullet, DueState, Section


def remarks(bullet: Bullet, language: Language) -> list[str]:
    """Owner, due date and what is urgent about a bullet, in the order in which they are read."""
    wording, fact, parts = language.wording, bullet.fact, []
    if fact.owner:
        parts.append(wording.owner.format(one_line(fact.owner)))
    if fact.due_iso:
        due = wording.due.format(written_date(fact.due_iso, language))
        marks = {DueState.OVERDUE: wording.overdue, DueState.DUE_SOON: wording.due_soon}
        mark = marks.get(bullet.due_state)
        parts.append(f"{due} ({mark})" if mark else due)
    if bullet.carried_from:
        parts.append(wording.from_last_meeting)
    return parts


def one_line(text: str) -> str:
    """A text without line breaks."""
    return " ".join(text.split())


def shows_headings(section: Section) -> bool:
    """Whether the headings inside a section say more than its title does: not for a single kind of fact."""
    return section.workstream_id is not None or len(section.items) > 1


def written_date(due: str, language: Language) -> str:
    """A due date as people write it: 25/11/2026, or 25 Nov 2026."""
    year, month, day = due[:10].split("-")
    month_name = language.wording.month_names[int(month) - 1]
    return language.wording.date.format(day=day, day_number=int(day), month=month, month_name=month_name, year=year)
