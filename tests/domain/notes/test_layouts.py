"""Which lines belong together in the layouts that people use (docs/notes.md#lines)."""

import pytest

from spine.domain.notes.forms import Form
from tests.domain.notes.read import facts, only, read

BOTH = [Form.MARKDOWN, Form.PLAIN]


@pytest.mark.parametrize("form", BOTH)
def test_a_numbered_heading_heads_the_list_right_below_it(form: Form) -> None:
    text = "2. Outros\n- Correu bem\n\n3. Encaminhamentos\n- Pedir orçamento\n- Enviar ofício\n"
    assert facts(text, form) == [("action_item", "Pedir orçamento"), ("action_item", "Enviar ofício")]


@pytest.mark.parametrize("form", BOTH)
def test_numbers_end_the_list_of_those_who_were_there(form: Form) -> None:
    text = "Membros presentes:\n - Albertina Vaz\n - Leonel Couto\n\n1) Feira\n   Decisão: a feira fica no largo.\n"
    assert facts(text, form) == [("decision", "a feira fica no largo.")]


def test_arrows_are_signs_of_a_list() -> None:
    assert facts("Next steps:\n-> call Bob\n=> pay Zeca\n", Form.PLAIN) == [
        ("action_item", "call Bob"),
        ("action_item", "pay Zeca"),
    ]


@pytest.mark.parametrize(("sign", "state"), [(">", None), ("/", None), ("x", "done")])
def test_boxes_of_task_lists_have_more_signs(sign: str, state: str | None) -> None:
    found = only(f"- [{sign}] call Bob\n")
    assert (found.text, found.state) == ("call Bob", state)


def test_a_cancelled_box_counts_as_struck_out() -> None:
    found = read("- [-] call Bob\n- [ ] call Zeca\n")
    assert [one.text for one in found.statements] == ["call Zeca"]
    assert [one.line for one in found.unread] == [1]


@pytest.mark.parametrize(
    ("header", "row", "kind"),
    [
        ("Decision / action", "Add a prompt", "action_item"), ("Decision / action", "Noted", None),
        ("Issue | Action", "Scanner is broken | Log the repair", "action_item"),
        ("Issue | Action", "No falls | –", None),
    ],
)  # fmt: skip
def test_a_table_with_owners_and_dates_is_one_of_actions(header: str, row: str, kind: str | None) -> None:
    owner = "KL | 30/11/2026" if kind else " | "
    rule = "---|" * (header.count("|") + 3)
    found = facts(f"| {header} | Lead | Deadline |\n|{rule}\n| {row} | {owner} |\n")
    assert [one for one, _ in found] == ([kind] if kind else [])


def test_below_a_heading_for_risks_and_questions_what_asks_is_a_question() -> None:
    text = "## Riscos e dúvidas\n- O fornecedor pode sair\n- Quem paga?\n"
    assert facts(text) == [("risk", "O fornecedor pode sair"), ("question", "Quem paga?")]


def test_the_dates_of_a_text_tell_whether_the_month_stands_first() -> None:
    text = "Task Name,Assigned To,Due Date,% Complete\nDraft,Elena; Sam,11/30/2026,50\nSign,,12/03/2026,100\n"
    found = read(text, Form.CSV, known=()).statements
    assert [(one.owner, str(one.due), one.state) for one in found] == [
        ("Elena, Sam", "2026-11-30", None), (None, "2026-12-03", "done"),
    ]  # fmt: skip


def test_owners_of_a_table_are_read_as_elsewhere() -> None:
    text = "Present: Kirsty Lund (KL), Ana\n\n| Action | Owner | Due |\n|---|---|---|\n| Audit | KL / Ana | 4/12 |\n"
    assert [one.owner for one in read(text, known=()).statements] == ["Kirsty Lund, Ana"]


def test_a_date_with_a_comma_stands_at_the_end_of_a_line() -> None:
    found = only("## Actions\n- Prepare the brief — Dec 4, 2026\n")
    assert (found.text, str(found.due)) == ("Prepare the brief", "2026-12-04")


