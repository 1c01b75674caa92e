"""Facts in the order of what they add to what an agenda says already."""

from hypothesis import given
from hypothesis import strategies as st

from spine.domain.planning.candidates import Candidate
from spine.domain.planning.diversity import Novelty
from spine.domain.planning.ranking import Ranked
from tests.domain.planning.builders import ago, fact

texts = st.lists(st.text("abcd ", min_size=1, max_size=30), min_size=1, max_size=12)


def ranked(*said: str, days: int = 1, prefix: str = "f", score: float = 0.0) -> list[Ranked]:
    facts = [fact(f"{prefix}{n}", text, created_at=ago(days)) for n, text in enumerate(said)]
    return [Ranked(Candidate.of(one), {"score": score}, {"score": 1.0}) for one in facts]


def order(some: list[Ranked], before: str = "", most: int = 12) -> list[str]:
    novelty = Novelty.among([*some, *ranked(before, prefix="before")])
    said = novelty.stems_of(ranked(before, prefix="before"))
    return [r.fact.fact_id for r in novelty.by_worth(some, said, most)]


def test_a_fact_that_says_nothing_new_comes_last() -> None:
    assert order(ranked("guindaste contrato", "guindaste contrato", "frete marítimo")) == ["f0", "f2", "f1"]


def test_what_an_earlier_section_said_is_not_new() -> None:
    some = ranked("guindaste contrato", "frete marítimo")
    assert order(some, before="guindaste contrato") == ["f1", "f0"]
    assert order(some, before="frete marítimo") == ["f0", "f1"]


def test_what_more_facts_say_adds_more() -> None:
    assert order(ranked("guindaste amarelo", "multa contratual", "multa diária", "multa mensal"))[0] != "f0"


def test_what_was_said_of_late_adds_more() -> None:
    old, new = ranked("guindaste amarelo", days=60), ranked("empilhadeira azul", days=1, prefix="new")
    assert order([*old, *new]) == ["new0", "f0"]


def test_of_facts_that_add_as_much_the_better_one_comes_first() -> None:
    better = ranked("empilhadeira azul", score=0.5, prefix="z")
    assert order([*ranked("guindaste amarelo"), *better]) == ["z0", "f0"]


def test_of_two_that_say_the_same_the_better_one_comes_first() -> None:
    assert (
        order([*ranked("contrato"), *ranked("contrato", score=0.5, prefix="z"), *ranked("frete", prefix="y")])[0]
        == "z0"
    )


def test_without_facts_there_is_no_order() -> None:
    assert order([]) == []


@given(texts, st.integers(-1, 13))
def test_every_fact_is_there_once(said: list[str], most: int) -> None:
    assert sorted(order(ranked(*said), most=most)) == sorted(f"f{n}" for n in range(len(said)))


@given(texts, st.integers(0, 13))
def test_as_many_are_chosen_as_are_asked_for(said: list[str], most: int) -> None:
    assert order(ranked(*said), most=most)[:most] == order(ranked(*said))[:most]


@given(texts, st.text("abcd "))
def test_each_fact_taken_is_worth_most_of_those_that_are_left(said: list[str], before: str) -> None:
    some = ranked(*said)
    novelty = Novelty.among([*some, *ranked(before, prefix="before")])
    covered = novelty.stems_of(ranked(before, prefix="before"))
    taken = novelty.by_worth(some, covered, len(some))
    for n, r in enumerate(taken):
        gains = [novelty.gain(left, novelty.stems_of([left]) - covered) for left in taken[n:]]
        assert gains[0] >= max(gains) - 1e-5
        covered |= novelty.stems_of([r])


@given(texts)
def test_the_order_in_which_facts_are_read_does_not_matter(said: list[str]) -> None:
    some = ranked(*said)
    assert order(some) == order(some[::-1])
