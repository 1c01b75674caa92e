"""Suggesting workstreams from facts: what belongs together, what it is called, and what never happens."""

import random
from datetime import UTC, datetime
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spine.domain.facts import Entity, Evidence, Fact
from spine.domain.limits import HIGHEST_PRIORITY, MAX_FACTS
from spine.domain.suggestions import LatestGrouping, Suggestion, priority_of, suggest
from spine.domain.tokenizer import fold, stems
from spine.schemas.workstreams import WorkstreamFields

FOXCONN = [
    "Assinar o contrato com a Foxconn até o fim do mês",
    "Contrato Foxconn: cláusula de multa ainda em aberto com o jurídico",
    "Foxconn pediu revisão do preço por unidade no contrato",
    "Risco de atraso na assinatura do contrato Foxconn por causa do jurídico",
]
FRAUD = [
    "Implantar nova regra de prevenção a fraude no cartão",
    "A prevenção a fraude bloqueou 3% dos pagamentos legítimos",
    "Revisar limites do motor de fraude para compras acima de R$ 5.000",
    "Prevenção a fraude precisa de dados de geolocalização",
]
FREIGHT = [
    "Negociar o custo de frete com a transportadora",
    "Custo de frete subiu 8% no trimestre",
    "Transportadora pediu reajuste do custo de frete",
]
CHECKOUT = [
    "Checkout performance dropped after the release",
    "Profile the checkout service to find the slow queries",
    "Checkout performance must be under 300 ms at the 95th percentile",
]
HIRING = [
    "Hire two backend engineers before June",
    "Backend engineers interview loop takes too long",
    "Open a third position for backend engineers",
]


def fact(fact_id: str, text: str, meeting: str | None = None, at: int | None = None, **more: object) -> Fact:
    span = None if at is None else (at, at + 40)
    evidence = () if at is None else (Evidence(evidence_id="e1", char_span=span),)
    given_fields = {"evidence": evidence, "meeting_id": meeting, **more}
    return Fact.model_validate(
        {"org_id": "o", "fact_id": fact_id, "fact_type": "decision", "text": text}
        | {"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z"}
        | given_fields
    )


def facts_of(*topics: list[str]) -> list[Fact]:
    return [fact(f"t{t}-{n}", text) for t, texts in enumerate(topics) for n, text in enumerate(texts)]


def groups(suggestions: list[Suggestion]) -> dict[str, set[str]]:
    return {suggestion.title: set(suggestion.fact_ids) for suggestion in suggestions}


def test_facts_about_one_thing_are_one_suggestion_with_the_title_of_a_person() -> None:
    found = suggest(facts_of(FOXCONN, FRAUD, FREIGHT), 10)
    assert groups(found) == {
        "Contrato Foxconn": {"t0-0", "t0-1", "t0-2", "t0-3"},
        "Prevenção a fraude": {"t1-0", "t1-1", "t1-2", "t1-3"},
        "Custo de frete": {"t2-0", "t2-1", "t2-2"},
    }


def test_english_facts_get_english_titles() -> None:
    assert set(groups(suggest(facts_of(CHECKOUT, HIRING), 10))) == {
        "Checkout performance",
        "Backend engineers",
    }


def test_two_languages_side_by_side_do_not_mix() -> None:
    found = suggest(facts_of(FOXCONN, HIRING), 10)
    assert all(len({fact_id[:2] for fact_id in suggestion.fact_ids}) == 1 for suggestion in found)


def test_tags_are_words_of_the_facts_in_lower_case() -> None:
    [found] = suggest(facts_of(FOXCONN), 10)
    assert found.tags[:2] == ("contrato", "foxconn")
    assert len(found.tags) <= 5
    assert "jurídico" in found.tags


def test_facts_without_a_word_in_common_suggest_nothing() -> None:
    assert suggest(facts_of(["Comprar café"], ["Trocar a senha do Wi-Fi"], ["Renew the lease"]), 10) == []


@pytest.mark.parametrize("texts", [[], ["Contrato Foxconn"], ["", ""], ["de para com", "the of and"], ["42", "42"]])
def test_what_says_too_little_suggests_nothing(texts: list[str]) -> None:
    assert suggest(facts_of(texts), 10) == []


def test_the_same_fact_twice_is_no_group() -> None:
    assert suggest([fact("f", "Contrato Foxconn")] * 2, 10) == []


def test_two_facts_with_one_word_in_common_are_of_two_matters() -> None:
    assert suggest(facts_of(["Renovar o plano de saúde"], ["Medir o plano inclinado"]), 10) == []
    [pair] = suggest(facts_of(["Renovar o plano de saúde"], ["Plano de saúde subiu"]), 10)
    assert pair.title == "Plano de saúde"


def test_a_fact_that_one_word_ties_to_one_other_is_left_out_of_a_group() -> None:
    roof = ["Rain comes through the fly tower roof", "Patch the fly tower roof", "The fly tower roof needs decking"]
    [found] = suggest(facts_of([*roof, "Decking for the garden bar"]), 10)
    assert (found.title, set(found.fact_ids)) == ("Fly tower roof", {"t0-0", "t0-1", "t0-2"})


