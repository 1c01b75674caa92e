"""An agenda as text. Everything here is a pure function of the agenda; `note` is a remark below its title, or empty."""

from collections.abc import Callable

from spine.domain.planning.agenda import Agenda
from spine.domain.rendering.formats import as_html, as_markdown, as_plain
from spine.domain.rendering.icalendar import Invitation, as_ics

__all__ = ["MEDIA_TYPES", "RENDERERS", "Invitation", "as_ics"]

RENDERERS: dict[str, Callable[[Agenda, str], str]] = {
    "nl": as_plain,
    "markdown": as_markdown,
    "html": as_html,
}
"""The text formats; the fourth, `ics`, is an invitation too."""

MEDIA_TYPES = {
    "nl": "text/plain; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}
