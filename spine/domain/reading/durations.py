"""Lengths of time as people write them in either language, each with its minutes and where it stands."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from spine.domain.limits import LONGEST_MEETING, SHORTEST_MEETING
from spine.domain.reading.sentence import Span

_UNITS = {
    "um": 1, "uma": 1, "a": 1, "an": 1, "one": 1, "dois": 2, "duas": 2, "two": 2, "tres": 3, "three": 3,
    "quatro": 4, "four": 4, "cinco": 5, "five": 5, "seis": 6, "six": 6, "sete": 7, "seven": 7, "oito": 8,
    "eight": 8, "nove": 9, "nine": 9,
}  # fmt: skip
_TEENS = {
    "dez": 10, "ten": 10, "onze": 11, "eleven": 11, "doze": 12, "twelve": 12, "treze": 13, "thirteen": 13,
    "quatorze": 14, "catorze": 14, "fourteen": 14, "quinze": 15, "fifteen": 15, "dezesseis": 16,
    "sixteen": 16, "dezessete": 17, "seventeen": 17, "dezoito": 18, "eighteen": 18, "dezenove": 19,
    "nineteen": 19,
}  # fmt: skip
_TENS = {
    "vinte": 20, "twenty": 20, "trinta": 30, "thirty": 30, "quarenta": 40, "forty": 40, "fourty": 40,
    "cinquenta": 50, "cincoenta": 50, "fifty": 50, "sessenta": 60, "sixty": 60, "setenta": 70, "seventy": 70,
    "oitenta": 80, "eighty": 80, "noventa": 90, "ninety": 90,
}  # fmt: skip
_HUNDREDS = {"cento": 100, "hundred": 100, "couple": 2}
_VALUES = _UNITS | _TEENS | _TENS | _HUNDREDS


def _any(names: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")"


_SPOKEN = (
    rf"(?:(?:(?:cento\s+e\s+|(?:a|one)\s+hundred\s+(?:and\s+)?)?{_any(_TENS)}(?:(?:\s+e\s+|\s+|-){_any(_UNITS)})?"
    rf"|{_any(_TEENS)}|{_any(_UNITS)}|(?:a\s+)?couple\s+of)(?=[\s-]))"
)
_DIGITS = r"\d++(?:[.,]\d++)?+"
_NUMBER = rf"(?:{_DIGITS}|{_SPOKEN})"
_RANGE = r"\s*(?:-|–|\b(?:a|to|ou|or|e|and)\b)\s*"
_HOURS = r"(?:hours?|horas?|horinhas?|hrs?|hs?)(?!\w)"
_MINUTES = r"(?:minut(?:es?|os?|inhos?)|mins?|mn|m|')(?![\w/%])"
_GAP = r"[\s-]{0,3}"
_BEFORE = r"(?<![\w$€£#/])(?<![$€£]\s)(?<!\d[.,:])"
_AFTER = r"(?![\w/%])"
_NUMBER_ENDS = r"(?=\s*(?:$|[,.;:!?)\n-]|(?:com|with|sobre|about|on|na|no|amanha|hoje|tomorrow|para|for)\b))"


def _value(number: str) -> float:
    if number[0].isdigit():
        return float(number.replace(",", ".")[:12])
    return float(sum(_VALUES.get(part, 0) for part in re.findall(r"[a-z]+", number) if part not in {"and", "of"}))


def _spoken_value(number: str) -> float:
    """The value of "cento e vinte" or "a couple of", where the leading article counts nothing."""
    return _value(re.sub(r"^(?:a|one)\s+(?=hundred|couple)", "", number))


def _hours(found: re.Match[str]) -> float:
    return 60 * _spoken_value(found["n"] or "1")


def _minutes(found: re.Match[str]) -> float:
    return _spoken_value(found["n"])


def _hours_and_minutes(found: re.Match[str]) -> float:
    return 60 * _spoken_value(found["n"]) + _spoken_value(found["m"])


def _hours_and_half(found: re.Match[str]) -> float:
    return 60 * _spoken_value(found["n"] or "1") + 30


def _hours_and_quarter(found: re.Match[str]) -> float:
    return 60 * _spoken_value(found["n"] or "1") + (45 if found["three"] else 15)


def _of(minutes: float) -> Callable[[re.Match[str]], float]:
    return lambda found: minutes


def _half_over(found: re.Match[str]) -> float:
    return 60 * float(found["n"] or "0") + 30


_HALF, _HOUR_NOUN = r"(?:e\s+meia|and\s+a\s+half)", r"(?:hours?|horas?|hrs?|h)"
_FROM = r"(?:(?:entre|between)\s+)?" + _DIGITS
_TO = rf"{_RANGE}(?P<n>{_DIGITS}){_GAP}"
_N_HOURS = rf"(?P<n>{_NUMBER}){_GAP}{_HOURS}"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], float]], ...] = tuple(
    (re.compile(f"{_BEFORE}(?:{'|'.join(forms)}){_AFTER}"), minutes)
    for minutes, *forms in (
        (_minutes, rf"{_FROM}(?:\s*(?:m|min))?{_TO}{_MINUTES}"),
        (_hours, rf"{_FROM}(?:\s*h)?{_TO}{_HOURS}"),
        (_hours_and_half, rf"(?:(?P<n>{_NUMBER}){_GAP}|\b){_HOUR_NOUN}\s+{_HALF}"),
        (_hours_and_half, rf"(?P<n>{_NUMBER})\s+{_HALF}{_GAP}{_HOUR_NOUN}"),
        (_hours_and_quarter, rf"(?:(?P<n>{_NUMBER})\s+)?\b(?:hora|hour)\s+"
         r"(?:e\s+um|and\s+a|(?P<three>e\s+tres|and\s+three))\s+(?:quartos?|quarters?)"),
        (_hours_and_minutes, rf"{_N_HOURS}\s*(?:e\s+|and\s+)?(?P<m>{_NUMBER}){_GAP}{_MINUTES}"),
        (_hours_and_minutes, rf"(?P<n>{_NUMBER})\s*h(?P<m>\d\d)(?:{_GAP}{_MINUTES})?"),
        (_hours_and_minutes, rf"{_N_HOURS}\s+(?:e\s+|and\s+)?(?P<m>\d\d|{_SPOKEN}){_NUMBER_ENDS}"),
        (_hours_and_minutes, r"(?P<n>\d):(?P<m>\d\d)\s*(?:hours?|horas?|hrs?|hs?)"),
        (_of(45), r"(?:tres|3)\s+quartos\s+de\s+hora", r"three[\s-]quarters?[\s-](?:of\s+)?(?:an?\s+)?hour"),
        (_of(15), r"(?:um\s+)?quarto\s+de\s+hora", r"(?:an?\s+)?quarter[\s-](?:of\s+)?(?:an?\s+)?hour"),
        (_of(30), r"(?:uma\s+)?meia\s+(?:hora|horinha)", r"meia\s?h",
         r"(?:an?\s+)?half(?:\s+an?)?[\s-]hour(?:[\s-]long)?"),
        (_half_over, r"(?P<n>\d{0,2}?)1⁄2\s*(?:hours?|horas?|hrs?|h)"),
        (_hours, rf"{_N_HOURS}(?:[\s-]long\b)?"),
        (_of(60), r"\bhour[\s-]?long"),
        (_minutes, rf"(?P<n>{_NUMBER}){_GAP}{_MINUTES}(?:[\s-]long\b)?"),
    )
)  # fmt: skip
"""Each way of writing a length, tried in this order, and what gives its minutes."""


class Duration(NamedTuple):
    """A length of time in a text: its minutes as written, and where it stands."""

    minutes: float
    span: Span


def find(folded: str, taken: Iterable[Span] = ()) -> list[Duration]:
    """Every length of time in a folded text, in order, but for those that overlap a stretch already taken."""
    if not _MAY_HOLD_ONE.search(folded):
        return []
    free = bytearray(b"\1") * len(folded)
    for start, end in taken:
        free[start:end] = bytes(end - start)
    found = []
    for duration in _occurrences(folded):
        start, end = duration.span
        if all(free[start:end]):
            free[start:end] = bytes(end - start)
            found.append(duration)
    return sorted(found, key=lambda duration: duration.span)


_MAY_HOLD_ONE = re.compile(r"\d|hour|hor[ai]|minut|min\b")


def _occurrences(folded: str) -> Iterator[Duration]:
    for form, minutes in _FORMS:
        for found in form.finditer(folded):
            yield Duration(minutes(found), Span(*found.span()))


def clamp(minutes: float) -> tuple[int, bool]:
    """Whole minutes from 5 to 480, and whether they had to be changed to get there."""
    kept = min(max(minutes, SHORTEST_MEETING), LONGEST_MEETING)
    return round(kept), kept != minutes
