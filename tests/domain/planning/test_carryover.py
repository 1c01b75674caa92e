from datetime import timedelta

import pytest

from spine.domain.fact_states import Verdict
from spine.domain.facts import Fact
from spine.domain.meetings import Meeting, series_of
from spine.domain.planning.carryover import carry_over, last_meeting, open_facts
from spine.domain.times import iso
from tests.domain.planning.builders import NOW, about, ago, candidates, fact, judged, proposal

MINUTE = timedelta(minutes=1)
TODAYS = Meeting(series_of(), NOW.date())


def started(ago_: timedelta, minutes: int = 30, **fields: object) -> object:
    return proposal(start_iso=iso(NOW - ago_), minutes=minutes, **fields)


def test_a_meeting_whose_start_plus_minutes_is_past_counts() -> None:
    over = started(31 * MINUTE)
    assert last_meeting([over], NOW, Meeting(series_of(), NOW.date() + timedelta(1))) is over


@pytest.mark.parametrize("since", [29 * MINUTE, 0 * MINUTE, -60 * MINUTE], ids=["running", "starting", "to come"])
def test_a_meeting_that_is_not_over_does_not_count_even_if_it_was_planned_long_ago(since: timedelta) -> None:
    assert last_meeting([started(since, created_at=ago(20))], NOW, TODAYS) is None


def test_a_long_meeting_takes_longer_to_be_over() -> None:
    assert last_meeting([started(31 * MINUTE, minutes=60)], NOW, TODAYS) is None


def test_without_a_start_a_proposal_of_an_earlier_day_counts() -> None:
    yesterday = proposal(created_at="2026-11-24T23:59:59Z")
    assert last_meeting([yesterday], NOW, TODAYS) is yesterday


def test_without_a_start_a_proposal_of_today_does_not_count() -> None:
    assert last_meeting([proposal(created_at="2026-11-25T00:00:00Z")], NOW, TODAYS) is None


def test_the_newest_that_counts_is_taken() -> None:
    newest, newer, old = proposal("agd_3", created_at=ago(0)), proposal("agd_2"), proposal("agd_1", created_at=ago(9))
    assert last_meeting([newest, newer, old], NOW, TODAYS) is newer


def test_only_proposals_of_the_series_count() -> None:
    other, earlier = proposal("agd_2", meeting_id="m_2"), proposal("agd_1", meeting_id="m_1", created_at=ago(9))
    weekly = Meeting(series_of("m_1"), NOW.date())
    assert last_meeting([other, earlier], NOW, weekly) is earlier
    assert last_meeting([other], NOW, weekly) is None
    assert last_meeting([earlier], NOW, TODAYS) is None


def test_a_proposal_of_the_same_meeting_does_not_count() -> None:
    morning = started(90 * MINUTE, series="name board", day=NOW.date().isoformat())
    assert last_meeting([morning], NOW, Meeting("name board", NOW.date())) is None
    assert last_meeting([morning], NOW, Meeting("name board", NOW.date() + timedelta(1))) is morning


def test_the_proposal_that_would_be_updated_does_not_count() -> None:
    same, other = proposal("agd_2"), proposal("agd_1", created_at=ago(9))
    assert last_meeting([same, other], NOW, TODAYS, updates="agd_2") is other


def test_without_proposals_there_was_no_meeting() -> None:
    assert last_meeting([], NOW, TODAYS) is None


def left_open(*some: Fact) -> list[str]:
    known = {f.fact_id: f for f in some}
    return [f.fact_id for f in open_facts(proposal(shows=list(known)), known)]


@pytest.mark.parametrize("name", "action_item task decision_needed question open_question risk blocker".split())
def test_what_carries_over_is_open(name: str) -> None:
    assert left_open(fact(fact_type=name)) == ["fact_1"]


@pytest.mark.parametrize(
    "name", "decision milestone objective metric insight context deadline process_step topic wish".split()
)
def test_what_does_not_carry_over_is_not_open(name: str) -> None:
    assert left_open(fact(fact_type=name)) == []


@pytest.mark.parametrize("verdict", [Verdict.DONE, Verdict.REJECT])
def test_what_was_done_or_rejected_since_stays_away(verdict: Verdict) -> None:
    assert left_open(judged(fact("fact_1"), verdict), fact("fact_2")) == ["fact_2"]


def test_a_fact_whose_status_became_rejected_stays_away() -> None:
    assert left_open(fact(status="rejected")) == []


def test_bullets_come_back_in_the_order_of_the_last_agenda_and_deleted_facts_do_not() -> None:
    known = {i: fact(i) for i in ("fact_1", "fact_2", "fact_3")}
    past = proposal(shows=["fact_3", "fact_gone", "fact_1"])
    assert [f.fact_id for f in open_facts(past, known)] == ["fact_3", "fact_1"]


def carried(some: list[Fact], shown: list[Fact], subject: object = None) -> dict[str, tuple[str | None, str | None]]:
    known = {f.fact_id: f for f in shown}
    found = carry_over(candidates(some, "ws_1"), known, proposal("agd_1", list(known)), subject)
    assert len({c.fact.fact_id for c in found}) == len(found)
    return {c.fact.fact_id: (c.workstream_id, c.carried_from) for c in found}


def test_a_candidate_that_was_left_open_is_marked_where_it_stands() -> None:
    assert carried([fact("fact_1"), fact("fact_2")], [fact("fact_2")]) == {
        "fact_1": ("ws_1", None),
        "fact_2": ("ws_1", "agd_1"),
    }


def test_what_was_left_open_elsewhere_comes_without_a_workstream() -> None:
    assert carried([fact("fact_1")], [fact("fact_2")]) == {"fact_1": ("ws_1", None), "fact_2": (None, "agd_1")}


def test_with_a_subject_only_what_shares_a_stem_with_it_comes_back() -> None:
    known = [fact("fact_1", "bateria"), fact("fact_2", "contratos"), fact("fact_3", "piloto")]
    broad = about("contrato", "prazo", "sensor", "cabos", "painel", "firmware")
    assert carried(known[:1], known, broad) == {"fact_1": ("ws_1", None), "fact_2": (None, "agd_1")}


def test_without_a_last_meeting_nothing_comes_back() -> None:
    some = candidates([fact()], "ws_1")
    assert carry_over(some, {}, None, None) == some
