"""Sentences that state something without a heading or a label (docs/notes.md#sentences)."""

import pytest

from spine.domain.notes.forms import Form
from tests.domain.notes.read import facts, read


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Rui will send the offer by Friday.", "2026-12-04"), ("A Ana Prado enviará o ofício até 12/12.", "2026-12-12"),
        ("Ana Prado vai informar o cliente até sexta.", "2026-12-04"),
        ("Ana Prado convida palestrantes até sexta.", "2026-12-04"),
        ("Ana Prado trata do formulário até sexta.", "2026-12-04"), ("Rui sends the offer by Friday.", "2026-12-04"),
        ("Rui will report back on 9 December.", "2026-12-09"), ("O Rui vai subir o site na sexta.", "2026-12-04"),
        ("Rui to get a third quote by Friday.", "2026-12-04"),
    ],
)  # fmt: skip
def test_what_a_known_person_does_by_a_day_is_an_action(sentence: str, due: str) -> None:
    [found] = read(f"We spoke of the fair. {sentence} All agreed.\n").statements
    assert (found.fact_type, found.owner is not None, str(found.due)) == ("action_item", True, due)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rui will be away by Friday.", "A Ana Prado está fora até sexta.", "Ana Prado continua de férias até 12/12.",
        "Ana Prado ocupada com a feira até sexta.", "Ana Prado ausente do escritório até sexta.",
        "Rui e Ana Prado enviaram o relatório antes de sexta.",
        "Rui works from home until Friday.", "Adobe will send the offer by Friday.", "Rui sends his love.",
        "Rui expects the delivery before 12 December.", "Rui asks whether we can ship by Friday.",
        "Ana Prado informa que o prazo vai até sexta.", "O Rui vai receber as peças até sexta.",
        "Rui to Lisbon on Friday.", "O conselho aprovou? Não.", "We decided nothing.", "Agreed: nothing new.",
        "The team meeting approved of the idea.", "Motion sickness was mentioned. Approved.",
        "Rui sent the offer on Friday.", "Rui will turn 40 by Friday.", "Rui trabalha de casa na sexta.",
    ],
)  # fmt: skip
def test_how_somebody_is_and_what_was_done_is_no_action(sentence: str) -> None:
    assert facts(f"We spoke of the fair. {sentence}\n") == []


def test_a_person_takes_something_on_behind_the_subject_of_an_item() -> None:
    text = "- inscrições: Rui trata do formulário até sexta\n- seguro: Ana Prado vai falar com eles (até 9 dez)\n"
    found = read(text).statements
    assert [(one.owner, str(one.due)) for one in found] == [("Rui", "2026-12-04"), ("Ana Prado", "2026-12-09")]


@pytest.mark.parametrize(
    "line",
    [
        "Aprovada a nova lista de restrição", "Antibióticos – aprovada a nova lista", "decided to pause the role",
        "Deliberado, por unanimidade, aprovar o regulamento", "O executivo aprovou a tabela de preços",
        "The board approved the budget", "The grants committee has rejected both bids", "Definimos que o preço fica",
        "Approved the minutes", "Agreed not to renew", "New business: the board approved the expansion",
    ],
)  # fmt: skip
def test_an_item_records_a_decision(line: str) -> None:
    assert [kind for kind, _ in facts(f"- {line}\n")] == ["decision"]


@pytest.mark.parametrize("line", ["The customer approved the layout", "Aprovação do orçamento", "Combinado com o Rui"])
def test_other_approvals_are_no_decisions(line: str) -> None:
    assert facts(f"- {line}\n") == []


def test_what_was_agreed_that_a_person_will_do_is_an_action() -> None:
    [found] = read("Ficou definido que a Ana Prado irá acompanhar a obra.\n").statements
    assert (found.fact_type, found.owner) == ("action_item", "Ana Prado")


def test_a_chat_line_is_seen_from_its_own_day() -> None:
    text = "[12/11/2026, 20:14] Rui: TODO: ligar até sexta\n[19/11/2026, 20:15] Rui: TODO: pagar até sexta\n"
    found = read(text, Form.PLAIN, day=None).statements
    assert [str(one.due) for one in found] == ["2026-11-13", "2026-11-20"]


@pytest.mark.parametrize(
    "text",
    [
        "Proposed by Ana Prado, seconded by Rui, that the fee rise to 185. Carried 30 to 11.",
        "It was moved that the bid be accepted. Motion passed unanimously.",
        "Motion (Okoye/Fry): replace the boiler. Carried.",
        "Foi proposto pela Ana Prado subir a quota. Aprovado por maioria.",
    ],
)
def test_a_motion_that_was_passed_is_a_decision(text: str) -> None:
    assert [kind for kind, _ in facts(f"{text}\n")] == ["decision"]


@pytest.mark.parametrize(
    "text", ["It was moved that the bid be accepted. No vote was taken.", "Budget: to be approved"]
)
def test_a_motion_without_a_verdict_is_none(text: str) -> None:
    assert facts(f"- {text}\n") == []


@pytest.mark.parametrize("line", ["Protocolo de sedação: aprovado; entra em vigor a 1/12", "Budget: approved."])
def test_a_verdict_behind_a_subject_is_a_decision(line: str) -> None:
    assert [kind for kind, _ in facts(f"- {line}\n")] == ["decision"]


def test_a_person_takes_something_as_an_action_item() -> None:
    [found] = read("* Rui will take it as an action item to document the state\n").statements
    assert (found.fact_type, found.owner) == ("action_item", "Rui")


def test_a_verb_alone_behind_a_name_is_an_action_in_portuguese() -> None:
    text = "- Rui: publicar o edital\n- Ana Prado: melhor assim\n- Adobe: renovar a licença\n- Rui: adiar isso?\n"
    assert facts(text) == [("action_item", "publicar o edital")]


def test_a_sentence_of_an_item_has_its_own_owner_and_date() -> None:
    [found] = read("- Osciloscópio queimado. Rui → pedir conserto até sexta\n").statements
    assert (found.text, found.owner, str(found.due)) == ("pedir conserto", "Rui", "2026-12-04")


def test_a_sentence_may_follow_its_subject_in_a_paragraph() -> None:
    text = "We spoke of snow.\n\n*Direction to staff:* Rui to report on the sidewalks by Friday.\n"
    [found] = read(text).statements
    assert (found.fact_type, found.owner, str(found.due)) == ("action_item", "Rui", "2026-12-04")


@pytest.mark.parametrize(("heading", "kind"), [("ACÇÕES", "action_item"), ("Not yet clear", "open_question")])
def test_older_and_longer_words_for_types(heading: str, kind: str) -> None:
    assert [one for one, _ in facts(f"## {heading}\n- falar com a seguradora\n")] == [kind]
