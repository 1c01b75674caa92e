"""The two planners: the macro planner makes a section for each chosen workstream, the micro planner for each kind.

See docs/planning.md#sections.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spine.domain.fact_types import Kind
from spine.domain.planning.agenda import Agenda
from spine.domain.planning.asked import Asked
from spine.domain.planning.candidates import Pool
from spine.domain.planning.codes import ExclusionReason
from spine.domain.planning.composition import (
    MeetingSpec,
    Outline,
    Standing,
    compose,
    minutes_needed,
    tops_up,
)
from spine.domain.planning.duplicates import fold_duplicates, with_twins
from spine.domain.planning.headings import MINUTES_WEIGHT
from spine.domain.planning.matching import Chosen
from spine.domain.planning.pressing import most_pressing, presses
from spine.domain.planning.ranking import Ranked, VerdictCounts, by_score, rank, total_score
from spine.domain.planning.timebox import bullets_in
from spine.domain.planning.titles import Naming, title_of
from spine.domain.workstreams import Workstream

TIE_BREAK_PER_FACT = 1e-6
"""With a subject relevance decides; the number of facts only between equals."""


def plan_macro(
    chosen: Sequence[Chosen], pool: Pool, spec: MeetingSpec, verdict_counts: VerdictCounts | None = None
) -> Agenda:
    """The agenda of the chosen workstreams; one without a fact to show gets no section."""
    pool = with_twins(pool)
    asked = Asked.of(spec.subject, spec.people, pool.candidates, chosen, namesakes=spec.namesakes)
    ranked, duplicates = _ranked(pool, spec, verdict_counts)
    placed, unrelated = _placed_in_workstreams(ranked, chosen, asked, spec)
    outlines = [_workstream_outline(choice, placed, asked) for choice in chosen]
    elsewhere = tuple(r for r in placed if _belongs_elsewhere(r, chosen, asked, spec))
    weight = _relevance_of_others(elsewhere, outlines, asked) if asked.is_particular else _importance_of(elsewhere)
    others = Outline(spec.language.wording.other_open_items, elsewhere, weight=weight)
    outlines = _in_order([*outlines, others], asked, spec) if asked.is_particular else [*outlines, others]
    excluded = pool.excluded | duplicates | unrelated
    return _agenda(chosen, outlines, placed, asked, spec, replace(pool, excluded=excluded))


def plan_micro(pool: Pool, spec: MeetingSpec) -> Agenda:
    """The agenda of some facts by kind; without facts it is empty, and nothing is made up."""
    pool = with_twins(pool)
    asked = Asked.of(spec.subject, spec.people, pool.candidates, namesakes=spec.namesakes)
    ranked, duplicates = _ranked(pool, spec)
    is_wanted = {r.fact.fact_id: asked.covers(r.candidate) or r.candidate.carried_from is not None for r in ranked}
    placed = [r for r in ranked if is_wanted[r.fact.fact_id]]
    unrelated = {fact_id: ExclusionReason.UNRELATED for fact_id, wanted in is_wanted.items() if not wanted}
    outlines = []
    for kind in Kind:
        own = tuple(r for r in placed if r.fact.type_info.kind is kind)
        title, weight = spec.language.wording.headings[kind], MINUTES_WEIGHT.get(kind, 1) * total_score(own)
        outlines.append(Outline(title, own, weight=weight, kind=kind))
    excluded = pool.excluded | duplicates | unrelated
    return _agenda([], outlines, placed, asked, spec, replace(pool, excluded=excluded))


def _ranked(
    pool: Pool, spec: MeetingSpec, verdict_counts: VerdictCounts | None = None
) -> tuple[list[Ranked], dict[str, ExclusionReason]]:
    return fold_duplicates(rank(pool.candidates, spec.now, spec.subject, verdict_counts, spec.attendees), pool.settled)


def _agenda(
    chosen: Sequence[Chosen],
    outlines: Sequence[Outline],
    ranked: Sequence[Ranked],
    asked: Asked,
    spec: MeetingSpec,
    pool: Pool,
) -> Agenda:
    """The agenda of some outlines: topped up where what was asked for would fill less than half of the meeting."""
    filled, rest, suggested = list(outlines), list[Ranked](), None
    is_theirs_alone = spec.is_strict and bool(asked.people)
    if tops_up(outlines, asked, spec):
        suggested = min(spec.minutes, minutes_needed(outlines))
        if not spec.is_strict:
            filled.append(_if_time_remains(pool, ranked, spec))
    if asked.is_particular and (suggested is None or is_theirs_alone):
        rest = [r for outline in outlines for r in outline.besides]
        filled = [replace(outline, besides=()) for outline in outlines if outline.asked]
    filled, records = _without_records(filled, ranked)
    agenda = compose(filled, ranked, asked, spec)
    shown = [bullet.ranked.candidate for bullet in agenda.bullets]
    about = asked.carrying is not None and any(map(asked.comes_first, shown))
    query = spec.subject.query if spec.subject else None
    naming = Naming(spec.organisation, query, spec.people, spec.meeting, spec.is_one_to_one)
    title = title_of(naming, chosen, agenda.sections, spec.language, about_subject=about)
    parked = tuple(sorted([*agenda.parked, *([] if is_theirs_alone else rest)], key=by_score))
    unrelated = [*records, *(rest if is_theirs_alone else [])]
    excluded = pool.excluded | dict.fromkeys((r.fact.fact_id for r in unrelated), ExclusionReason.UNRELATED)
    return Agenda(title, spec.language, agenda.sections, parked, excluded, suggested, about)


def _without_records(outlines: Sequence[Outline], ranked: Sequence[Ranked]) -> tuple[list[Outline], list[Ranked]]:
    """The outlines without mere records of meetings, and these; where there is nothing else, the records stay.

    What is carried over and belongs to no outline is something else, too.
    """
    everything = [r for outline in outlines for r in (*outline.asked, *outline.besides)]
    records = [r for r in everything if r.fact.type_info.is_a_record]
    if len(records) == len(everything) and not any(r.candidate.carried_from for r in ranked):
        return list(outlines), []
    ids = frozenset(r.fact.fact_id for r in records)
    return [outline.without(ids) for outline in outlines], records


def _placed_in_workstreams(
    ranked: Sequence[Ranked], chosen: Sequence[Chosen], asked: Asked, spec: MeetingSpec
) -> tuple[list[Ranked], dict[str, ExclusionReason]]:
    """The facts that have a place in the agenda, and those that belong nowhere in it."""
    known = {choice.workstream.workstream_id for choice in chosen}
    placed, unrelated = [], {}
    for r in ranked:
        has_a_place = r.candidate.workstream_id in known or _belongs_elsewhere(r, chosen, asked, spec)
        if has_a_place or r.candidate.carried_from:
            placed.append(r)
        else:
            unrelated[r.fact.fact_id] = ExclusionReason.UNRELATED
    return placed, unrelated


def _belongs_elsewhere(r: Ranked, chosen: Sequence[Chosen], asked: Asked, spec: MeetingSpec) -> bool:
    """Whether a fact stands among the other open items.

    It is asked for; or, where nothing particular is, it presses, or another workstream holds it and it is not settled.
    """
    if r.candidate.workstream_id in {choice.workstream.workstream_id for choice in chosen}:
        return False
    if asked.is_particular:
        return asked.covers(r.candidate)
    is_open = r.candidate.held_by is not None and r.fact.type_info.kind is not Kind.DECIDED
    return is_open or presses(r.fact, spec.now)


def _workstream_outline(chosen: Chosen, ranked: Iterable[Ranked], asked: Asked) -> Outline:
    workstream = chosen.workstream
    own = [r for r in ranked if r.candidate.workstream_id == workstream.workstream_id]
    first = tuple(r for r in own if asked.covers(r.candidate))
    besides = tuple(r for r in own if not asked.covers(r.candidate))
    if asked.carrying is not None:
        weight = chosen.relevance + TIE_BREAK_PER_FACT * len(own)
    elif asked.people:
        weight = 1.0
    else:
        weight = _importance(workstream) * total_score(own)
    standing = Standing.ASKED if first else Standing.MATCHED
    return Outline(workstream.title, first, besides, weight, workstream.workstream_id, standing)


def _importance(workstream: Workstream | None) -> float:
    """What the scores of a workstream's facts are multiplied by; 1 for facts without a workstream."""
    return 1 + math.log1p(workstream.priority) if workstream else 1.0


