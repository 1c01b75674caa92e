"""An agenda on a terminal: what its other text formats say, with colour for what is overdue."""

import sys
from collections.abc import Callable, Iterator

from rich.console import Console, Group
from rich.padding import Padding
from rich.text import Text

from spine.domain.rendering import phrases
from spine.domain.rendering.handout import Handout, HandoutBullet, HandoutSection
from spine.operations.cli.output import printable

WIDTH = 100
"""Columns of the widest agenda, so that it stays readable on a wide screen."""


def write_agenda(form: str | None, handout: Callable[[], Handout], text: Callable[[str], str]) -> None:
    """Write an agenda in a text format; by default laid out on a terminal, and as plain text anywhere else."""
    is_terminal = sys.stdout.isatty()
    if form is None and is_terminal:
        return show(handout(), Console())
    written = text(form or "nl")
    sys.stdout.write(printable(written.replace("\r\n", "\n")) if is_terminal else written)
    return None


def show(handout: Handout, console: Console) -> None:
    """Write an agenda to a terminal; without colours where the environment says NO_COLOR."""
    console.print(Group(*_lines(handout)), width=min(WIDTH, console.width), highlight=False)


def _lines(handout: Handout) -> Iterator[Text | Padding]:
    yield _text(handout.title, "bold")
    yield _text(phrases.subtitle(handout), "dim")
    yield from (_indented(_text(note, "italic"), 0, above=1) for note in phrases.asides(handout))
    if not handout.sections:
        yield _indented(_text(handout.text or handout.language.wording.empty_agenda), 0, above=1)
    for section in handout.sections:
        yield from _section(handout, section)
    if handout.left_out_count:
        yield _indented(_text(phrases.left_out(handout), "bold"), 0, above=1)
        named = (*handout.left_out, phrases.further_left_out(handout))
        yield from (_indented(_text(text, "dim"), 4) for text in named if text)


def _section(handout: Handout, section: HandoutSection) -> Iterator[Text | Padding]:
    title = _text(f"{phrases.clock(section.starts)}  " if section.starts else "", "bold")
    title.append_text(_text(section.title, "bold"))
    title.append_text(_text(f"  {phrases.minutes(handout, section.minutes)}", "dim"))
    yield _indented(title, 0, above=1)
    for item in section.items:
        if item.heading:
            yield _indented(_text(item.heading, "dim"), 4)
        for bullet in item.bullets:
            yield from _bullet(handout, bullet)


def _bullet(handout: Handout, bullet: HandoutBullet) -> Iterator[Padding]:
    words = _text(f"{bullet.number}. {bullet.text}")
    if bullet.minutes:
        words.append_text(_text(f"  {phrases.minutes(handout, bullet.minutes)}", "dim"))
    yield _indented(words, 4)
    details = [_text(part) for part in phrases.details(bullet, handout.language)]
    if bullet.why_now:
        details.append(_text(bullet.why_now, "bold red" if bullet.is_overdue else ""))
    below = len(str(bullet.number)) + 6
    if details:
        yield _indented(Text(phrases.MIDDLE_DOT).join(details), below)
    if bullet.quote:
        yield _indented(_text(phrases.quoted(bullet), "dim"), below)


def _text(text: str, style: str = "") -> Text:
    return Text(printable(text), style)


def _indented(text: Text, columns: int, above: int = 0) -> Padding:
    return Padding(text, (above, 0, 0, columns))
