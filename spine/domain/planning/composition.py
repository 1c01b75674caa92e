"""Laying facts out: minutes for each section, the best bullets in it, the rest parked (docs/planning.md#bullets)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum

from spine.domain.languages import Language
from spine.domain.planning.agenda import Agenda, Section
from spine.domain.planning.asked import Asked
from spine.domain.planning.carryover import with_most_carried_over
from spine.domain.planning.diversity import NOVELTY_WEIGHT, novelty
from spine.domain.planning.headings import items_of
from spine.domain.planning.pressing import presses
from spine.domain.planning.ranking import Ranked, by_score, total_score
from spine.domain.planning.subjects import Subject
from spine.domain.planning.timebox import MINUTES_A_BULLET, Claim, allot, bullets_in, fills_little


@dataclass(frozen=True)
class MeetingSpec:
    """The meeting that an agenda is for: how long (5–480 minutes), when it is planned, whose it is, and about what.

    `now` and `start` are in the organisation's zone. `people` are those whose open work it is about; `meeting` is what
    it is called. A strict plan holds nothing but what its workstreams have.
    """

    minutes: int
    language: Language
    now: datetime
    organisation: str
    subject: Subject | None = None
    people: tuple[str, ...] = ()
    is_one_to_one: bool = False
    meeting: str | None = None
    attendees: tuple[str, ...] = ()
    is_strict: bool = False
    start: datetime | None = None

    @property
    def day(self) -> date:
        """The meeting's own day; that of the plan where no start is known."""
        return (self.start or self.now).date()


class Standing(IntEnum):
    """Why a section is there, in the order of the sections; too little time drops the last ones."""

    ASKED = 0
    """It holds what was asked for."""
    MATCHED = 1
    """Its workstream matches, but nothing in it is what was asked for."""
    IF_TIME = 2
    CARRIED = 3


@dataclass(frozen=True)
class Outline:
    """A section before it has minutes: the facts that it is for, and those that it may show besides.

    Heavier outlines get more minutes. At most `most` bullets are shown.
    """

    title: str
    asked: tuple[Ranked, ...]
    besides: tuple[Ranked, ...] = ()
    weight: float = 1.0
    workstream_id: str | None = None
    standing: Standing = Standing.ASKED
    most: int = 1_000

    def without(self, moved: frozenset[str]) -> "Outline":
        """The outline without some facts, by id."""
        asked, besides = (tuple(r for r in some if r.fact.fact_id not in moved) for some in (self.asked, self.besides))
        return replace(self, asked=asked, besides=besides)

    def claim(self, first: Callable[[Ranked], bool], *, yields: bool) -> Claim:
        """What the section can do with time; of what was asked for, `first` says what goes before what others show."""
        count = min(self.most, sum(map(first, self.asked)))
        others = min(self.most, len(self.asked) + len(self.besides)) - count
        return Claim(self.weight, count, others, yields)


def compose(outlines: Sequence[Outline], ranked: Sequence[Ranked], asked: Asked, spec: MeetingSpec) -> Agenda:
    """The agenda, without a title, of some outlines and of the ranked facts that they are made from.

    Facts that are carried over and belong to no workstream share a section of their own, the last, unless they are
    what was asked for. The agenda is empty where no outline has a fact.
    """
    if not any(outline.asked or outline.besides for outline in outlines):
        return Agenda("", spec.language)
    unassigned = tuple(r for r in ranked if _is_carried_unassigned(r, asked))
    novel = {} if asked.is_particular else novelty(ranked)
    layout = _Layout(tuple(outlines), unassigned, asked, spec, novel)
    return with_most_carried_over(ranked, spec.minutes, layout.agenda)


def _is_carried_unassigned(r: Ranked, asked: Asked) -> bool:
    """Whether a fact that is carried over stands in the section of such facts."""
    candidate = r.candidate
    is_asked = asked.is_particular and asked.covers(candidate)
    return candidate.carried_from is not None and candidate.workstream_id is None and not is_asked


