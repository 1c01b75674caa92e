from datetime import UTC, datetime, timedelta

from spine.domain import times
from spine.domain.snapshots import OrganisationCounts, OrganisationState, snapshot_of
from spine.domain.workstreams import WorkstreamSummary

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def summary(workstream_id: str, days: float, **fields: object) -> WorkstreamSummary:
    then = times.iso(NOW - timedelta(days=days))
    return WorkstreamSummary("acme", workstream_id, title=f"Title {workstream_id}", updated_at=then, **fields)  # type: ignore[arg-type]


WORKSTREAMS = [
    summary("a", 1, status="red", priority=1),
    summary("b", 15, status="green", priority=9),
    summary("c", 40, status="yellow", priority=9),
    summary("d", 0, status="mauve", priority=1),
]
COUNTS = OrganisationCounts({"draft": 1, "proposed": 2}, overdue_actions=3, ratings=2, rating_sum=9)


def state(language: str | None = None) -> OrganisationState:
    return OrganisationState("acme", WORKSTREAMS, {"a": 4, "b": 2}, COUNTS, language)


def test_a_snapshot_counts_and_names() -> None:
    made = snapshot_of(state(), NOW, 14)
    assert made.metrics == {
        "workstreams": 4,
        "by_colour": {"green": 1, "yellow": 1, "red": 1},
        "stale": 2,
        "stale_workstreams": [
            {"workstream_id": "c", "title": "Title c", "days_idle": 40},
            {"workstream_id": "b", "title": "Title b", "days_idle": 15},
        ],
        "empty": 2,
        "facts_per_workstream": 1.5,
        "facts": {"draft": 1, "proposed": 2},
        "overdue_actions": 3,
    }
    assert [(one["workstream_id"], one["stale"]) for one in made.top_workstreams] == [
        ("c", True),
        ("b", True),
        ("a", False),
    ]


def test_a_summary_is_in_the_organisations_language() -> None:
    assert "4 workstreams (1 red" in snapshot_of(state("en-US"), NOW, 14).summary
    assert "4 frentes de trabalho (1 em vermelho" in snapshot_of(state(), NOW, 14).summary


def test_an_organisation_without_anything_has_a_snapshot_of_zeros() -> None:
    made = snapshot_of(OrganisationState("acme", [], {}, OrganisationCounts()), NOW, 14)
    assert (made.metrics["workstreams"], made.metrics["facts_per_workstream"], made.top_workstreams) == (0, 0, ())


def test_two_snapshots_of_a_day_are_the_same_until_something_changes() -> None:
    first = snapshot_of(state(), NOW, 14)
    later = snapshot_of(state(), NOW + timedelta(hours=1), 14)
    assert (first.day, first.snapshot_id) == (later.day, later.snapshot_id)
    assert later.has_same_content(first)
    assert not snapshot_of(OrganisationState("acme", WORKSTREAMS, {}, COUNTS), NOW, 14).has_same_content(first)
    assert snapshot_of(state(), NOW + timedelta(days=1), 14).snapshot_id != first.snapshot_id
