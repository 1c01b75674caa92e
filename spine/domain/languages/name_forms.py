"""What a language pack holds to read names in requests with: those of meetings and of people."""

from dataclasses import dataclass

from spine.domain.languages.notation import NO_WORDS, Patterns, WordSet


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
class PeopleWords:
    """The words that show that a name is a person's, and what the person is asked for."""

    one_to_ones: Patterns = ()
    """A meeting of two: "1:1"."""
    titles: WordSet = NO_WORDS
    """What stands before a name without being part of it: "Dr"."""
    particles: WordSet = NO_WORDS
    """Small words inside a name: the "da" of "Ana da Silva"."""
    tasks: WordSet = NO_WORDS
    """Words for what somebody has to do."""
    task_qualities: WordSet = NO_WORDS
    """What may stand beside them: "open", "overdue"."""
    questions: WordSet = NO_WORDS
    """What opens a question for what somebody owes: "what"."""
    owing: WordSet = NO_WORDS
    """Words of such a question that say that something is owed: "owe", "pending"."""
    owing_phrases: WordSet = NO_WORDS
    """Two words of such a question that say so together: "have to"."""
    owing_company: WordSet = NO_WORDS
    """What else may stand in such a question, besides function words: "deliver"."""
    owners: WordSet = NO_WORDS
    """What ties a task to who has it, besides "of" and "for": "assigned"."""
    pronouns: WordSet = NO_WORDS
    """Words for somebody who was named: "her", "dela"."""
    everyday_names: WordSet = NO_WORDS
    """Names that are also everyday words: they are names only where the sentence uses them so."""
