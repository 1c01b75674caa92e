"""The languages of Spine. All that is particular to one stands in its pack; the rules read the packs and name none.

A request is read with the words of all packs together, for people mix languages ("call com a BYD, half an hour"); an
agenda is written with the wording of one. To add a language, write its pack and put it into `Language` and `PACKS`.
"""

import re
from enum import StrEnum

from spine.domain.languages import english, portuguese
from spine.domain.languages.notation import merged
from spine.domain.languages.note_forms import NoteWording
from spine.domain.languages.pack import Pack, Wording


class Language(StrEnum):
    """A language that Spine reads requests and writes agendas in, by its tag."""

    PORTUGUESE = portuguese.PACK.tag
    ENGLISH = english.PACK.tag

    @property
    def pack(self) -> Pack:
        """All that Spine knows of it."""
        return PACKS[self]

    @property
    def wording(self) -> Wording:
        """What its agendas say besides the facts."""
        return PACKS[self].wording

    @property
    def notes(self) -> NoteWording:
        """What its agendas say to whoever asked for them."""
        return PACKS[self].notes


PACKS = {Language(pack.tag): pack for pack in (portuguese.PACK, english.PACK)}
DEFAULT_LANGUAGE = Language.PORTUGUESE
"""The language where neither a request nor the organisation's settings tell."""
TAGS = " or ".join(Language)
NAMES = " or ".join(language.name.title() for language in Language)
"""All languages, as a sentence lists them."""

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

_CODES = "|".join("".join(f"[{letter}{letter.upper()}]" for letter in pack.code) for pack in PACKS.values())
TAG_PATTERN = rf"^({_CODES})(-[A-Za-z0-9-]+)?$"
"""A tag of any variety of one of the languages."""
_TAG = re.compile(TAG_PATTERN)


def parse_language(text: str) -> Language:
    """The language of a tag such as `pt`, `pt-PT` or `EN-us`. Raises ValueError naming all languages."""
    tag = _TAG.fullmatch(text)
    if tag is None:
        raise ValueError(f"must be {TAGS}")
    return next(language for language in Language if language.pack.code == tag[1].lower())
