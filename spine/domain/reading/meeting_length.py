"""Which of the lengths of time in a request is the meeting's own, and not one that is spoken of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import MEETING_LENGTHS, REQUESTS
from spine.domain.reading.breaks import SIGN
from spine.domain.reading.clock_digits import FIRST_SURE_HOUR
from spine.domain.reading.clocks import HOUR
from spine.domain.reading.cues import Kind
from spine.domain.reading.durations import Duration
from spine.domain.reading.layout import Layout
from spine.domain.reading.sentence import Span
from spine.domain.reading.vocabulary import FRAME_WORDS

_NEAR = 60
"""How many characters around a length are looked at."""
_FIRST_OF_A_THING = FIRST_SURE_HOUR * HOUR
"""A length from here on is rather a thing's, for of a meeting it would be a clock time: "o atendimento 24 horas"."""
_LEAD = re.compile(rf"(?:\b{any_of(MEETING_LENGTHS.leads)}\s*:?\s*|[~±]\s*)+$")
_TAIL = re.compile(rf"\s*{any_of(MEETING_LENGTHS.tails)}")
_OF = any_of(MEETING_LENGTHS.of_words)
_SLOT = rf"\b(?:{any_of(REQUESTS.determiners)}\s+)?{any_of(MEETING_LENGTHS.slots)}\s+{_OF}\s+$"
_PREPOSITION = re.compile(
    rf"{_SLOT}|\b{any_of(MEETING_LENGTHS.prepositions)}\s+(?:{any_of(MEETING_LENGTHS.articles)}\s+)?$"
)
_NOUN = any_of(REQUESTS.meeting_nouns | MEETING_LENGTHS.nouns)
_NOUN_BEFORE = re.compile(rf"\b{_NOUN}\s*(?:[:(,-]\s*)?$")
_NOUN_AFTER = re.compile(rf"[\s-]*(?:{_OF}\s+)?(?:\w+\s+)?{_NOUN}\b")
_BREAK_BEFORE = re.compile(rf"(?:^|{SIGN}|/|\s-)\s*$")
_BREAK_AFTER = re.compile(rf"\s*(?:$|{SIGN}|/|-\s)")
_LINK_AFTER = re.compile(rf"\s*{any_of(MEETING_LENGTHS.links_after)}\b")
_CHANGE = re.compile(rf"\b{any_of(MEETING_LENGTHS.changes)}")
_OTHER_MEASURE = re.compile(rf"\b{any_of(MEETING_LENGTHS.other_measures)}\s+$")
_DELAYS = tuple(f"{word} " for word in MEETING_LENGTHS.delay_prepositions)
_LAST_WORD = re.compile(r"(\w+)\s*$")
_WORD = re.compile(r"[\s-]*(\w+)")


class Length(NamedTuple):
    """The meeting's length in minutes as written, and the whole phrase that says it."""

    minutes: float
    span: Span


def meeting_length(layout: Layout, durations: Sequence[Duration]) -> Length | None:
    """The length that the request gives its meeting, the first of several as good, or None."""
    best, best_score = None, 0
    for duration in durations:
        phrase = _LengthPhrase.around(duration.span, layout)
        score = phrase.score(is_a_meetings=duration.minutes < _FIRST_OF_A_THING)
        if score > best_score:
            best, best_score = Length(duration.minutes, phrase.whole), score
    return best


def delays(layout: Layout, durations: Sequence[Duration]) -> list[Span]:
    """The lengths outside the subject that say how soon the meeting starts, as "in 30 minutes"."""
    phrases = [_LengthPhrase.around(duration.span, layout) for duration in durations]
    return [p.whole for p in phrases if p.is_a_delay() and not layout.is_in_subject(p.span.start)]


