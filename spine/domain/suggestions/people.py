"""Who says things in facts: a title tells what a workstream is about, not who spoke."""

import re
from collections import Counter
from collections.abc import Iterable

from spine.domain.facts import Fact
from spine.domain.languages import TITLES
from spine.domain.tokenizer import fold, stems

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def names_of_people(facts: Iterable[Fact]) -> frozenset[str]:
    """The stems of the names of who owns the facts, speaks in their quotes, is spoken of, or says something.

    A sentence's two or three capitalised first words are a name if a verb of saying follows, in two facts.
    """
    told: Counter[str] = Counter()
    known: set[str] = set()
    for fact in facts:
        known.update(stem for name in _given(fact) for stem in stems(name))
        told.update({name for sentence in _SENTENCE.split(fact.words) for name in _speaker(sentence)})
    return frozenset(known) | {stem for name, n in told.items() if n > 1 for stem in stems(name)}


def _given(fact: Fact) -> list[str]:
    people = [e.display_name for e in fact.entities if (e.type or "").casefold() == "person"]
    return [fact.owner or "", *(evidence.who_said_label or "" for evidence in fact.evidence), *people]


def _speaker(sentence: str) -> list[str]:
    words = sentence.split()[:4]
    for n in (2, 3):
        if len(words) > n and all(word[0].isupper() for word in words[:n]) and fold(words[n]) in TITLES.verbs_of_saying:
            return [" ".join(words[:n])]
    return []