def test_facts_that_differ_in_a_number_alone_tie_as_one() -> None:
    kiosks = ["Replace the card reader at kiosk 1", "Replace the card reader at kiosk 3"]
    [found] = suggest(facts_of([*kiosks, "Feedback card for the foyer"]), 10)
    assert set(found.fact_ids) == {"t0-0", "t0-1"}


def test_one_thing_said_twice_counts_once() -> None:
    said = "Find a supplier for oxygen masks"
    assert suggest(facts_of([said, said]), 10) == []
    [found] = suggest(facts_of([said, said, "Oxygen runs short", "The price of oxygen"]), 10)
    assert (found.title, len(found.fact_ids)) == ("Oxygen", 4)


def test_a_record_of_a_meeting_is_in_no_suggestion() -> None:
    records = [fact("m1", "Reunião do contrato Foxconn", fact_type="meeting_metadata")]
    [found] = suggest([*facts_of(FOXCONN), *records], 10)
    assert "m1" not in found.fact_ids


def test_of_facts_outside_meetings_a_shared_word_is_enough_for_three() -> None:
    texts = ["Quem paga a iluminação da ciclovia?", "A ciclovia segue pela margem", "Ciclovia corta o acesso de cargas"]
    [found] = suggest(facts_of(texts, FOXCONN[:1], FRAUD[:1]), 10)
    assert found.title == "Ciclovia"


def test_the_priority_of_a_suggestion_grows_with_what_presses_in_it() -> None:
    now = datetime(2026, 1, 10, 12, tzinfo=UTC)
    soon = {"due_iso": "2026-01-12"}
    facts = [
        fact("f1", "Assinar", fact_type="action_item", **soon),
        fact("f2", "Renovar?", fact_type="decision_needed"),
        fact("f3", "Atraso", fact_type="risk", **soon),
        fact("f4", "Assinado", **soon),
        fact("f5", "Um dia", fact_type="action_item", due_iso="2026-06-01"),
    ]
    assert [priority_of(facts[:n], now) for n in range(6)] == [1, 2, 5, 7, 7, 7]


def test_a_priority_is_one_that_a_workstream_can_have() -> None:
    pressing = [fact("f", "Renovar?", fact_type="decision_needed")] * 400
    assert priority_of(pressing, datetime(2026, 1, 10, 12, tzinfo=UTC)) == HIGHEST_PRIORITY


def test_a_suggestion_has_no_more_facts_than_a_request_may_name() -> None:
    [found] = suggest(facts_of(FREIGHT[:1] * 300 + FREIGHT[1:2] * 300), 10)
    assert len(found.fact_ids) == MAX_FACTS


def test_topics_of_several_meetings_come_together() -> None:
    facts = [fact(f"f{n}", text, meeting=f"m{n}") for n, text in enumerate(FOXCONN)]
    assert groups(suggest(facts, 10)) == {"Contrato Foxconn": {"f0", "f1", "f2", "f3"}}


LOOSE = [
    "The budget grows by a tenth",
    "Marketing doubts the forecast",
    "The colour of the case stays yellow",
    "Rubber buttons beat plastic ones",
]


def test_facts_said_close_to_each_other_belong_together_even_in_other_words() -> None:
    spoken = [
        fact(f"f{n}", f"{text} for the remote", meeting="m", at=at)
        for n, (text, at) in enumerate(zip(LOOSE, (0, 100, 9000, 9100), strict=True))
    ]
    found = suggest(spoken, 10)
    assert sorted(sorted(suggestion.fact_ids) for suggestion in found) == [["f0", "f1"], ["f2", "f3"]]


def test_spans_that_are_all_the_same_say_nothing_about_nearness() -> None:
    facts = facts_of(FOXCONN, FRAUD)
    spoken = [fact(f.fact_id, f.text, meeting="m", at=0) for f in facts]
    unplaced = [fact(f.fact_id, f.text, meeting="m") for f in facts]
    assert suggest(spoken, 10) == suggest(unplaced, 10)


def test_times_stand_in_for_characters() -> None:
    def spoken(key: str) -> list[Fact]:
        places = zip(LOOSE, (0, 100, 9000, 9100), strict=True)
        return [
            fact(f"f{n}", f"{text} for the remote", "m", evidence=[{"evidence_id": "e", **at(key, place)}])
            for n, (text, place) in enumerate(places)
        ]

    def at(key: str, place: int) -> dict[str, object]:
        return {key: place} if key == "ts_start_ms" else {key: [place, place]}

    assert suggest(spoken("ts_start_ms"), 10) == suggest(spoken("char_span"), 10)


def test_the_strongest_come_first_and_the_limit_cuts_the_rest() -> None:
    everything = suggest(facts_of(FOXCONN, FRAUD, FREIGHT, CHECKOUT, HIRING), 50)
    strengths = [(len(s.fact_ids) - 1) * s.cohesion for s in everything]
    assert strengths == pytest.approx(sorted(strengths, reverse=True), abs=0.01)
    assert suggest(facts_of(FOXCONN, FRAUD, FREIGHT, CHECKOUT, HIRING), 2) == everything[:2]


