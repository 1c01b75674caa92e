"""Account snapshots: one picture of an organisation a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from pydantic import Field

from spine.domain import times
from spine.domain.documents import Document
from spine.domain.identifiers import derived
from spine.domain.importance import by_importance_as_set
from spine.domain.language import Language
from spine.domain.staleness import days_since_update, is_stale
from spine.domain.workstreams import Colour, WorkstreamSummary

TOP = 3
NAMED = 50
"""How many stale workstreams a snapshot names; it counts all of them."""

_SUMMARIES = {
    Language.PORTUGUESE: "{workstreams} frentes de trabalho ({red} em vermelho, {yellow} em amarelo, "
    "{green} em verde); {stale} sem atualização há {days} dias ou mais; {empty} sem fatos; {overdue} ações em atraso.",
    Language.ENGLISH: "{workstreams} workstreams ({red} red, {yellow} yellow, {green} green); "
    "{stale} not updated for {days} days or more; {empty} without facts; {overdue} overdue actions.",
}


class Snapshot(Document):
    """How an organisation stood on one UTC day."""

    kind: ClassVar[str] = "account_snapshot"
    key_field: ClassVar[str] = "day"

    day: str
    snapshot_id: str
    as_of_iso: str
    summary: str = ""
    top_workstreams: tuple[dict[str, Any], ...] = ()
    metrics: dict[str, Any] = Field(default_factory=dict)
    created_at: str


@dataclass(frozen=True)
class OrganisationCounts:
    """What an organisation has: facts by status, actions that are overdue, ratings and their sum."""

    facts: Mapping[str, int] = field(default_factory=dict)
    overdue_actions: int = 0
    ratings: int = 0
    rating_sum: int = 0


@dataclass(frozen=True)
class OrganisationState:
    """All that a snapshot of an organisation is made of; `linked` are the numbers of facts by workstream."""

    org_id: str
    workstream_summaries: Sequence[WorkstreamSummary]
    linked: Mapping[str, int]
    counts: OrganisationCounts
    language: str | None = None

    @property
    def linked_facts(self) -> int:
        """How many places facts have in its workstreams, altogether."""
        return sum(self.linked.values())

    @property
    def empty(self) -> int:
        """How many of its workstreams have no fact."""
        return sum(not self.linked.get(one.workstream_id) for one in self.workstream_summaries)

    def neglected(self, now: datetime, after_days: int) -> list[WorkstreamSummary]:
        """Its stale workstreams, the longest neglected first."""
        stale = [one for one in self.workstream_summaries if is_stale(one, now, after_days)]
        return sorted(stale, key=lambda one: (-days_since_update(one, now, after_days), one.workstream_id))


def snapshot_of(account: OrganisationState, now: datetime, after_days: int) -> Snapshot:
    """The picture of an organisation at a moment; of one organisation and UTC day there is one."""
    metrics, stamp = _metrics(account, now, after_days), times.iso(now)
    return Snapshot(
        org_id=account.org_id,
        day=stamp[:10],
        snapshot_id=derived("snap", account.org_id, stamp[:10]),
        as_of_iso=stamp,
        summary=_summary(account.language, metrics, after_days),
        top_workstreams=tuple(
            _line(one, now, after_days) for one in sorted(account.workstream_summaries, key=by_importance_as_set)[:TOP]
        ),
        metrics=metrics,
        created_at=stamp,
    )


def says_the_same(one: Snapshot, other: Snapshot | None) -> bool:
    """Whether two pictures differ in nothing but the moment that they were made at."""
    return other is not None and all(
        getattr(one, name) == getattr(other, name) for name in ("summary", "top_workstreams", "metrics")
    )


def _metrics(account: OrganisationState, now: datetime, after_days: int) -> dict[str, Any]:
    stale, total = account.neglected(now, after_days), len(account.workstream_summaries)
    return {
        "workstreams": total,
        "by_colour": {
            colour.value: sum(one.status == colour for one in account.workstream_summaries) for colour in Colour
        },
        "stale": len(stale),
        "stale_workstreams": [_named(one, now, after_days) for one in stale[:NAMED]],
        "empty": account.empty,
        "facts_per_workstream": round(account.linked_facts / total, 2) if total else 0.0,
        "facts": dict(account.counts.facts),
        "overdue_actions": account.counts.overdue_actions,
    }


def _summary(language: str | None, metrics: Mapping[str, Any], after_days: int) -> str:
    text = _SUMMARIES[Language.ENGLISH if language == Language.ENGLISH else Language.PORTUGUESE]
    numbers = {"overdue": metrics["overdue_actions"], "days": after_days, **metrics["by_colour"]}
    return text.format(**metrics, **numbers)


def _named(one: WorkstreamSummary, now: datetime, after_days: int) -> dict[str, Any]:
    return {
        "workstream_id": one.workstream_id,
        "title": one.title,
        "days_idle": days_since_update(one, now, after_days),
    }


def _line(one: WorkstreamSummary, now: datetime, after_days: int) -> dict[str, Any]:
    told = {"workstream_id": one.workstream_id, "title": one.title, "status": one.status, "priority": one.priority}
    return told | {"stale": is_stale(one, now, after_days)}
