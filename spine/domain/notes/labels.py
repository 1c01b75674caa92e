"""What headings and labels say that lines are (docs/notes.md#headings-and-labels)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from spine.domain.fact_states import FactState
from spine.domain.fact_type_names import type_named
from spine.domain.fact_types import FACT_TYPES, Kind
from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import MEETING_NOTES, PEOPLE_WORDS, REQUESTS, VOCABULARY
from spine.domain.state_words import state_named
from spine.domain.tokenizer import fold, stem, words

MAX_LABEL = 60
"""Characters of a label, and of a heading that is looked up."""
_MOST_WORDS = 5
"""How many words a phrase for a type has."""
ACTION = "action_item"
QUESTION = "question"

_TYPES = {
    name
    for name, one in FACT_TYPES.items()
    if one.kind in (Kind.DECIDED, Kind.DECIDE, Kind.RISKS, Kind.ACTIONS, Kind.QUESTIONS, Kind.GOALS)
} - {"process_step"}
"""What notes are read for; of other types there is too much in them that nobody would file."""
_PHRASES = {tuple(map(stem, phrase.split())): name for phrase, name in MEETING_NOTES.types.items()}
_BESIDE = MEETING_NOTES.beside_types
_ASKING = ("❓", "❔")
_NOT_PEOPLE = (MEETING_NOTES.roles | MEETING_NOTES.deciding_bodies | MEETING_NOTES.links | MEETING_NOTES.articles) - {
    "who",
    "com",
}
"""What says in a heading for a list of people which people."""
_ABBREVIATION = re.compile(r"A\.?I\.?(?:s|'s|’s)?$")
"""Short for an action item, in capitals only; it also stands for a technology."""

_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*|[IVX]+|[A-Z])\s?[.):–-]\s+|^\d+\s+")
_SIGNS_BEFORE = re.compile(r"^[^\w\[(#@☐☑✅]+")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_COUNT = re.compile(r"[\s#]*(?:\b[nN][ºo°.]*\s*)?#?\d{1,3}(?:\.\d+)*$")
_PART_JOINS = re.compile(rf"\s*[/&+,]\s*|\s+{any_of(REQUESTS.conjunctions | {'ou', 'or'})}\s+", re.IGNORECASE)
_COLON = re.compile(rf"(?P<label>[^:]{{1,{MAX_LABEL}}}?)\s*:(?:\s+|(?=[@\[A-ZÀ-Ý])|$)")
_DASH = re.compile(rf"(?P<label>[^:–—-]{{1,{MAX_LABEL}}}?)\s+[-–—]\s+")
_TAG = re.compile(r"(?:\[(?P<a>[^\[\]]{1,30})\]|\((?P<b>[^()]{1,30})\)|#(?P<c>\w{2,30}))\s*[:–—-]?\s+")
_CAPITALS = re.compile(r"(?P<label>[A-ZÀ-Ý]{2,}(?:[ -][A-ZÀ-Ý]{2,})*)\s+(?=@|\S*[a-zà-ý]|\d)")
_NOTHING = re.compile(rf"[(\[]?(?:[-–—.\s]*|{any_of(MEETING_NOTES.nothing)})[.!)\]\s]*")
_CLOSING = re.compile(any_of(MEETING_NOTES.closings))
_SUBJECT = re.compile(rf"{any_of(MEETING_NOTES.articles)}\b")


class Topic(Enum):
    """What a heading announces besides a type of facts."""

    PLAN = auto()
    """What somebody does next, in a stand-up."""
    REPORT = auto()
    """What somebody has done."""
    PRESENT = auto()
    ABSENT = auto()


@dataclass(frozen=True)
class Section:
    """What a heading says of the lines below it. `also` is a second type where a heading names two."""

    fact_type: str | None = None
    state: FactState | None = None
    also: str | None = None
    asks: bool = False
    """Whether it is headed by a word for questions, so that a line among them that asks nothing is none."""
    topic: Topic | None = None


@dataclass(frozen=True)
class Label:
    """What a line's label says of it; `aside` is what stands in the label besides, mostly an owner."""

    section: Section
    rest: str
    aside: str = ""