def _importance_of(others: Sequence[Ranked]) -> float:
    """The weight of the other open items: each counts as it does in a section of its workstream."""
    return round(math.fsum(_importance(r.candidate.held_by) * r.total for r in others), 6)


def _relevance_of_others(others: Sequence[Ranked], outlines: Sequence[Outline], asked: Asked) -> float:
    """The relevance of what belongs to no chosen workstream: its best fact's, compared with the best of theirs."""
    theirs = max((_share(r, asked) for outline in outlines for r in outline.asked), default=0.0)
    return max((_share(r, asked) for r in others), default=0.0) / (theirs or 1.0)


def _share(r: Ranked, asked: Asked) -> float:
    """How much of the subject a fact carries, 0–1."""
    return asked.carrying.subject.share(r.candidate.stems) if asked.carrying else 1.0


def _in_order(outlines: Sequence[Outline], asked: Asked, spec: MeetingSpec) -> list[Outline]:
    """The sections that hold what was asked for, by relevance, then the others; people's by what presses most.

    Of people's those come first that hold something about a named subject, and last those with nothing open. The other
    open items stand before equally relevant workstreams where they hold more of what was asked for.
    """
    most = max((len(outline.asked) for outline in outlines if outline.workstream_id), default=0)

    def key(outline: Outline) -> tuple[object, ...]:
        if asked.people and outline.asked:
            is_about = any(asked.is_about(r.candidate) for r in outline.asked)
            best = min((_is_settled(r), *most_pressing(r.fact, spec.now), *by_score(r)) for r in outline.asked)
            return outline.standing, not is_about, *best
        before = 0 if outline.workstream_id else -1 if len(outline.asked) > most else 1
        return outline.standing, not outline.asked, -round(outline.weight, 3), before

    return sorted(outlines, key=key)


def _is_settled(r: Ranked) -> bool:
    return not r.fact.type_info.is_open


def _if_time_remains(pool: Pool, ranked: Sequence[Ranked], spec: MeetingSpec) -> Outline:
    """The organisation's priorities for time that remains, at most half of the meeting's bullets."""
    everything = [*(r.candidate for r in ranked), *pool.priorities]
    ordered, _ = fold_duplicates(rank(everything, spec.now, None, None, spec.attendees), pool.settled)
    priorities = {candidate.fact.fact_id for candidate in pool.priorities}
    most = bullets_in(spec.minutes) // 2
    new = [r for r in ordered if r.fact.fact_id in priorities]
    new.sort(key=lambda r: (not presses(r.fact, spec.now), *by_score(r)))
    title = spec.language.wording.if_time_remains
    return Outline(title, tuple(new[:most]), standing=Standing.IF_TIME, most=most)
