"""Words and phrases that titles are made of."""

import pytest

from spine.domain.suggestions.naming import is_verb, names_a_thing, phrases


@pytest.mark.parametrize(
    "word",
    "Aprovar Definir definiu aprovaram revisando review reunião meeting the de 42 2026 3k discussed said using makes "
    "rapidamente quickly novo several Monday janeiro semana".split(),
)
def test_what_names_nothing_is_no_title(word: str) -> None:
    assert not names_a_thing(word)


@pytest.mark.parametrize(
    "word",
    "contrato Foxconn fraude prevenção checkout performance celular calendar supply budget training dados entrega "
    "report microphones 5G BYD LGPD".split(),
)
def test_what_names_something_can_be_a_title(word: str) -> None:
    assert names_a_thing(word)


def test_a_code_longer_than_any_word_is_no_title() -> None:
    assert names_a_thing("x" * 40)
    assert not names_a_thing("x" * 41)


@pytest.mark.parametrize("word", "integrar resolver decidir decidiu planned expects making".split())
def test_verbs_are_known_by_ending_or_table(word: str) -> None:
    assert is_verb(word)


def forms(text: str) -> set[str]:
    return {form for found in phrases(text).values() for form in found if " " in form}


def test_joining_words_may_stand_inside_a_phrase() -> None:
    assert "contrato com a Foxconn" in forms("Assinar o contrato com a Foxconn")
    assert "prevenção à fraude" in forms("A prevenção à fraude subiu")


def test_a_phrase_with_and_without_joining_words_is_the_same() -> None:
    assert phrases("contrato com a Foxconn").keys() & phrases("contratos Foxconn").keys() >= {("contrato", "foxconn")}


def test_a_verb_and_its_object_are_no_phrase() -> None:
    assert forms("Shape the remote") == set()
    assert forms("Expandir o programa") == set()


def test_no_phrase_goes_over_punctuation_or_is_longer_than_four_words() -> None:
    assert forms("contrato, Foxconn. Multa") == set()
    assert all(len(form.split()) <= 4 for form in forms("custo de frete de carga de navio de ferro"))


def test_a_possessive_ends_without_its_sign() -> None:
    assert "Children" in {form for found in phrases("Children's rights").values() for form in found}
    assert "Children's rights" in forms("Children's rights")
