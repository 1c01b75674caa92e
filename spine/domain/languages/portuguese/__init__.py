"""The Portuguese pack."""

from spine.domain.languages.pack import Pack
from spine.domain.languages.portuguese.meeting_notes import MEETING_NOTES
from spine.domain.languages.portuguese.meetings import MEETING_NAMES
from spine.domain.languages.portuguese.notes import NOTES
from spine.domain.languages.portuguese.people import PEOPLE_WORDS
from spine.domain.languages.portuguese.requests import CUES, REQUESTS
from spine.domain.languages.portuguese.times import MEETING_LENGTHS, TIMES
from spine.domain.languages.portuguese.titles import TITLE_WORDS
from spine.domain.languages.portuguese.wording import WORDING
from spine.domain.languages.portuguese.words import DETECTION, PLURALS, VOCABULARY

PACK = Pack(
    wording=WORDING,
    notes=NOTES,
    detection=DETECTION,
    vocabulary=VOCABULARY,
    plurals=PLURALS,
    titles=TITLE_WORDS,
    requests=REQUESTS,
    meeting_names=MEETING_NAMES,
    people_words=PEOPLE_WORDS,
    cues=CUES,
    times=TIMES,
    meeting_lengths=MEETING_LENGTHS,
    meeting_notes=MEETING_NOTES,
)
