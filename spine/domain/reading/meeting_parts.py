"""Lengths that are those of a part of the meeting, with what they are for: "including 15 minutes of Q&A"."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import MEETING_LENGTHS, REQUESTS
from spine.domain.reading import cues
from spine.domain.reading.breaks import BREAK, SIGN
from spine.domain.reading.durations import Duration
from spine.domain.reading.moments import Moment
from spine.domain.reading.sentence import Span
from spine.domain.reading.vocabulary import FRAME_WORDS

_NEAR = 60
"""How many characters around a length are looked at."""
_ARTICLE = rf"(?:{any_of(REQUESTS.determiners)}\s+)?"
_LEAD = re.compile(rf"\b{any_of(MEETING_LENGTHS.part_leads)}\b[.:]?\s+{_ARTICLE}$")
_WEAK_LEAD = re.compile(rf"\b{any_of(MEETING_LENGTHS.weak_part_leads)}[/.]?\s*{_ARTICLE}$")
_NOUN_LEAD = re.compile(rf"\b{any_of(MEETING_LENGTHS.part_nouns)}\s+{any_of(MEETING_LENGTHS.of_words)}\s+{_ARTICLE}$")
_BREAK_BEFORE = re.compile(rf"(?:^|{SIGN}|[/+]|\s-)\s*$")
_PURPOSE = re.compile(rf"\s*{any_of(MEETING_LENGTHS.part_links)}\s+{_ARTICLE}(\w+)")
_NOUN = re.compile(r"[\s-]*(\w+)")
_END = re.compile(rf"\s*(?:{BREAK.pattern}|$)")
_WORD_BEFORE = re.compile(r"(\w+)[\s:(,-]*$")
_OWN_NOUNS = REQUESTS.meeting_nouns | MEETING_LENGTHS.nouns


def find(folded: str, moments: Sequence[Moment], lengths: Sequence[Duration]) -> dict[Span, Span]:
    """The lengths of parts by where they stand, each with the whole phrase that says them and what they are for."""
    if not lengths:
        return {}
    details = {span.end for span in (*(m.span for m in moments), *(length.span for length in lengths))}
    starts = sorted([*(m.span.start for m in moments), *(length.span.start for length in lengths), len(folded)])
    wholes = [length.minutes for length in lengths if _may_be_whole(folded, length.span.start)]
    longest = max([*wholes, *(moment.minutes or 0 for moment in moments)], default=0)
    parts = {}
    for length in lengths:
        start = _start_of_part(folded, length, longest > length.minutes, details)
        if start is not None:
            limit = starts[bisect_right(starts, length.span.start)]
            parts[length.span] = Span(start, _end_of_part(folded, length.span.end, limit))
    return parts


def _may_be_whole(folded: str, start: int) -> bool:
    """Whether no noun but one of the meeting stands before a length: "SLA de 4 horas" is no meeting's."""
    before = folded[max(0, start - _NEAR) : start]
    if _BREAK_BEFORE.search(before):
        return True
    words = re.findall(r"\w+", before)[-2:]
    return all(word in FRAME_WORDS for word in words)


def _start_of_part(folded: str, length: Duration, has_whole: bool, details: set[int]) -> int | None:
    """Where the phrase of a part starts, or None where the length is no part's."""
    start, end = length.span
    near = max(0, start - _NEAR)
    before, after = folded[near:start], folded[end : end + _NEAR]
    noun_lead = _NOUN_LEAD.search(before) if has_whole else None
    if noun_lead:
        start, before = near + noun_lead.start(), before[: noun_lead.start()]
    purpose, noun = _PURPOSE.match(after), _NOUN.match(after)
    named = {found[1] for found in (purpose, noun) if found}
    if lead := _LEAD.search(before):
        return near + lead.start()
    if not noun_lead and (not has_whole or not named or not named.isdisjoint(_OWN_NOUNS)):
        return None
    is_named = noun_lead is not None or not named.isdisjoint(MEETING_LENGTHS.part_nouns)
    lead = _WEAK_LEAD.search(before)
    part_start = near + lead.start() if lead else start
    rest = folded[max(0, part_start - _NEAR) : part_start]
    is_set_off = bool(_BREAK_BEFORE.search(rest)) or len(folded[:part_start].rstrip()) in details
    is_told = purpose is not None and next(cues.find(after), None) is None
    if is_named and (lead or is_set_off):
        return part_start
    return part_start if is_set_off and is_told else None


def _end_of_part(folded: str, end: int, limit: int) -> int:
    """Where what a part is for ends: at a sign, at the next detail, or where the subject is introduced."""
    stop = next((found.start() for found in _END.finditer(folded, end, limit)), limit)
    cue = next(cues.find(folded[end:stop]), None)
    return end + cue.span.start if cue else stop
