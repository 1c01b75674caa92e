"""Account snapshots: one a day for each organisation (docs/data-model.md#snapshots)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, TypedDict

from pydantic import Field

from spine.domain import times
from spine.domain.documents import ExpiringDocument
from spine.domain.identifiers import derived
from spine.domain.languages import DEFAULT_LANGUAGE, Language
from spine.domain.workstream_states import Colour
from spine.domain.workstreams import WorkstreamSummary, by_stored_importance, days_since_update, is_stale

TOP_WORKSTREAMS = 3
STALE_LISTED = 50
"""How many stale workstreams a snapshot lists; it counts all of them."""


class Snapshot(ExpiringDocument):
    """How an organisation stood on one UTC day."""

    kind: ClassVar[str] = "account_snapshot"
    key_field: ClassVar[str] = "day"

    day: str
    snapshot_id: str
    as_of_iso: str
    summary: str = ""
    top_workstreams: tuple[dict[str, object], ...] = ()
    metrics: dict[str, object] = Field(default_factory=dict)
    created_at: str

    def has_same_content(self, other: "Snapshot") -> bool:
        """Whether two snapshots differ in nothing but the moment that they were taken at."""
        return (self.summary, self.top_workstreams, self.metrics) == (
            other.summary,
            other.top_workstreams,
            other.metrics,
        )


class Metrics(TypedDict):
    """The numbers of a snapshot."""

    workstreams: int
    by_colour: dict[str, int]
    stale: int
    stale_workstreams: list[dict[str, object]]
    empty: int
    facts_per_workstream: float
    facts: dict[str, int]
    overdue_actions: int


@dataclass(frozen=True)
class OrganisationCounts:
    """What an organisation has: facts by status, actions that are overdue, ratings and their sum."""

    facts: Mapping[str, int] = field(default_factory=dict)
    overdue_actions: int = 0
    ratings: int = 0
    rating_sum: int = 0


@dataclass(frozen=True)
class OrganisationState:
    """All that a snapshot of an organisation is made of; `facts_linked` is how many facts each workstream has."""

    org_id: str
    workstreams: Sequence[WorkstreamSummary]
    facts_linked: Mapping[str, int]
    counts: OrganisationCounts
    language: str | None = None

    @property
    def linked_facts(self) -> int:
        """How many facts its workstreams have altogether; a fact counts in each of its workstreams."""
        return sum(self.facts_linked.values())

    @property
    def empty_workstreams(self) -> int:
        """How many of its workstreams have no fact."""
        return sum(not self.facts_linked.get(workstream.workstream_id) for workstream in self.workstreams)

    def stale_workstreams(self, now: datetime, after_days: int) -> list[WorkstreamSummary]:
        """Its stale workstreams, the longest without an update first."""
        stale = [workstream for workstream in self.workstreams if is_stale(workstream, now, after_days)]
        return sorted(stale, key=lambda w: (-days_since_update(w, now, after_days), w.workstream_id))


def snapshot_of(state: OrganisationState, now: datetime, after_days: int) -> Snapshot:
    """The snapshot of an organisation at a moment; there is one for each organisation and UTC day."""
    metrics, stamp = _metrics(state, now, after_days), times.iso(now)
    top = sorted(state.workstreams, key=by_stored_importance)[:TOP_WORKSTREAMS]
    return Snapshot(
        org_id=state.org_id,
        day=stamp[:10],
        snapshot_id=derived("snap", state.org_id, stamp[:10]),
        as_of_iso=stamp,
        summary=_summary(state.language, metrics, after_days),
        top_workstreams=tuple(
            {
                "workstream_id": workstream.workstream_id,
                "title": workstream.title,
                "status": workstream.status,
                "priority": workstream.priority,
                "stale": is_stale(workstream, now, after_days),
            }
            for workstream in top
        ),
        metrics={**metrics},
        created_at=stamp,
    )


def _metrics(state: OrganisationState, now: datetime, after_days: int) -> Metrics:
    stale, total = state.stale_workstreams(now, after_days), len(state.workstreams)
    colours = [workstream.status for workstream in state.workstreams]
    return {
        "workstreams": total,
        "by_colour": {colour.value: colours.count(colour) for colour in Colour},
        "stale": len(stale),
        "stale_workstreams": [
            {
                "workstream_id": workstream.workstream_id,
                "title": workstream.title,
                "days_idle": days_since_update(workstream, now, after_days),
            }
            for workstream in stale[:STALE_LISTED]
        ],
        "empty": state.empty_workstreams,
        "facts_per_workstream": round(state.linked_facts / total, 2) if total else 0.0,
        "facts": dict(state.counts.facts),
        "overdue_actions": state.counts.overdue_actions,
    }


def _summary(language: str | None, metrics: Metrics, after_days: int) -> str:
    written = Language(language) if language in set(Language) else DEFAULT_LANGUAGE
    return written.wording.snapshot.format(
        workstreams=metrics["workstreams"],
        **metrics["by_colour"],
        stale=metrics["stale"],
        days=after_days,
        empty=metrics["empty"],
        overdue=metrics["overdue_actions"],
    )
