"""What notes say of the meeting itself: its title and its day (docs/notes.md#the-meeting)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from spine.domain.languages.packs import MEETING_NOTES, VOCABULARY
from spine.domain.notes.lines import Form, Line, Part, Table
from spine.domain.reading import moments
from spine.domain.reading.calendar_days import Date, Numeric
from spine.domain.reading.sentence import Sentence
from spine.domain.reading.vocabulary import FRAME_WORDS
from spine.domain.tokenizer import words

LONGEST_HEADING = 60
"""Characters of a line that is a heading because of its date."""
FIRST_LINES = 5
"""Lines of text at the beginning of notes in which a date is the meeting's."""

LABELLED = re.compile(r"(?:[^:]*[.!]\s+)?(?P<label>[^:]{1,40}?)\s*:\s*(?P<rest>.*)$")
"""A line with a label, behind other sentences at most."""
_NUMBERS = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/\d{2}(?:\d{2})?(?![\d/.-])")
_YEAR = re.compile(r"\b\d{4}\b")
_BEHIND_DATE = re.compile(r"\s*(?:$|[|·–—:-]\s)")
_MONTHS = 12


def is_date_label(line: Line) -> bool:
    """Whether a line is a label with the meeting's day."""
    found = LABELLED.match(line.text)
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


def with_dated_headings(parts: Sequence[Part]) -> list[Part]:
    """The parts, in which a paragraph of one line is a heading if it begins with a date: "12 Nov 2026 | Weekly"."""
    return [
        replace(part, form=Form.HEADING, depth=1) if _opens_meeting(part, following) else part
        for part, following in zip_longest(parts, parts[1:])
    ]


def _opens_meeting(line: Part, following: Part | None) -> bool:
    if not isinstance(line, Line):
        return False
    is_alone = not isinstance(following, Line) or following.block != line.block
    if not is_alone or line.form is not Form.TEXT or line.depth or line.speaker or len(line.text) > LONGEST_HEADING:
        return False
    if line.is_foreign or not _YEAR.search(line.text):
        return False
    sentence = Sentence.of(line.text)
    first = next(iter(moments.find(sentence.folded).moments), None)
    if first is None or not isinstance(first.day, Date | Numeric) or first.day.year is None:
        return False
    return first.span.start == 0 and _BEHIND_DATE.match(sentence.folded, first.span.end) is not None


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


def month_first_in(text: str, usual: bool) -> bool:
    """Whether the month stands first in the dates of a text, where some can be read only one way; else the usual."""
    pairs = [(int(found[1]), int(found[2])) for found in _NUMBERS.finditer(text)]
    is_day_first = any(first > _MONTHS >= second for first, second in pairs)
    is_month_first = any(second > _MONTHS >= first for first, second in pairs)
    return is_month_first if is_day_first != is_month_first else usual


def full_date(text: str, *, month_first: bool) -> date | None:
    """The first date with a year in a text."""
    for moment in moments.find(Sentence.of(text).folded).moments:
        if isinstance(moment.day, Date | Numeric) and moment.day.year is not None:
            return moment.day.on(date(moment.day.year, 1, 1), month_first=month_first)
    return None
