"""All names of a request but those of organisations: people, the meeting's, and parties that may be unknown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from spine.domain.reading import meeting_names, unknown_parties
from spine.domain.reading.meeting_names import MeetingName
from spine.domain.reading.people import PeopleNamed
from spine.domain.reading.person_names import People
from spine.domain.reading.sentence import Sentence, Span
from spine.domain.reading.unknown_parties import Party


@dataclass(frozen=True)
class Knowledge:
    """What an organisation knows of the names in a request.

    What one of the `titles` of workstreams, in folded words, is or holds is no meeting's name. A party's name that is
    in `held`, folded, belongs to the subject.
    """

    people: People = field(default_factory=lambda: People([]))
    titles: Sequence[str] = ()
    held: Collection[str] = ()


@dataclass(frozen=True)
class Names:
    """The names found. `parties` are spoken of as such, and `unknown` those of them that nothing known holds."""

    people: PeopleNamed = field(default_factory=PeopleNamed)
    meeting: MeetingName | None = None
    parties: Sequence[Party] = ()
    unknown: Sequence[Party] = ()

    @property
    def spans(self) -> list[Span]:
        """The whole phrases of the names that are no part of a subject."""
        meetings = [self.meeting.whole] if self.meeting else []
        return [*self.people.spans, *meetings, *(party.whole for party in self.unknown)]


def find(
    sentence: Sentence,
    named: PeopleNamed,
    taken: Sequence[Span],
    cues: Sequence[Span],
    known: Knowledge,
    organisations: Sequence[Span],
) -> Names:
    """The names outside the stretches taken beside the people named; `cues` introduce what the meeting is about."""
    taken = [*taken, *named.spans]
    meeting = meeting_names.find(sentence, sentence.marks(taken), cues, known.titles)
    free = sentence.marks([*taken, *([meeting.whole] if meeting else [])])
    parties = unknown_parties.find(sentence, free, cues, named, organisations)
    unknown = [party for party in parties if sentence.folded[slice(*party.span)] not in known.held]
    return Names(named, meeting, parties, unknown)
