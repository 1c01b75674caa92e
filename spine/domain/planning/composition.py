"""Laying facts out: minutes for each section, the best bullets in it, the rest parked (docs/planning.md#bullets)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from spine.domain.fact_types import Group
from spine.domain.languages import Language
from spine.domain.planning.agenda import Agenda, Bullet, Item, Section, due_day, due_state, is_urgent
from spine.domain.planning.carryover import is_carried_unassigned, section_weight, with_most_carried_over
from spine.domain.planning.diversity import NOVELTY_WEIGHT, novelty
from spine.domain.planning.matching import Subject
from spine.domain.planning.ranking import Ranked, by_score
from spine.domain.planning.timebox import allot, bullets_in


@dataclass(frozen=True)
class MeetingSpec:
    """The meeting that an agenda is for: how long (5–480 minutes), when it is planned, whose it is, and about what."""

    minutes: int
    language: Language
    now: datetime
    organisation: str
    subject: Subject | None = None


@dataclass(frozen=True)
class Outline:
    """A section before it has minutes. Heavier outlines get more of them."""

    title: str
    ranked: tuple[Ranked, ...]
    weight: float
    workstream_id: str | None = None


def compose(
    title: str, outlines: Sequence[Outline], ranked: Sequence[Ranked], spec: MeetingSpec, *, by_relevance: bool = False
) -> Agenda:
    """The agenda of some outlines and of the ranked facts that they are made from; empty where no outline has any.

    `by_relevance` is whether the outlines are weighed by relevance and not by the scores of their facts.
    """
    if not any(outline.ranked for outline in outlines):
        return Agenda(title, spec.language)
    unassigned = tuple(r for r in ranked if is_carried_unassigned(r.candidate))
    layout = _Layout(title, tuple(outlines), unassigned, spec, {} if spec.subject else novelty(ranked), by_relevance)
    return with_most_carried_over(ranked, spec.minutes, layout.agenda)


@dataclass(frozen=True)
class _Layout:
    """What stays the same while the facts to carry over are looked for.

    `novelty` is what each fact says that those before it did not, 0–1; empty where a subject says what to show.
    """

    title: str
    outlines: tuple[Outline, ...]
    unassigned: tuple[Ranked, ...]
    spec: MeetingSpec
    novelty: Mapping[str, float]
    by_relevance: bool

    def agenda(self, carried: frozenset[str]) -> Agenda:
        """The agenda that carries over the facts of these ids."""
        outlines = self._outlines(carried)
        placed = {r.fact.fact_id for outline in outlines for r in outline.ranked}
        sections, parked = [], [r for r in self.unassigned if r.fact.fact_id not in placed]
        for outline, minutes in zip(outlines, allot(self.spec.minutes, [o.weight for o in outlines]), strict=True):
            queue = sorted(outline.ranked, key=lambda r: self._admission(r, carried))
            shown = queue[: bullets_in(minutes)] if minutes else []
            parked += queue[len(shown) :]
            if shown:
                items = _items(shown, carried, self.spec)
                sections.append(Section(outline.title, minutes, items, outline.workstream_id))
        return Agenda(self.title, self.spec.language, tuple(sections), tuple(sorted(parked, key=by_score)))

    def _outlines(self, carried: frozenset[str]) -> list[Outline]:
        """The outlines that have facts once the unassigned ones carried over share a section of their own, the last."""
        own = tuple(r for r in self.unassigned if r.fact.fact_id in carried)
        moved = {r.fact.fact_id for r in own}
        rest = (replace(o, ranked=tuple(r for r in o.ranked if r.fact.fact_id not in moved)) for o in self.outlines)
        outlines = [outline for outline in rest if outline.ranked]
        if own:
            weight = section_weight(own, by_relevance=self.by_relevance)
            outlines.append(Outline(self.spec.language.wording.carried_over, own, weight))
        return outlines

    def _admission(self, r: Ranked, carried: frozenset[str]) -> tuple[bool, bool, bool, float, float, float, str]:
        """Sort key, first into a section: carried over, urgent, no mere record, the score blended with novelty."""
        novel = self.novelty.get(r.fact.fact_id)
        worth = r.total if novel is None else (1 - NOVELTY_WEIGHT) * r.total + NOVELTY_WEIGHT * novel
        urgent, is_a_record = is_urgent(r, self.spec.now), r.fact.type_info.is_a_record
        return r.fact.fact_id not in carried, not urgent, is_a_record, -round(worth, 6), *by_score(r)


def _items(shown: Sequence[Ranked], carried: frozenset[str], spec: MeetingSpec) -> tuple[Item, ...]:
    """The bullets of a section under their headings; urgent ones first."""
    items = []
    for group in Group:
        under = sorted((r for r in shown if r.fact.type_info.group is group), key=lambda r: _reading_order(r, spec.now))
        bullets = tuple(
            Bullet(
                r,
                due_state(r.fact, spec.now),
                r.candidate.carried_from if r.fact.fact_id in carried else None,
                due_day(r.fact, spec.now),
            )
            for r in under
        )
        if bullets:
            items.append(Item(spec.language.wording.headings[group], bullets))
    return tuple(items)


def _reading_order(ranked: Ranked, now: datetime) -> tuple[str, bool, float, float, str]:
    """Sort key under a heading: what is urgent by its due date, then what is still to be done, then the score."""
    due = (ranked.fact.due_iso or "") if is_urgent(ranked, now) else "~"
    return due, not ranked.fact.type_info.carries_over, *by_score(ranked)
