"""The bullets of a section under their headings, with their minutes (docs/planning.md#headings)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from spine.domain.fact_types import Kind
from spine.domain.languages import Language
from spine.domain.names import is_owned_by
from spine.domain.planning.agenda import Bullet, Item, due_day, due_state
from spine.domain.planning.pressing import most_pressing
from spine.domain.planning.ranking import Ranked, by_score
from spine.domain.planning.signals import signals, why_now
from spine.domain.planning.timebox import minutes_of_bullets

MINUTES_WEIGHT = {Kind.DECIDE: 3, Kind.RISKS: 2, Kind.QUESTIONS: 2}
"""How a section's minutes are shared among its bullets; all others weigh 1."""


class Occasion(Protocol):
    """What bullets need to know of the meeting."""

    @property
    def language(self) -> Language:
        """The language of the agenda."""

    @property
    def now(self) -> datetime:
        """The moment of the plan, in the organisation's zone."""

    @property
    def attendees(self) -> tuple[str, ...]:
        """Who takes part, where that is known."""


def items_of(
    shown: Sequence[Ranked], also: Collection[str], minutes: int, carried: Collection[str], meeting: Occasion
) -> tuple[Item, ...]:
    """The facts that a section of so many minutes shows, under their headings, what presses first.

    Those of `also`, by id, stand together under the last heading, whatever their types.
    """
    under: dict[Kind, list[Ranked]] = {kind: [] for kind in Kind}
    for r in shown:
        under[Kind.ALSO if r.fact.fact_id in also else r.fact.type_info.kind].append(r)
    in_order = [(kind, sorted(some, key=lambda r: _reading_order(r, meeting.now))) for kind, some in under.items()]
    weights = [MINUTES_WEIGHT.get(r.fact.type_info.kind, 1) for _, some in in_order for r in some]
    each = iter(minutes_of_bullets(minutes, weights))
    headings = meeting.language.wording.headings
    return tuple(
        Item(kind, headings[kind], tuple(_bullet(r, next(each), r.fact.fact_id in carried, meeting) for r in some))
        for kind, some in in_order
        if some
    )


def _reading_order(ranked: Ranked, now: datetime) -> tuple[object, ...]:
    """Sort key under a heading: what presses by its due day, then what is still to be done, then the score."""
    waits, day = most_pressing(ranked.fact, now)
    return waits, 0 if waits else day, not ranked.fact.type_info.carries_over, *by_score(ranked)


def _bullet(ranked: Ranked, minutes: int, is_carried: bool, meeting: Occasion) -> Bullet:
    fact, now = ranked.fact, meeting.now
    found = signals(fact, ranked.variants, now, carried=is_carried)
    return Bullet(
        ranked,
        due_state(fact, now),
        ranked.candidate.carried_from if is_carried else None,
        due_day(fact, now),
        minutes,
        found,
        why_now(fact, ranked.variants, found, now, meeting.language.wording),
        bool(meeting.attendees and fact.owner) and not is_owned_by(fact.owner, meeting.attendees),
    )
