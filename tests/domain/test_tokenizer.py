import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from spine.domain.tokenizer import (
    MAX_FOLDED,
    MAX_STEMS,
    fold,
    opening,
    stem,
    stems,
    terms,
    tokens,
    words,
    words_and_tokens,
    words_by_stem,
)


def test_a_text_of_signs_that_fold_to_phrases_is_read_in_part() -> None:
    assert len(stems("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 32_000)) < MAX_FOLDED
    assert terms("ação " * 6_400 + "contrato") == ["acao", "contrato"]


ONE_WORD = """
    geração/gerações contrato/contratos animal/animais papel/papéis fácil/fáceis item/itens imagem/imagens cor/cores
    luz/luzes mês/meses país/países reunião/reuniões pão/pães lençol/lençóis azul/azuis barril/barris gás/gases
    voz/vozes mulher/mulheres professor/professores cidadão/cidadãos alemão/alemães viagem/viagens lei/leis
    museu/museus chapéu/chapéus lápis/lápis vírus/vírus nível/níveis hotel/hotéis flor/flores setor/setores
    cliente/clientes fornecedor/fornecedores sistema/sistemas empresa/empresas ação/ações raiz/raízes juiz/juízes
    homem/homens ordem/ordens origem/origens perfil/perfis canal/canais decisão/decisões integração/integrações
    risco/riscos prazo/prazos bloqueio/bloqueios
    company/companies box/boxes class/classes process/processes feature/features valor/valores system/systems
    plan/plans policy/policies risk/risks batch/batches church/churches wish/wishes bus/buses status/status
    price/prices invoice/invoices vendor/vendors delivery/deliveries key/keys release/releases case/cases
    database/databases service/services issue/issues movie/movies tax/taxes index/indexes size/sizes change/changes
    rule/rules file/files phase/phases response/responses course/courses loss/losses cache/caches employee/employees
    photo/photos hero/heroes shoe/shoes team/teams problem/problems email/emails detail/details model/models
    approval/approvals pencil/pencils
    API/APIs KPI/KPIs menu/menus
""".split()

TWO_WORDS = """
    banco/banca lote/lota porto/porta meta/meto conta/conto caso/casa custo/custa prazo/praza marca/marco
    modo/moda nota/noto plano/plana barco/barca banda/bando corte/corta ponto/ponta preço/prece
    produto/produtor gestor/gestão contrato/contratação casa/casal part/party story/store factory/factor
    director/directory policy/police bus/busy plan/plane class/classify
""".split()

letters = st.text(alphabet=string.ascii_lowercase, min_size=3, max_size=9)
portuguese = st.text(alphabet=string.ascii_letters + "áàâãéêíóôõúüçÁÀÂÃÉÊÍÓÔÕÚÜÇ 0123456789.,;-/", max_size=80)


@pytest.mark.parametrize("pair", ONE_WORD)
def test_singular_and_plural_are_one_word(pair: str) -> None:
    one, many = pair.split("/")
    assert stems(one) == stems(many) != []


@pytest.mark.parametrize("pair", TWO_WORDS)
def test_words_of_different_meaning_stay_two(pair: str) -> None:
    one, other = pair.split("/")
    assert stems(one) != stems(other)


@given(letters)
def test_the_last_vowel_tells_words_apart(root: str) -> None:
    assert stem(root + "o") != stem(root + "a")


@given(letters, st.sampled_from("ao"))
def test_a_final_s_makes_a_plural_of_any_word_in_a_or_o(root: str, vowel: str) -> None:
    assert stem(root + vowel + "s") == stem(root + vowel)


@given(st.text(alphabet=string.ascii_lowercase, min_size=1, max_size=12))
def test_no_word_loses_all_its_letters(word: str) -> None:
    assert stem(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ação", "ACAO"),
        ("Ação", "acao"),
        ("straße", "STRASSE"),
        ("coração", "CORAÇÃO"),
        ("ﬁnal", "final"),
        ("１２", "12"),
        ("Übergröße", "ubergrosse"),
        ("e\u0301", "é"),
    ],
)
def test_case_accents_and_ligatures_are_folded_away(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=60))
@example("İstanbul")
@example("ŉ ΐ ẞ ﬃ Ǆ ͅ")
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(portuguese)
def test_case_and_accents_do_not_change_the_stems(text: str) -> None:
    assert stems(text.upper()) == stems(text) == stems(fold(text))


def test_a_run_of_chinese_signs_gives_its_pairs() -> None:
    assert words("项目计划") == ["项目", "目计", "计划"]


def test_a_chinese_sign_alone_is_a_word() -> None:
    assert stems("税") == ["税"]


def test_latin_letters_beside_chinese_signs_are_words_of_their_own() -> None:
    assert words("BYD电池 v2") == ["byd", "电池", "v2"]


