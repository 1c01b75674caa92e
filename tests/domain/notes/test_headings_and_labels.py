"""Which lines are facts, and of which type: by heading, label, box and sentence."""

import pytest

from spine.domain.notes.forms import Form
from spine.domain.notes.notes import Notes
from tests.domain.notes.read import facts, only, read


@pytest.mark.parametrize(
    ("heading", "fact_type"),
    [
        ("## Decisions", "decision"), ("## 3. Decisões tomadas", "decision"), ("**Key decisions**", "decision"),
        ("O QUE FICOU DECIDIDO", "decision"), ("Deliberações:", "decision"), ("## What we agreed", "decision"),
        ("## Action items", "action_item"), ("## Ações", "action_item"), ("Próximos passos:", "action_item"),
        ("## Next steps 🚀", "action_item"), ("## Encaminhamentos (responsável, prazo)", "action_item"),
        ("## Team actions", "action_item"), ("### To-dos", "action_item"), ("## Actions & owners", "action_item"),
        ("## Riscos do projeto", "risk"), ("## Risks and threats", "risk"), ("## Impedimentos", "blocker"),
        ("## Open questions", "open_question"), ("## Dúvidas", "question"), ("## To decide", "decision_needed"),
        ("## Pontos a decidir", "decision_needed"), ("## Marcos", "milestone"),
    ],
)  # fmt: skip
def test_a_heading_says_what_the_lines_below_it_are(heading: str, fact_type: str) -> None:
    assert facts(f"{heading}\n\n- Trocar o servidor de lugar\n") == [(fact_type, "Trocar o servidor de lugar")]


@pytest.mark.parametrize(
    "heading",
    [
        "## Risk assessment", "## Climate action", "## AI", "## AI roadmap", "## Goals", "## Objetivos da casa nova",
        "## Discussion", "## Background", "## Ação social do bairro", "## Decision-making process", "## No actions",
        "## Notes", "## Tema: ações na bolsa",
    ],
)  # fmt: skip
def test_a_heading_of_another_thing_makes_no_facts(heading: str) -> None:
    read_of = read(f"{heading}\n\n- Trocar o servidor de lugar\n")
    assert not [one for one in read_of.statements if one.fact_type != "objective"]


@pytest.mark.parametrize(
    ("line", "fact_type", "text"),
    [
        ("Decisão: manter o fornecedor.", "decision", "manter o fornecedor."),
        ("- **Decision:** keep the supplier", "decision", "keep the supplier"),
        ("AI: check the lease", "action_item", "check the lease"),
        ("* AI @rui check the lease", "action_item", "check the lease"),
        ("TODO trocar a placa", "action_item", "trocar a placa"),
        ("[ACTION] check the lease", "action_item", "check the lease"),
        ("#todo trocar a placa", "action_item", "trocar a placa"),
        ("Ação 3: trocar a placa", "action_item", "trocar a placa"),
        ("⚠️ Risco: a peça atrasa", "risk", "a peça atrasa"),
        ("RISK - the part is late", "risk", "the part is late"),
        ("Pergunta: quem paga?", "question", "quem paga?"),
        ("Rui: decisão: fica como está", "decision", "fica como está"),
        ("RESOLVED that the fee be waived", "decision", "that the fee be waived"),
        ("- [ ] check the lease", "action_item", "check the lease"),
        ("☐ trocar a placa", "action_item", "trocar a placa"),
    ],
)  # fmt: skip
def test_a_label_or_a_box_says_what_its_own_line_is(line: str, fact_type: str, text: str) -> None:
    assert facts(line) == [(fact_type, text)]


@pytest.mark.parametrize(
    "line",
    [
        "AI will change how we plan the shifts",
        "We talked about AI and what it costs",
        "Discutimos a ação do ministério e o risco de chuva",
        "- Actions speak louder than words",
        "- The decision about the lease was postponed again",
        "Trustees agreed that this was a nice idea.",
        "Nada foi decidido sobre a cantina.",
        "Em 2024 o conselho aprovou um plano parecido.",
        "Should we mark the anniversary?",
        "- Ana Prado is on holiday from Monday",
        "Link: https://example.org/actions",
        "10:30 Coffee",
    ],
)
def test_what_nothing_explains_is_left_and_listed(line: str) -> None:
    found = read(line)
    assert (found.statements, [one.line for one in found.unread]) == ([], [1])


def test_a_label_beats_the_heading_and_the_next_heading_ends_it() -> None:
    text = "## Decisões\n- Risco: a peça atrasa\n- Manter o fornecedor\n## Contexto\n- A peça vem do Chile\n"
    assert facts(text) == [("risk", "a peça atrasa"), ("decision", "Manter o fornecedor")]


def test_a_line_set_as_a_heading_covers_its_list_alone() -> None:
    text = "AÇÕES:\n* trocar a placa\n\nQualquer coisa me avisem.\nAbraço\n"
    assert facts(text, Form.PLAIN) == [("action_item", "trocar a placa")]


