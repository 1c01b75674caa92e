"""An agenda as Markdown."""

import re
from collections.abc import Iterator
from typing import Any

from spine.domain.language import Language
from spine.domain.planning.wording import EMPTY, MINUTES
from spine.domain.rendering.lines import headed, notes, one_line

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&])")
_LINE_START = re.compile(r"^(\d*)([-+=.)])")


def as_markdown(agenda: dict[str, Any], language: Language) -> str:
    """The agenda as Markdown, the facts' own signs escaped."""
    return "\n".join(_lines(agenda, language)) + "\n"


def _escaped(text: str) -> str:
    return _LINE_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", one_line(text)))


def _lines(agenda: dict[str, Any], language: Language) -> Iterator[str]:
    yield f"# {_escaped(agenda['title'])}"
    yield from ["", f"_{MINUTES[language].format(agenda['minutes'])}_"]
    if agenda.get("note"):
        yield from ["", _escaped(agenda["note"])]
    if not agenda["sections"]:
        yield from ["", EMPTY[language]]
    for section in agenda["sections"]:
        yield from ["", f"## {_escaped(section['title'])} ({MINUTES[language].format(section['minutes'])})"]
        for item in section["items"]:
            yield from ["", f"### {item['heading']}", ""] if headed(section) else [""]
            for bullet in item["bullets"]:
                yield from _bullet(bullet, language)


def _bullet(bullet: dict[str, Any], language: Language) -> Iterator[str]:
    said = notes(bullet, language)
    yield f"- {_escaped(bullet['text'])}" + (f" — {_escaped('; '.join(said))}" if said else "")
    if bullet["why"]:
        yield f"  _{_escaped(bullet['why'])}_"
