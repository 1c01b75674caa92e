"""Titles for groups of facts: what most of them share, as they write it, and no one's name; else a fact's own words."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from spine.domain.fact_types import Kind
from spine.domain.facts import Fact
from spine.domain.limits import MAX_TAG_LENGTH, MAX_TITLE_LENGTH
from spine.domain.naming import Stretch, without_possessive
from spine.domain.suggestions.phrases import Phrase, begins_a_title, own_words, phrases
from spine.domain.tokenizer import fold, stems, words

TAGS = 5
FACTS_READ = 60
"""A group is named by its most central facts: what all of a large group say would fill the memory."""
TELLING = 3
"""How many times as often as in other facts a word stands in a group's that is to name it."""
HANDFUL = 3
"""In a group of no more facts, half of them are too few for a word to be common."""
SEVERAL = 5
"""Where most facts share nothing, a phrase of one in so many of them names the group."""

_BEGIN_WITH_A_VERB = (Kind.ACTIONS, Kind.DECIDE)


@dataclass
class _Uses:
    """The facts, as indices, that hold a phrase, and the ways in which they write it."""

    facts: set[int] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)

    def add(self, fact: int, form: str) -> None:
        """Count a use."""
        self.facts.add(fact)
        self.forms[form] += 1

    def form(self) -> str:
        """The commonest way to write it; of equals the shortest, then lower case."""
        return max(self.forms, key=lambda form: (self.forms[form], -len(form), form))


