"""Which organisations a request names: by the whole words of an id, a name or an alias."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from spine.domain.languages.packs import REQUESTS, VOCABULARY
from spine.domain.reading.breaks import BREAKS, QUOTES
from spine.domain.reading.sentence import Marks, Sentence, Span
from spine.domain.tokenizer import words

MAX_KEY_WORDS = 4
MAX_WORDS_READ = 50
"""How much of a text is looked up: the runs of so many words, among its first so many."""

_BY_ID, _BY_NAME, _BY_ALIAS = range(3)
_BREAKS = BREAKS - set(QUOTES) - {":"}
"""A label's colon and a quote lead to a name: "client: Target"."""
_SENTENCE_ENDS = frozenset(".!?\n")
_FUNCTION_WORDS = REQUESTS.links | REQUESTS.of_words | REQUESTS.conjunctions | REQUESTS.with_words | REQUESTS.for_words
_SIGN_JOINED = re.compile(r"(?<![^\W_])[^\W_]++(?:[&+][^\W_]++)+")


class Named(Protocol):
    """An organisation as far as recognising it goes."""

    @property
    def org_id(self) -> str: ...
    @property
    def name(self) -> str | None: ...
    @property
    def aliases(self) -> Sequence[str]: ...


class Keyed(Named, Protocol):
    """An organisation with the keys that it is looked up by."""

    @property
    def name_keys(self) -> Sequence[str]: ...


class Mention(NamedTuple):
    """An organisation where the text names it."""

    span: Span
    org_id: str