def test_a_quote_of_the_most_central_fact_that_has_one_is_shown() -> None:
    quoted = [fact(f"f{n}", text) for n, text in enumerate(FOXCONN[:3])]
    quoted.append(fact("f3", FOXCONN[3], evidence=[{"evidence_id": "e", "quote": "o jurídico não liberou o contrato"}]))
    [found] = suggest(quoted, 10)
    assert found.sample_quote == "o jurídico não liberou o contrato"
    assert suggest(facts_of(FOXCONN), 10)[0].sample_quote is None


def test_a_person_who_speaks_is_not_the_title() -> None:
    texts = [
        "Kirsty Williams said that teacher training needs a new budget",
        "Kirsty Williams thought teacher training was too short",
        "Kirsty Williams explained that teacher training costs more",
    ]
    [found] = suggest(facts_of(texts), 10)
    assert found.title == "Teacher training"
    assert not {"kirsty", "williams"} & set(found.tags)


def test_an_owner_alone_is_no_title_but_may_stand_in_one() -> None:
    facts = [fact(f"f{n}", text, owner="Foxconn") for n, text in enumerate(FOXCONN)]
    assert groups(suggest(facts, 10)).keys() == {"Contrato Foxconn"}
    people = [Entity(display_name="Ana", type="person")]
    facts = [fact(f"f{n}", f"Ana cuida da {what} Ana", entities=people) for n, what in enumerate(("meta", "meta"))]
    assert all(suggestion.title != "Ana" for suggestion in suggest(facts, 10))


def test_a_fact_with_a_title_only_counts_by_its_title() -> None:
    titled = [fact(f"f{n}", "", title=text) for n, text in enumerate(FOXCONN)]
    assert groups(suggest(titled, 10)).keys() == {"Contrato Foxconn"}


VOCABULARY = (
    "contrato Foxconn fraude prevenção frete custo checkout performance engineers backend aprovar definir o a de com "
    "the review meeting reunião 42 2026 budget orçamento jurídico said Ana will BYD integração API said's e-mail"
).split()
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=9).map(" ".join)
PLACES = st.none() | st.integers(0, 20_000)
MEETINGS = st.sampled_from([None, "m1", "m2", "m3"])
COLLECTIONS = st.lists(st.tuples(TEXTS, MEETINGS, PLACES), max_size=25).map(
    lambda rows: [fact(f"f{n:02}", text, meeting, at) for n, (text, meeting, at) in enumerate(rows)]
)


@given(COLLECTIONS, st.integers(1, 50))
def test_no_fact_stands_twice_and_none_alone(facts: list[Fact], limit: int) -> None:
    found = suggest(facts, limit)
    stand = list(chain.from_iterable(suggestion.fact_ids for suggestion in found))
    assert len(stand) == len(set(stand))
    assert set(stand) <= {f.fact_id for f in facts}
    assert all(len(suggestion.fact_ids) > 1 for suggestion in found)
    assert len(found) <= limit


@given(COLLECTIONS, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(facts: list[Fact], chance: random.Random) -> None:
    shuffled = list(facts)
    chance.shuffle(shuffled)
    assert suggest(shuffled, 50) == suggest(facts, 50)


@given(COLLECTIONS)
def test_titles_are_words_of_the_facts_and_never_twice_the_same(facts: list[Fact]) -> None:
    known = " ".join(fold(f.text) for f in facts)
    titles = [suggestion.title for suggestion in suggest(facts, 50)]
    assert len({fold(title) for title in titles}) == len(titles)
    for title in titles:
        *first, last = fold(title.replace("…", "")).split()
        assert " ".join(first if last.isdigit() and first else [*first, last]) in known
        assert title[0] == title[0].upper()


@given(COLLECTIONS)
def test_cohesion_is_a_share_and_stems_are_the_facts_own(facts: list[Fact]) -> None:
    known = {stem for f in facts for stem in stems(f.text)}
    for suggestion in suggest(facts, 50):
        assert 0 <= suggestion.cohesion <= 1
        assert suggestion.stems and set(suggestion.stems) <= known


@given(st.text(alphabet="ab İßŉ -'\n\u00a0\u3042ΐ", min_size=1, max_size=6), st.integers(1, 60))
def test_every_suggestion_can_be_made_a_workstream(word: str, times: int) -> None:
    for found in suggest(facts_of([f"{word * times} contrato {word * times}"] * 2), 10):
        WorkstreamFields(title=found.title, tags=found.tags)


def test_facts_are_grouped_anew_only_when_one_of_them_changed() -> None:
    latest, facts = LatestGrouping(), facts_of(FOXCONN, HIRING)
    first = latest.of(facts)
    assert latest.of(list(facts)) is first
    changed = [facts[0].model_copy(update={"text": "Trocar a lâmpada do corredor"}), *facts[1:]]
    assert latest.of(changed) is not first
    assert [set(one.fact_ids) for one in latest.of(changed).suggestions(10)] == [
        set(one.fact_ids) for one in suggest(changed, 10)
    ]
