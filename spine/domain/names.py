"""People's names: a full name, and the shorter forms of it that people write."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from spine.domain.people import split_names
from spine.domain.tokenizer import words

NAMES_KEPT = 4_096
"""How many names stay at hand with their parts: the facts of a plan repeat a few owners."""


@lru_cache(NAMES_KEPT)
def _words(name: str) -> tuple[str, ...]:
    return tuple(words(name))


@lru_cache(NAMES_KEPT)
def _names_in(owner: str) -> tuple[str, ...]:
    return tuple(split_names(owner))


def is_shorter_form(shorter: str, full: str) -> bool:
    """Whether a name is another one with some of its parts left out: "Ana Lima" or "Ana" of "Ana Souza Lima".

    The first part has to be the same, for a family name alone may be another's. A name is a shorter form of itself.
    """
    parts, wanted = _words(full), _words(shorter)
    if not wanted or wanted[:1] != parts[:1]:
        return False
    rest = iter(parts)
    return all(part in rest for part in wanted)


def are_one_name(one: str | None, other: str | None) -> bool:
    """Whether two names may be one person's: both missing, or one a shorter form of the other."""
    if not one or not other:
        return not one and not other
    return is_shorter_form(one, other) or is_shorter_form(other, one)


def is_owned_by(owner: str | None, people: Iterable[str], namesakes: Collection[str] = ()) -> bool:
    """Whether one of the names in an owner is a person's: the full name, or a shorter form of it.

    A shorter form that is one of a namesake's, too, is nobody's.
    """
    names = _names_in(owner or "")
    return any(_is_name_of(name, person, namesakes) for person in people for name in names)


def _is_name_of(name: str, person: str, namesakes: Collection[str]) -> bool:
    if _words(name) == _words(person):
        return True
    return is_shorter_form(name, person) and not any(is_shorter_form(name, other) for other in namesakes)


def is_among(owner: str | None, attendees: Iterable[str]) -> bool:
    """Whether a name in an owner may be that of somebody who takes part, either in full or in a shorter form."""
    return any(are_one_name(name, attendee) for attendee in attendees for name in split_names(owner or ""))


def namesakes(people: Collection[str], known: Iterable[str]) -> tuple[str, ...]:
    """Of some known names those of others who share a first name with people: neither theirs nor a form of theirs."""
    return tuple(
        name
        for name in known
        if any(_words(name)[:1] == _words(person)[:1] for person in people)
        and not any(is_shorter_form(name, person) for person in people)
    )


def longest_form(owner: str | None, others: Iterable[str | None]) -> str | None:
    """An owner by the longest of some names that are one person's: "Ana Lima" where another fact says so for "Ana"."""
    if not owner or len(_names_in(owner)) != 1:
        return owner
    longer = [other for other in others if other and len(_names_in(other)) == 1 and is_shorter_form(owner, other)]
    return max([owner, *longer], key=lambda name: len(_words(name)))


def listed(names: Sequence[str], last_tie: str) -> str:
    """Names as a sentence lists them: "Ana, Rui e Bia"."""
    *first, last = names
    return f"{', '.join(first)} {last_tie} {last}" if first else last
