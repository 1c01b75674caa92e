"""A hand-out: what people read of an agenda, planned now or stored, with when and for whom. All formats show the same.

Every text is one line without control characters. The agenda is read from the form in which it is answered and stored;
an agenda of the legacy service may have another, so what is missing or of another kind is left out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import accumulate

from spine.domain import times
from spine.domain.languages import Language
from spine.domain.planning.agenda import shortened
from spine.domain.planning.codes import DUE_SIGNALS, BulletSignal, DueState

MANY_BULLETS = 10
"""With more bullets than this a printed agenda is set smaller, so that an hour fits on one sheet."""
LEFT_OUT_SHOWN = 5
"""How many of the facts that found no time are named."""


@dataclass(frozen=True)
class HandoutBullet:
    """One point. `number` counts through the whole agenda; `minutes` is 0 where it has none of its own.

    `why_now_tells_due` is whether `why_now` speaks of the due date, so that beside it the bare date is enough.
    """

    number: int
    text: str
    minutes: int = 0
    owner: str = ""
    owner_absent: bool = False
    due: date | None = None
    is_overdue: bool = False
    why_now: str = ""
    why_now_tells_due: bool = False
    quote: str = ""
    who_said: str = ""


@dataclass(frozen=True)
class HandoutItem:
    """Points under one heading, which is empty where it would only repeat the section's title."""

    heading: str
    bullets: tuple[HandoutBullet, ...]


@dataclass(frozen=True)
class HandoutSection:
    """A part of the meeting with its minutes, and its clock time where the meeting's start is known."""

    title: str
    minutes: int
    items: tuple[HandoutItem, ...]
    starts: datetime | None = None


@dataclass(frozen=True)
class Occasion:
    """What a hand-out says besides its agenda: for whom, in which language, when, and what was noted of the request.

    `start` and `made` are moments in the organisation's time zone, and `minutes` is the length asked for.
    """

    organisation: str
    language: Language
    made: datetime
    minutes: int
    start: datetime | None = None
    notes: tuple[str, ...] = ()

    @property
    def zone(self) -> tzinfo:
        """The organisation's time zone."""
        return self.made.tzinfo or UTC


@dataclass(frozen=True)
class Handout:
    """An agenda as people read it. `text` is all there is of an agenda that was stored as a text alone.

    `needed` are the minutes that what was asked for needs by itself, where it fills less than half of the meeting.
    """

    occasion: Occasion
    title: str
    sections: tuple[HandoutSection, ...] = ()
    left_out: tuple[str, ...] = ()
    left_out_count: int = 0
    text: str = ""
    needed: int = 0

    @property
    def language(self) -> Language:
        """The language that it is written in."""
        return self.occasion.language

    @property
    def is_dense(self) -> bool:
        """Whether it has more bullets than a sheet holds in the usual size."""
        counts = (len(item.bullets) for section in self.sections for item in section.items)
        return sum(counts) > MANY_BULLETS

    @property
    def names_its_organisation(self) -> bool:
        """Whether the title says whose meeting it is."""
        return self.occasion.organisation.casefold() in self.title.casefold()

    @property
    def minutes(self) -> int:
        """The minutes of its sections; those asked for where it has none."""
        return sum(section.minutes for section in self.sections) or self.occasion.minutes

    @property
    def ends(self) -> datetime | None:
        """When the last section ends."""
        return after(self.occasion.start, self.minutes) if self.occasion.start else None


