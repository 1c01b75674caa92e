"""Words that introduce a subject ("sobre", "to discuss", "tema:"), and which of them does so in a request."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from spine.domain.reading.sentence import Span
from spine.domain.reading.vocabulary import REQUEST_WORDS
from spine.domain.stopwords import STOP_WORDS


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


_TO = r"a(?:o|os|s)?"
_OF = r"d(?:e|o|a|os|as)"
_IN = r"(?:em|no|na|nos|nas)"
_TOPIC = (
    r"sobre", rf"a\s+respeito\s+{_OF}", rf"acerca\s+{_OF}", rf"referente\s+{_TO}", rf"quanto\s+{_TO}",
    rf"(?:em\s+)?relacao\s+{_TO}", rf"relativ[ao]s?\s+{_TO}", rf"(?:com\s+)?foco\s+{_IN}",
    rf"focad[ao]s?\s+{_IN}", rf"focando\s+{_IN}", rf"para\s+tratar\s+{_OF}", r"ref\.?",
    r"(?:tem|com|sendo|tendo)\s+como\s+(?:tema|assunto|foco|pauta|objetivo)",
    rf"(?:com\s+(?:o\s+)?|no\s+|cuj[ao]\s+)(?:tema|assunto|objetivo)(?:\s+(?:e|sera|{_OF}))?",
    r"(?<=[-,;–—(]\s)(?:tema|assunto|topic|subject)",
    r"(?<!how\s)(?<!what\s)about", r"regarding", r"concerning", r"re", r"covering", r"wrt", r"w\.r\.t\.?",
    r"focus(?:ed|ing|sing|sed)?\s+on", r"with\s+(?:a\s+)?focus\s+on", r"dedicated\s+to",
    r"(?:with|in)\s+(?:respect|regards?|reference)\s+to", r"centered\s+(?:on|around)",
    r"on\s+the\s+(?:topic|subject|matter|theme)\s+of",
)  # fmt: skip
_ACT = (
    r"discutir(?:mos)?(?:\s+sobre)?", r"debater(?:mos)?(?:\s+sobre)?", rf"falar(?:mos)?\s+(?:sobre|{_OF})",
    rf"tratar(?:mos)?\s+(?:sobre|{_OF})", rf"conversar(?:mos)?\s+(?:sobre|{_OF})", r"abordar(?:mos)?",
    r"alinhar(?:mos)?", r"revisar(?:mos)?", r"repassar(?:mos)?",
    r"discuss(?:ing)?", r"go(?:ing)?\s+(?:over|through)", r"talk(?:ing)?\s+(?:about|through|over)",
    r"walk\s+through", r"cover", r"align\s+on", r"speak\s+about", r"chat\s+about", r"debate",
    r"catch\s+up\s+(?:on|about)", r"brainstorm(?:\s+on)?", r"sync\s+(?:up\s+)?on",
)  # fmt: skip
_SUBJECT_NOUN = (
    r"(?:temas?|assuntos?|topicos?|objetivo|foco|topics?|subject|theme|focus|goal|purpose)"
    r"(?:\s+(?:principal|da\s+reuniao|of\s+the\s+meeting))?"
)
_LABEL = (
    rf"(?:(?:o|the|com\s+o|main|principal)\s+)?(?:{_SUBJECT_NOUN}|re|sobre|about|regarding|on)\s*:"
    rf"|(?:o|the|our|nosso|main)\s+{_SUBJECT_NOUN}\s+(?:e|sera|vai\s+ser|is|will\s+be)(?!\w)"
)
_PURPOSE = r"(?:para|pra|pro|p/|to|in\s+order\s+to|afim\s+de|a\s+fim\s+de|vamos|let'?s)"


def _one_of(forms: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(forms, key=len, reverse=True)) + ")"


_START, _END = r"(?<![\w.@'-])", r"(?![\w@-])"
_NO_AIM = "".join(rf"(?<!{word}\s)" for word in ("how", "what", "when", "where", "talk", "speak", "chat"))
_FORMS = {
    "label": _LABEL,
    "purpose": rf"{_PURPOSE}\s+(?:{_one_of(_ACT)}|review){_END}",
    "topic": rf"{_one_of(_TOPIC)}{_END}\s*:?",
    "act": rf"{_one_of(_ACT)}{_END}\s*:?",
    "aim": r"(?:para|pra|p/)\s*(?=(?P<verb_pt>\w+(?:ar|er|ir|por))\b)"
    rf"|{_NO_AIM}to\s+(?=(?P<verb_en>[a-z]+)\b)",
    "on": rf"(?:on|around|em\s+torno\s+de){_END}",
}
_SEARCHED = re.compile(
    rf"{_START}(?:" + "|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()) + ")"
    r"|(?P<colon>(?<=[\w)\]'\"])\s?:(?=\s|[^\W\d]))"
)


def find(folded: str) -> Iterator[Cue]:
    """Everything in a folded text that may introduce a subject, in order."""
    for found in _SEARCHED.finditer(folded):
        span = Span(*found.span())
        if found["label"]:
            yield Cue(span, Kind.COLON, True)
        elif found["topic"]:
            yield Cue(span, Kind.COLON if ":" in found["topic"] else Kind.TOPIC, True)
        elif found["purpose"] or found["act"]:
            yield Cue(span, Kind.ACT, bool(found["purpose"]))
        elif found["aim"]:
            if _is_an_aim(found["verb_pt"] or found["verb_en"]):
                yield Cue(span, Kind.ACT, False)
        else:
            yield Cue(span, Kind.TOPIC if found["on"] else Kind.COLON, False)


def _is_an_aim(verb: str) -> bool:
    """Whether "para" or "to" leads to something to be done in the meeting, not to the asking."""
    return verb not in REQUEST_WORDS and verb not in STOP_WORDS
