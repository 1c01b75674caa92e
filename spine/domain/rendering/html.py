"""An agenda as one HTML page that needs nothing else."""

from collections.abc import Iterator
from html import escape

from spine.domain.languages import Language
from spine.domain.planning.agenda import Agenda, Bullet, why
from spine.domain.rendering.lines import remarks, shows_headings

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}"
    "h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin-bottom:.2rem}"
    "small{color:#57606a}li{margin:.4rem 0}"
)


def as_html(agenda: Agenda, note: str = "") -> str:
    """The agenda as HTML; whatever facts say is escaped."""
    return "\n".join(_lines(agenda, note)) + "\n"


def _lines(agenda: Agenda, note: str) -> Iterator[str]:
    language, title = agenda.language, escape(agenda.title)
    yield f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>"
    yield f"<p><small>{language.wording.minutes.format(agenda.minutes)}</small></p>"
    if note:
        yield f"<p>{escape(note)}</p>"
    if not agenda.sections:
        yield f"<p>{language.wording.no_facts}</p>"
    for section in agenda.sections:
        minutes = language.wording.minutes.format(section.minutes)
        yield f"<section>\n<h2>{escape(section.title)} <small>{minutes}</small></h2>"
        for item in section.items:
            yield from [f"<h3>{escape(item.heading)}</h3>"] if shows_headings(section) else []
            yield "<ul>\n" + "\n".join(_bullet(bullet, language) for bullet in item.bullets) + "\n</ul>"
        yield "</section>"
    yield "</body>\n</html>"


def _bullet(bullet: Bullet, language: Language) -> str:
    below = ("; ".join(remarks(bullet, language)), why(bullet.fact, language))
    small = "".join(f"<br><small>{escape(line)}</small>" for line in below if line)
    return f"<li>{escape(bullet.fact.words)}{small}</li>"
