"""A hand-out as an HTML page that a chair hands round and prints. It needs nothing else: no script, no other host."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from spine.domain.rendering import phrases
from spine.domain.rendering.handout import Handout

if TYPE_CHECKING:
    from jinja2 import Template

_HERE = Path(__file__).parent


def as_html(handout: Handout) -> str:
    """The hand-out as a page; the text of the facts is escaped."""
    return _template().render(handout=handout, say=phrases, wording=handout.language.wording)


@cache
def _style() -> str:
    return (_HERE / "agenda.css").read_text(encoding="utf-8")


def style_source() -> str:
    """The page's style, as the Content-Security-Policy of a page names it that shows a hand-out in a frame."""
    return f"'sha256-{b64encode(sha256(_style().encode()).digest()).decode()}'"


@cache
def _template() -> "Template":
    """The template with the page's style, which its policy allows by digest and nothing else."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # most requests need none
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(style=Markup(_style()), style_source=Markup(style_source()))
    return environment.get_template("agenda.html.jinja")
