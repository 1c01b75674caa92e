"""What a language pack holds: everything that Spine knows of one language, to read requests and to write agendas in it.

Words are folded: in small letters, without accents. Patterns are regular expressions on folded text and capture
nothing. A language leaves out what it has no use for. The parts that requests are read with are in `request_forms` and
`name_forms`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from spine.domain.fact_types import Kind
from spine.domain.languages.meeting_note_forms import MeetingNoteWords
from spine.domain.languages.name_forms import MeetingNames, PeopleWords
from spine.domain.languages.notation import NO_WORDS, Patterns, WordSet
from spine.domain.languages.note_forms import NoteWording
from spine.domain.languages.request_forms import Cues, MeetingLengths, RequestWords, TimeWords


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Wording:
    """What people read on an agenda besides the facts; {} is where a name, a date or a number goes."""

    headings: Mapping[Kind, str]
    """What a meeting does with each kind of facts."""
    carried_over: str
    """The section of facts that come back from the last meeting and belong to no other section."""
    other_open_items: str
    """The section of what belongs to no workstream that the agenda is made of."""
    if_time_remains: str
    """The section that fills the time of a meeting about little."""
    meeting_about: str
    meeting_with: str
    priorities: str
    one_to_one: str
    open_items_of: str
    minutes: str
    minutes_needed: str
    """How long what was asked for needs by itself."""
    evidence: str
    owner: str
    due: str
    overdue: str
    due_soon: str
    overdue_by: str
    overdue_by_a_day: str
    due_today: str
    due_tomorrow: str
    due_on: str
    """On a day of the week."""
    due_in: str
    """In so many days."""
    due_before_the_meeting: str
    due_at_the_meeting: str
    """On the meeting's own day, where that is not today."""
    decision_pending: str
    said_in_meetings: str
    moved: str
    """What was due on another day before."""
    weekday_names: tuple[str, ...] = ("",) * 7
    """From Monday on."""
    from_last_meeting: str
    empty_agenda: str
    """What an agenda without sections says."""
    left_out: str
    """That {} facts found no time."""
    further_left_out: str
    """How many of these are not named."""
    absent: str
    """That an owner does not take part."""
    made_on: str
    """The day on which the agenda was made: what came in later is not in it."""
    date: str
    """A date, of {year}, {month} and {day} in digits, {day_number} without a leading zero, {month_name}, {weekday}."""
    long_date: str
    month_names: tuple[str, ...]
    snapshot: str
    """An organisation's state, of {workstreams} {red} {yellow} {green} {stale} {days} {empty} {overdue}."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Detection:
    """The signs that a text is written in this language; `detection` says how many points each gives."""

    telling_words: WordSet
    """Words of requests that hardly any other language has."""
    ambiguous_words: Mapping[str, float] = field(default_factory=dict)
    """Its words that are also words of another language, or names, with the points that each gives."""
    borrowed_words: WordSet = NO_WORDS
    """Its words that speakers of other languages use, too: they tell only where nothing else does."""
    own_letters: str = ""
    accented_letters: str = ""
    """Its letters that words and names of other languages may have, too."""
    endings: Patterns = ()


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Plurals:
    """How singular and plural are led to one spelling. A word's language is not known, so packs have to agree."""

    irregular: Mapping[str, str] = field(default_factory=dict)
    endings: Mapping[str, str] = field(default_factory=dict)
    """The singular's ending for each ending; the longest that fits counts."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """Patterns to replace once the ending is off, and by what; no word has two of them."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Vocabulary:
    """Words that rules on facts, searches and requests treat alike."""

    stop_words: WordSet
    """Function words: they have no content of their own."""
    meeting_words: WordSet = NO_WORDS
    """Words for a kind of meeting, or for wanting one: they do not say what it is about."""
    question_words: WordSet = NO_WORDS
    """Words that say how a question is put, not what it is about."""
    company_words: WordSet = NO_WORDS
    """Everyday words that are also companies' names, and so need a sign that the company is meant."""
    negations: WordSet = NO_WORDS
    negative_endings: Patterns = ()
    months: WordSet = NO_WORDS
    weekdays: WordSet = NO_WORDS
    relative_days: WordSet = NO_WORDS
    numbers: WordSet = NO_WORDS
    """Common numbers in words. Facts that differ in one of these last six do not say the same."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class TitleWords:
    """What a title of a suggested workstream is made of."""

    verb_tests: tuple[Callable[[str], bool], ...] = ()
    """Whether a folded word is a verb's form or an adverb: these name nothing."""
    vague_words: WordSet = NO_WORDS
    """Nouns and adjectives that name nothing, either."""
    units: WordSet = NO_WORDS
    """What amounts are counted in: money, weights and measures."""
    verbs_of_saying: WordSet = NO_WORDS
    """What stands before one of these at a sentence's beginning is a person's name or role."""
    articles: WordSet = NO_WORDS
    """Articles that stand inside a title, but for those that are prepositions too."""
    prepositions: WordSet = NO_WORDS
    """Words that tie the words of a title together."""
    possessives: tuple[str, ...] = ()
    """Endings of a word that owns what follows."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Pack:
    """One language."""

    wording: Wording
    notes: NoteWording
    detection: Detection
    vocabulary: Vocabulary
    plurals: Plurals = field(default_factory=Plurals)
    titles: TitleWords = field(default_factory=TitleWords)
    requests: RequestWords = field(default_factory=RequestWords)
    meeting_names: MeetingNames = field(default_factory=MeetingNames)
    people_words: PeopleWords = field(default_factory=PeopleWords)
    cues: Cues = field(default_factory=Cues)
    times: TimeWords = field(default_factory=TimeWords)
    meeting_lengths: MeetingLengths = field(default_factory=MeetingLengths)
    meeting_notes: MeetingNoteWords = field(default_factory=MeetingNoteWords)
