"""A request taken apart: what asks, who takes part, when it is, and where its subject is introduced."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spine.domain.languages import REQUESTS, VOCABULARY
from spine.domain.languages.notation import any_of
from spine.domain.reading import cues, phrases, vocabulary
from spine.domain.reading.durations import Duration
from spine.domain.reading.moments import Moment
from spine.domain.reading.parties import Mention
from spine.domain.reading.sentence import Sentence, Span

_BETWEEN_DETAILS = re.compile(r"[\s,;:.!?()\[\]|/–—-]*(?:\b" + any_of(REQUESTS.conjunctions) + r"\s+)?")
_COURTESY = re.compile(rf"\b{any_of(REQUESTS.courtesies)}\b")


@dataclass(frozen=True)
class Layout:
    """Where the parts of a request stand in its folded text.

    `asking_end` is where the mere asking ends: at the first word that is about something, or at the cue.
    """

    said: Sentence
    moments: Sequence[Moment]
    parties: Sequence[phrases.PartyPhrase]
    people: Sequence[Span]
    courtesies: Sequence[Span]
    covered: bytearray
    ends: dict[int, int]
    starts: dict[int, int]
    asking_end: int
    cue: cues.Cue | None

    def is_in_subject(self, position: int) -> bool:
        """Whether a position lies behind the cue."""
        return self.cue is not None and position >= self.cue.span.end

    def starts_detail(self, position: int) -> bool:
        """Whether a party or a moment follows a position, but for blanks."""
        return _skip_blanks(self.said.folded, position) in self.starts

    def ends_detail(self, position: int) -> bool:
        """Whether a party or a moment ends at a position, but for blanks."""
        return _back_over_blanks(self.said.folded, position) in self.ends

    def is_trailing(self, position: int) -> bool:
        """Whether nothing but parties, moments, lengths and courtesies follows a position."""
        folded = self.said.folded
        for _ in range(_MOST_DETAILS):
            gap = _BETWEEN_DETAILS.match(folded, position)
            position = gap.end() if gap else position
            if position >= len(folded):
                return True
            if position not in self.starts:
                return False
            position = self.starts[position]
        return False


_MOST_DETAILS = 12


def _skip_blanks(folded: str, position: int) -> int:
    while position < len(folded) and folded[position].isspace():
        position += 1
    return position


def _back_over_blanks(folded: str, position: int) -> int:
    while position > 0 and folded[position - 1].isspace():
        position -= 1
    return position


def lay_out(
    said: Sentence, moments: Sequence[Moment], durations: Sequence[Duration], mentions: Sequence[Mention]
) -> Layout:
    """Take a request apart, given the dates, lengths and organisations that it names."""
    parties = phrases.party_phrases(said, mentions)
    courtesies = [Span(*found.span()) for found in _COURTESY.finditer(said.folded)]
    lengths = [duration.span for duration in durations]
    details = [*(m.span for m in moments), *(p.span for p in parties), *courtesies]
    found = list(cues.find(said.folded))
    covered = mask(said, [*details, *lengths])
    stops = mask(said, [*details, *lengths, *(cue.span for cue in found)])
    people = phrases.people_phrases(said, stops)
    pure = mask(said, [*details, *lengths, *people])
    content = _first_content(said, pure)
    cue = _first_cue(said, found, covered, content, parties, [span.start for span in lengths])
    asking_end = cue.span.start if cue and (cue.anywhere or cue.span.start < content) else content
    extents = sorted([*details, *lengths])
    return Layout(
        said, moments, parties, people, courtesies, covered,
        {span.end: span.start for span in details}, {span.start: span.end for span in extents},
        asking_end, cue,
    )  # fmt: skip


def mask(said: Sentence, spans: Iterable[Span]) -> bytearray:
    """A mark at each character of a folded text that some spans cover."""
    marks = bytearray(len(said.folded) + 1)
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return marks


def _first_content(said: Sentence, covered: bytearray) -> int:
    """Where the first word stands that neither asks, nor links, nor belongs to a detail."""
    for index, word in enumerate(said.words):
        if not covered[word.start] and word.text not in vocabulary.FRAME_WORDS:
            return said.words[index].start
    return len(said.folded)


def _first_cue(
    said: Sentence,
    found: Sequence[cues.Cue],
    covered: bytearray,
    content: int,
    parties: Sequence[phrases.PartyPhrase],
    lengths: Sequence[int],
) -> cues.Cue | None:
    """The first cue that holds: not in a detail nor before a length, the weak only after asking."""
    for cue in found:
        start, end = cue.span
        if any(covered[start:end]) and cue.kind is not cues.Kind.COLON:
            continue
        if cue.kind is cues.Kind.TOPIC and _skip_blanks(said.folded, end) in lengths:
            continue
        if cue.kind is cues.Kind.COLON and not _holds_a_word(said, covered, end):
            continue
        if cue.kind is cues.Kind.COLON and _asks_first(said) and any(party.span.end == start for party in parties):
            return cue
        if cue.anywhere or (start <= content and said.words[0].start < start):
            return cue
        if cue.kind is cues.Kind.ACT and start <= content:
            return cue
    return None


def _holds_a_word(said: Sentence, covered: bytearray, start: int) -> bool:
    """Whether a word that belongs to no detail stands behind a position."""
    return any(word.start >= start and not covered[word.start] for word in said.words)


def _asks_first(said: Sentence) -> bool:
    """Whether the text's first word that is no function word asks for a meeting."""
    first = next((word.text for word in said.words if word.text not in VOCABULARY.stop_words), "")
    return first in vocabulary.REQUEST_WORDS
