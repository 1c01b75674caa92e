"""Who has what a line says, and by when."""

from datetime import date

import pytest

from spine.domain.notes.notes import Notes
from tests.domain.notes.read import TUESDAY, only, read


@pytest.mark.parametrize(
    ("line", "owner", "text"),
    [
        ("enviar contrato @rui", "Rui", "enviar contrato"),
        ("@zeca enviar contrato", "zeca", "enviar contrato"),
        ("@ana, @rui e @zeca: enviar contrato", "Ana Prado, Rui, zeca", "enviar contrato"),
        ("enviar contrato, responsável: Zeca Lima", "Zeca Lima", "enviar contrato"),
        ("send the contract. Owner: Zeca, Bia", "Zeca, Bia", "send the contract"),
        ("[Zeca] enviar contrato", "Zeca", "enviar contrato"),
        ("enviar contrato (Ana)", "Ana", "enviar contrato"),
        ("Ana: enviar contrato", "Ana", "enviar contrato"),
        ("Ana e Rui: enviar contrato", "Ana, Rui", "enviar contrato"),
        ("enviar contrato — Ana Prado", "Ana Prado", "enviar contrato"),
        ("enviar contrato (Ana, até 12/12)", "Ana", "enviar contrato"),
        ("Ana envia o contrato", "Ana", "Ana envia o contrato"),
        ("Rui to send the contract", "Rui", "Rui to send the contract"),
        ("Renovar licença (Adobe)", None, "Renovar licença (Adobe)"),
        ("Site: publicar a página", None, "Site: publicar a página"),
        ("enviar contrato — Zeca", None, "enviar contrato — Zeca"),
        ("Ana's report needs a title", None, "Ana's report needs a title"),
        ("enviar contrato [TBD]", None, "enviar contrato"),
        ("enviar contrato, responsável: a definir", None, "enviar contrato"),
        ("mail ana@example.org about it", None, "mail ana@example.org about it"),
    ],
)  # fmt: skip
def test_owners_are_read_where_notes_put_them(line: str, owner: str | None, text: str) -> None:
    found = only(f"## Ações\n- {line}\n")
    assert (found.owner, found.text) == (owner, text)


@pytest.mark.parametrize("line", ["Renovar licença (Adobe)", "Site: publicar", "enviar contrato — Zeca"])
def test_an_unknown_name_in_an_owners_place_is_told(line: str) -> None:
    [doubt] = read(f"## Ações\n- {line}\n").doubts
    assert (doubt.doubt, doubt.line) == ("unknown_owner", 2)


def test_those_who_are_listed_are_known_and_roles_stand_for_them() -> None:
    text = "Present: Cllr M. Osborne, T. Wells (Clerk)\nApologies: Bia\n\n- AI: Bia to call\n- AI: Clerk to write\n"
    assert [one.owner for one in read(text).statements] == ["Bia", "Clerk"]
    assert Notes(text, "text/markdown").people.present == ("M. Osborne", "T. Wells")


def test_a_name_above_a_list_owns_what_has_no_owner() -> None:
    text = "## Ações\n- Ana\n  - pedir orçamento\n  - Rui: comparar\n### Rui\n- pagar\n"
    assert [one.owner for one in read(text).statements] == ["Ana", "Rui", "Rui"]


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("enviar contrato até sexta", "2026-12-04"), ("send it by Friday", "2026-12-04"),
        ("send it by Friday at 5pm", "2026-12-04"), ("enviar até 12/12", "2026-12-12"),
        ("send it no later than 4 December", "2026-12-04"), ("send it (due 2027-01-15)", "2027-01-15"),
        ("enviar, prazo: 30 de janeiro de 2027", "2027-01-30"), ("send it — 12/12", "2026-12-12"),
        ("enviar (12/12)", "2026-12-12"), ("enviar até amanhã", "2026-12-02"), ("enviar 📅 2026-12-12", "2026-12-12"),
        ("enviar até o dia 20", "2026-12-20"), ("enviar até 15/11", "2026-11-15"), ("enviar até 10/01", "2027-01-10"),
        ("send it from Monday on", None), ("pay 50 % until the launch", None), ("check 1/3 of the boxes", None),
        ("write about last Friday", None), ("prepare the meeting on Friday", None), ("grow by 2030", None),
    ],
)  # fmt: skip
def test_due_dates_are_read_from_the_meetings_day(line: str, due: str | None) -> None:
    found = only(f"## Actions\n- {line}\n").due
    assert (str(found) if found else None) == due


def test_in_a_decision_a_date_is_a_part_of_it() -> None:
    found = read("## Decisions\n- The discount holds until 12/12\n- Move the launch, deadline: 2027-02-01\n").statements
    assert [(one.text, str(one.due)) for one in found] == [
        ("The discount holds until 12/12", "None"), ("Move the launch", "2027-02-01"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "day", "doubt"),
    [
        ("enviar até sexta", None, "no_meeting_day"),
        ("enviar até 12/12", None, "no_meeting_day"),
        ("enviar, prazo: o quanto antes", TUESDAY, "unread_date"),
        ("enviar até semana que vem", TUESDAY, "unread_date"),
        ("enviar até 31/02", TUESDAY, "unread_date"),
        ("enviar até 10/11/2026", TUESDAY, "due_before_meeting"),
    ],
)
def test_a_date_that_is_doubtful_is_told(line: str, day: date | None, doubt: str) -> None:
    [found] = read(f"## Ações\n- {line}\n", day=day).doubts
    assert found.doubt == doubt


