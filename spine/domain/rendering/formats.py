"""The formats of an agenda as text, each a pure function of a hand-out; an invitation needs its event, too."""

from collections.abc import Callable

from spine.domain.rendering.handout import Handout
from spine.domain.rendering.html import as_html
from spine.domain.rendering.markdown import as_markdown
from spine.domain.rendering.plain import as_plain

RENDERERS: dict[str, Callable[[Handout], str]] = {
    "nl": as_plain,
    "markdown": as_markdown,
    "html": as_html,
}
"""The text formats; the fourth, `ics`, is an invitation too."""
