"""The stale sweep, at a clock that tests move."""

import logging

import pytest

from spine.domain.documents import Link, Tombstone
from spine.domain.facts import Fact
from spine.domain.sweeps import CHECKPOINT_NAME, CHECKPOINT_ORG, SweepCheckpoint
from spine.errors import Unavailable
from spine.schemas.workstreams import WorkstreamChanges
from spine.store import charges
from spine.store.errors import BadPosition
from spine.store.protocol import Delete, PageRequest, Replace, SoftDelete, Store
from spine.usecases import organisations, sweep, workstreams
from spine.usecases.sweep_progress import read_checkpoint
from tests.clock import NOON
from tests.store.builders import create, fact, link, organisation, read, tombstone, workstream
from tests.usecases.sweeping import ORGS, Instance, once, with_units_per_second


@pytest.fixture
def app(store: Store) -> Instance:
    return Instance(store)


def test_a_pass_flags_each_stale_workstream_and_says_so(app: Instance, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    app.fill(*ORGS)
    app.tick()
    assert sorted(app.flags()) == ["old_alfa", "old_beta", "old_gama"]
    assert {str(app.flag_of(org_id))[:-4] for org_id in ORGS} == {"2026-03-10T12:00"}
    assert (
        "workstream_flagged_stale",
        {"org_id": "beta", "workstream_id": "old_beta", "days_idle": 20},
    ) in app.events
    took = app.finished()[0]["duration_ms"]
    said = [(r.levelname, r.getMessage()) for r in caplog.records if r.name == "spine.sweep"]
    assert sorted(said)[1:] == [("WARNING", f"Workstream old_{org_id} stale (14+ days)") for org_id in ORGS]
    assert said[-1] == (
        "INFO",
        f"Stale sweep: 3 organisations, 6 workstreams, 3 flagged, 3 stale, 0 deletions completed, 0 failed, {took} ms.",
    )


def test_a_complete_pass_tells_its_totals_and_coverage_reads_them(app: Instance) -> None:
    app.fill(*ORGS)
    create(app.store, link("new_alfa", "f1", "alfa"), link("old_alfa", "f2", "alfa"))
    app.tick()
    assert app.finished() == [
        {
            "orgs": 3, "orgs_with_workstream": 3, "workstreams": 6, "flagged": 3, "stale_total": 3, "failed": 0,
            "duration_ms": round(sum(app.slept) * 1000),
            "workstreams_week_before": None, "stale_total_week_before": None,
        }
    ]  # fmt: skip
    coverage = organisations.coverage(app.service)
    assert (coverage["as_of"][:16], coverage["share"], coverage["stale_share"]) == ("2026-03-10T12:00", 1.0, 0.5)
    assert (coverage["facts_per_workstream"], coverage["empty_share"]) == (0.3333, 0.6667)


def test_a_second_pass_changes_nothing_but_the_checkpoint(app: Instance) -> None:
    app.fill(*ORGS)
    app.tick()
    flags, before = app.flags(), [app.snapshots_of(org_id) for org_id in ORGS]
    documents = [read(app.store, workstream(f"old_{org_id}", org_id)) for org_id in ORGS]
    app.advance(hours=1)
    app.tick()
    assert app.flags() == flags
    assert [app.snapshots_of(org_id) for org_id in ORGS] == before
    assert [read(app.store, workstream(f"old_{org_id}", org_id)) for org_id in ORGS] == documents
    assert [one["stale_total"] for one in app.finished()] == [3, 3]


def test_a_day_has_one_snapshot_and_the_next_day_another(app: Instance) -> None:
    app.fill("alfa")
    app.tick()
    workstreams.patch(app.service, "old_alfa", "alfa", WorkstreamChanges(status="red"), None)
    app.advance(hours=1)
    app.tick()
    assert [(one.day, one.metrics["stale"]) for one in app.snapshots_of("alfa")] == [("2026-03-10", 0)]
    assert app.snapshots_of("alfa")[0].as_of_iso == "2026-03-10T13:00:00Z"
    app.advance(days=1)
    app.tick()
    assert [one.day for one in app.snapshots_of("alfa")] == ["2026-03-11", "2026-03-10"]


@pytest.mark.parametrize(("seconds", "flagged"), [(0, True), (-1, False)])
def test_exactly_14_days_is_stale(app: Instance, seconds: int, flagged: bool) -> None:
    app.fill("alfa", days=14 + seconds / 86_400)
    app.tick()
    assert (app.flag_of("alfa") is not None) is flagged


def test_a_workstream_updated_between_read_and_flag_is_not_flagged(app: Instance) -> None:
    app.fill("alfa")

    def update() -> None:
        workstreams.patch(app.service, "old_alfa", "alfa", WorkstreamChanges(priority=5), None)

    app.before("flag_stale", once(update))
    app.tick()
    assert (app.flags(), app.flag_of("alfa")) == ([], None)


def test_an_update_takes_the_flag_away_and_the_next_staleness_is_flagged_again(app: Instance) -> None:
    app.fill("alfa")
    app.tick()
    workstreams.patch(app.service, "old_alfa", "alfa", WorkstreamChanges(priority=1), None)
    assert app.flag_of("alfa") is None
    for days, flagged in ((13, 1), (1, 2), (1, 2)):
        app.advance(days=days)
        app.tick()
        assert app.flags().count("old_alfa") == flagged


def test_an_organisation_deleted_meanwhile_leaves_nothing_behind(app: Instance) -> None:
    app.fill("alfa", "beta")
    app.before("counts", once(lambda: [organisations.delete(app.service, one, one) for one in ("alfa", "beta")]))
    app.tick()
    assert (app.snapshots_of("alfa"), app.snapshots_of("beta"), app.flags()) == ([], [], [])
    assert [(one["orgs"], one["failed"]) for one in app.finished()] == [(0, 0)]


def test_a_stale_workstream_of_an_organisation_without_a_document_is_flagged(app: Instance) -> None:
    create(app.store, workstream("old_alfa", "alfa", updated_at=app.ago(days=30)))
    app.tick()
    assert app.flags() == ["old_alfa"]
    assert app.snapshots_of("alfa") == []


def test_a_deletion_that_was_cut_short_is_completed(app: Instance) -> None:
    app.fill("alfa")
    create(app.store, fact("f", "alfa"), link("new_alfa", "f", "alfa"), link("gone", "f", "alfa"))
    deleted = workstream("gone", "alfa")
    create(app.store, deleted)
    for document in (read(app.store, deleted), read(app.store, fact("f", "alfa"))):
        app.store.commit("alfa", [SoftDelete(document, app.ago(days=0))])
    app.tick()
    assert (tombstone(app.store, deleted), tombstone(app.store, fact("f", "alfa"))) == (None, None)
    assert app.store.find(Tombstone, "fact|f") == []
    assert app.store.links_of_facts("alfa", ["f"]) == []
    assert app.store.get(Fact, "alfa", "f") is None
    assert app.store.get(Link, "alfa", link("gone", "f").key) is None


def test_one_bad_workstream_stops_neither_its_organisation_nor_the_pass(
    app: Instance, caplog: pytest.LogCaptureFixture
) -> None:
    app.fill(*ORGS)

    def refuse(workstream: object, _: object) -> None:
        if "beta" in str(workstream):
            raise RuntimeError("secret inside")

    app.before("flag_stale", refuse)
    app.tick()
    assert sorted(app.flags()) == ["old_alfa", "old_gama"]
    assert [(one["orgs"], one["failed"]) for one in app.finished()] == [(3, 1)]
    assert len(app.snapshots_of("beta")) == 1
    errors = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert errors == ["The stale sweep skips workstream old_beta: RuntimeError"]


def test_one_bad_organisation_is_logged_counted_and_passed_over(
    app: Instance, caplog: pytest.LogCaptureFixture
) -> None:
    app.fill(*ORGS)

    def refuse(org_id: str, _: object) -> None:
        if org_id == "beta":
            raise ValueError("secret inside")

    app.before("counts", refuse)
    app.tick()
    assert sorted(app.flags()) == ["old_alfa", "old_gama"]
    assert [(one["orgs"], one["failed"]) for one in app.finished()] == [(2, 1)]
    errors = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert errors == ["The stale sweep skips organisations beta: ValueError"]


def test_two_sweeps_at_once_change_nothing_twice(app: Instance) -> None:
    app.fill(*ORGS)
    other = app.second()
    app.before("counts", once(other.tick))
    app.tick()
    assert sorted(app.flags() + other.flags()) == ["old_alfa", "old_beta", "old_gama"]
    assert len(app.finished() + other.finished()) == 1
    assert [len(app.snapshots_of(org_id)) for org_id in ORGS] == [1, 1, 1]
    assert organisations.coverage(app.service)["orgs"] == 3


def test_two_sweeps_that_begin_at_once_are_one_pass(app: Instance) -> None:
    app.fill(*ORGS)
    other = app.second()
    app.before("commit", once(other.tick))
    app.tick()
    assert (len(app.finished()), len(other.finished())) == (0, 1)
    assert sorted(other.flags()) == ["old_alfa", "old_beta", "old_gama"]


def test_a_whole_pass_waits_for_another_sweep_to_complete_it(app: Instance) -> None:
    app.fill(*ORGS)
    other = app.second()
    app.before("counts", once(other.tick))
    assert "3 organisations, 6 workstreams" in app.whole()
    assert len(app.finished() + other.finished()) == 1


def test_a_whole_pass_goes_on_where_another_sweep_died(app: Instance) -> None:
    app.fill(*ORGS)
    other = app.second()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    def start_and_die() -> None:
        call = other.service.store.stale_candidates_across_partitions
        other.before("stale_candidates_across_partitions", once(lambda: die()))
        with pytest.raises(KeyboardInterrupt):
            other.tick()
        app.store.stale_candidates_across_partitions = call  # type: ignore[method-assign]

    app.before("counts", once(start_and_die))
    assert "3 organisations, 6 workstreams" in app.whole()
    assert 30.0 in app.slept
    assert sorted(app.flags() + other.flags()) == ["old_alfa", "old_beta", "old_gama"]


def test_a_whole_pass_is_made_whatever_the_last_one_was(app: Instance) -> None:
    app.fill("alfa")
    for _ in range(3):
        app.before("counts", lambda *_: app.advance(seconds=20))
        app.whole()
    assert len(app.finished()) == 3


@pytest.mark.parametrize(("seconds", "hours", "passes"), [(9, 1, 2), (11, 1, 1), (11, 19.9, 1), (11, 20, 2)])
def test_large_stores_are_swept_once_a_day_and_small_ones_at_every_tick(
    app: Instance, seconds: float, hours: float, passes: int
) -> None:
    app.fill("alfa")
    app.before("counts", once(lambda: app.advance(seconds=seconds)))
    app.tick()
    app.clock.now = NOON
    app.advance(hours=hours)
    app.tick()
    assert len(app.finished()) == passes


def test_a_tick_ends_after_20_minutes_and_the_next_one_goes_on(app: Instance, caplog: pytest.LogCaptureFixture) -> None:
    app.fill(*(f"o{n:02}" for n in range(60)))
    visited: list[str] = []

    def take_time(org_id: str, _: object) -> None:
        visited.append(org_id)
        app.advance(seconds=40)

    app.before("counts", take_time)
    app.tick()
    assert (len(visited), app.finished()) == (30, [])
    assert caplog.records[-1].levelno == logging.WARNING
    assert caplog.records[-1].getMessage().startswith("Not complete after 20 minutes, at organisations. ")
    assert "30 organisations" in caplog.records[-1].getMessage()
    assert organisations.coverage(app.service)["as_of"] is None
    app.tick()
    app.tick()
    assert sorted(visited) == sorted({*visited}) == [f"o{n:02}" for n in range(60)]
    assert [(one["orgs"], one["flagged"]) for one in app.finished()] == [(60, 60)]
    assert app.finished()[0]["duration_ms"] == pytest.approx(60 * 40_000, rel=0.01)


def test_a_sweep_that_dies_is_resumed_from_its_last_page(app: Instance) -> None:
    app.fill(*(f"o{n:02}" for n in range(60)))
    visited: list[str] = []

    def die(org_id: str, _: object) -> None:
        visited.append(org_id)
        if len(visited) == 40:
            raise KeyboardInterrupt

    app.before("counts", die)
    with pytest.raises(KeyboardInterrupt):
        app.tick()
    app.tick()
    assert len(visited) == 40 + 35
    assert {*visited} == {f"o{n:02}" for n in range(60)}
    assert sorted(app.flags()) == [f"old_o{n:02}" for n in range(60)]
    assert [(one["orgs"], one["workstreams"]) for one in app.finished()] == [(60, 120)]


def test_a_database_that_goes_away_ends_the_tick_and_the_next_one_leaves_nothing_out(
    app: Instance, caplog: pytest.LogCaptureFixture
) -> None:
    app.fill(*(f"o{n:02}" for n in range(30)))
    visited: list[str] = []

    def be_away(org_id: str, _: object) -> None:
        visited.append(org_id)
        if 10 < len(visited) < 20:
            raise Unavailable("The database is away.")

    app.before("counts", be_away)
    app.tick()
    assert app.finished() == []
    assert "The database is away." in caplog.records[-1].getMessage()
    app.tick()
    assert [(one["orgs"], one["failed"]) for one in app.finished()] == [(30, 0)]


def test_an_organisation_that_finds_the_database_away_for_a_moment_is_visited_again(app: Instance) -> None:
    app.fill(*(f"o{n:02}" for n in range(5)))
    visited: list[str] = []

    def be_away(org_id: str, _: object) -> None:
        visited.append(org_id)
        if len(visited) in (2, 3):
            raise Unavailable("The database is away.")

    app.before("counts", be_away)
    app.tick()
    assert [(one["orgs"], one["failed"]) for one in app.finished()] == [(5, 0)]
    assert {2.0, 10.0} <= {*app.slept}
    assert app.failures() == []


def test_an_organisation_whose_database_is_always_away_is_passed_over_and_tracked(app: Instance) -> None:
    app.fill(*ORGS)

    def be_away(org_id: str, _: object) -> None:
        if org_id == "beta":
            raise Unavailable("The database is away.")

    app.before("counts", be_away)
    app.tick()
    assert [(one["orgs"], one["failed"]) for one in app.finished()] == [(2, 1)]
    assert [(one["endpoint"], one["status"]) for one in app.failures()] == [("flag_stale_workstreams", 503)]


def test_a_database_that_is_away_from_the_first_page_is_tracked(app: Instance) -> None:
    def be_away(_: object) -> None:
        raise Unavailable("The database is away.")

    app.before("registered_organisations_across_partitions", be_away)
    app.tick()
    assert len(app.failures()) == 1


def test_organisations_may_be_deleted_before_the_pass_comes_to_their_page(app: Instance) -> None:
    orgs = {f"o{n:02}" for n in range(30)}
    app.fill(*orgs)
    visited: set[str] = set()

    def remove_the_rest(org_id: str, _: object) -> None:
        visited.add(org_id)
        if len(visited) == sweep.PAGE_SIZE:
            for other in orgs - visited:
                app.store.commit(other, [Delete(read(app.store, organisation(other)))])

    app.before("counts", remove_the_rest)
    app.tick()
    assert [(one["orgs"], one["failed"]) for one in app.finished()] == [(25, 0)]


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize("broken", [{"started_at": "never"}, {"place": "nowhere"}, {"tally": {"orgs": "many"}}])
def test_a_checkpoint_that_cannot_be_read_is_replaced_by_a_new_pass(app: Instance, broken: dict[str, object]) -> None:
    app.fill(*ORGS)
    app.tick()
    checkpoint = app.store.get(SweepCheckpoint, CHECKPOINT_ORG, CHECKPOINT_NAME)
    assert checkpoint is not None
    app.store.commit(CHECKPOINT_ORG, [Replace(checkpoint.model_copy(update=broken))])
    assert organisations.coverage(app.service)["as_of"] is None
    app.advance(hours=1)
    app.tick()
    assert len(app.finished()) == 2
    assert organisations.coverage(app.service)["orgs"] == 3


def test_a_large_deletion_is_cut_short_by_the_end_and_resumed(app: Instance) -> None:
    app.fill("alfa")
    create(app.store, *(link("gone", f"f{n:03}", "alfa") for n in range(250)))
    deleted = workstream("gone", "alfa")
    create(app.store, deleted)
    app.store.commit("alfa", [SoftDelete(read(app.store, deleted), app.ago(days=0))])
    app.before("links", lambda *_: app.advance(minutes=11))
    app.tick()
    left = len(app.store.documents(Link, "alfa", PageRequest(500)).items)
    assert (left, app.finished()) == (50, [])
    app.tick()
    assert tombstone(app.store, deleted) is None
    app.tick()
    assert [one["failed"] for one in app.finished()] == [0]


def test_the_last_wait_of_a_tick_ends_with_it(app: Instance) -> None:
    app.fill("alfa", "beta")
    slow = with_units_per_second(app, 1)
    began = slow.now

    def charge(*_: object) -> None:
        charges.sdk_options()["response_hook"]({charges.HEADER: "5000"})

    slow.before("counts", charge)
    slow.tick()
    assert (slow.now - began).total_seconds() == pytest.approx(1200, abs=5)
    slow.tick()
    slow.tick()
    assert [one["orgs"] for one in slow.finished()] == [2]


def test_a_slow_page_shows_other_sweeps_that_this_one_is_at_work(app: Instance) -> None:
    app.fill(*(f"o{n:02}" for n in range(20)))
    written: list[str] = []
    app.before("counts", lambda *_: app.advance(seconds=6))
    app.before("commit", lambda org_id, *_: written.append(org_id))
    app.whole()
    assert written.count(CHECKPOINT_ORG) > 20


def test_a_place_that_the_store_knows_no_more_begins_the_pass_anew(app: Instance) -> None:
    app.fill(*(f"o{n:02}" for n in range(60)))
    app.before("counts", lambda *_: app.advance(seconds=40))
    app.tick()
    checkpoint = read_checkpoint(app.service)
    assert checkpoint is not None
    place = checkpoint.place.model_copy(update={"position": "nonsense"})
    app.store.commit(CHECKPOINT_ORG, [Replace(checkpoint.model_copy(update={"place": place}))])

    def refuse(page: PageRequest) -> None:  # as the database does; the double takes any position for the beginning
        if page.position == "nonsense":
            raise BadPosition

    app.before("registered_organisations_across_partitions", refuse)
    for _ in range(3):
        app.tick()
    assert [one["orgs"] for one in app.finished()] == [60]


def test_the_charge_stays_under_the_ceiling(app: Instance) -> None:
    slow = with_units_per_second(app, 50)
    slow.fill(*ORGS)
    with charges.metered() as meter:
        slow.before("counts", lambda *_: charges.sdk_options()["response_hook"]({charges.HEADER: "100"}))
        slow.tick()
    assert meter.units == 0, "the sweep counts for itself"
    took = (slow.now - NOON).total_seconds()
    assert took == pytest.approx(sum(slow.slept))
    assert took == pytest.approx(3 * 100 / 50)


def test_time_that_was_spent_anyway_is_not_waited_for_again(app: Instance) -> None:
    slow = with_units_per_second(app, 1_000)
    slow.fill(*ORGS)
    slow.before("counts", lambda *_: slow.advance(seconds=5))
    slow.tick()
    assert sum(slow.slept) < 5


def test_a_clock_that_is_set_back_stops_nothing(app: Instance) -> None:
    app.fill(*ORGS)
    app.before("counts", lambda *_: app.advance(hours=-1))
    app.tick()
    assert [one["orgs"] for one in app.finished()] == [3]
    stored = app.store.get(SweepCheckpoint, CHECKPOINT_ORG, CHECKPOINT_NAME)
    assert stored is not None
    assert stored.worked_ms >= 0
