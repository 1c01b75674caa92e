"""The time between two clock times: where it starts and how long it is (docs/planning.md#times-of-a-request)."""

from spine.domain.reading.clocks import DAY, HOUR, Clock, Part

_HALF_DAY = 12 * HOUR


def span_of_range(first: Clock, last: Clock, part: Part | None, longest: int) -> tuple[int, int | None]:
    """Where a range starts, in minutes since midnight, and how long it lasts; None where it is no length.

    A part of the day that is said once holds for both ends unless the range would then end before it starts. A range
    that ends before it starts goes into the next day, where it is no longer than `longest` then.
    """
    if not (first.part or last.part):
        first, last = first._replace(part=part), last._replace(part=part)
    start, end = _shared_part(first, last)
    length = _length(start, end, longest)
    if length is not None and length <= longest:
        return start, length
    for moved_start, moved_end, moved, other in (
        (start, end + _HALF_DAY, last, first),
        (start + _HALF_DAY, end, first, last),
    ):
        if 0 < moved_end - moved_start <= longest and _may_move(moved, other):
            return moved_start, moved_end - moved_start
    return start, length


def _may_move(moved: Clock, other: Clock) -> bool:
    """Whether an end may be meant twelve hours later: the other one, said without a sign, counts to twelve."""
    counts_to_twelve = (other.is_plain or other.has_point) and other.hour <= 12
    return counts_to_twelve and not (moved.is_fixed or moved.part or other.part or moved.hour >= 12)


def _shared_part(first: Clock, last: Clock) -> tuple[int, int]:
    """The ends of a range, with a part of the day that only one of them says."""
    start, end = first.minutes(), last.minutes()
    if first.part and not last.part:
        shared = last.minutes(first.part)
        return (start, shared) if shared > start else (start, end)
    if last.part and not first.part:
        shared = first.minutes(last.part)
        return (shared, end) if shared < end else (HOUR * first.hour + first.minute, end)
    return start, end


def _length(start: int, end: int, longest: int) -> int | None:
    if end > start:
        return end - start
    overnight = end + DAY - start
    return overnight if start != end and overnight <= longest else None
