"""How good an answer is, as numbers from 0 to 1 (the Rand index may be less). docs/quality.md says what each tells."""

import math
import re
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from itertools import islice


def words(text: str) -> list[str]:
    """The words of a text, small."""
    return re.findall(r"[^\W_]+", text.lower())


def clipped(texts: Sequence[str], budget: int) -> set[str]:
    """The distinct words among the first so many of some texts."""
    return set(islice((word for text in texts for word in words(text)), budget))


def rarity(texts: Sequence[str]) -> dict[str, float]:
    """What each word weighs: nothing where every text has it, the more the fewer do. Words of two letters are none."""
    counts = Counter(word for text in texts for word in set(words(text)) if len(word) > 2)
    return {word: math.log(len(texts) / n) for word, n in counts.items()}


def specific_recall(said: Collection[str], wanted: str, weights: Mapping[str, float]) -> float:
    """The share of a text's words, by weight, that are among some words."""
    needed = {word: weights.get(word, 0.0) for word in words(wanted)}
    return math.fsum(weight for word, weight in needed.items() if word in said) / math.fsum(needed.values())


def reciprocal_rank(found: Sequence[str], wanted: Collection[str]) -> float:
    """1 where the first thing found is wanted, 1/2 where it is the second, … 0 where none is."""
    return next((1 / place for place, one in enumerate(found, start=1) if one in wanted), 0.0)


def recall(found: Collection[str], wanted: Collection[str]) -> float:
    """The share of what is wanted that was found."""
    return sum(one in found for one in wanted) / len(wanted)


def rand_index(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> float:
    """How far two groupings of the same things agree on pairs: 1 wholly, 0 as by chance (Hubert and Arabie, 1985)."""
    run_concurrently = _pairs(list(zip(ours, theirs, strict=True)))
    mine, yours, all_pairs = _pairs(ours), _pairs(theirs), math.comb(len(ours), 2)
    by_chance = mine * yours / all_pairs if all_pairs else 0.0
    at_most = (mine + yours) / 2
    return (run_concurrently - by_chance) / (at_most - by_chance) if at_most != by_chance else 1.0


def _pairs(groups: Sequence[Hashable]) -> int:
    """How many pairs of things share a group."""
    return sum(math.comb(size, 2) for size in Counter(groups).values())
