"""An agenda as one HTML page that needs nothing else."""

from collections.abc import Iterator
from html import escape
from typing import Any

from spine.domain.language import Language
from spine.domain.planning.wording import EMPTY, MINUTES
from spine.domain.rendering.lines import headed, notes

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}"
    "h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin-bottom:.2rem}"
    "small{color:#57606a}li{margin:.4rem 0}"
)


def as_html(agenda: dict[str, Any], language: Language) -> str:
    """The agenda as HTML; whatever facts say is escaped."""
    return "\n".join(_lines(agenda, language)) + "\n"


def _lines(agenda: dict[str, Any], language: Language) -> Iterator[str]:
    title = escape(agenda["title"])
    yield f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>"
    yield f"<p><small>{MINUTES[language].format(agenda['minutes'])}</small></p>"
    if agenda.get("note"):
        yield f"<p>{escape(agenda['note'])}</p>"
    if not agenda["sections"]:
        yield f"<p>{EMPTY[language]}</p>"
    for section in agenda["sections"]:
        minutes = MINUTES[language].format(section["minutes"])
        yield f"<section>\n<h2>{escape(section['title'])} <small>{minutes}</small></h2>"
        for item in section["items"]:
            yield from [f"<h3>{escape(item['heading'])}</h3>"] if headed(section) else []
            yield "<ul>\n" + "\n".join(_bullet(b, language) for b in item["bullets"]) + "\n</ul>"
        yield "</section>"
    yield "</body>\n</html>"


def _bullet(bullet: dict[str, Any], language: Language) -> str:
    beside = [part for part in ("; ".join(notes(bullet, language)), bullet["why"]) if part]
    small = "".join(f"<br><small>{escape(part)}</small>" for part in beside)
    return f"<li>{escape(bullet['text'])}{small}</li>"
