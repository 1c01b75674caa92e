"""Phrases that titles are made of."""

from spine.domain.naming import read_stretches, stretches
from spine.domain.suggestions.phrases import Phrase, phrases
from spine.domain.tokenizer import stems


def found(text: str) -> list[tuple[Phrase, str]]:
    return list(phrases(read_stretches(stretches(text)), stems(text)))


def forms(text: str) -> set[str]:
    return {form for _, form in found(text)}


def test_joining_words_may_stand_inside_a_phrase() -> None:
    assert "contrato com a Foxconn" in forms("Assinar o contrato com a Foxconn")
    assert "prevenção à fraude" in forms("A prevenção à fraude subiu")


def test_a_phrase_with_and_without_joining_words_is_the_same() -> None:
    phrase = ("contrato", "foxconn")
    assert found("contrato com a Foxconn") == [(phrase, "contrato com a Foxconn")]
    assert found("contratos Foxconn") == [(phrase, "contratos Foxconn")]


def test_a_verb_and_its_object_are_no_phrase() -> None:
    assert forms("Shape the remote") == set()
    assert forms("Expandir o programa") == set()


def test_no_phrase_goes_over_punctuation_or_is_longer_than_four_words() -> None:
    assert forms("contrato, Foxconn. Multa") == set()
    assert all(len(form.split()) <= 4 for form in forms("custo de frete de carga de navio de ferro"))


def test_a_possessive_ends_without_its_sign() -> None:
    assert forms("The rights of Children's") == {"rights of Children"}
    assert forms("Children's rights") == {"Children's rights"}


def test_a_phrase_holds_none_but_the_given_stems() -> None:
    some = phrases(read_stretches(stretches("contrato com a Foxconn, multa rescisória")), {"multa", "foxconn"})
    assert list(some) == []
