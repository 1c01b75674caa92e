"""Notes in the styles of real ones: what a person takes from them is read, and nothing is invented."""

from pathlib import Path

import pytest

from tests.domain.notes.meetings import FILES, Score, files, score

STRANGERS = FILES.with_name("strangers")
"""Notes of other trades, which were written after the rules."""


@pytest.mark.parametrize("path", [*files(), *files(STRANGERS)], ids=lambda path: path.stem)
def test_nine_of_ten_are_read_right_and_nothing_is_invented(path: Path) -> None:
    read: Score = score(path)
    assert read.share >= 0.9, read.wrong
    assert read.all_invented == 0, read.wrong
