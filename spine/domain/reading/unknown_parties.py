"""Names of parties that nobody is known by: "for St Brennock Hospital", "1:1 with Zeca", "pendências do Zeca".

Whether a name is known is the caller's to say; here it is only read that the sentence uses it as a party's.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from spine.domain.languages.packs import PEOPLE_WORDS, REQUESTS, VOCABULARY
from spine.domain.reading.people import PeopleNamed
from spine.domain.reading.person_names import MAX_WORDS_READ
from spine.domain.reading.phrases import Phrases
from spine.domain.reading.sentence import Marks, Sentence, Span
from spine.domain.reading.vocabulary import FRAME_WORDS

_MOST_WORDS = 7
_NEAR = 3
"""How many words before a tie may be an occasion and what describes it: "interview panel with"."""
_TIES = REQUESTS.with_words | REQUESTS.for_words | REQUESTS.place_words | REQUESTS.party_labels
_MAY_TIE = _TIES | REQUESTS.of_words | REQUESTS.conjunctions
_BEFORE_NAME = REQUESTS.determiners | PEOPLE_WORDS.titles | REQUESTS.party_labels
_INSIDE_NAME = PEOPLE_WORDS.particles | frozenset(("the", "and"))
_TASKS = PEOPLE_WORDS.tasks | PEOPLE_WORDS.task_qualities
_NO_NOUNS = FRAME_WORDS - REQUESTS.party_labels
_DAYS = VOCABULARY.months | VOCABULARY.weekdays
_NO_NAMES = FRAME_WORDS | REQUESTS.people | _DAYS | VOCABULARY.relative_days


class Party(NamedTuple):
    """A party's name where the text has it, and the whole phrase with what ties it to the sentence."""

    span: Span
    whole: Span


def find(
    sentence: Sentence, taken: Marks, cues: Sequence[Span], people: PeopleNamed, organisations: Sequence[Span]
) -> list[Party]:
    """The names used as parties' outside the stretches taken; where all words are capitalised nothing tells a name.

    Behind the phrase of one of `people` "and" leads to another. Before the name of an organisation "for" leads to none.
    """
    if not sentence.has_small_words:
        return []
    return list(_Search(sentence, taken, cues, people, organisations).parties())


