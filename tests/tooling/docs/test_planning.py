"""docs/planning.md: its tables are the code's, and its example is computed again."""

from typing import get_args

import pytest

from spine.domain.fact_states import FactStatus
from spine.domain.fact_types import FACT_TYPES, OTHER, Kind
from spine.domain.languages import Language
from spine.domain.limits import LONGEST_MEETING, SHORTEST_MEETING
from spine.domain.planning import (
    candidates,
    carryover,
    diversity,
    duplicates,
    headings,
    keywords,
    matching,
    pressing,
    ranking,
    subjects,
    timebox,
)
from spine.domain.planning.agenda import QUOTE_SHOWN, Bullet
from spine.domain.planning.codes import BulletSignal
from spine.domain.reading import moments, sentence
from spine.domain.rendering.handout import LEFT_OUT_SHOWN
from spine.domain.rendering.icalendar import DESCRIPTION_LINE
from spine.schemas.planning import PlanOptions
from spine.schemas.responses.agendas import Assumption
from spine.usecases.planning import finding, presentation, retrieval, understanding
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
        "days, clock times and lengths that are read; the text behind them is not": f"{moments.TIMES_READ}",
        "words and numbers that may start one of these; the text behind them is not read": f"{moments.TIMES_TRIED}",
        "words, numbers and signs that are read": f"{sentence.WORDS_READ}",
    },
    "Choosing workstreams": {
        "workstreams in an agenda, at most (with people any number)": f"{matching.MAX_WORKSTREAMS}",
        "share of the subject's weight that a workstream itself carries, at least": percent(subjects.MATCH_THRESHOLD),
        "share of the subject's weight that the best fact carries, at least": percent(subjects.FACT_THRESHOLD),
        "words of a longer subject that these shares are of": f"{subjects.WORDS_OF_A_SUBJECT}",
        "share of the best fact's weight that carries the subject": percent(subjects.CARRYING_SHARE),
        "words of a subject that are searched one by one, at most (of a longer one any two)": f"{finding.STEMS_ABOUT}",
        "facts that share words with the subject, at most": f"{finding.MATCHES_KEPT}",
        "relevance compared with the first workstream, at least": percent(matching.MIN_SHARE_OF_BEST),
        "workstreams without a section that are read, at most": f"{selecting.OTHER_WORKSTREAMS}",
        "`k1` of BM25F": f"{matching.SATURATION:g}",
        "`b` of BM25F": f"{matching.LENGTH_NORMALISATION:g}",
        "facts without a subject (micro planner), at most": f"{selecting.RECENT_READ}",
        "past proposals that are read": f"{carryover.PAST_PROPOSALS_READ}",
    },
    "3. Retrieve": {
        "links of a workstream that are read": f"{keywords.LINKS_READ}",
        "facts of a workstream, at most": f"{retrieval.FACTS_A_WORKSTREAM}",
        "widened facts, at most": f"{retrieval.WIDENED_AT_MOST}",
        "stems that a fact shares with the workstream that it stands under, at least": f"{candidates.STEMS_IN_COMMON}",
        "heaviest stems of each workstream that are searched": f"{retrieval.WIDENING_STEMS}",
        "pressing facts that are read, at most": f"{finding.PRESSING_READ}",
        "of these without a workstream, at most": f"{finding.PRESSING_UNLINKED}",
        "facts with a person's name that are read, at most": f"{finding.OWNED_READ}",
    },
    "Minutes": {
        "shortest section": f"{timebox.LEAST_MINUTES} minutes",
        "minutes for each bullet": f"{timebox.MINUTES_A_BULLET}",
    },
    "Bullets": {
        "share of novelty in the blend": percent(diversity.NOVELTY_WEIGHT),
        "the weight of a fact for novelty halves every": f"{diversity.HALF_LIFE_DAYS} days",
    },
    "Why now": {
        "due soon means within": f"{pressing.DUE_SOON_DAYS} days",
        "recently overdue means by at most": f"{pressing.LONG_OVERDUE_DAYS} days",
    },
    "Carry-over": {
        "share of the bullets that are carried over, at most": f"1 in {carryover.ONE_BULLET_IN}, but at least one",
        "facts of the last agenda that are read again, at most": f"{carryover.SHOWN_FACTS_READ}",
        "weight of the section of their own": "the sum of its facts' scores",
    },
    "5. Present": {"parked facts in the response, at most": f"{presentation.PARKED_SHOWN}"},
    "Hand-outs": {
        "parked facts that are named, at most": f"{LEFT_OUT_SHOWN}",
        "characters of a quote before it is cut at a word": f"{QUOTE_SHOWN}",
    },
    "Invitations": {
        "characters of a bullet in the description before it is cut at a word": f"{DESCRIPTION_LINE}",
    },
}


