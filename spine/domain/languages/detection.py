"""Which language a text is written in: the one that its words speak for most clearly."""

import re
from collections.abc import Mapping

from spine.domain.languages import Language
from spine.domain.languages.notation import any_of
from spine.domain.languages.packs import PACKS
from spine.domain.tokenizer import fold
from spine.domain.word_cache import LONGEST_KEPT, cached_by_word

TELLING_WORD, STOP_WORD = 2.0, 1.0
OWN_LETTER, ACCENTED_LETTER, ENDING = 1.0, 0.4, 0.6
"""Points: for a word that is listed, and for the form of one that is not."""
SAMPLE_LENGTH = 1_000
"""Characters from the beginning of a text that are looked at."""
SHORTEST_WITH_ENDING = 5

type Points = Mapping[Language, float]

_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = {language: pack.detection for language, pack in PACKS.items()}
_LISTED = {
    language: dict.fromkeys(pack.vocabulary.stop_words, STOP_WORD)
    | dict.fromkeys(pack.detection.telling_words, TELLING_WORD)
    | dict(pack.detection.ambiguous_words)
    for language, pack in PACKS.items()
}
_ENDINGS = {language: re.compile(any_of(signs.endings) + "$") for language, signs in _SIGNS.items()}


def detect(text: str) -> Language | None:
    """The language a text is written in, with or without accents; None where nothing in it tells."""
    words = [word for word in _WORD.findall(text[:SAMPLE_LENGTH]) if len(word) <= LONGEST_KEPT]
    totals = dict.fromkeys(Language, 0.0)
    for word in words:
        for language, margin in _margins(word):
            totals[language] += margin
    best = _highest(totals)
    if len(best) > 1:
        folded = [fold(word) for word in words]
        best = _highest({each: sum(word in _SIGNS[each].borrowed_words for word in folded) for each in best})
    return best[0] if len(best) == 1 else None


def _highest(scores: Mapping[Language, float]) -> list[Language]:
    return [language for language, score in scores.items() if score == max(scores.values())]


@cached_by_word
def _margins(word: str) -> tuple[tuple[Language, float], ...]:
    """How many more points a word has in each language than in any other; none where it tells nothing."""
    folded = fold(word)
    points = _points_of_listed(folded) or _points_of_form(word, folded)
    return tuple((each, n - max(m for other, m in points.items() if other is not each)) for each, n in points.items())


def _points_of_listed(folded: str) -> Points:
    """A word's points by the lists; empty where these tell no language from another."""
    points = {language: listed.get(folded, 0.0) for language, listed in _LISTED.items()}
    return points if len(set(points.values())) > 1 else {}


def _points_of_form(word: str, folded: str) -> Points:
    """A word's points by its letters and ending; empty for a capitalised one, for it may be a name."""
    if word[:1].isupper() and not word.isupper():
        return {}
    letters = frozenset(word.lower())
    points = {
        language: OWN_LETTER * bool(letters.intersection(signs.own_letters)) for language, signs in _SIGNS.items()
    }
    if any(points.values()):
        return points
    for language, signs in _SIGNS.items():
        if letters.intersection(signs.accented_letters):
            points[language] += ACCENTED_LETTER
        if len(folded) >= SHORTEST_WITH_ENDING and _ENDINGS[language].search(folded):
            points[language] += ENDING
    return points