class _Search(Phrases):
    """The search in one sentence. Positions are indexes of its words."""

    def __init__(
        self,
        sentence: Sentence,
        taken: Marks,
        cues: Sequence[Span],
        people: PeopleNamed,
        organisations: Sequence[Span],
    ) -> None:
        super().__init__(sentence, taken)
        self.cues = cues
        self.ends_of_markers = {marker.end for marker in people.one_to_ones}
        self.ends_of_people = {span.end for span in people.spans}
        self.first_organisation = min(organisations, default=None)

    def parties(self) -> Iterator[Party]:
        """Every name behind a word for a party, in order, as far as names are looked up."""
        position = 0
        while position < min(len(self.texts), MAX_WORDS_READ):
            party = self._party_behind(position) or self._party_of_two(position)
            yield from [party] if party else []
            position += 1
            while party and position < len(self.texts) and self.sentence.words[position].start < party.span.end:
                position += 1

    def _party_behind(self, tie: int) -> Party | None:
        """The name that a word ties to what asks, if it is one."""
        word = self.texts[tie]
        if word not in _MAY_TIE:
            return None
        is_of_tasks = word in REQUESTS.of_words and self.behind_tasks[tie] and not self._is_set_off(tie)
        is_further = word in REQUESTS.conjunctions and self._ends_before(tie) in self.ends_of_people
        if not self._ties_a_party(tie) and not is_of_tasks and not is_further:
            return None
        first = tie + 1
        while self.goes_on(first) and self.texts[first] in _BEFORE_NAME:
            first += 1
        last = self._end_of_name(first)
        is_of_two = self._ends_before(tie) in self.ends_of_markers
        if last == first and is_of_two and self.goes_on(first) and self.texts[first] not in _NO_NAMES:
            last = first + 1
        if last == first or self._describes_a_noun(last) or not (is_further or self._is_asked_with(tie, is_of_tasks)):
            return None
        words = self.sentence.words
        span = Span(words[first].start, words[last - 1].end)
        start = words[self._first_task(tie)].start if is_of_tasks else words[tie].start
        return Party(span, Span(start, span.end))

    def _party_of_two(self, first: int) -> Party | None:
        """The name right behind a word for a meeting of two: "1:1 Zack Hale"."""
        if not self.is_free(first) or self._ends_before(first, " :-–—,(") not in self.ends_of_markers:
            return None
        last = self._end_of_name(first, is_tied=False)
        if last == first:
            return None
        span = Span(self.sentence.words[first].start, self.sentence.words[last - 1].end)
        return Party(span, span)

    def _ties_a_party(self, tie: int) -> bool:
        """Whether a word ties a party; "for" ties a subject to an organisation behind it: "prep for QBR with Acme"."""
        word = self.sentence.words[tie]
        if word.text in REQUESTS.for_words and self.first_organisation is not None:
            return word.start > self.first_organisation.start
        return word.text in _TIES

    def _describes_a_noun(self, last: int) -> bool:
        """Whether a noun follows a name, as in "for the Christmas party"."""
        return self.goes_on(last) and self.texts[last] not in _NO_NOUNS

    def _is_asked_with(self, tie: int, is_of_tasks: bool) -> bool:
        """Whether nothing but asking stands before a tie in its part, and no cue that makes the name a subject.

        A cue right before a tie does not: "discuss with Zack". On an occasion somebody is met: "interview with Zack".
        """
        if self._follows_an_encounter(tie):
            return True
        start = self._ends_before(tie)
        if not self._is_set_off(tie) and any(cue.end < start for cue in self.cues):
            return False
        return (self.behind_asking_for_tasks if is_of_tasks else self.behind_asking)[tie]

    def _follows_an_encounter(self, tie: int) -> bool:
        """Whether an occasion on which somebody is met stands before a tie, but for what describes it."""
        first = tie
        while self.goes_on(first) and tie - first < _NEAR:
            first -= 1
        return not REQUESTS.encounters.isdisjoint(self.texts[first:tie])

    @cached_property
    def behind_asking(self) -> list[bool]:
        """For each word whether those before it in its part do nothing but ask."""
        return self._behind(FRAME_WORDS)

    @cached_property
    def behind_tasks(self) -> list[bool]:
        """For each word whether those before it in its part say nothing but tasks."""
        return self._behind(_TASKS)

    @cached_property
    def behind_asking_for_tasks(self) -> list[bool]:
        """For each word whether those before it in its part do nothing but ask for tasks."""
        return self._behind(FRAME_WORDS | _TASKS)

    def _behind(self, frame: Collection[str]) -> list[bool]:
        """For each word whether those before it in its part are of some words and stop-words alone."""
        behind = list[bool]()
        for index in range(len(self.texts)):
            before = self.texts[index - 1]
            is_framed = not self.goes_on(index) or (behind[-1] and (before in frame or before in VOCABULARY.stop_words))
            behind.append(is_framed)
        return behind

    def _first_task(self, tie: int) -> int:
        while self.goes_on(tie) and self.texts[tie - 1] in _TASKS:
            tie -= 1
        return tie

    def _ends_before(self, index: int, signs: str = " \n") -> int:
        """Where the text ends before a word, but for blanks or other signs."""
        return len(self.sentence.folded[: self.sentence.words[index].start].rstrip(signs))

    def _is_set_off(self, index: int) -> bool:
        return index == 0 or not self.goes_on(index)

    def _end_of_name(self, first: int, *, is_tied: bool = True) -> int:
        """Behind a run of capitalised words, with the small words between them; `first` where there is none."""
        last = index = first
        while index < first + _MOST_WORDS and (self.goes_on(index) or (index == first and not is_tied)):
            if self._may_name(index) and (index > first or self.texts[index] not in _NO_NAMES):
                last = index + 1
            elif index == first and self._may_name(index) and self.texts[index] in _DAYS:
                pass  # "Quinta da Carvalhosa", "April Jones": a day's name alone is none
            elif index == first or self.texts[index] not in _INSIDE_NAME:
                break
            index += 1
        return last

    def _may_name(self, index: int) -> bool:
        return self.is_capitalised(index) and not self.texts[index][-1].isdigit()
