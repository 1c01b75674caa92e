"""Meeting notes as facts: what is stored, what comes again, and what closes what."""

from typing import Any

import pytest

from spine.errors import Invalid
from tests.usecases.app import App, refused

NOTES = """# Semanal

Presentes: Ana Prado, Rui

## Decisões
- O lançamento passa para março.

## Ações
- [ ] Ana: enviar a lista de preços até sexta
- [x] Reservar a sala @rui

Texto solto.
"""
DAY = "2026-12-01"


def store(app: App, text: str = NOTES, /, **query: Any) -> Any:
    return app.store_notes("acme", text, **({"meeting_id": "m1", "started_at": DAY} | query))


def stored(app: App) -> list[Any]:
    return app.list_facts("acme")["facts"]


def counts(answer: Any) -> tuple[int, int, int]:
    return answer["inserted"], answer["updated"], answer["unchanged"]


def test_notes_become_facts(app: App) -> None:
    answer = store(app)
    assert (answer["org_id"], answer["meeting_id"], counts(answer)) == ("acme", "m1", (3, 0, 0))
    decision, sending, booking = answer["facts"]
    assert (decision["fact_type"], decision["text"]) == ("decision", "O lançamento passa para março.")
    expected = {
        "fact_type": "action_item", "text": "enviar a lista de preços", "owner": "Ana", "due_iso": "2026-12-04",
        "state": "open", "status": "proposed", "set_by": "machine", "meeting_id": "m1", "language": "pt-BR",
        "created_at": "2026-12-01T00:00:00Z",
    }  # fmt: skip
    assert {name: sending[name] for name in expected} == expected
    [evidence] = sending["evidence"]
    start, end = evidence["char_span"]
    assert evidence["quote"] == "Ana: enviar a lista de preços até sexta" == NOTES[start:end].removeprefix("- [ ] ")
    assert (booking["owner"], booking["state"]) == ("Rui", "done")
    assert answer["unread"] == [{"line": 12, "text": "Texto solto."}]
    assert (answer["closed"], answer["warnings"]) == ([], [])
    assert "columns" not in answer
    assert sorted(fact["fact_id"] for fact in stored(app)) == sorted(fact["fact_id"] for fact in answer["facts"])


def test_a_dry_run_shows_the_same_and_stores_nothing(app: App) -> None:
    shown = store(app, dry_run=True)
    assert (counts(shown), stored(app), app.organisations()["orgs"]) == ((3, 0, 0), [], [])
    assert store(app)["facts"] == shown["facts"]


def test_the_same_notes_again_store_nothing(app: App) -> None:
    first = store(app)
    again = store(app)
    assert counts(again) == (0, 0, 3)
    assert again["facts"] == first["facts"]


@pytest.mark.parametrize(
    ("was", "is_now", "changed"),
    [
        ("até sexta", "até 18/12", {"due_iso": "2026-12-18"}),
        ("Ana: enviar", "Rui: enviar", {"owner": "Rui"}),
        ("Ana: enviar a lista de preços", "Ana: enviar a lista dos preços", {"text": "enviar a lista dos preços"}),
        ("- [ ] Ana: enviar", "- [x] Ana: enviar", {"state": "done"}),
        ("## Ações", "Intro.\n\n## Ações", {}),
    ],
)
def test_an_amended_line_is_the_fact_that_it_was(app: App, was: str, is_now: str, changed: Any) -> None:
    before = {fact["fact_id"]: fact for fact in store(app)["facts"]}
    answer = store(app, NOTES.replace(was, is_now))
    assert counts(answer) == (0, int(bool(changed)), 3 - bool(changed))
    [after] = [fact for fact in answer["facts"] if fact["fact_type"] == "action_item" and fact["owner"] != "Rui"] or [
        fact for fact in answer["facts"] if "enviar" in fact["text"]
    ]
    assert changed.items() <= after.items()
    assert before.keys() == {fact["fact_id"] for fact in stored(app)}


def test_another_number_is_another_fact_and_what_was_taken_out_stays(app: App) -> None:
    store(app, "## Ações\n- Contratar 3 pessoas\n")
    assert counts(store(app, "## Ações\n- Contratar 4 pessoas\n")) == (1, 0, 0)
    assert len(stored(app)) == 2


