import pytest

from spine.domain.identifiers import is_identifier
from spine.legacy.migration.report import mapped


@pytest.mark.parametrize("text", ["ata nº 5", "/", "", "-x", "a" * 200, "ação", "a b", "a-b ", "\ud800"])
def test_a_foreign_id_is_mapped_into_the_alphabet_always_alike(text: str) -> None:
    made = mapped(text)
    assert is_identifier(made)
    assert made == mapped(text)
    assert made != mapped(text + "x")
