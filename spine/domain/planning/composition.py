"""Laying facts out: minutes for each section, the best bullets in it, the rest parked (docs/planning.md#bullets)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum

from spine.domain.fact_types import Kind
from spine.domain.languages import Language
from spine.domain.planning.agenda import Agenda, Section
from spine.domain.planning.asked import Asked
from spine.domain.planning.carryover import with_most_carried_over
from spine.domain.planning.diversity import Novelty
from spine.domain.planning.headings import items_of, weight_in_minutes
from spine.domain.planning.pressing import presses
from spine.domain.planning.ranking import Ranked, by_score, total_score
from spine.domain.planning.subjects import Subject
from spine.domain.planning.timebox import MINUTES_A_BULLET, Claim, allot, bullets_in, fills_little

USEFUL_MINUTES = 2
"""The minutes that a bullet can use, for each unit of its weight: 6 for a decision, 4 for a risk or a question."""


BACKGROUND = (Kind.STATUS, Kind.DECIDED)
"""By kind these get no time before what presses has some, for a meeting can do nothing about them."""


@dataclass(frozen=True)
class MeetingSpec:
    """The meeting that an agenda is for: how long (5–480 minutes), when it is planned, whose it is, and about what.

    `now` and `start` are in the organisation's zone. `people` are those whose open work it is about, `namesakes`
    others with a first name of theirs; `meeting` is what it is called. A strict plan holds nothing but what its
    workstreams have.
    """

    minutes: int
    language: Language
    now: datetime
    organisation: str
    subject: Subject | None = None
    people: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
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

    Heavier outlines get more minutes. At most `most` bullets are shown. An agenda by kind has one for each `kind`.
    """

    title: str
    asked: tuple[Ranked, ...]
    besides: tuple[Ranked, ...] = ()
    weight: float = 1.0
    workstream_id: str | None = None
    standing: Standing = Standing.ASKED
    most: int = 1_000
    kind: Kind | None = None

    def without(self, moved: frozenset[str]) -> "Outline":
        """The outline without some facts, by id."""
        asked, besides = (tuple(r for r in some if r.fact.fact_id not in moved) for some in (self.asked, self.besides))
        return replace(self, asked=asked, besides=besides)


