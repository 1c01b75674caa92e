"""What is worked out from words is kept for few words, and for none that is long."""

from spine.domain.word_cache import LONGEST_KEPT, WORDS_KEPT, cached_by_word


def test_a_word_is_worked_out_once_and_a_long_one_each_time() -> None:
    asked = list[str]()

    @cached_by_word
    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    short, long = "x" * LONGEST_KEPT, "x" * (LONGEST_KEPT + 1)
    assert [length(word) for word in (short, short, long, long)] == [64, 64, 65, 65]
    assert asked == [short, long, long]


def test_of_many_words_the_latest_are_kept() -> None:
    asked = list[str]()
    remembered = cached_by_word(asked.append)
    for n in range(WORDS_KEPT + 1):
        remembered(str(n))
    remembered(str(WORDS_KEPT))
    assert len(asked) == WORDS_KEPT + 1
    remembered("0")
    assert asked[-1] == "0"
