"""Titles for groups of facts: what most of them share, as they write it, and no one's name; else a fact's own words."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

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
    """How many facts hold a phrase, and the ways in which they write it, as often as they do."""

    held: int = 0
    forms: list[str] = field(default_factory=list)

    def form(self) -> str:
        """The commonest way to write it; of equals the shortest, then lower case."""
        counts = Counter(self.forms)
        return max(counts, key=lambda form: (counts[form], -len(form), form))


type _ByPhrase = Mapping[Phrase, _Uses]


class Titles:
    """Names groups of facts apart from all the facts, and never two groups alike."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        """Read what all the facts name."""
        self._facts = facts
        self._stretches = without_first_verbs(facts)
        stems_of_each = map(_single_stems, self._stretches)
        self._facts_with = Counter(chain.from_iterable(stems_of_each))
        self._people = names_of_people(facts)
        self._taken: set[str] = set()

    def name(self, group: Sequence[int]) -> tuple[str, tuple[str, ...]] | None:
        """A title and up to five tags, heaviest first, of facts, most central first; none for such as name nothing.

        Title and tags are no longer than a workstream's.
        """
        group = group[:FACTS_READ]
        words = self._uses_of_words(group)
        weights = self._weights(words, len(group))
        if not weights:
            return None
        uses = {**words, **self._uses_of_phrases(group)}
        titles = [*_shared(uses, weights, self._telling(words, len(group)), len(group)), *self._openings(group)]
        written = [title[:1].upper() + title[1:] for title in titles if 0 < len(title) <= MAX_TITLE_LENGTH]
        numbered = (f"{written[0][: MAX_TITLE_LENGTH - 4]} {n}" for n in range(2, len(self._taken) + 3))
        title = next(title for title in (*written, *numbered) if fold(title) not in self._taken)
        self._taken.add(fold(title))
        tags = (words[(stem,)].form().lower() for stem in _heaviest(weights, words))
        return title, tuple(tag for tag in tags if len(tag) <= MAX_TAG_LENGTH)

    def _openings(self, group: Sequence[int]) -> list[str]:
        """The facts' own titles or words, most central first; last those that begin in the middle of a thought."""
        texts = [self._facts[i].title or self._facts[i].words for i in group]
        return [own_words(text) for text in sorted(texts, key=lambda text: not begins_a_title(text))]

    def _uses_of_words(self, group: Sequence[int]) -> dict[Phrase, _Uses]:
        """The words of a group, without those that only name people."""
        uses = defaultdict[Phrase, _Uses](_Uses)
        for i in group:
            own = [word for stretch in self._stretches[i] for word in stretch if len(word.stems) == 1]
            for word in own:
                uses[word.stems].forms.append(without_possessive(word.written))
            for phrase in {word.stems for word in own}:
                uses[phrase].held += 1
        return {phrase: use for phrase, use in uses.items() if phrase[0] not in self._people}

    def _uses_of_phrases(self, group: Sequence[int]) -> dict[Phrase, _Uses]:
        """The phrases of such words as several facts of a group hold, without those that only name people."""
        uses = defaultdict[Phrase, _Uses](_Uses)
        facts_with = Counter(chain.from_iterable(_stems(self._stretches[i]) for i in group))
        fewest = max(2, -(-len(group) // SEVERAL))
        several = {stem for stem, n in facts_with.items() if n >= fewest}
        for i in group:
            own = [one for one in phrases(self._stretches[i], several) if not self._people.issuperset(one[0])]
            for phrase, form in own:
                uses[phrase].forms.append(form)
            for phrase in {phrase for phrase, _ in own}:
                uses[phrase].held += 1
        return uses

    def _telling(self, uses: _ByPhrase, size: int) -> frozenset[str]:
        """The words that tell the group from the others: those in a share of its facts three times theirs."""
        others = len(self._facts) - size
        return frozenset(
            stem
            for (stem,), use in uses.items()
            if use.held * others >= TELLING * size * (self._facts_with[stem] - use.held)
        )

    def _weights(self, uses: _ByPhrase, size: int) -> dict[str, float]:
        """What each word says of a group: p · ln(1 + p/q), p the share of its facts, q that of the others.

        q is smoothed, (n + 1)/(N + 2), so that a word of all the facts still says something.
        """
        others = len(self._facts) - size
        weights = {}
        for (stem,), use in uses.items():
            inside, outside = use.held / size, max(0, self._facts_with[stem] - use.held) + 1
            weights[stem] = inside * math.log1p(inside * (others + 2) / outside)
        return weights


def _single_stems(stretches: Iterable[Stretch]) -> set[str]:
    return {word.stems[0] for stretch in stretches for word in stretch if len(word.stems) == 1}


def _stems(stretches: Iterable[Stretch]) -> set[str]:
    return {stem for stretch in stretches for word in stretch for stem in word.stems}


def _heaviest(weights: Mapping[str, float], words: _ByPhrase) -> list[str]:
    """The five words that say most; of equals the longest, as it is written."""
    rounded = {stem: round(weight, 6) for stem, weight in weights.items()}
    least = sorted(rounded.values(), reverse=True)[:TAGS][-1]
    heavy = [stem for stem, weight in rounded.items() if weight >= least]
    return sorted(heavy, key=lambda stem: (-rounded[stem], -len(words[(stem,)].form()), stem))[:TAGS]


def _shared(uses: _ByPhrase, weights: Mapping[str, float], telling: frozenset[str], size: int) -> Iterator[str]:
    """What several of a group's facts hold, best first: phrases that half of them hold, phrases of words each of which
    half of them hold, words of most, phrases of some. One of the words is telling.

    A phrase counts the facts that hold it times the weights of its words.
    """
    held = {
        phrase: use.held
        for phrase, use in uses.items()
        if (len(phrase) > 1 or 2 * use.held > size > 2) and telling.intersection(phrase)
    }
    score = {phrase: n * math.fsum(weights.get(stem, 0.0) for stem in phrase) for phrase, n in held.items()}
    best = sorted(held, key=lambda one: (-round(score[one], 6), -len(uses[one].form()), one))
    several_words = [phrase for phrase in best if len(phrase) > 1]
    common = {phrase[0] for phrase, use in uses.items() if len(phrase) == 1 and 2 * use.held >= size > HANDFUL}
    of_half = [phrase for phrase in several_words if 2 * held[phrase] >= size and held[phrase] > 1]
    of_common_words = [phrase for phrase in several_words if common.issuperset(phrase)]
    words_of_most = [phrase for phrase in best if len(phrase) == 1]
    of_some = [phrase for phrase in several_words if SEVERAL * held[phrase] >= size and held[phrase] > 1]
    ordered = dict.fromkeys((*of_half, *of_common_words, *words_of_most, *of_some))
    yield from (uses[phrase].form() for phrase in ordered)


def without_first_verbs(facts: Sequence[Fact]) -> list[list[Stretch]]:
    """The stretches of each fact, without the verb that an action or a decision begins with.

    A word is such a verb, of whatever language, where it begins actions and decisions and stands nowhere else: "Rebuild
    the pump" begins with one; "contract" in "contract to be signed" stands inside other facts as well.
    """
    found = [fact.analysis.stretches for fact in facts]
    first = {
        i: words(own[0][0].folded)[0]
        for i, own in enumerate(found)
        if own[0] and facts[i].type_info.kind in _BEGIN_WITH_A_VERB
    }
    others = {word.folded for i, own in enumerate(found) for word in own[0][i in first :]}
    others |= {word.folded for own in found for stretch in own[1:] for word in stretch}
    verbs = set(first.values()) - others
    verbs -= {part for folded in others if not folded.isalnum() for part in words(folded)}
    return [[own[0][1:], *own[1:]] if first.get(i) in verbs else own for i, own in enumerate(found)]


def names_of_people(facts: Sequence[Fact]) -> frozenset[str]:
    """The stems of the names of who owns the facts, speaks in their quotes, is spoken of, or says something in two."""
    people = [one.display_name for fact in facts for one in fact.entities if (one.type or "").casefold() == "person"]
    speakers = [evidence.who_said_label or "" for fact in facts for evidence in fact.evidence]
    known = {*people, *speakers, *(fact.owner or "" for fact in facts)}
    facts_with = Counter(name for fact in facts for name in set(fact.analysis.sayers))
    known.update(name for name, n in facts_with.items() if n > 1)
    return frozenset(stem for name in known for stem in stems(name))