NO_SECTION = Section()


@lru_cache(maxsize=4_096)
def section_of(heading: str) -> Section:
    """What a heading says, without its number, signs and asides."""
    heading = _without_frame(heading)
    if len(heading) > MAX_LABEL or not heading:
        return NO_SECTION
    folded = " ".join(words(heading))
    people = " ".join(word for word in words(heading) if word not in _NOT_PEOPLE) or folded
    for patterns, topic in ((MEETING_NOTES.present, Topic.PRESENT), (MEETING_NOTES.absent, Topic.ABSENT)):
        if re.fullmatch(any_of(patterns), folded) or re.fullmatch(any_of(patterns), people):
            return Section(topic=topic)
    if folded in MEETING_NOTES.plans or folded in MEETING_NOTES.reports:
        return Section(topic=Topic.PLAN if folded in MEETING_NOTES.plans else Topic.REPORT)
    if whole := _type_in(heading):
        return Section(whole, asks=any(type_named(word) == "question" for word in words(heading)))
    if state := state_named(heading):
        return Section(ACTION, state if state is not FactState.OPEN else None)
    return _section_of_two(heading)


def _section_of_two(heading: str) -> Section:
    """What a heading of several parts says: "Riscos e impedimentos", "Actions, owners and dates"."""
    parts = [part for part in _PART_JOINS.split(heading) if not _is_a_column(part)]
    types = [_type_in(part) for part in parts]
    if len(parts) > 2:
        named = [name for name in types if name]
        is_one_kind = len(named) > 1 and len({FACT_TYPES[name].kind for name in named}) == 1
        return Section(named[0]) if is_one_kind else NO_SECTION
    if any(not MEETING_NOTES.answers.isdisjoint(words(part)) for part in parts):
        return NO_SECTION
    if not types or None in types:
        questions = [name for name in types if name and FACT_TYPES[name].kind is Kind.QUESTIONS]
        return Section(questions[0]) if questions else NO_SECTION
    first, last = types[0], types[-1]
    is_one = first and last and FACT_TYPES[first].kind is FACT_TYPES[last].kind
    return Section(first) if is_one else Section(first, also=last)


def _is_a_column(part: str) -> bool:
    name = MEETING_NOTES.columns.get(" ".join(words(part))) or MEETING_NOTES.columns.get(stem(fold(part.strip())))
    return name in ("owner", "due", "state") and _type_in(part) in (None, "deadline")


def _without_frame(heading: str) -> str:
    heading = _SIGNS_BEFORE.sub("", heading.strip())
    heading = _NUMBERED.sub("", heading)
    heading = _SIGNS_BEFORE.sub("", heading).rstrip(" :.–—-")
    return _COUNT.sub("", _ASIDE.sub("", heading)).strip()


def _type_in(heading: str) -> str | None:
    """The type of a heading whose main word names one: "Key decisions", "Riscos do projeto", "Board actions"."""
    said = words(heading)
    if not said or " ".join(said) in MEETING_NOTES.meeting_aims:
        return None
    if said in (["ai"], ["ais"], ["ai", "s"]):
        return ACTION if heading.strip().endswith("s") and heading.strip().startswith("AI") else None
    first = 0
    while first < len(said):
        for last in range(min(len(said), first + _MOST_WORDS), first, -1):
            name = _named(said[first:last])
            if name and (last == len(said) or _goes_on_beside(said[last:])):
                return name
        if said[first] not in _BESIDE:
            break
        first += 1
    return _type_at_the_end(said)


_NO_ADJECTIVES = MEETING_NOTES.links | REQUESTS.conjunctions | VOCABULARY.negations | {"no"}


