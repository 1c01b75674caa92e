"""A hand-out as Markdown. What stands on a line of its own is a block of its own, so that it stays apart everywhere."""

import re
from collections.abc import Iterator

from spine.domain.rendering import phrases
from spine.domain.rendering.handout import Handout, HandoutBullet, HandoutItem

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~]|&(?=#?\w+;))")
_LINE_START = re.compile(r"^(\d*)([-+=.)])")


def as_markdown(handout: Handout) -> str:
    """The hand-out as Markdown; signs of Markdown in the facts are escaped."""
    return "\n".join(_lines(handout)) + "\n"


def _lines(handout: Handout) -> Iterator[str]:
    yield f"# {_escaped(handout.title)}"
    yield f"\n{_escaped(phrases.subtitle(handout))}"
    for note in phrases.asides(handout):
        yield f"\n> {_escaped(note)}"
    if not handout.sections:
        yield f"\n{_escaped(handout.text) or handout.language.wording.empty_agenda}"
    for section in handout.sections:
        time = f"{phrases.clock(section.starts)} · " if section.starts else ""
        yield f"\n## {time}{_escaped(section.title)} ({phrases.minutes(handout, section.minutes)})"
        for item in section.items:
            yield from _item(handout, item)
    if handout.left_out_count:
        yield f"\n## {phrases.left_out(handout)}\n"
        yield from (f"- {_escaped(text)}" for text in (*handout.left_out, phrases.further_left_out(handout)) if text)


def _item(handout: Handout, item: HandoutItem) -> Iterator[str]:
    yield f"\n### {_escaped(item.heading)}\n" if item.heading else ""
    for bullet in item.bullets:
        yield from _bullet(handout, bullet)


def _bullet(handout: Handout, bullet: HandoutBullet) -> Iterator[str]:
    """A numbered point, with a list of its details below: a line break inside it would be lost in most renderings."""
    marker = f"{bullet.number}. "
    length = f" ({phrases.minutes(handout, bullet.minutes)})" if bullet.minutes else ""
    yield f"{marker}{_escaped(bullet.text)}{length}"
    details = [_escaped(part) for part in phrases.details(bullet, handout.language)]
    if bullet.why_now:
        details.append(f"**{_escaped(bullet.why_now)}**" if bullet.is_overdue else _escaped(bullet.why_now))
    for line in (phrases.MIDDLE_DOT.join(details), _escaped(phrases.quoted(bullet))):
        if line:
            yield f"{' ' * len(marker)}- {line}"


def _escaped(text: str) -> str:
    return _LINE_START.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", text))