def tops_up(outlines: Sequence[Outline], asked: Asked, spec: MeetingSpec) -> bool:
    """Whether what was asked for fills less than half of the meeting: then it does not stand alone."""
    count = sum(len(outline.asked) for outline in outlines if outline.standing is Standing.ASKED)
    return asked.is_particular and fills_little(count, spec.minutes)


def minutes_needed(outlines: Sequence[Outline]) -> int:
    """The minutes that what was asked for needs by itself."""
    return sum(max(5, MINUTES_A_BULLET * len(outline.asked)) for outline in outlines if outline.asked)


@dataclass(frozen=True)
class _Layout:
    """What stays the same while the facts to carry over are looked for.

    `unassigned` are facts that share the last section if they are carried over. `novelty` is what each fact says that
    those before it did not, 0–1; empty where a subject says what to show.
    """

    outlines: tuple[Outline, ...]
    unassigned: tuple[Ranked, ...]
    asked: Asked
    spec: MeetingSpec
    novelty: Mapping[str, float]

    def agenda(self, carried: frozenset[str]) -> Agenda:
        """The agenda that carries over the facts of these ids."""
        outlines = self._outlines(carried)
        placed = {r.fact.fact_id for outline in outlines for r in (*outline.asked, *outline.besides)}
        sections, parked = [], [r for r in self.unassigned if r.fact.fact_id not in placed]
        claims = [self._claim(outline) for outline in outlines]
        for outline, minutes in zip(outlines, allot(self.spec.minutes, claims), strict=True):
            queue = self._queue(outline, carried)
            shown = queue[: min(outline.most, bullets_in(minutes))] if minutes else []
            parked += queue[len(shown) :] if outline.standing is not Standing.IF_TIME else []
            if shown:
                also = {r.fact.fact_id for r in outline.besides}
                items = items_of(shown, also, minutes, carried, self.spec)
                sections.append(Section(outline.title, minutes, items, outline.workstream_id))
        return Agenda("", self.spec.language, tuple(sections), tuple(sorted(parked, key=by_score)))

    def _claim(self, outline: Outline) -> Claim:
        """What a section can do with time: what was asked for comes first, or, without that, what presses."""
        is_particular = self.asked.is_particular
        is_settled = bool(self.asked.people) and not any(r.fact.type_info.is_open for r in outline.asked)
        yields = is_particular and (outline.standing is not Standing.ASKED or is_settled)
        return outline.claim(lambda r: is_particular or presses(r.fact, self.spec.now), yields=yields)

    def _outlines(self, carried: frozenset[str]) -> list[Outline]:
        """The outlines that have facts, and last the section of what is carried over and belongs to none."""
        own = tuple(r for r in self.unassigned if r.fact.fact_id in carried)
        moved = frozenset(r.fact.fact_id for r in own)
        outlines = [o for o in (outline.without(moved) for outline in self.outlines) if o.asked or o.besides]
        if own:
            title = self.spec.language.wording.carried_over
            outlines.append(Outline(title, own, weight=total_score(own), standing=Standing.CARRIED))
        return outlines

    def _queue(self, outline: Outline, carried: frozenset[str]) -> list[Ranked]:
        """The facts of a section as they get in: first those that it is for, then the others.

        Of what people own, which is called open items, what is settled gets in last.
        What presses gets in by its score alone: that it is new says less than that it is due.
        """

        def admission(r: Ranked) -> tuple[object, ...]:
            is_carried, is_pressing = r.fact.fact_id in carried, presses(r.fact, self.spec.now)
            novel = None if is_pressing else self.novelty.get(r.fact.fact_id)
            worth = r.total if novel is None else (1 - NOVELTY_WEIGHT) * r.total + NOVELTY_WEIGHT * novel
            return (
                not self.asked.is_about(r.candidate),
                bool(self.asked.people) and not r.fact.type_info.is_open,
                not is_carried,
                not is_pressing,
                -round(worth, 6),
                *by_score(r),
            )

        return [*sorted(outline.asked, key=admission), *sorted(outline.besides, key=admission)]
