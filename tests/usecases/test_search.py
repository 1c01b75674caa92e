"""Finding facts by words."""

import pytest

from tests.usecases.app import App


def found(app: App, q: str | None = None, **query: object) -> list[str]:
    return [item["fact_id"] for item in app.search(q, org="byd", **query)["items"]]


def test_a_search_says_what_was_asked_and_scores_what_it_found(app: App) -> None:
    app.fact("byd", "Contrato com a Foxconn", fact_id="f")
    answer = app.search("contrato", org="byd", types="decision,risk")
    assert (answer["org_id"], answer["query"], answer["types"]) == ("byd", "contrato", ["decision", "risk"])
    assert answer["items"][0]["score"] > 0
    assert app.search("contrato", org="byd")["types"] == []


def test_no_words_give_the_newest_first(app: App) -> None:
    for n in range(3):
        app.fact("byd", f"fato {n}", fact_id=f"f{n}", created_at=f"2026-01-0{n + 1}")
    assert found(app) == found(app, "") == found(app, "  ") == ["f2", "f1", "f0"]


@pytest.mark.parametrize("q", ["integracao", "INTEGRAÇÕES", "Integração", "a integração da API", "integrações"])
def test_accents_case_and_number_do_not_matter(app: App, q: str) -> None:
    app.fact("byd", "A integração ficou pronta", fact_id="f")
    assert found(app, q) == ["f"]


@pytest.mark.parametrize(
    ("where", "q"),
    [
        ({"title": "Logística"}, "logistica"), ({"owner": "Fernanda Lima"}, "fernanda"),
        ({"evidence": [{"quote": "vamos cotar o frete marítimo"}]}, "frete"),
        ({"entities": [{"display_name": "Foxconn"}]}, "foxconn"),
    ],
)  # fmt: skip
def test_a_fact_is_found_by_all_its_words(app: App, where: dict[str, object], q: str) -> None:
    app.fact("byd", "Outro texto", fact_id="f", **where)
    assert found(app, q) == ["f"]


def test_what_holds_more_of_the_words_comes_first(app: App) -> None:
    app.facts(
        "byd",
        {"text": "Contrato antigo", "fact_id": "one", "created_at": "2026-03-01"},
        {"text": "Contrato da Foxconn", "fact_id": "both", "created_at": "2026-01-01"},
    )
    assert found(app, "contrato foxconn") == ["both", "one"]


def test_a_common_word_never_crowds_out_a_rare_one(app: App) -> None:
    app.facts("byd", *({"text": f"Contrato número {n}"} for n in range(300)))
    rare = [{"text": f"Visita à Foxconn {n}", "fact_id": f"fox{n}", "created_at": "2024-01-01"} for n in range(3)]
    app.facts("byd", *rare)
    assert found(app, "contrato Foxconn", limit=3) == ["fox0", "fox1", "fox2"]


def test_a_rare_short_word_is_found_among_many_long_common_ones(app: App) -> None:
    long = "fornecimento componentes eletrônicos importação planejamento negociação"
    app.facts("byd", *({"text": f"{long} {n}"} for n in range(120)))
    app.fact("byd", "Visita da Foxx", fact_id="rare", created_at="2024-01-01")
    assert "rare" in found(app, f"{long} Foxx", limit=200)


def test_words_beside_signs_are_still_found(app: App) -> None:
    app.fact("byd", "Lançamento 🚀 do contrato", fact_id="f")
    for q in ('"contrato"', "contrato*", "%contrato%", "🚀 contrato", "contrato OR nada"):
        assert found(app, q) == ["f"]


def test_types_and_status_filter_a_search(app: App) -> None:
    app.facts(
        "byd",
        {"text": "Contrato um", "fact_id": "a", "fact_type": "risk"},
        {"text": "Contrato dois", "fact_id": "b", "status": "validated"},
        {"text": "Contrato três", "fact_id": "c", "fact_type": "question", "status": "rejected"},
    )
    assert found(app, "contrato", types="risk,question") == ["a", "c"]
    assert found(app, "contrato", status="validated") == ["b"]
    assert found(app, "contrato", types="risk", status="validated") == []
    assert found(app, types="question") == ["c"]


def test_a_search_stays_inside_its_organisation(app: App) -> None:
    app.fact("acme", "Contrato secreto")
    assert found(app, "contrato") == []
    assert found(app) == []


def test_a_changed_fact_is_found_by_its_new_words_alone(app: App) -> None:
    app.fact("byd", "Contrato com a Foxconn", fact_id="f")
    app.fact("byd", "Acordo com a Quanta", fact_id="f")
    assert found(app, "foxconn") == []
    assert found(app, "quanta") == ["f"]


def test_the_default_organisation_is_searched_where_none_is_named(app: App) -> None:
    app.fact("org_demo", "Contrato", fact_id="f")
    answer = app.search("contrato")
    assert (answer["org_id"], [i["fact_id"] for i in answer["items"]]) == ("org_demo", ["f"])


def test_a_limit_cuts_a_search(app: App) -> None:
    app.facts("byd", *({"text": f"Contrato {n}"} for n in range(60)))
    assert len(found(app, "contrato", limit=7)) == 7
    assert len(found(app, "contrato")) == 50
    assert len(found(app, "contrato", limit=200)) == 60
