"""The phrases of a fact's words that could be titles, and a fact's own words as a title."""

import re
from collections.abc import Container, Iterable, Iterator

from spine.domain.languages.packs import TITLE_WORDS
from spine.domain.naming import Stretch, names_a_thing, without_possessive
from spine.domain.tokenizer import is_content, words

LONGEST_PHRASE = 4
"""Words in a title, with those that join them: "contrato com a Foxconn"."""
LONGEST_OPENING = 60
"""Characters of a fact's own words that are a title."""

type Phrase = tuple[str, ...]
"""The stems of a phrase's words, without those that join them."""

_PAUSE = re.compile(r" [–—-] |[:;.?!] ")
_MARKS = " ,;:.-–—()"


def phrases(stretches: Iterable[Stretch], stems: Container[str]) -> Iterator[tuple[Phrase, str]]:
    """Every phrase of two to four words, or of several stems, that may be a title and holds these stems alone, each
    with the way in which the text writes it.
    """
    for stretch in stretches:
        for first, last in _ends_of_phrases(stretch, stems):
            part = stretch[first : last + 1]
            phrase = tuple([stem for word in part for stem in word.stems])
            if len(phrase) > 1 and len(set(phrase)) == len(phrase):
                yield phrase, without_possessive(" ".join([word.written for word in part]))


def _ends_of_phrases(stretch: Stretch, stems: Container[str]) -> Iterator[tuple[int, int]]:
    """The first and the last word of every phrase: both name something, and joining words may stand between."""
    fits = [all(stem in stems for stem in word.stems) for word in stretch]
    for first, word in enumerate(stretch):
        if not word.stems:
            continue
        for last in range(first, min(first + LONGEST_PHRASE, len(stretch))):
            if not fits[last]:
                break
            if stretch[last].stems:
                yield first, last


def begins_a_title(text: str) -> bool:
    """Whether a text begins with a word of its own, or an article: "They discussed…" goes on with what was said."""
    first = next(iter(words(text)), "")
    return is_content(first) or first in TITLE_WORDS.articles or first in TITLE_WORDS.prepositions


def own_words(text: str) -> str:
    """A text as a title: the whole of a short one; else up to its first pause, or cut after a word that names."""
    line = " ".join(text.split()).rstrip(" .;:,")
    if len(line) <= LONGEST_OPENING:
        return line
    pause = _PAUSE.search(line)
    if pause and pause.start() <= LONGEST_OPENING and " " in line[: pause.start()]:
        return line[: pause.start()]
    kept = line[:LONGEST_OPENING].rpartition(" ")[0].split() or [line[: LONGEST_OPENING - 1]]
    while len(kept) > 1 and not names_a_thing(kept[-1].strip(_MARKS)):
        kept.pop()
    return " ".join(kept).rstrip(_MARKS) + "…"