def compose(outlines: Sequence[Outline], ranked: Sequence[Ranked], asked: Asked, spec: MeetingSpec) -> Agenda:
    """The agenda, without a title, of some outlines and of the ranked facts that they are made from.

    Facts that are carried over and belong to no workstream share a section of their own, the last, unless they are
    what was asked for. The agenda is empty where no outline has a fact.
    """
    if not any(outline.asked or outline.besides for outline in outlines):
        return Agenda("", spec.language)
    unassigned = tuple(r for r in ranked if _is_carried_unassigned(r, asked))
    novel = None if asked.is_particular else Novelty.among(ranked)
    topped_up = [o for o in outlines if o.standing is Standing.ASKED] if tops_up(outlines, asked, spec) else []
    weight = sum(weight_in_minutes(r) for outline in topped_up for r in outline.asked)
    layout = _Layout(tuple(outlines), unassigned, asked, spec, novel, weight)
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

    `unassigned` are facts that share the last section if they are carried over. `novelty` is what the facts say;
    None where a subject says what to show. `weight` is what all that was asked for weighs where minutes are shared; 0
    where it stands alone.
    """

    outlines: tuple[Outline, ...]
    unassigned: tuple[Ranked, ...]
    asked: Asked
    spec: MeetingSpec
    novelty: Novelty | None
    weight: int

    def agenda(self, carried: frozenset[str]) -> Agenda:
        """The agenda that carries over the facts of these ids."""
        outlines = self._outlines(carried)
        placed = {r.fact.fact_id for outline in outlines for r in (*outline.asked, *outline.besides)}
        sections, parked = [], [r for r in self.unassigned if r.fact.fact_id not in placed]
        said = set[str]()
        claims = [self._claim(outline) for outline in outlines]
        allotted = allot(self.spec.minutes, claims, in_order=self.asked.is_particular)
        for outline, minutes in zip(outlines, allotted, strict=True):
            most = bullets_in(minutes) if minutes else 0
            first, besides = (self._queue(some, carried, said, most) for some in (outline.asked, outline.besides))
            shown = self._shown(first[: outline.most], besides, minutes) if minutes else []
            if outline.standing is not Standing.IF_TIME:
                ids = {r.fact.fact_id for r in shown}
                parked += [r for r in (*first, *besides) if r.fact.fact_id not in ids]
            said |= self.novelty.stems_of(shown) if self.novelty else set()
            if shown:
                items = items_of(shown, self._also(outline), minutes, carried, self.spec)
                sections.append(Section(outline.title, minutes, items, outline.workstream_id))
        return Agenda("", self.spec.language, tuple(sections), tuple(sorted(parked, key=by_score)))

    def _about(self, outline: Outline) -> list[Ranked]:
        """What a section is for that was asked for and is about the subject, if one is named."""
        return [r for r in outline.asked if self.asked.comes_first(r.candidate)]

    def _first(self, outline: Outline) -> list[Ranked]:
        """What a section shows first: what is about the subject, or all that it is for where nothing in it is."""
        return self._about(outline) or list(outline.asked)

    def _also(self, outline: Outline) -> set[str]:
        """The ids of what a section shows besides, what people own that is not about the subject among it."""
        first = {r.fact.fact_id for r in self._first(outline)}
        return {r.fact.fact_id for r in (*outline.asked, *outline.besides)} - first

    def _waits(self, outline: Outline) -> bool:
        """Whether a section by kind gets no time before the others: background, or nothing about the subject."""
        if outline.kind is None or not self.asked.is_particular:
            return outline.kind in BACKGROUND
        return not self._about(outline) and any(map(self._about, self.outlines))

    def _yields(self, outline: Outline) -> bool:
        """Whether a section gets what others leave: it was not asked for, or holds nothing open of what people own."""
        if outline.standing is not Standing.ASKED:
            return self.asked.is_particular
        is_about_a_subject = self.asked.carrying is not None and bool(self._about(outline))
        is_settled = not any(r.fact.type_info.is_open for r in outline.asked)
        return bool(self.asked.people) and is_settled and not is_about_a_subject

    def _claim(self, outline: Outline) -> Claim:
        """What a section can do with time: what was asked for comes first, or, without that, what presses."""
        is_particular = self.asked.is_particular
        waits = self._waits(outline)
        candidates = [] if waits else self._first(outline)
        first = [r for r in candidates if is_particular or presses(r.fact, self.spec.now)][: outline.most]
        others = min(outline.most, len(outline.asked) + len(outline.besides)) - len(first)
        is_weighed = (is_particular or outline.kind) and outline.standing is not Standing.IF_TIME
        useful = self._useful(first) if is_weighed else 0
        return Claim(outline.weight, len(first), others, not waits and self._yields(outline), useful, waits)

    def _useful(self, first: Sequence[Ranked]) -> int:
        """The minutes that the first bullets of a section can use.

        A decision can use more than an action. Where what was asked for does not fill the meeting, it still has half
        of it.
        """
        weights = list(map(weight_in_minutes, first))
        own = sum(max(MINUTES_A_BULLET, USEFUL_MINUTES * weight) for weight in weights)
        return max(own, -(-self.spec.minutes * sum(weights) // (2 * self.weight))) if self.weight else own

    def _shown(self, first: Sequence[Ranked], besides: Sequence[Ranked], minutes: int) -> list[Ranked]:
        """What a section of so many minutes shows: what it is for, and besides what time is left for."""
        shown = first[: bullets_in(minutes)]
        room = (minutes - self._useful(shown)) // MINUTES_A_BULLET if shown else bullets_in(minutes)
        return [*shown, *besides[: max(0, room)]]

    def _outlines(self, carried: frozenset[str]) -> list[Outline]:
        """The outlines that have facts, and last the section of what is carried over and belongs to none."""
        own = tuple(r for r in self.unassigned if r.fact.fact_id in carried)
        moved = frozenset(r.fact.fact_id for r in own)
        outlines = [o for o in (outline.without(moved) for outline in self.outlines) if o.asked or o.besides]
        if own:
            title = self.spec.language.wording.carried_over
            outlines.append(Outline(title, own, weight=total_score(own), standing=Standing.CARRIED))
        return outlines

    def _queue(self, some: Sequence[Ranked], carried: frozenset[str], said: Collection[str], most: int) -> list[Ranked]:
        """Facts of a section that shows at most so many as they get in, after sections that have said some stems.

        Of what people own, which is called open items, what is settled gets in last. What presses gets in by its score
        alone: that it is new says less than that it is due. So do all facts where a subject says what to show.
        """

        def admission(r: Ranked) -> tuple[object, ...]:
            return (
                not self.asked.covers(r.candidate),
                not self.asked.is_about(r.candidate),
                bool(self.asked.people) and not r.fact.type_info.is_open,
                r.fact.fact_id not in carried,
                not presses(r.fact, self.spec.now),
                *by_score(r),
            )

        if self.novelty is None:
            return sorted(some, key=admission)
        first = [r for r in some if r.fact.fact_id in carried or presses(r.fact, self.spec.now)]
        ids = {r.fact.fact_id for r in first}
        others = [r for r in some if r.fact.fact_id not in ids]
        before = {*said, *self.novelty.stems_of(first)}
        return [*sorted(first, key=admission), *self.novelty.by_worth(others, before, most - len(first))]
