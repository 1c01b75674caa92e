from hypothesis import example, given
from hypothesis import strategies as st

from spine.domain.planning.timebox import allot, bullets_in

weight = st.one_of(
    st.just(0.0),
    st.integers(0, 5),
    st.floats(0, 1e300, allow_nan=False),
    st.floats(0, 1),
    st.sampled_from([1e-320, 1e308]),
)
weights = st.lists(weight, min_size=1, max_size=12)
minutes = st.one_of(st.integers(5, 30), st.integers(5, 480))


@given(minutes, weights)
@example(30, [1.0, 1.0, 1.0])
@example(5, [0.0])
@example(480, [1e308, 1e308, 1e308])
def test_the_sections_sum_to_the_meeting_exactly(whole: int, heavy: list[float]) -> None:
    assert sum(allot(whole, heavy)) == whole


@given(minutes, weights)
def test_a_section_gets_at_least_five_minutes_or_none(whole: int, heavy: list[float]) -> None:
    assert [m for m in allot(whole, heavy) if m < 0 or 0 < m < 5] == []


@given(minutes, weights)
def test_as_many_sections_as_have_time_get_some(whole: int, heavy: list[float]) -> None:
    assert sum(m > 0 for m in allot(whole, heavy)) == min(len(heavy), whole // 5)


@given(minutes, weights)
def test_a_heavier_section_never_gets_less_than_a_lighter_one(whole: int, heavy: list[float]) -> None:
    shares = sorted(zip(heavy, allot(whole, heavy), strict=True))
    assert all(share <= other for one, share in shares for weight, other in shares if one < weight)


@given(minutes, weights)
def test_the_sections_dropped_are_the_lightest(whole: int, heavy: list[float]) -> None:
    shares = allot(whole, heavy)
    dropped = [w for w, m in zip(heavy, shares, strict=True) if m == 0]
    kept = [w for w, m in zip(heavy, shares, strict=True) if m > 0]
    assert not dropped or max(dropped) <= min(kept)


@given(minutes, st.integers(1, 12))
def test_sections_of_equal_weight_get_about_the_same_and_the_earlier_no_less(whole: int, count: int) -> None:
    shares = [m for m in allot(whole, [0.0] * count) if m]
    assert max(shares) - min(shares) <= (5 if whole % 5 == 0 else 1)
    assert shares == sorted(shares, reverse=True)


@given(st.integers(1, 96), weights)
def test_a_meeting_of_whole_fives_is_shared_out_in_fives(fives: int, heavy: list[float]) -> None:
    assert [m for m in allot(5 * fives, heavy) if m % 5] == []


@given(minutes, weights)
def test_the_minutes_are_always_the_same(whole: int, heavy: list[float]) -> None:
    assert allot(whole, heavy) == allot(whole, list(heavy))


def test_the_earlier_of_two_equal_sections_stays() -> None:
    assert allot(5, [1.0, 1.0]) == [5, 0]


def test_minutes_by_weight_are_worked_out_by_hand() -> None:
    assert allot(30, [4.0, 2.0, 1.0]) == [15, 10, 5]
    assert allot(31, [4.0, 2.0, 1.0]) == [14, 10, 7]


def test_without_sections_there_is_nothing_to_share() -> None:
    assert allot(30, []) == []


@given(st.integers(5, 480))
def test_a_section_shows_a_bullet_every_three_minutes_and_at_least_one(whole: int) -> None:
    assert bullets_in(whole) == max(1, whole // 3)
