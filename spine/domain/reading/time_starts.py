"""Where a time may start: a quick look that spares most words of a text the grammar of times."""

from dataclasses import fields
from functools import cache

from spine.domain.languages.packs import TIMES
from spine.domain.reading.clock_phrases import AT_SIGN
from spine.domain.reading.time_tokens import Tokens

_AROUND_TIMES = frozenset(("next_phrase", "numbered", "timed", "timed_after", "labels", "suiting", "repeating_leads"))
"""The roles of words that stand around times, not inside them."""
_NEAR = 3
"""How many tokens behind a word that leads to a time that may stand: "from about the 7th"."""


def starts(tokens: Tokens) -> list[int]:
    """The tokens where a day, a clock time or a length may start: most words and numbers start none."""
    texts, leads, anchors, complete = tokens.texts, _leads(), _anchors(), _complete()
    is_anchor = [text in anchors or text.isdecimal() for text in texts]
    return [
        index
        for index, text in enumerate(texts)
        if (text in leads and any(is_anchor[index + 1 : index + 1 + _NEAR]))
        or (is_anchor[index] and (text in complete or _goes_on(tokens, index)))
    ]


def _goes_on(tokens: Tokens, index: int) -> bool:
    """Whether a number, or a word that is no moment by itself, is followed by what makes one of it, or by nothing."""
    text, following, behind = tokens.text(index), tokens.text(index + 1), tokens.text(index + 2)
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
