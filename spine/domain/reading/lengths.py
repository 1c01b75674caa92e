"""Which of the lengths of time in a request is the meeting's own, and not one that is spoken of."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from spine.domain.languages import MEETING_LENGTHS, REQUESTS
from spine.domain.languages.notation import any_of
from spine.domain.reading.cues import Kind
from spine.domain.reading.durations import Duration
from spine.domain.reading.layout import Layout
from spine.domain.reading.sentence import Span
from spine.domain.reading.vocabulary import FRAME_WORDS

_NEAR = 60
"""How many characters around a length are looked at."""
_LEAD = re.compile(rf"(?:\b{any_of(MEETING_LENGTHS.leads)}\s*:?\s*|[~±]\s*)+$")
_TAIL = re.compile(rf"\s*{any_of(MEETING_LENGTHS.tails)}")
_PREPOSITION = re.compile(rf"\b{any_of(MEETING_LENGTHS.prepositions)}\s+(?:{any_of(MEETING_LENGTHS.articles)}\s+)?$")
_NOUN = any_of(REQUESTS.meeting_nouns | MEETING_LENGTHS.nouns)
_NOUN_BEFORE = re.compile(rf"\b{_NOUN}\s*(?:[:(,-]\s*)?$")
_NOUN_AFTER = re.compile(rf"[\s-]*(?:{any_of(MEETING_LENGTHS.of_words)}\s+)?(?:\w+\s+)?{_NOUN}\b")
_OPEN = re.compile(r"(?:^|[,;:.!?(\[\n–—|/]|\s-)\s*$")
_CLOSED = re.compile(r"\s*(?:$|[,;:.!?)\]\n–—|/]|-\s)")
_LINK_AFTER = re.compile(rf"\s*{any_of(MEETING_LENGTHS.links_after)}\b")
_CHANGE = re.compile(rf"\b{any_of(MEETING_LENGTHS.changes)}")
_OTHER_MEASURE = re.compile(rf"\b{any_of(MEETING_LENGTHS.other_measures)}\s+$")
_DELAYS = tuple(f"{word} " for word in MEETING_LENGTHS.delay_prepositions)
_WORD = re.compile(r"[\s-]*(\w+)")


class Length(NamedTuple):
    """The meeting's length in minutes as written, and the whole phrase that says it."""

    minutes: float
    span: Span


class _Place(NamedTuple):
    """A length of time with what stands around it."""

    layout: Layout
    span: Span
    before: str
    preposition: str
    after: str

    @property
    def lead_start(self) -> int:
        return self.span.start - len(self.preposition)


def meeting_length(layout: Layout, durations: Sequence[Duration]) -> Length | None:
    """The length that the request gives its meeting, the first of several as good, or None."""
    best, best_score = None, 0
    for duration in durations:
        place = _place(layout, duration.span)
        score = _score(place)
        if score > best_score:
            best, best_score = Length(duration.minutes, Span(place.lead_start, place.span.end)), score
    return best


def delays(layout: Layout, durations: Sequence[Duration]) -> list[Span]:
    """The lengths outside the subject that say how soon the meeting starts, as "in 30 minutes"."""
    places = [_place(layout, duration.span) for duration in durations]
    return [
        Span(place.lead_start, place.span.end)
        for place in places
        if _says_how_soon(place) and not layout.is_in_subject(place.span.start)
    ]


def _place(layout: Layout, span: Span) -> _Place:
    folded = layout.said.folded
    start, end = span
    if lead := _LEAD.search(folded[max(0, start - _NEAR) : start]):
        start -= len(lead.group())
    if tail := _TAIL.match(folded, end):
        end = tail.end()
    before = folded[max(0, start - _NEAR) : start]
    preposition = found.group() if (found := _PREPOSITION.search(before)) else ""
    before = before.removesuffix(preposition)
    return _Place(layout, Span(start, end), before, preposition, folded[end : end + _NEAR])


_Test = Callable[[_Place], bool]


def _score(place: _Place) -> int:
    """How surely a length is the meeting's: 0 where it is not, at most 5."""
    for score, test in _TESTS:
        if test(place):
            return score
    return 0


def _says_how_soon(place: _Place) -> bool:
    """Whether "in 30 minutes" says when the meeting starts, and not within what something is done."""
    if not place.preposition.startswith(_DELAYS):
        return False
    cue = place.layout.cue
    return cue is None or cue.kind is not Kind.ACT


def _describes_the_meeting(place: _Place) -> bool:
    """Whether a word for the meeting stands right before or after, and outside the subject."""
    if place.layout.is_in_subject(place.span.start):
        return False
    return bool(_NOUN_BEFORE.search(place.before) or (_NOUN_AFTER.match(place.after)))


def _stands_in_the_asking(place: _Place) -> bool:
    return place.span.end <= place.layout.asking_end and not _is_in(place)


def _stands_among_the_asking(place: _Place) -> bool:
    """Whether it stands in the asking, and does not describe a noun as in "2-hour outage"."""
    if not _stands_in_the_asking(place):
        return False
    following = _WORD.match(place.after)
    return following is None or following[1] in FRAME_WORDS or place.layout.starts_detail(place.span.end)


def _is_in(place: _Place) -> bool:
    return place.preposition.strip() in MEETING_LENGTHS.delay_prepositions


def _stands_alone(place: _Place) -> bool:
    """Whether punctuation, or the text's ends, part it from the rest on both sides."""
    return bool(_is_open(place) and _CLOSED.match(place.after))


def _is_open(place: _Place) -> bool:
    return bool(_OPEN.search(place.before)) or place.lead_start == 0


def _opens_a_part(place: _Place) -> bool:
    """Whether it follows punctuation and leads to the party or the subject: "…, 30 min com a BYD"."""
    at_detail = place.layout.starts_detail(place.span.end)
    return _is_open(place) and bool(_LINK_AFTER.match(place.after) or at_detail)


def _follows_a_detail(place: _Place) -> bool:
    return place.layout.ends_detail(place.lead_start) and bool(
        place.layout.is_trailing(place.span.end) or _LINK_AFTER.match(place.after) or _CLOSED.match(place.after)
    )


def _closes_the_text(place: _Place) -> bool:
    """Whether it ends the text, but for further details, tied by for or por, or by nothing at all."""
    if not place.layout.is_trailing(place.span.end):
        return False
    tie = place.preposition.split()[:1]
    return tie[0] in MEETING_LENGTHS.closing_prepositions if tie else not _OTHER_MEASURE.search(place.before)


def _closes_an_act(place: _Place) -> bool:
    """Whether the text ends with "em 50 min" or "para 30 min" after something to be done in that time."""
    cue, tie = place.layout.cue, place.preposition.split()[:1]
    if not tie or not place.layout.is_trailing(place.span.end):
        return False
    if tie[0] in MEETING_LENGTHS.target_prepositions:
        return not _CHANGE.search(place.before)
    return tie[0] in MEETING_LENGTHS.act_prepositions and cue is not None and cue.kind is Kind.ACT


_TESTS: tuple[tuple[int, _Test], ...] = (
    (0, _says_how_soon),
    (5, _describes_the_meeting),
    (4, _stands_alone),
    (4, _stands_among_the_asking),
    (4, _opens_a_part),
    (3, _follows_a_detail),
    (2, _stands_in_the_asking),
    (2, _closes_the_text),
    (1, _closes_an_act),
)