def test_a_line_said_twice_is_one_fact_with_all_that_is_said_of_it(app: App) -> None:
    answer = store(app, "AI: enviar a lista de preços\n\n## Ações\n- [x] @rui enviar a lista de preços até sexta\n")
    [fact] = answer["facts"]
    assert (fact["owner"], fact["due_iso"], fact["state"]) == ("rui", "2026-12-04", "done")


def test_a_box_that_is_no_longer_ticked_takes_back_a_tick_alone(app: App) -> None:
    ticked = NOTES.replace("- [ ] Ana", "- [x] Ana")
    [_, fact, _] = store(app, ticked)["facts"]
    assert fact["state"] == "done"
    assert store(app)["facts"][1]["state"] == "open"
    app.set_status(fact["fact_id"], state="done")
    assert store(app)["facts"][1]["state"] == "done"


def test_a_state_that_a_person_set_outlives_notes(app: App) -> None:
    [_, fact, _] = store(app)["facts"]
    app.set_status(fact["fact_id"], state="dropped")
    assert store(app, NOTES.replace("- [ ] Ana", "- [x] Ana"))["facts"][1]["state"] == "dropped"


def test_next_weeks_tick_closes_this_weeks_action(app: App) -> None:
    [_, fact, _] = store(app)["facts"]
    app.set_status(fact["fact_id"], "validated")
    answer = store(app, "- [x] Enviar a lista de preços\n", meeting_id="m2", started_at="2026-12-08")
    assert answer["closed"] == [fact["fact_id"]]
    after = app.read_fact(fact["fact_id"])
    assert (after["state"], after["status"]) == ("done", "validated")
    again = store(app, "- [x] Enviar a lista de preços\n", meeting_id="m2", started_at="2026-12-08")
    assert (counts(again), again["closed"]) == ((0, 0, 2), [fact["fact_id"]])
    store(app, "- [ ] Enviar a lista de preços\n", meeting_id="m2", started_at="2026-12-08")
    assert app.read_fact(fact["fact_id"])["state"] == "open"


def test_a_dry_run_shows_what_a_tick_would_close(app: App) -> None:
    [_, fact, _] = store(app)["facts"]
    answer = store(app, "- [x] Enviar a lista de preços\n", meeting_id="m2", dry_run=True)
    assert answer["closed"] == [fact["fact_id"]]
    assert app.read_fact(fact["fact_id"])["state"] == "open"


def test_a_tick_that_may_mean_several_closes_none_and_is_told(app: App) -> None:
    for meeting in ("m1", "m2"):
        store(app, "- [ ] Enviar a lista de preços\n", meeting_id=meeting)
    answer = store(app, "- [x] Enviar a lista de preços\n", meeting_id="m3")
    assert answer["closed"] == []
    assert [(one["code"], one["first"]) for one in answer["warnings"]] == [("ambiguous_done", "line 1")]
    assert [fact["state"] for fact in stored(app)].count("open") == 2


def test_a_tick_of_another_owner_or_number_closes_nothing(app: App) -> None:
    store(app, "Presentes: Ana, Rui\n\n- [ ] Ana: enviar 3 listas de preços\n")
    for line in ("- [x] Ana: enviar 4 listas de preços", "- [x] responsável: Zeca, enviar 3 listas de preços"):
        assert store(app, f"{line}\n", meeting_id="m2")["closed"] == []


@pytest.mark.parametrize("query", [{"title": "Semanal", "started_at": None}, {"title": None}, {"title": "Semanal"}])
def test_title_or_day_stand_for_the_id_of_the_meeting(app: App, query: Any) -> None:
    first, again = store(app, meeting_id=None, **query), store(app, meeting_id=None, **query)
    assert first["meeting_id"] == again["meeting_id"]
    assert counts(again) == (0, 0, 3)


def test_without_id_title_and_day_notes_are_refused(app: App) -> None:
    with refused(Invalid, "meeting_id", "title", "started_at"):
        store(app, meeting_id=None, started_at=None)


