"""The words that stand for a workstream: its own, and those of the facts that are linked to it.

See docs/data-model.md#words-of-a-workstream.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from spine.domain.facts import Fact, FactStatus
from spine.domain.tokenizer import stems
from spine.domain.workstreams import Workstream

LINKS_READ = 40
"""How many links of a workstream, in their order, its words and its plans are taken from."""
STEMS_KEPT = 256

TITLE, TAG, DESCRIPTION, TEXT, QUOTE = 3.0, 1.0, 1.0, 1.0, 0.35
"""Field weights as in BM25F, measured on real meetings: a title says most, a quote least."""


@dataclass(frozen=True)
class KeywordIndex:
    """A workstream's heaviest stems with their weights, heaviest first, and the weight of all its words."""

    stems: tuple[str, ...]
    weights: tuple[float, ...]
    length: float


def keyword_index_of(workstream: Workstream, facts: Iterable[Fact]) -> KeywordIndex:
    """The keyword index of a workstream with these linked facts; rejected ones say nothing."""
    weight: Counter[str] = Counter()
    for field_weight, words in _fields(workstream, facts):
        for stem in stems(words):
            weight[stem] += field_weight  # type: ignore[assignment]  # Counter is typed for integers only
    heaviest = sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:STEMS_KEPT]
    length = round(float(sum(weight.values())), 2)
    return KeywordIndex(tuple(s for s, _ in heaviest), tuple(round(w, 2) for _, w in heaviest), length)


def _fields(workstream: Workstream, facts: Iterable[Fact]) -> Iterable[tuple[float, str]]:
    yield TITLE, workstream.title
    yield TAG, " ".join(workstream.tags)
    yield DESCRIPTION, workstream.description or ""
    for fact in facts:
        if fact.status is not FactStatus.REJECTED:
            yield TEXT, f"{fact.title or ''} {fact.text}"
            yield QUOTE, " ".join(e.quote for e in fact.evidence)


def with_keywords(workstream: Workstream, facts: Iterable[Fact]) -> Workstream:
    """The workstream with the keyword index that these linked facts give it."""
    made = keyword_index_of(workstream, facts)
    return workstream.model_copy(update={"stems": made.stems, "weights": made.weights, "length": made.length})
