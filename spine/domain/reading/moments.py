"""Clock times and relative dates: when a meeting is, not how long it lasts nor what it is about."""

import re
from typing import NamedTuple

from spine.domain.limits import LONGEST_MEETING
from spine.domain.reading.sentence import Span


class Moment(NamedTuple):
    """A date or time in a text, where it stands, and how long it lasts in minutes where it is a range."""

    span: Span
    minutes: int | None = None


_WEEKDAY_PT = r"(?:segunda|terca|quarta|quinta|sexta)(?:[\s-]feira)?|sabado|domingo"
_WEEKDAY_EN = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_SHORT_WEEKDAY_EN = r"(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)"
_MONTH_PT = r"(?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro)"
_MONTH_EN = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
)
_ZONE = r"(?:\s*(?:brt|utc|gmt|est|edt|et|pst|pt|cet|horario de brasilia)\b)?"
_OF_DAY = r"(?:\s+da\s+(?:manha|tarde|noite)|\s+in\s+the\s+(?:morning|afternoon|evening))?"
_HALF_DAY = r"(?:\s*[ap]\.?m\b\.?)"
_CLOCK = (
    rf"(?:\d{{1,2}}(?:h\d\d(?:min)?\b|\s?(?:hs|hrs?|horas?|h)\b|:\d\d(?:\s?hs?\b)?{_HALF_DAY}?|{_HALF_DAY}|\s?o'?clock\b)"
    rf"|(?:noon|midday|midnight|meio[\s-]dia(?:\s+e\s+meia)?|meia[\s-]noite)\b){_OF_DAY}{_ZONE}"
)
_SPOKEN_HOUR = r"(?:uma|duas|tres|quatro|cinco|seis|sete|oito|nove|dez|onze|doze)"
_SPOKEN_HOUR_EN = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_AT = (
    r"(?:(?:a partir|depois|antes)\s+d?as|apos\s+as|por\s+volta\s+das|la\s+pelas|ate\s+as|as|ao"
    r"|starting(?:\s+at)?|at|@)\s*"
)
_AROUND = r"(?:from|by|after|before|around)\s+"
_CLOCK_EN = (
    rf"(?:\d{{1,2}}(?::\d\d{_HALF_DAY}?|{_HALF_DAY}|\s?o'?clock\b)|(?:noon|midday|midnight)\b)"
    rf"{_OF_DAY}{_ZONE}"
)
_ENDS_A_PHRASE = r"(?=\s*(?:$|[,.;:!?)\n–—]|-\s|(?:com|with|sobre|about|on|para|pra|for|na|no|e|and|to|re|d[aoe])\b))"
_NEXT = r"(?:(?:proxim[ao]|nest[ae]|ness[ae]|est[ae]|essa|esse)\s+)"
_ON_PT = r"(?:(?:(?:ja\s+)?(?:na|no|em|para|pra|pro|de|da|do|ate)\s+(?:a\s+|o\s+)?)?)"
_ON_EN = r"(?:(?:for|on|by|until)\s+)?"

