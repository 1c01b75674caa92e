"""Finding facts by words."""

import pytest

from tests.api.client import FACT_KEYS, Api, body_of


def found(api: Api, q: str | None = None, **query: object) -> list[str]:
    return [item["fact_id"] for item in body_of(api.get("/facts/search", org="byd", q=q, **query))["items"]]


def test_a_search_says_what_was_asked_and_scores_what_it_found(api: Api) -> None:
    api.fact("byd", "Contrato com a Foxconn", fact_id="f")
    answer = body_of(api.get("/facts/search", org="byd", q="contrato", types="decision,risk"))
    assert answer.keys() == {"org_id", "query", "types", "items"}
    assert (answer["org_id"], answer["query"], answer["types"]) == ("byd", "contrato", ["decision", "risk"])
    assert answer["items"][0].keys() == FACT_KEYS | {"score"}
    assert answer["items"][0]["score"] > 0
    assert body_of(api.get("/facts/search", org="byd", q="contrato"))["types"] == []


def test_no_words_give_the_newest_first(api: Api) -> None:
    for n in range(3):
        api.fact("byd", f"fato {n}", fact_id=f"f{n}", created_at=f"2026-01-0{n + 1}")
    assert found(api) == found(api, "") == found(api, "  ") == ["f2", "f1", "f0"]


@pytest.mark.parametrize("q", ["integracao", "INTEGRAÇÕES", "Integração", "a integração da API", "integrações"])
def test_accents_case_and_number_do_not_matter(api: Api, q: str) -> None:
    api.fact("byd", "A integração ficou pronta", fact_id="f")
    assert found(api, q) == ["f"]


@pytest.mark.parametrize(
    ("where", "q"),
    [
        ({"title": "Logística"}, "logistica"), ({"owner": "Fernanda Lima"}, "fernanda"),
        ({"evidence": [{"quote": "vamos cotar o frete marítimo"}]}, "frete"),
        ({"entities": [{"display_name": "Foxconn"}]}, "foxconn"),
    ],
)  # fmt: skip
def test_a_fact_is_found_by_all_its_words(api: Api, where: dict[str, object], q: str) -> None:
    api.fact("byd", "Outro texto", fact_id="f", **where)
    assert found(api, q) == ["f"]


def test_what_holds_more_of_the_words_comes_first(api: Api) -> None:
    api.facts(
        "byd",
        {"text": "Contrato antigo", "fact_id": "one", "created_at": "2026-03-01"},
        {"text": "Contrato da Foxconn", "fact_id": "both", "created_at": "2026-01-01"},
    )
    assert found(api, "contrato foxconn") == ["both", "one"]


def test_a_common_word_never_crowds_out_a_rare_one(api: Api) -> None:
    for part in range(2):
        api.facts("byd", *({"text": f"Contrato número {part * 500 + n}"} for n in range(500)))
    rare = [{"text": f"Visita à Foxconn {n}", "fact_id": f"fox{n}", "created_at": "2024-01-01"} for n in range(3)]
    api.facts("byd", *rare)
    assert found(api, "contrato Foxconn", limit=3) == ["fox0", "fox1", "fox2"]


def test_a_rare_short_word_is_found_among_many_long_common_ones(api: Api) -> None:
    long = "fornecimento componentes eletrônicos importação planejamento negociação"
    api.facts("byd", *({"text": f"{long} {n}"} for n in range(120)))
    api.fact("byd", "Visita da Foxx", fact_id="rare", created_at="2024-01-01")
    assert "rare" in found(api, f"{long} Foxx", limit=200)


@pytest.mark.parametrize(
    "q",
    [
        '"',
        "%",
        "*",
        "OR",
        "AND NOT",
        "🚀",
        "a\"b'c",
        "_",
        "\\",
        "NEAR(a,b)",
        "--",
        "x" * 3_000,
        "\x00",
        "';DROP TABLE facts",
    ],
)
def test_signs_in_a_query_mean_nothing_special(api: Api, q: str) -> None:
    api.facts("byd", {"text": "Contrato da BYD"}, {"text": "Lançamento 🚀"})
    before = body_of(api.get("/orgs/byd/facts"))
    answer = body_of(api.get("/facts/search", org="byd", q=q))
    assert answer["query"] == q
    assert answer["items"] == []
    assert body_of(api.get("/orgs/byd/facts")) == before


def test_words_beside_signs_are_still_found(api: Api) -> None:
    api.fact("byd", "Lançamento 🚀 do contrato", fact_id="f")
    for q in ('"contrato"', "contrato*", "%contrato%", "🚀 contrato", "contrato OR nada"):
        assert found(api, q) == ["f"]


def test_types_and_status_filter_a_search(api: Api) -> None:
    api.facts(
        "byd",
        {"text": "Contrato um", "fact_id": "a", "fact_type": "risk"},
        {"text": "Contrato dois", "fact_id": "b", "status": "validated"},
        {"text": "Contrato três", "fact_id": "c", "fact_type": "question", "status": "rejected"},
    )
    assert found(api, "contrato", types="risk,question") == ["a", "c"]
    assert found(api, "contrato", status="validated") == ["b"]
    assert found(api, "contrato", types="risk", status="validated") == []
    assert found(api, types="question") == ["c"]


def test_a_search_stays_inside_its_organisation(api: Api) -> None:
    api.fact("acme", "Contrato secreto")
    assert found(api, "contrato") == []
    assert found(api) == []


def test_a_changed_fact_is_found_by_its_new_words_alone(api: Api) -> None:
    api.fact("byd", "Contrato com a Foxconn", fact_id="f")
    api.fact("byd", "Acordo com a Quanta", fact_id="f")
    assert found(api, "foxconn") == []
    assert found(api, "quanta") == ["f"]


def test_the_default_organisation_is_searched_where_none_is_named(api: Api) -> None:
    api.fact("org_demo", "Contrato", fact_id="f")
    answer = body_of(api.get("/facts/search", q="contrato"))
    assert (answer["org_id"], [i["fact_id"] for i in answer["items"]]) == ("org_demo", ["f"])


def test_a_limit_cuts_a_search(api: Api) -> None:
    api.facts("byd", *({"text": f"Contrato {n}"} for n in range(60)))
    assert len(found(api, "contrato", limit=7)) == 7
    assert len(found(api, "contrato")) == 50
    assert len(found(api, "contrato", limit=200)) == 60