def test_a_chinese_question_shares_stems_with_a_longer_chinese_text() -> None:
    assert set(stems("电池")) <= set(stems("新的电池项目"))


def test_signs_between_words_are_no_words() -> None:
    assert words("R$ 1.000, já! (ou não?)") == ["r", "1", "000", "ja", "ou", "nao"]


@pytest.mark.parametrize("word", ["de", "não", "NÃO", "with", "The", "até", "você"])
def test_function_words_of_both_languages_say_nothing(word: str) -> None:
    assert stems(word) == []


def test_single_letters_say_nothing_but_single_digits_do() -> None:
    assert stems("x y lote 3") == ["lote", "3"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("e-mail", "email"), ("E-mails", "email"), ("wi-fi", "WiFi"), ("follow-up", "followup"), ("CT-e", "CTe"),
        ("on\u2011line", "online"), ("11,3 km", "11.3"), ("R$ 1.500,00", "1500"), ("1,234,567.50", "1234567,50"),
        ("1.500.000", "1500000"), ("1.500", "1500"), ("1.500", "1,500"), ("v4.2", "4.2"), ("3º bloco", "3"),
        ("nº 3", "3"), ("3ª", "3"),
    ],
)  # fmt: skip
def test_spellings_of_one_thing_share_a_stem(one: str, other: str) -> None:
    assert set(stems(one)) & set(stems(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("11,3", "11 e 3"), ("fase 3", "fase 30"), ("4.1", "4.2"), ("4.1", "4.10"), ("CD 21", "CD 12"),
        ("0,500", "500"), ("2.5", "25"), ("9-10", "910"), ("192.168.1.1", "19216811"), ("1.50", "150"),
    ],
)  # fmt: skip
def test_different_numbers_share_no_number(one: str, other: str) -> None:
    numbers = [{s for s in stems(text) if s[0].isdecimal()} for text in (one, other)]
    assert numbers[0] and numbers[1] and not numbers[0] & numbers[1]


def test_words_with_a_hyphen_are_also_found_by_each_of_them() -> None:
    assert stems("Beira-Rio") == ["beira", "rio", "beirario"]


def test_stems_repeat_as_often_as_they_stand_there() -> None:
    assert stems("contrato, contratos e Contrato") == ["contrato"] * 3


@given(st.lists(st.text(max_size=60), max_size=5))
def test_terms_are_sorted_and_stand_once(texts: list[str]) -> None:
    found = terms(*texts)
    assert found == sorted(set(found))
    assert set(found) == {s for text in texts for s in stems(text)}


@given(st.lists(portuguese, max_size=5).flatmap(lambda texts: st.tuples(st.just(texts), st.permutations(texts))))
def test_the_order_of_few_texts_does_not_change_their_terms(both: tuple[list[str], list[str]]) -> None:
    assert terms(*both[0]) == terms(*both[1])


def test_there_are_at_most_two_hundred_terms_and_the_first_words_count() -> None:
    found = terms("contrato", " ".join(f"palavra{n}" for n in range(400)))
    assert len(found) == MAX_STEMS == 200
    assert "contrato" in found
    assert "palavra0" in found


def test_two_hundred_terms_are_not_too_many() -> None:
    assert len(terms(" ".join(f"palavra{n}" for n in range(200)))) == 200


def test_a_stem_is_led_back_to_the_first_word_that_it_stands_for() -> None:
    assert words_by_stem("Os Contratos da Foxconn: um contrato de integrações") == {
        "contrato": "Contratos", "foxconn": "Foxconn", stem(fold("integrações")): "integrações",
    }  # fmt: skip


@given(st.text(alphabet=string.ascii_letters + " .,"))
def test_every_stem_of_a_text_has_a_word_of_it(text: str) -> None:
    assert set(words_by_stem(text)) == set(stems(text))
    assert all(form in text for form in words_by_stem(text).values())


def test_a_long_text_is_read_to_its_last_whole_word_within_2000_characters() -> None:
    assert opening("contrato " * 300) == ("contrato " * 222).strip()
    assert opening("x" * 2000 + " y") == "x" * 2000


@given(st.text(alphabet="ab \n", min_size=0, max_size=3).map(lambda text: text * 900))
@example(" " * 3000)
@example("x" * 3000)
def test_what_is_read_of_a_text_is_its_beginning(text: str) -> None:
    read = opening(text.strip())
    assert text.strip().startswith(read)
    assert len(read) <= 2000
    assert read or not text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "Plain words",
        "wi-fi e 1.500,00",
        "1º andar",
        "a.b c",
        "R$ 3,5 mi.",
        "v1.2-rc",
        "日本語 e texto",
        "não é já",
        "ﬁ-x",
    ],
)
def test_words_and_tokens_together_are_what_each_is_alone(text: str) -> None:
    assert words_and_tokens(text, fold(text)) == (words(text), tokens(text))
