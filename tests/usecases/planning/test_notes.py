"""What an answer tells beside its agenda: sentences in the request's language, each true, none without a reason."""

from typing import Any

import pytest

from tests.usecases.app import App

ORG = "trilho"


@pytest.fixture(autouse=True)
def _trilho(app: App) -> None:
    app.put_organisation(ORG, name="Trilho Norte", time_zone="America/Sao_Paulo")
    app.seeded(ORG, "Frete", {"text": "Rever o frete", "owner": "Jéssica Amaral", "fact_type": "action_item"})
    app.facts(ORG, {"text": "Feito", "owner": "Ana Lima"}, {"text": "Também", "owner": "Ana Reis"})


def notes(app: App, text: str, **options: Any) -> list[str]:
    return list(app.plan(text, **{"org": ORG, **options})["notes"])


@pytest.mark.parametrize(
    "text", ["pauta, 30 min", "1:1 com a Jéssica", "reunião da diretoria, 1h", "reunião sobre o frete amanhã às 10h"]
)
def test_there_is_nothing_to_tell_where_all_is_known_and_found(app: App, text: str) -> None:
    assert notes(app, text) == []


@pytest.mark.parametrize(
    ("text", "options", "note"),
    [
        ("pauta para a Serra Clara", {}, "“Serra Clara” não consta dos registros; a pauta é para Trilho Norte."),
        ("agenda for St Brennock", {}, "“St Brennock” is not known here"),
        ("1:1 com o zeca", {}, "“zeca”"),
        ("pauta", {"people": ["Zilda"]}, "Ninguém chamado “Zilda” é conhecido em Trilho Norte."),
        ("1:1 com a Ana", {}, "“Ana” pode ser Ana Lima ou Ana Reis"),
        ("1:1 with Ana tomorrow", {}, "“Ana” may be Ana Lima or Ana Reis"),
        ("reunião de 10 horas", {}, "foram planejados 480"),
        ("reunião sobre zeólitos", {}, "Nada foi encontrado sobre “zeólitos”"),
        ("reunião sobre zeólitos", {"macro": "strict"}, "Nenhuma frente de trabalho trata de “zeólitos”"),
        ("reunião às 25h70", {}, "não é um horário e foi ignorado"),
        ("pauta, amanhã das 8h às 8h", {}, "“das 8h às 8h” não termina depois de começar"),
        ("agenda, tomorrow from 18:00 to 9:00", {}, "“from 18:00 to 9:00” does not end after it starts"),
        ("pauta", {"org": "Zeta Ltda"}, "Nenhuma organização se chama “Zeta Ltda”"),
    ],
)
def test_what_was_not_known_or_found_is_told(app: App, text: str, options: dict[str, Any], note: str) -> None:
    told = notes(app, text, **options)
    assert len(told) == 1
    assert note in told[0]


def test_other_organisations_that_are_named_are_told_to_be_left_out(app: App) -> None:
    for org, name in (("zeta", "Zeta"), ("iota", "Iota")):
        app.put_organisation(org, name=name)
    told = notes(app, "reunião com a Trilho Norte, a Zeta e a Iota", org=None)
    assert told == ["Esta pauta é só de Trilho Norte, e não de Zeta e Iota."]
    assert notes(app, "reunião com a Zeta") == ["Esta pauta é só de Trilho Norte, e não de Zeta."]


def test_a_name_of_several_organisations_is_told(app: App) -> None:
    for org in ("one", "two"):
        app.put_organisation(org, name="Globex")
    default = app.with_settings(DEFAULT_ORG_ID=ORG)
    assert "esta pauta é de Trilho Norte" in notes(default, "reunião com a Globex", org=None)[0]
    assert "“Globex”; por isso nada" in notes(app, "reunião", org="Globex")[0]


def test_a_person_without_open_work_is_told(app: App) -> None:
    app.store_bundle(ORG, {"meeting": {"meeting_id": "m1", "participants": [{"display_name": "Bia Paz"}]}, "facts": []})
    assert notes(app, "1:1 com a Bia") == ["Não há nada em aberto de Bia Paz."]


@pytest.mark.parametrize("macro", ["auto", "strict", "off"])
@pytest.mark.parametrize("subject", ["zeólitos", "frete"])
def test_a_person_who_owns_nothing_about_the_subject_is_told(app: App, subject: str, macro: str) -> None:
    told = notes(app, f"1:1 com a Ana Lima sobre {subject}", macro=macro)
    assert told == [f"Nada de Ana Lima trata de “{subject}”; estas são as outras pendências."]
    assert notes(app, "1:1 com a Jéssica sobre o frete", macro=macro) == []


@pytest.mark.parametrize("macro", ["auto", "strict"])
def test_what_somebody_owns_outside_all_workstreams_needs_no_note(app: App, macro: str) -> None:
    answer = app.plan("1:1 com a Ana Lima", org=ORG, macro=macro)
    assert (answer["notes"], answer["proposal"]["choice"]) == ([], "macro")
    assert answer["proposal"]["agenda"]["sections"][0]["title"] == "Outras pendências"


@pytest.mark.parametrize("text", ["pauta, 30 min", "pauta sobre o frete, 30 min"])
def test_strict_tells_only_that_nobody_has_the_name(app: App, text: str) -> None:
    assert notes(app, text, people=["Zilda"], macro="strict") == [
        "Ninguém chamado “Zilda” é conhecido em Trilho Norte."
    ]


def test_a_name_that_nobody_has_is_no_title(app: App) -> None:
    agenda = app.plan("pauta, 30 min", org=ORG, people=["Zilda"])["proposal"]["agenda"]
    assert (agenda["title"], len(agenda["sections"])) == ("Reunião: Frete", 1)


def test_notes_stand_in_texts_and_proposals_too(app: App) -> None:
    said = "1:1 com a Ana"
    told = notes(app, said)
    assert app.propose(text=said, org=ORG)["notes"] == told
    for form in ("nl", "markdown", "html"):
        assert "Ana Reis" in app.plan_text(said, form, org=ORG)
    assert "Ana Reis" not in app.plan_text(said + " amanhã às 10h", "ics", org=ORG)
