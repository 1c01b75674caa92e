"""Exact time-boxing: whole minutes that always sum to the length of the meeting.

Every section gets a floor, the rest goes by weight, and the odd minutes by largest remainder (Hamilton's method),
in fractions so that no rounding is lost. See docs/planning.md#minutes.
"""

from collections.abc import Sequence
from fractions import Fraction

LEAST_MINUTES = 5
MINUTES_A_BULLET = 3


def allot(minutes: int, weights: Sequence[float]) -> list[int]:
    """Minutes for each section; 0 where the meeting is too short for it. Heavier first, earlier wins a tie.

    The minutes sum to `minutes` exactly and none is from 1 to 4, for any `minutes` of 5 or more and at least one
    weight. Weights are not negative; all zero is all equal. A length that is a multiple of five is shared out in
    fives, as people do.
    """
    unit = LEAST_MINUTES if minutes % LEAST_MINUTES == 0 else 1
    heaviest = sorted(range(len(weights)), key=lambda i: (-weights[i], i))[: minutes // LEAST_MINUTES]
    spare = (minutes - LEAST_MINUTES * len(heaviest)) // unit
    total = sum(Fraction(weights[i]) for i in heaviest)
    exact = {i: spare * (Fraction(weights[i]) / total if total else Fraction(1, len(heaviest))) for i in heaviest}
    whole = {i: int(share) for i, share in exact.items()}
    left = spare - sum(whole.values())
    for i in sorted(exact, key=lambda i: (whole[i] - exact[i], i))[:left]:
        whole[i] += 1
    return [LEAST_MINUTES + unit * whole[i] if i in whole else 0 for i in range(len(weights))]


def bullets_in(minutes: int) -> int:
    """How many bullets a section of so many minutes shows: one for every three minutes, at least one."""
    return max(1, minutes // MINUTES_A_BULLET)