def test_paragraphs_beside_a_list_introduce_it() -> None:
    assert facts("## Actions\nWe went through the list.\n\n- check the lease\n") == [("action_item", "check the lease")]
    assert facts("## Decisions\nWe keep the supplier.\n\nThe fee is waived.\n") == [
        ("decision", "We keep the supplier."),
        ("decision", "The fee is waived."),
    ]


def test_below_a_heading_for_questions_only_questions_are_some() -> None:
    text = "## Perguntas em aberto\n- Quem paga?\n- O Chile tem o mesmo problema.\n"
    assert facts(text) == [("open_question", "Quem paga?")]
    assert facts("## Open points\n- the theme of the party\n- a bus?\n") == [
        ("open_question", "the theme of the party"),
        ("open_question", "a bus?"),
    ]


def test_below_a_heading_for_two_types_what_has_an_owner_is_to_be_done() -> None:
    text = "## Decisions and actions\n- Keep the supplier\n- Ana: check the lease\n"
    assert facts(text) == [("decision", "Keep the supplier"), ("action_item", "check the lease")]


@pytest.mark.parametrize("line", ["None", "n/a", "Nenhum.", "Sem impedimentos", "Não houve", "-", "No blockers today"])
def test_a_line_that_says_that_there_is_nothing_states_nothing(line: str) -> None:
    assert facts(f"## Blockers\n- {line}\n") == []


def test_details_below_a_fact_are_no_facts_and_a_group_is_none_itself() -> None:
    assert facts("## Actions\n- check the lease\n  - page 3\n  - and the annex\n") == [
        ("action_item", "check the lease")
    ]
    text = "## Actions\n- Website\n  - Ana: new photos\n  - Rui: fix the form by Friday\n"
    assert facts(text) == [("action_item", "new photos"), ("action_item", "fix the form")]


def test_owner_and_date_may_stand_below_an_action() -> None:
    found = only("## Actions\n- check the lease\n  - Owner: Ana\n  - Due: 2026-12-12\n")
    assert (found.text, found.owner, str(found.due)) == ("check the lease", "Ana", "2026-12-12")


def test_a_board_has_its_states_as_headings() -> None:
    text = (
        "## To do\n- write the rota\n## Doing\n- paint bay 7\n## Done\n- close the stocktake\n## Blocked\n- no keys\n"
    )
    states = [(one.fact_type, one.state) for one in read(text).statements]
    assert states == [("action_item", None), ("action_item", None), ("action_item", "done"), ("blocker", None)]


def test_a_ticked_box_is_done_and_what_is_struck_out_is_left() -> None:
    text = "- [x] book the room\n- [ ] check the lease\n- ~~buy a whiteboard~~\n"
    found = read(text)
    assert [(one.text, one.state) for one in found.statements] == [("book the room", "done"), ("check the lease", None)]
    assert [one.line for one in found.unread] == [3]


def test_lists_ten_deep_keep_their_labels() -> None:
    text = "\n".join(f"{'  ' * depth}- level {depth}" for depth in range(9)) + f"\n{'  ' * 9}- AI: check the lease\n"
    assert facts(text) == [("action_item", "check the lease")]


@pytest.mark.parametrize("text", [">" * 99 + " - [ ] deep thing", "- " * 60 + "[ ] deep thing"])
def test_what_stands_too_deep_is_left_with_its_line(text: str) -> None:
    found = read(f"## Decisions\n\n- keep the lease\n\n{text}\n")
    assert [one.text for one in found.statements] == ["keep the lease"]
    assert [one.line for one in found.unread] == [5]


@pytest.mark.parametrize(
    "line",
    [
        "Next stand-up tomorrow 9:15.", "The meeting closed at 5.40 pm.", "Next meeting: 8 Dec.", "Thanks everyone.",
        "Próxima reunião: 8/12", "A reunião foi encerrada às 18h.", "Nada mais havendo a tratar, encerrou-se a sessão.",
        "Obrigado a todos!", "(none)", "tbd", "To be confirmed.", "A definir", "[nenhuma]", "n/a",
    ],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["## Decisions", "## Ações", "## Questions", "## Riscos"])
def test_a_line_with_which_notes_end_or_that_says_nothing_is_left(heading: str, line: str) -> None:
    found = read(f"{heading}\n\n{line}\n")
    assert (found.statements, [one.line for one in found.unread]) == ([], [3])


def test_an_item_about_the_next_meeting_states_something() -> None:
    assert facts("## Decisions\n\n- Next meeting in Lisbon\n") == [("decision", "Next meeting in Lisbon")]


@pytest.mark.parametrize("line", ["AI: a short history of the field.", "AI: the new tool saves us two hours a week."])
def test_a_technology_with_its_subject_is_no_label(line: str) -> None:
    assert facts(f"{line}\n") == []


def test_the_quote_is_the_line_with_its_place() -> None:
    text = "# Ata\r\n\r\n## Decisões\r\n\r\n- Manter o **fornecedor**\r\n"
    found = only(text)
    assert (found.quote, found.line, text[found.start : found.end]) == (
        "Manter o fornecedor", 5, "- Manter o **fornecedor**"
    )  # fmt: skip


