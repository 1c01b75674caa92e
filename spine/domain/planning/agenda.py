"""An agenda: sections of a meeting, with bullets that each say why they are there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from spine.domain import times
from spine.domain.facts import Fact, best_quote
from spine.domain.language import Language
from spine.domain.planning.candidates import Reason
from spine.domain.planning.ranking import LONG_OVERDUE_DAYS, Ranked
from spine.domain.planning.wording import why

DUE_SOON_DAYS = 7
PARKED_SHOWN = 50


@dataclass(frozen=True)
class Bullet:
    """One fact on the page, and the meeting that it was carried over from."""

    ranked: Ranked
    carried_from: str | None = None

    @property
    def fact(self) -> Fact:
        """The fact that the bullet shows."""
        return self.ranked.fact


@dataclass(frozen=True)
class Item:
    """Bullets under one heading."""

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
    """A whole agenda. `parked` are the facts that found no time, best first."""

    title: str
    sections: tuple[Section, ...] = ()
    parked: tuple[Ranked, ...] = ()
    excluded: dict[str, Reason] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        """The sum of the sections' minutes; 0 where there is none."""
        return sum(section.minutes for section in self.sections)

    @property
    def bullets(self) -> list[Bullet]:
        """All bullets shown, in order."""
        return [bullet for section in self.sections for bullet in section.bullets]


def due_state(fact: Fact, now: datetime) -> str:
    """`overdue` before today (UTC), `due_soon` from today to seven days ahead, `later`, or `none`."""
    if fact.due_iso is None:
        return "none"
    days = times.days_until(fact.due_iso, now)
    if days < 0:
        return "overdue"
    return "due_soon" if days <= DUE_SOON_DAYS else "later"


def is_pressing(ranked: Ranked, now: datetime) -> bool:
    """Whether something is due soon or lately overdue, and so comes first; with a subject, only what is about it."""
    fact = ranked.fact
    if fact.due_iso is None or not fact.type_info.has_a_date or ranked.is_beside_the_subject:
        return False
    return -LONG_OVERDUE_DAYS <= times.days_until(fact.due_iso, now) <= DUE_SOON_DAYS


def as_json(agenda: Agenda, language: Language, now: datetime, *, scores: bool) -> dict[str, Any]:
    """The agenda as clients read it, without `_metadata`; with `scores`, each bullet has its breakdown."""
    return {
        "title": agenda.title,
        "minutes": agenda.minutes,
        "sections": [_section(section, language, now, scores) for section in agenda.sections],
        "parked": [
            {"text": ranked.fact.words, "fact_id": ranked.fact.fact_id, "reason": Reason.NO_TIME.value}
            for ranked in agenda.parked[:PARKED_SHOWN]
        ],
        "parked_count": len(agenda.parked),
    }


def _section(section: Section, language: Language, now: datetime, scores: bool) -> dict[str, Any]:
    return {
        "title": section.title,
        "minutes": section.minutes,
        **({"workstream_id": section.workstream_id} if section.workstream_id else {}),
        "items": [
            {"heading": item.heading, "bullets": [_bullet(b, language, now, scores) for b in item.bullets]}
            for item in section.items
        ],
    }


def _bullet(bullet: Bullet, language: Language, now: datetime, scores: bool) -> dict[str, Any]:
    fact = bullet.fact
    return {
        "text": fact.words,
        "why": why(fact, language),
        "owner": fact.owner,
        "due": fact.due_iso,
        "due_state": due_state(fact, now),
        "fact_id": fact.fact_id,
        "carried_from": bullet.carried_from,
        **({"score": breakdown(bullet.ranked)} if scores else {}),
    }


def breakdown(ranked: Ranked) -> dict[str, Any]:
    """A score and its parts, whose contributions sum to the total."""
    parts = [{"name": p.name, "raw": p.raw, "weight": p.weight, "contribution": p.contribution} for p in ranked.parts]
    return {"total": ranked.total, "parts": parts}


def refs(bullets: Sequence[Bullet]) -> list[dict[str, Any]]:
    """What proves each bullet shown, in the order of the page."""
    return [_ref(bullet.ranked) for bullet in bullets]


def _ref(ranked: Ranked) -> dict[str, Any]:
    evidence = best_quote(ranked.fact)
    return {
        "fact_id": ranked.fact.fact_id,
        "type": ranked.fact.fact_type,
        "status": ranked.fact.status.value,
        "quote": evidence.quote if evidence else None,
        "char_span": list(evidence.char_span) if evidence and evidence.char_span else None,
        "workstream_id": ranked.candidate.workstream_id,
    }
