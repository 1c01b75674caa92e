"""Those whom notes name: who took part, and everybody else who may have something to do (docs/notes.md#owners)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import MEETING_NOTES, PEOPLE_WORDS
from spine.domain.notes import owners
from spine.domain.notes.about import LABELLED
from spine.domain.notes.labels import Topic, section_of
from spine.domain.notes.lines import Line, Table
from spine.domain.notes.marks import pieces_of
from spine.domain.notes.outline import Node
from spine.domain.people import split_names
from spine.domain.reading.sentence import Sentence
from spine.domain.tokenizer import fold, is_content, words

PEOPLE = (Topic.PRESENT, Topic.ABSENT)
"""The headings and labels that lists of people stand behind."""

_NEXT_LABEL = re.compile(r"[.;]\s+(?=[^:.;]{1,40}:\s)")
_ONE_TO_ONE = re.compile(rf"(?<![\w:]){any_of(MEETING_NOTES.one_to_one)}(?![\w:]\w)")
_BEHIND_A_NAME = re.compile(r"\s+[-–—]\s+.*|\s*\([^()]*\)|:.*")
_BETWEEN_LABELS = re.compile(r"\s+[·|]\s+|[.;]\s+(?=[^:.;]{1,40}:\s)")
_BETWEEN_PARTS = re.compile(r"\s+[-–—|·]\s+")
_TOOK_PART = re.compile(rf"\b{any_of(MEETING_NOTES.took_part)}\s+")
_SIGN = re.compile(r"[👥👤🧑]\ufe0f?\s*(?P<names>[^·|👥👤🧑]+)")
"""What stands for people in the heads of notes."""
_IN_BRACKETS = re.compile(r"\((?P<names>[^()]{3,200})\)\s*$")
_TITLED = re.compile(r"\b(?P<title>[A-ZÀ-Ý]\w{1,10})\.?\s+(?P<name>[A-ZÀ-Ý][\w'’-]+(?:\s+[A-ZÀ-Ý][\w'’-]+){0,2})")
_WITH_ADDRESS = re.compile(r"(?P<name>[A-ZÀ-Ý][\w'’.-]*(?:\s+[\w'’.-]+){0,3})\s+<[^<>@\s]+@[^<>\s]+>")
_HEADS_MESSAGE = re.compile(
    r"(?P<name>[^\d:—–]{2,60}?)\s*[—–\[-]?\s*(?:\w+,?\s+(?:às|as|at)\s+|\d[\d/.-]+,?\s+)?"
    r"\d{1,2}:\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?\]?$"
)
"""The line of a chat above what somebody says: "Nina Kowalski  9:02 AM"."""


@dataclass(frozen=True)
class People:
    """Those whom notes list: who took part, and everybody else who may have something to do, by name or role."""

    present: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()


def people_in(root: Node) -> People:
    """The people whom notes list, who speak or are written to, who own something by a label, or who have a title."""
    nodes = list(root.descendants())
    lines = [node.line for node in nodes if node.line]
    present = [line.speaker for line in lines if line.speaker]
    others = list[str]()
    for node in nodes:
        for topic, text in _lists(node):
            (present if topic is Topic.PRESENT else others).extend(owners.listed_in(text))
            others += owners.roles_in(text)
        others += _named_in(node.line.text) if node.line else []
        others += [node.line.text.rstrip(": ")] if node.line and node.is_of_a_stand_up else []
    others += _in_title(lines[0].text) if lines else []
    others += _writers(lines)
    return People(tuple(dict.fromkeys(present)), tuple(dict.fromkeys([*present, *others])))


def _named_in(text: str) -> Iterator[str]:
    """The people of a line: behind an owner's label, before an address, or behind a title as "Dr"."""
    if ":" in text:
        for piece in pieces_of(text):
            yield from owners.named_by_label(piece)
        yield from _with_parts_in_meeting(text)
    if took_part := _TOOK_PART.search(Sentence.of(text).folded):
        yield from owners.listed_in(text[took_part.end() :].partition(". ")[0])
    for sign in _SIGN.finditer(text):
        yield from owners.listed_in(sign["names"])
    yield from (found["name"] for found in _WITH_ADDRESS.finditer(text))
    for found in _TITLED.finditer(text):
        if fold(found["title"]) in PEOPLE_WORDS.titles and is_content(fold(found["title"])):
            yield found["name"]


def _with_parts_in_meeting(text: str) -> Iterator[str]:
    """The people behind labels for their part in the meeting: "Chair: Ana · Minutes by: Rui"."""
    for piece in _BETWEEN_LABELS.split(text):
        label, _, rest = piece.partition(":")
        said = " ".join(words(label))
        if rest and (said in MEETING_NOTES.roles or said in MEETING_NOTES.note_takers):
            yield from owners.listed_in(_BEHIND_A_NAME.sub("", rest))


def _writers(lines: Sequence[Line]) -> list[str]:
    """The people who write in a chat whose messages stand below names with clock times; one such line is no chat."""
    found = [head for line in lines if (head := _HEADS_MESSAGE.match(line.text)) and owners.may_be_names(head["name"])]
    return [head["name"].strip() for head in found] if len(found) > 1 else []


def _in_title(title: str) -> list[str]:
    """The people whom a title names: "1:1 Ana / Rui", "Weekly (Ana, Rui)", "Weekly — Ana, Rui"."""
    title = title.replace("<>", "/")
    brackets = _IN_BRACKETS.search(title)
    if brackets and owners.may_be_names(brackets["names"]) and len(names := split_names(brackets["names"])) > 1:
        return names
    for piece in _BETWEEN_PARTS.split(title):
        if owners.may_be_names(piece) and len(names := split_names(piece)) > 1:
            return names
    sentence = Sentence.of(title)
    called = _ONE_TO_ONE.search(sentence.folded)
    if called is None:
        return []
    rest = sentence.own(0, called.start()) + " – " + sentence.own(called.end(), len(title)).lstrip(" :")
    pairs = [split_names(piece) for piece in pieces_of(rest) if owners.may_be_names(piece)]
    return next((pair for pair in pairs if len(pair) == 2), [])


def _lists(node: Node) -> Iterator[tuple[Topic, str]]:
    """The lists of people that a node holds: behind labels, below a heading, or in a row."""
    if isinstance(node.part, Table):
        for row in (node.part.header, *node.part.rows):
            topic = section_of(row.cells[0]).topic if len(row.cells) > 1 else None
            if topic in PEOPLE:
                yield topic, ", ".join(row.cells[1:])
        for index, cell in enumerate(node.part.header.cells):
            if (topic := section_of(cell).topic) in PEOPLE:
                yield topic, ", ".join(row.cells[index] for row in node.part.rows if index < len(row.cells))
    elif is_list_of_people(node.part):
        yield from filter(None, map(_labelled, _NEXT_LABEL.split(node.part.text)))
    elif node.announces and (topic := section_of(node.part.text).topic) in PEOPLE:
        for child in node.descendants():
            if child.line:
                yield topic, _BEHIND_A_NAME.sub("", child.line.text)


def is_list_of_people(line: Line) -> bool:
    """Whether a line lists people behind a label: "Present: Ana, Rui"."""
    return any(map(_labelled, _NEXT_LABEL.split(line.text)))


def _labelled(text: str) -> tuple[Topic, str] | None:
    found = LABELLED.match(text)
    if found is None or not found["rest"] or (topic := section_of(found["label"]).topic) not in PEOPLE:
        return None
    return topic, found["rest"]
