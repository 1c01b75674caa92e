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
    describing: WordSet = NO_WORDS
    """Words that describe the meeting, such as "next" and "quick"."""
    courtesies: Patterns = ()
    help_words: WordSet = NO_WORDS
    """After these, "with" leads to what help is wanted for, not to a person."""
    conditions: WordSet = NO_WORDS
    """A subject that begins with one of these keeps it, and nothing behind it only asks."""
    articles: WordSet = NO_WORDS
    determiners: WordSet = NO_WORDS
    """Articles and possessives."""
    conjunctions: WordSet = NO_WORDS
    """Words for "and"."""
    links: WordSet = NO_WORDS
    """Words that tie a subject to what stands before it."""
    dangling_links: WordSet = NO_WORDS
    """Links that are left at a subject's end when a detail behind them is taken off."""
    date_links: WordSet = NO_WORDS
    """Before a date these make it part of what is spoken of: "the incident of Friday"."""
    with_words: WordSet = NO_WORDS
    for_words: WordSet = NO_WORDS
    of_words: WordSet = NO_WORDS
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
class MeetingNames:
    """The words that meetings are called by. A kind of several words has one blank between them."""

    gatherings: Patterns = ()
    """Kinds that are a name by themselves; what belongs to them says who meets: "stand-up"."""
    occasions: Patterns = ()
    """Kinds that are a name by themselves; what belongs to them says what about: "kick-off"."""
    bodies: Patterns = ()
    """Those who meet as an institution: they are a name by themselves, too."""
    bodies_and_things: Patterns = ()
    """Bodies whose word is also a thing's: only words that say who meets belong to their name."""
    kinds: Patterns = ()
    """Kinds that are a name only with who meets or how often: "meeting"."""
    acts: Patterns = ()
    """What is done there: a name only where all that belongs to it says who meets or how often: "review"."""
    groups: WordSet = NO_WORDS
    """Those who meet, ..."""
    fields: WordSet = NO_WORDS
    """… and fields of work that stand for those who do it, unless more is said of the work."""
    frequencies: WordSet = NO_WORDS
    qualities: WordSet = NO_WORDS
    """Words that belong to a name and make one of a kind: "extraordinary"."""
    further_qualities: WordSet = NO_WORDS
    """Words that belong to a name where they stand beside it, and make none."""
    of_words: WordSet = NO_WORDS
    """What ties to a kind those who meet."""
    ties_before_compounds: WordSet = NO_WORDS
    """Prepositions behind which a noun is the last of its words: "for the platform team"."""
    place_words: WordSet = NO_WORDS
    """Before a name they say where something is dealt with: "at the board meeting"."""
    agenda_phrases: Patterns = ()
    """Words of several parts for an agenda, which name no meeting."""
    adjectives_follow: bool = False
    """Whether an adjective stands behind its noun."""


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
class Moments:
    """Dates and clock times."""

    dates: Patterns = ()
    before_numeric_date: Patterns = ()
    after_date: Patterns = ()
    """What goes on with a date."""
    ordinal_weekdays: Patterns = ()
    """Weekdays that are ordinal numbers where a noun follows, ..."""
    after_weekday: WordSet = NO_WORDS
    """… and weekdays where one of these does."""
    before_clock: Patterns = ()
    """What may stand before any clock time: "at"."""
    before_hour: WordSet = NO_WORDS
    """What makes a clock time of a number alone: "at"."""
    before_certain_clock: WordSet = NO_WORDS
    """What may stand before clock times of this language that are certainly such: "after"."""
    hour_marks: Patterns = ()
    """What follows an hour in digits: "o'clock"."""
    noons: Patterns = ()
    noons_and_midnights: Patterns = ()
    """As they are written behind "at"."""
    parts_of_day: Patterns = ()
    """What may follow a clock time: "in the morning"."""
    time_zones: Patterns = ()
    spoken_times: Patterns = ()
    """Clock times in words."""
    phrase_openings: Patterns = ()
    """Words behind a clock time that belong to the next phrase."""
    range_openings: Patterns = ()
    clock_range_openings: WordSet = NO_WORDS
    """Those of them that times follow, however early."""
    range_joins: Patterns = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Durations:
    """Lengths of time."""

    units: NumberWords = field(default_factory=dict)
    """Numbers in words from one to nine, and articles that mean one."""
    teens: NumberWords = field(default_factory=dict)
    """From ten to nineteen."""
    tens: NumberWords = field(default_factory=dict)
    other_numbers: NumberWords = field(default_factory=dict)
    """Numbers that only the next three have."""
    hundred_prefixes: Patterns = ()
    """A hundred with what ties tens to it."""
    tens_joins: Patterns = ()
    """What ties units to tens, but for a blank or a hyphen."""
    number_phrases: Patterns = ()
    """Numbers of several words."""
    uncounted: Patterns = ()
    """What adds nothing to a number that it opens: the "a" of "a hundred"."""
    range_openings: WordSet = NO_WORDS
    range_joins: WordSet = NO_WORDS
    hours: Patterns = ()
    """The word for an hour, without a plural's s."""
    little_hours: Patterns = ()
    """Diminutives of it."""
    minutes: Patterns = ()
    halves: Patterns = ()
    """What adds half an hour: "and a half"."""
    one_quarter: Patterns = ()
    """What adds quarters: the "and a" of "an hour and a quarter", ..."""
    three_quarters: Patterns = ()
    quarters: Patterns = ()
    """… and the quarter itself."""
    half_hours: Patterns = ()
    """Half an hour, as it stands alone."""
    quarter_hours: Patterns = ()
    three_quarter_hours: Patterns = ()
    hour_longs: Patterns = ()
    """An hour's length as an adjective."""
    long_suffixes: Patterns = ()
    """What makes an adjective of any length."""
    signs: Patterns = ()
    """Parts of words that every length without digits has one of."""
    after_minutes: WordSet = NO_WORDS
    """What may follow a length whose minutes no word names, as in "1 h 20"."""


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
    target_prepositions: WordSet = NO_WORDS
    """So do these, unless one of the next stands before."""
    changes: Patterns = ()
    """Beginnings of words that change one length to another."""
    delay_prepositions: WordSet = NO_WORDS
    """Before a length they say how soon the meeting starts: "in 30 minutes"."""
    other_measures: Patterns = ()
    """What makes the length that follows a measure of something else than the meeting."""
