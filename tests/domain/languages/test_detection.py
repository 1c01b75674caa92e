import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain.languages import Language, parse_language
from spine.domain.languages.detection import detect


@pytest.mark.parametrize("tag", ["pt", "PT", "pt-BR", "pt-br", "pt-PT", "Pt-AO"])
def test_every_portuguese_tag_means_portuguese(tag: str) -> None:
    assert parse_language(tag) is Language.PORTUGUESE


@pytest.mark.parametrize("tag", ["en", "EN", "en-US", "en-gb", "En-001"])
def test_every_english_tag_means_english(tag: str) -> None:
    assert parse_language(tag) is Language.ENGLISH


@pytest.mark.parametrize("tag", ["", "fr", "es-ES", "english", "pt-", "ptbr", "pt_BR", "en US", " en"])
def test_any_other_tag_is_refused_naming_the_two_languages(tag: str) -> None:
    with pytest.raises(ValueError, match=r"pt-BR.*en-US"):
        parse_language(tag)


@pytest.mark.parametrize(
    "text",
    [
        "reuniao com byd 30 min", "pauta BYD", "reunião", "call com a BYD", "sync com Acme 15 min",
        "preciso de ajuda",
        "renovacao do contrato", "reuniao sobre customer success e churn", "discussão de preços",
        "proximos passos",
        "FACA A PAUTA", "kickoff do projeto",
    ],
)  # fmt: skip
def test_portuguese_is_told_with_or_without_accents(text: str) -> None:
    assert detect(text) is Language.PORTUGUESE


@pytest.mark.parametrize(
    "text",
    [
        "call with Acme", "sync Acme 15 min", "meeting Acme",
        "café launch in São Paulo with Nubank, one hour",
        "contract renewal for Itaú", "Plan the agenda", "next steps", "pricing and shipping",
        "half hour with Magalu",
    ],
)  # fmt: skip
def test_english_is_told_even_with_accented_names(text: str) -> None:
    assert detect(text) is Language.ENGLISH


@pytest.mark.parametrize("text", ["", "BYD", "BYD 30 min", "123", "??", "Acme Corp", "status Acme"])
def test_a_text_without_a_sign_has_no_language(text: str) -> None:
    assert detect(text) is None


@given(st.text())
def test_any_text_has_one_of_the_two_languages_or_none(text: str) -> None:
    assert detect(text) in {Language.PORTUGUESE, Language.ENGLISH, None}
