"""The words that stand for a workstream: its own, and those of the facts that are linked to it.

See docs/data-model.md#words-of-a-workstream.
"""

from collections import defaultdict
from collections.abc import Iterable

from spine.domain.fact_states import FactStatus
from spine.domain.facts import Fact
from spine.domain.tokenizer import WORDS_VERSION, stems
from spine.domain.workstreams import Workstream

LINKS_READ = 40
"""How many links of a workstream, in their order, its words and its plans are taken from."""
STEMS_KEPT = 256

TITLE, TAG, DESCRIPTION, TEXT, QUOTE = 3.0, 1.0, 1.0, 1.0, 0.35
"""Field weights as in BM25F, measured on real meetings: a title says most, a quote least."""


def with_keywords(workstream: Workstream, facts: Iterable[Fact]) -> Workstream:
    """The workstream with the keyword index of its own words and of these linked facts; rejected ones say nothing."""
    fields = [
        (TITLE, stems(workstream.title)),
        (TAG, stems(" ".join(workstream.tags))),
        (DESCRIPTION, stems(workstream.description or "")),
    ]
    for words in (fact.analysis for fact in facts if fact.status is not FactStatus.REJECTED):
        fields += [(TEXT, [*words.title, *words.text]), (QUOTE, words.quotes)]
    weights: defaultdict[str, float] = defaultdict(float)
    for field_weight, stems_of_field in fields:
        for stem in stems_of_field:
            weights[stem] += field_weight
    heaviest = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:STEMS_KEPT]
    index = {
        "stems": tuple(stem for stem, _ in heaviest),
        "weights": tuple(round(weight, 2) for _, weight in heaviest),
        "length": round(float(sum(weights.values())), 2),
        "words_version": WORDS_VERSION,
    }
    return workstream.model_copy(update=index)
