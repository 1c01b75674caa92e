"""Titles for groups of facts: what most of them share, as they write it, and no one's name; else a fact's own words."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from spine.domain.fact_types import Kind
from spine.domain.facts import Fact
from spine.domain.languages.packs import TITLE_WORDS
from spine.domain.limits import MAX_TAG_LENGTH, MAX_TITLE_LENGTH
from spine.domain.suggestions.naming import Phrase, begins_a_title, own_words, phrases, single_words
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

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_BEGIN_WITH_A_VERB = (Kind.ACTIONS, Kind.DECIDE)


@dataclass
class _Uses:
    """The facts, as indices, that hold a phrase, and the ways in which they write it."""

    facts: set[int] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)

    def form(self) -> str:
        """The commonest way to write it; of equals the shortest, then lower case."""
        return max(self.forms, key=lambda form: (self.forms[form], -len(form), form))


class Titles:
    """Names groups of facts apart from all the facts, and never two groups alike."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        """Read the phrases of all the facts."""
        self._facts = facts
        self._first_verbs = first_verbs(facts)
        self._facts_with = Counter(word for fact in facts for word in single_words(self._named_in(fact)))
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

    def _named_in(self, fact: Fact) -> str:
        """The text that the names of things are taken from: without the verb that it begins with."""
        text = fact.opening
        return text.split(maxsplit=1)[-1] if _first_word(fact) in self._first_verbs else text

    def _uses(self, group: Sequence[int]) -> dict[Phrase, _Uses]:
        """The phrases of a group, without those that only name people."""
        uses = defaultdict[Phrase, _Uses](_Uses)
        for i in group:
            for phrase, forms in phrases(self._named_in(self._facts[i])).items():
                if not self._people.issuperset(phrase):
                    uses[phrase].facts.add(i)
                    for form in forms:
                        uses[phrase].forms[form] += 1
        return uses

    def _telling(self, uses: Mapping[Phrase, _Uses], size: int) -> frozenset[str]:
        """The words that tell the group from the others: those in a share of its facts three times theirs."""
        others = len(self._facts) - size
        return frozenset(
            phrase[0]
            for phrase, use in uses.items()
            if len(phrase) == 1
            and len(use.facts) * others >= TELLING * size * (self._facts_with[phrase] - len(use.facts))
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
                outside = max(0, self._facts_with[phrase] - len(use.facts)) + 1
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


def first_verbs(facts: Iterable[Fact]) -> frozenset[str]:
    """The folded words that actions and decisions begin with and that stand nowhere else: verbs, of whatever language.

    "Rebuild the pump" begins with one; "contract" in "contract to be signed" stands inside other facts as well.
    """
    first, elsewhere = set[str](), set[str]()
    for fact in facts:
        begin, *others = words(fact.opening) or [""]
        (first if fact.type_info.kind in _BEGIN_WITH_A_VERB else elsewhere).add(begin)
        elsewhere.update(others)
    return frozenset(first - elsewhere)


def _first_word(fact: Fact) -> str | None:
    """The folded word that an action or a decision begins with; None for other facts."""
    begins = fact.opening.split(maxsplit=1)[:1] if fact.type_info.kind in _BEGIN_WITH_A_VERB else []
    return next((word for first in begins for word in words(first)), None)


def names_of_people(facts: Iterable[Fact]) -> frozenset[str]:
    """The stems of the names of who owns the facts, speaks in their quotes, is spoken of, or says something.

    What stands before a verb of saying at a sentence's beginning, in two facts, is a name: two or three capitalised
    words, or one to three after an article ("The site manager proposed").
    """
    known: set[str] = set()
    facts_with = Counter[str]()
    for fact in facts:
        people = [entity.display_name for entity in fact.entities if (entity.type or "").casefold() == "person"]
        speakers = [evidence.who_said_label or "" for evidence in fact.evidence]
        known.update((fact.owner or "", *speakers, *people))
        facts_with.update(set(filter(None, map(_subject_of_saying, _SENTENCE_END.split(fact.opening)))))
    known.update(name for name, n in facts_with.items() if n > 1)
    return frozenset(stem for name in known for stem in stems(name))


def _subject_of_saying(sentence: str) -> str:
    """Who says something, by a sentence's first words; empty where nobody does."""
    words = sentence.split(maxsplit=5)[:5]
    has_article = bool(words) and fold(words[0]) in TITLE_WORDS.articles | TITLE_WORDS.prepositions
    words = words[has_article:]
    for n in (1, 2, 3) if has_article else (2, 3):
        is_name = has_article or all(word[0].isupper() for word in words[:n])
        if len(words) > n and is_name and fold(words[n]) in TITLE_WORDS.verbs_of_saying:
            return " ".join(words[:n]).casefold()
    return ""
