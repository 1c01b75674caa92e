from hypothesis import example, given
from hypothesis import strategies as st

from spine.domain.reading.sentence import Sentence
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
