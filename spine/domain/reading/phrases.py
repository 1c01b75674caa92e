"""The phrases that say who takes part: "com o jurídico da Embraer", "for our client Acme", "with John"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from spine.domain.languages import REQUESTS
from spine.domain.languages.notation import any_of
from spine.domain.reading.parties import Mention
from spine.domain.reading.sentence import Sentence, Span
from spine.domain.reading.vocabulary import FRAME_WORDS

_LONGEST_TITLE = 6
"""How many words may stand between "com" and the organisation's name: "com o time de produto da"."""
_BREAK = re.compile(r"[,.;:!?()\n–—]|\s-\s")
_WORD = re.compile(r"\w+")
_POSSESSIVE = re.compile(any_of(REQUESTS.possessives))


class Tie(Enum):
    """What ties a name to the sentence: com or para, a word of belonging, or nothing."""

    WITH = auto()
    OF = auto()
    BARE = auto()


class PartyPhrase(NamedTuple):
    """The whole phrase around one or several organisations named together."""

    span: Span
    tie: Tie


def party_phrases(said: Sentence, mentions: Sequence[Mention]) -> list[PartyPhrase]:
    """The phrase around each organisation mentioned, in order; names strung together make one phrase."""
    places = {word.start: index for index, word in enumerate(said.words)}
    phrases = list[PartyPhrase]()
    for first, last in _groups(said, [(places[m.span.start], m.span.end) for m in mentions]):
        start, tie = _opening(said, first)
        floor = phrases[-1].span.end if phrases else 0
        phrases.append(PartyPhrase(Span(max(start, floor), _closing(said, last)), tie))
    return phrases


def _groups(said: Sentence, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The first word's index and the end of each run of names that only "e", "and" or a comma joins."""
    first, end = -1, -1
    for index, stop in places:
        name_end = stop
        if first >= 0 and _joins(said, end, said.words[index].start):
            end = name_end
            continue
        if first >= 0:
            yield first, end
        first, end = index, name_end
    if first >= 0:
        yield first, end


def _joins(said: Sentence, end: int, start: int) -> bool:
    between = said.folded[end:start]
    if len(between) > 20 or re.search(r"[.;:!?()\n]", between):
        return False
    linking = re.findall(r"\w+", between)
    return all(word in REQUESTS.between_parties for word in linking) and bool(linking or re.search("[,&+/]", between))


def _opening(said: Sentence, first: int) -> tuple[int, Tie]:
    """Where the phrase around a name starts, and what ties it to what stands before."""
    index, labelled = first, False
    while (before := word_before(said, index)) in REQUESTS.determiners | REQUESTS.party_labels:
        labelled |= before in REQUESTS.party_labels
        index -= 1
    if before in REQUESTS.with_words | REQUESTS.for_words:
        return said.words[index - 1].start, Tie.WITH
    if before in REQUESTS.of_words:
        if (led := _led_by_people(said, index - 1)) is not None:
            return said.words[led].start, Tie.WITH
        return said.words[index - 1].start, Tie.OF
    return said.words[index].start, Tie.WITH if labelled else Tie.BARE


def _led_by_people(said: Sentence, of: int) -> int | None:
    """The index of the "com" before people of an organisation, as in "com o jurídico da", or None."""
    for index in range(of - 1, max(-1, of - 2 - _LONGEST_TITLE), -1):
        if index + 1 < len(said.words) and word_before(said, index + 1) is None:
            return None
        if said.words[index].text in REQUESTS.with_words:
            return index if index + 1 < of and _are_people(said, index + 1, of) else None
    return None


def _are_people(said: Sentence, first: int, end: int) -> bool:
    while first < end and said.words[first].text in REQUESTS.determiners:
        first += 1
    if first == end:
        return False
    head = [word.text for word in said.words[first : min(end, first + 2)]]
    return bool(REQUESTS.people.intersection(head)) or all(is_person(said, i) for i in range(first, end))


def is_person(said: Sentence, index: int) -> bool:
    """Whether a word is written as a person's name is: capitalised, and small after that."""
    word = said.words[index]
    own = said.own(word.start, word.end)
    return own[:1].isupper() and own[1:].islower()


def _closing(said: Sentence, end: int) -> int:
    """The end of a name with what clings to it: a possessive, and the people who belong to it."""
    if possessive := _POSSESSIVE.match(said.folded, end):
        end = possessive.end()
    for word in _words_after(said, end):
        if word not in REQUESTS.people or _BREAK.search(said.folded, end, end + 2):
            break
        end = said.folded.index(word, end) + len(word)
    return end


def _words_after(said: Sentence, end: int) -> Iterator[str]:
    for found in _WORD.finditer(said.folded, end, end + 40):
        yield found.group()


def word_before(said: Sentence, index: int) -> str | None:
    """The word before another one, or None where there is none or punctuation parts them."""
    if index == 0:
        return None
    before, word = said.words[index - 1], said.words[index]
    return None if _BREAK.search(said.folded, before.end, word.start) else before.text


def people_phrases(said: Sentence, stops: bytearray) -> list[Span]:
    """Phrases such as "com o time de produto" or "with John", up to the next position marked in `stops`."""
    spans = []
    for index, word in enumerate(said.words):
        if word.text in REQUESTS.with_words and not stops[word.start] and not _is_helped(said, index):
            end = _people_end(said, index, stops)
            if end is not None:
                spans.append(Span(word.start, end))
    return spans


def _is_helped(said: Sentence, index: int) -> bool:
    """Whether the word before says that help is wanted, so that "com" leads to the matter."""
    return word_before(said, index) in REQUESTS.help_words


def _people_end(said: Sentence, index: int, stops: bytearray) -> int | None:
    """Where the people after the "com" at an index end, or None where no people follow."""
    first = index + 1
    while _continues(said, first, stops) and said.words[first].text in REQUESTS.determiners:
        first += 1
    if not _continues(said, first, stops):
        return None
    run = first
    while run - first < _LONGEST_TITLE and _continues(said, run, stops) and is_person(said, run):
        run += 1
    if run > first:
        return said.words[run - 1].end
    head = [i for i in (first, first + 1) if _continues(said, i, stops) and said.words[i].text in REQUESTS.people]
    return _title_end(said, head[-1], stops) if head else _lone_end(said, first, stops)


def _title_end(said: Sentence, head: int, stops: bytearray) -> int:
    """The end of a people's title: "time de produto", "team of engineers"."""
    end = head + 1
    while _continues(said, end + 1, stops) and said.words[end].text in REQUESTS.of_words | REQUESTS.conjunctions:
        end += 2
    return said.words[end - 1].end


def _lone_end(said: Sentence, first: int, stops: bytearray) -> int | None:
    """The end of a single word after "com" that closes its phrase, such as a name in small letters."""
    word = said.words[first]
    is_closed = not _continues(said, first + 1, stops) or said.words[first + 1].text in REQUESTS.for_words
    return word.end if is_closed and word.text not in FRAME_WORDS else None


def _continues(said: Sentence, index: int, stops: bytearray) -> bool:
    if index >= len(said.words) or stops[said.words[index].start]:
        return False
    return index == 0 or word_before(said, index) is not None
