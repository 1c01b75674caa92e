"""Words that introduce a subject ("sobre", "to discuss", "tema:"), and which of them does so in a request."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from spine.domain.languages.notation import any_of, longest_of
from spine.domain.languages.packs import CUES, REQUESTS, VOCABULARY
from spine.domain.reading.sentence import Span
from spine.domain.reading.vocabulary import REQUEST_WORDS


class Kind(Enum):
    """How a cue introduces its subject: as a noun's topic, as an act of the meeting, or after a colon."""

    TOPIC = auto()
    ACT = auto()
    COLON = auto()


class Cue(NamedTuple):
    """Where a cue stands, how it introduces, and whether it does so `anywhere` or only after mere asking."""

    span: Span
    kind: Kind
    anywhere: bool


_START, _END = r"(?<![\w.@'-])", r"(?![\w@-])"
_SUBJECT_NOUN = rf"{any_of(CUES.subject_nouns)}(?:\s+{any_of(CUES.subject_noun_tails)})?"
_LABEL = (
    rf"(?:{any_of(CUES.label_openings)}\s+)?(?:{_SUBJECT_NOUN}|{any_of(CUES.labels)})\s*:"
    rf"|{any_of(CUES.noun_openings)}\s+{_SUBJECT_NOUN}\s+{any_of(CUES.noun_verbs)}(?!\w)"
)
_PURPOSE = rf"{any_of(CUES.purposes)}\s+{any_of([longest_of(CUES.acts), *CUES.purpose_acts])}{_END}"
_AIM = any_of(f"{opening}(?=(?P<verb_{n}>{verb})\\b)" for n, (opening, verb) in enumerate(CUES.aims))

_FORMS_OF_ACTS = frozenset(("purpose", "act", "aim"))
_LONGEST_WORD = 20
_VERBS = [f"verb_{n}" for n in range(len(CUES.aims))]


@cache
def _pattern() -> re.Pattern[str]:
    """One group for each form of cue; where several fit, the first."""
    return re.compile(
        rf"{_START}(?:(?P<label>{_LABEL})|(?P<purpose>{_PURPOSE})|(?P<topic>{longest_of(CUES.topics)}{_END}\s*:?)"
        rf"|(?P<act>{longest_of(CUES.acts)}{_END}\s*:?)|(?P<aim>{_AIM})|(?P<weak_topic>{any_of(CUES.weak_topics)}{_END}))"
        r"|(?P<colon>(?<=[\w)\]'\"])\s?:(?=\s|[^\W\d]))"
    )


def _last_word(folded: str, end: int) -> str:
    return next(reversed(folded[max(0, end - _LONGEST_WORD) : end].split()), "")


def find(folded: str) -> Iterator[Cue]:
    """Everything in a folded text that may introduce a subject, in order."""
    for found in _pattern().finditer(folded):
        form = found.lastgroup
        if form == "aim":
            verb = next(filter(None, found.group(*_VERBS)))
            if verb in REQUEST_WORDS or verb in VOCABULARY.stop_words:
                continue
        if form in _FORMS_OF_ACTS and _last_word(folded, found.start()) in REQUESTS.conditions:
            continue  # what follows a condition belongs to it: "whether to discuss"
        span = Span.of(found)
        if form == "label":
            yield Cue(span, Kind.COLON, True)
        elif form == "topic":
            yield Cue(span, Kind.COLON if found.group().endswith(":") else Kind.TOPIC, True)
        elif form in _FORMS_OF_ACTS:
            yield Cue(span, Kind.ACT, form == "purpose")
        else:
            yield Cue(span, Kind.TOPIC if form == "weak_topic" else Kind.COLON, False)
