"""Tables and spreadsheets: what each column holds."""

import pytest

from spine.domain.notes.forms import Form
from spine.domain.notes.tables import layout_of
from spine.errors import Invalid
from tests.domain.notes.read import read


def rows(text: str) -> list[tuple[object, ...]]:
    """Type, text, owner, due date and state of each row."""
    found = read(text, Form.CSV).statements
    return [(one.fact_type, one.text, one.owner, one.due and str(one.due), one.state) for one in found]


def test_a_header_in_either_language_says_what_the_columns_hold() -> None:
    assert rows("Ação;Responsável;Prazo;Situação\nTrocar a placa;Zeca;12/12/2026;Concluído\n") == [
        ("action_item", "Trocar a placa", "Zeca", "2026-12-12", "done")
    ]
    assert rows('Type,Description,Who,When\nRisk,"late, again",,\ndecision,keep it,n/a,2026-12-12\n') == [
        ("risk", "late, again", None, None, None),
        ("decision", "keep it", None, "2026-12-12", None),
    ]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_the_cells_is_found(sign: str, mark: str) -> None:
    text = mark + sign.join(("Tarefa", "Dono", "Prazo")) + "\n" + sign.join(("Pintar", "Zeca", "12/12/2026"))
    assert rows(text.removeprefix("\ufeff")) == [("action_item", "Pintar", "Zeca", "2026-12-12", None)]


def test_columns_say_how_they_were_read() -> None:
    found = read("Nº;Data;Ação;Prazo;Obs\n1;01/11/2026;Pintar;12/12/2026;azul\n", Form.CSV)
    assert [(one.column, one.field) for one in found.columns] == [
        ("Nº", "id"), ("Data", None), ("Ação", "text"), ("Prazo", "due"), ("Obs", None)
    ]  # fmt: skip


def test_sixty_columns_are_read() -> None:
    header = ",".join(["Action", "Owner", "Due", *(f"Extra {n}" for n in range(57))])
    assert rows(f"{header}\npaint,Zeca,2026-12-12{',x' * 57}\n") == [
        ("action_item", "paint", "Zeca", "2026-12-12", None)
    ]


@pytest.mark.parametrize("text", ["a,b,c\n1,2,3\n", "Owner,Due\nZeca,2026-12-12\n", ""])
def test_without_a_column_for_the_text_the_file_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read(text, Form.CSV)


def test_a_formula_and_a_date_that_is_none_are_told() -> None:
    found = read('Action,Owner,Due\n"=SUM(A1:A9)",Zeca,\npaint,=B2,soon\n', Form.CSV)
    assert [(one.text, one.owner, one.due) for one in found.statements] == [("paint", None, None)]
    assert [doubt.doubt for doubt in found.doubts] == ["formula", "formula", "unread_date"]
    assert [one.line for one in found.unread] == [2]


def test_a_merged_cell_is_filled_in_its_first_row_alone() -> None:
    text = "## Ações\n\n| Ação | Responsável |\n|---|---|\n| Pintar | Zeca |\n| Lixar | |\n|  | Bia |\n"
    assert [(one.text, one.owner) for one in read(text).statements] == [("Pintar", "Zeca"), ("Lixar", None)]


def test_a_table_has_the_type_of_its_header_or_heading_or_is_left() -> None:
    assert [one.fact_type for one in read("| Risk | Impact |\n|---|---|\n| late | high |\n").statements] == ["risk"]
    assert [one.fact_type for one in read("## Riscos\n\n| Item |\n|---|\n| atraso |\n").statements] == ["risk"]
    left = read("| Item | Presenter | Notes |\n|---|---|---|\n| Go-live | Zeca | March |\n")
    assert (left.statements, [one.line for one in left.unread]) == ([], [1, 3])


@pytest.mark.parametrize("sign", [" | ", "\t"])
@pytest.mark.parametrize("form", [Form.MARKDOWN, Form.PLAIN])
def test_a_table_that_was_pasted_as_text_is_one(form: Form, sign: str) -> None:
    rows = [("Item", "Descrição", "Responsável", "Prazo"), ("1", "Contratar", "Dirceu", "4/12"), ("2", "Pagar", "", "")]
    found = read("PENDÊNCIAS\n" + "\n".join(map(sign.join, rows)) + "\n", form)
    assert [(one.text, one.owner, one.due and str(one.due)) for one in found.statements] == [
        ("Contratar", "Dirceu", "2026-12-04"), ("Pagar", None, None),
    ]  # fmt: skip


def test_lines_with_bars_below_no_known_header_are_text() -> None:
    text = "12 Nov | Room 4 | 14:00\nDecision: stay | with | the SLA\n"
    assert [one.text for one in read(text, Form.PLAIN).statements] == ["stay | with | the SLA"]


@pytest.mark.parametrize(
    ("header", "field"),
    [("Target Resolution Date", "due"), ("Expected completion date", "due"), ("Data prevista de conclusão", "due"),
     ("Start Date", None), ("Risk owner", "owner"), ("Task status", "state"), ("Issue type", "type")],
)  # fmt: skip
def test_the_last_word_of_a_header_says_what_it_holds(header: str, field: str | None) -> None:
    assert layout_of(["Description", header]).fields == ("text", field)


def test_a_first_line_may_tell_what_stands_between_cells() -> None:
    text = "sep=;\nTarefa;Progresso;Atribuído a;Data de início;Data para conclusão\nEnviar;Concluído;Sara;;30/11/2026\n"
    assert rows(text) == [("action_item", "Enviar", "Sara", "2026-11-30", "done")]


def test_a_header_that_stands_twice_is_told() -> None:
    found = read("Action,Owner,Owner,Notes,Notes\ncall Bob,Ana,Rui,,\n", Form.CSV)
    assert [(one.owner) for one in found.statements] == ["Ana"]
    assert [(one.doubt, one.words) for one in found.doubts] == [("repeated_column", "Owner")]


def test_a_cell_that_is_too_long_is_told() -> None:
    found = read(f"Action,Owner\n{'many words ' * 400},Ana\n", Form.CSV)
    assert (found.statements, [one.doubt for one in found.doubts]) == ([], ["long_line"])


def test_a_column_asks_whether_something_is_done() -> None:
    text = "Action point,Action by,Due,Done (Y/N)\nUpdate it,Joyce,30/11/2026,N\nService it,Malcolm,20/11/2026,Y\n"
    assert rows(text) == [
        ("action_item", "Update it", "Joyce", "2026-11-30", None),
        ("action_item", "Service it", "Malcolm", "2026-11-20", "done"),
    ]
    assert "unknown_state" not in [one.doubt for one in read(text, Form.CSV).doubts]
