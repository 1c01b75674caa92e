"""Reading a request: which organisations it names, what it is about, how long it takes, in which language."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from spine.domain.languages import Language
from spine.domain.languages.detection import detect
from spine.domain.reading import asked_language, durations, meeting_length, meeting_parts, moments
from spine.domain.reading.layout import lay_out
from spine.domain.reading.moments import Moment
from spine.domain.reading.names import Knowledge
from spine.domain.reading.organisation_names import Named, recognise
from spine.domain.reading.people import Ambiguous, one_to_ones
from spine.domain.reading.person_names import Known, People
from spine.domain.reading.sentence import Sentence
from spine.domain.reading.starts import Start, start_of
from spine.domain.reading.subjects import subject


class Unread(Enum):
    """What some words are not: a time of day, a date, or a span that ends after it starts."""

    NO_TIME = auto()
    NO_DATE = auto()
    NO_SPAN = auto()


@dataclass(frozen=True)
class Ignored:
    """Words of a request that are ignored, and why."""

    words: str
    reason: Unread


@dataclass(frozen=True)
class Reading:
    """What a request says; what it does not say is None, and `organisations` empty.

    `ambiguous` tells that two organisations had an equal claim to a name, `clamped` that the minutes written
    lay outside 5 to 480, and `ignored` has the times and dates that no clock or calendar has, and the ranges without a
    length. `people` are full names.
    """

    organisations: tuple[str, ...] = ()
    ambiguous: bool = False
    subject: str | None = None
    minutes: int | None = None
    clamped: bool = False
    language: Language | None = None
    meeting: str | None = None
    start: Start | None = None
    ignored: tuple[Ignored, ...] = ()
    people: tuple[str, ...] = ()
    is_one_to_one: bool = False
    ambiguous_people: tuple[Ambiguous, ...] = ()
    unknown_parties: tuple[str, ...] = ()


def read(
    text: str,
    organisations: Sequence[Named] = (),
    people: Sequence[Known] = (),
    titles: Sequence[str] = (),
    held: Collection[str] = (),
) -> Reading:
    """What a request in any language says, among some organisations that the caller may see.

    `people` are those whom the organisation knows, as far as their names share a word with the text. What one of the
    `titles` of workstreams, in folded words, is or holds is no meeting's name. A party's name that is in `held`,
    folded, belongs to the subject.
    """
    sentence = Sentence.of(text)
    said, found, end = moments.find(sentence.folded)
    said = [moment for moment in said if sentence.is_whole(moment.span)]
    found = [length for length in found if sentence.is_whole(length.span)]
    if end is not None:
        sentence = sentence.up_to(end)
    pairs = one_to_ones(sentence)
    spans = [*(moment.span for moment in said), *(length.span for length in found)]
    named = recognise(sentence, organisations, spans)
    taken = sentence.marks([*named.spans, *pairs])
    said = [moment for moment in said if not taken.overlap(moment.span)]
    found = [length for length in found if not taken.overlap(length.span)]
    parts = meeting_parts.find(sentence.folded, said, found)
    lengths = [length for length in found if length.span not in parts]
    known = Knowledge(People(people), titles, held)
    asked = asked_language.find(sentence, sentence.marks([*spans, *named.spans]))
    asides = [*parts.values(), *([asked.span] if asked else [])]
    layout = lay_out(sentence, said, lengths, named.spans, asides, pairs, known)
    length = meeting_length.meeting_length(layout, lengths)
    own, meeting = layout.own_moments, layout.names.meeting
    about = sentence.own(*meeting.about) if meeting and meeting.about else None
    written = length.minutes if length else next((moment.minutes for moment in own if moment.minutes), None)
    minutes, clamped = durations.clamp(written) if written is not None else (None, False)
    return Reading(
        organisations=named.org_ids,
        ambiguous=named.ambiguous,
        subject=subject(layout, length.span if length else None, meeting_length.delays(layout, lengths)) or about,
        minutes=minutes,
        clamped=clamped,
        start=start_of(own),
        ignored=tuple(_ignored(sentence, own)),
        language=asked.language if asked else detect(text),
        people=layout.names.people.names,
        is_one_to_one=bool(pairs),
        ambiguous_people=layout.names.people.ambiguous,
        unknown_parties=tuple(sentence.own(*party.span) for party in layout.names.unknown),
        meeting=sentence.own(*meeting.span) if meeting else None,
    )


def _ignored(sentence: Sentence, moments: Sequence[Moment]) -> Iterator[Ignored]:
    for moment in moments:
        said = sentence.own(*moment.span).strip()
        if not moment.is_possible:
            yield Ignored(said, Unread.NO_TIME if moment.is_clock else Unread.NO_DATE)
        elif moment.until is not None and moment.minutes is None:
            yield Ignored(said, Unread.NO_SPAN)
