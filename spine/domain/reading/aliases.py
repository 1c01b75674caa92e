"""What may be an organisation's alias: no word, time or length that is said of any meeting."""

from spine.domain.languages.packs import VOCABULARY
from spine.domain.reading import moments
from spine.domain.reading.meeting_kinds import KINDS
from spine.domain.reading.organisation_names import is_sign_joined
from spine.domain.reading.people import one_to_ones
from spine.domain.reading.sentence import Sentence
from spine.domain.tokenizer import is_content

_OF_MEETINGS = VOCABULARY.meeting_words | {word for kinds in KINDS.values() for kind in kinds for word in kind.words}


def may_be_alias(text: str) -> bool:
    """Whether a name holds more than requests hold that do not mean it.

    A number with a unit is a name where it is written as none is: "3M".
    """
    if is_sign_joined(text) or _is_code(text):
        return True
    sentence = Sentence.of(text)
    times = moments.find(sentence.folded)
    spans = [*(moment.span for moment in times.moments), *(length.span for length in times.lengths)]
    said = sentence.marks([*spans, *one_to_ones(sentence)])
    return any(
        is_content(word.text) and word.text not in _OF_MEETINGS and word.start not in said for word in sentence.words
    )


def _is_code(text: str) -> bool:
    """Whether a text is one word of digits and capitals."""
    text = text.strip()
    return text.isalnum() and text.isupper() and any(sign.isdigit() for sign in text)
