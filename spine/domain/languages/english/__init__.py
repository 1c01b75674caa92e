"""The English pack."""

from spine.domain.languages.english.meeting_notes import MEETING_NOTES
from spine.domain.languages.english.meetings import MEETING_NAMES
from spine.domain.languages.english.notes import NOTES
from spine.domain.languages.english.people import PEOPLE_WORDS
from spine.domain.languages.english.requests import CUES, REQUESTS
from spine.domain.languages.english.times import MEETING_LENGTHS, TIMES
from spine.domain.languages.english.titles import TITLE_WORDS
from spine.domain.languages.english.wording import WORDING
from spine.domain.languages.english.words import DETECTION, PLURALS, VOCABULARY
from spine.domain.languages.pack import Pack

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
