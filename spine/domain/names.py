"""People's names: a full name, and the shorter forms of it that people write."""

from collections.abc import Iterable, Sequence

from spine.domain.people import split_names
from spine.domain.tokenizer import words


def is_shorter_form(shorter: str, full: str) -> bool:
    """Whether a name is another one with some of its parts left out: "Ana Lima" or "Ana" of "Ana Souza Lima".

    The first part has to be the same, for a family name alone may be another's. A name is a shorter form of itself.
    """
    parts, wanted = words(full), words(shorter)
    if not wanted or wanted[:1] != parts[:1]:
        return False
    rest = iter(parts)
    return all(part in rest for part in wanted)


def are_one_name(one: str | None, other: str | None) -> bool:
    """Whether two names may be one person's: both missing, or one a shorter form of the other."""
    if not one or not other:
        return not one and not other
    return is_shorter_form(one, other) or is_shorter_form(other, one)


def is_owned_by(owner: str | None, people: Iterable[str]) -> bool:
    """Whether one of the names in an owner is a person's: the full name, or a shorter form of it."""
    return any(is_shorter_form(name, person) for person in people for name in split_names(owner or ""))


def longest_form(owner: str | None, others: Iterable[str | None]) -> str | None:
    """An owner by the longest of some names that are one person's: "Ana Lima" where another fact says so for "Ana"."""
    if not owner or len(split_names(owner)) != 1:
        return owner
    longer = [other for other in others if other and len(split_names(other)) == 1 and is_shorter_form(owner, other)]
    return max([owner, *longer], key=lambda name: len(words(name)))


def listed(names: Sequence[str], last_tie: str) -> str:
    """Names as a sentence lists them: "Ana, Rui e Bia"."""
    *first, last = names
    return f"{', '.join(first)} {last_tie} {last}" if first else last
