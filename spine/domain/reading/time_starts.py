"""Where a time may start: a quick look that spares most words of a text the grammar of times."""

from dataclasses import fields
from functools import cache

from spine.domain.languages import TIMES
from spine.domain.reading.clock_phrases import AT_SIGN
from spine.domain.reading.time_tokens import Tokens

_AROUND_TIMES = frozenset(("next_phrase", "numbered", "timed", "timed_after", "labels"))
"""The roles of words that stand around times, not inside them."""


def may_start(tokens: Tokens, index: int) -> bool:
    """Whether a day, a clock time or a length may start at a token: most words and numbers start none."""
    text, following = tokens.text(index), tokens.text(index + 1)
    if not (text.isdecimal() or text in _starts()):
        return False
    if text in _complete() or not following or following in _parts():
        return True
    return following.isdecimal() and (not text.isdecimal() or tokens.text(index + 2) == "/")


@cache
def _starts() -> frozenset[str]:
    """The tokens that a moment or a length starts with, besides digits."""
    return frozenset(
        [
            *TIMES.units, *TIMES.teens, *TIMES.tens, *TIMES.hundreds, *TIMES.ordinals, *TIMES.pairs, *TIMES.articles,
            *TIMES.halves,
            *TIMES.quarters, *TIMES.hours, "h", *TIMES.hour_longs, *TIMES.length_range_leads, *TIMES.noons,
            *TIMES.midnights, *TIMES.at, *TIMES.at_one, *TIMES.near, *TIMES.range_leads, *TIMES.weak_range_leads,
            *TIMES.day_offsets, *TIMES.part_days, *TIMES.weekdays, *TIMES.short_weekdays, *TIMES.day_leads,
            *TIMES.nexts, *TIMES.lasts, *TIMES.day_nouns, *TIMES.months, *TIMES.in_days, *TIMES.vague_days, AT_SIGN,
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
