"""The phrases that say who takes part: "com o jurídico da Embraer", "for our client Acme", "with John"."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import PACKS, REQUESTS, VOCABULARY
from spine.domain.reading.breaks import BREAK
from spine.domain.reading.meeting_kinds import KINDS
from spine.domain.reading.person_names import is_written_as_name
from spine.domain.reading.phrases import Phrases
from spine.domain.reading.sentence import Marks, Sentence, Span
from spine.domain.reading.vocabulary import FRAME_WORDS

_LONGEST_TITLE = 6
"""How many words may stand between "com" and the organisation's name: "com o time de produto da"."""
_LONGEST_JOIN = 20
_WORD = re.compile(r"\w+")
_WORD_NEXT = re.compile(r"\s+(\w+)")
_JOINING_SIGN = re.compile("[,&+/]")
_SEPARATING_SIGN = re.compile(r"[.;:!?()\n]")
_POSSESSIVE = re.compile(any_of(REQUESTS.possessives))
_BEFORE_NAME = REQUESTS.determiners | REQUESTS.party_labels
_BEFORE_COMPOUNDS = (
    frozenset[str]()
    .union(
        *(p.requests.determiners | p.requests.of_words for p in PACKS.values() if not p.meeting_names.adjectives_follow)
    )
    .difference(*(p.requests.determiners for p in PACKS.values() if p.meeting_names.adjectives_follow))
)
"""Words of languages in which a name stands before the noun that it describes."""
_TITLE_LINKS = REQUESTS.of_words | REQUESTS.conjunctions


class Tie(Enum):
    """What ties a name to the sentence: com or para, a word of belonging, or nothing."""

    WITH = auto()
    OF = auto()
    BARE = auto()


class PartyPhrase(NamedTuple):
    """The whole phrase around one or several organisations named together.

    `belonging` is the phrase without the people who belong to them: "da Embraer" in "com o jurídico da Embraer".
    """

    span: Span
    tie: Tie
    belonging: Span


def party_phrases(sentence: Sentence, mentions: Sequence[Span]) -> list[PartyPhrase]:
    """The phrase around each organisation named, in order; names strung together make one phrase."""
    index_at = {word.start: index for index, word in enumerate(sentence.words)}
    phrases = list[PartyPhrase]()
    for run in _strung_together(sentence, mentions):
        belonging, start, tie = _opening(sentence, index_at[run[0].start])
        end = _closing(sentence, run[-1].end, tie)
        if tie is not Tie.WITH and _describes_a_noun(sentence, index_at[run[0].start], end):
            belonging = start = run[0].start  # what stands before is the noun's: "of the Contoso licence"
        earliest = phrases[-1].span.end if phrases else 0
        span, own = (Span(max(first, earliest), end) for first in (start, belonging))
        phrases.append(PartyPhrase(span, tie, own))
    return phrases


def beside_people(phrases: Sequence[PartyPhrase], named: Marks) -> list[PartyPhrase]:
    """The phrases, without the people who belong to them where known people are named there."""
    return [phrase._replace(span=phrase.belonging) if named.overlap(phrase.span) else phrase for phrase in phrases]


def _describes_a_noun(sentence: Sentence, first: int, end: int) -> bool:
    """Whether a noun follows a name that stands before its noun, as "Contoso" in "of the Contoso licence"."""
    following = _WORD_NEXT.match(sentence.folded, end)
    is_noun = following is not None and following[1] not in VOCABULARY.stop_words
    return is_noun and (word_before(sentence, first) in _BEFORE_COMPOUNDS or sentence.folded[end - 1] in "s'’")


def _strung_together(sentence: Sentence, mentions: Sequence[Span]) -> Iterator[list[Span]]:
    """The mentions in runs that only "e", "and", a comma or the like holds together."""
    run: list[Span] = []
    for mention in mentions:
        if run and not _are_joined(sentence.folded[run[-1].end : mention.start]):
            yield run
            run = []
        run.append(mention)
    if run:
        yield run


def _are_joined(between: str) -> bool:
    if len(between) > _LONGEST_JOIN or _SEPARATING_SIGN.search(between):
        return False
    joining = _WORD.findall(between)
    return REQUESTS.between_parties.issuperset(joining) and bool(joining or _JOINING_SIGN.search(between))


