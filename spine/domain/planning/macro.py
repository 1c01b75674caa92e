"""The macro planner: one section for each chosen workstream (contract §4.4)."""

import math
from collections.abc import Sequence
from dataclasses import replace

from spine.domain.planning.agenda import Agenda
from spine.domain.planning.candidates import Pool
from spine.domain.planning.composition import Brief, Outline, compose, fold_duplicates, total_score, without_home
from spine.domain.planning.diversity import gains
from spine.domain.planning.ranking import Ranked, VerdictCounts, rank
from spine.domain.planning.selection import SHARE_OF_THE_BEST, Chosen
from spine.domain.planning.subject import Subject
from spine.domain.planning.wording import MEETING, TOP_PRIORITIES

A_FACT_MORE = 1e-6
"""With a subject relevance decides; the number of facts only between equals."""


def plan_macro(
    chosen: Sequence[Chosen],
    pool: Pool,
    brief: Brief,
    organisation: str,
    subject: Subject | None,
    verdict_counts: VerdictCounts,
) -> Agenda:
    """The agenda of the chosen workstreams; one without a fact to show gets no section."""
    ranked, duplicates = fold_duplicates(rank(pool.candidates, brief.now, subject, verdict_counts))
    brief = brief if subject else replace(brief, gains=gains(ranked))
    at_home, homeless = without_home(ranked)
    outlines = [_outline(one, at_home, subject) for one in chosen]
    if not any(outline.ranked for outline in outlines):
        homeless = []
    agenda = compose(
        _title(chosen, organisation, brief),
        outlines,
        homeless,
        brief,
        lambda carried: _carried_weight(carried, subject),
    )
    return replace(agenda, excluded=pool.excluded | duplicates)


def _title(chosen: Sequence[Chosen], organisation: str, brief: Brief) -> str:
    if len(chosen) == 1:
        return MEETING[brief.language].format(chosen[0].workstream.title)
    return TOP_PRIORITIES[brief.language].format(organisation)


def _outline(one: Chosen, ranked: Sequence[Ranked], subject: Subject | None) -> Outline:
    workstream = one.workstream
    mine = tuple(r for r in ranked if r.candidate.workstream_id == workstream.workstream_id)
    if subject:
        weight = one.relevance + A_FACT_MORE * len(mine)
    else:
        weight = (1 + math.log1p(workstream.priority)) * total_score(mine)
    return Outline(workstream.title, mine, weight, workstream.workstream_id)


def _carried_weight(carried: Sequence[Ranked], subject: Subject | None) -> float:
    return SHARE_OF_THE_BEST if subject else total_score(carried)
