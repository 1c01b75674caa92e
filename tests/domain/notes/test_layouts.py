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
