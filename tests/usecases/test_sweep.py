"""The stale sweep on both stores, at a clock that tests move."""

import logging

import pytest

from spine.domain.documents import Tombstone
from spine.domain.facts import Fact
from spine.domain.links import Link
from spine.domain.sweeps import CHECKPOINT_NAME, CHECKPOINT_ORG, SweepCheckpoint
from spine.errors import Unavailable
from spine.schemas.workstreams import WorkstreamChanges
from spine.store import charges
from spine.store.protocol import BadPosition, Delete, PageRequest, Replace, SoftDelete, Store
from spine.usecases import organisations, sweep, sweep_results, workstreams
from spine.usecases.sweep_progress import read_checkpoint
from tests.store.builders import create, fact, link, organisation, read, tombstone, workstream
from tests.usecases.sweeping import NOW, ORGS, Desk, once, with_units_per_second


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


def test_a_pass_flags_each_neglected_workstream_and_says_so(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    desk.fill(*ORGS)
    desk.tick()
    assert sorted(desk.flags()) == ["old_alfa", "old_beta", "old_gama"]
    assert {str(desk.flag_of(org_id))[:-4] for org_id in ORGS} == {"2026-03-10T12:00"}
    assert ("workstream_flagged_stale", {"org_id": "beta", "workstream_id": "old_beta", "days_idle": 20}) in desk.events
    took = desk.finished()[0]["duration_ms"]
    said = [(r.levelname, r.getMessage()) for r in caplog.records if r.name == "spine.sweep"]
    assert sorted(said)[1:] == [("WARNING", f"Workstream old_{org_id} stale (14+ days)") for org_id in ORGS]
    assert said[-1] == (
        "INFO",
        f"Stale sweep: 3 organisations, 6 workstreams, 3 flagged, 3 stale, 0 deletions completed, 0 failed, {took} ms.",
    )


def test_a_complete_pass_tells_its_totals_and_coverage_reads_them(desk: Desk) -> None:
    desk.fill(*ORGS)
    create(desk.store, link("new_alfa", "f1", "alfa"), link("old_alfa", "f2", "alfa"))
    desk.tick()
    assert desk.finished() == [
        {
            "orgs": 3, "orgs_with_workstream": 3, "workstreams": 6, "flagged": 3, "stale_total": 3, "failed": 0,
            "duration_ms": round(sum(desk.slept) * 1000),
            "workstreams_week_before": None, "stale_total_week_before": None,
        }
    ]  # fmt: skip
    told = sweep_results.coverage(desk.service)
    assert (told["as_of"][:16], told["share"], told["stale_share"]) == ("2026-03-10T12:00", 1.0, 0.5)
    assert (told["facts_per_workstream"], told["empty_share"]) == (0.3333, 0.6667)


def test_a_second_pass_changes_nothing_but_the_book(desk: Desk) -> None:
    desk.fill(*ORGS)
    desk.tick()
    flags, before = desk.flags(), [desk.snapshots(org_id) for org_id in ORGS]
    documents = [read(desk.store, workstream(f"old_{org_id}", org_id)) for org_id in ORGS]
    desk.pass_by(hours=1)
    desk.tick()
    assert desk.flags() == flags
    assert [desk.snapshots(org_id) for org_id in ORGS] == before
    assert [read(desk.store, workstream(f"old_{org_id}", org_id)) for org_id in ORGS] == documents
    assert [one["stale_total"] for one in desk.finished()] == [3, 3]


def test_a_day_has_one_snapshot_and_the_next_day_another(desk: Desk) -> None:
    desk.fill("alfa")
    desk.tick()
    workstreams.patch(desk.service, "old_alfa", "alfa", WorkstreamChanges(status="red"), None)
    desk.pass_by(hours=1)
    desk.tick()
    assert [(one.day, one.metrics["stale"]) for one in desk.snapshots("alfa")] == [("2026-03-10", 0)]
    assert desk.snapshots("alfa")[0].as_of_iso == "2026-03-10T13:00:00Z"
    desk.pass_by(days=1)
    desk.tick()
    assert [one.day for one in desk.snapshots("alfa")] == ["2026-03-11", "2026-03-10"]


@pytest.mark.parametrize(("seconds", "flagged"), [(0, True), (-1, False)])
def test_exactly_14_days_is_stale(desk: Desk, seconds: int, flagged: bool) -> None:
    desk.fill("alfa", days=14 + seconds / 86_400)
    desk.tick()
    assert (desk.flag_of("alfa") is not None) is flagged


def test_a_workstream_updated_between_read_and_flag_is_not_flagged(desk: Desk) -> None:
    desk.fill("alfa")

    def update() -> None:
        workstreams.patch(desk.service, "old_alfa", "alfa", WorkstreamChanges(priority=5), None)

    desk.before("flag_stale", once(update))
    desk.tick()
    assert (desk.flags(), desk.flag_of("alfa")) == ([], None)


def test_an_update_takes_the_flag_away_and_the_next_neglect_is_flagged_again(desk: Desk) -> None:
    desk.fill("alfa")
    desk.tick()
    workstreams.patch(desk.service, "old_alfa", "alfa", WorkstreamChanges(priority=1), None)
    assert desk.flag_of("alfa") is None
    for days, flagged in ((13, 1), (1, 2), (1, 2)):
        desk.pass_by(days=days)
        desk.tick()
        assert desk.flags().count("old_alfa") == flagged


def test_an_organisation_deleted_meanwhile_leaves_nothing_behind(desk: Desk) -> None:
    desk.fill("alfa", "beta")
    desk.before("counts", once(lambda: [organisations.delete(desk.service, one, one) for one in ("alfa", "beta")]))
    desk.tick()
    assert (desk.snapshots("alfa"), desk.snapshots("beta"), desk.flags()) == ([], [], [])
    assert [(one["orgs"], one["failed"]) for one in desk.finished()] == [(0, 0)]


def test_a_neglected_workstream_of_an_organisation_without_a_document_is_flagged(desk: Desk) -> None:
    create(desk.store, workstream("old_alfa", "alfa", updated_at=desk.ago(days=30)))
    desk.tick()
    assert desk.flags() == ["old_alfa"]
    assert desk.snapshots("alfa") == []


def test_a_deletion_that_was_cut_short_is_completed(desk: Desk) -> None:
    desk.fill("alfa")
    create(desk.store, fact("f", "alfa"), link("new_alfa", "f", "alfa"), link("gone", "f", "alfa"))
    buried = workstream("gone", "alfa")
    create(desk.store, buried)
    for document in (read(desk.store, buried), read(desk.store, fact("f", "alfa"))):
        desk.store.commit("alfa", [SoftDelete(document, desk.ago(days=0))])
    desk.tick()
    assert (tombstone(desk.store, buried), tombstone(desk.store, fact("f", "alfa"))) == (None, None)
    assert desk.store.find(Tombstone, "fact|f") == []
    assert desk.store.links_of_facts("alfa", ["f"]) == []
    assert desk.store.get(Fact, "alfa", "f") is None
    assert desk.store.get(Link, "alfa", link("gone", "f").key) is None


def test_one_bad_workstream_stops_neither_its_organisation_nor_the_pass(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.fill(*ORGS)

    def refuse(standing: object, _: object) -> None:
        if "beta" in str(standing):
            raise RuntimeError("secret inside")

    desk.before("flag_stale", refuse)
    desk.tick()
    assert sorted(desk.flags()) == ["old_alfa", "old_gama"]
    assert [(one["orgs"], one["failed"]) for one in desk.finished()] == [(3, 1)]
    assert len(desk.snapshots("beta")) == 1
    errors = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert errors == ["The stale sweep passes over workstream old_beta: RuntimeError"]


def test_one_bad_organisation_is_logged_counted_and_passed_over(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.fill(*ORGS)

    def refuse(org_id: str, _: object) -> None:
        if org_id == "beta":
            raise ValueError("secret inside")

    desk.before("counts", refuse)
    desk.tick()
    assert sorted(desk.flags()) == ["old_alfa", "old_gama"]
    assert [(one["orgs"], one["failed"]) for one in desk.finished()] == [(2, 1)]
    errors = [r.getMessage() for r in caplog.records if r.levelno == logging.ERROR]
    assert errors == ["The stale sweep passes over organisations beta: ValueError"]


def test_two_sweeps_at_once_change_nothing_twice(desk: Desk) -> None:
    desk.fill(*ORGS)
    other = desk.second()
    desk.before("counts", once(other.tick))
    desk.tick()
    assert sorted(desk.flags() + other.flags()) == ["old_alfa", "old_beta", "old_gama"]
    assert len(desk.finished() + other.finished()) == 1
    assert [len(desk.snapshots(org_id)) for org_id in ORGS] == [1, 1, 1]
    assert sweep_results.coverage(desk.service)["orgs"] == 3


def test_two_sweeps_that_begin_at_once_are_one_pass(desk: Desk) -> None:
    desk.fill(*ORGS)
    other = desk.second()
    desk.before("commit", once(other.tick))
    desk.tick()
    assert (len(desk.finished()), len(other.finished())) == (0, 1)
    assert sorted(other.flags()) == ["old_alfa", "old_beta", "old_gama"]


def test_a_whole_pass_waits_for_another_sweep_to_complete_it(desk: Desk) -> None:
    desk.fill(*ORGS)
    other = desk.second()
    desk.before("counts", once(other.tick))
    assert "3 organisations, 6 workstreams" in desk.whole()
    assert len(desk.finished() + other.finished()) == 1


def test_a_whole_pass_goes_on_where_another_sweep_died(desk: Desk) -> None:
    desk.fill(*ORGS)
    other = desk.second()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    def start_and_die() -> None:
        call = other.service.store.stale_candidates_across_partitions
        other.before("stale_candidates_across_partitions", once(lambda: die()))
        with pytest.raises(KeyboardInterrupt):
            other.tick()
        desk.store.stale_candidates_across_partitions = call  # type: ignore[method-assign]

    desk.before("counts", once(start_and_die))
    assert "3 organisations, 6 workstreams" in desk.whole()
    assert 30.0 in desk.slept
    assert sorted(desk.flags() + other.flags()) == ["old_alfa", "old_beta", "old_gama"]


def test_a_whole_pass_is_made_whatever_the_last_one_was(desk: Desk) -> None:
    desk.fill("alfa")
    for _ in range(3):
        desk.before("counts", lambda *_: desk.pass_by(seconds=20))
        desk.whole()
    assert len(desk.finished()) == 3


@pytest.mark.parametrize(("seconds", "hours", "passes"), [(9, 1, 2), (11, 1, 1), (11, 19.9, 1), (11, 20, 2)])
def test_large_stores_are_swept_once_a_day_and_small_ones_at_every_tick(
    desk: Desk, seconds: float, hours: float, passes: int
) -> None:
    desk.fill("alfa")
    desk.before("counts", once(lambda: desk.pass_by(seconds=seconds)))
    desk.tick()
    desk.now = NOW
    desk.pass_by(hours=hours)
    desk.tick()
    assert len(desk.finished()) == passes


def test_a_tick_ends_after_20_minutes_and_the_next_one_goes_on(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.fill(*(f"o{n:02}" for n in range(60)))
    visited: list[str] = []

    def take_time(org_id: str, _: object) -> None:
        visited.append(org_id)
        desk.pass_by(seconds=40)

    desk.before("counts", take_time)
    desk.tick()
    assert (len(visited), desk.finished()) == (30, [])
    assert caplog.records[-1].levelno == logging.WARNING
    assert caplog.records[-1].getMessage().startswith("Not complete after 20 minutes, at organisations. ")
    assert "30 organisations" in caplog.records[-1].getMessage()
    assert sweep_results.coverage(desk.service)["as_of"] is None
    desk.tick()
    desk.tick()
    assert sorted(visited) == sorted({*visited}) == [f"o{n:02}" for n in range(60)]
    assert [(one["orgs"], one["flagged"]) for one in desk.finished()] == [(60, 60)]
    assert desk.finished()[0]["duration_ms"] == pytest.approx(60 * 40_000, rel=0.01)


def test_a_sweep_that_dies_is_gone_on_with_from_its_last_page(desk: Desk) -> None:
    desk.fill(*(f"o{n:02}" for n in range(60)))
    visited: list[str] = []

    def die(org_id: str, _: object) -> None:
        visited.append(org_id)
        if len(visited) == 40:
            raise KeyboardInterrupt

    desk.before("counts", die)
    with pytest.raises(KeyboardInterrupt):
        desk.tick()
    desk.tick()
    assert len(visited) == 40 + 35
    assert {*visited} == {f"o{n:02}" for n in range(60)}
    assert sorted(desk.flags()) == [f"old_o{n:02}" for n in range(60)]
    assert [(one["orgs"], one["workstreams"]) for one in desk.finished()] == [(60, 120)]


def test_a_database_that_goes_away_ends_the_tick_and_the_next_one_leaves_nothing_out(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.fill(*(f"o{n:02}" for n in range(30)))
    visited: list[str] = []

    def be_away(org_id: str, _: object) -> None:
        visited.append(org_id)
        if 10 < len(visited) < 20:
            raise Unavailable("The database is away.")

    desk.before("counts", be_away)
    desk.tick()
    assert desk.finished() == []
    assert "The database is away." in caplog.records[-1].getMessage()
    desk.tick()
    assert [(one["orgs"], one["failed"]) for one in desk.finished()] == [(30, 0)]


def test_an_organisation_that_finds_the_database_away_for_a_moment_is_visited_again(desk: Desk) -> None:
    desk.fill(*(f"o{n:02}" for n in range(5)))
    visited: list[str] = []

    def be_away(org_id: str, _: object) -> None:
        visited.append(org_id)
        if len(visited) in (2, 3):
            raise Unavailable("The database is away.")

    desk.before("counts", be_away)
    desk.tick()
    assert [(one["orgs"], one["failed"]) for one in desk.finished()] == [(5, 0)]
    assert {2.0, 10.0} <= {*desk.slept}
    assert desk.failures() == []


def test_one_organisation_that_always_finds_the_database_away_is_passed_over_and_told(desk: Desk) -> None:
    desk.fill(*ORGS)

    def be_away(org_id: str, _: object) -> None:
        if org_id == "beta":
            raise Unavailable("The database is away.")

    desk.before("counts", be_away)
    desk.tick()
    assert [(one["orgs"], one["failed"]) for one in desk.finished()] == [(2, 1)]
    assert [(one["endpoint"], one["status"]) for one in desk.failures()] == [("flag_stale_workstreams", 503)]


def test_a_database_that_is_away_from_the_first_page_is_told(desk: Desk) -> None:
    def be_away(_: object) -> None:
        raise Unavailable("The database is away.")

    desk.before("registered_organisations_across_partitions", be_away)
    desk.tick()
    assert len(desk.failures()) == 1


def test_organisations_may_be_deleted_before_the_pass_comes_to_their_page(desk: Desk) -> None:
    orgs = {f"o{n:02}" for n in range(30)}
    desk.fill(*orgs)
    visited: set[str] = set()

    def remove_the_rest(org_id: str, _: object) -> None:
        visited.add(org_id)
        if len(visited) == sweep.PAGE_SIZE:
            for other in orgs - visited:
                desk.store.commit(other, [Delete(read(desk.store, organisation(other)))])

    desk.before("counts", remove_the_rest)
    desk.tick()
    assert [(one["orgs"], one["failed"]) for one in desk.finished()] == [(25, 0)]


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize("broken", [{"started_at": "never"}, {"place": "nowhere"}, {"tally": {"orgs": "many"}}])
def test_a_book_that_cannot_be_read_is_begun_anew(desk: Desk, broken: dict[str, object]) -> None:
    desk.fill(*ORGS)
    desk.tick()
    checkpoint = desk.store.get(SweepCheckpoint, CHECKPOINT_ORG, CHECKPOINT_NAME)
    assert checkpoint is not None
    desk.store.commit(CHECKPOINT_ORG, [Replace(checkpoint.model_copy(update=broken))])
    assert sweep_results.coverage(desk.service)["as_of"] is None
    desk.pass_by(hours=1)
    desk.tick()
    assert len(desk.finished()) == 2
    assert sweep_results.coverage(desk.service)["orgs"] == 3


def test_a_large_deletion_is_cut_short_by_the_end_and_gone_on_with(desk: Desk) -> None:
    desk.fill("alfa")
    create(desk.store, *(link("gone", f"f{n:03}", "alfa") for n in range(250)))
    buried = workstream("gone", "alfa")
    create(desk.store, buried)
    desk.store.commit("alfa", [SoftDelete(read(desk.store, buried), desk.ago(days=0))])
    desk.before("links", lambda *_: desk.pass_by(minutes=11))
    desk.tick()
    left = len(desk.store.documents(Link, "alfa", PageRequest(500)).items)
    assert (left, desk.finished()) == (50, [])
    desk.tick()
    assert tombstone(desk.store, buried) is None
    desk.tick()
    assert [one["failed"] for one in desk.finished()] == [0]


def test_the_last_wait_of_a_tick_ends_with_it(desk: Desk) -> None:
    desk.fill("alfa", "beta")
    slow = with_units_per_second(desk, 1)
    began = slow.now

    def charge(*_: object) -> None:
        charges.sdk_options()["response_hook"]({charges.HEADER: "5000"})

    slow.before("counts", charge)
    slow.tick()
    assert (slow.now - began).total_seconds() == pytest.approx(1200, abs=5)
    slow.tick()
    slow.tick()
    assert [one["orgs"] for one in slow.finished()] == [2]


def test_a_slow_page_is_written_within_so_that_another_sweep_sees_that_this_one_is_at_work(desk: Desk) -> None:
    desk.fill(*(f"o{n:02}" for n in range(20)))
    written: list[str] = []
    desk.before("counts", lambda *_: desk.pass_by(seconds=6))
    desk.before("commit", lambda org_id, *_: written.append(org_id))
    desk.whole()
    assert written.count(CHECKPOINT_ORG) > 20


def test_a_place_that_the_store_knows_no_more_begins_the_pass_anew(desk: Desk) -> None:
    desk.fill(*(f"o{n:02}" for n in range(60)))
    desk.before("counts", lambda *_: desk.pass_by(seconds=40))
    desk.tick()
    checkpoint = read_checkpoint(desk.service)
    assert checkpoint is not None
    place = checkpoint.place.model_copy(update={"position": "nonsense"})
    desk.store.commit(CHECKPOINT_ORG, [Replace(checkpoint.model_copy(update={"place": place}))])

    def refuse(page: PageRequest) -> None:  # as the database does; the double takes any position for the beginning
        if page.position == "nonsense":
            raise BadPosition

    desk.before("registered_organisations_across_partitions", refuse)
    for _ in range(3):
        desk.tick()
    assert [one["orgs"] for one in desk.finished()] == [60]


def test_the_charge_stays_under_the_ceiling(desk: Desk) -> None:
    slow = with_units_per_second(desk, 50)
    slow.fill(*ORGS)
    with charges.metered() as meter:
        slow.before("counts", lambda *_: charges.sdk_options()["response_hook"]({charges.HEADER: "100"}))
        slow.tick()
    assert meter.units == 0, "the sweep counts for itself"
    took = (slow.now - NOW).total_seconds()
    assert took == pytest.approx(sum(slow.slept))
    assert took >= 3 * 100 / 50
    if desk.store.name == "sqlite":
        assert took == pytest.approx(3 * 100 / 50)


def test_time_that_was_spent_anyway_is_not_waited_for_again(desk: Desk) -> None:
    slow = with_units_per_second(desk, 1_000)
    slow.fill(*ORGS)
    slow.before("counts", lambda *_: slow.pass_by(seconds=5))
    slow.tick()
    assert sum(slow.slept) < 5


def test_a_clock_that_is_set_back_stops_nothing(desk: Desk) -> None:
    desk.fill(*ORGS)
    desk.before("counts", lambda *_: desk.pass_by(hours=-1))
    desk.tick()
    assert [one["orgs"] for one in desk.finished()] == [3]
    stored = desk.store.get(SweepCheckpoint, CHECKPOINT_ORG, CHECKPOINT_NAME)
    assert stored is not None
    assert stored.worked_ms >= 0
