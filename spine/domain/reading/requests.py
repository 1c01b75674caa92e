"""Reading a request: which organisations it names, what it is about, how long it takes, in which language."""

from collections.abc import Sequence
from dataclasses import dataclass

from spine.domain.languages import Language
from spine.domain.languages.detection import detect
from spine.domain.reading import durations, layout, lengths, moments, subjects
from spine.domain.reading.parties import Named, recognise_in
from spine.domain.reading.sentence import sentence


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


def read(text: str, organisations: Sequence[Named] = ()) -> Reading:
    """What a request in either language says, among some organisations that the caller may see."""
    said = sentence(text)
    when = moments.find(said.folded)
    spans = [moment.span for moment in when]
    long = durations.find(said.folded, spans)
    named = recognise_in(said, organisations, [*spans, *(duration.span for duration in long)])
    parts = layout.lay_out(said, when, long, named.mentions)
    length = lengths.meeting_length(parts, long)
    written = length.minutes if length else next((m.minutes for m in when if m.minutes), None)
    minutes, clamped = durations.clamp(written) if written is not None else (None, False)
    return Reading(
        organisations=named.org_ids,
        ambiguous=named.ambiguous,
        subject=subjects.subject(parts, length.span if length else None, lengths.delays(parts, long)),
        minutes=minutes,
        clamped=clamped,
        language=detect(text),
    )
