"""The two tables of texts say the same, and the page uses all of them."""

import re

from tests.browser.texts import FOLDER, texts

PORTUGUESE, ENGLISH = texts("pt"), texts("en")
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js") if "texts_" not in path.name)
NAMED = set(re.findall(r'"([a-zA-Z0-9_.]+)"', SOURCE))
FAMILIES = {
    *(prefix for prefix in re.findall(r"`([a-zA-Z]+\.)\$\{", SOURCE)),
    *(f"{kind}." for kind in re.findall(r'(?:word|named|usually)\("(\w+)"', SOURCE)),
}


def test_both_tables_have_the_same_names() -> None:
    assert len(ENGLISH) > 100
    assert PORTUGUESE.keys() == ENGLISH.keys()


def test_each_text_has_the_same_parts_in_both_languages() -> None:
    for name in ENGLISH:
        in_one, in_other = (set(re.findall(r"\{\w+\}", table[name])) for table in (PORTUGUESE, ENGLISH))
        assert in_one == in_other, name


def test_the_page_names_no_text_that_is_not_there() -> None:
    known = {name.removesuffix(".one").removesuffix(".other") for name in ENGLISH}
    assert [name for name in re.findall(r'\bt\(\s*"([^"]+)"', SOURCE) if name not in known] == []


def test_every_text_is_used() -> None:
    unused = [
        name
        for name in ENGLISH
        if name.removesuffix(".one").removesuffix(".other") not in NAMED and not name.startswith(tuple(FAMILIES))
    ]
    assert unused == []
