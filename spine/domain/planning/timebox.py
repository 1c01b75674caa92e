"""Exact time-boxing: whole minutes that always sum to the length of the meeting.

Minutes go by weight, and the odd ones by largest remainder (Hamilton's method), in whole numbers so that no rounding is
lost. No section gets more than its facts can use while another can use it. See docs/planning.md#minutes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LEAST_MINUTES = 5
MINUTES_A_BULLET = 3

type Uses = Mapping[int, int]
"""The units of time that each of some sections can use."""


@dataclass(frozen=True)
class Claim:
    """What a section can do with time: its weight, and the bullets that it is for and may hold besides.

    `useful` are the minutes that the bullets it is for can use, where that is more than three for each. One that
    `yields` gets only minutes that the sections before it cannot use; one that `waits` gets none before the bullets of
    all others are shown.
    """

    weight: float
    bullets: int
    besides: int = 0
    yields: bool = False
    useful: int = 0
    waits: bool = False

    @property
    def least(self) -> int:
        """The minutes in which the bullets that it is for are shown."""
        return self.bullets * MINUTES_A_BULLET

    @property
    def own(self) -> int:
        """The minutes that they can use."""
        return max(self.least, self.useful)

    @property
    def most(self) -> int:
        """The minutes that all its bullets can use."""
        return self.own + self.besides * MINUTES_A_BULLET


def allot(minutes: int, claims: Sequence[Claim], *, in_order: bool = False) -> list[int]:
    """Minutes for each section, in their order; 0 where there is too little time for it.

    The minutes sum to `minutes` exactly and none is from 1 to 4, for any `minutes` of 5 or more and at least one
    claim. Weights are not negative; all zero is all equal. A length that is a multiple of five is shared out in fives,
    as people do. All sections get time by weight while there are five minutes for each, and so does what they hold
    besides; or `in_order`: a later section is dropped where the bullets of the earlier ones fill the time, and what an
    earlier one holds besides goes first.
    """
    unit = LEAST_MINUTES if minutes % LEAST_MINUTES == 0 else 1
    kept = _with_time(minutes, claims, unit, in_order)
    given = dict.fromkeys(kept, LEAST_MINUTES // unit)
    left = minutes // unit - sum(given.values())
    first = [i for i in kept if not claims[i].yields] or kept
    steps = [
        (first, {i: _units(claims[i].least, unit) for i in first}),
        (first, {i: _units(claims[i].own, unit) for i in first}),
        *_filled_up(first, claims, unit, in_order),
        *_filled_up(kept, claims, unit, in_order),
        (first, dict.fromkeys(first, minutes)),
    ]
    for some, uses in steps:
        room = {i: max(0, uses[i] - given[i]) for i in some}
        for i, more in _pour(left, {i: claims[i].weight for i in some}, room).items():
            given[i] += more
            left -= more
    return [unit * given.get(i, 0) for i in range(len(claims))]


def _filled_up(some: list[int], claims: Sequence[Claim], unit: int, in_order: bool) -> list[tuple[list[int], Uses]]:
    """The steps in which some sections get time for all that they hold: one for all, or one for each."""
    uses = {i: _units(claims[i].most, unit) for i in some}
    return [([i], uses) for i in some] if in_order else [(some, uses)]


def _with_time(minutes: int, claims: Sequence[Claim], unit: int, in_order: bool) -> list[int]:
    """The sections that there is time for: the last ones go first, those that yield once the others fill the time."""
    kept: list[int] = []
    used = shown = 0
    others = sum(unit * _units(claim.least, unit) for claim in claims if not claim.waits)
    for i, claim in enumerate(claims):
        before = used if claim.yields else others if claim.waits else shown if in_order else 0
        if len(kept) < minutes // LEAST_MINUTES and before + LEAST_MINUTES <= minutes:
            kept.append(i)
            used += unit * _units(claim.most, unit)
            shown += unit * _units(claim.least, unit)
            others += LEAST_MINUTES if claim.waits else 0
    return kept


def _units(minutes: int, unit: int) -> int:
    """The units of time that a section fills that can use so many minutes."""
    return -(-max(LEAST_MINUTES, minutes) // unit)


def _pour(units: int, weights: Mapping[int, float], room: Mapping[int, int]) -> dict[int, int]:
    """Share out units by weight, to none more than it has room for; what is over when all are full is left."""
    given = dict.fromkeys(weights, 0)
    while units and (unfilled := [i for i in weights if given[i] < room[i]]):
        for i, share in zip(unfilled, share_out(units, [weights[i] for i in unfilled]), strict=True):
            more = min(share, room[i] - given[i])
            given[i] += more
            units -= more
    return given


def share_out(units: int, weights: Sequence[float]) -> list[int]:
    """Units by weight, the odd ones by largest remainder, the earlier first; they sum to `units`."""
    whole_weights = _in_whole_numbers(weights)
    total = sum(whole_weights)
    shares = [divmod(units * weight, total) for weight in whole_weights]
    odd = sorted(range(len(shares)), key=lambda i: (-shares[i][1], i))[: units - sum(whole for whole, _ in shares)]
    return [whole + (i in odd) for i, (whole, _) in enumerate(shares)]


def _in_whole_numbers(weights: Sequence[float]) -> list[int]:
    """The same weights, exactly, multiplied by what makes them whole; all equal where they are all zero."""
    ratios = [weight.as_integer_ratio() for weight in weights]
    common = max((divisor for _, divisor in ratios), default=1)  # all are powers of two, so each divides it
    return [weight * (common // divisor) for weight, divisor in ratios] if any(weights) else [1] * len(weights)


def bullets_in(minutes: int) -> int:
    """How many bullets a section of so many minutes shows: one for every three minutes, at least one."""
    return max(1, minutes // MINUTES_A_BULLET)


def fills_little(bullets: int, minutes: int) -> bool:
    """Whether so many bullets fill less than half of a meeting of so many minutes."""
    return 2 * bullets < bullets_in(minutes)


def minutes_of_bullets(minutes: int, weights: Iterable[int]) -> list[int]:
    """The minutes of each bullet of a section, by weight; they sum to the section's, and none is 0."""
    return share_out(minutes, list(weights))