@dataclass(frozen=True)
class _LengthPhrase:
    """A length of time with what leads to it ("about") and follows it ("at most"), and what stands around these."""

    layout: Layout
    span: Span
    preposition: str
    before: str
    after: str

    @classmethod
    def around(cls, length: Span, layout: Layout) -> "_LengthPhrase":
        """The phrase around a length."""
        folded, (start, end) = layout.sentence.folded, length
        if lead := _LEAD.search(folded[max(0, start - _NEAR) : start]):
            start -= len(lead.group())
        if tail := _TAIL.match(folded, end):
            end = tail.end()
        before = folded[max(0, start - _NEAR) : start]
        preposition = found.group() if (found := _PREPOSITION.search(before)) else ""
        return cls(layout, Span(start, end), preposition, before.removesuffix(preposition), folded[end : end + _NEAR])

    @property
    def whole(self) -> Span:
        """The phrase with its preposition."""
        return Span(self.span.start - len(self.preposition), self.span.end)

    @property
    def tie(self) -> str:
        """The preposition without its article; empty where there is none."""
        return next(iter(self.preposition.split()), "")

    def score(self, *, is_a_meetings: bool) -> int:
        """How surely the length is the meeting's: 0 where it is not, at most 5.

        One that no meeting has needs more than its place at the end: "o atendimento 24 horas".
        """
        if self.is_a_delay():
            return 0
        if self.describes_the_meeting():
            return 5
        if self.stands_alone() or self.stands_among_the_asking() or self.opens_a_part():
            return 4
        if self.follows_a_detail() or self.is_needed():
            return 3
        if not is_a_meetings:
            return 2 * (self.stands_in_the_asking() and not self.describes_a_thing())
        if self.stands_in_the_asking() or self.closes_the_text():
            return 2
        return 1 if self.closes_an_act() else 0

    def is_a_delay(self) -> bool:
        """Whether "in 30 minutes" says when the meeting starts, and not within what something is done."""
        cue, before = self.layout.cue, _LAST_WORD.search(self.before)
        if before is not None and before[1] in MEETING_LENGTHS.placing_verbs:
            return False
        return self.preposition.startswith(_DELAYS) and (cue is None or cue.kind is not Kind.ACT)

    def describes_the_meeting(self) -> bool:
        """Whether a word for the meeting stands right before or after, and outside the subject."""
        if self.layout.is_in_subject(self.span.start):
            return False
        is_slot = not MEETING_LENGTHS.slots.isdisjoint(self.preposition.split())
        if is_slot or _NOUN_AFTER.match(self.after):
            return True
        return bool(_NOUN_BEFORE.search(self.before)) and not self.describes_a_thing()

    def describes_a_thing(self) -> bool:
        """Whether it is written as an adjective of what follows: "the 24-hour helpline"."""
        following = _WORD.match(self.after)
        is_adjective = "-" in self.layout.sentence.folded[self.span.start : self.span.end]
        return is_adjective and following is not None and following[1] not in FRAME_WORDS

    def stands_alone(self) -> bool:
        """Whether punctuation, or the text's ends, part it from the rest on both sides."""
        return self.follows_a_break() and bool(_BREAK_AFTER.match(self.after))

    def follows_a_break(self) -> bool:
        """Whether punctuation, or the text's start, parts it from what stands before."""
        return bool(_BREAK_BEFORE.search(self.before)) or self.whole.start == 0

    def stands_in_the_asking(self) -> bool:
        """Whether it stands before anything that is about something."""
        within = self.preposition.strip() in MEETING_LENGTHS.delay_prepositions
        return self.span.end <= self.layout.asking_end and not within

    def stands_among_the_asking(self) -> bool:
        """Whether it stands in the asking, and does not describe a noun as in "2-hour outage"."""
        if not self.stands_in_the_asking():
            return False
        following = _WORD.match(self.after)
        return following is None or following[1] in FRAME_WORDS or self.layout.starts_detail(self.span.end)

    def opens_a_part(self) -> bool:
        """Whether it follows punctuation and leads to the party or the subject: "…, 30 min com a BYD"."""
        leads_on = _LINK_AFTER.match(self.after) or self.layout.starts_detail(self.span.end)
        return self.follows_a_break() and bool(leads_on)

    def is_needed(self) -> bool:
        """Whether words that ask stand right before it, and outside the subject: "o plano precisa de 3 horas"."""
        before = _LAST_WORD.search(self.before)
        return before is not None and before[1] in REQUESTS.asking and not self.layout.is_in_subject(self.span.start)

    def follows_a_detail(self) -> bool:
        """Whether it follows a date or a party, and ends the text or its part of it, or leads on."""
        if not self.layout.ends_detail(self.whole.start):
            return False
        ends_a_part = _LINK_AFTER.match(self.after) or _BREAK_AFTER.match(self.after)
        return bool(ends_a_part) or self.layout.is_trailing(self.span.end)

    def closes_the_text(self) -> bool:
        """Whether it ends the text, but for further details, tied by "for", or by nothing at all."""
        if not self.layout.is_trailing(self.span.end):
            return False
        if self.tie:
            return self.tie in MEETING_LENGTHS.closing_prepositions
        return not _OTHER_MEASURE.search(self.before)

    def closes_an_act(self) -> bool:
        """Whether the text ends with "em 50 min" or "para 30 min" after something to be done in that time."""
        if not self.layout.is_trailing(self.span.end):
            return False
        if self.tie in MEETING_LENGTHS.target_prepositions:
            return not _CHANGE.search(self.before)
        cue = self.layout.cue
        return self.tie in MEETING_LENGTHS.act_prepositions and cue is not None and cue.kind is Kind.ACT
