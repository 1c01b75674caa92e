"""How people and extractors write the type of a fact, and which type they mean (docs/data-model.md#fact-types)."""

import re
from functools import lru_cache

from spine.domain.fact_types import FACT_TYPES
from spine.domain.limits import MAX_TYPE_LENGTH
from spine.domain.tokenizer import fold, stem

_SYNONYMS = {name: tuple(one.synonyms.split()) for name, one in FACT_TYPES.items()}
_WORD = re.compile(r"[^\W_]+")
_BEFORE_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def _in_singular(spelling: str) -> str:
    return "_".join(map(stem, spelling.split("_")))


_TYPES = {_in_singular(word): name for name, words in _SYNONYMS.items() for word in (name, *words)}


@lru_cache(maxsize=4_096)
def type_named(text: str) -> str:
    """The type that a word in any spelling names: "Action items", "ActionItem" and "tarefa" are `action_item`.

    One that the table lacks is folded to lower case with `_` between its words; it is empty if it has no word.
    """
    folded = "_".join(_WORD.findall(fold(_BEFORE_CAPITAL.sub(" ", text))))[:MAX_TYPE_LENGTH].rstrip("_")
    return folded if folded in FACT_TYPES else _TYPES.get(_in_singular(folded), folded)


def spellings_of(name: str) -> tuple[str, ...]:
    """A type and its synonyms: what a fact of this type may be stored under that was written before they were read."""
    return name, *_SYNONYMS.get(name, ())
