"""Titles for groups of facts: a phrase that several of them hold, as they write it."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spine.domain.facts import Fact
from spine.domain.suggestions.people import names_of_people
from spine.domain.suggestions.phrases import Phrase, phrases
from spine.domain.tokenizer import fold

TAGS = 5


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
        self._phrases = [phrases(fact.words) for fact in facts]
        self._spread = Counter(phrase for found in self._phrases for phrase in found if len(phrase) == 1)
        self._people = names_of_people(facts)
        self._taken: set[str] = set()

    def name(self, group: Sequence[int]) -> tuple[str, tuple[str, ...]] | None:
        """A title and up to five tags, heaviest first; none for facts that name nothing.

        The title has two to four words where the facts give as many.
        """
        uses = self._uses(group)
        weights = self._weights(uses, len(group))
        heaviest = sorted(weights, key=lambda word: (-round(weights[word], 6), word))
        title = self._free(list(_titles(uses, weights, heaviest)))
        return (title, tuple(uses[(word,)].form().lower() for word in heaviest[:TAGS])) if title else None

    def _uses(self, group: Sequence[int]) -> dict[Phrase, _Uses]:
        """The phrases of a group, without those that only name people."""
        uses: dict[Phrase, _Uses] = {}
        for i in group:
            for phrase, forms in self._phrases[i].items():
                if not self._people.issuperset(phrase):
                    use = uses.setdefault(phrase, _Uses())
                    use.facts.add(i)
                    use.forms.update(forms)
        return uses

    def _weights(self, uses: dict[Phrase, _Uses], size: int) -> dict[str, float]:
        """What each word says of a group: p · ln(1 + p/q), p the share of its facts, q that of the others.

        q is smoothed, (n + 1)/(N + 2), so that a word of all the facts still says something.
        """
        others = len(self._phrases) - size
        weights = {}
        for phrase, use in uses.items():
            if len(phrase) == 1:
                inside = len(use.facts) / size
                outside = (self._spread[phrase] - len(use.facts) + 1) / (others + 2)
                weights[phrase[0]] = inside * math.log1p(inside / outside)
        return weights

    def _free(self, titles: Sequence[str]) -> str | None:
        """The first title that no other group has; a number is put to the first when all are taken."""
        numbered = (f"{title} {n}" for n in range(2, len(self._taken) + 3) for title in titles[:1])
        free = next((t for t in (*titles, *numbered) if fold(t) not in self._taken), None)
        self._taken.update([fold(free)] if free else [])
        return free


def _titles(uses: dict[Phrase, _Uses], weights: dict[str, float], heaviest: Sequence[str]) -> Iterator[str]:
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