def after(moment: datetime, minutes: int) -> datetime:
    """The moment so many minutes later, in the same zone; a change of the clock between them counts."""
    return (moment.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(moment.tzinfo)


def handout_of(agenda: Mapping[str, object], occasion: Occasion, settled: Collection[str] = ()) -> Handout:
    """The hand-out of an agenda as it is answered or stored, without the facts that the meeting settled.

    These leave with their minutes, and the other points keep their numbers.
    """
    notes = tuple(filter(None, map(_line, occasion.notes)))
    occasion = replace(occasion, organisation=_line(occasion.organisation), notes=notes)
    reader = _Reader(occasion, _quotes(agenda), settled)
    sections = list(filter(None, map(reader.section, _objects(agenda.get("sections")))))
    parked = _objects(agenda.get("parked"))
    left_out = [_line(fact.get("text")) for fact in parked if fact.get("fact_id") not in settled]
    return Handout(
        occasion,
        _line(agenda.get("title")) or occasion.organisation,
        tuple(_timed(sections, occasion.start)),
        tuple(left_out[:LEFT_OUT_SHOWN]),
        max(_count(agenda.get("parked_count")) - (len(parked) - len(left_out)), len(left_out)),
        _line(agenda.get("text")),
        _count(_metadata(agenda).get("suggested_minutes")),
    )


def _timed(sections: Sequence[HandoutSection], start: datetime | None) -> Sequence[HandoutSection]:
    if start is None:
        return sections
    before = accumulate((section.minutes for section in sections), initial=0)
    return [replace(section, starts=after(start, sum_)) for section, sum_ in zip(sections, before, strict=False)]


class _Reader:
    """Reads the parts of an agenda in order, and numbers its points."""

    def __init__(self, occasion: Occasion, quotes: Mapping[str, tuple[str, str]], settled: Collection[str]) -> None:
        self._occasion = occasion
        self._quotes = quotes
        self._settled = settled
        self._number = 0

    def section(self, section: Mapping[str, object]) -> HandoutSection | None:
        """A section with its points; None where the meeting settled all of them."""
        listed = [(item, _objects(item.get("bullets"))) for item in _objects(section.get("items"))]
        gone = [bullet for _, bullets in listed for bullet in bullets if bullet.get("fact_id") in self._settled]
        read = [HandoutItem(_line(item.get("heading")), self._bullets(bullets)) for item, bullets in listed]
        items = [item for item in read if item.bullets] if gone else read
        if gone and not items:
            return None
        title = _line(section.get("title"))
        if not section.get("workstream_id") and [item.heading for item in items] == [title]:
            items = [replace(items[0], heading="")]
        minutes = _count(section.get("minutes")) - sum(_count(bullet.get("minutes")) for bullet in gone)
        return HandoutSection(title, max(0, minutes), tuple(items))

    def _bullets(self, bullets: Sequence[Mapping[str, object]]) -> tuple[HandoutBullet, ...]:
        read = [(bullet, self._bullet(bullet)) for bullet in bullets]
        return tuple(point for bullet, point in read if bullet.get("fact_id") not in self._settled)

    def _bullet(self, bullet: Mapping[str, object]) -> HandoutBullet:
        self._number += 1
        quote, who_said = self._quotes.get(str(bullet.get("fact_id")), ("", ""))
        return HandoutBullet(
            self._number,
            _line(bullet.get("text")),
            _count(bullet.get("minutes")),
            _line(bullet.get("owner")),
            bullet.get("owner_absent") is True,
            self._day(bullet.get("due")),
            _is_overdue(bullet),
            _line(bullet.get("why_now")) if "why_now" in bullet else self._urgency(bullet),
            not DUE_SIGNALS.isdisjoint(_codes(bullet)),
            quote,
            who_said,
        )

    def _day(self, due: object) -> date | None:
        try:
            return times.due_day(due, self._occasion.zone) if isinstance(due, str) else None
        except ValueError:
            return None

    def _urgency(self, bullet: Mapping[str, object]) -> str:
        """Why it is in an agenda of an older version, which does not say."""
        wording = self._occasion.language.wording
        if bullet.get("carried_from"):
            return wording.from_last_meeting
        urgent = {DueState.OVERDUE.value: wording.overdue, DueState.DUE_SOON.value: wording.due_soon}
        return urgent.get(str(bullet.get("due_state")), "")


def _metadata(agenda: Mapping[str, object]) -> Mapping[str, object]:
    metadata = agenda.get("_metadata")
    return metadata if isinstance(metadata, Mapping) else {}


def _quotes(agenda: Mapping[str, object]) -> dict[str, tuple[str, str]]:
    """The best quote of each fact shown, and who said it."""
    refs = _objects(_metadata(agenda).get("refs"))
    return {str(ref.get("fact_id")): (shortened(_line(ref.get("quote"))), _line(ref.get("who_said"))) for ref in refs}


def _objects(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list | tuple) else []


def _line(value: object) -> str:
    """A text on one line, without control characters; empty for anything else."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(sign for sign in value if sign.isspace() or not _is_control(sign)).split())


def _is_control(sign: str) -> bool:
    return sign < " " or "\x7f" <= sign < "\xa0"


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0


def _codes(bullet: Mapping[str, object]) -> list[object]:
    signals = bullet.get("signals")
    return signals if isinstance(signals, list) else []


def _is_overdue(bullet: Mapping[str, object]) -> bool:
    if "signals" in bullet:
        return BulletSignal.OVERDUE in _codes(bullet)
    return bullet.get("due_state") == DueState.OVERDUE
