from hypothesis import example, given
from hypothesis import strategies as st

from spine.domain.planning.timebox import Claim, allot, bullets_in, minutes_of_bullets

weight = st.one_of(
    st.just(0.0),
    st.integers(0, 5),
    st.floats(0, 1e300, allow_nan=False),
    st.floats(0, 1),
    st.sampled_from([1e-320, 1e308]),
)
weights = st.lists(weight, min_size=1, max_size=12)
minutes = st.one_of(st.integers(5, 30), st.integers(5, 480))
claims = st.lists(
    st.builds(Claim, weight, st.integers(0, 40), st.integers(0, 40), st.booleans(), st.integers(0, 240)),
    min_size=1,
    max_size=8,
).map(lambda some: sorted(some, key=lambda claim: claim.yields))


def by_weight(whole: int, heavy: list[float]) -> list[int]:
    """The minutes of sections that can all use any time."""
    return allot(whole, [Claim(one, 1_000) for one in heavy])


@given(minutes, claims, st.booleans())
def test_whatever_the_sections_can_use_they_sum_to_the_meeting_exactly(
    whole: int, some: list[Claim], in_order: bool
) -> None:
    given_ = allot(whole, some, in_order=in_order)
    assert sum(given_) == whole
    assert [m for m in given_ if m < 0 or 0 < m < 5] == []


@given(minutes, claims)
def test_the_sections_dropped_are_the_last_that_cannot_wait(whole: int, some: list[Claim]) -> None:
    kept = [m > 0 for claim, m in zip(some, allot(whole, some), strict=True) if not claim.yields]
    assert kept == sorted(kept, reverse=True)
    assert sum(kept) == min(len(kept), whole // 5)


def test_no_section_gets_more_than_it_can_use_while_another_can_use_it() -> None:
    assert allot(60, [Claim(9.0, 1), Claim(1.0, 40)]) == [5, 55]
    assert allot(60, [Claim(9.0, 1), Claim(1.0, 1)]) == [50, 10]


def test_what_a_section_is_for_goes_before_what_another_shows_besides() -> None:
    assert allot(30, [Claim(1.0, 1, 20), Claim(1.0, 7)]) == [5, 25]


def test_a_section_that_yields_gets_what_the_others_cannot_use() -> None:
    assert allot(30, [Claim(1.0, 2), Claim(9.0, 20, yields=True)]) == [10, 20]
    assert allot(30, [Claim(1.0, 9), Claim(9.0, 20, yields=True)]) == [30, 0]


def test_what_sections_are_for_gets_what_it_can_use_before_anything_besides() -> None:
    assert allot(30, [Claim(1.0, 1, 20, useful=15), Claim(1.0, 1, 20, useful=15)]) == [15, 15]
    assert allot(60, [Claim(1.0, 1, 9, useful=25), Claim(99.0, 1, 20)]) == [25, 35]
    assert allot(20, [Claim(1.0, 1, useful=18), Claim(1.0, 4)]) == [5, 15]


def test_in_order_what_the_earlier_section_holds_besides_goes_first() -> None:
    some = [Claim(1.0, 1, 6), Claim(9.0, 1, 6), Claim(9.0, 0, 6, yields=True)]
    assert allot(30, some, in_order=True) == [25, 5, 0]
    assert allot(60, some, in_order=True) == [25, 25, 10]


def test_in_order_a_section_is_dropped_where_the_bullets_of_the_earlier_ones_fill_the_time() -> None:
    some = [Claim(1.0, 6), Claim(1.0, 1), Claim(1.0, 1)]
    assert allot(15, some, in_order=True) == [15, 0, 0]
    assert allot(25, some, in_order=True) == [20, 5, 0]
    assert allot(15, some) == [5, 5, 5]


def test_a_section_that_waits_gets_time_once_the_bullets_of_all_others_are_shown() -> None:
    some = [Claim(1.0, 5), Claim(1.0, 0, 4, waits=True), Claim(1.0, 0, 4, waits=True)]
    assert [m > 0 for m in allot(15, some)] == [True, False, False]
    assert [m > 0 for m in allot(20, some)] == [True, True, False]
    assert [m > 0 for m in allot(25, some)] == [True, True, True]
    assert allot(15, some[1:]) == [10, 5]


@given(minutes, st.lists(st.integers(1, 3), min_size=1, max_size=160))
def test_the_bullets_of_a_section_sum_to_it_and_each_gets_some(whole: int, weights: list[int]) -> None:
    shared = minutes_of_bullets(whole, weights[: bullets_in(whole)])
    assert sum(shared) == whole
    assert min(shared) >= 1


def test_a_decision_gets_three_times_the_minutes_of_an_action() -> None:
    assert minutes_of_bullets(12, [3, 2, 1]) == [6, 4, 2]


@given(minutes, weights)
@example(30, [1.0, 1.0, 1.0])
@example(5, [0.0])
@example(480, [1e308, 1e308, 1e308])
def test_the_sections_sum_to_the_meeting_exactly(whole: int, heavy: list[float]) -> None:
    assert sum(by_weight(whole, heavy)) == whole


@given(minutes, weights)
def test_a_section_gets_at_least_five_minutes_or_none(whole: int, heavy: list[float]) -> None:
    assert [m for m in by_weight(whole, heavy) if m < 0 or 0 < m < 5] == []


@given(minutes, weights)
def test_as_many_sections_as_have_time_get_some(whole: int, heavy: list[float]) -> None:
    assert sum(m > 0 for m in by_weight(whole, heavy)) == min(len(heavy), whole // 5)


@given(minutes, weights)
def test_a_heavier_section_never_gets_less_than_a_lighter_one(whole: int, heavy: list[float]) -> None:
    shares = sorted((w, m) for w, m in zip(heavy, by_weight(whole, heavy), strict=True) if m)
    assert all(share <= other for one, share in shares for weight, other in shares if one < weight)


@given(minutes, st.integers(1, 12))
def test_sections_of_equal_weight_get_about_the_same_and_the_earlier_no_less(whole: int, count: int) -> None:
    shares = [m for m in by_weight(whole, [0.0] * count) if m]
    assert max(shares) - min(shares) <= (5 if whole % 5 == 0 else 1)
    assert shares == sorted(shares, reverse=True)


@given(st.integers(1, 96), weights)
def test_a_meeting_of_whole_fives_is_shared_out_in_fives(fives: int, heavy: list[float]) -> None:
    assert [m for m in by_weight(5 * fives, heavy) if m % 5] == []


@given(minutes, weights)
def test_the_minutes_are_always_the_same(whole: int, heavy: list[float]) -> None:
    assert by_weight(whole, heavy) == by_weight(whole, list(heavy))


def test_the_earlier_of_two_equal_sections_stays() -> None:
    assert by_weight(5, [1.0, 1.0]) == [5, 0]


def test_minutes_by_weight_are_worked_out_by_hand() -> None:
    assert by_weight(30, [4.0, 2.0, 1.0]) == [15, 10, 5]
    assert by_weight(31, [4.0, 2.0, 1.0]) == [14, 10, 7]


def test_without_sections_there_is_nothing_to_share() -> None:
    assert allot(30, []) == []


@given(st.integers(5, 480))
def test_a_section_shows_a_bullet_every_three_minutes_and_at_least_one(whole: int) -> None:
    assert bullets_in(whole) == max(1, whole // 3)
