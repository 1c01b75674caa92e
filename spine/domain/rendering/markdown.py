"""An agenda as Markdown."""

import re
from collections.abc import Iterator

from spine.domain.languages import Language
from spine.domain.planning.agenda import Agenda, Bullet, why
from spine.domain.rendering.lines import one_line, remarks, shows_headings

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&])")
_LINE_START = re.compile(r"^(\d*)([-+=.)])")


def as_markdown(agenda: Agenda, note: str = "") -> str:
    """The agenda as Markdown, the facts' own signs escaped."""
    return "\n".join(_lines(agenda, note)) + "\n"


def _escaped(text: str) -> str:
    return _LINE_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", one_line(text)))


def _lines(agenda: Agenda, note: str) -> Iterator[str]:
    language = agenda.language
    yield f"# {_escaped(agenda.title)}"
    yield from ["", f"_{language.wording.minutes.format(agenda.minutes)}_"]
    if note:
        yield from ["", _escaped(note)]
    if not agenda.sections:
        yield from ["", language.wording.no_facts]
    for section in agenda.sections:
        yield from ["", f"## {_escaped(section.title)} ({language.wording.minutes.format(section.minutes)})"]
        for item in section.items:
            yield from ["", f"### {item.heading}", ""] if shows_headings(section) else [""]
            for bullet in item.bullets:
                yield from _bullet(bullet, language)


def _bullet(bullet: Bullet, language: Language) -> Iterator[str]:
    details, quote = "; ".join(remarks(bullet, language)), why(bullet.fact, language)
    yield f"- {_escaped(bullet.fact.words)}" + (f" — {_escaped(details)}" if details else "")
    if quote:
        yield f"  _{_escaped(quote)}_"
