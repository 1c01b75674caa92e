"""Owners as people and extractors write them: one name, several, or a word for nobody (docs/data-model.md#owners)."""

from collections.abc import Iterable
from functools import lru_cache

from spine.domain.tokenizer import words

NOBODY = ""
"""The owner of what is nobody's: a fact that is posted with it has no owner any more."""

_WORDS_FOR_NOBODY = {
    tuple(text.split())
    for text in (
        "null", "none", "nil", "na", "n a", "n d", "nd", "undefined", "unknown", "unassigned", "not assigned", "nobody",
        "no one", "no owner", "tbd", "tba", "tbc", "to be defined", "to be decided", "to be determined",
        "to be assigned", "to be confirmed", "a definir", "por definir", "a confirmar", "nao definido", "nao informado",
        "nao se aplica", "not applicable", "indefinido", "desconhecido", "sem dono", "sem responsavel", "ninguem",
        "nenhum", "nenhuma",
    )
}  # fmt: skip


def one_owner(names: Iterable[str]) -> str:
    """The owner that some names stand for; `NOBODY` where none of them names anybody."""
    return ", ".join(dict.fromkeys(name.strip() for name in names if not says_nothing(name)))


@lru_cache(maxsize=4_096)
def says_nothing(text: str) -> bool:
    """Whether a text stands for a value that is not there: blank, a dash, "null", "n/a", "a definir"."""
    said = tuple(words(text))
    return not said or said in _WORDS_FOR_NOBODY
