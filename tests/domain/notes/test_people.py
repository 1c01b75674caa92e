"""Whom notes name, and who has something because of that (docs/notes.md#owners)."""

import pytest

from spine.domain.notes.forms import Form
from spine.domain.notes.notes import Notes
from tests.domain.notes.read import read


def _listed(text: str) -> tuple[str, ...]:
    return Notes(text, Form.PLAIN).people.listed


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A Sra. Beatriz Ramos falou.", "Beatriz Ramos"), ("We heard Dr. Chen.", "Chen"),
        ("Enf. Simão Brito apresentou.", "Simão Brito"), ("o Professor Nélson", "Nélson"),
        ("From: Joana Teles <joana@school.example>", "Joana Teles"), ("Cc: Rui <rui@x.example>", "Rui"),
        ("Weekly 25 Nov (Caio, Nanda, Léo)", "Nanda"), ("Weekly — 27.11.2026 — Nadja, Erik", "Erik"),
        ("Present: Ana. Remote: Niko", "Niko"),
        ("Participants: @Bea Lima @Chris Ong", "Chris Ong"), ("📅 25/11/2026 · 👥 Letícia, Otto", "Letícia"),
        ("Chair: Marcus Webb (Lead) · Minuted by: Yara Haddadin", "Yara Haddadin"), ("Síndico: Zeca", "Zeca"),
        ("Leadership 1-1 (Grace <> Milo)", "Milo"), ("1:1 Grace <> Milo", "Grace"),
        ("Present were Ana and Bia", "Bia"), ("Estivemos eu, a Graça e o Beto.", "Graça"),
        ("Estiveram presentes a Cátia e a Olívia. O Zé não veio.", "Olívia"), ("Equipa: Aux. Célia", "Aux. Célia"),
        ("Quem esteve: Profa. Ilka", "Ilka"), ("Those present: Moira Kent", "Moira Kent"),
        ("Membros da comissão presentes: Zeca", "Zeca"),
        ("Em 18 de novembro reuniu o grupo, com a presença de Mafalda Rios e Hélder Pina.", "Hélder Pina"),
    ],
)  # fmt: skip
def test_notes_name_people_in_many_places(text: str, name: str) -> None:
    assert name in _listed(f"{text}\n")


@pytest.mark.parametrize(
    "text",
    ["Seu Projeto anda bem.", "Renewal (Adobe)", "Licences (of the year, for all)", "Start 14:00\nWe began.",
     "<joana@school.example>"],
)  # fmt: skip
def test_what_only_looks_like_a_name_is_nobody(text: str) -> None:
    assert _listed(f"{text}\n") == ()


@pytest.mark.parametrize(
    "heads",
    [("Nina Kowalski  9:02 AM", "Omar  9:05 AM"), ("Nina Kowalski — hoje às 18:32", "Omar — hoje às 18:40"),
     ("Nina Kowalski [09:02]", "Omar [09:05]"), ("Nina Kowalski 26/11/2026 9:02", "Omar 26/11/2026 9:05")],
)  # fmt: skip
def test_who_writes_in_a_chat_is_known(heads: tuple[str, str]) -> None:
    text = f"{heads[0]}\naction: Omar to book the room\n\n{heads[1]}\naction for Nina: call Bob\n"
    found = read(text, Form.PLAIN, known=()).statements
    assert [(one.text, one.owner) for one in found] == [("Omar to book the room", "Omar"), ("call Bob", "Nina")]


def test_a_person_of_a_stand_up_is_known_in_all_of_the_notes() -> None:
    text = "**Zeca**\nYesterday: the export\nToday: the import\n\n**Actions**\n* Zeca → ask for access (today)\n"
    found = read(text, known=()).statements[-1]
    assert (found.text, found.owner, str(found.due)) == ("ask for access", "Zeca", "2026-12-01")


def test_names_below_a_heading_for_actions_head_what_each_has() -> None:
    text = (
        "Present: Greg Stone, Mia\n\n**Action items**\n\n**Greg Stone**\nSend the plan (10:12)\nBook the crane\n\n"
        "**Mia**\nList the rooms\n\n**Unassigned**\nCheck the permits\n\n**Notes**\nAll went well\n"
    )
    assert [(one.text, one.owner) for one in read(text, known=()).statements] == [
        ("Send the plan (10:12)", "Greg Stone"), ("Book the crane", "Greg Stone"), ("List the rooms", "Mia"),
        ("Check the permits", None),
    ]  # fmt: skip


def test_a_full_name_behind_an_at_sign_is_an_owner() -> None:
    text = "Present: Bea Lima, Yuki Tan\n\n- [ ] @Yuki Tan and @Bea Lima: interview them\n- [ ] @Bea Lima Prepare it\n"
    assert [(one.text, one.owner) for one in read(text, known=()).statements] == [
        ("interview them", "Yuki Tan, Bea Lima"), ("Prepare it", "Bea Lima"),
    ]  # fmt: skip


@pytest.mark.parametrize("handle", ["@all", "@todos", "@channel", "@everyone"])
def test_a_handle_for_everybody_is_nobodys(handle: str) -> None:
    [found] = read(f"## Actions\n- {handle} read the plan\n").statements
    assert (found.text, found.owner) == ("read the plan", None)


@pytest.mark.parametrize(
    ("line", "owner"),
    [("Inspect the rod – responsável: zelador", "zelador"), ("Send it (owner: Sr. Otávio)", "Sr. Otávio"),
     ("Send it, owner: to be decided", None), ("Send it → Rui", "Rui"), ("Send it => Adobe", None)],
)  # fmt: skip
def test_an_owner_stands_behind_a_label_or_an_arrow(line: str, owner: str | None) -> None:
    [found] = read(f"## Actions\n- {line}\n").statements
    assert found.owner == owner


def test_a_stand_up_may_have_names_alone_in_a_line() -> None:
    text = "Daily\n\nBia\nontem: o login\nhoje: a senha\n\nCombinados:\nBia abre chamado até sexta\n"
    found = read(text, Form.PLAIN, known=()).statements
    assert [(one.text, one.owner) for one in found] == [("a senha", "Bia"), ("Bia abre chamado", "Bia")]
