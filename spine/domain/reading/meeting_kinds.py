"""The words for kinds of meetings, and what each makes of the words that belong to it."""

from dataclasses import dataclass
from enum import Enum, auto

from spine.domain.languages.packs import PACKS


class Role(Enum):
    """What a kind makes of the words that belong to it: see `MeetingNames` of the language packs."""

    GATHERING = auto()
    OCCASION = auto()
    BODY = auto()
    KIND = auto()
    ACT = auto()
    BODY_OR_THING = auto()


@dataclass(frozen=True)
class Kind:
    """A word, or several, for a kind of meeting."""

    words: tuple[str, ...]
    role: Role
    adjectives_follow: bool


def _by_first_word() -> dict[str, list[Kind]]:
    """The kinds by their first word, the longest first."""
    by_first: dict[str, list[Kind]] = {}
    for own in (pack.meeting_names for pack in PACKS.values()):
        roles = {
            Role.GATHERING: own.gatherings, Role.OCCASION: own.occasions, Role.BODY: own.bodies,
            Role.KIND: own.kinds, Role.ACT: own.acts, Role.BODY_OR_THING: own.bodies_and_things,
        }  # fmt: skip
        for role, phrases in roles.items():
            for phrase in phrases:
                kind = Kind(tuple(phrase.split()), role, own.adjectives_follow)
                by_first.setdefault(kind.words[0], []).append(kind)
    return {first: sorted(kinds, key=lambda kind: -len(kind.words)) for first, kinds in by_first.items()}


KINDS = _by_first_word()
"""The kinds by their first word, the longest first."""