def _opening(sentence: Sentence, first: int) -> tuple[int, int, Tie]:
    """Where the phrase around a name starts, without and with those who belong to it, and what ties it."""
    index, labelled = first, False
    while (before := word_before(sentence, index)) in _BEFORE_NAME:
        labelled |= before in REQUESTS.party_labels
        index -= 1
    if before in REQUESTS.with_words or before in REQUESTS.for_words:
        return (start := sentence.words[index - 1].start), start, Tie.WITH
    if before in REQUESTS.of_words:
        start = sentence.words[index - 1].start
        if (led := _led_by_people(sentence, index - 1)) is not None:
            return start, sentence.words[led].start, Tie.WITH
        return start, start, Tie.OF
    return (start := sentence.words[index].start), start, Tie.WITH if labelled else Tie.BARE


def _led_by_people(sentence: Sentence, of: int) -> int | None:
    """The index of the "com" before people of an organisation, as in "com o jurídico da", or None."""
    for index in range(of - 1, max(-1, of - 2 - _LONGEST_TITLE), -1):
        if word_before(sentence, index + 1) is None:
            return None
        if sentence.words[index].text in REQUESTS.with_words:
            return index if _are_people(sentence, index + 1, of) else None
    return None


def _are_people(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the words from one to another are a title, such as "o time de produto", or people's names."""
    while first < end and sentence.words[first].text in REQUESTS.determiners:
        first += 1
    if first >= end:
        return False
    head = [word.text for word in sentence.words[first : min(end, first + 2)]]
    return bool(REQUESTS.people.intersection(head)) or all(is_written_as_name(sentence, i) for i in range(first, end))


def _closing(sentence: Sentence, end: int, tie: Tie) -> int:
    """The end of a name with what clings to it: a possessive, and the people who belong to it."""
    if possessive := _POSSESSIVE.match(sentence.folded, end):
        end = possessive.end()
    closing = end
    for word in _WORD.finditer(sentence.folded, end, end + 40):
        if tie is not Tie.WITH and word.group() in KINDS:
            return end  # "the Acme board", "the Acme legal team meeting"
        if word.group() not in REQUESTS.people or BREAK.search(sentence.folded, closing, closing + 2):
            break
        closing = word.end()
    return closing


def word_before(sentence: Sentence, index: int) -> str | None:
    """The word before another one, or None where there is none or punctuation parts them."""
    return sentence.words[index - 1].text if sentence.goes_on[index] else None


def people_phrases(sentence: Sentence, stops: Marks) -> list[Span]:
    """Phrases such as "com o time de produto" or "with John", up to the next position marked in `stops`.

    Where help is wanted, "com" leads to the matter and not to people.
    """
    phrases, spans = Phrases(sentence, stops), []
    for index in (index for index, text in enumerate(sentence.texts) if text in REQUESTS.with_words):
        if not phrases.is_free(index) or word_before(sentence, index) in REQUESTS.help_words:
            continue
        end = _people_end(phrases, index + 1)
        if end is not None:
            spans.append(Span(sentence.words[index].start, end))
    return spans


def _people_end(phrases: Phrases, first: int) -> int | None:
    """Where a phrase that starts at a word stops naming people, or None where it names none.

    People are names ("João Silva"), a title with what belongs to it ("time de produto", "team of engineers"), or a
    single word that closes its phrase, such as a name in small letters.
    """
    words, texts = phrases.sentence.words, phrases.texts
    while phrases.goes_on(first) and texts[first] in REQUESTS.determiners:
        first += 1
    if not phrases.goes_on(first):
        return None
    end = first
    while end - first < _LONGEST_TITLE and phrases.goes_on(end) and is_written_as_name(phrases.sentence, end):
        end += 1
    if end > first:
        return words[end - 1].end
    for head in (first + 1, first):
        if phrases.goes_on(head) and texts[head] in REQUESTS.people:
            end = head + 1
            while phrases.goes_on(end + 1) and texts[end] in _TITLE_LINKS:
                end += 2
            return words[end - 1].end
    is_last = not phrases.goes_on(first + 1) or texts[first + 1] in REQUESTS.for_words
    may_be_people = texts[first] in REQUESTS.party_labels or texts[first] not in FRAME_WORDS
    return words[first].end if is_last and may_be_people else None
