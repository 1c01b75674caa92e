"""Whose open work a request asks for: "1:1 with Priya", "tarefas da Jéssica", "what does Omar still owe".

A known name counts only where the sentence uses it as a person's. See docs/planning.md#people.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import PEOPLE_WORDS, REQUESTS, VOCABULARY
from spine.domain.reading.person_names import Naming, People
from spine.domain.reading.phrases import Phrases
from spine.domain.reading.sentence import Marks, Sentence, Span
from spine.domain.reading.vocabulary import FRAME_WORDS

_ONE_TO_ONE = re.compile(rf"(?<![\w:/.-]){any_of(PEOPLE_WORDS.one_to_ones)}(?![\w/]|[:-]\d)")
_JOINING_SIGNS = re.compile(r"[\s,;&+/]*")
_BEFORE_NAME = REQUESTS.determiners | PEOPLE_WORDS.titles
_TIES = REQUESTS.of_words | REQUESTS.for_words | REQUESTS.with_words | PEOPLE_WORDS.owners
_TASKS_AND_TIES = PEOPLE_WORDS.tasks & _TIES
"""Two of them together are a task: "to-dos"."""
_BETWEEN_NAMES = REQUESTS.conjunctions | REQUESTS.of_words | REQUESTS.with_words | _BEFORE_NAME | {"s"}
_BESIDE_TASKS = PEOPLE_WORDS.tasks | PEOPLE_WORDS.task_qualities
_IN_A_QUESTION = (
    VOCABULARY.stop_words | PEOPLE_WORDS.questions | PEOPLE_WORDS.owing | PEOPLE_WORDS.owing_company | {"s"}
)
WITHOUT_SUBJECT = _BESIDE_TASKS | PEOPLE_WORDS.pronouns | PEOPLE_WORDS.owing
"""Words that are no subject where somebody is named."""


@dataclass(frozen=True)
class Ambiguous:
    """A name that several people have, as it is written, and their full names."""

    said: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class PeopleNamed:
    """The people whom a sentence names, by their full names, and the phrases that do so."""

    names: tuple[str, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()
    spans: tuple[Span, ...] = ()
    one_to_ones: Sequence[Span] = ()
    """Where a meeting of two is asked for."""


def one_to_ones(sentence: Sentence) -> list[Span]:
    """Where a sentence asks for a meeting of two, as in "1:1"."""
    return [Span.of(found) for found in _ONE_TO_ONE.finditer(sentence.folded)]


def find(
    sentence: Sentence, people: People, taken: Marks, cues: Sequence[Span], one_to_ones: Sequence[Span]
) -> PeopleNamed:
    """The people named outside the stretches taken; behind one of `cues` a name needs a sign that a person is meant."""
    names, ambiguous, spans = dict[str, None](), list[Ambiguous](), list[Span]()
    namings = list(people.named_in(sentence, taken))
    if not namings:
        return PeopleNamed(one_to_ones=one_to_ones)
    uses = _Uses(sentence, taken, cues, one_to_ones)
    for group in uses.groups(namings):
        span = uses.phrase_around(group)
        if span is None:
            continue
        spans.append(span)
        for naming in group:
            if len(naming.names) == 1:
                names[naming.names[0]] = None
            else:
                said = sentence.own(sentence.words[naming.first].start, sentence.words[naming.last - 1].end)
                ambiguous.append(Ambiguous(said, naming.names))
    return PeopleNamed(tuple(names), tuple(ambiguous), tuple(spans), one_to_ones)


class _Uses(Phrases):
    """How the names of one sentence are used. Positions are indexes of its words."""

    def __init__(self, sentence: Sentence, taken: Marks, cues: Sequence[Span], markers: Sequence[Span]) -> None:
        super().__init__(sentence, taken)
        self.cues = cues
        self.markers = markers

    def groups(self, namings: Sequence[Naming]) -> Iterator[list[Naming]]:
        """The names in runs that only "and", a comma or the like holds together: "Priya and Omar"."""
        group: list[Naming] = []
        for naming in namings:
            if group and not self._are_strung(group[-1].last, naming.first):
                yield group
                group = []
            group.append(naming)
        if group:
            yield group

    def _are_strung(self, last: int, first: int) -> bool:
        words = self.sentence.words
        between = self.sentence.folded[words[last - 1].end : words[first].start]
        signs = re.sub(r"\w+|['’]", "", between)
        is_joined = _JOINING_SIGNS.fullmatch(signs) and (signs.strip() or first > last)
        return bool(is_joined) and _BETWEEN_NAMES.issuperset(self.texts[last:first])

    def phrase_around(self, group: Sequence[Naming]) -> Span | None:
        """The whole phrase around some names, if the sentence uses them as people's."""
        first, last = group[0].first, group[-1].last
        lead = self._leading(first)
        end = last + 1 if self.is_possessive(last) and self.text(last) == "s" else last
        found = (
            self._question(lead, end)
            or self._one_to_one(lead, end)
            or self._tasks_before(lead, end)
            or self._tasks_behind(lead, last, end)
            or self._with(lead, end)
            or self._possessive(lead, last, end)
        )
        if found is None and self._are_plainly_names(group):
            found = self._asked_for(lead, end)
        return found

    def _are_plainly_names(self, group: Sequence[Naming]) -> bool:
        """Whether names are no words besides; one beside another name only has to have a capital: "Will and Ines"."""
        plain = [naming for naming in group if self._is_plainly_a_name(naming)]
        return bool(plain) and all(one in plain or self.is_capitalised(one.first) for one in group)

    def _is_plainly_a_name(self, naming: Naming) -> bool:
        """Whether a name is no word besides: in small letters one with an article or a complement may be one."""
        if naming.is_everyday or self.is_capitalised(naming.first):
            return not naming.is_everyday
        has_complement = self.goes_on(naming.last) and self.text(naming.last) in REQUESTS.of_words
        has_article = self.goes_on(naming.first) and self.text(naming.first - 1) in REQUESTS.links
        return not has_complement and (naming.is_first_name or not has_article)

    def _leading(self, first: int) -> int:
        while self.goes_on(first) and self.text(first - 1) in _BEFORE_NAME:
            first -= 1
        return first

    def _span(self, first: int, last: int) -> Span:
        words = self.sentence.words
        return Span(words[first].start, words[last - 1].end + self.is_possessive(last))

    def _question(self, lead: int, end: int) -> Span | None:
        """A question for what somebody owes: a word that asks, one that says so, and little else around the name."""
        first = lead
        while self.goes_on(first) and self.text(first - 1) in _IN_A_QUESTION:
            first -= 1
        behind = self._past_taken(end)
        last = behind + 1 if behind > end and self.text(behind) in _IN_A_QUESTION else end
        while self.goes_on(last) and self.text(last) in _IN_A_QUESTION:
            last += 1
        while last > end and self.goes_on(last) and self._is_cue(last - 1):
            last -= 1
        around = [*self.texts[first:lead], *self.texts[end:last]]
        asks = not PEOPLE_WORDS.questions.isdisjoint(around)
        asks |= not PEOPLE_WORDS.tasks.isdisjoint(self.texts[first:lead])
        owes = not PEOPLE_WORDS.owing.isdisjoint(around)
        owes |= not PEOPLE_WORDS.owing_phrases.isdisjoint(map(" ".join, pairwise(around)))
        return self._span(first, last) if asks and owes else None

    def _past_taken(self, index: int) -> int:
        """Past what is taken behind a name, and its tie: "at Acme" in "what does Omar at Acme still owe"."""
        while self.goes_on(index) and self.text(index) in _TIES | REQUESTS.determiners:
            index += 1
        while index < len(self.texts) and not self.is_free(index):
            index += 1
        return index

    def _is_cue(self, index: int) -> bool:
        """Whether a word leads on to what it is about."""
        word = self.sentence.words[index]
        return any(cue.start <= word.start < cue.end for cue in self.cues) or word.text in REQUESTS.of_words

    def _one_to_one(self, lead: int, end: int) -> Span | None:
        tie = lead
        while tie > 0 and self.text(tie - 1) in _TIES | _BETWEEN_NAMES:
            tie -= 1
        start, stop = self.sentence.words[tie].start, self.sentence.words[end - 1].end
        for marker in self.markers:
            if marker.end <= start and not self.sentence.folded[marker.end : start].strip(" :-–—,("):
                return Span(marker.start, self._span(tie, end).end)
            if marker.start >= stop and not self.sentence.folded[stop : marker.start].strip(" ’'"):
                return Span(self.sentence.words[lead].start, marker.end)
        return None

    def _tasks_before(self, lead: int, end: int) -> Span | None:
        """Tasks that a preposition ties to a name: "tarefas em aberto da Jéssica", "action items assigned to Omar"."""
        tie = lead
        while self.goes_on(tie) and self.text(tie - 1) in _TIES:
            if {self.text(tie - 2), self.text(tie - 1)} <= _TASKS_AND_TIES:
                break
            tie -= 1
        first = tie
        while self.goes_on(first) and self.text(first - 1) in _BESIDE_TASKS | VOCABULARY.stop_words:
            first -= 1
        tasks = [i for i in range(first, tie) if self.text(i) in PEOPLE_WORDS.tasks]
        if tie == lead or not tasks:
            return None
        behind = range(tasks[-1] + 1, tie)
        if not all(self.text(i) in PEOPLE_WORDS.task_qualities for i in behind):
            return None
        while first < tasks[0] and self.text(first) not in _BESIDE_TASKS:
            first += 1
        return self._span(first, end)

    def _tasks_behind(self, lead: int, last: int, end: int) -> Span | None:
        """Tasks behind a name: "Hamish's overdue actions", "hamish actions"."""
        stop = end
        while self.goes_on(stop) and self.text(stop) in _BESIDE_TASKS:
            stop += 1
        has_task = not PEOPLE_WORDS.tasks.isdisjoint(self.texts[end:stop])
        if not has_task or not (self.is_possessive(last) or self._closes(stop)):
            return None
        return self._span(lead, stop)

    def _with(self, lead: int, end: int) -> Span | None:
        """A name behind "with", or behind "and" and an organisation: "with Contoso and Priya"."""
        if lead > 1 and self.text(lead - 1) in REQUESTS.conjunctions and not self.is_free(lead - 2):
            return self._span(lead - 1, end)
        if self._has_a_role_before(lead):
            lead -= 2 if self.text(lead - 2) in REQUESTS.determiners else 1
        if not self.goes_on(lead) or self.text(lead - 1) not in REQUESTS.with_words:
            return None
        if self.goes_on(lead - 1) and self.text(lead - 2) in REQUESTS.help_words:
            return None
        return self._span(lead - 1, end)

    def _has_a_role_before(self, lead: int) -> bool:
        """Whether a noun stands between "with" and a name, as in "com a enfermeira Tainá"."""
        if not self.goes_on(lead) or self.text(lead - 1) in FRAME_WORDS:
            return False
        before = lead - 2 if self.text(lead - 2) not in REQUESTS.determiners else lead - 3
        return self.goes_on(lead - 1) and self.text(before) in REQUESTS.with_words

    def _possessive(self, lead: int, last: int, end: int) -> Span | None:
        return self._span(lead, end) if self.is_possessive(last) else None

    def _asked_for(self, lead: int, end: int) -> Span | None:
        """A name behind mere asking that closes its phrase: "agenda for Marnie", "Rafael, 20 min"."""
        tie = lead
        if self.goes_on(lead) and self.text(lead - 1) in REQUESTS.of_words | REQUESTS.for_words:
            tie -= 1
        first = tie
        while self.goes_on(first) and self.text(first - 1) in FRAME_WORDS:
            first -= 1
        start = self.sentence.words[tie].start
        is_behind_cue = any(cue.end <= start for cue in self.cues) and self.goes_on(tie)
        if self.goes_on(first) or is_behind_cue or not self._closes(end):
            return None
        return self._span(tie, end)

    def _closes(self, end: int) -> bool:
        """Whether nothing follows that a name might describe."""
        return not self.goes_on(end) or self.text(end) in VOCABULARY.stop_words