@dataclass(frozen=True)
class Recognised:
    """The mentions of organisations in a text, and the names to which several have an equal claim."""

    mentions: tuple[Mention, ...] = ()
    unclear: tuple[Span, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether there is a name to which several have an equal claim."""
        return bool(self.unclear)

    @property
    def spans(self) -> list[Span]:
        """Where organisations are named, in order."""
        return sorted([*(mention.span for mention in self.mentions), *self.unclear])

    @property
    def org_ids(self) -> tuple[str, ...]:
        """Each organisation once, in the order of the text."""
        return tuple(dict.fromkeys(mention.org_id for mention in self.mentions))


class _Claim(NamedTuple):
    """An organisation whose name some words of a text are: the first of them, how many, which kind of name."""

    first: int
    length: int
    rank: int
    org_id: str


def name_key(name: str) -> str:
    """The key that an id, a name or an alias is looked up by: its folded words, cut after the fourth.

    Stop-words at its ends are taken off, unless it has no other words, or a sign joins them to others: "AT&T".
    """
    return " ".join(_trimmed(name, _trimmed(name, words(name))[:MAX_KEY_WORDS]))


def candidate_keys(text: str) -> list[str]:
    """Every key that may name an organisation in a text, each once, in order.

    They are the runs of at most four of its first 50 words that neither start nor end in a stop-word. Where a sign
    joins words, as in "AT&T", a stop-word may be part of a name, so that all runs count.
    """
    text = text[: MAX_WORDS_READ * 100]
    read = words(text)[:MAX_WORDS_READ]
    runs = (
        read[first : first + length]
        for first in range(len(read))
        for length in range(1, min(MAX_KEY_WORDS, len(read) - first) + 1)
    )
    is_joined = is_sign_joined(text)
    named = (run for run in runs if is_joined or not VOCABULARY.stop_words.intersection((run[0], run[-1])))
    return list(dict.fromkeys(map(" ".join, named)))


def is_sign_joined(name: str) -> bool:
    """Whether a sign joins parts of a name that would say little alone, as in "S&V", "R+D" and "AT&T"."""
    return _SIGN_JOINED.search(name) is not None


def most_entitled[O: Keyed](organisations: Sequence[O], keys: Collection[str], most: int) -> list[O]:
    """For each key at most so many organisations: whose id it is before whose name, before whose alias; by id."""
    by_id = {organisation.org_id: organisation for organisation in organisations}
    claims = defaultdict[str, list[tuple[int, str]]](list)
    for org_id, organisation in by_id.items():
        ranks = {name_key(name): rank for name, rank in reversed(list(_ranked_names(organisation)))}
        for key in set(keys).intersection(organisation.name_keys):
            claims[key].append((ranks.get(key, _BY_ALIAS), org_id))
    kept = {org_id for claimants in claims.values() for _, org_id in sorted(claimants)[:most]}
    return [by_id[org_id] for org_id in sorted(kept)]


def called[O: Named](name: str, organisations: Iterable[O]) -> list[O]:
    """The organisations that are called by a name as a whole: by their id, else their name, else an alias."""
    wanted = _trimmed(name, words(name))
    by_rank = defaultdict[int, list[O]](list)
    for organisation in organisations:
        ranks = [rank for other, rank in _ranked_names(organisation) if _trimmed(other, words(other)) == wanted]
        if wanted and ranks:
            by_rank[min(ranks)].append(organisation)
    return by_rank[min(by_rank)] if by_rank else []


def recognise(sentence: Sentence, organisations: Sequence[Named], dates: Iterable[Span] = ()) -> Recognised:
    """The organisations among some that a sentence names; everyday words in `dates` name none.

    The longest name wins, then an id before a name before an alias; where two claims are equal, neither.
    """
    claims = list(_claims(sentence, organisations, sentence.marks(dates)))
    claims.sort(key=lambda claim: (-claim.length, claim.first, claim.rank, claim.org_id))
    claimants = defaultdict[tuple[int, int, int], set[str]](set)
    for claim in claims:
        claimants[claim[:3]].add(claim.org_id)
    taken, mentions, unclear = Marks(len(sentence.words)), list[Mention](), list[Span]()
    for claim in claims:
        end = claim.first + claim.length
        if not taken.take(Span(claim.first, end)):
            continue
        span = Span(sentence.words[claim.first].start, sentence.words[end - 1].end)
        if len(claimants[claim[:3]]) > 1:
            unclear.append(span)
        else:
            mentions.append(Mention(span, claim.org_id))
    return Recognised(tuple(sorted(mentions)), tuple(unclear))


def _claims(sentence: Sentence, organisations: Sequence[Named], dated: Marks) -> Iterator[_Claim]:
    names = _names_by_first_word(organisations)
    word_texts = sentence.texts
    for first, word in enumerate(word_texts if names else ()):
        for name in names.get(word, ()):
            is_said = tuple(word_texts[first : first + len(name.words)]) == name.words
            whole = _whole(word_texts, first, name)
            if is_said and _counts(sentence, first, name, whole, dated):
                yield _Claim(whole.start, whole.end - whole.start, name.rank, name.org_id)


class _Name(NamedTuple):
    """A name as it is written, its folded words without the stop-words `before` and `behind` it, its rank and owner."""

    written: str
    before: tuple[str, ...]
    words: tuple[str, ...]
    behind: tuple[str, ...]
    rank: int
    org_id: str


def _whole(word_texts: Sequence[str], first: int, name: _Name) -> Span:
    """The words of a name from its first: with the stop-words around a single one where they are said too."""
    end = first + len(name.words)
    start, stop = first - len(name.before), end + len(name.behind)
    is_whole = start >= 0 and tuple(word_texts[start:first]) == name.before
    is_whole &= tuple(word_texts[end:stop]) == name.behind
    return Span(start, stop) if is_whole and len(name.words) == 1 else Span(first, end)


def _counts(sentence: Sentence, first: int, name: _Name, whole: Span, dated: Marks) -> bool:
    """Whether words of a sentence that are a name are meant as one: an everyday word needs a sign of that."""
    if len(name.words) > 1:
        said = sentence.folded[sentence.words[first].start : sentence.words[first + len(name.words) - 1].end]
        return not is_sign_joined(name.written) or is_sign_joined(said.replace(" ", ""))
    word = sentence.words[first]
    if word.start in dated:  # a time or a length, unless it is written as the name is: "3M"
        return word.text.isalnum() and not name.written.islower() and sentence.own(word.start, word.end) == name.written
    if name.before or name.behind:
        return _is_cut_name_meant(sentence, first, name, whole, dated)
    is_everyday = word.text in VOCABULARY.company_words or _is_without_content(word.text)
    return not is_everyday or _is_meant_as_name(sentence, first, dated)


def _names_by_first_word(organisations: Sequence[Named]) -> dict[str, set[_Name]]:
    by_first: dict[str, set[_Name]] = {}
    for organisation in organisations:
        for name, rank in _ranked_names(organisation):
            if parts := words(name):
                before, kept, behind = _split(name, parts)
                said = _Name(name, before, kept, behind, rank, organisation.org_id)
                by_first.setdefault(kept[0], set()).add(said)
    return by_first


def _ranked_names(organisation: Named) -> Iterator[tuple[str, int]]:
    """Everything that an organisation is called, what counts most first."""
    yield organisation.org_id, _BY_ID
    yield organisation.name or "", _BY_NAME
    yield from ((alias, _BY_ALIAS) for alias in organisation.aliases)


def _trimmed(name: str, parts: list[str]) -> list[str]:
    """Words of a name without the stop-words at their ends, or as they are where these belong to it."""
    return list(_split(name, parts)[1])


def _split(name: str, parts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The stop-words before a name's words, these, and the stop-words behind them."""
    content = [i for i, word in enumerate(parts) if word not in VOCABULARY.stop_words]
    if is_sign_joined(name) or not content:
        return (), tuple(parts), ()
    first, last = content[0], content[-1] + 1
    return tuple(parts[:first]), tuple(parts[first:last]), tuple(parts[last:])


def _is_without_content(word: str) -> bool:
    return word in VOCABULARY.stop_words or word in VOCABULARY.meeting_words or word.isdigit() or len(word) == 1


def _is_meant_as_name(sentence: Sentence, index: int, dated: Marks) -> bool:
    """Whether an everyday word is used as a name: capitalised inside a sentence, or after a word for a party."""
    word = sentence.words[index]
    if _is_capitalised_inside(sentence, index):
        return True
    before = _before_article(sentence, index)
    if before in REQUESTS.party_signs:
        return not _is_without_content(word.text) or _ends_its_phrase(sentence, index, dated)
    return before in REQUESTS.weak_party_signs and _ends_its_phrase(sentence, index, dated)


def _is_cut_name_meant(sentence: Sentence, index: int, name: _Name, whole: Span, dated: Marks) -> bool:
    """Whether the one word left of a name without its stop-words is used as the name, and not as the word it is.

    It is where the name stands as it is written, or with small words that say something ("três Ipês").
    """
    if whole.end - whole.start > 1:
        said = sentence.own(sentence.words[whole.start].start, sentence.words[whole.end - 1].end)
        says_something = not _FUNCTION_WORDS.issuperset((*name.before, *name.behind))
        if says_something or said == name.written or said.lower() == name.org_id:
            return True
    is_led = _before_article(sentence, index) in REQUESTS.party_signs and _ends_its_phrase(sentence, index, dated)
    return is_led or _is_capitalised_inside(sentence, index)


def _is_capitalised_inside(sentence: Sentence, index: int) -> bool:
    """Whether a word is capitalised by choice, not as a sentence's first or among capitals only."""
    word = sentence.words[index]
    if index == 0 or not sentence.own(word.start, word.end)[:1].isupper():
        return False
    between = sentence.own(sentence.words[index - 1].end, word.start)
    return not _SENTENCE_ENDS.intersection(between) and not sentence.original.isupper()


def _before_article(sentence: Sentence, index: int) -> str | None:
    """The word before a word and the article in front of it, if there is one; None across punctuation."""
    before = index - 1
    if before >= 0 and sentence.words[before].text in REQUESTS.party_articles:
        before -= 1
    if before < 0 or _BREAKS.intersection(sentence.folded[sentence.words[before].end : sentence.words[index].start]):
        return None
    return sentence.words[before].text


def _ends_its_phrase(sentence: Sentence, index: int, dated: Marks) -> bool:
    """Whether no further noun follows that the word might describe, as "meta" does in "da meta anual"."""
    if index + 1 == len(sentence.words):
        return True
    word, following = sentence.words[index], sentence.words[index + 1]
    if sentence.folded[word.end : following.start].strip() or following.start in dated:
        return True
    return following.text in VOCABULARY.stop_words or following.text[0].isdigit()
