"""What an agenda is called (docs/planning.md#title)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spine.domain.languages import Language
from spine.domain.names import listed
from spine.domain.planning.agenda import Section
from spine.domain.planning.matching import Chosen
from spine.domain.tokenizer import stems

_COLON = re.compile(r"\s*:\s+")


@dataclass(frozen=True)
class Naming:
    """What a meeting may be named after: people, its own name, its subject, and whose meeting it is."""

    organisation: str
    subject: str | None = None
    people: tuple[str, ...] = ()
    meeting: str | None = None
    is_one_to_one: bool = False


def title_of(
    naming: Naming, chosen: Sequence[Chosen], sections: Sequence[Section], language: Language, *, about_subject: bool
) -> str:
    """The title: the first of people, meeting, a subject that a bullet carries, workstreams and organisation.

    `about_subject` is whether some bullet carries the subject.
    """
    wording, subject = language.wording, _in_a_title(naming.subject or "")
    if naming.people:
        names = listed(naming.people, language.notes.conjunction)
        return (wording.one_to_one if naming.is_one_to_one else wording.open_items_of).format(names)
    if naming.meeting:
        meeting = _in_a_title(naming.meeting)
        if subject and not set(stems(subject)) <= set(stems(meeting)):
            return f"{_with_a_capital(meeting)}: {subject}"
        return f"{naming.organisation}: {meeting}"
    if subject and about_subject:
        return wording.meeting_about.format(subject)
    shown = {section.workstream_id for section in sections}
    titles = [c.workstream.title for c in chosen if c.workstream.workstream_id in shown]
    if len(titles) == 1:
        return wording.meeting_about.format(_in_a_title(titles[0]))
    return (wording.priorities if titles else wording.meeting_with).format(naming.organisation)


def _in_a_title(name: str) -> str:
    """A name as it stands beside the colon of a title: a dash takes the place of a colon of its own."""
    return _COLON.sub(" – ", name)


def _with_a_capital(name: str) -> str:
    """A name at the start of a title; a first word with a capital inside it, such as "iFood", is left as it is."""
    return name[:1].upper() + name[1:] if name.split(maxsplit=1)[0].islower() else name
