"""Sentences that state something by themselves, without a heading or a label (docs/notes.md#sentences)."""

import re
from collections.abc import Iterator

from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import MEETING_NOTES, REQUESTS, VOCABULARY
from spine.domain.notes.labels import ACTION
from spine.domain.notes.owners import Who, named_first
from spine.domain.reading.sentence import Sentence
from spine.domain.tokenizer import fold, stem, words

DECISION = "decision"
LONGEST_ABBREVIATION = 12
"""Characters before a full stop in which the word that it shortens is looked for."""

_END = re.compile(r"(?<=[.!?…])[\"”»)]?\s+(?=[\"“«(]?[A-ZÀ-Ý0-9])")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Za-zÀ-ÿ]|sr|sra|srs|dr|dra|mr|mrs|ms|st|eng|enf|arq|art|no|prof|profa|inc|ltd|vs|etc|approx)\.$",
    re.IGNORECASE,
)
_PART_END = re.compile(r"[,;:]\s+|\s[-–—]\s+")
_SUBJECT = re.compile(r"[^:.,;]{1,40}:\s+")
_RESOLUTION = re.compile(rf"(?:[^,;]{{1,60}},\s+)?{any_of(MEETING_NOTES.resolutions)}\b")
_BODY = re.compile(
    rf"(?:{any_of(REQUESTS.articles | {'the', 'this'})}\s+)(?P<body>(?:[\w-]+\s+){{1,4}}?)"
    rf"{any_of(MEETING_NOTES.resolving_bodies)}\b"
)
_APPROVAL = re.compile(
    rf"(?:{any_of(REQUESTS.articles | {'the'})}\s+(?:[\w-]+\s+){{0,3}}?)?{any_of(MEETING_NOTES.deciding_bodies)}\s+"
    rf"{any_of(MEETING_NOTES.approvals)}\b"
)
_VERDICT = re.compile(rf"\s*{any_of(MEETING_NOTES.verdicts)}\s*[.!]?")
_MOTION = re.compile(any_of(MEETING_NOTES.motions))
_PASSED = re.compile(rf"{any_of(MEETING_NOTES.verdicts)}\b.{{0,60}}")
_UNDERTAKING = re.compile(rf"{any_of(MEETING_NOTES.undertakings)}\b")
_NO_DEEDS = frozenset(map(stem, MEETING_NOTES.no_deeds))
_SAYINGS = frozenset(map(stem, MEETING_NOTES.sayings))
_FUTURE = re.compile(
    rf"(?:{any_of(MEETING_NOTES.futures)}(?P<later>\w+)|(?P<verb>{any_of(MEETING_NOTES.future_verbs)}))\b"
)
_PRESENT = re.compile(rf"(?P<verb>{any_of(MEETING_NOTES.present_verbs)})\s+(?P<object>\w+)")
_CLAUSE = re.compile(rf"\b{any_of(MEETING_NOTES.clause_links)}\s+")
_INFINITIVE = re.compile(rf"{any_of(MEETING_NOTES.infinitives)}\b")


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with its place in it; a motion and the verdict on it are one."""
    held: tuple[int, str] | None = None
    for start, sentence in _cut(text):
        if held and _MOTION.match(fold(held[1])) and _PASSED.fullmatch(fold(sentence)):
            yield held[0], text[held[0] : start + len(sentence)]
            held = None
        else:
            yield from [held] if held else []
            held = start, sentence
    yield from [held] if held else []


def _cut(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for end in _END.finditer(text):
        if text[end.start() - 1] != "." or not is_abbreviation(text, end.start() - 1):
            yield start, text[start : end.start()]
            start = end.end()
    if text[start:].strip():
        yield start, text[start:]


def is_abbreviation(text: str, stop: int) -> bool:
    """Whether the full stop at a place belongs to the word before it: "Dr. Chen"."""
    return _ABBREVIATED.search(text, max(0, stop - LONGEST_ABBREVIATION), stop + 1) is not None


def type_of_sentence(text: str, who: Who, *, is_item: bool) -> str | None:
    """What a sentence states: a decision that it records, or an action that a known person takes on."""
    if text.rstrip().endswith("?"):
        return None
    folded = Sentence.of(text).folded
    parts = _parts(folded, is_item=is_item)
    if _MOTION.match(folded) and any(_PASSED.fullmatch(fold(sentence)) for _, sentence in _cut(text)):
        return DECISION
    if (
        any(map(_RESOLUTION.match, parts))
        or any(map(_VERDICT.fullmatch, parts[1:]))
        or any(map(_APPROVAL.match, parts))
    ):
        return DECISION
    if (body := _BODY.match(folded)) and VOCABULARY.negations.isdisjoint(words(body["body"])):
        return DECISION
    return ACTION if taken_on_by(text, who, is_item=is_item) else None


def doer_in(text: str, who: Who, *, is_item: bool, is_later: bool = False) -> str | None:
    """The known people who do something in a sentence, or in a part of an item: "Ana will send …", "o Rui envia …".

    With `is_later` only what they are going to do counts.
    """
    for part in _parts(text, is_item=is_item):
        named = named_first(part, who)
        if named and _is_deed(fold(named[1]), is_later=is_later):
            return named[0]
    return None


def _is_deed(behind: str, *, is_later: bool) -> bool:
    """Whether the words behind a name say that something is done, not how somebody is or what they say now."""
    if future := _FUTURE.match(behind):
        return stem(future["later"] or future["verb"]) not in _NO_DEEDS
    present = None if is_later else _PRESENT.match(behind)
    if present is None or present["object"] in MEETING_NOTES.clause_links:
        return False
    return stem(present["verb"]) not in _NO_DEEDS | _SAYINGS


def _parts(text: str, *, is_item: bool) -> list[str]:
    """A sentence, and what stands behind its subject, in an item in any part: "Flyers: Ana will print them"."""
    if is_item:
        return [text, *_PART_END.split(text)[1:]]
    subject = _SUBJECT.match(text)
    return [text, text[subject.end() :]] if subject else [text]


def _leads_to_a_place(text: str) -> bool:
    """Whether the words behind "to" are a name: "to Lisbon"."""
    first, _, rest = text.partition(" ")
    return fold(first) == "to" and rest[:1].isupper()


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
    for part in _parts(text, is_item=is_item):
        named = named_first(part, who)
        behind = fold(named[1]) if named else ""
        if named and (_UNDERTAKING.match(behind) or (_INFINITIVE.match(behind) and not _leads_to_a_place(named[1]))):
            return named[0]
    return None
