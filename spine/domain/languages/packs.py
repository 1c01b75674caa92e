"""The packs of all languages, and the words of all together."""

from spine.domain.languages import Language
from spine.domain.languages.notation import merged

PACKS = {language: language.pack for language in Language}

VOCABULARY = merged(pack.vocabulary for pack in PACKS.values())
PLURALS = merged(pack.plurals for pack in PACKS.values())
TITLE_WORDS = merged(pack.titles for pack in PACKS.values())
REQUESTS = merged(pack.requests for pack in PACKS.values())
MEETING_NAMES = merged(pack.meeting_names for pack in PACKS.values())
PEOPLE_WORDS = merged(pack.people_words for pack in PACKS.values())
CUES = merged(pack.cues for pack in PACKS.values())
TIMES = merged(pack.times for pack in PACKS.values())
MEETING_NOTES = merged(pack.meeting_notes for pack in PACKS.values())
MEETING_LENGTHS = merged(pack.meeting_lengths for pack in PACKS.values())
