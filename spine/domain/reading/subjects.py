"""What a request is about, in its own words."""

import re
from collections.abc import Iterator, Sequence

from spine.domain.languages import REQUESTS, VOCABULARY
from spine.domain.languages.notation import any_of
from spine.domain.reading import cues
from spine.domain.reading.cues import Kind
from spine.domain.reading.layout import Layout, mask
from spine.domain.reading.phrases import Tie
from spine.domain.reading.sentence import Span
from spine.domain.reading.vocabulary import REQUEST_WORDS

_EDGE = " \t\r\n,;.!?:–—-|/\"'“”‘’«»()[]*~"
_PLAIN_EDGE = " \t\r\n,;.!?:–—-|/*~"
_CLOSINGS = {"(": ")", "[": "]", '"': '"', "'": "'", "“": "”", "‘": "’", "«": "»"}
_OPENINGS = {closing: opening for opening, closing in _CLOSINGS.items()}
_BREAKS = frozenset(",;:.!?\n–—|(-")
_DANGLING = re.compile(rf"\s(?:{any_of(REQUESTS.dangling_links)}|,|-)$")
_LAST_PART = re.compile(r"[,;:.!?\n]([^,;:.!?\n]*)$")
_LONGEST_ASKING = 60
_NEAR = 20
_WORD = re.compile(r"\w+")


def subject(layout: Layout, length: Span | None, delays: Sequence[Span] = ()) -> str | None:
    """The subject in the request's own words, or None where it only asks.

    `length` is the meeting's and `delays` say how soon it starts: neither is part of the subject.
    """
    zone = _Zone(layout, length, delays)
    start = zone.after_cue() if layout.cue else zone.after_asking()
    start, end = zone.trim(start)
    if end <= start or not zone.says_something(start, end):
        return None
    return _clean(zone.pieces(start, end)) or None