@pytest.mark.parametrize("heading", NUMBERS)
def test_the_numbers_are_the_codes(heading: str) -> None:
    section = PAGE.section(heading.partition(". ")[2] or heading)
    assert dict(tables(section)[-1]) == NUMBERS[heading]  # type: ignore[arg-type]  # rows of two cells


def importance(kind: Kind) -> str:
    """What the facts of a kind weigh, but for process_step, which the page names apart."""
    (value,) = {t.importance for name, t in FACT_TYPES.items() if t.kind is kind and name != "process_step"}
    return f"{kind.value} {value:g}"


def test_the_headings_are_the_codes() -> None:
    rows = table(PAGE.section("Headings"))
    assert [row[0].strip("`") for row in rows] == [kind.value for kind in Kind]
    for kind, (_, portuguese, english, types) in zip(Kind, rows, strict=True):
        assert [portuguese, english] == [language.wording.headings[kind] for language in Language]
        named = [name for name in types.split(", ") if name in FACT_TYPES]
        assert {FACT_TYPES[name].kind for name in named} <= {kind}


def test_what_presses_and_the_signals_are_the_codes() -> None:
    section = PAGE.section("Pressing")
    for name in ("decision_needed", "blocker"):
        assert f"for {FACT_TYPES[name].presses_for} days" in section
    assert f"due within {pressing.DUE_SOON_DAYS} days" in section
    assert all(f"`{signal}`" in PAGE.section("Why now") for signal in BulletSignal)
    weights = headings.MINUTES_WEIGHT
    words = f"weighs {weights[Kind.DECIDE]}, a risk or a question {weights[Kind.RISKS]}"
    assert words in " ".join(PAGE.section("Minutes").split())


def test_the_weights_and_tables_of_the_score_are_the_codes() -> None:
    shown = (FactStatus.VALIDATED, FactStatus.PUBLISHED, FactStatus.PROPOSED, FactStatus.DRAFT)
    (now, first), *later = ranking.URGENCY_BY_DAYS
    assert now == 0
    kinds = (Kind.DECIDE, Kind.RISKS, Kind.QUESTIONS, Kind.ACTIONS, Kind.GOALS)
    types = [*map(importance, kinds), f"process_step {FACT_TYPES['process_step'].importance:g}"]
    signals = [
        ["status", ranking.WEIGHTS["status"], ", ".join(f"{one.value} {ranking.STATUS[one]:g}" for one in shown)],
        ["urgency", ranking.WEIGHTS["urgency"], f"due today or before {first:g}, "
         + "".join(f"within {days} days {value:g}, " for days, value in later)
         + f"later {ranking.URGENCY_LATER:g}, overdue by more than {ranking.LONG_OVERDUE_DAYS} days "
         f"{ranking.URGENCY_LONG_OVERDUE:g}, no date {ranking.URGENCY_NONE:g}"],
        ["recency", ranking.WEIGHTS["recency"], f"1 − days/{ranking.RECENCY_DAYS}, at least {ranking.RECENCY_LEAST:g}"],
        ["evidence", ranking.WEIGHTS["evidence"], "no quote 0.3, else 0.4 + 0.2 for each quote longer than "
         f"{ranking.TELLING_QUOTE} characters, at most 1"],
        ["type", ranking.WEIGHTS["type"], f"{', '.join(types)}, the rest {OTHER.importance:g}"],
    ]  # fmt: skip
    assert table(PAGE.section("Ranking")) == [[name, f"{weight:.2f}", raw] for name, weight, raw in signals]


