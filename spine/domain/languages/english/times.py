"""English: how dates, clock times and lengths of time are written in a request."""

from spine.domain.languages.english.words import MONTHS, WEEKDAYS
from spine.domain.languages.notation import any_of, word_set
from spine.domain.languages.request_forms import Durations, MeetingLengths, Moments

_MONTH = any_of([*MONTHS, *"jan feb mar apr jun jul aug sept sep oct nov dec".split()])
_WEEKDAY = rf"{any_of(WEEKDAYS)}s?"
_SHORT_WEEKDAY = r"(?:mon|tues?|wed|thurs?|thu|fri|sat|sun)"
_ON = r"(?:(?:for|on|by|until)\s+)?"
_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NOONS = ("noon", "midday")

MOMENTS = Moments(
    dates=(
        rf"{_ON}(?:the\s+)?(?:day after tomorrow|tomorrow|today|tonight|later today|yesterday|right now)"
        r"(?:\s+(?:morning|afternoon|evening|night))?",
        rf"{_ON}(?:(?:next|this|coming|last)\s+)?{_WEEKDAY}(?:\s+next week)?"
        r"(?:\s+(?:morning|afternoon|evening|night))?",
        rf"{_ON}(?:on|next|this|coming|last)\s+{_SHORT_WEEKDAY}\b\.?",
        rf"{_ON}(?:early\s+|later\s+)?(?:next|this|coming)\s+(?:week|month|morning|afternoon|evening)",
        rf"{_ON}{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?",
        rf"{_ON}(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)(?:\s+of\s+{_MONTH}|\s+{_MONTH})?(?:,?\s+\d{{4}})?",
        rf"{_ON}\d{{1,2}}\s+{_MONTH}(?:,?\s+\d{{4}})?",
        r"in\s+the\s+(?:morning|afternoon|evening)|first\s+thing|asap|eod|end\s+of\s+(?:the\s+)?day",
        r"in\s+(?:a|an|one|two|three|\d+)\s+(?:days?|weeks?)",
    ),
    before_numeric_date=(_ON,),
    after_date=(r"['’]s(?=\s+(?:[\w-]+\s+){0,3}(?:workshop|kickoff|meeting|call|sync|chat|agenda|session|mtg)\b)",),
    before_clock=(r"starting(?:\s+at)?", "at"),
    before_hour=word_set("at"),
    before_certain_clock=word_set("from by after before around"),
    hour_marks=("o'?clock",),
    noons=_NOONS,
    noons_and_midnights=(*_NOONS, "midnight"),
    parts_of_day=(r"\s+in\s+the\s+(?:morning|afternoon|evening)",),
    spoken_times=(rf"at\s+{_HOUR}(?:\s*[ap]\.?m\b\.?|\s+o'?clock)",),
    phrase_openings=("with", "about", "on", "for", "and", "to", "re"),
    range_openings=("from", "between"),
    clock_range_openings=word_set("from"),
    range_joins=("to", "and", "until", "till"),
)

DURATIONS = Durations(
    units={
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9,
    },
    teens={
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19,
    },
    tens={
        "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90,
    },
    other_numbers={"hundred": 100, "couple": 2},
    hundred_prefixes=(r"(?:a|one)\s+hundred\s+(?:and\s+)?",),
    number_phrases=(r"(?:a\s+)?couple\s+of",),
    uncounted=(r"(?:a|one)\s+(?=hundred|couple)",),
    range_openings=word_set("between"),
    range_joins=word_set("to or and"),
    hours=("hour",),
    minutes=("minutes?",),
    halves=(r"and\s+a\s+half",),
    one_quarter=(r"and\s+a",),
    three_quarters=(r"and\s+three",),
    quarters=("quarters?",),
    half_hours=(r"(?:an?\s+)?half(?:\s+an?)?[\s-]hour(?:[\s-]long)?",),
    quarter_hours=(r"(?:an?\s+)?quarter[\s-](?:of\s+)?(?:an?\s+)?hour",),
    three_quarter_hours=(r"three[\s-]quarters?[\s-](?:of\s+)?(?:an?\s+)?hour",),
    hour_longs=(r"\bhour[\s-]?long",),
    long_suffixes=(r"[\s-]long\b",),
    signs=("hour", "minut"),
    after_minutes=word_set("with about on tomorrow for"),
)  # fmt: skip

MEETING_LENGTHS = MeetingLengths(
    leads=(
        r"duration(?:\s+of)?", r"(?:that\s+)?lasting", "length", "reserve", "approximately", r"approx\.?", "about",
        "around", "roughly", "only", "just", "so", r"at\s+most", r"up\s+to", "max",
    ),
    tails=(r"max\b", "tops", r"long\b", r"in\s+total", r"total\b", r"only\b"),
    prepositions=word_set("for of in during within with a an the"),
    articles=word_set("a an"),
    nouns=word_set("review standup kickoff retro briefing checkin"),
    of_words=word_set("of"),
    links_after=("with", "w/", "about", "on", "re", "to", "tomorrow"),
    closing_prepositions=word_set("for during"),
    act_prepositions=word_set("in"),
    changes=("reduc", "cut", "lower", "increas", "shorten", "decreas", "from"),
    delay_prepositions=word_set("in within"),
    other_measures=(
        "in", "within", "below", "under", "over", "than", "of", "to", "after", "every", "last", "per", "is", "are",
        "until", "by", "as", "against", "vs", "or", "and",
    ),
)  # fmt: skip
