"""A hand-out as an HTML page that a chair hands round and prints. It needs nothing else: no script, no other host."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from spine.domain.rendering import phrases
from spine.domain.rendering.handout import Handout

if TYPE_CHECKING:
    from jinja2 import Template


def as_html(handout: Handout) -> str:
    """The hand-out as a page; the text of the facts is escaped."""
    return _template().render(handout=handout, say=phrases, wording=handout.language.wording)


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # most requests need none

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("agenda.html.jinja")