def test_lines_that_an_editor_broke_are_one() -> None:
    text = (
        "## Decisions\n\n- The launch of the second line moves to March because the printers\n  do not arrive before\n"
    )
    assert facts(text) == [
        ("decision", "The launch of the second line moves to March because the printers do not arrive before")
    ]


def test_html_and_code_are_left() -> None:
    text = "<table><tr><td colspan=2>Actions</td></tr></table>\n\n```\nTODO: nothing\n```\n"
    found = read(text)
    assert found.statements == []
    assert {one.line for one in found.unread} >= {1, 4}


def test_a_sentence_records_a_decision_or_is_taken_on_by_a_known_person() -> None:
    text = (
        "Falou-se da cantina. Ficou decidido que a festa será no dia 11. O professor Rui ficou de reservar o som até "
        "10/12. Zeca ficou de ajudar."
    )
    found = [(one.fact_type, one.owner, str(one.due)) for one in read(text).statements]
    assert found == [("decision", None, "None"), ("action_item", "Rui", "2026-12-10")]


@pytest.mark.parametrize("heading", ["Follow-ups", "Follow ups", "Followups"])
def test_follow_ups_are_actions(heading: str) -> None:
    assert facts(f"## {heading}\n- call Bob\n") == [("action_item", "call Bob")]


def test_a_question_below_actions_is_a_question_unless_somebody_has_it() -> None:
    text = "Pendências em aberto:\n- Quem paga?\n- Rui: quem paga a conta?\n- [ ] Quem paga?!\n- a escala??\n- pagar\n"
    assert [kind for kind, _ in facts(text)] == ["question", "action_item", "action_item", "action_item", "action_item"]


def test_a_heading_right_below_a_list_ends_it() -> None:
    text = "Action items\n- call Bob\n- call Zeca\nOpen questions\n- Do we stay open?\n"
    assert facts(text) == [
        ("action_item", "call Bob"),
        ("action_item", "call Zeca"),
        ("open_question", "Do we stay open?"),
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Agreed to drop the beta", "decision"), ("Agreed that the beta goes", "decision"),
        ("Rui will send the offer by Friday", "action_item"), ("O Rui vai enviar a proposta até sexta", "action_item"),
        ("Rui will be away until Friday", None), ("Rui vai estar fora até sexta", None),
        ("Rui will turn 40 by Friday", None), ("Rui will send the offer", None),
        ("Adobe will send the offer by Friday", None),
    ],
)  # fmt: skip
def test_items_say_what_was_agreed_and_who_will_do_it(line: str, found: str | None) -> None:
    assert [kind for kind, _ in facts(f"# Weekly\n\n- {line}\n")] == ([found] if found else [])


@pytest.mark.parametrize(
    "line",
    [
        "Ficou combinado que a Ana Prado envia a proposta até sexta.",
        "It was agreed that Rui sends the offer by Friday.",
    ],
)
def test_what_was_agreed_of_a_person_by_a_day_is_an_action(line: str) -> None:
    found = only(f"{line}\n")
    assert (found.fact_type, str(found.due)) == ("action_item", "2026-12-04")
    assert found.owner in ("Ana Prado", "Rui")


@pytest.mark.parametrize(
    "line",
    ["Ficou combinado que o lançamento passa para março.", "It was agreed that Rui leads the project.",
     "It was agreed that the discount holds until Friday."],
)  # fmt: skip
def test_other_agreements_are_decisions(line: str) -> None:
    assert facts(f"{line}\n") == [("decision", line)]


@pytest.mark.parametrize("stamp", ["[27/11/2026 14:06]", "27/11/2026, 14:06 -", "[27/11/2026, 14:06:10]"])
def test_the_day_of_a_chat_is_that_of_its_first_line(stamp: str) -> None:
    text = f"{stamp} Bia: oi\n{stamp} Bia: TODO: alugar as barracas @nuno até 04/12\n"
    found = read(text, Form.PLAIN, day=None).statements
    assert [str(one.due) for one in found] == ["2026-12-04"]


def test_a_bold_line_with_a_number_is_a_heading_without_a_blank_line_before_it() -> None:
    text = "**2. Pátio**\n2.1 Sem resposta.\n**3. Encaminhamentos**\n- Publicar a ata\n"
    assert facts(text) == [("action_item", "Publicar a ata")]


@pytest.mark.parametrize("heading", ["Worries", "Our concerns", "Preocupações"])
def test_what_people_worry_about_is_a_risk(heading: str) -> None:
    assert facts(f"### {heading}\n- The supplier may go\n") == [("risk", "The supplier may go")]


@pytest.mark.parametrize(
    "label", ["Who's here:", "Who was there:", "Thanks for joining. Attendees:", "Quem está aqui:"]
)
def test_those_who_took_part_stand_behind_many_labels(label: str) -> None:
    assert Notes(f"{label} Bia Souza, Zeca\n", Form.PLAIN).people.present == ("Bia Souza", "Zeca")
