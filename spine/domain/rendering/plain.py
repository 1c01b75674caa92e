"""A hand-out as plain text, to be read aloud or pasted into a message."""

from collections.abc import Iterator

from spine.domain.rendering import phrases
from spine.domain.rendering.handout import Handout, HandoutBullet, HandoutSection


def as_plain(handout: Handout) -> str:
    """The hand-out as plain text."""
    return "\n".join(_lines(handout)) + "\n"


def _lines(handout: Handout) -> Iterator[str]:
    yield handout.title
    yield phrases.subtitle(handout)
    for note in phrases.asides(handout):
        yield f"\n{note}"
    if not handout.sections:
        yield f"\n{handout.text or handout.language.wording.empty_agenda}"
    for section in handout.sections:
        yield from _section(handout, section)
    if handout.left_out_count:
        yield f"\n{phrases.left_out(handout)}"
        yield from (f"- {text}" for text in (*handout.left_out, phrases.further_left_out(handout)) if text)


def _section(handout: Handout, section: HandoutSection) -> Iterator[str]:
    time = f"{phrases.clock(section.starts)} " if section.starts else ""
    yield f"\n{time}{section.title} ({phrases.minutes(handout, section.minutes)})"
    for item in section.items:
        if item.heading:
            yield f"\n{item.heading}:"
        for bullet in item.bullets:
            yield from _bullet(handout, bullet)


def _bullet(handout: Handout, bullet: HandoutBullet) -> Iterator[str]:
    length = f" ({phrases.minutes(handout, bullet.minutes)})" if bullet.minutes else ""
    yield f"{bullet.number}. {bullet.text}{length}"
    details = [*phrases.details(bullet, handout.language), bullet.why_now]
    indent = " " * (len(str(bullet.number)) + 2)
    for line in (phrases.MIDDLE_DOT.join(filter(None, details)), phrases.quoted(bullet)):
        if line:
            yield indent + line
