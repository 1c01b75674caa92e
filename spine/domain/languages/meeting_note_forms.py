"""What a language pack holds to read meeting notes with (docs/notes.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spine.domain.languages.notation import NO_WORDS, Patterns, WordSet, phrase_set


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class MeetingNoteWords:
    """The words by which notes say what a line is, who has it and by when. Phrases have single blanks."""

    # Headings and labels
    types: Mapping[str, str] = field(default_factory=dict)
    """Phrases of headings and labels for a type of facts, beside those of the table of types."""
    beside_types: WordSet = NO_WORDS
    """Words that stand beside such a phrase in a heading and change nothing: "key", "new", "taken"."""
    links: WordSet = NO_WORDS
    """What leads from such a phrase to what the lines are about: "risks of the migration"."""
    meeting_aims: WordSet = NO_WORDS
    """Headings of what the meeting itself is for, which nothing follows from."""
    answers: WordSet = NO_WORDS
    """What a heading for questions says besides where they were answered."""
    plans: WordSet = NO_WORDS
    """What a stand-up calls the work that somebody has before them: "today"."""
    reports: WordSet = NO_WORDS
    """What it calls the work that is behind them: "yesterday"."""
    nothing: Patterns = ()
    """A line that says that there is nothing to say: "none", "no blockers"."""
    closings: Patterns = ()
    """A sentence with which notes end: "next meeting on 8 May"."""
    articles: WordSet = NO_WORDS
    """What no action begins with: "a", "our"."""

    # The meeting
    present: Patterns = ()
    """What leads to those who take part."""
    absent: Patterns = ()
    """What leads to those who do not."""
    roles: WordSet = NO_WORDS
    """What people are, before their names or in their place: "chair", "councillors"."""
    everybody: WordSet = NO_WORDS
    """Handles by which a chat calls all, which make nobody an owner."""
    one_to_one: Patterns = ()
    """What the talk of two people is called, in a title that names them."""
    took_part: Patterns = ()
    """What a sentence begins with that names those who took part: "present were"."""
    note_takers: WordSet = NO_WORDS
    """What a label calls those who had a part in the meeting itself, beside their roles: "minutes by"."""
    date_labels: WordSet = NO_WORDS
    """What announces the day of the meeting."""

    # Sentences
    resolutions: Patterns = ()
    """The beginning of a sentence that records a decision: "it was agreed"."""
    motions: Patterns = ()
    """The beginning of a sentence that moves something: "proposed by"."""
    verdicts: Patterns = ()
    """What says, alone or in the next sentence, that something was decided: "carried"."""
    resolving_bodies: Patterns = ()
    """What a body does when it decides, behind its name: "decided"."""
    undertakings: Patterns = ()
    """What a person does who takes something on, behind the name: "agreed to"."""
    deciding_bodies: WordSet = NO_WORDS
    """What bodies are called whose approval is a decision: "board"."""
    approvals: Patterns = ()
    """What these do, behind their name: "approved"."""
    futures: Patterns = ()
    """What makes a verb behind a name something to be done: "will"."""
    future_verbs: Patterns = ()
    """Verbs in the future tense."""
    present_verbs: Patterns = ()
    """Verbs in the present tense, in the third person."""
    no_deeds: WordSet = NO_WORDS
    """Verbs for how and where somebody is, and what they think or get: nothing to be done."""
    sayings: WordSet = NO_WORDS
    """Verbs of saying: what is said in the meeting is nothing to be done, but what will be said is."""
    day_leads: WordSet = NO_WORDS
    """What stands before the day on which somebody will do something: "on"."""
    clause_links: WordSet = NO_WORDS
    """What leads to a clause: from "it was agreed" to what was."""
    infinitives: Patterns = ()
    """What does so without any other verb: "to" before a verb."""

    # Owners and dates
    owner_labels: Patterns = ()
    due_labels: Patterns = ()
    due_leads: Patterns = ()
    """What makes the day behind it the one by which something is to be done: "by"."""
    lasting: WordSet = NO_WORDS
    """Leads that may also say how long something lasts: "out until Thursday"."""
    month_ends: Patterns = ()
    """The end of the month that it is."""
    ends_of: Patterns = ()
    """What makes a month's name its last day."""
    starts: Patterns = ()
    """What makes the day behind it the one from which something holds: "from"."""

    # Tables
    columns: Mapping[str, str] = field(default_factory=dict)
    """Headers of columns, each with the field that it holds: text, title, type, owner, due, state or id."""
    date_words: WordSet = NO_WORDS
    """What a header for a date is called by."""
    due_words: WordSet = NO_WORDS
    """What makes that the date by which something is to be done: "target"."""
    no: WordSet = NO_WORDS
    """What says there that it is not."""
    yes: WordSet = NO_WORDS
    """What says in a column "done" that something is done."""


def headers(**phrases: str) -> dict[str, str]:
    """The headers of columns, each with the field that it holds, from the headers of each field between commas."""
    return {header: name for name, some in phrases.items() for header in phrase_set(some)}
