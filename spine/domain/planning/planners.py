"""The two planners: the macro planner makes a section for each chosen workstream, the micro planner for each kind."""

import math
from collections.abc import Sequence
from dataclasses import replace

from spine.domain.fact_types import Group
from spine.domain.planning.agenda import Agenda
from spine.domain.planning.candidates import Pool
from spine.domain.planning.composition import MeetingSpec, Outline, compose
from spine.domain.planning.duplicates import fold_duplicates
from spine.domain.planning.matching import Chosen, Subject
from spine.domain.planning.ranking import Ranked, VerdictCounts, rank, total_score

TIE_BREAK_PER_FACT = 1e-6
"""With a subject relevance decides; the number of facts only between equals."""


def plan_macro(
    chosen: Sequence[Chosen], pool: Pool, spec: MeetingSpec, verdict_counts: VerdictCounts | None = None
) -> Agenda:
    """The agenda of the chosen workstreams; one without a fact to show gets no section."""
    ranked, duplicates = fold_duplicates(rank(pool.candidates, spec.now, spec.subject, verdict_counts))
    if len(chosen) == 1:
        title = spec.language.wording.meeting_about.format(chosen[0].workstream.title)
    else:
        title = spec.language.wording.top_priorities.format(spec.organisation)
    outlines = [_workstream_outline(workstream, ranked, spec.subject) for workstream in chosen]
    agenda = compose(title, outlines, ranked, spec, by_relevance=spec.subject is not None)
    return replace(agenda, excluded=pool.excluded | duplicates)


def _workstream_outline(chosen: Chosen, ranked: Sequence[Ranked], subject: Subject | None) -> Outline:
    workstream = chosen.workstream
    own = tuple(r for r in ranked if r.candidate.workstream_id == workstream.workstream_id)
    if subject:
        weight = chosen.relevance + TIE_BREAK_PER_FACT * len(own)
    else:
        weight = (1 + math.log1p(workstream.priority)) * total_score(own)
    return Outline(workstream.title, own, weight, workstream.workstream_id)


def plan_micro(pool: Pool, spec: MeetingSpec) -> Agenda:
    """The agenda of some facts by kind; without facts it is empty, and nothing is made up."""
    ranked, duplicates = fold_duplicates(rank(pool.candidates, spec.now, spec.subject))
    outlines = []
    wording = spec.language.wording
    sections = [
        (wording.alignments, (Group.GOALS, Group.CONTEXT)),
        (wording.open_questions, (Group.QUESTIONS,)),
        (wording.headings[Group.DECISIONS], (Group.DECISIONS,)),
        (wording.headings[Group.RISKS], (Group.RISKS,)),
        (wording.next_steps, (Group.ACTIONS,)),
    ]
    for title, groups in sections:
        own = tuple(r for r in ranked if r.fact.type_info.group in groups)
        outlines.append(Outline(title, own, total_score(own)))
    if spec.subject:
        title = wording.meeting_about.format(spec.subject.query)
    else:
        title = wording.meeting_with.format(spec.organisation)
    return replace(compose(title, outlines, ranked, spec), excluded=pool.excluded | duplicates)
