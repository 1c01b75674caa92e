"""What a request is about, in its own words."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import REQUESTS, TIMES, VOCABULARY
from spine.domain.reading import cues
from spine.domain.reading.breaks import QUOTES, SIGN, SIGNS
from spine.domain.reading.cues import Kind
from spine.domain.reading.layout import Layout
from spine.domain.reading.people import WITHOUT_SUBJECT
from spine.domain.reading.person_names import is_written_as_name
from spine.domain.reading.sentence import Marks, Span
from spine.domain.reading.vocabulary import FRAME_WORDS, REQUEST_WORDS
from spine.domain.tokenizer import Word, fold

_PLAIN_EDGE = " \t\r-/*~" + SIGNS.translate(str.maketrans("", "", "()[]"))
_EDGE = _PLAIN_EDGE + QUOTES + "()[]'‘’"
_CLOSINGS = {"(": ")", "[": "]", '"': '"', "'": "'", "“": "”", "‘": "’", "«": "»"}
_OPENINGS = {closing: opening for opening, closing in _CLOSINGS.items()}
_BREAKS = frozenset(SIGNS) | {"-"}
_DANGLING_LINK = re.compile(rf"\s(?:{any_of(REQUESTS.dangling_links)}|,|-)$")
_LAST_PART = re.compile(rf"{SIGN}((?:(?!{SIGN}).)*)$")
_LONGEST_ASKING = 60
_LONGEST_CUE = 60
_NEAR = 20
_WORD = re.compile(r"\w+")
_OPENING = re.compile(rf"{any_of(REQUESTS.question_openings)}\b")


def subject(layout: Layout, length: Span | None, delays: Sequence[Span] = ()) -> str | None:
    """The subject in the request's own words, or None where it only asks.

    `length` is the meeting's and `delays` say how soon it starts: neither is part of the subject.
    """
    search = _SubjectSearch(layout, length, delays)
    start = search.start_after_cue(layout.cue) if layout.cue else search.start_after_asking()
    end = search.end_from(start)
    if not search.says_something(start, end):
        return None
    return _unwrapped_without_article(search.own_words(start, end)) or None


class _SubjectSearch:
    """The search for the stretch of a request that is its subject, and for the details that are not part of it."""

    def __init__(self, layout: Layout, length: Span | None, delays: Sequence[Span]) -> None:
        self.layout = layout
        self.sentence = layout.sentence
        self.folded = layout.sentence.folded
        self.length = length
        self.asides = [*layout.asides, *delays]
        is_after_colon = layout.cue is not None and layout.cue.kind is Kind.COLON
        self.is_whole_question = is_after_colon and self.folded.rstrip().endswith("?")
        """Dates and names in a question are its own."""
        self.names = list(self._names())
        self.detail_start = {span.end: span.start for span in self._removable_details()}
        self.detail_end = {start: end for end, start in self.detail_start.items()}

    def _removable_details(self) -> Iterator[Span]:
        """The details that may be taken off the subject's ends."""
        yield from (moment.span for moment in self.layout.own_moments)
        yield from self.names
        yield from self.asides
        is_act = self.layout.cue is not None and self.layout.cue.kind is Kind.ACT
        yield from (span for span in self.layout.others if is_act or self._is_set_off(span.start))
        if self.length:
            yield self.length

    def _names(self) -> Iterator[Span]:
        """The phrases of organisations, people, parties and the meeting's name, which are no part of any subject."""
        yield from (party.span for party in self.layout.parties)
        yield from self.layout.names.spans

    def _is_set_off(self, start: int) -> bool:
        """Whether punctuation, or the text's start, stands before a position."""
        before = self.folded[max(0, start - _NEAR) : start].rstrip()
        return not before or before[-1] in _BREAKS

    def start_after_cue(self, cue: cues.Cue) -> int:
        """Where the subject starts behind its cue: past details and further cues that stand between."""
        start, has_passed_detail = cue.span.end, False
        while True:
            start = self._past_punctuation(start)
            is_moment = any(moment.span.start == start for moment in self.layout.moments)
            if start in self.detail_end and not (cue.kind is Kind.TOPIC and is_moment):
                start, has_passed_detail = self.detail_end[start], True
                continue
            further = next(cues.find(self.folded[start : start + _LONGEST_CUE]), None)
            if further is None:
                return start
            asked = _WORD.findall(self.folded, start, start + further.span.start)
            only_asks = cue.kind is Kind.COLON and further.anywhere and FRAME_WORDS.issuperset(asked)
            leads_on = not asked and (has_passed_detail or further.kind is Kind.COLON)
            if not (leads_on or (only_asks and not REQUEST_WORDS.isdisjoint(asked))):
                return start
            start += further.span.end

    def _past_punctuation(self, start: int) -> int:
        """The next position that is no punctuation, but for a quote or bracket that opens the subject."""
        position = start
        while position < len(self.folded) and self.folded[position] in _EDGE:
            if self.folded[position] in _PLAIN_EDGE:
                start = position + 1
            position += 1
        return position if position in self.detail_end else start

    def start_after_asking(self) -> int:
        """Where the subject starts without a cue: behind the last word that asks, and what links it on."""
        layout, words = self.layout, self.sentence.words
        found = [*(moment.span for moment in layout.own_moments), *self.names, *layout.others, *self.asides]
        details = self.sentence.marks([*found, *([self.length] if self.length else [])])
        start, has_asked = 0, False
        for index, word in enumerate(words):
            following = self.sentence.texts[index + 1] if index + 1 < len(words) else ""
            is_ending = self.folded[word.start - 1 : word.start] in ("'", "’")  # "let's", "who's"
            if word.start in details or (is_ending and start == words[index - 1].end):
                start = word.end
            elif is_ending:
                continue
            elif word.text in TIMES.ordinals and following and following not in REQUEST_WORDS:
                break  # "the first phase", but not "the first meeting"
            elif word.text in TIMES.day_nouns and following in REQUESTS.of_words:
                break  # "dia das mães"
            elif word.text in REQUESTS.conditions:
                break
            elif self._opens_a_question(word, following):
                return word.start
            elif word.text in REQUEST_WORDS:
                if not has_asked and self._names_a_thing(index, details):
                    break
                start, has_asked = word.end, True
            elif word.text not in VOCABULARY.stop_words:
                break
        behind_links = (word.start for word in words if word.start >= start and word.text not in REQUESTS.links)
        return next(behind_links, len(self.folded))

    def _names_a_thing(self, index: int, details: Marks) -> bool:
        """Whether a word that may ask begins the name of a thing: "call centre metrics", "curto-circuito na sala 4"."""
        words, behind = self.sentence.words, index + 1
        if behind == len(words) or not self.sentence.goes_on[behind] or words[behind].start in details:
            return False
        word, following = words[index], words[behind]
        is_content = following.text not in FRAME_WORDS and following.text not in VOCABULARY.stop_words
        if self.folded[word.end : following.start] == "-":
            return is_content
        return is_content and word.text in REQUESTS.also_things and not is_written_as_name(self.sentence, behind)

    def _opens_a_question(self, word: Word, following: str) -> bool:
        """Whether a question starts at a word whose first words the subject keeps: "how to book the hall"."""
        may_open = word.text in REQUESTS.question_words or following in REQUESTS.question_words
        return may_open and _OPENING.match(self.folded, word.start) is not None

    def end_from(self, start: int) -> int:
        """Where a subject ends: before the details, dangling links and punctuation at the text's end."""
        end, is_cut = len(self.folded), False
        while True:
            end = self._past_signs_at_end(start, end)
            detail = self.detail_start.get(end, -1)
            is_name = Span(detail, end) in self.names
            if detail >= start and (is_name or not self.is_whole_question or self._is_set_off(detail)):
                end, is_cut = detail, True
            elif (asking := self._asking_part(start, end)) is not None:
                end, is_cut = asking, True
            elif (meeting := self._mere_meeting(start, end)) is not None:
                end, is_cut = meeting, True
            elif is_cut and (dangling := _DANGLING_LINK.search(self.folded, max(start, end - 8), end)):
                end = dangling.start()
            else:
                break
        while (opening := _OPENINGS.get(self.folded[end : end + 1])) and opening in self.folded[start:end]:
            end += 1
        return end

    def _past_signs_at_end(self, start: int, end: int) -> int:
        """Where a stretch ends without the signs at its end, but for those that end a detail: "90'"."""
        stripped = start + len(self.folded[start:end].rstrip(_EDGE))
        return next((place for place in range(end, stripped, -1) if place in self.detail_start), stripped)

    def _asking_part(self, start: int, end: int) -> int | None:
        """Where the last part of a stretch, set off by punctuation, starts, if it does nothing but ask."""
        part = _LAST_PART.search(self.folded, max(start, end - _LONGEST_ASKING), end)
        if part is None:
            return None
        part_words = set(_WORD.findall(part[1]))
        only_asks = part_words & REQUEST_WORDS and part_words <= VOCABULARY.stop_words | REQUEST_WORDS
        return part.start() if only_asks else None

    def _mere_meeting(self, start: int, end: int) -> int | None:
        """Where a word for a meeting starts behind mere nouns at the end of a stretch: "chase truck meeting"."""
        said = [word for word in self.sentence.words if start <= word.start < end]
        if self.layout.cue is not None or len(said) < 2 or said[-1].text not in REQUESTS.mere_meetings:
            return None
        is_of_nouns = all(word.text not in VOCABULARY.stop_words for word in said)
        return said[-1].start if is_of_nouns and said[-2].text not in FRAME_WORDS else None

    def says_something(self, start: int, end: int) -> bool:
        """Whether a stretch holds more than function words, and without a cue more than words that ask."""
        cue = self.layout.cue
        is_noun_phrase = cue is not None and cue.kind is not Kind.ACT
        empty = VOCABULARY.stop_words if is_noun_phrase else VOCABULARY.stop_words | REQUEST_WORDS
        if self.layout.names.people.spans:
            empty = empty | WITHOUT_SUBJECT | FRAME_WORDS | REQUESTS.encounters
        elif self.layout.names.unknown:
            empty = empty | REQUESTS.encounters
        names = self.sentence.marks(self.names)
        return any(
            start <= word.start < end and word.text not in empty and word.start not in names
            for word in self.sentence.words
        )

    def own_words(self, start: int, end: int) -> str:
        """The text's own words of a stretch, without names, and without the details that are set off from it."""
        pieces, position, follows_name = [_Piece("")], start, False
        for detail, detail_end in sorted(self.detail_end.items()):
            if position <= detail and detail_end <= end and self._may_cut(detail, detail_end):
                pieces.append(_Piece(self.sentence.own(position, detail).rstrip(_EDGE), follows_name))
                follows_name = Span(detail, detail_end) in self.names
                position = detail_end
        pieces.append(_Piece(self.sentence.own(position, end), follows_name))
        return _joined([piece for piece in pieces if piece.text.strip(_EDGE)])

    def _may_cut(self, start: int, end: int) -> bool:
        """Whether a detail inside the subject can go."""
        if Span(start, end) in self.names:
            return True
        if self.is_whole_question:
            return False
        if self.layout.cue is None or (self.length is not None and start == self.length.start):
            return True
        is_closed = end == len(self.folded) or self.folded[end : end + 2].strip()[:1] in _BREAKS
        return is_closed and self._is_set_off(start)