@pytest.mark.parametrize(
    "first",
    [
        "# Weekly 2026-12-01",
        "# Ata\nData: 01/12/2026",
        "Assunto: obra, 1 de dezembro de 2026",
        "**Date:** 2026-12-01",
    ],
)
def test_the_notes_may_say_the_meetings_day(first: str) -> None:
    [found] = read(f"{first}\n\n## Ações\n- enviar até sexta\n", day=None).statements
    assert str(found.due) == "2026-12-04"


def test_running_notes_have_a_day_for_each_meeting() -> None:
    text = "# SIG notes\n## November 25, 2026\n- AI: call by Friday\n## November 11, 2026\n- AI: mail by Friday\n"
    found = read(text)
    assert [str(one.due) for one in found.statements] == ["2026-11-27", "2026-11-13"]
    assert [doubt.doubt for doubt in found.doubts] == ["several_meetings"]


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("enviar até o fim do mês", "2026-12-31"), ("send it by the end of the month", "2026-12-31"),
        ("send it by end of January", "2027-01-31"), ("enviar até o final de fevereiro", "2027-02-28"),
        ("send it by month end", "2026-12-31"), ("enviar (fim do mês)", "2026-12-31"),
        ("send it by the end of the quarter", None), ("write the end of the month report", None),
    ],
)  # fmt: skip
def test_the_end_of_a_month_is_its_last_day(line: str, due: str | None) -> None:
    found = only(f"## Actions\n- {line}\n").due
    assert (str(found) if found else None) == due


def test_the_end_of_the_month_needs_the_meetings_day() -> None:
    found = read("## Actions\n- send it by the end of the month\n", day=None)
    assert (found.statements[0].due, [one.doubt for one in found.doubts]) == (None, ["no_meeting_day"])


@pytest.mark.parametrize(
    "line",
    [
        "Audit stock Owner: Zeca Due: Dec 9", "Audit stock Due: Dec 9 Owner: Zeca",
        "Audit stock Owner: Zeca, due Dec 9", "Audit stock Responsável: Zeca Prazo: 9/12",
    ],
)  # fmt: skip
def test_labels_need_no_sign_between_them(line: str) -> None:
    found = only(f"## Actions\n- {line}\n")
    assert (found.text, found.owner, str(found.due)) == ("Audit stock", "Zeca", "2026-12-09")


def test_who_is_an_owner_by_label_is_known_in_all_of_the_notes() -> None:
    text = "## Actions\n- Replace the sensor. Owner: Zeca\n- Train the desk\n  - Zeca, by Friday\n- Zeca: call Bob\n"
    assert [(one.text, one.owner) for one in read(text).statements] == [
        ("Replace the sensor", "Zeca"), ("Train the desk", "Zeca"), ("call Bob", "Zeca"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "title", ["1:1 Zeca / Bia", "1:1 – Zeca & Bia – 1 Dec 2026", "Um a um: Zeca e Bia", "Zeca / Bia 1:1"]
)
def test_the_two_of_a_one_to_one_are_known(title: str) -> None:
    assert [one.owner for one in read(f"# {title}\n\n## Actions\n- Bia: draft it\n").statements] == ["Bia"]


@pytest.mark.parametrize(
    ("present", "line", "owner"),
    [
        ("Mei Chen (MC), Raj Patel", "MC to file the accounts", "Mei Chen"),
        ("Mei Chen (MC, Chair), Raj Patel", "MC to file the accounts", "Mei Chen"),
        ("Mei Chen, Raj Patel", "MC to file the accounts that RP sends", "Mei Chen"),
        ("Mei Chen, Raj Patel", "MC to file the accounts", None),
        ("Mei Chen, Max Cole, Raj Patel", "MC to file the accounts that RP sends", None),
        ("Ivan Torres, Raj Patel", "IT to fix the printer", None),
        ("Mei, Raj", "MC to file the accounts", None),
    ],
)
def test_initials_stand_for_one_who_is_listed_where_the_notes_use_initials(
    present: str, line: str, owner: str | None
) -> None:
    text = f"Present: {present}\n\n## Actions\n- {line}\n"
    assert [one.owner for one in read(text).statements] == [owner]


def test_initials_of_somebody_who_is_not_listed_are_no_name() -> None:
    assert read("## Actions\n- AP to file the accounts\n").statements[0].owner is None


@pytest.mark.parametrize(
    ("line", "text", "owner"),
    [
        ("New allergen cards: Rui", "New allergen cards", "Rui"), ("Invite: Ana", "Invite: Ana", None),
        ("New site: Adobe", "New site: Adobe", None), ("Ligar hoje para: Ana", "Ligar hoje para: Ana", None),
    ],
)  # fmt: skip
def test_one_known_person_behind_a_colon_at_the_end_is_the_owner(line: str, text: str, owner: str | None) -> None:
    found = only(f"## Actions\n- {line}\n")
    assert (found.text, found.owner) == (text, owner)


def test_a_label_with_nothing_but_an_owner_states_nothing() -> None:
    found = read("Present: Joan Webb\n\nRESOLVED that the lease be renewed.\nACTION: Joan Webb\n")
    assert [one.fact_type for one in found.statements] == ["decision"]
    assert [one.line for one in found.unread] == [4]


def test_a_word_for_a_label_without_a_sign_or_a_day_stays_in_the_text() -> None:
    line = "Read the chapter on Deadline: theory and practice"
    assert (only(f"## Actions\n- {line}\n").text, only(f"## Actions\n- {line}\n").due) == (line, None)


@pytest.mark.parametrize(
    "line", ["send it by end of day Friday", "send it by EOD on Friday", "send it até ao fim do dia de sexta"]
)
def test_the_end_of_a_day_is_that_day(line: str) -> None:
    found = only(f"## Actions\n- {line}\n")
    assert (found.text, str(found.due)) == ("send it", "2026-12-04")