def test_a_line_that_names_a_type_heads_the_lines_of_its_paragraph() -> None:
    text = "Weekly\n\nNext steps\nDana to email both partners.\nWes to draft a guide.\n\nSummary\nAll went well.\n"
    for form in BOTH:
        assert [kind for kind, _ in facts(text, form)] == ["action_item", "action_item"]


def test_a_mark_is_no_box_and_a_decision_is_never_done() -> None:
    text = "- ✅ 8 de 10 histórias concluídas\n\n## Decisões\n- ✅ Priorizar o portal\n\n## Ações\n- ✅ Ligar\n"
    assert [(one.fact_type, one.state) for one in read(text).statements] == [
        ("decision", None), ("action_item", "done"),
    ]  # fmt: skip


def test_the_columns_of_an_issue_tracker_are_known() -> None:
    text = "Issue key,Summary,Assignee,Status,Due date\nOPS-1,Rotate the keys,Ana,To Do,2026-12-09\n"
    found = read(text, Form.CSV)
    [one] = found.statements
    assert (one.fact_type, one.text, one.key, one.owner) == ("action_item", "Rotate the keys", "OPS-1", "Ana")
    assert found.doubts == []


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Blockers, escalations and risks", "blocker"), ("Decisão pendente", "decision_needed"),
     ("Por resolver", "open_question"), ("Risks, actions and decisions", None),
     ("Questions and answers", None), ("Perguntas e respostas", None)],
)  # fmt: skip
def test_headings_of_several_parts(heading: str, kind: str | None) -> None:
    assert [one for one, _ in facts(f"## {heading}\n- The supplier may go\n")] == ([kind] if kind else [])


def test_a_day_beside_an_unknown_name_in_brackets_is_the_due_date() -> None:
    found = only("## Actions\n- Write the tests (Otto, 4/12)\n")
    assert (found.text, found.owner, str(found.due)) == ("Write the tests (Otto, 4/12)", None, "2026-12-04")


@pytest.mark.parametrize("form", BOTH)
def test_a_date_alone_in_a_paragraph_opens_a_meeting(form: Form) -> None:
    text = (
        "Nov 24, 2026 | Design crit\n\nAction items\n* Rui: export it by Friday\n\n"
        "Nov 17, 2026 | Design crit\n\nAction items\n* Rui: invite them by Friday\n"
    )
    found = read(text, form, day=None)
    assert [str(one.due) for one in found.statements] == ["2026-11-27", "2026-11-20"]


@pytest.mark.parametrize("form", BOTH)
def test_a_line_that_is_too_long_is_told(form: Form) -> None:
    found = read(f"## Actions\n- call Bob\n\n{'many words ' * 400}\n", form)
    assert ([one.line for one in found.unread], [one.doubt for one in found.doubts]) == ([4], ["long_line"])


def test_the_names_of_a_table_of_attendees_are_known() -> None:
    text = "| Attendee | Role |\n|---|---|\n| Nia Obi | PM |\n\n**New actions**\n- A-14 Nia to book it (by 4 Dec)\n"
    [found] = read(text, known=()).statements
    assert (found.text, found.owner, str(found.due)) == ("A-14 Nia to book it", "Nia", "2026-12-04")


@pytest.mark.parametrize(
    ("line", "state"),
    [("A-12 Rui – circulate it – CLOSED", "done"), ("circulate it - done", "done"), ("circulate it (OPEN)", "open"),
     ("leave the door - open", None), ("circulate it – CANCELLED, due 30 Nov", "dropped")],
)  # fmt: skip
def test_a_state_may_stand_at_the_end_of_a_line(line: str, state: str | None) -> None:
    assert only(f"## Actions\n- {line}\n").state == state


def test_signs_of_messengers_are_list_signs_and_labels() -> None:
    text = "📌 Tarefas\n▪️ cotar seguro\n👉 levar o balancete\n\n❓ Quem fica com a chave?\n"
    assert facts(text, Form.PLAIN) == [
        ("action_item", "cotar seguro"), ("action_item", "levar o balancete"), ("question", "Quem fica com a chave?"),
    ]  # fmt: skip


def test_a_paragraph_below_questions_has_to_ask() -> None:
    text = "## Questions from the public\nA resident asked when the rink opens.\n\nWhen does it open?\n"
    assert [one.text for one in read(text).statements] == ["When does it open?"]
