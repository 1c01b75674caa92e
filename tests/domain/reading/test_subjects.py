import pytest

from spine.domain.reading.requests import read


@pytest.mark.parametrize(
    "cue",
    [
        "sobre", "a respeito de", "acerca de", "referente a", "quanto a", "em relação a", "focada em",
        "com foco em",
        "tema:", ", assunto:", "para discutir", "para falar de", "para falar sobre", "pra tratar de",
        "para alinhar",
    ],
)  # fmt: skip
def test_every_portuguese_cue_leads_to_the_subject(cue: str) -> None:
    assert (
        read(f"faça a pauta da reunião com o João {cue} renovação, prazos e multas").subject
        == "renovação, prazos e multas"
    )


@pytest.mark.parametrize(
    "cue",
    [
        "about", "regarding", "concerning", "covering", "on", "re", "re:", "to discuss", "to go over",
        "to talk about",
        "focused on", ", topic:", "with respect to", "to review", "wrt",
    ],
)  # fmt: skip
def test_every_english_cue_leads_to_the_subject(cue: str) -> None:
    assert read(f"plan a meeting with John {cue} renewal, terms and fines").subject == "renewal, terms and fines"


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("reunião sobre o contrato", "contrato"),
        ("meeting about the contract", "contract"),
        ("meeting about A/B testing", "A/B testing"),
        ("reunião sobre se devemos renovar", "se devemos renovar"),
        ("meeting about if we should renew, and when", "if we should renew, and when"),
    ],
)
def test_articles_go_and_conditions_and_commas_stay(said: str, subject: str) -> None:
    assert read(said).subject == subject


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("reunião sobre o incidente de sexta", "incidente de sexta"),
        ("meeting about deliverables by Friday", "deliverables by Friday"),
        ("meeting about today's outage", "today's outage"),
        ("reunião sobre preços amanhã às 15h", "preços"),
        ("meeting about pricing on Friday at 3pm, please", "pricing"),
    ],
)
def test_a_date_is_taken_off_unless_it_belongs_to_the_subject(said: str, subject: str) -> None:
    assert read(said).subject == subject


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ("status semanal", "status semanal"),
        ("quarterly business review, 60m", "quarterly business review"),
        ("test meeting", "test meeting"),
    ],
)
def test_words_that_only_look_like_a_kind_of_meeting_are_a_subject(said: str, subject: str) -> None:
    assert read(said).subject == subject


@pytest.mark.parametrize(
    "said",
    [
        "reunião", "próxima reunião com o time de vendas", "me ajuda com a pauta de hoje",
        "call with John tomorrow",
        "What should we discuss next week?", "Plan the agenda of our next meeting.",
        "meeting in 30 minutes",
        "quero marcar uma conversa de meia hora na sexta, por favor",
    ],
)  # fmt: skip
def test_a_request_that_only_asks_has_no_subject(said: str) -> None:
    assert read(said).subject is None


@pytest.mark.parametrize(
    ("said", "subject"),
    [
        ('meeting about "glow in the dark", 30 min', "glow in the dark"),
        ('reunião sobre "metas" e "prazos"', '"metas" e "prazos"'),
        ("meeting about pricing (Q3), 30 min", "pricing (Q3)"),
        ("meeting about pricing (45 min)", "pricing"),
    ],
)
def test_quotes_and_brackets_stay_only_where_both_belong_to_the_subject(said: str, subject: str) -> None:
    assert read(said).subject == subject


def test_the_first_cue_wins() -> None:
    assert read("reunião para discutir dúvidas sobre o contrato").subject == "dúvidas sobre o contrato"


def test_details_between_the_cue_and_the_subject_are_passed_over() -> None:
    assert read("discutir amanhã às 10h os prazos de entrega").subject == "prazos de entrega"