_DATES = tuple(
    re.compile(rf"(?<![\w/])(?:{form})(?!\w)")
    for form in (
        r"(?:(?:para|pra|de|ate)\s+)?(?:depois de amanha|amanha(?: cedo)?|hoje|ontem|agora|logo mais)"
        r"(?:\s+(?:de manha|a tarde|a noite|de tarde|de noite|cedo))?",
        rf"{_ON_PT}{_NEXT}?(?:{_WEEKDAY_PT})"
        r"(?:\s+(?:que vem|proxima|agora|cedo|de manha|a tarde|de tarde|a noite))?",
        rf"{_ON_PT}(?:{_NEXT}(?:semana|mes|quinzena)|(?:semana|mes|ano)\s+que\s+vem)",
        rf"{_ON_PT}dia\s+\d{{1,2}}(?:[/.]\d{{1,2}})?(?:\s+de\s+{_MONTH_PT})?(?:\s+de\s+\d{{4}})?",
        rf"{_ON_PT}\d{{1,2}}o?\s+de\s+{_MONTH_PT}(?:\s+de\s+\d{{4}})?",
        r"daqui\s+a\s+\w+\s+(?:minutos|horas?|dias?|semanas?)|em\s+(?:\d+|um|uma|dois|duas|tres)\s+(?:dias?|semanas?)",
        r"(?:hoje\s+|amanha\s+)?(?:a tarde|de manha|pela manha|de tarde|a noite|logo cedo)",
        rf"{_ON_EN}(?:the\s+)?(?:day after tomorrow|tomorrow|today|tonight|later today|yesterday|right now)"
        r"(?:\s+(?:morning|afternoon|evening|night))?",
        rf"{_ON_EN}(?:(?:next|this|coming|last)\s+)?{_WEEKDAY_EN}(?:\s+next week)?"
        r"(?:\s+(?:morning|afternoon|evening|night))?",
        rf"{_ON_EN}(?:on|next|this|coming|last)\s+{_SHORT_WEEKDAY_EN}\b\.?",
        rf"{_ON_EN}(?:early\s+|later\s+)?(?:next|this|coming)\s+(?:week|month|morning|afternoon|evening)",
        rf"{_ON_EN}{_MONTH_EN}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?",
        rf"{_ON_EN}(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)(?:\s+of\s+{_MONTH_EN}|\s+{_MONTH_EN})?(?:,?\s+\d{{4}})?",
        rf"{_ON_EN}\d{{1,2}}\s+{_MONTH_EN}(?:,?\s+\d{{4}})?",
        r"in\s+the\s+(?:morning|afternoon|evening)|first\s+thing|asap|eod|end\s+of\s+(?:the\s+)?day",
        r"in\s+(?:a|an|one|two|three|\d+)\s+(?:days?|weeks?)",
        rf"(?:{_ON_PT}|{_ON_EN})\d{{4}}-\d\d-\d\d",
        rf"(?:{_ON_PT}|{_ON_EN})(?!24/7)(?!1/[2-9]\b)(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?:/\d{{2,4}})?",
    )
)
_TIMES = tuple(
    re.compile(rf"(?<![\w/])(?:{form})(?!\w)")
    for form in (
        rf"{_AT}{_CLOCK}",
        rf"{_AROUND}{_CLOCK_EN}",
        rf"as\s+{_SPOKEN_HOUR}(?:\s+(?:horas|e\s+(?:meia|quinze|vinte|trinta))(?:\s+da\s+(?:manha|tarde|noite))?"
        rf"|\s+da\s+(?:manha|tarde|noite))",
        rf"at\s+{_SPOKEN_HOUR_EN}(?:\s*[ap]\.?m\b\.?|\s+o'?clock)",
        rf"(?:at|as|@)\s*\d{{1,2}}{_OF_DAY}{_ENDS_A_PHRASE}",
        rf"\d{{1,2}}(?::\d\d)?{_HALF_DAY}{_ZONE}",
        r"(?:[01]?\d|2[0-3]):[0-5]\d(?!\s?h)",
        r"(?:9|1\d|2[0-3])h(?:[0-5]\d)?",
        r"noon|midday|meio[\s-]dia",
    )
)
_AFTER_A_DATE = re.compile(
    r"\s+(?:[7-9]|1\d|2[0-3])(?:h(?:[0-5]\d)?|hs|hrs)(?!\w)"
    r"|['’]s(?=\s+(?:[\w-]+\s+){0,3}(?:workshop|kickoff|meeting|call|sync|chat|agenda|session|mtg)\b)"
)
_RANGE = re.compile(
    r"(?<![\w/:.,])(?P<open>das|dos|entre(?:\s+as)?|from|between|de)?\s*"
    r"(?P<h1>\d{1,2})(?:(?P<u1>h|:)(?P<m1>[0-5]\d)?)?\s*(?P<p1>[ap])?\.?(?(p1)m)"
    r"\s*(?P<join>as|a|ate(?:\s+as)?|e|to|and|until|till|-|–)\s*"
    r"(?P<h2>\d{1,2})(?:(?P<u2>h|:)(?P<m2>[0-5]\d)?)?\s*(?P<p2>[ap])?\.?(?(p2)m)(?![\w/])"
)
_CLOCK_OPENINGS = frozenset(("das", "entre as", "from"))
_ORDINAL = re.compile(r"(?:segunda|terca|quarta|quinta)$")
_CONTENT_FOLLOWS = re.compile(
    r"\s+(?!(?:com|sobre|para|pra|as|a|de|da|do|e|ou|na|no|em|que|cedo|manha|tarde|proxima|dia|por|ao|amanha)\b)[a-z]"
)
_FIRST_CLOCK_HOUR, _LAST_HOUR = 7, 24


def find(folded: str) -> list[Moment]:
    """Every date and clock time in a folded text, in order, none overlapping another."""
    free = bytearray(b"\1") * len(folded)
    found = [Moment(span) for span in _dates(folded) if _take(free, span)]
    found += [moment for moment in _ranges(folded) if _take(free, moment.span)]
    for form in _TIMES:
        for match in form.finditer(folded):
            if _take(free, Span(*match.span())):
                found.append(Moment(Span(*match.span())))
    return sorted(found)


def _take(free: bytearray, span: Span) -> bool:
    start, end = span
    if not all(free[start:end]):
        return False
    free[start:end] = bytes(end - start)
    return True


def _dates(folded: str) -> list[Span]:
    spans = []
    for form in _DATES:
        for match in form.finditer(folded):
            start, end = match.span()
            if _ORDINAL.search(match.group()) and _CONTENT_FOLLOWS.match(folded, end):
                continue
            further = _AFTER_A_DATE.match(folded, end)
            spans.append(Span(start, further.end() if further else end))
    return spans


def _ranges(folded: str) -> list[Moment]:
    """Clock times from one to another, such as "das 14h às 15h" or "2-3pm", with the minutes between them."""
    found = []
    for match in _RANGE.finditer(folded):
        start, end = _minute_of_day(match, "1"), _minute_of_day(match, "2")
        if _is_clock_range(match):
            length = (end - start) % (12 * 60 if match["p2"] else 24 * 60)
            found.append(Moment(Span(*match.span()), length if 0 < length <= LONGEST_MEETING else None))
    return found


def _minute_of_day(match: re.Match[str], side: str) -> int:
    return 60 * int(match["h" + side]) + int(match["m" + side] or 0)


def _is_clock_range(match: re.Match[str]) -> bool:
    """Whether two numbers are clock times, by am, pm or a colon, by their hours, or by what opens them."""
    first, last = int(match["h1"]), int(match["h2"])
    if max(first, last) > _LAST_HOUR or not _is_joined_as_range(match):
        return False
    if match["p2"] or match["p1"] or (match["u1"] == ":" and match["u2"] == ":"):
        return True
    marked = match["u2"] == "h" or match["u1"] == "h"
    return marked and (match["open"] in _CLOCK_OPENINGS or min(first, last) >= _FIRST_CLOCK_HOUR)


def _is_joined_as_range(match: re.Match[str]) -> bool:
    """Whether "and" means from one to the other: only after "between", where one is a time."""
    if match["join"] not in {"e", "and"}:
        return True
    return match["open"] is not None and bool(match["u2"] or match["p2"])