class _Piece(NamedTuple):
    """A piece of a subject, and whether it stands behind a name that was cut out."""

    text: str
    follows_name: bool = False


def _joined(pieces: Sequence[_Piece]) -> str:
    """The pieces of a subject in one text: with a comma between, unless a name or a link leads on."""
    joined = ""
    for piece in pieces:
        text = piece.text.strip(" \t\r\n")
        first = _WORD.match(text.lower())
        leads_on = first and (piece.follows_name or first[0] in REQUESTS.links or first[0] in VOCABULARY.stop_words)
        joined = f"{joined}{' ' if leads_on else ', '}{text.lstrip(_EDGE)}" if joined else text
    return joined


def _unwrapped_without_article(text: str) -> str:
    """A subject without the punctuation, the lone quotes and the article around it."""
    text = _unwrapped(text.lstrip(_PLAIN_EDGE))
    first, _, rest = text.partition(" ")
    if _OPENING.match(fold(text)):
        return text
    if rest.strip() and first.lower() in REQUESTS.articles and (rest[0].isalnum() or rest[0] in _CLOSINGS):
        text = _unwrapped(rest)
    return text


def _unwrapped(text: str) -> str:
    """A text without quotes or brackets that open at its start and close at its end or nowhere."""
    while text and (closing := _CLOSINGS.get(text[0])):
        position = text.find(closing, 1)
        if 0 < position < len(text) - 1:
            break
        text = text[1:].removesuffix(closing).strip(_PLAIN_EDGE)
    return text
