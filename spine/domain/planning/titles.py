"""What an agenda is called (docs/planning.md#title)."""

from collections.abc import Sequence
from dataclasses import dataclass

from spine.domain.languages.pack import Wording
from spine.domain.planning.agenda import Section
from spine.domain.planning.matching import Chosen


@dataclass(frozen=True)
class Naming:
    """What a meeting may be named after: people, its own name, its subject, and whose meeting it is."""

    organisation: str
    subject: str | None = None
    people: tuple[str, ...] = ()
    meeting: str | None = None
    is_one_to_one: bool = False


def title_of(
    naming: Naming, chosen: Sequence[Chosen], sections: Sequence[Section], wording: Wording, *, about_subject: bool
) -> str:
    """The title: the first of people, meeting, a subject that a bullet carries, workstreams and organisation.

    `about_subject` is whether some bullet carries the subject.
    """
    if naming.people:
        names = ", ".join(naming.people)
        return (wording.one_to_one if naming.is_one_to_one else wording.open_items_of).format(names)
    if naming.meeting:
        named_after = naming.subject and f"{naming.meeting}: {naming.subject}"
        return named_after or f"{naming.organisation}: {naming.meeting}"
    if naming.subject and about_subject:
        return wording.meeting_about.format(naming.subject)
    shown = {section.workstream_id for section in sections}
    titles = [c.workstream.title for c in chosen if c.workstream.workstream_id in shown]
    if len(titles) == 1:
        return wording.meeting_about.format(titles[0])
    return (wording.priorities if titles else wording.meeting_with).format(naming.organisation)
