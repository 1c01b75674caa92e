"""An agenda as plain text, as Markdown and as HTML."""

import re
from collections.abc import Iterator
from html import escape

from spine.domain.languages import Language
from spine.domain.planning.agenda import Agenda, Bullet, DueState, Section, why

_MARKDOWN_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&])")
_MARKDOWN_LINE_START = re.compile(r"^(\d*)([-+=.)])")
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1f24}"
    "h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin-bottom:.2rem}"
    "small{color:#57606a}li{margin:.4rem 0}"
)


def as_plain(agenda: Agenda, note: str = "") -> str:
    """The agenda as plain text, to be read aloud or pasted into a message."""
    language = agenda.language
    lines = [f"{one_line(agenda.title)} ({language.wording.minutes.format(agenda.minutes)})"]
    if note:
        lines += ["", one_line(note)]
    if not agenda.sections:
        lines += ["", language.wording.no_facts]
    for number, section in enumerate(agenda.sections, 1):
        minutes = language.wording.minutes.format(section.minutes)
        lines += ["", f"{number}. {one_line(section.title)} ({minutes})"]
        for item in section.items:
            if shows_headings(section):
                lines.append(f"   {item.heading}:")
            for bullet in item.bullets:
                details = remarks(bullet, language)
                parts = (one_line(bullet.fact.words), f"[{details}]" if details else "", why(bullet.fact, language))
                lines.append("   - " + " ".join(part for part in parts if part))
    return "\n".join(lines) + "\n"


def as_markdown(agenda: Agenda, note: str = "") -> str:
    """The agenda as Markdown; signs of Markdown in the facts are escaped."""
    language = agenda.language
    lines = [f"# {_escaped(agenda.title)}", "", f"_{language.wording.minutes.format(agenda.minutes)}_"]
    if note:
        lines += ["", _escaped(note)]
    if not agenda.sections:
        lines += ["", language.wording.no_facts]
    for section in agenda.sections:
        lines += ["", f"## {_escaped(section.title)} ({language.wording.minutes.format(section.minutes)})"]
        for item in section.items:
            lines += ["", f"### {item.heading}", ""] if shows_headings(section) else [""]
            for bullet in item.bullets:
                details, quote = remarks(bullet, language), why(bullet.fact, language)
                lines.append(f"- {_escaped(bullet.fact.words)}" + (f" — {_escaped(details)}" if details else ""))
                if quote:
                    lines.append(f"  _{_escaped(quote)}_")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return _MARKDOWN_LINE_START.sub(r"\1\\\2", _MARKDOWN_SIGNS.sub(r"\\\1", one_line(text)))


def as_html(agenda: Agenda, note: str = "") -> str:
    """The agenda as one HTML page that needs nothing else; the text of the facts is escaped."""
    return "\n".join(_html_lines(agenda, note)) + "\n"


def _html_lines(agenda: Agenda, note: str) -> Iterator[str]:
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
            if shows_headings(section):
                yield f"<h3>{escape(item.heading)}</h3>"
            yield "<ul>"
            for bullet in item.bullets:
                below = (remarks(bullet, language), why(bullet.fact, language))
                small = "".join(f"<br><small>{escape(line)}</small>" for line in below if line)
                yield f"<li>{escape(bullet.fact.words)}{small}</li>"
            yield "</ul>"
        yield "</section>"
    yield "</body>\n</html>"


def remarks(bullet: Bullet, language: Language) -> str:
    """Owner, due date and what is urgent about a bullet, in the order in which they are read; or an empty text."""
    wording, fact, parts = language.wording, bullet.fact, []
    if fact.owner:
        parts.append(wording.owner.format(one_line(fact.owner)))
    if bullet.due_day:
        year, month, day = bullet.due_day.isoformat().split("-")
        month_name = wording.month_names[int(month) - 1]
        date = wording.date.format(day=day, day_number=int(day), month=month, month_name=month_name, year=year)
        urgency = {DueState.OVERDUE: wording.overdue, DueState.DUE_SOON: wording.due_soon}.get(bullet.due_state)
        parts.append(wording.due.format(date) + (f" ({urgency})" if urgency else ""))
    if bullet.carried_from:
        parts.append(wording.from_last_meeting)
    return "; ".join(parts)


def one_line(text: str) -> str:
    """A text without line breaks."""
    return " ".join(text.split())


def shows_headings(section: Section) -> bool:
    """Whether the headings inside a section say more than its title does: not for a single kind of fact."""
    return section.workstream_id is not None or len(section.items) > 1
