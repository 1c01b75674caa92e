"""What goes with the hour of a clock time: its minutes, am and pm, and the part of the day."""

from spine.domain.languages.packs import TIMES
from spine.domain.reading import numbers
from spine.domain.reading.clocks import HOUR, Part
from spine.domain.reading.time_tokens import Tokens

HOUR_SIGNS = frozenset(("h", "hs", "hr", "hrs"))
MINUTE_SIGNS = frozenset(("min", "mins", "mn", "m", "'", "’", "′"))
MERIDIEMS = frozenset("ap")
HALF, QUARTER = 30, 15


def part_at(tokens: Tokens, index: int) -> Part | None:
    """The part of the day that a token says."""
    return part_of(tokens.text(index))


def part_of(text: str) -> Part | None:
    """The part of the day that a phrase of the tables says."""
    if text in TIMES.mornings:
        return Part.MORNING
    if text in TIMES.afternoons:
        return Part.AFTERNOON
    if text in TIMES.evenings:
        return Part.EVENING
    return Part.NIGHT if text in TIMES.nights else None


def minutes_after_and(tokens: Tokens, index: int) -> tuple[int, int]:
    """The minutes that "e" adds to an hour, and the index behind them; 0 where it adds none."""
    if tokens.text(index) not in TIMES.minutes_after_and:
        return 0, index
    first = index + 1
    if tokens.text(first) in TIMES.halves and tokens.text(first + 1) not in TIMES.hours:
        return HALF, first + 1
    quarter = first + 1 if TIMES.units.get(tokens.text(first)) == 1 else first
    if tokens.text(quarter) in TIMES.quarters:
        return QUARTER, quarter + 1
    number = numbers.number_at(tokens, first)
    if number is None or number.value >= HOUR or number.value != int(number.value):
        return 0, index
    end = number.end
    if tokens.text(end) in TIMES.minutes or tokens.text(end) in MINUTE_SIGNS:
        end += 1
    elif not (tokens.ends_phrase(end) or part_at(tokens, end)) or tokens.text(end) in HOUR_SIGNS | TIMES.hours:
        return 0, index
    return int(number.value), end


def meridiem_at(tokens: Tokens, index: int) -> tuple[Part, int] | None:
    """am or pm, with or without points, and the index behind it."""
    text = tokens.text(index)
    if text in {"am", "pm"}:
        return part_of_letter(text[0]), index + 1
    if text not in MERIDIEMS or tokens.text(index + 1) != "." or tokens.text(index + 2) != "m":
        return None
    end = index + 4 if tokens.text(index + 3) == "." and tokens.is_glued(index + 3) else index + 3
    return part_of_letter(text), end


def part_of_letter(letter: str) -> Part:
    """The half of the day that the letter of am or pm names: "a" is the morning, any other the afternoon."""
    return Part.MORNING if letter == "a" else Part.AFTERNOON
