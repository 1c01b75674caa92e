"""An agenda as plain text, to be read aloud or pasted into a message."""

from collections.abc import Iterator

from spine.domain.languages import Language
from spine.domain.planning.agenda import Agenda, Bullet, why
from spine.domain.rendering.lines import one_line, remarks, shows_headings


def as_plain(agenda: Agenda, note: str = "") -> str:
    """The agenda as plain text."""
    return "\n".join(_lines(agenda, note)) + "\n"


def _lines(agenda: Agenda, note: str) -> Iterator[str]:
    language = agenda.language
    yield f"{one_line(agenda.title)} ({language.wording.minutes.format(agenda.minutes)})"
    if note:
        yield from ["", one_line(note)]
    if not agenda.sections:
        yield from ["", language.wording.no_facts]
    for number, section in enumerate(agenda.sections, 1):
        minutes = language.wording.minutes.format(section.minutes)
        yield from ["", f"{number}. {one_line(section.title)} ({minutes})"]
        for item in section.items:
            if shows_headings(section):
                yield f"   {item.heading}:"
            for bullet in item.bullets:
                yield f"   - {_bullet(bullet, language)}"


def _bullet(bullet: Bullet, language: Language) -> str:
    details = "; ".join(remarks(bullet, language))
    parts = (one_line(bullet.fact.words), f"[{details}]" if details else "", why(bullet.fact, language))
    return " ".join(part for part in parts if part)
