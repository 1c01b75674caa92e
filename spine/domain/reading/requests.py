"""Reading a request: which organisations it names, what it is about, how long it takes, in which language."""

from collections.abc import Sequence
from dataclasses import dataclass

from spine.domain.languages import Language
from spine.domain.languages.detection import detect
from spine.domain.reading import durations, meeting_length, moments
from spine.domain.reading.layout import lay_out
from spine.domain.reading.organisation_names import Named, recognise
from spine.domain.reading.sentence import Sentence
from spine.domain.reading.subjects import subject


@dataclass(frozen=True)
class Reading:
    """What a request says; what it does not say is None, and `organisations` empty.

    `ambiguous` tells that two organisations had an equal claim to a name, `clamped` that the minutes written
    lay outside 5 to 480.
    """

    organisations: tuple[str, ...] = ()
    ambiguous: bool = False
    subject: str | None = None
    minutes: int | None = None
    clamped: bool = False
    language: Language | None = None
    meeting: str | None = None


def read(text: str, organisations: Sequence[Named] = (), titles: Sequence[str] = ()) -> Reading:
    """What a request in any language says, among some organisations that the caller may see.

    What one of the folded `titles` of workstreams is or holds is no meeting's name.
    """
    sentence = Sentence.of(text)
    dates = moments.find(sentence.folded)
    dated = [moment.span for moment in dates]
    lengths = durations.find(sentence.folded, dated)
    named = recognise(sentence, organisations, [*dated, *(duration.span for duration in lengths)])
    layout = lay_out(sentence, dates, lengths, named.mentions, titles)
    length = meeting_length.meeting_length(layout, lengths)
    written = length.minutes if length else next((moment.minutes for moment in dates if moment.minutes), None)
    minutes, clamped = durations.clamp(written) if written is not None else (None, False)
    return Reading(
        organisations=named.org_ids,
        ambiguous=named.ambiguous,
        subject=subject(layout, length.span if length else None, meeting_length.delays(layout, lengths)),
        minutes=minutes,
        clamped=clamped,
        language=detect(text),
        meeting=sentence.own(*layout.meeting.span) if layout.meeting else None,
    )
