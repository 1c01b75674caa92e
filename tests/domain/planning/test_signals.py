"""Why a bullet is in the agenda of today, as codes and in words."""

from datetime import timedelta

import pytest

from spine.domain.facts import Fact
from spine.domain.languages import Language
from spine.domain.planning.signals import signals, why_now
from tests.domain.planning.builders import EN, NOW, PT, day, fact, spec


def said(shown: Fact, *variants: Fact, meeting: int = 0, language: Language = EN) -> str:
    """The words for a fact in a meeting so many days from today."""
    occasion = spec(language=language, start=NOW + timedelta(days=meeting))
    return why_now(shown, variants, signals(shown, variants, NOW, carried=False), occasion)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (-6, "6 days overdue"), (-1, "1 day overdue"), (0, "due today"), (1, "due tomorrow"), (2, "due Friday"),
        (6, "due Tuesday"), (7, "due in 7 days"), (8, ""),
    ],
)  # fmt: skip
def test_a_due_date_is_told_from_today_where_the_meeting_is_today_or_has_no_start(due: int, words: str) -> None:
    assert said(fact(due_iso=day(due))) == words
    assert said(fact(due_iso=day(due)), meeting=-3) == words
    assert (
        why_now(fact(due_iso=day(due)), [], signals(fact(due_iso=day(due)), [], NOW, carried=False), spec(30, EN))
        == words
    )


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (-6, "9 days overdue"), (-1, "4 days overdue"), (0, "due before the meeting"), (2, "due before the meeting"),
        (3, "due that day"), (4, "due Sunday"), (7, "due Wednesday"), (8, ""),
    ],
)  # fmt: skip
def test_for_a_meeting_on_another_day_it_is_told_from_that_day(due: int, words: str) -> None:
    assert said(fact(due_iso=day(due)), meeting=3) == words


def test_the_codes_are_those_of_today_whatever_the_meetings_day() -> None:
    assert signals(fact(due_iso=day(2)), [], NOW, carried=False) == ("due_soon",)


def test_a_moved_date_is_told_besides_two_other_reasons() -> None:
    before = fact("old", due_iso=day(-9))
    wanted = fact(fact_type="decision_needed", due_iso=day(0))
    assert said(wanted, before, language=PT) == "vence hoje, decisão pendente, prazo mudou"
    assert said(fact(due_iso=day(20)), before, language=PT) == "prazo mudou"


@pytest.mark.parametrize("now_due", [None, day(-9), f"{day(-9)}T00:00:00Z"])
def test_a_date_that_is_gone_or_the_same_day_was_not_moved(now_due: str | None) -> None:
    assert "moved" not in signals(fact(due_iso=now_due), [fact("old", due_iso=day(-9))], NOW, carried=False)


def test_meetings_are_counted_only_where_they_are_known() -> None:
    assert said(fact(), fact("old")) == ""
    assert said(fact(meeting_id="m_2"), fact("old")) == ""
    assert said(fact(meeting_id="m_2"), fact("old", meeting_id="m_1")) == "said in 2 meetings"


@pytest.mark.parametrize("kind", ["requirement", "objective", "milestone", "context", "decision_needed"])
def test_a_due_date_of_any_type_is_told_but_for_what_is_settled(kind: str) -> None:
    assert said(fact(fact_type=kind, due_iso=day(-2))).startswith("2 days overdue")
    assert said(fact(fact_type="decision", due_iso=day(-2))) == ""
