"""What a meeting is called: a word for its kind, with what belongs to it and says who meets or how often.

What belongs to a kind and says what about is the subject. See docs/planning.md#meeting-names.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spine.domain.languages.packs import MEETING_NAMES, REQUESTS, VOCABULARY
from spine.domain.reading.meeting_kinds import KINDS, Kind, Role
from spine.domain.reading.phrases import Phrases
from spine.domain.reading.sentence import Marks, Sentence, Span
from spine.domain.reading.vocabulary import FRAME_WORDS, REQUEST_WORDS
from spine.domain.tokenizer import stems, words

_MOST_BEFORE = 4
"""How many words before a kind may belong to its name, ..."""
_MOST_BEHIND = 7
"""… and how many behind it."""
_WHO = MEETING_NAMES.groups | MEETING_NAMES.fields
_MAKES_A_NAME = _WHO | MEETING_NAMES.frequencies | MEETING_NAMES.qualities
_BELONGS = _MAKES_A_NAME | MEETING_NAMES.further_qualities
_NO_MATTER = (
    MEETING_NAMES.groups | MEETING_NAMES.frequencies | MEETING_NAMES.qualities | MEETING_NAMES.further_qualities
    | FRAME_WORDS | {word for kinds in KINDS.values() for kind in kinds for word in kind.words}
)  # fmt: skip
"""Words of a name that say nothing of what a meeting is about."""
_LEADS_TO_A_NAME = (
    MEETING_NAMES.of_words | MEETING_NAMES.place_words | REQUESTS.for_words | REQUESTS.determiners | REQUESTS.describing
)
_TIES_TO_WHO = MEETING_NAMES.of_words | REQUESTS.for_words
_MAY_FOLLOW = REQUESTS.links | REQUESTS.with_words | REQUESTS.of_words | REQUESTS.meeting_nouns | REQUESTS.describing


class MeetingName(NamedTuple):
    """A meeting's name where the text has it, and the whole phrase with what ties it to the sentence.

    `about` is the part of it that says what about, where a workstream is called so: "frota" in "comitê da frota".
    """

    span: Span
    whole: Span
    about: Span | None = None


def find(sentence: Sentence, taken: Marks, cues: Sequence[Span] = (), titles: Sequence[str] = ()) -> MeetingName | None:
    """The first name of a meeting outside the stretches already taken.

    Behind one of `cues`, which introduce a subject, a name is part of that unless it is set off from it. A name that
    one of `titles`, of folded words, is or holds is a subject.
    """
    names = _Search(sentence, taken, cues).names()
    name = next((name for name in names if not _is_in_a_title(sentence.folded[slice(*name.span)], titles)), None)
    return name and name._replace(about=_about(sentence, name.span, titles))


def _about(sentence: Sentence, name: Span, titles: Sequence[str]) -> Span | None:
    """The part of a name that a title has.

    A field of work ("security team") says who meets. It is what about, too, where it is at least half of a title.
    """
    said = [word for word in sentence.words if name.start <= word.start < name.end and word.text not in _NO_MATTER]
    wanted = {stem for word in said for stem in stems(word.text)}
    is_who = any(word.text in MEETING_NAMES.fields for word in said)
    for title in map(stems, titles) if wanted else ():
        if wanted.issubset(title) and (not is_who or 2 * len(wanted) >= len(set(title))):
            return Span(said[0].start, said[-1].end)
    return None


def _is_in_a_title(name: str, titles: Sequence[str]) -> bool:
    name = " ".join(words(name))
    return any(f" {name} " in f" {title} " for title in titles)


class _Search(Phrases):
    """The search for names in one sentence. Positions are indexes of its words."""

    def __init__(self, sentence: Sentence, taken: Marks, cues: Sequence[Span]) -> None:
        super().__init__(sentence, taken)
        self.cues = cues

    def names(self) -> Iterator[MeetingName]:
        """Every name, in the order of the text."""
        behind = 0
        for position in (index for index, text in enumerate(self.texts) if text in KINDS):
            kind = self._kind_at(position)
            if kind is None or position < behind:
                continue
            behind = self._past_kinds(position + len(kind.words))
            first, last = self._first_of(kind, position), self._last_of(kind, behind)
            is_name = self._makes_a_name(kind, self.texts[first:position], self.texts[behind:last])
            if is_name and self._stands_as_a_name(kind, first, last):
                yield self._name(first, last)

    def _past_kinds(self, index: int) -> int:
        """Past further kinds that a kind describes, as in "board meeting"."""
        while self.goes_on(index) and (kind := self._kind_at(index)) and kind.role is Role.KIND:
            index += len(kind.words)
        return index

    def _kind_at(self, index: int) -> Kind | None:
        for kind in KINDS.get(self.texts[index], ()):
            end = index + len(kind.words)
            if tuple(self.texts[index:end]) == kind.words and all(self.is_free(i) for i in range(index, end)):
                return kind
        return None

    def _first_of(self, kind: Kind, index: int) -> int:
        """Where the name begins whose kind stands at an index: at the words before it that say who or how often."""
        first = index
        while first > max(0, index - _MOST_BEFORE) and self.goes_on(first) and self._may_describe(first - 1):
            first -= 1
        before = self.texts[first:index]
        if kind.adjectives_follow or not before:
            return index
        if kind.role in (Role.BODY, Role.GATHERING) or before[-1] in MEETING_NAMES.groups:
            return self._before_joined(first)
        if self._is_owned_by_a_group(index) or (kind.role is Role.KIND and self._is_cue(index + len(kind.words))):
            return self._before_joined(first)
        frequencies = [n for n, word in enumerate(before) if word in MEETING_NAMES.frequencies]
        if kind.role is Role.KIND and frequencies:
            return first + frequencies[0]
        while first < index and not all(word in _BELONGS or word.isdigit() for word in self.texts[first:index]):
            first += 1
        while first < index and self.texts[first].isdigit():
            first += 1  # "summer reading 2027 kickoff", but "sprint 12 retro"
        return self._before_joined(first) if first < index else first

    def _before_joined(self, first: int) -> int:
        """Where a phrase begins, with what "and" or "of" ties to it and says who: "heads of department"."""
        tied = first - 2
        while tied >= 0 and self.goes_on(first) and self.goes_on(first - 1) and self.texts[tied] in _WHO:
            if self.texts[first - 1] not in REQUESTS.conjunctions | MEETING_NAMES.of_words:
                break
            first, tied = tied, tied - 2
        return first

    def _is_cue(self, index: int) -> bool:
        """Whether a word, past details, introduces what the meeting is about: what stands before it does not say so."""
        while index < len(self.texts) and not self.is_free(index):
            index += 1
        return index < len(self.texts) and any(cue.start == self.sentence.words[index].start for cue in self.cues)

    def _may_describe(self, index: int) -> bool:
        """Whether a word may describe the kind behind it: it neither asks nor is a function word."""
        word = self.texts[index]
        if word in _BELONGS or word == "s":
            return True
        return word not in VOCABULARY.stop_words and word not in REQUEST_WORDS

    def _is_owned_by_a_group(self, index: int) -> bool:
        """Whether a possessive plural stands before a kind, as in "governors' meeting"."""
        return self.is_possessive(index) or self.texts[index - 1] == "s"

    def _last_of(self, kind: Kind, behind: int) -> int:
        """Where the name ends whose kind ends at an index: behind the words that say who or how often."""
        last = self._past_adjectives(kind, behind)
        if not self.goes_on(last) or self.texts[last] not in _TIES_TO_WHO:
            return last
        head = last + 1
        while self.goes_on(head) and self.texts[head] in REQUESTS.determiners:
            head += 1
        if not self.goes_on(head) or not self._is_content(head):
            return last
        end = self._past_phrase(head, last + _MOST_BEHIND)
        return end if self._says_who(kind, range(behind, last), head, end) else last

    def _past_adjectives(self, kind: Kind, index: int) -> int:
        """Past the adjectives behind a noun that belong to its name."""
        any_adjective = kind.adjectives_follow and kind.role is Role.BODY
        while self.goes_on(index) and (
            self.texts[index] in _BELONGS or (any_adjective and self._is_content(index))
        ):  # fmt: skip
            if not kind.adjectives_follow and self.texts[index] in _WHO:
                break
            index += 1
        return index

    def _says_who(self, kind: Kind, described: range, head: int, end: int) -> bool:
        """Whether the phrase tied to a kind by "of" says who meets, and not what about."""
        noun, tie = self._noun_of(head, end), self._tie_before(head)
        if tie in REQUESTS.for_words:
            return self.texts[noun] in MEETING_NAMES.groups and not self.is_capitalised(noun)
        said = [self.texts[i] for i in range(head, end) if self._is_content(i)]
        if self.texts[noun] in MEETING_NAMES.groups:
            is_all_of_them = all(word in _BELONGS or word.isdigit() for word in said)
            return kind.role is not Role.OCCASION or is_all_of_them
        if kind.role in (Role.GATHERING, Role.BODY):
            return True
        if self.texts[noun] in MEETING_NAMES.fields and kind.role is not Role.OCCASION:
            return _WHO.issuperset(said)
        is_bare = self.texts[head - 1] == tie
        return is_bare and any(self.texts[i] in MEETING_NAMES.frequencies for i in described)

    def _tie_before(self, head: int) -> str:
        """The preposition that ties a noun, with or without an article, to what stands before."""
        while self.texts[head - 1] in REQUESTS.determiners:
            head -= 1
        return self.texts[head - 1]

    def _noun_of(self, head: int, end: int) -> int:
        """The noun of a phrase: behind an English preposition the last of its words, else the first."""
        if self._tie_before(head) not in MEETING_NAMES.ties_before_compounds:
            return head
        tied = (i for i in range(head + 1, end) if not self._is_content(i))
        return next(tied, end) - 1

    def _past_phrase(self, head: int, most: int) -> int:
        """Past a noun, its adjectives, and what "of" and "and" tie to it."""
        end = head + 1
        while end < most and self.goes_on(end):
            if self._is_content(end):
                end += 1
                continue
            tied = end + 1
            if self.texts[end] not in MEETING_NAMES.of_words | REQUESTS.conjunctions:
                break
            while self.goes_on(tied) and self.texts[tied] in REQUESTS.determiners:
                tied += 1
            if not self.goes_on(tied) or not self._is_content(tied):
                break
            end = tied + 1
        return end

    def _is_content(self, index: int) -> bool:
        word = self.texts[index]
        return word not in VOCABULARY.stop_words and (word not in REQUEST_WORDS or word in _BELONGS)

    def _makes_a_name(self, kind: Kind, before: Sequence[str], behind: Sequence[str]) -> bool:
        """Whether a kind with what belongs to it is a name: a mere "meeting" is none."""
        if kind.role not in (Role.KIND, Role.ACT):
            return True
        is_owned = bool(before) and not _BELONGS.issuperset(before)
        words = [*before, *behind]
        if kind.role is Role.ACT and MEETING_NAMES.frequencies.isdisjoint(words):
            return not MEETING_NAMES.groups.isdisjoint(words)
        return is_owned or not _MAKES_A_NAME.isdisjoint(words)

    def _stands_as_a_name(self, kind: Kind, first: int, last: int) -> bool:
        """Whether a name is no part of a longer phrase that says what the meeting is about."""
        leading = self._leading(first)
        if leading > 0 and self.texts[leading - 1] in REQUESTS.with_words and self.goes_on(leading):
            return False
        has_place = any(self.texts[i] in MEETING_NAMES.place_words for i in range(leading, first))
        if cue := self._cue_before(first):
            return has_place or self._is_set_off(leading) or self._is_asked_for(cue, leading)
        if kind.role is Role.OCCASION:
            return leading == first or self._follows_asking(leading)
        if not kind.adjectives_follow and self._is_compound(last) and not self._is_cue(last):
            return False
        return (has_place and kind.role is Role.KIND) or self._follows_asking(leading)

    def _cue_before(self, index: int) -> Span | None:
        """The last cue before a word."""
        start = self.sentence.words[index].start
        return next((cue for cue in reversed(self.cues) if cue.end <= start), None)

    def _is_asked_for(self, cue: Span, leading: int) -> bool:
        """Whether only the agenda stands between a cue and a name, as in "to discuss the agenda of the board"."""
        first = leading
        while first > 0 and self.sentence.words[first - 1].start >= cue.end and self.texts[first - 1] in FRAME_WORDS:
            first -= 1
        is_whole = first == 0 or self.sentence.words[first - 1].start < cue.end
        return is_whole and not REQUEST_WORDS.isdisjoint(self.texts[first:leading])

    def _is_compound(self, last: int) -> bool:
        """Whether a noun follows that the name describes, as in "board approval" and "the council's letter"."""
        if self.is_possessive(last):
            return True
        return self.goes_on(last) and self.texts[last] not in _MAY_FOLLOW

    def _leading(self, first: int) -> int:
        """Where the articles and prepositions begin that lead to a word."""
        while first > 0 and self.goes_on(first) and self.texts[first - 1] in _LEADS_TO_A_NAME:
            first -= 1
        return first

    def _is_set_off(self, index: int) -> bool:
        return index == 0 or not self.goes_on(index)

    def _follows_asking(self, index: int) -> bool:
        """Whether nothing but asking stands before a word in its part of the sentence."""
        while index > 0 and self.goes_on(index):
            index -= 1
            if self.texts[index] not in FRAME_WORDS:
                return False
        return True

    def _name(self, first: int, last: int) -> MeetingName:
        words = self.sentence.words
        span = Span(words[first].start, words[last - 1].end)
        return MeetingName(span, Span(words[self._leading(first)].start, span.end))
