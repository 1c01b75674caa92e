"""Sentences that state something by themselves, without a heading or a label (docs/notes.md#sentences)."""

import re
from collections.abc import Iterator

from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import MEETING_NOTES, REQUESTS, VOCABULARY
from spine.domain.notes.labels import ACTION
from spine.domain.notes.owners import Who, named_first
from spine.domain.reading.sentence import Sentence
from spine.domain.tokenizer import fold, words

DECISION = "decision"

_END = re.compile(r"(?<=[.!?…])[\"”»)]?\s+(?=[\"“«(]?[A-ZÀ-Ý0-9])")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Za-zÀ-ÿ]|sr|sra|srs|dr|dra|mr|mrs|ms|st|eng|art|no|prof|inc|ltd|vs|etc|approx)\.$", re.IGNORECASE
)
_PART_END = re.compile(r"[,;]\s+|\s[-–—]\s+")
_RESOLUTION = re.compile(rf"(?:[^,;]{{1,60}},\s+)?{any_of(MEETING_NOTES.resolutions)}\b")
_BODY = re.compile(
    rf"(?:{any_of(REQUESTS.articles | {'the', 'this'})}\s+)(?P<body>(?:[\w-]+\s+){{1,4}}?)"
    rf"{any_of(MEETING_NOTES.resolving_bodies)}\b"
)
_UNDERTAKING = re.compile(rf"{any_of(MEETING_NOTES.undertakings)}\b")
_FUTURE = re.compile(rf"{any_of(MEETING_NOTES.futures)}")
_CLAUSE = re.compile(rf"\b{any_of(MEETING_NOTES.clause_links)}\s+")
_INFINITIVE = re.compile(rf"{any_of(MEETING_NOTES.infinitives)}\b")


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with its place in it."""
    start = 0
    for end in _END.finditer(text):
        if not _ABBREVIATED.search(text, start, end.start()):
            yield start, text[start : end.start()]
            start = end.end()
    if text[start:].strip():
        yield start, text[start:]


def type_of_sentence(text: str, who: Who, *, is_item: bool) -> str | None:
    """What a sentence states: a decision that it records, or an action that a known person takes on."""
    folded = Sentence.of(text).folded
    if _RESOLUTION.match(folded):
        return DECISION
    if (body := _BODY.match(folded)) and VOCABULARY.negations.isdisjoint(words(body["body"])):
        return DECISION
    return ACTION if taken_on_by(text, who, is_item=is_item) else None


def has_known_doer(text: str, who: Who) -> bool:
    """Whether a sentence says what a known person is going to do: "Ana will send …", "o Rui vai enviar …"."""
    named = named_first(text, who)
    return named is not None and _FUTURE.match(fold(named[1])) is not None


def agreed_of_a_person(text: str, who: Who) -> str | None:
    """What was agreed that a known person does: "Ana sends …" of "It was agreed that Ana sends …"."""
    sentence = Sentence.of(text)
    resolution = _RESOLUTION.match(sentence.folded)
    link = _CLAUSE.search(sentence.folded, max(0, resolution.end() - 5)) if resolution else None
    if resolution is None or link is None or link.start() > resolution.end() + 1:
        return None
    clause = sentence.own(link.end(), len(sentence.folded))
    return clause if named_first(clause, who) and lasts_no_time(clause) else None


def lasts_no_time(text: str) -> bool:
    """Whether no word of a text says how long something lasts."""
    return MEETING_NOTES.lasting.isdisjoint(words(text))


def taken_on_by(text: str, who: Who, *, is_item: bool) -> str | None:
    """The known people who take something on in a sentence, or in a part of an item: "…, Pete to follow up"."""
    for part in _PART_END.split(text) if is_item else (text,):
        named = named_first(part, who)
        behind = fold(named[1]) if named else ""
        if named and (_UNDERTAKING.match(behind) or (is_item and _INFINITIVE.match(behind))):
            return named[0]
    return None
