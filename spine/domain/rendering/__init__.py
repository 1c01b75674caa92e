"""An agenda as text. Everything here is a pure function of the agenda as clients read it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from spine.domain.language import Language
from spine.domain.rendering.html import as_html
from spine.domain.rendering.icalendar import as_ics
from spine.domain.rendering.markdown import as_markdown
from spine.domain.rendering.plain import as_plain

RENDERERS: dict[str, Callable[[dict[str, Any], Language], str]] = {
    "nl": as_plain,
    "markdown": as_markdown,
    "html": as_html,
}

MEDIA_TYPES = {
    "nl": "text/plain; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


def render(
    name: str,
    agenda: dict[str, Any],
    language: Language,
    *,
    start: datetime | None,
    minutes: int,
    uid: str,
    now: datetime,
) -> str:
    """The agenda in one of the formats `nl`, `markdown`, `html` and `ics`; `ics` needs its `start`.

    `minutes` is how long the meeting was asked to be; `uid` names the invitation. Raises ValueError without a start.
    """
    if name == "ics":
        if start is None:
            raise ValueError("an invitation needs its start")
        return as_ics(agenda, language, start=start, minutes=minutes, uid=uid, now=now)
    return RENDERERS[name](agenda, language)
