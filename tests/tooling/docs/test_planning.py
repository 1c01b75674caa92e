"""docs/planning.md: its tables are the code's, and its example is computed again."""

from datetime import datetime
from typing import get_args

import pytest

from spine.domain.fact_types import FACT_TYPES, OTHER, Group
from spine.domain.facts import FactStatus
from spine.domain.limits import LONGEST_MEETING, SHORTEST_MEETING
from spine.domain.planning import (
    agenda,
    candidates,
    carryover,
    diversity,
    duplicates,
    keywords,
    matching,
    ranking,
    timebox,
)
from spine.schemas.planning import PlanOptions
from spine.schemas.responses.agendas import Assumption
from spine.usecases.planning import presentation, retrieval, understanding
from spine.usecases.planning import selection as selecting
from spine.usecases.planning.pipeline import Plan, plan_agenda
from spine.usecases.service import Service
from tests.tooling.docs.conftest import NOON
from tests.tooling.docs.pages import Page, names, table, tables

PAGE = Page("docs/planning.md")
REQUEST = "pauta sobre credenciais da Vitrino, 15 min"


@pytest.fixture(scope="module")
def example(demo_service: Service) -> Plan:
    """The plan of the worked example."""
    assert REQUEST in PAGE.section("A worked example")
    return plan_agenda(demo_service, REQUEST, PlanOptions(org="org_demo"))


def percent(share: float) -> str:
    return f"{100 * share:g} %"


NUMBERS = {
    "1. Understand": {
        "shortest meeting": f"{SHORTEST_MEETING} minutes",
        "longest meeting": f"{LONGEST_MEETING} minutes",
        "length if none is given": f"{understanding.DEFAULT_MINUTES} minutes",
    },
    "2. Select": {
        "workstreams in an agenda, at most": f"{matching.MAX_WORKSTREAMS}",
        "share of the subject's weight that makes a match, at least": percent(matching.MATCH_THRESHOLD),
        "relevance compared with the first workstream, at least": percent(matching.MIN_SHARE_OF_BEST),
        "`k1` of BM25F": f"{matching.SATURATION:g}",
        "`b` of BM25F": f"{matching.LENGTH_NORMALISATION:g}",
        "facts without a subject (micro planner), at most": f"{selecting.RECENT_READ}",
        "past proposals that are read": f"{carryover.PAST_PROPOSALS_READ}",
    },
    "3. Retrieve": {
        "links of a workstream that are read": f"{keywords.LINKS_READ}",
        "facts of a workstream, at most": f"{retrieval.FACTS_A_WORKSTREAM}",
        "widened facts, at most": f"{retrieval.WIDENED_AT_MOST}",
        "stems that a widened fact shares, at least": f"{retrieval.STEMS_IN_COMMON}",
        "heaviest stems of each workstream that are searched": f"{retrieval.WIDENING_STEMS}",
    },
    "Minutes": {
        "shortest section": f"{timebox.LEAST_MINUTES} minutes",
        "minutes for each bullet": f"{timebox.MINUTES_A_BULLET}",
    },
    "Bullets": {
        "due soon means within": f"{agenda.DUE_SOON_DAYS} days",
        "recently overdue means by at most": f"{ranking.LONG_OVERDUE_DAYS} days",
        "share of novelty in the blend": percent(diversity.NOVELTY_WEIGHT),
        "the weight of a fact for novelty halves every": f"{diversity.HALF_LIFE_DAYS} days",
    },
    "Carry-over": {
        "share of the bullets that are carried over, at most": f"1 in {carryover.ONE_BULLET_IN}, but at least one",
        "facts of the last agenda that are read again, at most": f"{carryover.SHOWN_FACTS_READ}",
        "weight of the section of their own, with a subject": f"{percent(matching.MIN_SHARE_OF_BEST)} of the first "
        "workstream's",
        "weight of the section of their own, without a subject": "the sum of its facts' scores",
    },
    "5. Present": {"parked facts in the response, at most": f"{presentation.PARKED_SHOWN}"},
}


