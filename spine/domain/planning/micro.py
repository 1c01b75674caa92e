"""The micro planner: sections by kind of fact, for a meeting without workstreams (contract §4.5)."""

from collections.abc import Sequence
from dataclasses import replace

from spine.domain.fact_types import Group
from spine.domain.language import Language
from spine.domain.planning.agenda import Agenda
from spine.domain.planning.candidates import Pool
from spine.domain.planning.composition import Brief, Outline, compose, fold_duplicates, grouped, total_score
from spine.domain.planning.diversity import gains
from spine.domain.planning.ranking import Ranked, rank
from spine.domain.planning.subject import Subject
from spine.domain.planning.wording import ALIGNMENT, HEADINGS, MEETING, MEETING_OF, NEXT_STEPS, OPEN_QUESTIONS

SECTIONS = (
    (ALIGNMENT, (Group.GOALS, Group.CONTEXT)),
    (OPEN_QUESTIONS, (Group.QUESTIONS,)),
    (HEADINGS[Group.DECISIONS], (Group.DECISIONS,)),
    (HEADINGS[Group.RISKS], (Group.RISKS,)),
    (NEXT_STEPS, (Group.ACTIONS,)),
)


def plan_micro(pool: Pool, brief: Brief, organisation: str, subject: Subject | None) -> Agenda:
    """The agenda of some facts by kind; without facts it is empty, and nothing is made up."""
    ranked, duplicates = fold_duplicates(rank(pool.candidates, brief.now, subject))
    brief = brief if subject else replace(brief, gains=gains(ranked))
    homeless = [r for r in ranked if r.candidate.carried_from]
    outlines = [_outline(titles, groups, ranked, brief) for titles, groups in SECTIONS]
    agenda = compose(_title(organisation, subject, brief), outlines, homeless, brief, total_score)
    return replace(agenda, excluded=pool.excluded | duplicates)


def _outline(titles: dict[Language, str], groups: Sequence[Group], ranked: Sequence[Ranked], brief: Brief) -> Outline:
    mine = grouped(ranked, groups)
    return Outline(titles[brief.language], mine, total_score(mine))


def _title(organisation: str, subject: Subject | None, brief: Brief) -> str:
    if subject:
        return MEETING[brief.language].format(subject.query)
    return MEETING_OF[brief.language].format(organisation)
