"""Which organisations a request names: by the whole words of an id, a name or an alias."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from spine.domain.languages import REQUESTS, VOCABULARY
from spine.domain.reading.sentence import Sentence, Span, sentence
from spine.domain.tokenizer import Word, words

MAX_KEY_WORDS = 4
MAX_WORDS_READ = 50
"""How much of a text is looked up: the runs of so many words, among its first so many."""

_BY_ID, _BY_NAME, _BY_ALIAS = range(3)
_NEW_SENTENCE = frozenset(".!?\n")


class Named(Protocol):
    """An organisation as far as recognising it goes."""

    @property
    def org_id(self) -> str: ...
    @property
    def name(self) -> str | None: ...
    @property
    def aliases(self) -> Sequence[str]: ...


class Mention(NamedTuple):
    """An organisation where the text names it."""

    span: Span
    org_id: str


@dataclass(frozen=True)
class Recognised:
    """The mentions of organisations in a text, and whether two had an equal claim to a name."""

    mentions: tuple[Mention, ...] = ()
    ambiguous: bool = False

    @property
    def org_ids(self) -> tuple[str, ...]:
        """Each organisation once, in the order of the text."""
        return tuple(dict.fromkeys(mention.org_id for mention in self.mentions))


class _Claim(NamedTuple):
    first: int
    length: int
    rank: int
    org_id: str


def name_key(name: str) -> str:
    """The key that an id, a name or an alias is looked up by: its folded words, cut after the fourth.

    Stop-words at its ends are taken off, unless it has no other words.
    """
    return " ".join(_trimmed(_core(name)[:MAX_KEY_WORDS]))


def candidate_keys(text: str) -> list[str]:
    """Every key that may name an organisation in a text, each once, in order.

    They are the runs of at most four of its first 50 words that neither start nor end in a stop-word.
    """
    read = words(text[: MAX_WORDS_READ * 100])[:MAX_WORDS_READ]
    runs = (
        read[first : first + length]
        for first in range(len(read))
        for length in range(1, min(MAX_KEY_WORDS, len(read) - first) + 1)
    )
    named = (run for run in runs if not VOCABULARY.stop_words.intersection((run[0], run[-1])))
    return list(dict.fromkeys(map(" ".join, named)))


def recognise(text: str, organisations: Sequence[Named], dates: Iterable[Span] = ()) -> Recognised:
    """The organisations among some that a text names; words in `dates`, spans of it folded, name none."""
    return recognise_in(sentence(text), organisations, dates)


def recognise_in(said: Sentence, organisations: Sequence[Named], dates: Iterable[Span] = ()) -> Recognised:
    """As `recognise`, of a text already made ready for searching."""
    if not organisations:
        return Recognised()
    dated = bytearray(len(said.folded))
    for start, end in dates:
        dated[start:end] = b"\1" * (end - start)
    return _settle(said, list(_claims(said, organisations, dated)))


def _core(name: str) -> list[str]:
    return _trimmed(words(name))


def _trimmed(parts: list[str]) -> list[str]:
    """Words without the stop-words at their ends, or as they are where nothing else is left."""
    content = [i for i, word in enumerate(parts) if word not in VOCABULARY.stop_words]
    return parts[content[0] : content[-1] + 1] if content else parts


def _names(organisations: Sequence[Named]) -> dict[str, set[tuple[tuple[str, ...], int, str]]]:
    """Each name's words, rank and owner, by its first word."""
    by_first: dict[str, set[tuple[tuple[str, ...], int, str]]] = {}
    for organisation in organisations:
        named = [(organisation.org_id, _BY_ID), (organisation.name or "", _BY_NAME)]
        for name, rank in [*named, *((alias, _BY_ALIAS) for alias in organisation.aliases)]:
            if core := tuple(_core(name)):
                by_first.setdefault(core[0], set()).add((core, rank, organisation.org_id))
    return by_first


def _claims(said: Sentence, organisations: Sequence[Named], dated: bytearray) -> Iterator[_Claim]:
    by_first = _names(organisations)
    spoken = [word.text for word in said.words]
    for first, word in enumerate(spoken):
        for core, rank, org_id in by_first.get(word, ()):
            if tuple(spoken[first : first + len(core)]) != core:
                continue
            if len(core) > 1 or not _is_everyday(word) or _is_party(said, first, dated):
                yield _Claim(first, len(core), rank, org_id)


def _settle(said: Sentence, claims: list[_Claim]) -> Recognised:
    """The longest claim wins, then id before name before alias; where two are equal, neither."""
    taken = bytearray(len(said.words))
    mentions, ambiguous = list[Mention](), False
    claims.sort(key=lambda claim: (-claim.length, claim.first, claim.rank, claim.org_id))
    for place, claim in enumerate(claims):
        end = claim.first + claim.length
        if any(taken[claim.first : end]):
            continue
        taken[claim.first : end] = b"\1" * claim.length
        if _is_contested(claims, place):
            ambiguous = True
            continue
        span = Span(said.words[claim.first].start, said.words[end - 1].end)
        mentions.append(Mention(span, claim.org_id))
    return Recognised(tuple(sorted(mentions)), ambiguous)


def _is_contested(claims: Sequence[_Claim], place: int) -> bool:
    """Whether another organisation's claim to the very same words ranks as high."""
    claim = claims[place]
    following = place + 1
    while following < len(claims) and claims[following][:3] == claim[:3]:
        if claims[following].org_id != claim.org_id:
            return True
        following += 1
    return False


def _is_everyday(word: str) -> bool:
    return word in VOCABULARY.company_words or _is_function_word(word)


def _is_party(said: Sentence, index: int, dated: bytearray) -> bool:
    """Whether an everyday word is used as a party: capitalised inside, or after a word for one."""
    word = said.words[index]
    if dated[word.start]:
        return False
    if _is_capitalised_inside(said, index):
        return True
    before = _before_article(said, index)
    if before in REQUESTS.party_signs:
        return not _is_function_word(word.text) or _ends_its_phrase(said, index, dated)
    return before in REQUESTS.weak_party_signs and _ends_its_phrase(said, index, dated)


def _is_function_word(word: str) -> bool:
    return word in VOCABULARY.stop_words or word in VOCABULARY.meeting_words or word.isdigit() or len(word) == 1


def _is_capitalised_inside(said: Sentence, index: int) -> bool:
    """Whether a word is capitalised by choice, not as a sentence's first or among capitals only."""
    word = said.words[index]
    own = said.own(word.start, word.end)
    if not own[:1].isupper() or index == 0:
        return False
    between = said.own(said.words[index - 1].end, word.start)
    return not _NEW_SENTENCE.intersection(between) and not said.original.isupper()


def _before_article(said: Sentence, index: int) -> str | None:
    """The word before an article, or before the word itself where it has none; None across punctuation."""
    place = index - 1
    if place >= 0 and said.words[place].text in REQUESTS.party_articles:
        place -= 1
    if place < 0 or not _is_joined(said, said.words[place], said.words[index]):
        return None
    return said.words[place].text


def _ends_its_phrase(said: Sentence, index: int, dated: bytearray) -> bool:
    """Whether no further noun follows that the word might describe, as "meta" does in "da meta anual"."""
    if index + 1 == len(said.words):
        return True
    word, following = said.words[index], said.words[index + 1]
    if said.folded[word.end : following.start].strip() or dated[following.start]:
        return True
    return following.text in VOCABULARY.stop_words or following.text[0].isdigit()


def _is_joined(said: Sentence, first: Word, last: Word) -> bool:
    return not set(said.folded[first.end : last.start]) & set(",.;!?()\n")
