"""Words that introduce a subject ("sobre", "to discuss", "tema:"), and which of them does so in a request."""

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from spine.domain.languages import CUES, REQUESTS, VOCABULARY
from spine.domain.languages.notation import any_of, longest_of
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

_CONDITION_BEFORE = re.compile(rf"\b{any_of(REQUESTS.conditions)}\s+$")
"""What follows a condition belongs to it: "whether to discuss"."""
_VERBS = [f"verb_{n}" for n in range(len(CUES.aims))]


@cache
def _pattern() -> re.Pattern[str]:
    """One group for each form of cue; where several fit, the first."""
    return re.compile(
        rf"{_START}(?:(?P<label>{_LABEL})|(?P<purpose>{_PURPOSE})|(?P<topic>{longest_of(CUES.topics)}{_END}\s*:?)"
        rf"|(?P<act>{longest_of(CUES.acts)}{_END}\s*:?)|(?P<aim>{_AIM})|(?P<weak_topic>{any_of(CUES.weak_topics)}{_END}))"
        r"|(?P<colon>(?<=[\w)\]'\"])\s?:(?=\s|[^\W\d]))"
    )


def find(folded: str) -> Iterator[Cue]:
    """Everything in a folded text that may introduce a subject, in order."""
    for found in _pattern().finditer(folded):
        span, form = Span.of(found), found.lastgroup
        if form in {"purpose", "act", "aim"} and _CONDITION_BEFORE.search(folded, max(0, span.start - 20), span.start):
            continue
        if form == "label":
            yield Cue(span, Kind.COLON, True)
        elif form == "topic":
            yield Cue(span, Kind.COLON if found.group().endswith(":") else Kind.TOPIC, True)
        elif form in {"purpose", "act"}:
            yield Cue(span, Kind.ACT, form == "purpose")
        elif form == "aim":
            verb = next(filter(None, found.group(*_VERBS)))
            if verb not in REQUEST_WORDS and verb not in VOCABULARY.stop_words:
                yield Cue(span, Kind.ACT, False)
        else:
            yield Cue(span, Kind.TOPIC if form == "weak_topic" else Kind.COLON, False)
