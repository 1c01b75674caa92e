"""The language that a request asks for its agenda in: "in English, please", "pauta em português"."""

import re
from typing import NamedTuple

from spine.domain.languages import Language
from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import REQUESTS, VOCABULARY
from spine.domain.reading.sentence import Marks, Sentence, Span
from spine.domain.reading.vocabulary import FRAME_WORDS

_COURTESY = re.compile(rf"\s+{any_of(REQUESTS.courtesies)}\b")
_BY_CODE = {language.code: language for language in Language}


class AskedLanguage(NamedTuple):
    """A language, and the phrase that asks for it."""

    language: Language
    span: Span


def find(sentence: Sentence, taken: Marks) -> AskedLanguage | None:
    """The first language that is asked for. That of something else, as in "the manual in English", is not.

    What stands in `taken` says when or how long, or names an organisation.
    """
    for index, text in enumerate(sentence.texts):
        if text not in REQUESTS.languages:
            continue
        tie = index - 1 - (sentence.texts[index - 1] in REQUESTS.language_varieties)
        end = _past_variety(sentence, index + 1)
        span = Span(sentence.words[max(tie, 0)].start, sentence.words[end - 1].end)
        is_tied = tie >= 0 and sentence.texts[tie] in REQUESTS.language_ties
        if is_tied and _is_asked(sentence, taken, tie, end, span):
            return AskedLanguage(_BY_CODE[REQUESTS.languages[text]], span)
    return None


def _past_variety(sentence: Sentence, index: int) -> int:
    """The index behind "do Brasil" and the like, or the same index without it."""
    texts = sentence.texts
    last = index + 1 if index < len(texts) and texts[index] in REQUESTS.of_words else index
    return last + 1 if last < len(texts) and texts[last] in REQUESTS.language_varieties else index


def _is_asked(sentence: Sentence, taken: Marks, first: int, end: int, span: Span) -> bool:
    """Whether a phrase stands by itself or among mere asking, or a courtesy follows."""
    if _COURTESY.match(sentence.folded, span.end):
        return True
    texts, goes_on = sentence.texts, [*sentence.goes_on, False]
    if goes_on[end] and texts[end] not in FRAME_WORDS and texts[end] not in VOCABULARY.stop_words:
        return False
    while first > 0 and goes_on[first]:
        first -= 1
        if texts[first] not in FRAME_WORDS and sentence.words[first].start not in taken:
            return False
    return True
