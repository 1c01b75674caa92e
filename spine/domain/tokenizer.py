"""The tokenizer: how text is folded, split into words and stemmed, for all languages and for every store.

A word's stem depends on the word alone: a Portuguese question finds an English fact that shares a name or a number
with it, and both stores index the same stems. Only plurals are taken off: on Portuguese, heavier stemmers unite words
of different meaning (banco and banca). Where the plural rules of two languages disagree, both forms get one spelling
(item, itens; plan, plans), since the language of a word is not known.

Numbers are words, and spellings of one thing share a stem: see docs/data-model.md#words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from spine.domain.languages.packs import PLURALS, VOCABULARY
from spine.domain.limits import CHARACTERS_READ
from spine.domain.word_cache import cached_by_word

MAX_STEMS = 200
MAX_FOLDED = 64_000
"""Characters of a folded text that are read: twice the longest text, for a few signs fold to a phrase of eighteen."""
SIGNS_KEPT = 4_096

WORDS_VERSION = 4
"""The version of `stems` and of what is made of them (`WordAnalysis`): what a store keeps of an older one is made anew.

Raise it when a text gets other stems, or another analysis."""

_SIGNS = r"[^\W_]+(?:_[^\W_]+)*"
_WORD = re.compile(_SIGNS)
_NUMBER = r"(?<![^\W_])v?\d+(?:[.,]\d+)+(?![^\W_])"
_TOKEN = re.compile(rf"{_NUMBER}|{_SIGNS}(?:[-\u2010\u2011]{_SIGNS})*", re.IGNORECASE)
_INSIDE = re.compile(r"[-.,\u2010\u2011]\w")
"""What stands in every token that is more than a word."""
_SEPARATOR = re.compile(r"[.,]")
_ORDINAL = re.compile(r"(?<=\d)[ºª°]")
_PLURAL_ENDINGS = sorted(PLURALS.endings.items(), key=lambda pair: -len(pair[0]))
_SPELLINGS = tuple((re.compile(pattern), spelling) for pattern, spelling in PLURALS.spellings.items())


class Word(NamedTuple):
    """A folded word and where it stands in the folded text."""

    text: str
    start: int
    end: int


class _WithoutMarks(dict[int, int | None]):
    """A table for `str.translate` that takes combining marks out and learns signs as they come, up to 4,096."""

    def __missing__(self, sign: int) -> int | None:
        kept = None if unicodedata.combining(chr(sign)) else sign
        if len(self) < SIGNS_KEPT:
            self[sign] = kept
        return kept


_WITHOUT_MARKS = _WithoutMarks()


def fold(text: str) -> str:
    """Text without case, accents or ligatures: "Ação" and "ACAO" fold alike, and so do "straße" and "STRASSE"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return decomposed.translate(_WITHOUT_MARKS)


def opening(text: str) -> str:
    """The beginning of a text: its first 2,000 characters, without the word that they cut.

    Whatever compares texts reads this part of them, so that its cost does not grow with what people paste.
    """
    if len(text) <= CHARACTERS_READ:
        return text
    whole, *_ = text[: CHARACTERS_READ + 1].rsplit(maxsplit=1) or [""]
    return whole[:CHARACTERS_READ]


def words(text: str) -> list[str]:
    """The folded words of a text, in order; a run of Chinese or Japanese signs gives its pairs."""
    folded = fold(text)
    return _WORD.findall(folded) if folded.isascii() else [word.text for word in placed_words(folded)]


def placed_words(folded: str) -> Iterator[Word]:
    """The words of a folded text, as `words` gives them, with their positions."""
    if folded.isascii():
        spans = map(re.Match.span, _WORD.finditer(folded))
        yield from map(Word._make, [(folded[start:end], start, end) for start, end in spans])
        return
    for found in _WORD.finditer(folded):
        if found.group().isascii():
            yield Word(found.group(), *found.span())
            continue
        start = found.start()
        for is_han, run in groupby(found.group(), key=_is_han):
            end = start + len(list(run))
            length = 2 if is_han else end - start
            for first in range(start, max(start, end - length) + 1):
                last = min(first + length, end)
                yield Word(folded[first:last], first, last)
            start = end


def _is_han(sign: str) -> bool:
    """Whether a sign is Chinese or Japanese, which are written without blanks between words."""
    return "\u3040" <= sign <= "\u30ff" or "\u3400" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff"


