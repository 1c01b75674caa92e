"""Words: one way of folding, splitting and stemming for both languages and for every store.

A word's stem depends on nothing but the word, so a Portuguese question finds an English fact that shares a
name or a number with it, and both stores index the same stems. Plurals are taken off and nothing else: on
Portuguese, heavier stemmers unite words of different meaning (banco and banca). Where the plural rules of the
two languages disagree, both forms are led to one spelling (item, itens; plan, plans) instead of asking for the
language.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from spine.domain.stopwords import STOP_WORDS

MAX_STEMS = 200

_WORD = re.compile(r"[^\W_]+(?:_[^\W_]+)*")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")

_IRREGULAR = {
    "leis": "lei", "reis": "rei", "pais": "pais", "shoes": "shoe", "heroes": "hero", "vetoes": "veto",
    "echoes": "echo", "cargoes": "cargo", "potatoes": "potato", "tomatoes": "tomato", "qualquer": "qualquer",
    "quaisquer": "qualquer", "menus": "menu", "apis": "api", "kpis": "kpi",
}  # fmt: skip
_PLURALS = (
    ("oes", "ao"), ("aes", "ao"), ("ais", "al"), ("eis", "el"), ("ois", "ol"), ("uis", "ul"),
    ("eus", "eu"), ("sis", "sis"), ("is", "il"), ("ss", "ss"), ("us", "us"), ("s", ""),
)  # fmt: skip
_SAME_SPELLING = (
    (re.compile("ie$|y$"), "i"),
    (re.compile("(?<=[rzsx])e$|(?<=[cs]h)e$"), ""),
    (re.compile("il$"), "el"),
    (re.compile("m$"), "n"),
)


class _WithoutMarks(dict[int, int | None]):
    """A table for `str.translate` that takes combining marks out and learns every sign once."""

    def __missing__(self, sign: int) -> int | None:
        self[sign] = None if unicodedata.combining(chr(sign)) else sign
        return self[sign]


_WITHOUT_MARKS = _WithoutMarks()


def fold(text: str) -> str:
    """Text without case, accents or ligatures: "Ação" and "ACAO" fold alike, and so do "straße" and "STRASSE"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return decomposed.translate(_WITHOUT_MARKS)


def words(text: str) -> list[str]:
    """The folded words of a text, in order; a run of Chinese or Japanese signs gives its pairs."""
    found = _WORD.findall(fold(text))
    return found if text.isascii() else [part for word in found for part in _split(word)]


def _split(word: str) -> Iterator[str]:
    if word.isascii():
        yield word
        return
    position = 0
    for run in _HAN.finditer(word):
        yield from filter(None, [word[position : run.start()]])
        signs = run.group()
        yield from (signs[i : i + 2] for i in range(max(1, len(signs) - 1)))
        position = run.end()
    yield from filter(None, [word[position:]])


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A folded word without its plural ending, Portuguese or English, spelt alike for singular and plural."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 3:
        for ending, singular in _PLURALS:
            if word.endswith(ending):
                word = word.removesuffix(ending) + singular
                break
    if len(word) > 3:
        for pattern, spelling in _SAME_SPELLING:
            word = pattern.sub(spelling, word)
    return word


def is_content(word: str) -> bool:
    """Whether a folded word says something: more than one letter, and no function word of either language."""
    return word not in STOP_WORDS and (len(word) > 1 or bool(_HAN.match(word)))


def stems(text: str) -> list[str]:
    """The stems of a text's content words, in order, repeated as often as they stand there."""
    return [stem(word) for word in words(text) if is_content(word)]


def spoken(text: str) -> dict[str, str]:
    """The stems of a text's content words, each with the first word that it stands for, as it is written there."""
    forms: dict[str, str] = {}
    for form in _WORD.findall(text):
        for stemmed in stems(form):
            forms.setdefault(stemmed, form)
    return forms


def terms(*texts: str) -> list[str]:
    """What a search index keeps of some texts: their distinct stems, at most 200, in alphabetical order."""
    distinct = dict.fromkeys(s for text in texts for s in stems(text))
    return sorted(list(distinct)[:MAX_STEMS])
