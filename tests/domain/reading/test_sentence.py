import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spine.domain.reading.moments import TIMES_READ, TIMES_TRIED
from spine.domain.reading.requests import read
from spine.domain.reading.sentence import CHARACTERS_READ, WORDS_READ, Sentence
from spine.domain.tokenizer import words


@given(st.text())
@example("本田技研 e Toyota")
@example("ﬁnanças do a\u0301rabe, 1½ hora")
def test_the_words_of_a_sentence_are_those_of_the_search_index(text: str) -> None:
    assert [word.text for word in Sentence.of(text).words] == words(text)


@given(st.text())
def test_a_whole_sentence_leads_back_to_its_own_text(text: str) -> None:
    said = Sentence.of(text)
    assert said.own(0, len(said.folded)).strip() in said.original


def test_marks_that_turn_text_round_are_no_part_of_a_sentence() -> None:
    assert Sentence.of("\u202echase\u200f trück\u202c").original == "chase trück"


def test_a_word_leads_back_to_its_own_spelling() -> None:
    said = Sentence.of("Reunião  sobre\tPREÇOS")
    assert [said.own(word.start, word.end) for word in said.words] == ["Reunião", "sobre", "PREÇOS"]
    assert said.folded == "reuniao sobre precos"


@pytest.mark.parametrize("unit", ["frete ", "7 ", "- ", "本田 "])
def test_a_text_is_read_up_to_its_nine_hundredth_word_or_sign(unit: str) -> None:
    assert read(unit * (WORDS_READ - 10) + ", 45 min").minutes == 45
    assert read(unit * (WORDS_READ + 10) + ", 45 min").minutes is None


def test_a_text_is_read_up_to_its_twentieth_time() -> None:
    assert read("amanhã, " * (TIMES_READ - 1) + "45 min").minutes == 45
    assert read("amanhã, " * TIMES_READ + "45 min").minutes is None


def test_a_text_is_read_up_to_what_is_tried_as_a_time() -> None:
    assert read("um um " * (TIMES_TRIED // 2 - 1) + ", 45 min").minutes == 45
    assert read("um um " * TIMES_TRIED + ", 45 min").minutes is None


def test_a_text_that_folds_to_much_more_is_read_to_its_first_signs() -> None:
    assert len(Sentence.of("\ufdfa" * 4_000).folded) < 2 * CHARACTERS_READ
