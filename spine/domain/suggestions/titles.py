"""Titles for groups of facts: a phrase that several of them hold, as they write it, and no one's name."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from spine.domain.facts import Fact
from spine.domain.languages import TITLE_WORDS
from spine.domain.limits import MAX_TAG_LENGTH, MAX_TITLE_LENGTH
from spine.domain.suggestions.naming import Phrase, phrases
from spine.domain.tokenizer import fold, stems

TAGS = 5
FACTS_READ = 60
"""A group is named by its most central facts: what all of a large group say would fill the memory."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


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
        self._facts_with = Counter(word for fact in facts for word in phrases(fact.opening) if len(word) == 1)
        self._people = names_of_people(facts)
        self._taken: set[str] = set()

    def name(self, group: Sequence[int]) -> tuple[str, tuple[str, ...]] | None:
        """A title and up to five tags, heaviest first, of facts, most central first; none for such as name nothing.

        The title has two to four words where the facts give as many. Title and tags are no longer than a workstream's.
        """
        group = group[:FACTS_READ]
        uses = self._uses(group)
        weights = self._weights(uses, len(group))
        heaviest = sorted(weights, key=lambda word: (-round(weights[word], 6), word))
        titles = [title for title in _titles(uses, weights, heaviest) if len(title) <= MAX_TITLE_LENGTH]
        if not titles:
            return None
        numbered = (f"{titles[0][: MAX_TITLE_LENGTH - 3]} {n}" for n in range(2, len(self._taken) + 3))
        title = next(title for title in (*titles, *numbered) if fold(title) not in self._taken)
        self._taken.add(fold(title))
        tags = (uses[(word,)].form().lower() for word in heaviest)
        return title, tuple(islice((tag for tag in tags if len(tag) <= MAX_TAG_LENGTH), TAGS))

    def _uses(self, group: Sequence[int]) -> dict[Phrase, _Uses]:
        """The phrases of a group, without those that only name people."""
        uses: dict[Phrase, _Uses] = {}
        for i in group:
            for phrase, forms in phrases(self._facts[i].opening).items():
                if not self._people.issuperset(phrase):
                    use = uses.setdefault(phrase, _Uses())
                    use.facts.add(i)
                    use.forms.update(forms)
        return uses

    def _weights(self, uses: Mapping[Phrase, _Uses], size: int) -> dict[str, float]:
        """What each word says of a group: p · ln(1 + p/q), p the share of its facts, q that of the others.

        q is smoothed, (n + 1)/(N + 2), so that a word of all the facts still says something.
        """
        others = len(self._facts) - size
        weights = {}
        for phrase, use in uses.items():
            if len(phrase) == 1:
                inside = len(use.facts) / size
                outside = (self._facts_with[phrase] - len(use.facts) + 1) / (others + 2)
                weights[phrase[0]] = inside * math.log1p(inside / outside)
        return weights


def _titles(uses: Mapping[Phrase, _Uses], weights: Mapping[str, float], heaviest: Sequence[str]) -> Iterator[str]:
    """Titles to choose from, the best first.

    A phrase scores the facts that hold it times the weights of its words. Two heaviest words that stand in no
    phrase together count as a phrase in half a fact.
    """
    scores = {
        phrase: len(use.facts) * math.fsum(weights.get(stem, 0.0) for stem in phrase)
        for phrase, use in uses.items()
        if len(phrase) > 1
    }
    best = sorted(scores, key=lambda phrase: (-round(scores[phrase], 6), phrase))
    pairs = [f"{uses[(heaviest[0],)].form()}, {uses[(word,)].form()}" for word in heaviest[1:]]
    in_phrases = [uses[phrase].form() for phrase in best]
    pair_first = pairs and (not best or 2 * scores[best[0]] < weights[heaviest[0]] + weights[heaviest[1]])
    ordered = [*pairs[:1], *in_phrases, *pairs] if pair_first else [*in_phrases, *pairs]
    yield from (title[:1].upper() + title[1:] for title in (*ordered, *(uses[(w,)].form() for w in heaviest)))


def names_of_people(facts: Iterable[Fact]) -> frozenset[str]:
    """The stems of the names of who owns the facts, speaks in their quotes, is spoken of, or says something.

    A sentence's two or three capitalised first words are a name if a verb of saying follows, in two facts.
    """
    known: set[str] = set()
    facts_with = Counter[str]()
    for fact in facts:
        people = [entity.display_name for entity in fact.entities if (entity.type or "").casefold() == "person"]
        speakers = [evidence.who_said_label or "" for evidence in fact.evidence]
        known.update(stem for name in (fact.owner or "", *speakers, *people) for stem in stems(name))
        facts_with.update(set(filter(None, map(_subject_of_saying, _SENTENCE_END.split(fact.opening)))))
    return frozenset(known) | {stem for name, n in facts_with.items() if n > 1 for stem in stems(name)}


def _subject_of_saying(sentence: str) -> str:
    """Who says something, by a sentence's first words; empty where nobody does."""
    words = sentence.split()[:4]
    for n in (2, 3):
        if (
            len(words) > n
            and all(word[0].isupper() for word in words[:n])
            and fold(words[n]) in TITLE_WORDS.verbs_of_saying
        ):
            return " ".join(words[:n])
    return ""