def test_the_formulas_have_the_codes_weights() -> None:
    section, others = PAGE.section("Ranking"), ranking.OTHER_WEIGHTS
    for formula in (
        f"{1 - others['relevance']:g} × (Σ weight × raw) + {others['relevance']:g} × relevance",
        f"`{others['variants']:g} × (1 − 1/(1 + v))`",
        f"`{others['feedback']:g} × ((a + 1)/(a + r + 2) − ½)`",
        f"gains {others['attendee']:g}",
        f"{others['feedback'] / 2:.2f}",
    ):
        assert formula in section
    assert percent(duplicates.SIMILARITY_THRESHOLD) in PAGE.section("The same thing once")


def test_the_reasons_and_assumptions_are_those_of_the_answers() -> None:
    reasons = [row[0].strip("`") for row in tables(PAGE.section("Retrieve"))[0]]
    assert sorted(reasons) == sorted(set(candidates.ExclusionReason) - {candidates.ExclusionReason.NO_TIME})
    assumed = [row[0].strip("`") for row in tables(PAGE.section("Understand"))[0]]
    assert sorted(assumed) == sorted(get_args(Assumption))


def test_what_the_example_selects_is_what_the_code_selects(example: Plan) -> None:
    shown = dict(tables(PAGE.section("A worked example"))[0])  # type: ignore[arg-type]  # rows of two cells
    subject = example.selection.subject
    assert subject is not None
    assert names(shown["stems of the subject"]) == list(example.understood.stems)
    for part, stem in zip(shown["weight of each stem"].split(", "), example.understood.stems, strict=True):
        assert part.endswith(f"= {round(subject.weights[stem], 4):g}")
    assert names(shown["facts that carry the subject"]) == sorted(example.selection.found.relevances)
    assert names(shown["selected workstream"]) == [c.workstream.workstream_id for c in example.selection.workstreams]
    assert shown["bullets in 15 minutes, at most"] == f"{timebox.bullets_in(example.agenda.minutes)}"
    assert shown["minutes that the subject needs by itself"] == f"{example.agenda.suggested_minutes}"


def test_the_score_of_the_example_is_what_the_code_computes(example: Plan) -> None:
    (bullet,) = (one.ranked for one in example.agenda.bullets if one.fact.fact_id == "fact_im_11")
    *parts, total = tables(PAGE.section("A worked example"))[1]
    assert parts == [[p.name, f"{p.raw:g}", f"{p.weight:g}", f"{p.contribution:g}"] for p in bullet.parts]
    assert total[-1].strip("*") == f"{bullet.total:g}"


def test_the_bullets_of_the_example_are_those_of_the_code(example: Plan) -> None:
    *shown, parked = tables(PAGE.section("A worked example"))[2]
    items = [item for section in example.agenda.sections for item in section.items]
    assert shown == [row_of(item.kind, bullet) for item in items for bullet in item.bullets]
    best = example.agenda.parked[0]
    assert [parked[0], parked[3]] == [f"`{best.fact.fact_id}`, parked", f"{best.total:g}"]


def row_of(kind: Kind, bullet: Bullet) -> list[str]:
    """The row of a bullet."""
    presses = "yes" if pressing.presses(bullet.fact, NOON) else "no"
    values = [f"{bullet.minutes}", f"{bullet.ranked.total:g}", f"{len(bullet.ranked.variants)}", presses]
    return [f"`{bullet.fact.fact_id}`", kind.value, *values, bullet.why_now]
