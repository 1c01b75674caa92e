"""Laying facts out: minutes for each section, the best bullets in it, the rest parked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from spine.domain.fact_types import Group
from spine.domain.language import Language
from spine.domain.planning.agenda import Agenda, Bullet, Item, Section, is_pressing
from spine.domain.planning.candidates import Candidate, Reason
from spine.domain.planning.diversity import COVER_WEIGHT, Gains
from spine.domain.planning.duplicates import variants
from spine.domain.planning.ranking import Ranked, by_score
from spine.domain.planning.timebox import MINUTES_A_BULLET, allot, bullets_in
from spine.domain.planning.wording import CARRIED_OVER, HEADINGS

CARRIED_AT_MOST = 3
"""One in so many bullets shown may be carried over, so that the past does not take the meeting over."""

GROUPS_IN_ORDER = tuple(HEADINGS)


@dataclass(frozen=True)
class Outline:
    """A section before it has minutes. Heavier outlines get more of them."""

    title: str
    ranked: tuple[Ranked, ...]
    weight: float
    workstream_id: str | None = None


@dataclass(frozen=True)
class Brief:
    """What is the same for every section of one agenda."""

    minutes: int
    language: Language
    now: datetime
    gains: Gains = field(default_factory=dict)
    """What each fact adds to the cover of all, 0–1; empty where a subject says what to show."""


type Weigh = Callable[[Sequence[Ranked]], float]


def fold_duplicates(ranked: Sequence[Ranked]) -> tuple[list[Ranked], dict[str, Reason]]:
    """The ranking with near-duplicates counted once, and those that were left out for it."""
    at_home, homeless = without_home(ranked)
    found = variants([r.candidate for r in (*at_home, *homeless)])
    twins = {twin: kept for kept, twins in found.items() for twin in twins}
    undone = [r for r in ranked if r.fact.fact_id in twins and r.candidate.carried_from]
    inherited = {twins[r.fact.fact_id]: r.candidate.carried_from for r in undone}
    kept = [
        _inheriting(r, inherited).strengthened(len(found.get(r.fact.fact_id, ())))
        for r in ranked
        if r.fact.fact_id not in twins
    ]
    return sorted(kept, key=by_score), dict.fromkeys(twins, Reason.DUPLICATE)


def _inheriting(ranked: Ranked, inherited: Mapping[str, str | None]) -> Ranked:
    """A fact of which a variant was left undone is left undone itself."""
    carried_from = ranked.candidate.carried_from or inherited.get(ranked.fact.fact_id)
    return replace(ranked, candidate=replace(ranked.candidate, carried_from=carried_from))


def compose(title: str, outlines: Sequence[Outline], homeless: Sequence[Ranked], brief: Brief, weigh: Weigh) -> Agenda:
    """The agenda of some outlines, and of facts left undone that belong to none of them.

    As many as one bullet in three, and at least one, comes back from the last meeting: the best that have a place in
    a meeting of this length. Those beyond compete like any other fact, or are parked where they belong to no section.
    """
    at_home = [r for outline in outlines for r in outline.ranked]
    everything = {r.fact.fact_id: r for r in (*at_home, *homeless)}
    undone = [r for r in sorted(everything.values(), key=by_score) if r.candidate.carried_from]
    most = max(1, brief.minutes // MINUTES_A_BULLET // CARRIED_AT_MOST)
    while undone:
        back = {r.fact.fact_id for r in undone[:most]}
        agenda = _laid_out(title, outlines, homeless, back, brief, weigh)
        lost = back - {bullet.fact.fact_id for bullet in agenda.bullets}
        if not lost and len(back) <= max(1, len(agenda.bullets) // CARRIED_AT_MOST):
            return agenda
        undone = [r for r in undone if r.fact.fact_id not in lost]
        most = min(most, len(undone)) if lost else most - 1
    return _laid_out(title, outlines, homeless, set(), brief, weigh)


def _laid_out(
    title: str, outlines: Sequence[Outline], homeless: Sequence[Ranked], back: set[str], brief: Brief, weigh: Weigh
) -> Agenda:
    carried = tuple(r for r in homeless if r.fact.fact_id in back)
    drafts = _without(outlines, {r.fact.fact_id for r in carried})
    placed = {r.fact.fact_id for draft in drafts for r in (*draft.ranked, *carried)}
    parked = [r for r in homeless if r.fact.fact_id not in placed | back]
    if carried:
        drafts.append(Outline(CARRIED_OVER[brief.language], carried, weigh(carried)))
    sections = []
    for outline, minutes in zip(drafts, allot(brief.minutes, [d.weight for d in drafts]), strict=True):
        queue = sorted(outline.ranked, key=lambda r: _admission(r, back, brief))
        shown = queue[: bullets_in(minutes)] if minutes else []
        parked += queue[len(shown) :]
        if shown:
            sections.append(_section(outline, minutes, shown, back, brief))
    return Agenda(title, tuple(sections), tuple(sorted(parked, key=by_score)))


def _without(outlines: Sequence[Outline], carried: set[str]) -> list[Outline]:
    """The outlines that still have facts when those carried over stand in a section of their own."""
    rest = (replace(o, ranked=tuple(r for r in o.ranked if r.fact.fact_id not in carried)) for o in outlines)
    return [outline for outline in rest if outline.ranked]


def _admission(ranked: Ranked, back: set[str], brief: Brief) -> tuple[bool, bool, bool, float, float, float, str]:
    """Who gets into a section first: what comes back, then what presses, then the better score, blended with cover."""
    pressing = is_pressing(ranked, brief.now)
    cover = brief.gains.get(ranked.fact.fact_id)
    worth = ranked.total if cover is None else (1 - COVER_WEIGHT) * ranked.total + COVER_WEIGHT * cover
    is_a_record = ranked.fact.type_info.is_a_record
    return ranked.fact.fact_id not in back, not pressing, is_a_record, -round(worth, 6), *by_score(ranked)


def _reading_order(ranked: Ranked, now: datetime) -> tuple[str, bool, float, float, str]:
    """The order under a heading: what presses by its due date, then what is still to be done, then the better score."""
    pressing = is_pressing(ranked, now)
    due = (ranked.fact.due_iso or "") if pressing else "~"
    return due, not ranked.fact.type_info.carries_over, *by_score(ranked)


def _section(outline: Outline, minutes: int, shown: Sequence[Ranked], back: set[str], brief: Brief) -> Section:
    items = []
    for group in GROUPS_IN_ORDER:
        here = [r for r in shown if r.fact.type_info.group is group]
        here.sort(key=lambda r: _reading_order(r, brief.now))
        if here:
            bullets = (Bullet(r, r.candidate.carried_from if r.fact.fact_id in back else None) for r in here)
            items.append(Item(HEADINGS[group][brief.language], tuple(bullets)))
    return Section(outline.title, minutes, tuple(items), outline.workstream_id)


def grouped(ranked: Sequence[Ranked], groups: Sequence[Group]) -> tuple[Ranked, ...]:
    """The facts of some groups, in the order of the ranking."""
    return tuple(r for r in ranked if r.fact.type_info.group in groups)


def total_score(ranked: Sequence[Ranked]) -> float:
    """The scores of some facts together."""
    return round(sum(r.total for r in ranked), 6)


def without_home(ranked: Sequence[Ranked]) -> tuple[list[Ranked], list[Ranked]]:
    """The facts that belong to a section, and those that only the last meeting brings back."""
    homeless = [r for r in ranked if _is_homeless(r.candidate)]
    return [r for r in ranked if not _is_homeless(r.candidate)], homeless


def _is_homeless(candidate: Candidate) -> bool:
    return candidate.carried_from is not None and candidate.workstream_id is None
