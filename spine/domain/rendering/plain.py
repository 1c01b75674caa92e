"""An agenda as plain text, to be read aloud or pasted into a message."""

from collections.abc import Iterator
from typing import Any

from spine.domain.language import Language
from spine.domain.planning.wording import EMPTY, MINUTES
from spine.domain.rendering.lines import headed, notes, one_line


def as_plain(agenda: dict[str, Any], language: Language) -> str:
    """The agenda as plain text."""
    return "\n".join(_lines(agenda, language)) + "\n"


def _lines(agenda: dict[str, Any], language: Language) -> Iterator[str]:
    yield f"{one_line(agenda['title'])} ({MINUTES[language].format(agenda['minutes'])})"
    if agenda.get("note"):
        yield from ["", one_line(agenda["note"])]
    if not agenda["sections"]:
        yield from ["", EMPTY[language]]
    for number, section in enumerate(agenda["sections"], 1):
        yield from ["", f"{number}. {one_line(section['title'])} ({MINUTES[language].format(section['minutes'])})"]
        for item in section["items"]:
            if headed(section):
                yield f"   {item['heading']}:"
            for bullet in item["bullets"]:
                yield f"   - {_bullet(bullet, language)}"


def _bullet(bullet: dict[str, Any], language: Language) -> str:
    said = notes(bullet, language)
    return " ".join(
        part for part in (one_line(bullet["text"]), f"[{'; '.join(said)}]" if said else "", bullet["why"]) if part
    )
