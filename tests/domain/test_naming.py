"""What names the matter of a text."""

import pytest

from spine.domain.naming import is_verb, marked, names_a_thing, naming_marks, read_stretches, sayers, stretches
from spine.domain.tokenizer import stems_of, tokens


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


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Contrato com a Foxconn e multa, frete", "Contrato com a Foxconn e multa|frete"),
        ("Aprovar o contrato (frete) já", "|contrato|frete"),
        ("Custo da coleção Rio Acima subiu", "Custo da coleção Rio Acima"),
        ("Definir amanhã", ""),
        ("", ""),
    ],
)
def test_titles_are_taken_from_words_that_go_on_with_one_another(text: str, kept: str) -> None:
    assert stretches(text) == kept


def test_stretches_are_read_as_they_were_written() -> None:
    read = read_stretches(stretches("Aprovar a coleção Rio Acima"))
    assert [[word.stems for word in stretch] for stretch in read] == [[], [("colecao",), ("rio",), ("acima",)]]


def test_what_a_text_names_is_marked_among_its_stems() -> None:
    said = tokens("Aprovar 1.500 metros de wi-fi até 7 ou 2026")
    named = marked(stems_of(said), naming_marks(said))
    assert sorted(named) == ["2026", "500", "fi", "wi"]


def test_who_says_something_is_named_before_a_verb_of_saying() -> None:
    assert sayers("Ana Lima said no. The site manager proposed a wall. It was said.") == ["ana lima", "site manager"]
