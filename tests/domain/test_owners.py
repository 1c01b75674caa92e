"""Who is named as an owner, and who is not."""

import pytest

from spine.domain.owners import NOBODY, one_owner


@pytest.mark.parametrize(
    "said", ["", "  ", "-", "—", "null", "None", "N/A", "n/d", "na", "TBD", "to be defined", "Unassigned",
             "a definir", "Sem responsável", "não informado", "ninguém", "???"],
)  # fmt: skip
def test_a_word_for_nobody_names_nobody(said: str) -> None:
    assert one_owner([said]) == NOBODY


@pytest.mark.parametrize(
    ("names", "owner"),
    [
        (["Ana"], "Ana"), ([" Ana Souza "], "Ana Souza"), (["Ana", "Rui"], "Ana, Rui"), (["Ana", "n/a", ""], "Ana"),
        (["Ana", "Ana"], "Ana"), ([], NOBODY), (["Nadia"], "Nadia"), (["Time de compras"], "Time de compras"),
    ],
)  # fmt: skip
def test_names_become_one_owner(names: list[str], owner: str) -> None:
    assert one_owner(names) == owner