@cached_by_word
def stem(word: str) -> str:
    """A folded word without its plural ending, spelt alike for singular and plural."""
    if word in PLURALS.irregular:
        return PLURALS.irregular[word]
    if len(word) > 3:
        for ending, singular in _PLURAL_ENDINGS:
            if word.endswith(ending):
                word = word.removesuffix(ending) + singular
                break
    if len(word) > 3:
        for pattern, spelling in _SPELLINGS:
            word = pattern.sub(spelling, word)
    return word


def is_content(word: str) -> bool:
    """Whether a folded word says something: a number, or more than one letter and no stop-word of any language."""
    return word not in VOCABULARY.stop_words and (len(word) > 1 or word.isdecimal() or _is_han(word[:1]))


def stems(text: str) -> list[str]:
    """The stems of a text's content words, in order, repeated as often as they stand there."""
    return stems_of(tokens(text))


def stems_of(tokens: Iterable[str]) -> list[str]:
    """The stems of some tokens, in order."""
    return [stemmed for unit in map(stems_of_token, tokens) for stemmed in unit]


def stem_units(text: str) -> list[tuple[str, ...]]:
    """The stems of each content word of a text: several where it is a compound, or a number with two readings."""
    return [unit for unit in map(stems_of_token, tokens(text)) if unit]


def tokens(text: str) -> list[str]:
    """The numbers and words of a text as they are written, folded; words joined by hyphens are one."""
    folded = fold(_ORDINAL.sub(" ", text))[:MAX_FOLDED]
    return (_TOKEN if _INSIDE.search(folded) else _WORD).findall(folded)


def words_and_tokens(text: str, folded: str) -> tuple[list[str], list[str]]:
    """The words of a text and its tokens, given the text folded too; most texts have the same and are split once."""
    found = words(folded)
    is_plain = folded.isascii() and not _INSIDE.search(folded) and len(folded) <= MAX_FOLDED
    return found, found if is_plain and not _ORDINAL.search(text) else tokens(text)


@cached_by_word
def stems_of_token(token: str) -> tuple[str, ...]:
    """The stems of a number, a word, or words joined by hyphens: each of these, and all written as one."""
    if is_separated_number(token):
        return tuple(_readings(token.lstrip("v")))
    parts = words(token)
    stems_of_parts = [stem(part) for part in parts if is_content(part)]
    joined = "".join(parts)
    if len(parts) > 1 and not _is_han(token[:1]) and not joined.isdecimal() and is_content(joined):
        stems_of_parts.append(stem(joined))
    return tuple(stems_of_parts)


def is_separated_number(token: str) -> bool:
    """Whether a token is a number with separators, of which the first reading is the likelier."""
    return bool(_SEPARATOR.search(token))


def _readings(number: str) -> list[str]:
    """How a number with separators may be meant, written without grouping: 1.500,00 is 1500; 1.500 may be 1.5 too.

    A separator groups digits where three follow and there is a second one; one alone before three digits may.
    """
    digits, signs = _SEPARATOR.split(number), _SEPARATOR.findall(number)
    grouped = len(digits[0]) <= 3 and digits[0] != "0" and all(len(group) == 3 for group in digits[1:-1])
    whole, last = "".join(digits[:-1]), digits[-1]
    if len(signs) == 1:
        return [_decimal(whole, last), *([whole + last] if grouped and len(last) == 3 else [])]
    if grouped and len(set(signs)) == 1 and len(last) == 3:
        return [whole + last]
    if grouped and len(set(signs[:-1])) == 1 and signs[-1] != signs[0]:
        return [_decimal(whole, last)]
    return [".".join(digits)]


def _decimal(whole: str, fraction: str) -> str:
    """A decimal number with a point; cents of zero are left out, one zero stays (release 4.0)."""
    return whole if len(fraction) == 2 and not fraction.strip("0") else f"{whole}.{fraction}"


def words_by_stem(text: str) -> dict[str, str]:
    """The stems of a text's content words, each with the first word that has it, as the text writes it."""
    first_words: dict[str, str] = {}
    for word in _TOKEN.findall(_ORDINAL.sub(" ", text)):
        for stemmed in stems(word):
            first_words.setdefault(stemmed, word)
    return first_words


def terms(*texts: str) -> list[str]:
    """What a search index keeps of some texts."""
    return terms_among(stemmed for text in texts for stemmed in stems(text))


def terms_among(stems_in_order: Iterable[str]) -> list[str]:
    """What a search index keeps of some stems: the first 200 distinct ones, in alphabetical order."""
    return sorted(list(dict.fromkeys(stems_in_order))[:MAX_STEMS])
