"""What each fact says that those before it did not."""

from hypothesis import given
from hypothesis import strategies as st

from spine.domain.planning.candidates import Candidate
from spine.domain.planning.diversity import novelty
from spine.domain.planning.ranking import Ranked
from tests.domain.planning.builders import ago, fact

texts = st.lists(st.text("abcd ", min_size=1, max_size=30), min_size=1, max_size=12)


def ranked(*said: str, days: int = 1) -> list[Ranked]:
    facts = [fact(f"f{n}", text, created_at=ago(days)) for n, text in enumerate(said)]
    return [Ranked(Candidate.of(one), ()) for one in facts]


def test_the_first_fact_taken_has_novelty_one() -> None:
    assert max(novelty(ranked("guindaste novo", "contrato antigo")).values()) == 1.0


def test_a_fact_that_says_nothing_new_adds_nothing() -> None:
    found = novelty(ranked("guindaste contrato multa", "contrato multa"))
    assert sorted(found.values()) == [0.0, 1.0] or min(found.values()) < 0.5
    assert novelty(ranked("guindaste contrato", "guindaste contrato"))["f1"] == 0.0


def test_what_more_facts_say_adds_more() -> None:
    found = novelty(ranked("multa contratual", "guindaste amarelo", "multa diária", "multa mensal"))
    assert max(found, key=lambda one: found[one]) in {"f0", "f2", "f3"}


def test_what_was_said_of_late_adds_more() -> None:
    old, new = ranked("guindaste amarelo", days=60), ranked("empilhadeira azul", days=1)
    new = [Ranked(Candidate.of(fact("new", "empilhadeira azul", created_at=ago(1))), ())]
    found = novelty([*old, *new])
    assert found["new"] > found["f0"]


def test_without_facts_there_is_no_novelty() -> None:
    assert novelty([]) == {}


@given(texts)
def test_every_fact_gets_a_share_from_nought_to_one(said: list[str]) -> None:
    found = novelty(ranked(*said))
    assert set(found) == {f"f{n}" for n in range(len(said))}
    assert all(0.0 <= share <= 1.0 for share in found.values())


@given(texts)
def test_the_order_of_the_facts_does_not_matter(said: list[str]) -> None:
    some = ranked(*said)
    assert novelty(some) == novelty(some[::-1])
