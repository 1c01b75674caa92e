"""Where a time may start: a quick look that spares most words of a text the grammar of times."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from spine.domain.languages import TIMES
from spine.domain.reading.clock_phrases import AT_SIGN
from spine.domain.reading.time_tokens import Tokens

_AROUND_TIMES = frozenset(("next_phrase", "numbered", "timed", "timed_after", "labels", "suiting", "repeating_leads"))
"""The roles of words that stand around times, not inside them."""


def starts(tokens: Tokens) -> Iterator[int]:
    """The tokens where a day, a clock time or a length may start: most words and numbers start none."""
    words = _leads() | _anchors()
    likely = [index for index, text in enumerate(tokens.texts) if text in words or text.isdecimal()]
    return (index for index in likely if _may_start(tokens, index))


def _may_start(tokens: Tokens, index: int) -> bool:
    text = tokens.text(index)
    if text in _leads():
        near = tokens.text(index + 1), tokens.text(index + 2), tokens.text(index + 3)
        return not _anchors().isdisjoint(near) or any(map(str.isdecimal, near))
    if text in _complete():
        return True
    following, behind = tokens.text(index + 1), tokens.text(index + 2)
    if text.isdecimal() and following == ":":
        return len(behind) == 2 and behind.isdecimal()  # "1:30", but not "1:1"
    if not following or following in _parts():
        return True
    return following.isdecimal() and (not text.isdecimal() or behind == "/")


@cache
def _leads() -> frozenset[str]:
    """The tokens that lead to a moment or a length: it may start with them, but is not made of them alone."""
    return (
        frozenset(
            [
                *TIMES.articles, *TIMES.length_range_leads, *TIMES.at, *TIMES.at_one, *TIMES.near, *TIMES.range_leads,
                *TIMES.weak_range_leads, *TIMES.day_leads, *TIMES.nexts, *TIMES.lasts, *TIMES.day_nouns,
                *TIMES.in_days, AT_SIGN,
            ]
        )
        - _anchors()
    )  # fmt: skip


@cache
def _anchors() -> frozenset[str]:
    """The tokens that a moment or a length is made of, besides digits, and may start with."""
    return frozenset(
        [
            *TIMES.units, *TIMES.teens, *TIMES.tens, *TIMES.hundreds, *TIMES.ordinals, *TIMES.pairs, *TIMES.halves,
            *TIMES.quarters, *TIMES.hours, "h", *TIMES.hour_longs, *TIMES.noons, *TIMES.midnights, *TIMES.day_units,
            *TIMES.day_offsets, *TIMES.part_days, *TIMES.weekdays, *TIMES.short_weekdays, *TIMES.months,
            *TIMES.vague_days,
        ]
    )  # fmt: skip


@cache
def _complete() -> frozenset[str]:
    """The tokens that are a moment without anything behind them."""
    return (
        frozenset(
            [*TIMES.day_offsets, *TIMES.part_days, *TIMES.weekdays, *TIMES.vague_days, *TIMES.noons, *TIMES.midnights]
        )
        | TIMES.hour_longs
        | (TIMES.short_weekdays.keys() - TIMES.everyday_weekdays)
    )


@cache
def _parts() -> frozenset[str]:
    """The tokens that stand inside moments and lengths, behind their first one, besides digits."""
    roles = (field.name for field in fields(TIMES) if field.name not in _AROUND_TIMES)
    words = (word for role in roles for word in getattr(TIMES, role))
    return frozenset([*words, *".:,/-–—→~@'’′⁄", *"h hs hr hrs min mins mn m am pm a p".split()])
