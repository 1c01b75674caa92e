"""One organisation to measure with: facts of about 1 KB with quotes and people, and workstreams that hold some."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import accumulate, count
from typing import Any

ORG = "bench"
WORKSTREAMS, LINKS = 20, 50
FACTS_A_MEETING = 40
SIZE_OF_VOCABULARY = 4_000
REPEATED = 0.06
"""The share of facts that say again what one shortly before said, in almost the same words."""
SYLLABLES = (
    "ba ca da fa ga la ma na pa ra sa ta be de le me ne re se te bi di li mi ni ri si ti co do lo mo no ro so to"
)
JOINING = "de da do a o que para com em uma um não por na no os as se mais até ser ao".split()
PEOPLE = [
    f"{first} {last}" for first in "Ana Rui Bia Caio Davi Elis".split() for last in "Lima Melo Reis Moura".split()
]
TYPES = """decision decision_needed action_item action_item task risk blocker milestone question insight topic metric
    dependency requirement""".split()


@dataclass
class Dataset:
    """The bodies of the requests that fill an organisation; the same for the same seed and the same day."""

    seed: int = 7

    @cached_property
    def _chance(self) -> random.Random:
        return random.Random(self.seed)

    @cached_property
    def vocabulary(self) -> list[str]:
        """Made-up words, the commonest first."""
        syllables = SYLLABLES.split()
        words = ("".join(self._chance.choices(syllables, k=self._chance.randint(2, 4))) for _ in count())
        distinct: dict[str, None] = {}
        while len(distinct) < SIZE_OF_VOCABULARY:
            distinct.setdefault(next(words))
        return list(distinct)

    @cached_property
    def _frequencies(self) -> list[float]:
        """Summed up: by Zipf's law, but flatter at the top: content words are rarer than words like "de"."""
        return list(accumulate(1 / (rank + 30) for rank in range(len(self.vocabulary))))

    def facts(self, total: int) -> Iterator[dict[str, Any]]:
        """Facts, the newest first, one for every six minutes back from now."""
        now = datetime.now(UTC).replace(microsecond=0)
        before = ""
        for number in range(total):
            is_repeated = before and self._chance.random() < REPEATED
            text = self._reworded(before) if is_repeated else self._sentence(32)
            before = text
            yield self._fact(number, text, now - timedelta(minutes=6 * number))

    def _fact(self, number: int, text: str, said_at: datetime) -> dict[str, Any]:
        speaker, owner = self._chance.sample(PEOPLE, k=2)
        start = number % FACTS_A_MEETING * 900
        quotes = [self._sentence(28), self._sentence(20)]
        fact = {
            "fact_id": f"f{number}",
            "fact_type": self._chance.choice(TYPES),
            "text": text,
            "owner": owner,
            "meeting_id": f"m{number // FACTS_A_MEETING}",
            "evidence": [
                {
                    "quote": quote,
                    "who_said_label": speaker,
                    "char_span": [start + n * 300, start + n * 300 + len(quote)],
                }
                for n, quote in enumerate(quotes)
            ],
            "entities": [{"display_name": speaker, "type": "person"}],
            "created_at": said_at.isoformat(),
        }
        if number % 5 == 0:
            fact["due_iso"] = (said_at + timedelta(days=self._chance.randint(2, 40))).date().isoformat()
        return fact

    def _sentence(self, length: int) -> str:
        content = iter(self._chance.choices(self.vocabulary, cum_weights=self._frequencies, k=length))
        said = (self._chance.choice(JOINING) if n % 5 in (1, 3) else next(content) for n in range(length))
        return f"{' '.join(said).capitalize()} {self._chance.randint(1, 60)}."

    def _reworded(self, text: str) -> str:
        words = text.split()
        words[self._chance.randrange(len(words) - 1)] = self._chance.choice(self.vocabulary)
        return " ".join(words)

    def workstreams(self) -> Iterator[dict[str, Any]]:
        """Workstreams, each named by two words of its own."""
        for number in range(WORKSTREAMS):
            yield {
                "workstream_id": f"w{number}",
                "title": f"{self.name_of(number)} {self.vocabulary[200 + number]}",
                "priority": number % 5,
                "status": ("green", "yellow", "red")[number % 3],
            }

    def name_of(self, number: int) -> str:
        """The word that names a workstream."""
        return self.vocabulary[600 + number]

    def links(self, number: int, total: int) -> dict[str, Any]:
        """The facts of a workstream, most of them of the last weeks."""
        recent = range(min(total, 4_000))
        return {"fact_ids": [f"f{key}" for key in random.Random(number).sample(recent, k=min(LINKS, len(recent)))]}