class _Zone:
    """The stretch of a request that its subject is looked for in."""

    def __init__(self, layout: Layout, length: Span | None, delays: Sequence[Span]) -> None:
        self.layout = layout
        self.folded = layout.said.folded
        self.length = length
        self.delays = delays
        self.is_careful = _is_whole_question(layout)
        self.details = dict(self._removable())
        self.covered = self._covered()
        self.by_start = {start: end for end, start in self.details.items()}

    def _removable(self) -> Iterator[tuple[int, int]]:
        """The end and start of each detail that may be taken off the subject's ends."""
        for moment in self.layout.moments:
            if moment.minutes or not self._is_spoken_of(moment.span):
                yield moment.span.end, moment.span.start
        for party in self.layout.parties:
            if party.tie is Tie.WITH or self._may_drop(party.span, party.tie):
                yield party.span.end, party.span.start
        for span in [*self.layout.courtesies, *self.delays]:
            yield span.end, span.start
        if self.layout.cue and self.layout.cue.kind is Kind.ACT:
            for span in self.layout.people:
                yield span.end, span.start
        if self.length:
            yield self.length.end, self.length.start

    def _covered(self) -> bytearray:
        """A mark at each character that belongs to a party, a moment, a courtesy or the meeting's length."""
        layout = self.layout
        named = [*(moment.span for moment in layout.moments), *(party.span for party in layout.parties)]
        spans = [*named, *layout.people, *layout.courtesies, *self.delays]
        return mask(layout.said, [*spans, self.length] if self.length else spans)

    def _is_spoken_of(self, span: Span) -> bool:
        """Whether a date belongs to a noun, as in "o incidente de sexta" and "today's outage"."""
        if self.folded[span.end : span.end + 1] in {"'", "’"}:
            return True
        if not self.layout.is_in_subject(span.start) and self.layout.cue:
            return False
        if span.start < self.layout.asking_end:
            return False
        first = _WORD.match(self.folded, span.start)
        before = self.folded[max(0, span.start - _NEAR) : span.start].split()[-1:]
        return bool(first and first[0] in REQUESTS.date_links) or bool(before and before[0] in REQUESTS.date_links)

    def _may_drop(self, span: Span, tie: Tie) -> bool:
        """Whether a name without com or para can go: set off, or bare where there is no cue."""
        return self._is_set_off(span.start) or (tie is Tie.BARE and self.layout.cue is None)

    def _is_set_off(self, start: int) -> bool:
        before = self.folded[max(0, start - _NEAR) : start].rstrip()
        return not before or before[-1] in _BREAKS

    def after_cue(self) -> int:
        """Where the subject starts behind its cue: past details and further cues that stand between."""
        cue = self.layout.cue
        assert cue is not None
        start, stripped = cue.span.end, False
        while True:
            start = self._past_edge(start)
            if start in self.by_start and self._may_lead(start, cue):
                start, stripped = self.by_start[start], True
            elif further := self._further_cue(start, stripped):
                start = further
            else:
                return start

    def _may_lead(self, start: int, cue: cues.Cue) -> bool:
        is_moment = any(moment.span.start == start for moment in self.layout.moments)
        return not (is_moment and cue.kind is Kind.TOPIC)

    def _further_cue(self, start: int, stripped: bool) -> int | None:
        for cue in cues.find(self.folded[start : start + 60]):
            if cue.span.start == 0 and (stripped or cue.kind is Kind.COLON):
                return start + cue.span.end
            return None
        return None

    def _past_edge(self, start: int) -> int:
        """The next position that is no punctuation, but for a quote or bracket that opens the subject."""
        place = start
        while place < len(self.folded) and self.folded[place] in _EDGE:
            if self.folded[place] in _PLAIN_EDGE:
                start = place + 1
            place += 1
        return place if place in self.by_start else start

    def after_asking(self) -> int:
        """Where the subject starts without a cue: behind the last word that asks, and what links it on."""
        start, after_frequency = 0, 0
        for index, word in enumerate(self.layout.said.words):
            if self._is_detail(word.start):
                start = word.end
            elif word.text in REQUESTS.conditions:
                break
            elif word.text in REQUEST_WORDS:
                start, after_frequency = word.end, word.start
            elif word.text not in VOCABULARY.stop_words:
                if word.text in REQUESTS.frequencies and self._stands_last(index):
                    return after_frequency
                break
        return self._past_links(start)

    def _stands_last(self, index: int) -> bool:
        """Whether nothing but details follows a word."""
        return all(self._is_detail(word.start) for word in self.layout.said.words[index + 1 :])

    def _is_detail(self, position: int) -> bool:
        return bool(self.covered[position])

    def _past_links(self, start: int) -> int:
        for word in self.layout.said.words:
            if word.start < start:
                continue
            if word.text not in REQUESTS.links:
                return word.start
        return len(self.folded)

    def trim(self, start: int) -> tuple[int, int]:
        """The stretch from a position without the details, dangling links and punctuation at its end."""
        end, whole = len(self.folded), True
        while True:
            end = start + len(self.folded[start:end].rstrip(_EDGE))
            if end in self.details and self._may_trail(self.details[end], start):
                end, whole = self.details[end], False
            elif (asked := self._asking_part(start, end)) is not None:
                end, whole = asked, False
            elif not whole and (dangling := _DANGLING.search(self.folded, max(start, end - 8), end)):
                end = dangling.start()
            else:
                return start, self._with_closing(start, max(start, end))

    def _with_closing(self, start: int, end: int) -> int:
        """The end of a stretch with the quote or bracket behind it that closes one of its own."""
        while (opening := _OPENINGS.get(self.folded[end : end + 1])) and opening in self.folded[start:end]:
            end += 1
        return end

    def _asking_part(self, start: int, end: int) -> int | None:
        """Where the last part of a stretch, set off by punctuation, starts, if it does nothing but ask."""
        part = _LAST_PART.search(self.folded, max(start, end - _LONGEST_ASKING), end)
        if part is None:
            return None
        said = set(_WORD.findall(part[1]))
        if not said & REQUEST_WORDS or not said <= VOCABULARY.stop_words | REQUEST_WORDS:
            return None
        return part.start()

    def _may_trail(self, detail: int, start: int) -> bool:
        return detail >= start and (not self.is_careful or self._is_set_off(detail))

    def says_something(self, start: int, end: int) -> bool:
        """Whether a stretch holds more than function words, and without a cue more than words that ask."""
        cue = self.layout.cue
        empty = VOCABULARY.stop_words if cue and cue.kind is not Kind.ACT else VOCABULARY.stop_words | REQUEST_WORDS
        parties = mask(self.layout.said, [party.span for party in self.layout.parties])
        return any(
            start <= word.start < end and word.text not in empty and not parties[word.start]
            for word in self.layout.said.words
        )

    def pieces(self, start: int, end: int) -> str:
        """The text's own words of a stretch without the details inside it that are set off from it."""
        kept, position = [], start
        for detail, stop in sorted(self.by_start.items()):
            if position <= detail and stop <= end and self._may_cut(detail, stop):
                kept.append(self.layout.said.own(position, detail).strip(_EDGE))
                position = stop
        kept.append(self.layout.said.own(position, end))
        return _joined([piece for piece in kept if piece.strip(_EDGE)])

    def _may_cut(self, start: int, end: int) -> bool:
        if self.is_careful:
            return False
        closed = self.folded[end : end + 2].strip()[:1] in _BREAKS or end == len(self.folded)
        is_length = self.length is not None and start == self.length.start
        return is_length or self.layout.cue is None or (self._is_set_off(start) and closed)


def _is_whole_question(layout: Layout) -> bool:
    """Whether a colon introduces a whole question, whose dates and names are its own."""
    return layout.cue is not None and layout.cue.kind is Kind.COLON and layout.said.folded.rstrip().endswith("?")


def _joined(pieces: Sequence[str]) -> str:
    joined = ""
    for piece in pieces:
        text = piece.strip(" \t\r\n")
        first = _WORD.match(text.lower())
        glue = " " if first and first[0] in REQUESTS.links | VOCABULARY.stop_words else ", "
        joined = f"{joined}{glue}{text.lstrip(_EDGE)}" if joined else text
    return joined


def _clean(text: str) -> str:
    """A subject without the punctuation, the lone quotes and the article around it."""
    text = _unwrapped(text.lstrip(_PLAIN_EDGE))
    first, _, rest = text.partition(" ")
    if rest.strip() and first.lower() in REQUESTS.articles and (rest[0].isalnum() or rest[0] in _CLOSINGS):
        text = _unwrapped(rest)
    return text


def _unwrapped(text: str) -> str:
    """A text without quotes or brackets that open at its start and close at its end or nowhere."""
    while text and (closing := _CLOSINGS.get(text[0])):
        place = text.find(closing, 1)
        if 0 < place < len(text) - 1:
            break
        text = text[1:].removesuffix(closing).strip(_PLAIN_EDGE)
    return text
