"""Numbers in digits and in words, as lengths and clock times have them."""

from typing import NamedTuple

from spine.domain.languages.packs import TIMES
from spine.domain.reading.time_tokens import Tokens, once_a_token

_LONGEST_NUMBER = 12
_QUARTERS = {"2": 0.5, "4": 0.25}


class Number(NamedTuple):
    """A number, and the index of the token behind it."""

    value: float
    end: int


@once_a_token
def number_at(tokens: Tokens, index: int) -> Number | None:
    """The number that starts at a token, such as "45", "1,5", "1½", "quarenta e cinco" and "a couple of"."""
    return _in_digits(tokens, index) if tokens.text(index).isdecimal() else in_words(tokens, index)


def _in_digits(tokens: Tokens, index: int) -> Number:
    digits, sign, behind = tokens.text(index), tokens.text(index + 1), tokens.text(index + 2)
    whole = float(digits[:_LONGEST_NUMBER])
    if sign == "⁄" and behind in _QUARTERS:  # NFKD writes ½ with this sign, and 1½ as 11⁄2
        return Number(float(digits[:-1] or 0) + int(digits[-1]) * _QUARTERS[behind], index + 3)
    if sign in {".", ","} and behind.isdecimal() and tokens.is_glued(index + 1) and tokens.is_glued(index + 2):
        return Number(float(f"{digits[:_LONGEST_NUMBER]}.{behind[:_LONGEST_NUMBER]}"), index + 3)
    return Number(whole, index + 1)


@once_a_token
def in_words(tokens: Tokens, index: int) -> Number | None:
    """The number in words that starts at a token, up to 199."""
    text = tokens.text(index)
    if text in TIMES.pairs:
        return Number(2, index + 1)
    if text in TIMES.hundreds:
        rest = in_words(tokens, index + 2 if tokens.text(index + 1) in TIMES.ands else index + 1)
        return Number(100 + rest.value, rest.end) if rest and rest.value < 100 else Number(100, index + 1)
    if text in TIMES.tens:
        unit = index + 1
        if tokens.text(unit) in TIMES.ands or tokens.text(unit) == "-":
            unit += 1
        if tokens.text(unit) in TIMES.units:
            return Number(TIMES.tens[text] + TIMES.units[tokens.text(unit)], unit + 1)
        return Number(TIMES.tens[text], index + 1)
    value = TIMES.units.get(text) or TIMES.teens.get(text)
    return Number(value, index + 1) if value else None


def ordinal_at(tokens: Tokens, index: int) -> Number | None:
    """The ordinal number in words that starts at a token, such as "seventh" and "twenty-first"."""
    text = tokens.text(index)
    if text in TIMES.ordinals:
        return Number(TIMES.ordinals[text], index + 1)
    unit = index + 2 if tokens.text(index + 1) == "-" else index + 1
    value = TIMES.ordinals.get(tokens.text(unit), 0)
    return Number(TIMES.tens[text] + value, unit + 1) if text in TIMES.tens and 1 <= value <= 9 else None
