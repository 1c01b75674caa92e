"""The languages of Spine. All that is particular to one stands in its pack; the rules read the packs and name none.

A request is read with the words of all packs together, for people mix languages ("call com a BYD, half an hour"); an
agenda is written with the wording of one. To add a language, put it into `Language` and write its pack, in a module of
that name. The packs are loaded by the first text that is read or written, not with the list of languages.
"""

import re
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spine.domain.languages.note_forms import NoteWording
    from spine.domain.languages.pack import Pack, Wording


class Language(StrEnum):
    """A language that Spine reads requests and writes agendas in, by its tag after BCP 47."""

    PORTUGUESE = "pt-BR"
    ENGLISH = "en-US"

    @property
    def code(self) -> str:
        """The language without its variety: "pt" of "pt-BR"."""
        return self.partition("-")[0]

    @property
    def pack(self) -> "Pack":
        """All that Spine knows of it."""
        pack: Pack = import_module(f"{__name__}.{self.name.lower()}").PACK
        return pack

    @property
    def wording(self) -> "Wording":
        """What its agendas say besides the facts."""
        return self.pack.wording

    @property
    def notes(self) -> "NoteWording":
        """What its agendas say to whoever asked for them."""
        return self.pack.notes


DEFAULT_LANGUAGE = Language.PORTUGUESE
"""The language where neither a request nor the organisation's settings tell."""
TAGS = " or ".join(Language)
NAMES = " or ".join(language.name.title() for language in Language)
"""All languages, as a sentence lists them."""

_CODES = "|".join("".join(f"[{letter}{letter.upper()}]" for letter in language.code) for language in Language)
TAG_PATTERN = rf"^({_CODES})(-[A-Za-z0-9-]+)?$"
"""A tag of any variety of one of the languages."""
_TAG = re.compile(TAG_PATTERN)


def parse_language(text: str) -> Language:
    """The language of a tag such as `pt`, `pt-PT` or `EN-us`. Raises ValueError naming all languages."""
    tag = _TAG.fullmatch(text)
    if tag is None:
        raise ValueError(f"must be {TAGS}")
    return next(language for language in Language if language.code == tag[1].lower())
