"""An agenda: sections of a meeting, with bullets that each show a fact and the quote that proves it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from spine.domain import times
from spine.domain.fact_types import Kind
from spine.domain.facts import Fact, best_quote
from spine.domain.languages import Language
from spine.domain.planning.codes import BulletSignal, DueState, ExclusionReason
from spine.domain.planning.pressing import DUE_SOON_DAYS
from spine.domain.planning.ranking import Ranked

QUOTE_SHOWN = 240
"""Characters of a quote that a bullet shows before it is cut at a word."""


@dataclass(frozen=True)
class Bullet:
    """One fact on the page, how its due date stands, and the proposal that it is carried over from.

    `due_day` is the day on which it is due, in the organisation's time zone. `signals` are the reasons why it is in
    the agenda of today, and `why_now` the most telling ones in words. `owner_absent` is whether attendees are known and
    its owner is none of them; `owner` is the longest form of the owner's name that is known.
    """

    ranked: Ranked
    due_state: DueState
    carried_from: str | None = None
    due_day: date | None = None
    minutes: int = 0
    signals: tuple[BulletSignal, ...] = ()
    why_now: str = ""
    owner_absent: bool = False
    owner: str | None = None

    @property
    def fact(self) -> Fact:
        """The fact that the bullet shows."""
        return self.ranked.fact


@dataclass(frozen=True)
class Item:
    """Bullets under one heading."""

    kind: Kind
    heading: str
    bullets: tuple[Bullet, ...]


@dataclass(frozen=True)
class Section:
    """A part of the meeting, with its whole minutes."""

    title: str
    minutes: int
    items: tuple[Item, ...]
    workstream_id: str | None = None

    @property
    def bullets(self) -> list[Bullet]:
        """All bullets of the section, in order."""
        return [bullet for item in self.items for bullet in item.bullets]


@dataclass(frozen=True)
class Agenda:
    """A whole agenda, in its language. `parked` are the facts that found no time, best first."""

    title: str
    language: Language
    sections: tuple[Section, ...] = ()
    parked: tuple[Ranked, ...] = ()
    excluded: dict[str, ExclusionReason] = field(default_factory=dict)
    suggested_minutes: int | None = None
    """What was asked for needs by itself, where it fills less than half of the meeting."""
    is_about_subject: bool = False
    """Whether something that was asked for carries the subject and is shown."""

    @property
    def minutes(self) -> int:
        """The sum of the sections' minutes; 0 where there is none."""
        return sum(section.minutes for section in self.sections)

    @property
    def bullets(self) -> list[Bullet]:
        """All bullets shown, in order."""
        return [bullet for section in self.sections for bullet in section.bullets]


def due_state(fact: Fact, now: datetime) -> DueState:
    """`overdue` before today, `due_soon` from today to seven days ahead, `later`, or `none` without a date.

    Today is the day of `now` in its own zone.
    """
    if fact.due_iso is None:
        return DueState.NONE
    days = times.days_until(fact.due_iso, now)
    if days < 0:
        return DueState.OVERDUE
    return DueState.DUE_SOON if days <= DUE_SOON_DAYS else DueState.LATER


def due_day(fact: Fact, now: datetime) -> date | None:
    """The day on which a fact is due, in the zone of `now`."""
    return times.due_day(fact.due_iso, now.tzinfo or UTC) if fact.due_iso else None


def why(fact: Fact, language: Language) -> str:
    """The quote that proves a fact, in brackets; empty where there is none."""
    evidence = best_quote(fact)
    return language.wording.evidence.format(f"“{shortened(evidence.quote)}”") if evidence else ""


def shortened(quote: str, limit: int = QUOTE_SHOWN) -> str:
    """A quote on one line; cut between two words, with an ellipsis, only where it is longer than `limit`."""
    line = " ".join(quote.split())
    if len(line) <= limit:
        return line
    head = line[: limit + 1].rpartition(" ")[0] or line[:limit]
    return head.rstrip(" ,;:.-–—") + "…"
