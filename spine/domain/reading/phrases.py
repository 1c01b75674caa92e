"""The words of a sentence by their index, and which of them go on with one another."""

from spine.domain.reading.sentence import Marks, Sentence


class Phrases:
    """A sentence as runs of words: what is taken, and punctuation, part one run from the next."""

    def __init__(self, sentence: Sentence, taken: Marks) -> None:
        self.sentence = sentence
        self.texts = sentence.texts
        self._free = taken.free(sentence.words)
        self._goes_on = [*sentence.goes_on, False]
        for index in (index for index, is_free in enumerate(self._free) if not is_free):
            self._goes_on[index] = self._goes_on[index + 1] = False

    def text(self, index: int) -> str:
        """The word at an index; empty where there is none."""
        return self.texts[index] if 0 <= index < len(self.texts) else ""

    def is_free(self, index: int) -> bool:
        """Whether a word belongs to nothing that is taken."""
        return self._free[index]

    def goes_on(self, index: int) -> bool:
        """Whether there is a word at an index that goes on with the run of the one before it."""
        return 0 < index < len(self.texts) and self._goes_on[index]

    def is_capitalised(self, index: int) -> bool:
        """Whether a word begins with a capital letter in the text's own spelling."""
        word = self.sentence.words[index]
        return self.sentence.own(word.start, word.end)[:1].isupper()

    def is_possessive(self, last: int) -> bool:
        """Whether an apostrophe follows the word before an index."""
        end = self.sentence.words[last - 1].end
        return self.sentence.folded[end : end + 1] in ("'", "’")
