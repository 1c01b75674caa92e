"""Who has what a line says: names in the places where notes put them (docs/notes.md#owners)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from spine.domain.languages.notation import any_of, longest_of
from spine.domain.languages.packs import MEETING_NOTES, PEOPLE_WORDS, REQUESTS, VOCABULARY
from spine.domain.limits import MAX_NAME_LENGTH
from spine.domain.owners import says_nothing
from spine.domain.people import split_names
from spine.domain.reading.sentence import Sentence
from spine.domain.tokenizer import fold, is_content, words

MAX_NAME_WORDS = 5
MAX_SUBJECT_WORDS = 15
"""Words at a sentence's beginning that may be the names of those who do it."""

_HANDLE = r"(?<![\w.@/])@(\w[\w.-]*\w|\w)"
_HANDLES = re.compile(rf"{_HANDLE}(?:\s*(?:[,/&+]|\b{any_of(REQUESTS.conjunctions)}\b)?\s*{_HANDLE})*\s*[:,]?")
_MENTION = re.compile(r"(?<![\w.@/])@([A-ZÀ-Ý][\w'’-]*(?: [A-ZÀ-Ý][\w'’-]*){1,3})")
_SMALL = PEOPLE_WORDS.particles | REQUESTS.conjunctions
_LEADING = PEOPLE_WORDS.titles | MEETING_NOTES.roles
_NO_NAMES = VOCABULARY.months - PEOPLE_WORDS.everyday_names | VOCABULARY.weekdays
_LABEL = re.compile(rf"{longest_of(MEETING_NOTES.owner_labels)}(?:\s*[:=]\s*|\s+)(?=\S)")
_ROLES = re.compile(r"\(([^();]{2,60})\)")
_INITIALS = re.compile(r"\b[A-Z]{2,4}\b")
_POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True)
class Who:
    """The people whom the organisation knows, or whom the notes list, by their full names.

    `initials` are those by which the notes call people, with their names.
    """

    names: Sequence[str] = ()
    initials: Mapping[str, str] = field(default_factory=dict)
    _by_word: dict[str, list[tuple[str, ...]]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for name in self.names:
            said = own_words(name)
            for position, word in enumerate(said):
                self._by_word.setdefault(word, []).append(said[position:])

    def knows(self, name: str) -> bool:
        """Whether a name is a person's: the full name, or some of its words in their order."""
        said = own_words(name)
        return bool(said) and any(_has_in_order(full, said) for full in self._by_word.get(said[0], ()))

    def known_in(self, text: str) -> list[str]:
        """The names that a text consists of, where each is a known person's and capitalised; else none."""
        names = [self.initials.get(name, name) for name in map(_without_article, split_names(text))]
        return names if names and all(_is_capitalised(name) and self.knows(name) for name in names) else []

    def of_handle(self, handle: str) -> str:
        """The longest name of the one person whom a handle may mean; the handle where nobody or several are."""
        said = words(handle.replace("_", " "))
        meant = {own_words(name): name for name in self.names if said and _has_in_order(own_words(name), said)}
        longest = max(meant, key=len, default=())
        is_one = bool(meant) and all(_has_in_order(longest, shorter) for shorter in meant)
        return meant[longest] if is_one else handle


def own_words(name: str) -> tuple[str, ...]:
    """The words of a name without titles, roles and particles; all where nothing else is left."""
    said = words(name)
    return tuple(word for word in said if word not in _LEADING and word not in _SMALL) or tuple(said)


def _without_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and fold(first) in REQUESTS.articles else name


def _has_in_order(full: Sequence[str], said: Sequence[str]) -> bool:
    rest = iter(full)
    return all(word in rest for word in said)


def _is_capitalised(name: str) -> bool:
    parts = name.replace(".", " ").split()
    return all(part[:1].isupper() or fold(part) in _LEADING or fold(part) in _SMALL for part in parts)


def handles_in(text: str) -> list[str]:
    """The names behind @ in a text."""
    return [handle for handle in re.findall(_HANDLE, text) if fold(handle) not in MEETING_NOTES.everybody]


def with_known_handles(text: str, who: Who) -> tuple[dict[str, str], str]:
    """A text in which the full name behind each @ is one word, "@Bea.Lima" for "@Bea Lima", and whose each is."""
    names: dict[str, str] = {}
    for found in reversed(list(_MENTION.finditer(text))):
        said = found[1].split()
        for length in range(len(said), 1, -1):
            if known := who.known_in(" ".join(said[:length])):
                handle = ".".join(said[:length])
                names[handle] = known[0]
                end = found.start(1) + len(" ".join(said[:length]))
                text = f"{text[: found.start(1)]}{handle}{text[end:]}"
                break
    return names, text


def without_handles(text: str) -> str:
    """A text without the names behind @, and without what tied them together."""
    return " ".join(_HANDLES.sub(" ", text).split())


def labelled_names(piece: str, who: Who) -> str | None:
    """The names behind an owner's label that a piece of a line begins with; "" for a word for nobody.

    None where there is no label. Without a colon, only known people follow one.
    """
    sentence = Sentence.of(piece)
    found = _LABEL.match(sentence.folded)
    if found is None:
        return None
    names = sentence.own(found.end(), len(sentence.folded)).strip(" .")
    if says_nothing(names):
        return ""
    is_sure = found.group().rstrip()[-1:] in ":="
    return names if (may_be_names(names) or _is_a_role(names) if is_sure else who.known_in(names)) else None


def _is_a_role(text: str) -> bool:
    """Whether a text may say what somebody is, in one small word: "zelador"."""
    return text.isalpha() and text.islower() and is_content(text)


def may_be_names(text: str) -> bool:
    """Whether a text may be one name or several: few words, all capitalised, no number."""
    names = split_names(text)
    return bool(names) and not says_nothing(text) and all(map(_may_be_name, names))


def _may_be_name(name: str) -> bool:
    is_short = len(name.split()) <= MAX_NAME_WORDS and _NO_NAMES.isdisjoint(words(name))
    return is_short and _is_capitalised(name) and not any(sign.isdigit() for sign in name)


def named_first(text: str, who: Who) -> tuple[str, str] | None:
    """The known people whom a sentence begins with, and what follows: "Joan Webb to brief", "Ana e Rui verificam"."""
    parts = text.split()[:MAX_SUBJECT_WORDS]
    first = next((n for n, part in enumerate(parts) if not _leads_to_a_name(part)), 0)
    last = first
    while last < len(parts) and (_is_capitalised(parts[last].strip(",/&+")) or parts[last] in REQUESTS.articles):
        last += 1
    for end in range(last, first, -1):
        said = " ".join(parts[first:end])
        if said.endswith(_POSSESSIVE) or fold(parts[end - 1].strip(",")) in _SMALL:
            continue
        if names := who.known_in(said.rstrip(",/&:")):
            return ", ".join(names), " ".join(text.split()[end:])
    return None


def _leads_to_a_name(part: str) -> bool:
    """Whether a word is an article, or says in small letters what somebody is: "o professor"."""
    return fold(part) in REQUESTS.articles or (fold(part) in _LEADING and part.islower())


def roles_in(text: str) -> list[str]:
    """What people are, in brackets behind their names, where it is written as a name: "T. Wells (Clerk)"."""
    inner = (role.strip() for roles in _ROLES.findall(text) for role in roles.split(","))
    return [role for role in inner if may_be_names(role)]


def initials_in(texts: Iterable[str], listed: Sequence[str]) -> dict[str, str]:
    """The initials by which some texts call those who are listed, with their names.

    They have to stand in the list, or two people have to be called by theirs: "IT" alone is a department.
    """
    told = {name for name in listed if _INITIALS.fullmatch(name)}
    meant: dict[str, list[str]] = {}
    for name in (name for name in listed if name not in told):
        meant.setdefault("".join(word[0].upper() for word in own_words(name)), []).append(name)
    said = {one for text in texts for one in _INITIALS.findall(text)}
    found = {one: names[0] for one, names in meant.items() if one in said and len(names) == 1}
    return found if len(found) > 1 else {one: name for one, name in found.items() if one in told}


def named_by_label(piece: str) -> list[str]:
    """The names behind an owner's label with a colon."""
    return split_names(labelled_names(piece, Who()) or "")


def listed_in(text: str) -> list[str]:
    """The names in a list of people, without what they are."""
    names = []
    for name in map(_without_article, split_names(text.replace(" @", ", @"))):
        parts = name.strip(" .:").split()
        while len(parts) > 1 and fold(parts[0]).rstrip(".") in _LEADING:
            parts = parts[1:]
        if parts and fold(parts[0]) not in _LEADING and (name.startswith("@") or _may_be_name(" ".join(parts))):
            names.append(" ".join(parts).lstrip("@"))
    return names


def one_owner(names: Iterable[str]) -> str | None:
    """Some names as one owner, each once, in order, as many as it has room for; None for none."""
    owner = ""
    for name in dict.fromkeys(name.strip() for name in names if name.strip()):
        longer = f"{owner}, {name}" if owner else name
        owner = longer if len(longer) <= MAX_NAME_LENGTH else owner
    return owner or None