def _type_at_the_end(said: Sequence[str]) -> str | None:
    """The type of a heading that ends with a word for several: "Board decisions", not "Climate action"."""
    for first in range(1, min(len(said), 4)):
        before, last = said[:first], said[first:]
        is_plural = stem(last[-1]) != last[-1]
        if is_plural and _NO_ADJECTIVES.isdisjoint(before) and (name := _named(last)):
            return name
    return None


def _goes_on_beside(rest: Sequence[str]) -> bool:
    """Whether what follows a type's phrase in a heading leaves it the main word."""
    for word in rest:
        if word in MEETING_NOTES.links:
            return True
        if word not in _BESIDE:
            return False
    return True


def _named(said: Sequence[str]) -> str | None:
    """The type that some words name, by the notes' own phrases or the table of types."""
    if any(len(word) == 1 and word.isdigit() for word in said):
        return None
    name = _PHRASES.get(tuple(map(stem, said))) or type_named(" ".join(said))
    return name if name in _TYPES and said != ["ai"] else None


def label_of(text: str) -> Label | None:
    """The label that a line begins with: "Decisão:", "AI @ana:", "[ACTION]", "TODO", "#risk"."""
    if text[:1] in _ASKING and text.endswith("?"):
        return Label(Section("question"), _SIGNS_BEFORE.sub("", text))
    text = _SIGNS_BEFORE.sub("", text)
    if tag := _TAG.match(text):
        section = _exact(tag["a"] or tag["b"] or tag["c"])
        if section:
            return Label(section, text[tag.end() :])
    for form in (_COLON, _DASH):
        if (found := form.match(text)) and (label := _split(found["label"])):
            is_technology = _ABBREVIATION.match(found["label"]) and _SUBJECT.match(fold(text[found.end() :]))
            return None if is_technology else Label(label.section, text[found.end() :], label.aside)
    if (found := _CAPITALS.match(text)) and (section := _exact(found["label"])):
        is_handle = text[found.end()] == "@"
        return Label(section, text[found.end() :]) if is_handle or len(found["label"]) > 2 else None
    return None


def _split(label: str) -> Label | None:
    """A label with what stands in it besides: "Action (Ana)", "AI Ana", "Decision 3"."""
    aside = _ASIDE.search(label)
    own = label[: aside.start()] if aside else label
    if section := _exact(_COUNT.sub("", own)):
        return Label(section, "", aside.group().strip(" ()[]") if aside else "")
    head, _, rest = own.partition(" ")
    is_named = rest and all(word[:1].isupper() or word[:1] == "@" or len(word) < 4 for word in rest.split())
    if is_named and (section := _exact(head)) and section.fact_type == ACTION:
        return Label(section, "", rest)
    return None


def _exact(label: str) -> Section | None:
    """What a label of nothing but a type's phrase says."""
    label = label.strip(" *_")
    if _ABBREVIATION.match(label):
        return Section(ACTION)
    said = words(label)
    if not said or len(said) > _MOST_WORDS or fold(label) in PEOPLE_WORDS.everyday_names:
        return None
    folded = " ".join(said)
    if folded in MEETING_NOTES.plans or folded in MEETING_NOTES.reports:
        return Section(topic=Topic.PLAN if folded in MEETING_NOTES.plans else Topic.REPORT)
    while said and said[0] in _BESIDE and not _named(said):
        said = said[1:]
    while said and said[-1] in _BESIDE and not _named(said):
        said = said[:-1]
    name = _named(said) if said and folded not in MEETING_NOTES.meeting_aims else None
    return Section(name) if name else None


def says_nothing_is_there(text: str) -> bool:
    """Whether a line under a heading says that there is nothing: "None", "Sem impedimentos."."""
    return _NOTHING.fullmatch(fold(text)) is not None


def closes_the_meeting(text: str) -> bool:
    """Whether a sentence is one with which notes end: "Next meeting: 8 May", "A reunião foi encerrada às 18h"."""
    return _CLOSING.match(fold(text)) is not None
