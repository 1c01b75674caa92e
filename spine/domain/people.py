"""People that an organisation knows: the owners of its facts and workstreams, and those who took part in its meetings.

Their documents are derived. See docs/data-model.md#people.
"""

import re
from collections.abc import Iterable
from typing import ClassVar

from spine.domain.documents import Document
from spine.domain.identifiers import derived
from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import REQUESTS
from spine.domain.owners import says_nothing
from spine.domain.tokenizer import words

MAX_PEOPLE = 5_000
"""People of one organisation; further ones are not kept."""
PEOPLE_VERSION = 1
"""The version of what a name is found by. A document with an older one is made anew by `repair`."""

_BETWEEN_NAMES = re.compile(rf"[,;/&+|\n]|\s(?:{any_of(REQUESTS.conjunctions)})\s", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")


class Person(Document):
    """A person's full name as it was first stored, and the words by which it is found.

    `is_participant` is whether the person took part in a meeting: then no fact has to name it.
    """

    kind: ClassVar[str] = "person"
    key_field: ClassVar[str] = "person_id"

    person_id: str
    name: str
    name_keys: tuple[str, ...]
    is_participant: bool = False
    version: int = PEOPLE_VERSION


def split_names(owner: str) -> list[str]:
    """The names in an owner: "Ana, Rui e Bia" names three people, "n/a" none."""
    if says_nothing(owner):
        return []
    parts = (" ".join(part.split()) for part in _BETWEEN_NAMES.split(_ASIDE.sub(" ", owner)))
    return [part for part in parts if words(part)]


def person_id(name: str) -> str:
    """The id of a full name: the same in any case, and with or without accents."""
    return derived("per", *words(name))


def person(org_id: str, name: str, *, is_participant: bool = False) -> Person:
    """The document of a full name."""
    keys = tuple(dict.fromkeys(words(name)))
    return Person(org_id=org_id, person_id=person_id(name), name=name, name_keys=keys, is_participant=is_participant)


def people_named(org_id: str, owners: Iterable[str | None], participants: Iterable[str] = ()) -> dict[str, Person]:
    """The people whom owners and participants name, each once, by id."""
    took_part = {person_id(name): person(org_id, name, is_participant=True) for name in participants if words(name)}
    owning = {person_id(name): person(org_id, name) for owner in owners for name in split_names(owner or "")}
    return owning | took_part
