"""Which known people a sentence names: by a full name, or a shorter form that is nobody else's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple, Protocol

from spine.domain.languages.packs import PEOPLE_WORDS, REQUESTS, VOCABULARY
from spine.domain.reading.sentence import Marks, Sentence
from spine.domain.reading.vocabulary import FRAME_WORDS
from spine.domain.tokenizer import words

MAX_WORDS_READ = 50
"""How much of a text is looked up: its first so many words."""
_MOST_WORDS = 7
"""How many words of a text may be one name."""


class Known(Protocol):
    """A person as far as recognising it goes."""

    @property
    def name(self) -> str: ...


class Naming(NamedTuple):
    """Words of a sentence, from `first` up to `last`, that are a name; `names` are the full names that it may mean.

    `is_first_name` is whether it begins as one of these does.
    """

    first: int
    last: int
    names: tuple[str, ...]
    is_everyday: bool
    is_first_name: bool


def candidate_keys(text: str) -> list[str]:
    """Every word that may be part of a person's name in a text, each once, in order."""
    read = words(text[: MAX_WORDS_READ * 100])[:MAX_WORDS_READ]
    everyday = VOCABULARY.stop_words - PEOPLE_WORDS.everyday_names
    return [word for word in dict.fromkeys(read) if len(word) > 1 and word not in everyday and not word.isdigit()]


@dataclass(frozen=True)
class _Name:
    """A full name with its words, without titles and particles."""

    full: str
    words: tuple[str, ...]


class People:
    """The people that an organisation knows, as far as their names share a word with a sentence.

    A name that is the shorter form of exactly one other is that person's, who is called by the longer one.
    """

    def __init__(self, known: Sequence[Known]) -> None:
        """`known` may come in any order."""
        names = [_Name(one.name, _own_words(one.name)) for one in sorted(known, key=lambda one: one.name)]
        self._names = [name for name in names if name.words]
        self._first_words = {word for name in self._names for word in name.words}

    def meant_by(self, said: Sequence[str]) -> tuple[str, ...]:
        """The full names that some folded words may mean: none, one, or several that share the shorter form."""
        matching = [name for name in self._names if _is_form(said, name.words)]
        if any(name.words[0] == said[0] for name in matching):
            matching = [name for name in matching if name.words[0] == said[0]]
        return tuple(dict.fromkeys(self._longest(name) for name in matching))

    def _longest(self, name: _Name) -> str:
        longer = [o for o in self._names if len(o.words) > len(name.words) and _is_form(name.words, o.words)]
        fullest = [o for o in longer if not any(o is not p and _is_form(o.words, p.words) for p in longer)]
        return fullest[0].full if len(fullest) == 1 else name.full

    def named_in(self, sentence: Sentence, taken: Marks) -> Iterator[Naming]:
        """Every name in a sentence outside the stretches taken, the longest where several start alike."""
        texts = sentence.texts
        position = 0
        while position < min(len(texts), MAX_WORDS_READ):
            found = self._at(sentence, texts, position, taken) if texts[position] in self._first_words else None
            if found:
                yield found
            position = found.last if found else position + 1

    def _at(self, sentence: Sentence, texts: Sequence[str], first: int, taken: Marks) -> Naming | None:
        end = _run_end(sentence, first, taken)
        for last in range(end, first, -1):
            said = [word for word in texts[first:last] if word not in PEOPLE_WORDS.particles]
            if texts[last - 1] in PEOPLE_WORDS.particles or not said:
                continue
            if names := self.meant_by(said):
                if last < end and self._has_another_surname(sentence, last, said, names):
                    return None
                is_everyday = len(said) == 1 and said[0] in _EVERYDAY
                is_first_name = any(_own_words(name)[:1] == (said[0],) for name in names)
                return Naming(first, last, names, is_everyday, is_first_name)
        return None

    def _has_another_surname(self, sentence: Sentence, index: int, said: Sequence[str], names: Sequence[str]) -> bool:
        """Whether a name goes on that is the shorter form of others so far: "Dana Prescott" is no Dana Whitfield.

        Words without a capital letter may be anything, and where all have one nothing tells a name.
        """
        if any(len(_own_words(name)) <= len(said) for name in names) or not sentence.has_small_words:
            return False
        while index + 1 < len(sentence.words) and sentence.texts[index] in _INSIDE_NAMES:
            index += 1
        text = sentence.texts[index]
        is_other_word = text in FRAME_WORDS or text in _EVERYDAY or text in REQUESTS.people
        starts_a_name = any(name.words[0] == text for name in self._names)
        is_named = sentence.goes_on[index] and is_written_as_name(sentence, index)
        return is_named and not is_other_word and not starts_a_name


_INSIDE_NAMES = PEOPLE_WORDS.particles - REQUESTS.conjunctions
_EVERYDAY = (
    PEOPLE_WORDS.everyday_names | VOCABULARY.company_words | VOCABULARY.months | VOCABULARY.weekdays
    | VOCABULARY.stop_words | VOCABULARY.meeting_words | VOCABULARY.question_words
)  # fmt: skip


def _own_words(name: str) -> tuple[str, ...]:
    """The words of a name without titles and particles, or all where nothing else is left."""
    all_words = tuple(words(name))
    left_out = PEOPLE_WORDS.titles | PEOPLE_WORDS.particles
    return tuple(word for word in all_words if word not in left_out) or all_words


def _is_form(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether some words are a full name or a shorter form of it: some of its words in order, or their initials."""
    rest = iter(full)
    return all(any(_is_same(word, part) for part in rest) for word in short)


def is_form_of(short: str, full: str) -> bool:
    """Whether a name is the same as a full name, in any case and accents, or a shorter form of it."""
    return _is_form(_own_words(short), _own_words(full))


def _is_same(word: str, part: str) -> bool:
    return word == part or (len(word) == 1 and part.startswith(word))


def _run_end(sentence: Sentence, first: int, taken: Marks) -> int:
    """Where the run of words ends that a name may have, which starts at one."""
    most = min(len(sentence.words), first + _MOST_WORDS)
    following = takewhile(lambda index: _continues(sentence, index, taken), range(first + 1, most))
    return first + 1 + sum(1 for _ in following) if sentence.words[first].start not in taken else first


def _continues(sentence: Sentence, index: int, taken: Marks) -> bool:
    before, word = sentence.words[index - 1], sentence.words[index]
    return word.start not in taken and sentence.folded[before.end : word.start] in (" ", "-", ". ", "-")


def is_written_as_name(sentence: Sentence, index: int) -> bool:
    """Whether a word is written as a person's name is: capitalised, and small after that."""
    word = sentence.words[index]
    own = sentence.own(word.start, word.end)
    return own[:1].isupper() and own[1:].islower()
