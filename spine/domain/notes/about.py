"""What notes say of the meeting itself: its title, its day, and who was there (docs/notes.md#the-meeting)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import MEETING_NOTES, VOCABULARY
from spine.domain.notes import owners
from spine.domain.notes.labels import Topic, section_of
from spine.domain.notes.lines import Form, Line, Part, Table
from spine.domain.notes.marks import pieces_of
from spine.domain.notes.outline import Node
from spine.domain.people import split_names
from spine.domain.reading import moments
from spine.domain.reading.calendar_days import Date, Numeric
from spine.domain.reading.sentence import Sentence
from spine.domain.reading.vocabulary import FRAME_WORDS
from spine.domain.tokenizer import words

FIRST_LINES = 5
"""Lines of text at the beginning of notes in which a date is the meeting's."""

_LABELLED = re.compile(r"(?:[^:]*[.!]\s+)?(?P<label>[^:]{1,40}?)\s*:\s*(?P<rest>.*)$")
_ONE_TO_ONE = re.compile(rf"(?<![\w:]){any_of(MEETING_NOTES.one_to_one)}(?![\w:]\w)")
_BEHIND_A_NAME = re.compile(r"\s+[-–—]\s+.*|\s*\([^()]*\)|:.*")
_PEOPLE = (Topic.PRESENT, Topic.ABSENT)


@dataclass(frozen=True)
class People:
    """Those whom notes list: who took part, and everybody else who may have something to do, by name or role."""

    present: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()


def people_in(root: Node) -> People:
    """The people whom notes list as present or absent, or who speak in a chat, own something by a label, or are two."""
    present: list[str] = []
    others: list[str] = []
    for node in root.descendants():
        for topic, text in _lists(node):
            (present if topic is Topic.PRESENT else others).extend(owners.listed_in(text))
            others += owners.roles_in(text)
        if node.line and node.line.speaker:
            present.append(node.line.speaker)
        if node.line and ":" in node.line.text:
            others += [name for piece in pieces_of(node.line.text) for name in owners.named_by_label(piece)]
    first = next((node.line for node in root.descendants() if node.line), None)
    others += _pair_in(first.text) if first else []
    return People(tuple(dict.fromkeys(present)), tuple(dict.fromkeys([*present, *others])))


def _pair_in(title: str) -> list[str]:
    """The two people whom the title of their talk names: "1:1 Ana / Rui"."""
    sentence = Sentence.of(title)
    called = _ONE_TO_ONE.search(sentence.folded)
    if called is None:
        return []
    rest = sentence.own(0, called.start()) + " – " + sentence.own(called.end(), len(title)).lstrip(" :")
    pairs = [split_names(piece) for piece in pieces_of(rest) if owners.may_be_names(piece)]
    return next((pair for pair in pairs if len(pair) == 2), [])


def _lists(node: Node) -> Iterator[tuple[Topic, str]]:
    """The lists of people that a node holds: behind a label, below a heading, or in a row."""
    if isinstance(node.part, Table):
        for row in (node.part.header, *node.part.rows):
            topic = section_of(row.cells[0]).topic if len(row.cells) > 1 else None
            if topic in _PEOPLE:
                yield topic, ", ".join(row.cells[1:])
        return
    label = people_label(node.part)
    if label:
        yield label
    elif node.announces and (topic := section_of(node.part.text).topic) in _PEOPLE:
        for child in node.descendants():
            if child.line:
                yield topic, _BEHIND_A_NAME.sub("", child.line.text)


def people_label(line: Line) -> tuple[Topic, str] | None:
    """What a line such as "Present: Ana, Rui" lists, and the list."""
    found = _LABELLED.match(line.text)
    if found is None or not found["rest"] or (topic := section_of(found["label"]).topic) not in _PEOPLE:
        return None
    return topic, found["rest"]


def is_date_label(line: Line) -> bool:
    """Whether a line is a label with the meeting's day."""
    found = _LABELLED.match(line.text)
    return found is not None and " ".join(words(found["label"])) in MEETING_NOTES.date_labels


def title_in(parts: Iterable[Part]) -> str | None:
    """The first heading of notes, or their first line where nothing else stands above it."""
    lines = [part for part in parts if isinstance(part, Line) and not part.is_foreign]
    first = next((line for line in lines if line.form is Form.HEADING), None)
    return first.text if first else None


def day_in(parts: Sequence[Part], *, month_first: bool) -> date | None:
    """The day of the meeting: of the title, a label, a dated heading, or one of the first lines; the first of these."""
    texts = 0
    is_first = True
    for part in parts:
        if isinstance(part, Table):
            rows = (row.cells for row in (part.header, *part.rows) if len(row.cells) > 1)
            labelled = [cells[1] for cells in rows if " ".join(words(cells[0])) in MEETING_NOTES.date_labels]
            days = [day for text in labelled if (day := full_date(text, month_first=month_first))]
        else:
            texts += part.form is not Form.HEADING
            is_early = not part.said_at and texts <= FIRST_LINES and (part.form is Form.TEXT or is_first)
            may_tell = is_early or is_date_label(part) or _is_title(part, is_first)
            day = full_date(part.text, month_first=month_first) if may_tell else None
            day = day or dated(part, month_first=month_first)
            days = [day] if day else []
        if days:
            return days[0]
        is_first = False
    return _day_of_chat(parts, month_first=month_first)


def _day_of_chat(parts: Iterable[Part], *, month_first: bool) -> date | None:
    """The day on which all lines of a chat were said."""
    stamps = (part.said_at for part in parts if isinstance(part, Line) and part.said_at)
    days = {full_date(stamp, month_first=month_first) for stamp in stamps}
    return days.pop() if len(days) == 1 else None


def _is_title(line: Line, is_first: bool) -> bool:
    return line.form is Form.HEADING and (is_first or line.depth == 1)


def dated(line: Line, *, month_first: bool) -> date | None:
    """The day of a heading that is called by it: a date, and at most words for a kind of meeting beside it."""
    if line.form is not Form.HEADING and not line.is_emphatic:
        return None
    sentence = Sentence.of(line.text)
    marked = sentence.marks(moment.span for moment in moments.find(sentence.folded).moments)
    beside = [word for word in sentence.words if word.start not in marked and not word.text.isdigit()]
    opens = sentence.words and sentence.words[0].start in marked
    is_called_by_it = opens or all(word.text in _KINDS or len(word.text) < 3 for word in beside)
    return full_date(line.text, month_first=month_first) if is_called_by_it else None


_KINDS = FRAME_WORDS | VOCABULARY.meeting_words | MEETING_NOTES.date_labels


def full_date(text: str, *, month_first: bool) -> date | None:
    """The first date with a year in a text."""
    for moment in moments.find(Sentence.of(text).folded).moments:
        if isinstance(moment.day, Date | Numeric) and moment.day.year is not None:
            return moment.day.on(date(moment.day.year, 1, 1), month_first=month_first)
    return None
