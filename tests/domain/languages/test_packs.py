"""What every language pack has to be like for the rules to read it."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from string import Formatter

import pytest

from spine.domain.fact_types import Kind
from spine.domain.languages import Language
from spine.domain.languages.pack import Pack
from spine.domain.languages.packs import PACKS
from spine.domain.tokenizer import fold

every_pack = pytest.mark.parametrize("pack", PACKS.values(), ids=[language.name for language in PACKS])


def values(part: object, name: str = "") -> Iterator[tuple[str, object]]:
    """Every field of a pack with its name."""
    if not is_dataclass(part):
        yield name, part
        return
    for field in fields(part):
        yield from values(getattr(part, field.name), f"{name}.{field.name}")


@every_pack
def test_every_listed_word_is_folded_so_that_it_is_found(pack: Pack) -> None:
    listed = {(name, word) for name, value in values(pack) if isinstance(value, frozenset) for word in value}
    assert [(name, word) for name, word in sorted(listed) if fold(word) != word] == []


@every_pack
def test_every_pattern_is_a_regular_expression_that_captures_nothing(pack: Pack) -> None:
    patterns = [
        text for _, value in values(pack) if isinstance(value, tuple) for text in value if isinstance(text, str)
    ]
    assert sum(re.compile(pattern).groups for pattern in patterns) == 0


@every_pack
def test_no_word_is_a_number_and_another(pack: Pack) -> None:
    numbers = pack.times
    assert not set(numbers.units) & set(numbers.teens) & set(numbers.tens)


@every_pack
def test_each_kind_of_facts_has_a_heading_of_its_own(pack: Pack) -> None:
    assert set(pack.wording.headings) == set(Kind)
    assert len(set(pack.wording.headings.values())) == len(Kind)


def test_all_packs_name_the_same_things_in_each_text() -> None:
    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}

    texts = [{name: names(v) for name, v in values(p.wording) if isinstance(v, str)} for p in PACKS.values()]
    for each in texts:
        each.pop(".date")
    assert all(each == texts[0] for each in texts)


def test_every_language_has_its_own_code_and_pack() -> None:
    assert len({language.code for language in Language}) == len(Language)
    assert len({id(language.pack) for language in Language}) == len(Language)
