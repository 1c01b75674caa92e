"""What a language pack holds to read requests with: their words, and the forms of dates, times and lengths."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spine.domain.languages.notation import NO_WORDS, Patterns, WordSet

type NumberWords = Mapping[str, int]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class RequestWords:
    """The words of a request for a meeting."""

    asking: WordSet = NO_WORDS
    """Words that ask for something."""
    meeting_nouns: WordSet = NO_WORDS
    """Words for a meeting or its agenda; none is a subject of its own."""
    mere_meetings: WordSet = NO_WORDS
    """Words for nothing but a meeting: behind a subject's nouns they are no part of it."""
    also_things: WordSet = NO_WORDS
    """Words that ask or describe, and begin the name of many a thing besides: "call centre", "nova tabela"."""
    encounters: WordSet = NO_WORDS
    """Occasions on which somebody is met: no subject where it is said whom, "lunch with Zack"."""
    describing: WordSet = NO_WORDS
    """Words that describe the meeting, such as "next" and "quick"."""
    courtesies: Patterns = ()
    help_words: WordSet = NO_WORDS
    """After these, "with" leads to what help is wanted for, not to a person."""
    conditions: WordSet = NO_WORDS
    """A subject that begins with one of these keeps it, and nothing behind it only asks."""
    question_words: WordSet = NO_WORDS
    """Words that open a question."""
    question_openings: Patterns = ()
    """Beginnings of a question that a subject keeps, whatever else they ask for: "how to book the hall"."""
    languages: Mapping[str, str] = field(default_factory=dict)
    """What the packs' languages are called, each with its code, ..."""
    language_ties: WordSet = NO_WORDS
    """… what leads to it: "in", ..."""
    language_varieties: WordSet = NO_WORDS
    """… and what says which variety: "Brazilian"."""
    articles: WordSet = NO_WORDS
    determiners: WordSet = NO_WORDS
    """Articles and possessives."""
    conjunctions: WordSet = NO_WORDS
    """Words for "and"."""
    links: WordSet = NO_WORDS
    """Words that tie a subject to what stands before it."""
    dangling_links: WordSet = NO_WORDS
    """Links that are left at a subject's end when a detail behind them is taken off."""
    moving: Patterns = ()
    """Beginnings of verbs that give a thing another time: "move the opening to 7am"."""
    moving_targets: WordSet = NO_WORDS
    """What leads to that time."""
    date_links: WordSet = NO_WORDS
    """Before a date these make it part of what is spoken of: "the incident of Friday"."""
    with_words: WordSet = NO_WORDS
    for_words: WordSet = NO_WORDS
    of_words: WordSet = NO_WORDS
    place_words: WordSet = NO_WORDS
    """Tie to a party where the meeting is: "at"."""
    party_labels: WordSet = NO_WORDS
    """Words that introduce an organisation's name, such as "client"."""
    between_parties: WordSet = NO_WORDS
    """Words that string the names of organisations together."""
    party_signs: WordSet = NO_WORDS
    """Before an everyday word that is also a company's name, these say that the company is meant,"""
    weak_party_signs: WordSet = NO_WORDS
    """… and these only where no noun follows."""
    party_articles: WordSet = NO_WORDS
    """What may stand between such a sign and the name."""
    people: WordSet = NO_WORDS
    """Words for people who take part."""
    possessives: Patterns = ()
    """The ending of a name that owns what follows."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Cues:
    """What introduces a subject."""

    topics: Patterns = ()
    """A noun's topic: "about"."""
    weak_topics: Patterns = ()
    """A topic only after words that ask for a meeting: "on"."""
    acts: Patterns = ()
    """An act of the meeting: "discuss"."""
    purposes: Patterns = ()
    """What leads to an act: "in order to"."""
    purpose_acts: Patterns = ()
    """Verbs that are such an act only behind one of these."""
    aims: tuple[tuple[str, str], ...] = ()
    """What leads to any verb at all, and what verbs look like."""
    subject_nouns: Patterns = ()
    """Nouns for a subject, such as "topic", ..."""
    subject_noun_tails: Patterns = ()
    """… what may follow them, such as "of the meeting", ..."""
    noun_openings: Patterns = ()
    """… and what precedes them in a sentence such as "the topic is"."""
    noun_verbs: Patterns = ()
    """The "is" of that sentence."""
    labels: Patterns = ()
    """Words that introduce a subject with a colon, as the nouns do, ..."""
    label_openings: Patterns = ()
    """… and what may precede either."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TimeWords:
    """The words of numbers, clock times, lengths and days, each under the role that it plays in their grammar.

    Entries are words or phrases, folded, with single blanks: a text may have hyphens or apostrophes there.
    """

    # Numbers
    units: NumberWords = field(default_factory=dict)
    """From one to nine."""
    teens: NumberWords = field(default_factory=dict)
    """From ten to nineteen."""
    tens: NumberWords = field(default_factory=dict)
    hundreds: NumberWords = field(default_factory=dict)
    ordinals: NumberWords = field(default_factory=dict)
    """Ordinal numbers, as days of a month are said."""
    pairs: WordSet = NO_WORDS
    """What means two: "a couple of"."""
    articles: WordSet = NO_WORDS
    """What means one before a unit of time: "an hour"."""
    ands: WordSet = NO_WORDS
    """What ties the parts of a number, a clock time or a length together."""
    fraction_links: WordSet = NO_WORDS
    """What may stand between a fraction and its unit: "a quarter of an hour"."""
    halves: WordSet = NO_WORDS
    quarters: WordSet = NO_WORDS
    numbered: WordSet = NO_WORDS
    """Things that bear a number: the one behind "room" is no time."""

    timed: WordSet = NO_WORDS
    """Things that have a clock time of their own, as they stand before it: "o trem das 7h15", ..."""
    timed_after: WordSet = NO_WORDS
    """… and behind it: "the 7:15 train"."""
    labels: WordSet = NO_WORDS
    """What announces a day, a clock time or a length with a colon: "when:"."""

    # Lengths
    hours: WordSet = NO_WORDS
    minutes: WordSet = NO_WORDS
    longs: WordSet = NO_WORDS
    """What makes an adjective of a length: "hour-long"."""
    hour_longs: WordSet = NO_WORDS
    length_range_leads: WordSet = NO_WORDS
    length_range_joins: WordSet = NO_WORDS

    # Clock times
    hour_marks: WordSet = NO_WORDS
    """What follows the hour of a clock time, besides h: "horas"."""
    oclocks: WordSet = NO_WORDS
    """What follows nothing else than the hour of a clock time."""
    noons: WordSet = NO_WORDS
    midnights: WordSet = NO_WORDS
    past: WordSet = NO_WORDS
    """Between minutes and the hour that is past: "half past two"."""
    to: WordSet = NO_WORDS
    """Between minutes and the hour that is to come: "quarter to three"."""
    minutes_after_and: WordSet = NO_WORDS
    """What ties minutes to the hour before them: "duas e meia"."""
    minus: WordSet = NO_WORDS
    """What takes minutes off the hour before it: "onze menos dez"."""
    at: WordSet = NO_WORDS
    """What makes a clock time of what follows, a number alone too: "at"."""
    at_one: WordSet = NO_WORDS
    """The same, but only before one o'clock: "à uma"."""
    near: WordSet = NO_WORDS
    """What belongs to a clock time that is certainly one: "around 3pm"."""
    range_leads: WordSet = NO_WORDS
    """What opens a range of clock times, also of numbers alone: "from"."""
    weak_range_leads: WordSet = NO_WORDS
    """What may open one."""
    between: WordSet = NO_WORDS
    """Those leads behind which "and" joins a range."""
    range_joins: WordSet = NO_WORDS
    range_ends: WordSet = NO_WORDS
    """What leads to the end of a range, also behind a comma: "ending at"."""
    range_ands: WordSet = NO_WORDS
    mornings: WordSet = NO_WORDS
    """The parts of a day, as they follow a clock time or a day, ..."""
    afternoons: WordSet = NO_WORDS
    evenings: WordSet = NO_WORDS
    """… those from dusk to midnight, ..."""
    nights: WordSet = NO_WORDS
    """… and those after it."""
    bare_parts: Mapping[str, str] = field(default_factory=dict)
    """Parts of a day that follow a day alone, each with one of those above: "tomorrow morning"."""
    suiting: WordSet = NO_WORDS
    """What says of a day or a clock time that it suits: "works for me"."""
    zones: WordSet = NO_WORDS
    """Time zones, as they follow a clock time."""
    next_phrase: WordSet = NO_WORDS
    """Words behind a number that belong to the next phrase, so that the number stands alone."""

    # Days
    day_offsets: Mapping[str, int] = field(default_factory=dict)
    """Days counted from today: "tomorrow"."""
    part_days: Mapping[str, str] = field(default_factory=dict)
    """Parts of today, each with one of those above: "tonight"."""
    weekdays: Mapping[str, int] = field(default_factory=dict)
    """From 0 for Monday."""
    short_weekdays: Mapping[str, int] = field(default_factory=dict)
    """They are also other words, so they count only beside a clock time or behind one of `nexts`."""
    repeated_weekdays: WordSet = NO_WORDS
    """Weekdays that come again and again: "on Sundays"."""
    repeating_leads: WordSet = NO_WORDS
    """Those of `day_leads` that say the same of a weekday: "ao domingo"."""
    ordinal_weekdays: WordSet = NO_WORDS
    """Weekdays that are ordinal numbers, too: they count where the phrase ends or goes on with when it is."""
    numbered_weekdays: Mapping[str, int] = field(default_factory=dict)
    weekday_endings: WordSet = NO_WORDS
    """The endings of such a number: "2ª"."""
    weekday_suffixes: WordSet = NO_WORDS
    everyday_weekdays: WordSet = NO_WORDS
    """Those that are also everyday words: "sat"."""
    weekday_names: WordSet = NO_WORDS
    """Names with a weekday in them: "Black Friday"."""
    day_leads: WordSet = NO_WORDS
    """What may stand before a day and belongs to it: "on"."""
    nexts: WordSet = NO_WORDS
    lasts: WordSet = NO_WORDS
    """Before or behind a weekday they say that it is past."""
    after_weekday: WordSet = NO_WORDS
    weekday_belongings: WordSet = NO_WORDS
    """Behind such a weekday these lead to what it belongs to, but for a clock time or a week."""
    in_next_week: WordSet = NO_WORDS
    """What moves a weekday to the week after this."""
    day_nouns: WordSet = NO_WORDS
    """The noun before a day's number: "dia 7"."""
    months: Mapping[str, int] = field(default_factory=dict)
    month_links: WordSet = NO_WORDS
    ordinal_endings: WordSet = NO_WORDS
    in_days: WordSet = NO_WORDS
    """What leads to a number of days from now."""
    from_now: WordSet = NO_WORDS
    """Those that a number of hours or minutes from now follows, too."""
    day_units: Mapping[str, int] = field(default_factory=dict)
    after_now: WordSet = NO_WORDS
    """What follows a number of days or weeks from today: "a week from now"."""
    after_day: WordSet = NO_WORDS
    """What ties a number of days or weeks to the day that they follow: "a week from Friday"."""
    vague_days: WordSet = NO_WORDS
    """What says when without naming a day: "next week"."""
    possessive_endings: WordSet = NO_WORDS
    """What makes an owner of a day: "Friday's meeting"."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class MeetingLengths:
    """What shows that a length of time is the meeting's own."""

    leads: Patterns = ()
    """What leads to a meeting's length: "lasting", "about"."""
    tails: Patterns = ()
    """What may follow it: "at most"."""
    prepositions: WordSet = NO_WORDS
    articles: WordSet = NO_WORDS
    """What may stand between a preposition and a length."""
    nouns: WordSet = NO_WORDS
    """Words that have a length, besides those for a meeting."""
    of_words: WordSet = NO_WORDS
    """What may stand between a length and such a noun."""
    links_after: Patterns = ()
    """What leads on from a meeting's length to its party or subject."""
    closing_prepositions: WordSet = NO_WORDS
    """Tie a length at the end of a text to the meeting."""
    act_prepositions: WordSet = NO_WORDS
    """So do these after an act of the meeting."""
    part_leads: WordSet = NO_WORDS
    """What leads to the length of a part of the meeting: "including", "first"."""
    weak_part_leads: WordSet = NO_WORDS
    """What may do so, where what it is for follows: "with"."""
    part_links: WordSet = NO_WORDS
    """What leads from such a length to what it is for: "20 minutes for questions"."""
    slots: WordSet = NO_WORDS
    """What a meeting's length is the length of: "a block of two hours"."""
    part_nouns: WordSet = NO_WORDS
    """What meetings have as parts: "break"."""
    target_prepositions: WordSet = NO_WORDS
    """So do these, unless one of the next stands before."""
    changes: Patterns = ()
    """Beginnings of words that change one length to another."""
    placing_verbs: WordSet = NO_WORDS
    """Verbs with which the next ones place a meeting in a calendar: "squeeze in 15 minutes"."""
    delay_prepositions: WordSet = NO_WORDS
    """Before a length they say how soon the meeting starts: "in 30 minutes"."""
    other_measures: Patterns = ()
    """What makes the length that follows a measure of something else than the meeting."""
