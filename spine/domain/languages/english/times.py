"""English: how numbers, clock times, lengths of time and days are said in a request."""

from spine.domain.languages.english.words import MONTHS, WEEKDAYS
from spine.domain.languages.notation import numbered_from, phrase_set, word_set
from spine.domain.languages.request_forms import MeetingLengths, TimeWords

TIMES = TimeWords(
    units=numbered_from(1, "one two three four five six seven eight nine"),
    teens=numbered_from(10, "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"),
    tens={
        "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90,
    },
    hundreds={"hundred": 100, "a hundred": 100, "one hundred": 100},
    ordinals=numbered_from(
        1,
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""",
    )
    | {"thirtieth": 30},
    pairs=phrase_set("couple of, a couple of, couple, a couple"),
    articles=word_set("a an"),
    ands=word_set("and"),
    fraction_links=word_set("of a an"),
    halves=phrase_set("half, a half"),
    quarters=phrase_set("quarter, quarters, a quarter"),
    numbered=word_set(
        """room bed ward lift block phase unit lot route line gate wing building floor class section step version level
        tier
        page chapter track lane bay platform flat apartment suite hall sprint item article clause annex appendix grade
        zone batch number"""
    ),
    timed_after=word_set(
        """train trains bus buses flight flights ferry tram shift shifts slot window service mass lesson class showing
        screening departure arrival news deadline"""
    ),
    labels=phrase_set(
        "when, date, day, time, start, starts, duration, length, date and time, day and time, expected duration, "
        "estimated duration, expected length, start time, time and date"
    ),
    hours=word_set("hour hours"),
    minutes=word_set("minute minutes"),
    longs=word_set("long"),
    hour_longs=word_set("hourlong"),
    length_range_leads=word_set("between from"),
    length_range_joins=word_set("to or"),
    oclocks=phrase_set("o clock, oclock, sharp, ish"),
    noons=phrase_set("noon, midday, 12 noon, twelve noon"),
    midnights=word_set("midnight"),
    past=word_set("past after"),
    to=word_set("to before til"),
    at=phrase_set("at, starting at, starts at, begins at, from about, at about, at around, around about"),
    near=phrase_set("by, after, before, around, about, until, till, from, starting, starting from, kicking off at"),
    range_leads=phrase_set("from, between, anywhere between"),
    between=phrase_set("between, anywhere between"),
    range_joins=word_set("to until till til through thru"),
    range_ends=phrase_set(
        "ending at, and ending at, ends at, and ends at, finishing at, and finishing at, end at, and end at, ending, "
        "end, ends, and ends, finish, finish at, finishes at, and finishes at"
    ),
    range_ands=word_set("and"),
    mornings=phrase_set("in the morning, this morning"),
    afternoons=phrase_set("in the afternoon, this afternoon"),
    evenings=phrase_set("in the evening, this evening, at night"),
    bare_parts={
        "morning": "in the morning", "afternoon": "in the afternoon", "evening": "in the evening",
        "am": "in the morning", "pm": "in the afternoon", "night": "in the evening", "lunchtime": "in the afternoon",
    },
    suiting=phrase_set(
        "works, works for me, works for us, works best, works well, would work, would be great, is fine, suits me, "
        "suits us, if possible"
    ),
    zones=word_set("est edt et pst pt pdt mst mdt mt cst cdt ct gmt utc bst cet cest ist aest aedt"),
    next_phrase=word_set(
        """with w about on for and to re regarding in at please then of by after before but if we i you let lets can
        could they who what"""
    ),
    day_offsets={"today": 0, "later today": 0, "tomorrow": 1, "tmrw": 1, "tmr": 1, "tomoz": 1, "tomorow": 1,
                 "the day after tomorrow": 2, "day after tomorrow": 2, "yesterday": -1},
    part_days={
        "tonight": "in the evening", "this morning": "in the morning", "this afternoon": "in the afternoon",
        "this evening": "in the evening",
    },
    weekdays=numbered_from(0, " ".join(WEEKDAYS)) | numbered_from(0, " ".join(f"{day}s" for day in WEEKDAYS)),
    repeated_weekdays=frozenset(f"{day}s" for day in WEEKDAYS),
    short_weekdays=numbered_from(0, "mon tue/tues wed/weds thu/thur/thurs fri sat sun"),
    everyday_weekdays=word_set("mon wed sat sun"),
    weekday_names=phrase_set(
        "black friday, cyber monday, good friday, ash wednesday, palm sunday, easter monday, easter sunday, "
        "super sunday, boxing monday, shrove tuesday, bloody sunday, super tuesday"
    ),
    day_leads=phrase_set("the, for, on, by, until, for the, on the, by the, from, starting, starting on, since, of"),
    nexts=word_set("next nxt this coming every"),
    lasts=word_set("last"),
    after_weekday=phrase_set("this week, coming, next"),
    in_next_week=phrase_set("next week, of next week, of the following week, week"),
    day_nouns=word_set("day"),
    months=numbered_from(1, " ".join(MONTHS))
    | numbered_from(1, "jan feb mar apr may jun jul aug sep/sept oct nov dec"),
    month_links=phrase_set("of, day of"),
    ordinal_endings=word_set("st nd rd th"),
    in_days=word_set("in within"),
    day_units={"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14, "days time": 1,
               "weeks time": 7, "week s time": 7},
    after_now=phrase_set("from now, from today"),
    after_day=word_set("from after on"),
    vague_days=phrase_set(
        "next week, this week, coming week, early next week, later this week, next month, this month, right now, "
        "first thing, asap, eod, end of day, end of the day, in the morning, in the afternoon, in the evening, "
        "later, next quarter"
    ) - word_set("later"),
    possessive_endings=phrase_set("s"),
)  # fmt: skip

MEETING_LENGTHS = MeetingLengths(
    leads=(
        r"duration(?:\s+of)?", r"(?:that\s+)?lasting", "length", "reserve", "approximately", r"approx\.?", "about",
        "around", "roughly", "maybe", "some", "like", "only", "just", "so", r"at\s+most",
        r"not?\s+more\s+than", r"up\s+to", "max",
    ),
    tails=(r"max\b", "tops", r"long\b", r"in\s+total", r"total\b", r"only\b"),
    prepositions=word_set("for of in during within with a an the"),
    articles=word_set("a an"),
    nouns=word_set("review standup kickoff retro briefing checkin"),
    slots=word_set("block stretch gap"),
    of_words=word_set("of"),
    links_after=("with", "w/", "about", "on", "re", "to", "tomorrow"),
    closing_prepositions=word_set("for during"),
    act_prepositions=word_set("in"),
    changes=("reduc", "cut", "lower", "increas", "shorten", "decreas", "from"),
    placing_verbs=word_set("squeeze slot fit pencil put get"),
    delay_prepositions=word_set("in within"),
    part_leads=word_set("including incl includes include leaving reserving keeping counting excluding"),
    weak_part_leads=word_set("with w plus and then first last"),
    part_links=word_set("of for to"),
    part_nouns=word_set(
        """break breaks coffee lunch tea questions question q qa demo demos discussion debate presentation
        presentations intro introduction introductions opening closing wrap recap vote voting feedback icebreaker
        buffer pause interval readout warm updates"""
    ),
    other_measures=(
        "in", "within", "below", "under", "over", "than", "of", "to", "after", "every", "last", "per", "is", "are",
        "until", "by", "as", "against", "vs", "or", "and",
    ),
)  # fmt: skip
