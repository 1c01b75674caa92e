"""docs/planning.md: its numbers are the code's, and its example is computed anew."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from spine.config import read
from spine.domain.fact_types import FACT_TYPES, OTHER, Group
from spine.domain.facts import FactStatus
from spine.domain.planning import (
    agenda,
    candidates,
    carryover,
    diversity,
    duplicates,
    keywords,
    ranking,
    selection,
    timebox,
)
from spine.operations import seeding
from spine.schemas.planning import PlanOptions
from spine.store.sqlite.store import SqliteStore
from spine.usecases.planning import presentation, retrieval, understanding
from spine.usecases.planning import selection as selecting
from spine.usecases.planning.pipeline import Plan, plan_agenda
from spine.usecases.service import Service
from tests.docs.pages import Page, tables

PAGE = Page("docs/planning.md")
NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
REQUEST = "pauta sobre credenciais da Vitrino, 15 min"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plan]:
    """The plan of the worked example."""
    numbers = count()
    path: Path = tmp_path_factory.mktemp("planning") / "demo.sqlite3"
    service = Service(SqliteStore(str(path)), read({}), lambda: NOON, lambda: f"{next(numbers):016x}")
    seeding.seed_demo(service)
    yield plan_agenda(service, REQUEST, PlanOptions(org="org_demo"))


def percent(share: float) -> str:
    return f"{100 * share:g} %"


def importance(group: Group) -> str:
    """What the facts of a group weigh, but for process_step, which the page names apart."""
    (value,) = {t.importance for name, t in FACT_TYPES.items() if t.group is group and name != "process_step"}
    return f"{group.value} {value:g}"


def test_the_weights_and_tables_of_the_score_are_the_codes() -> None:
    shown = (FactStatus.VALIDATED, FactStatus.PUBLISHED, FactStatus.PROPOSED, FactStatus.DRAFT)
    (now, first), *later = ranking.URGENCY_BY_DAYS
    assert now == 0
    groups = (Group.DECISIONS, Group.RISKS, Group.GOALS, Group.QUESTIONS, Group.ACTIONS)
    types = [*map(importance, groups), f"process_step {FACT_TYPES['process_step'].importance:g}"]
    signals = [
        ["status", ranking.STATUS_WEIGHT, ", ".join(f"{one.value} {ranking.STATUS[one]:g}" for one in shown)],
        ["urgency", ranking.URGENCY_WEIGHT, f"due today or before {first:g}, "
         + "".join(f"within {days} days {value:g}, " for days, value in later)
         + f"later {ranking.URGENCY_LATER:g}, overdue by more than {ranking.LONG_OVERDUE_DAYS} days "
         f"{ranking.URGENCY_LONG_OVERDUE:g}, no date {ranking.URGENCY_NONE:g}"],
        ["recency", ranking.RECENCY_WEIGHT, f"1 − days/{ranking.RECENCY_DAYS}, at least {ranking.RECENCY_LEAST:g}"],
        ["evidence", ranking.EVIDENCE_WEIGHT, "no quote 0.3, else 0.4 + 0.2 for each quote longer than "
         f"{ranking.TELLING_QUOTE} characters, at most 1"],
        ["type", ranking.TYPE_WEIGHT, f"{', '.join(types)}, the rest {OTHER.importance:g}"],
    ]  # fmt: skip
    (table,) = tables(PAGE.section("Ranking"))
    assert table == [[name, f"{weight:.2f}", raw] for name, weight, raw in signals]


NUMBERS = [
    f"at most {selection.MAX_WORKSTREAMS} workstreams",
    f"its first {keywords.LINKS_READ} links' facts",
    f"at least {percent(selection.MATCH_THRESHOLD)} of that weight",
    f"less than {percent(selection.MIN_SHARE_OF_BEST)} of the best one's relevance",
    f"BM25F (k1 {selection.SATURATION}, b {selection.LENGTH_NORMALISATION})",
    f"the best {retrieval.FACTS_A_WORKSTREAM} facts of the first {keywords.LINKS_READ} links",
    f"the newest {retrieval.WIDENED_AT_MOST} other facts that hold at least {retrieval.STEMS_IN_COMMON} stems",
    f"the {retrieval.WIDENING_STEMS} heaviest of each workstream",
    f"the newest {selecting.RECENT_READ} without one",
    f"score = {1 - ranking.RELEVANCE_WEIGHT:g} × (Σ weight × raw) + {ranking.RELEVANCE_WEIGHT:g} × relevance",
    f"{percent(duplicates.SIMILARITY_THRESHOLD)} of their letter trigrams",
    f"`{ranking.VARIANTS_WEIGHT:g} × (1 − 1/(1 + v))`",
    f"`{ranking.FEEDBACK_WEIGHT:g} × ((a + 1)/(a + r + 2) − ½)`: at most {ranking.FEEDBACK_WEIGHT / 2:.2f} either way",
    f"each section gets {timebox.LEAST_MINUTES} minutes",
    f"{understanding.DEFAULT_MINUTES} where nothing says",
    f"A multiple of {timebox.LEAST_MINUTES} is shared out in fives",
    f"one bullet for every {timebox.MINUTES_A_BULLET} minutes",
    f"due within {agenda.DUE_SOON_DAYS} days, or overdue by at most {ranking.LONG_OVERDUE_DAYS}",
    f"{percent(1 - diversity.NOVELTY_WEIGHT)} of it with {percent(diversity.NOVELTY_WEIGHT)} *novelty*",
    f"half for every {diversity.HALF_LIFE_DAYS} days",
    f"the best {presentation.PARKED_SHOWN} of the parked",
    f"the newest {carryover.PAST_PROPOSALS_READ} proposals whose meeting is over",
    f"Of a larger agenda {carryover.SHOWN_FACTS_READ} facts are looked at again",
    f"it weighs {percent(selection.MIN_SHARE_OF_BEST)} of the best workstream's relevance",
    f"at most one bullet in {carryover.ONE_BULLET_IN}, at least one",
]


@pytest.mark.parametrize("words", NUMBERS)
def test_the_other_numbers_are_the_codes(words: str) -> None:
    assert words in PAGE.flowing


def test_the_bounds_of_a_meeting_are_the_requests() -> None:
    low, high = PlanOptions.model_fields["duration_minutes"].annotation.__args__[0].__metadata__[0].metadata  # type: ignore[union-attr]
    assert f"({low.ge} to {high.le};" in PAGE.flowing


def test_the_reasons_are_those_of_the_answers() -> None:
    kept = {reason.value for reason in candidates.ExclusionReason} - {candidates.ExclusionReason.NO_TIME.value}
    last = PAGE.flowing.rpartition("is not there (")[2]
    assert {word.strip("`,") for word in last.removesuffix(").").split()} == kept


def test_the_score_of_the_example_is_what_the_code_computes(example: Plan) -> None:
    (bullet,) = (one.ranked for one in example.agenda.bullets if one.fact.fact_id == "fact_im_11")
    parts = [[p.name, f"{p.raw:g}", f"{p.weight:g}", f"{p.contribution:g}"] for p in bullet.parts]
    table = tables(PAGE.section("A worked example"))[0]
    assert table[:-1] == parts
    assert table[-1][-1].strip("*| ") == f"{bullet.total:g}"


def test_the_other_bullets_of_the_example_are_those_of_the_code(example: Plan) -> None:
    shown = tables(PAGE.section("A worked example"))[1]
    assert [row[:2] for row in shown] == [
        [f"`{b.fact.fact_id}`", f"{b.ranked.total:g}"] for b in example.agenda.bullets
    ]
    best = example.agenda.parked[0]
    assert f"The best one parked is `{best.fact.fact_id}`, {best.total:g}." in PAGE.flowing


def test_why_each_bullet_of_the_example_is_shown_is_so(example: Plan) -> None:
    shown = tables(PAGE.section("A worked example"))[1]
    for bullet, (_, _, why) in zip(example.agenda.bullets, shown, strict=True):
        days = (datetime.fromisoformat(bullet.fact.due_iso or "").date() - NOON.date()).days
        assert why.startswith(f"due in {days} days" if days > 0 else f"overdue by {-days} days")
        raw = {part.name: part.raw for part in bullet.ranked.parts}
        assert ("1 variant is folded into it" in why) == (raw.get("variants") == 0.5)
        assert ("neither stem" in why) == (raw["relevance"] == 0)
        assert ("both stems" in why) == (raw["relevance"] == 1)
        assert ("not urgent" in why) == (not agenda.is_urgent(bullet.ranked, NOON))


def test_the_subject_of_the_example_weighs_what_the_page_says(example: Plan, tmp_path: Path) -> None:
    assert example.understood.stems == ("credencial", "vitrino")
    assert [one.workstream.workstream_id for one in example.selection.workstreams] == ["ws_integracoes"]
    workstreams = [one.workstream for one in example.selection.workstreams]
    weighed = selection.weigh("", example.understood.stems, workstreams, 5)
    assert {f"{weight:.4f}" for weight in weighed.weights.values()} == {"1.3863"}
    assert "= 1.3863" in PAGE.flowing
    assert f"carries {percent(weighed.share(workstreams[0].stems))} of the weight" in PAGE.flowing
    assert f"{example.agenda.minutes} minutes are {timebox.bullets_in(example.agenda.minutes)} bullets" in PAGE.flowing
