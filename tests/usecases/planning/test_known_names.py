"""What an organisation knows decides how the names in a request are read: people, meetings and parties."""

from typing import Any

import pytest

from spine.errors import NotFound
from tests.agendas import agenda_of
from tests.usecases.app import App, refused

ORG = "trilho"


@pytest.fixture(autouse=True)
def _trilho(app: App) -> None:
    app.put_organisation(ORG, name="Trilho Norte", aliases=["TNSL"])
    app.facts(
        ORG,
        {"text": "Enviar a proposta à Beira-Rio", "owner": "Jéssica Amaral"},
        {"text": "Rever o contrato", "owner": "Rafael Nóbrega, Ana Lima"},
        {"text": "Medir a frota", "owner": "Ana Reis"},
    )


def understood(app: App, text: str, **options: Any) -> dict[str, Any]:
    return dict(app.plan(text, **{"org": ORG, **options})["understood"])


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("1:1 com a Jéssica", ["Jéssica Amaral"]),
        ("pendências do rafael e da jessica", ["Rafael Nóbrega", "Jéssica Amaral"]),
        ("o que a Ana Lima ainda deve?", ["Ana Lima"]),
        ("reunião sobre o contrato", []),
    ],
)
def test_people_whom_the_organisation_knows_are_understood(app: App, text: str, people: list[str]) -> None:
    said = understood(app, text)
    assert (said["people"], said["subject"]) == (people, None if people else "contrato")


def test_participants_are_known_and_people_of_other_organisations_are_not(app: App) -> None:
    app.store_bundle(ORG, {"meeting": {"meeting_id": "m1", "participants": [{"display_name": "Bia Paz"}]}, "facts": []})
    app.fact("other", owner="Caio Reis")
    assert understood(app, "1:1 com a Bia")["people"] == ["Bia Paz"]
    assert understood(app, "1:1 com o Caio")["people"] == []


def test_a_name_of_several_people_is_ambiguous(app: App) -> None:
    said = understood(app, "1:1 com a Ana")
    assert (said["people"], said["subject"]) == ([], None)
    assert "ambiguous_person" in said["assumed"]


def test_people_given_outright_are_called_by_their_full_names_where_they_are_known(app: App) -> None:
    said = understood(app, "pendências da Jéssica", people=["rafael", "Zilda Souza", "Ana"])
    assert said["people"] == ["Rafael Nóbrega", "Zilda Souza"]
    assert "ambiguous_person" in said["assumed"]
    assert understood(app, "pauta", people=["Jéssica", "Rafael"])["people"] == ["Jéssica Amaral", "Rafael Nóbrega"]


def test_a_meeting_is_called_as_the_text_or_the_field_says(app: App) -> None:
    assert understood(app, "reunião da diretoria, 1h")["meeting"] == "reunião da diretoria"
    assert understood(app, "reunião da diretoria, 1h", meeting="Comitê")["meeting"] == "Comitê"


def test_a_meetings_name_that_a_workstream_is_called_by_is_a_subject(app: App) -> None:
    app.workstream(ORG, "Assembleia geral de 2027")
    said = understood(app, "assembleia geral, 1h")
    assert (said["meeting"], said["subject"]) == (None, "assembleia geral")


@pytest.mark.parametrize("text", ["reunião com a Beira-Rio", "pauta para a Beira-Rio, 30 min"])
def test_a_party_that_a_fact_holds_belongs_to_the_subject(app: App, text: str) -> None:
    said = understood(app, text)
    assert (said["subject"], "unknown_party" in said["assumed"]) == ("Beira-Rio", False)


def test_a_party_that_a_workstream_holds_belongs_to_the_subject(app: App) -> None:
    app.workstream(ORG, "Parceria com a Vitrino")
    assert understood(app, "reunião com a Vitrino")["subject"] == "Vitrino"


def test_an_unknown_party_is_told_and_with_an_organisation_given_that_one_is_planned(app: App) -> None:
    for text, options in (("pauta para a Serra Clara", {}), ("pauta da TNSL com a Serra Clara", {"org": None})):
        said = understood(app, text, **options)
        assert (said["org_id"], said["subject"], "unknown_party" in said["assumed"]) == (ORG, None, True)


def test_another_organisation_is_no_unknown_party_and_is_not_planned_for(app: App) -> None:
    app.put_organisation("clara", name="Serra Clara")
    said = understood(app, "pauta com a Serra Clara sobre frete")
    assert (said["org_id"], said["subject"], said["other_org_ids"]) == (ORG, "frete", [])
    assert "unknown_party" not in said["assumed"]


def test_of_one_organisation_alone_an_unknown_party_may_be_told_of(app: App) -> None:
    alone = app.with_settings(DEFAULT_ORG_ID=ORG)
    said = understood(alone, "pauta para a Serra Clara", org=None)
    assert (said["org_id"], {"org_id", "unknown_party"} <= set(said["assumed"])) == (ORG, True)


def test_of_several_organisations_none_is_planned_for_an_unknown_party(app: App) -> None:
    app.put_organisation("other", name="Outra")
    default = app.with_settings(DEFAULT_ORG_ID=ORG)
    answer = default.plan("pauta para a Serra Clara, 30 min")
    assert (answer["org_id"], agenda_of(answer)["sections"]) == ("Serra Clara", [])
    assert "unknown_party" in answer["understood"]["assumed"]
    with refused(NotFound, "Serra Clara"):
        default.propose(text="pauta para a Serra Clara, 30 min")
    assert default.plan("pauta, 30 min")["org_id"] == ORG