class Titles:
    """Names groups of facts apart from all the facts, and never two groups alike."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        """Read what all the facts name."""
        self._facts = facts
        self._stretches = without_first_verbs(facts)
        self._facts_with = Counter(
            stem
            for stretches in self._stretches
            for stem in {word.stems[0] for word in chain(*stretches) if len(word.stems) == 1}
        )
        self._people = names_of_people(facts)
        self._taken: set[str] = set()

    def name(self, group: Sequence[int]) -> tuple[str, tuple[str, ...]] | None:
        """A title and up to five tags, heaviest first, of facts, most central first; none for such as name nothing.

        Title and tags are no longer than a workstream's.
        """
        group = group[:FACTS_READ]
        uses = self._uses(group)
        weights = self._weights(uses, len(group))
        heaviest = sorted(weights, key=lambda word: (-round(weights[word], 6), -len(uses[(word,)].form()), word))
        if not heaviest:
            return None
        titles = [*_shared(uses, weights, self._telling(uses, len(group)), len(group)), *self._openings(group)]
        written = [title[:1].upper() + title[1:] for title in titles if 0 < len(title) <= MAX_TITLE_LENGTH]
        numbered = (f"{written[0][: MAX_TITLE_LENGTH - 4]} {n}" for n in range(2, len(self._taken) + 3))
        title = next(title for title in (*written, *numbered) if fold(title) not in self._taken)
        self._taken.add(fold(title))
        tags = (uses[(word,)].form().lower() for word in heaviest)
        return title, tuple(islice((tag for tag in tags if len(tag) <= MAX_TAG_LENGTH), TAGS))

    def _openings(self, group: Sequence[int]) -> list[str]:
        """The facts' own titles or words, most central first; last those that begin in the middle of a thought."""
        texts = [self._facts[i].title or self._facts[i].words for i in group]
        return [own_words(text) for text in sorted(texts, key=lambda text: not begins_a_title(text))]

    def _uses(self, group: Sequence[int]) -> dict[Phrase, _Uses]:
        """The words of a group, and the phrases of such as several facts hold, without those that only name people."""
        uses = self._uses_of_words(group)
        facts_with = Counter(
            stem for i in group for stem in {stem for word in chain(*self._stretches[i]) for stem in word.stems}
        )
        fewest = max(2, -(-len(group) // SEVERAL))
        several = {stem for stem, n in facts_with.items() if n >= fewest}
        for i in group:
            for phrase, form in phrases(self._stretches[i], several):
                if not self._people.issuperset(phrase):
                    uses[phrase].add(i, form)
        return uses

    def _uses_of_words(self, group: Sequence[int]) -> defaultdict[Phrase, _Uses]:
        uses = defaultdict[Phrase, _Uses](_Uses)
        for i in group:
            for word in chain(*self._stretches[i]):
                if len(word.stems) == 1 and word.stems[0] not in self._people:
                    uses[word.stems].add(i, without_possessive(word.written))
        return uses

    def _telling(self, uses: Mapping[Phrase, _Uses], size: int) -> frozenset[str]:
        """The words that tell the group from the others: those in a share of its facts three times theirs."""
        others = len(self._facts) - size
        return frozenset(
            phrase[0]
            for phrase, use in uses.items()
            if len(phrase) == 1
            and len(use.facts) * others >= TELLING * size * (self._facts_with[phrase[0]] - len(use.facts))
        )

    def _weights(self, uses: Mapping[Phrase, _Uses], size: int) -> dict[str, float]:
        """What each word says of a group: p · ln(1 + p/q), p the share of its facts, q that of the others.

        q is smoothed, (n + 1)/(N + 2), so that a word of all the facts still says something.
        """
        others = len(self._facts) - size
        weights = {}
        for phrase, use in uses.items():
            if len(phrase) == 1:
                inside = len(use.facts) / size
                outside = max(0, self._facts_with[phrase[0]] - len(use.facts)) + 1
                weights[phrase[0]] = inside * math.log1p(inside * (others + 2) / outside)
        return weights


def _shared(
    uses: Mapping[Phrase, _Uses], weights: Mapping[str, float], telling: frozenset[str], size: int
) -> Iterator[str]:
    """What several of a group's facts hold, best first: phrases that half of them hold, phrases of words each of which
    half of them hold, words of most, phrases of some. One of the words is telling.

    A phrase counts the facts that hold it times the weights of its words.
    """
    held = {phrase: len(use.facts) for phrase, use in uses.items() if telling.intersection(phrase)}
    score = {phrase: n * math.fsum(weights.get(stem, 0.0) for stem in phrase) for phrase, n in held.items()}
    best = sorted(held, key=lambda one: (-round(score[one], 6), -len(uses[one].form()), one))
    several_words = [phrase for phrase in best if len(phrase) > 1]
    common = {phrase[0] for phrase, use in uses.items() if len(phrase) == 1 and 2 * len(use.facts) >= size > HANDFUL}
    of_half = [phrase for phrase in several_words if 2 * held[phrase] >= size and held[phrase] > 1]
    of_common_words = [phrase for phrase in several_words if common.issuperset(phrase)]
    words_of_most = [phrase for phrase in best if len(phrase) == 1 and 2 * held[phrase] > size > 2]
    of_some = [phrase for phrase in several_words if SEVERAL * held[phrase] >= size and held[phrase] > 1]
    ordered = dict.fromkeys((*of_half, *of_common_words, *words_of_most, *of_some))
    yield from (uses[phrase].form() for phrase in ordered)


def without_first_verbs(facts: Sequence[Fact]) -> list[list[Stretch]]:
    """The stretches of each fact, without the verb that an action or a decision begins with.

    A word is such a verb, of whatever language, where it begins actions and decisions and stands nowhere else: "Rebuild
    the pump" begins with one; "contract" in "contract to be signed" stands inside other facts as well.
    """
    found = [fact.analysis.stretches for fact in facts]
    first = {i: own[0][0] for i, own in enumerate(found) if own[0] and facts[i].type_info.kind in _BEGIN_WITH_A_VERB}
    elsewhere = {word.folded for i, own in enumerate(found) for word in chain(own[0][i in first :], *own[1:])}
    elsewhere = {part for folded in elsewhere for part in words(folded)}
    return [
        [own[0][1:], *own[1:]] if i in first and words(first[i].folded)[0] not in elsewhere else own
        for i, own in enumerate(found)
    ]


def names_of_people(facts: Iterable[Fact]) -> frozenset[str]:
    """The stems of the names of who owns the facts, speaks in their quotes, is spoken of, or says something in two."""
    known: set[str] = set()
    facts_with = Counter[str]()
    for fact in facts:
        people = [entity.display_name for entity in fact.entities if (entity.type or "").casefold() == "person"]
        speakers = [evidence.who_said_label or "" for evidence in fact.evidence]
        known.update((fact.owner or "", *speakers, *people))
        facts_with.update(set(fact.analysis.sayers))
    known.update(name for name, n in facts_with.items() if n > 1)
    return frozenset(stem for name in known for stem in stems(name))