def test_a_calendars_id_is_kept_beside_the_one_of_spine(app: App) -> None:
    answer = store(app, meeting_id="19:meeting_NDQ4@thread.v2")
    assert answer["meeting_id"].startswith("mtg_")
    assert answer["facts"][0]["external_meeting_id"] == "19:meeting_NDQ4@thread.v2"


def test_the_same_notes_of_two_meetings_are_the_facts_of_each(app: App) -> None:
    assert counts(store(app)) == counts(store(app, meeting_id="m2")) == (3, 0, 0)


def test_people_are_known_from_before_and_from_the_notes(app: App) -> None:
    app.store_facts("acme", {"fact_id": "f", "fact_type": "risk", "text": "Atraso", "owner": "Zeca Lima"})
    answer = store(app, "## Ações\n- Zeca: enviar o contrato\n- @zeca renovar a licença (Adobe)\n- Bia: ligar\n")
    assert [fact["owner"] for fact in answer["facts"]] == ["Zeca", "Zeca Lima", None]
    [warning] = answer["warnings"]
    assert (warning["code"], warning["field"], warning["first"]) == ("unknown_owner", "owner", "line 4")
    store(app)
    assert "Ana Prado" in app.plan("pendências da Ana", org="acme")["understood"]["people"]


def test_a_bundles_fact_keeps_its_words_where_notes_say_it_too(app: App) -> None:
    fact = {"id": "f1", "type": "action_item", "text": "Enviar a lista dos preços", "evidence": {"quote": "eu mando"}}
    app.store_bundle("acme", {"meeting": {"meeting_id": "m1"}, "facts": [fact]})
    answer = store(app)
    assert counts(answer) == (2, 1, 0)
    after = app.read_fact("f1")
    assert (after["text"], after["owner"], after["due_iso"]) == ("Enviar a lista dos preços", "Ana", "2026-12-04")
    assert after["evidence"][0]["quote"] == "eu mando"


CSV = "ID;Ação;Responsável;Prazo;Situação;Obs\nR-1;Pintar a quadra;Zeca;12/12/2026;Aberto;azul\n7;Lixar a porta;;;;\n"


def test_a_spreadsheet_says_how_its_columns_were_read(app: App) -> None:
    answer = store(app, CSV, form="text/csv")
    assert answer["columns"] == {
        "ID": "id", "Ação": "text", "Responsável": "owner", "Prazo": "due", "Situação": "state", "Obs": None
    }  # fmt: skip
    assert [(fact["text"], fact["owner"]) for fact in answer["facts"]] == [
        ("Pintar a quadra", "Zeca"),
        ("Lixar a porta", None),
    ]
    assert answer["facts"][0]["fact_id"] == "R-1"


def test_an_id_column_is_identity_whatever_the_words(app: App) -> None:
    first = store(app, CSV, form="text/csv")
    amended = CSV.replace("Pintar a quadra", "Envernizar tudo").replace("Lixar a porta", "Trocar a porta")
    answer = store(app, amended, form="text/csv")
    assert counts(answer) == (0, 2, 0)
    assert [fact["fact_id"] for fact in answer["facts"]] == [fact["fact_id"] for fact in first["facts"]]
    other = store(app, CSV.replace("Aberto", "Concluído"), form="text/csv", meeting_id="m2")
    assert (counts(other), app.read_fact("R-1")["state"]) == ((1, 1, 0), "done")


def test_an_id_twice_is_one_row_and_then_another(app: App) -> None:
    text = "ID,Action,Owner\nA1,paint the court,Zeca\nA1,sand the door,Bia\n"
    answer = store(app, text, form="text/csv")
    assert [fact["text"] for fact in answer["facts"]] == ["paint the court", "sand the door"]


def test_text_that_is_none_and_too_many_facts_are_refused(app: App) -> None:
    with refused(Invalid, "no text"):
        store(app, "a\0b")
    with refused(Invalid, "500"):
        store(app, "## Ações\n" + "".join(f"- tarefa {n} do plano {n}\n" for n in range(501)))
    assert stored(app) == []


def test_five_hundred_facts_are_stored(app: App) -> None:
    text = "## Ações\n" + "".join(f"- tarefa {n} do plano {n}\n" for n in range(500))
    assert counts(store(app, text)) == (500, 0, 0)
    assert counts(store(app, text)) == (0, 0, 500)
