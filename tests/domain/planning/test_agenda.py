import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain.planning.agenda import QUOTE_SHOWN, shortened, why
from tests.domain.planning.builders import EN, PT, evidence, fact


def test_why_is_the_best_quote_in_the_language() -> None:
    proved = fact(evidence=(evidence("curta"), evidence("vamos assinar em março")))
    assert why(proved, PT) == "(evidência: “vamos assinar em março”)"
    assert why(proved, EN) == "(evidence: “vamos assinar em março”)"


@pytest.mark.parametrize("quotes", [(), (evidence(""),), (evidence(" \n "),)], ids=["none", "empty", "blank"])
def test_without_a_quote_there_is_no_why(quotes: tuple) -> None:
    assert why(fact(evidence=quotes), PT) == ""


@given(st.text(min_size=1, max_size=300))
def test_a_quote_ends_with_an_ellipsis_only_when_it_was_cut(quote: str) -> None:
    line = " ".join(quote.split())
    short = shortened(quote)
    assert (short == line) if len(line) <= QUOTE_SHOWN else (short.endswith("…") and len(short) <= QUOTE_SHOWN + 1)


def test_a_quote_that_ends_with_an_ellipsis_keeps_it() -> None:
    assert shortened("então…") == "então…"


def test_a_quote_that_just_fits_is_whole() -> None:
    just = ("palavra " * 40)[: QUOTE_SHOWN - 1] + "x"
    assert shortened(just) == just
    assert shortened(just + "y").endswith("…")


@given(st.lists(st.text(alphabet="abcçã", min_size=1, max_size=12), min_size=60, max_size=120))
def test_a_long_quote_is_cut_between_two_words(said: list[str]) -> None:
    line = " ".join(said)
    short = shortened(line)
    if len(line) > QUOTE_SHOWN:
        assert short.removesuffix("…").split() == said[: len(short.split())]


def test_a_word_that_is_longer_than_all_the_room_is_cut() -> None:
    assert shortened("x" * 500) == "x" * QUOTE_SHOWN + "…"
