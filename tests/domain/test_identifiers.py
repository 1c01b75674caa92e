import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain.identifiers import derived, is_identifier


@pytest.mark.parametrize("text", ["a", "9", "ws_0123456789abcdef", "A.b:c-d_e", "a" * 128])
def test_ids_of_the_alphabet_are_taken(text: str) -> None:
    assert is_identifier(text)


@pytest.mark.parametrize(
    "text", ["", "_a", "-a", ".a", ":a", "a b", "a/b", "a\n", "\na", "é", "aé", "٣", "a" * 129, "a#"]
)
def test_other_ids_are_refused(text: str) -> None:
    assert not is_identifier(text)


@given(st.lists(st.text(max_size=5), min_size=1, max_size=4))
def test_derived_ids_are_ids_of_sixteen_hex_and_always_the_same(parts: list[str]) -> None:
    made = derived("fact", *parts)
    assert re.fullmatch(r"fact_[0-9a-f]{16}", made)
    assert is_identifier(made)
    assert made == derived("fact", *parts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a", "b"), ("b", "a")),
        (("ab", "c"), ("a", "bc")),
        (("a", ""), ("a",)),
        (("a\0b", "c"), ("a", "b\0c")),
        (("a\0", "b"), ("a", "\0b")),
    ],
)
def test_other_parts_give_another_id(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert derived("fact", *one) != derived("fact", *other)


SIGNS = st.lists(st.text(alphabet="a\0\1", max_size=3), min_size=1, max_size=3)


@given(SIGNS, SIGNS)
def test_other_parts_never_give_the_same_id(one: list[str], other: list[str]) -> None:
    assert (derived("agd", *one) == derived("agd", *other)) is (one == other)


def test_the_ids_of_what_is_stored_stay() -> None:
    assert derived("agd", "byd", "day 2026-11-30", "pauta, 45 min", "", "", "", "") == "agd_eb37331bdfd086a2"
