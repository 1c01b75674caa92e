"""What groups of facts are called: what most of them share, else the most typical fact's own words."""

import pytest

from spine.domain.facts import Fact
from spine.domain.suggestions.phrases import LONGEST_OPENING
from spine.domain.suggestions.titles import Titles
from tests.domain.suggestions.test_suggestion import fact

OTHERS = ["Trocar a lâmpada do corredor", "Renew the parking permit", "Pintar a sala de espera"]
"""Facts about other things, so that words of a group tell it apart."""


def title_of(*texts: str, **fields: object) -> str:
    facts: list[Fact] = [fact(f"f{n}", text, **fields) for n, text in enumerate((*texts, *OTHERS))]
    name = Titles(facts).name(range(len(texts)))
    assert name is not None
    return name[0]


def test_a_phrase_that_most_facts_hold_is_the_title() -> None:
    facts = ["Press night of The Snow Queen", "Six Snow Queen costumes slip", "Advance sales of the Snow Queen drop"]
    assert title_of(*facts) == "Snow Queen"
    assert title_of("A rampa do hangar cedeu", "Medir a rampa do hangar", "Quem paga a rampa do hangar?") == (
        "Rampa do hangar"
    )


def test_the_longest_phrase_that_as_many_hold_is_taken() -> None:
    facts = ["Rain comes through the fly tower roof", "The fly tower roof was relaid", "Patch the fly tower roof"]
    assert title_of(*facts) == "Fly tower roof"


def test_a_phrase_of_one_fact_is_no_title_where_a_word_is_in_all() -> None:
    facts = ["Who pays for the lighting of the cycleway?", "The cycleway follows the bank", "Cycleway cuts the access"]
    assert title_of(*facts) == "Cycleway"


def test_common_words_of_a_group_come_together_in_the_phrase_of_a_single_fact() -> None:
    texts = [
        "Sign the contract",
        "The renewal slips",
        "Contract renewal keeps the discount",
        "The renewal needs a contract",
    ]
    assert title_of(*texts) == "Contract renewal"


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (["Rebuild intake pump 3", "Rebuild intake pump 4 next"], "Intake pump"),
        (["Descalcificar caldeira norte", "Descalcificar caldeira norte outra vez, com ácido"], "Caldeira norte"),
    ],
)
def test_the_verb_that_an_action_begins_with_is_in_no_title(texts: list[str], title: str) -> None:
    assert title_of(*texts, fact_type="action_item") == title


def test_a_noun_that_an_action_begins_with_may_be() -> None:
    texts = ["Gearbox order to be signed", "The gearbox order is late", "Pay the gearbox order"]
    assert title_of(*texts, fact_type="action_item") == "Gearbox order"


def test_amounts_and_units_are_no_title() -> None:
    texts = ["Comprar mil toneladas de cimento", "Vender mil toneladas de cimento", "Mil toneladas de cimento pararam"]
    assert title_of(*texts) == "Cimento"
    assert title_of("The fine is two percent of rent", "Forty percent of rent is late", "Rent is due") == "Rent"


def test_a_name_is_kept_whole() -> None:
    texts = ["Custo da coleção Rio Acima subiu", "Revisar a coleção Rio Acima", "Capa dura na coleção Rio Acima"]
    assert title_of(*texts) == "Coleção Rio Acima"


def test_what_shares_nothing_is_called_by_its_most_typical_fact() -> None:
    texts = ["Sign the new lease", "Repair the gate", "Feed the seals"]
    assert title_of(*texts) == "Sign the new lease"


def test_a_facts_own_title_goes_before_its_text() -> None:
    texts = ["Somebody should talk to them before it is too late", "Repair the gate", "Feed the seals"]
    assert title_of(*texts, title="Bus operator") == "Bus operator"


def test_long_words_of_a_fact_are_cut_at_a_word_that_may_end_a_title() -> None:
    text = "The insurer will not cover the storage of lithium cells in the basement of the annex from January"
    title = title_of(text, "Repair the gate", "Feed the seals")
    head = title.removesuffix("…")
    assert title != head and len(title) <= LONGEST_OPENING and text.startswith(head)
    assert head.split()[-1] not in {"of", "in", "the", "will", "not"}


def test_words_up_to_a_pause_are_enough() -> None:
    text = "Data center em Barueri: desligar as máquinas que ninguém mais usa, e avisar a auditoria por escrito antes"
    assert title_of(text, "Repair the gate", "Feed the seals") == "Data center em Barueri"


def test_a_word_of_every_other_fact_is_no_title() -> None:
    group = ["The remote has a spinning wheel", "Spinning wheel of the remote sticks", "The remote may glow"]
    others = [f"The remote and the {what}" for what in ("logo", "case", "button", "battery", "price", "colour")]
    named = Titles([fact(f"f{n}", text) for n, text in enumerate(group + others)]).name(range(3))
    assert named is not None and named[0] == "Spinning wheel"


def test_whoever_says_something_is_no_title() -> None:
    texts = [f"The site manager {verb} the pump" for verb in ("mentioned", "proposed", "explained")]
    assert title_of(*texts) == "Pump"


def test_a_fact_that_goes_on_with_another_is_not_the_first_to_name_a_group() -> None:
    texts = ["They also looked at it again", "Repair the gate", "Feed the seals"]
    assert title_of(*texts) == "Repair the gate"


def test_two_groups_never_have_the_same_title() -> None:
    facts = [fact(f"f{n}", "Rampa do hangar") for n in range(4)]
    titles = Titles(facts)
    names = [titles.name(group) for group in ((0, 1), (2, 3))]
    assert len({name[0] for name in names if name}) == 2
