"""What clients read of the sweep's counts."""

from datetime import UTC, datetime

from spine.domain import times
from spine.domain.sweeps import SweepCounts, completed, started
from spine.usecases.organisations import coverage_of

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def test_coverage_before_the_first_pass_is_zeros() -> None:
    coverage = coverage_of(None)
    assert coverage["as_of"] is None
    assert {coverage[name] for name in coverage if name not in ("as_of", "ratings")} == {0}
    assert coverage["ratings"] == {"count": 0, "mean": 0}
    assert coverage_of(started(None, NOW)) == coverage


def test_coverage_is_shares_and_averages_of_the_last_complete_pass() -> None:
    counts = SweepCounts(
        orgs=4, orgs_with_workstream=3, workstreams=10, linked_facts=25, stale=2, empty=1, ratings=3, rating_sum=13
    )
    assert coverage_of(completed(started(None, NOW).model_copy(update={"tally": counts}), NOW)) == {
        "as_of": times.iso(NOW),
        "orgs": 4,
        "orgs_with_workstream": 3,
        "share": 0.75,
        "workstreams_per_org": 2.5,
        "facts_per_workstream": 2.5,
        "stale_share": 0.2,
        "empty_share": 0.1,
        "ratings": {"count": 3, "mean": 4.3333},
    }
