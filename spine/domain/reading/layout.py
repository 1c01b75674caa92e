"""A request taken apart: what asks, who takes part, when it is, and where its subject is introduced."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import MEETING_NAMES, REQUESTS, TIMES, VOCABULARY
from spine.domain.reading import cues, names
from spine.domain.reading.breaks import BREAK, BREAKS
from spine.domain.reading.cues import Cue, Kind
from spine.domain.reading.durations import Duration
from spine.domain.reading.meeting_kinds import KINDS
from spine.domain.reading.moments import Moment
from spine.domain.reading.names import Knowledge, Names
from spine.domain.reading.participants import PartyPhrase, beside_people, party_phrases, people_phrases
from spine.domain.reading.people import find as find_people
from spine.domain.reading.sentence import Marks, Sentence, Span
from spine.domain.reading.vocabulary import FRAME_WORDS, REQUEST_WORDS

_BETWEEN_DETAILS = re.compile(r"[\s,;:.!?()\[\]|/–—-]*(?:\b" + any_of(REQUESTS.conjunctions) + r"\s+)?")
_COURTESY = re.compile(rf"\b{any_of([*REQUESTS.courtesies, *MEETING_NAMES.agenda_phrases])}\b")
_MOST_DETAILS = 12
_NEAR = 20
_BESIDE = 3
_LONGEST_NAME, _NAME_WORDS = 60, 3
_APOSTROPHES = frozenset("'’")
_MOVING = re.compile(rf"\b{any_of(REQUESTS.moving)}\w*")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Layout:
    """Where the parts of a request stand in its folded text.

    Asides are courtesies, the language asked for, and what is said of parts of the meeting. Details are parties,
    moments, asides, the meeting's name and lengths; `end_of` has a detail's end by its start, `start_of` its start by
    its end (but for lengths). `asking_end` is where the mere asking ends: at the first word
    that is about something, or at the cue.
    """

    sentence: Sentence
    moments: Sequence[Moment]
    parties: Sequence[PartyPhrase]
    names: Names
    others: Sequence[Span]
    """Phrases for people without a name that is looked up."""
    asides: Sequence[Span]
    start_of: dict[int, int]
    end_of: dict[int, int]
    asking_end: int
    cue: Cue | None

    @cached_property
    def own_moments(self) -> list[Moment]:
        """The moments that say when the meeting is, and not when something is that it speaks of."""
        return [moment for moment in self.moments if not self.is_spoken_of(moment)]

    def is_spoken_of(self, moment: Moment) -> bool:
        """Whether a moment belongs to a noun, as in "o incidente de sexta" and "today's outage"."""
        folded, span = self.sentence.folded, moment.span
        if self._belongs_to_a_timed_thing(span):
            return True
        if moment.minutes:
            return False
        if folded[span.end : span.end + 1] in _APOSTROPHES:
            return True
        if span.start < self.asking_end or (self.cue and not self.is_in_subject(span.start)):
            return False
        if self._says_how_things_are(moment):
            return True
        return self._follows_a_noun(span) and not self._follows_own_moment(span)

    def _says_how_things_are(self, moment: Moment) -> bool:
        """Whether a day that comes again and again, or a part of the day in a question, belongs to what stands before.

        "A loja ao domingo", "closing on Sundays", "quem abre a biblioteca à tarde?"
        """
        folded, span = self.sentence.folded, moment.span
        before = folded[: span.start].rstrip()
        if moment.is_clock or not before or before[-1] in BREAKS:
            return False
        if moment.is_repeated:
            return not any(other.is_clock and _gap(span, other.span) <= _BESIDE for other in self.moments)
        is_part_alone = moment.day is None and moment.part is not None
        first = self.sentence.texts[0] if self.sentence.texts else ""
        return is_part_alone and first in REQUESTS.question_words and folded[span.end :].lstrip().startswith("?")

    def _follows_a_noun(self, span: Span) -> bool:
        """Whether a link ties a date to a noun right before it: not to "reunião", and not over a comma."""
        folded = self.sentence.folded
        words = _WORD.findall(BREAK.split(folded[max(0, span.start - 2 * _NEAR) : span.start])[-1])
        first = _WORD.match(folded, span.start)
        if words and words[-1] in REQUESTS.date_links:
            words.pop()
        elif first is None or first[0] not in REQUESTS.date_links:
            return False
        return bool(words) and words[-1] not in FRAME_WORDS

    def _follows_own_moment(self, span: Span) -> bool:
        """Whether a moment of the meeting stands right before: "às 7h da noite de sexta"."""
        before = (other for other in self.moments if 0 <= span.start - other.span.end <= 1)
        return any(not self.is_spoken_of(other) for other in before)

    def _belongs_to_a_timed_thing(self, span: Span) -> bool:
        """Whether something has the clock time as its own: "the 7:15 train", "o turno das 6h às 14h"."""
        folded = self.sentence.folded
        before = folded[max(0, span.start - _NEAR) : span.start].split()[-2:]
        following = _WORD.match(folded, _past_blanks(folded, span.end))
        if following and before and before[-1] in REQUESTS.determiners and not self._is_the_meeting(following.start()):
            return True
        if self._is_a_moved_thing(span):
            return True
        if before and before[-1] in REQUESTS.date_links | REQUESTS.of_words:
            before.pop()
        return bool(before and before[-1] in TIMES.timed) or bool(following and following[0] in TIMES.timed_after)

    def _is_a_moved_thing(self, span: Span) -> bool:
        """Whether something but the meeting is given another time: "mudar a abertura da loja para as 7h"."""
        folded = self.sentence.folded
        before = BREAK.split(folded[max(0, span.start - _LONGEST_NAME) : span.start])[-1]
        last = (_WORD.findall(before) or [""])[-1]
        first = _WORD.match(folded, span.start)
        is_target = last in REQUESTS.moving_targets or (first is not None and first[0] in REQUESTS.moving_targets)
        verb = _MOVING.search(before) if is_target else None
        if verb is None:
            return False
        moved = _WORD.findall(before[verb.end() :])
        return all(word not in REQUESTS.meeting_nouns and word not in KINDS for word in moved)

    def _is_the_meeting(self, start: int) -> bool:
        """Whether a word leads to the meeting itself, or on to another phrase: "the 9am weekly call"."""
        if self.names.meeting is not None and self.names.meeting.whole.start <= start <= self.names.meeting.whole.end:
            return True
        words = _WORD.findall(BREAK.split(self.sentence.folded[start : start + _LONGEST_NAME], maxsplit=1)[0])
        names_a_kind = any(word in REQUESTS.meeting_nouns or word in KINDS for word in words[:_NAME_WORDS])
        return names_a_kind or words[0] in FRAME_WORDS

    def is_in_subject(self, position: int) -> bool:
        """Whether a position lies behind the cue."""
        return self.cue is not None and position >= self.cue.span.end

    def starts_detail(self, position: int) -> bool:
        """Whether a detail follows a position, but for blanks."""
        return _past_blanks(self.sentence.folded, position) in self.end_of

    def ends_detail(self, position: int) -> bool:
        """Whether a detail that is no length ends at a position, but for blanks."""
        return len(self.sentence.folded[:position].rstrip()) in self.start_of

    def is_trailing(self, position: int) -> bool:
        """Whether nothing but details follows a position."""
        folded = self.sentence.folded
        for _ in range(_MOST_DETAILS):
            gap = _BETWEEN_DETAILS.match(folded, position)
            position = gap.end() if gap else position
            if position >= len(folded):
                return True
            if position not in self.end_of:
                return False
            position = self.end_of[position]
        return False


def lay_out(
    sentence: Sentence,
    moments: Sequence[Moment],
    durations: Sequence[Duration],
    organisations: Sequence[Span],
    asides: Sequence[Span],
    one_to_ones: Sequence[Span],
    known: Knowledge,
) -> Layout:
    """Take a request apart, given where it says when, how long, with which organisations, and what aside.

    `one_to_ones` is where it asks for a meeting of two, and `known` are the names that the organisation knows.
    """
    asides = [*asides, *one_to_ones, *(Span.of(found) for found in _COURTESY.finditer(sentence.folded))]
    lengths = [duration.span for duration in durations]
    parties = party_phrases(sentence, organisations)
    details = [*(m.span for m in moments), *asides]
    found = list(cues.find(sentence.folded))
    marked = sentence.marks([*details, *lengths, *(party.span for party in parties)])
    introducing = [cue.span for cue in found if cue.kind is not Kind.COLON and not marked.overlap(cue.span)]
    around = sentence.marks([*details, *lengths, *(party.belonging for party in parties)])
    people = find_people(sentence, known.people, around, introducing, one_to_ones)
    parties = beside_people(parties, sentence.marks(people.spans))
    details += [party.span for party in parties]
    named = names.find(sentence, people, [*details, *lengths], introducing, known, organisations)
    details += named.spans
    stops = [*details, *lengths, *(cue.span for cue in found), *(party.whole for party in named.parties)]
    others = people_phrases(sentence, sentence.marks(stops))
    content = _first_content(sentence, sentence.marks([*details, *lengths, *others]))
    covered = sentence.marks([*details, *lengths])
    timed = sentence.marks([*(m.span for m in moments), *lengths])
    first_said = next((word.start for word in sentence.words if word.start not in timed), 0)
    found = [cue for cue in found if cue.anywhere or cue.kind is not Kind.COLON or cue.span.start > first_said]
    usable = (cue for cue in found if _is_usable(cue, sentence, covered, lengths))
    wanted = {_past_blanks(sentence.folded, length.end) for length in lengths if _is_wanted(sentence, length)}
    cue = next((c for c in usable if c.span.start in wanted or _introduces(c, sentence, content, parties, timed)), None)
    return Layout(
        sentence=sentence,
        moments=moments,
        parties=parties,
        names=named,
        others=others,
        asides=asides,
        start_of={span.end: span.start for span in details},
        end_of={span.start: span.end for span in sorted([*details, *lengths])},
        asking_end=cue.span.start if cue and (cue.anywhere or cue.span.start < content) else content,
        cue=cue,
    )


def _gap(one: Span, other: Span) -> int:
    """How many characters stand between two stretches."""
    first, last = sorted((one, other))
    return last.start - first.end


def _past_blanks(folded: str, position: int) -> int:
    return len(folded) - len(folded[position:].lstrip())


def _first_content(sentence: Sentence, details: Marks) -> int:
    """Where the first word stands that neither asks, nor links, nor belongs to a detail."""
    content = (word for word in sentence.words if word.start not in details and word.text not in FRAME_WORDS)
    return next((word.start for word in content), len(sentence.folded))


def _is_usable(cue: Cue, sentence: Sentence, details: Marks, lengths: Sequence[Span]) -> bool:
    """Whether a cue leads to something: it is in no detail, and a topic is no length."""
    if details.overlap(cue.span):
        return False
    if cue.kind is Kind.COLON:
        return any(word.start >= cue.span.end and word.start not in details for word in sentence.words)
    following = _past_blanks(sentence.folded, cue.span.end)
    return cue.kind is not Kind.TOPIC or all(length.start != following for length in lengths)


def _is_wanted(sentence: Sentence, length: Span) -> bool:
    """Whether a word that asks stands right before a length: "the harbour master wants 15 min on …"."""
    before = _WORD.findall(sentence.folded, max(0, length.start - _NEAR), length.start)
    return bool(before) and before[-1] in REQUESTS.asking


def _introduces(cue: Cue, sentence: Sentence, content: int, parties: Sequence[PartyPhrase], timed: Marks) -> bool:
    """Whether a cue that leads to something introduces the subject: the weak ones only behind mere asking."""
    start = cue.span.start
    if cue.anywhere or (start <= content and (cue.kind is Kind.ACT or sentence.words[0].start < start)):
        return True
    if cue.kind is not Kind.COLON or all(party.span.end != start for party in parties):
        return False
    said = (word.text for word in sentence.words if word.text not in VOCABULARY.stop_words and word.start not in timed)
    return next(said, "") in REQUEST_WORDS
