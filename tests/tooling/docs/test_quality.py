"""tests/quality/README.md: the counts are those of the file."""

import json

from tests.tooling.docs.pages import ROOT, Page, table

PAGE = Page("tests/quality/README.md")


def test_the_counts_are_those_of_the_file() -> None:
    corpus = json.loads((ROOT / "tests" / "quality" / "ami.json").read_text(encoding="utf-8"))
    counts = [int(row[1]) for row in table(PAGE.text)]
    assert counts == [len(corpus[name]) for name in ("facts", "workstreams", "requests", "questions")]