@pytest.mark.parametrize("heading", NUMBERS)
def test_the_numbers_are_the_codes(heading: str) -> None:
    section = PAGE.section(heading.partition(". ")[2] or heading)
    assert dict(tables(section)[-1]) == NUMBERS[heading]  # type: ignore[arg-type]  # rows of two cells


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
    assert table(PAGE.section("Ranking")) == [[name, f"{weight:.2f}", raw] for name, weight, raw in signals]


def test_the_formulas_have_the_codes_weights() -> None:
    section = PAGE.section("Ranking")
    for formula in (
        f"{1 - ranking.RELEVANCE_WEIGHT:g} × (Σ weight × raw) + {ranking.RELEVANCE_WEIGHT:g} × relevance",
        f"`{ranking.VARIANTS_WEIGHT:g} × (1 − 1/(1 + v))`",
        f"`{ranking.FEEDBACK_WEIGHT:g} × ((a + 1)/(a + r + 2) − ½)`",
        percent(duplicates.SIMILARITY_THRESHOLD),
        f"{ranking.FEEDBACK_WEIGHT / 2:.2f}",
    ):
        assert formula in section


def test_the_reasons_and_assumptions_are_those_of_the_answers() -> None:
    reasons = [row[0].strip("`") for row in tables(PAGE.section("Retrieve"))[0]]
    assert sorted(reasons) == sorted(set(candidates.ExclusionReason) - {candidates.ExclusionReason.NO_TIME})
    assumed = [row[0].strip("`") for row in tables(PAGE.section("Understand"))[0]]
    assert sorted(assumed) == sorted(get_args(Assumption))


def test_what_the_example_selects_is_what_the_code_selects(example: Plan) -> None:
    shown = dict(tables(PAGE.section("A worked example"))[0])  # type: ignore[arg-type]  # rows of two cells
    workstreams = [one.workstream for one in example.selection.workstreams]
    subject = matching.weigh("", example.understood.stems, workstreams, 5)
    (weight,) = set(subject.weights.values())
    assert names(shown["stems of the subject"]) == list(example.understood.stems)
    assert shown["weight of each stem"].endswith(f"= {weight:.4f}")
    assert names(shown["selected workstream"]) == [one.workstream_id for one in workstreams]
    assert shown["share of the subject's weight that it carries"] == percent(subject.share(workstreams[0].stems))
    assert shown["bullets in 15 minutes"] == f"{timebox.bullets_in(example.agenda.minutes)}"


def test_the_score_of_the_example_is_what_the_code_computes(example: Plan) -> None:
    (bullet,) = (one.ranked for one in example.agenda.bullets if one.fact.fact_id == "fact_im_11")
    *parts, total = tables(PAGE.section("A worked example"))[1]
    assert parts == [[p.name, f"{p.raw:g}", f"{p.weight:g}", f"{p.contribution:g}"] for p in bullet.parts]
    assert total[-1].strip("*") == f"{bullet.total:g}"


def test_the_bullets_of_the_example_are_those_of_the_code(example: Plan) -> None:
    *shown, parked = tables(PAGE.section("A worked example"))[2]
    assert shown == [row_of(bullet.ranked, len(example.understood.stems)) for bullet in example.agenda.bullets]
    best = example.agenda.parked[0]
    assert parked[:2] == [f"`{best.fact.fact_id}`, parked", f"{best.total:g}"]


def row_of(ranked: ranking.Ranked, stems: int) -> list[str]:
    """The row of a bullet: the numbers that its score is made of."""
    raw = {part.name: part.raw for part in ranked.parts}
    days = (datetime.fromisoformat(ranked.fact.due_iso or "").date() - NOON.date()).days
    variants = 1 / (1 - raw["variants"]) - 1 if "variants" in raw else 0
    urgent = "yes" if agenda.is_urgent(ranked, NOON) else "no"
    values = [f"{ranked.total:g}", f"{days}", f"{raw['relevance'] * stems:g}", f"{variants:g}", urgent]
    return [f"`{ranked.fact.fact_id}`", *values]
