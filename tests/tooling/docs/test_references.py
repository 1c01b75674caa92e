"""Comments and docstrings name pages of the project by path and heading, in one form, and each of them exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tooling.docs.pages import ROOT, anchors, pages

FOLDERS = ("spine", "devhost", "tests", "bench", "scripts", "infra")
SUFFIXES = {".py", ".bicep", ".bicepparam", ".js", ".mjs", ".toml", ".yml", ""}
REFERENCE = re.compile(r"(?<![\w/])((?:docs|infra|tests/quality)/[\w-]+\.md)(?:#([\w-]+))?")
OTHER_FORM = re.compile(r"(?<![\w/])(?:docs|infra)/[\w-]+\.md(?:, [\"“]?(?:§ ?)?[A-Z]| \(| §|: [A-Z\"“])")
SECTION_OF_SOMETHING_ELSE = re.compile(r"§ ?\d")
"""How something is cited that is not in the project."""


def files() -> Iterator[Path]:
    """The project's own files that have comments."""
    yield from (ROOT / name for name in ("function_app.py", "Makefile", "pyproject.toml"))
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in SUFFIXES and "node_modules" not in path.parts:
                yield path


def texts() -> Iterator[tuple[str, str]]:
    for path in files():
        if path != Path(__file__):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8", errors="replace")


def missing(text: str) -> list[str]:
    """The references in a text to what is not there."""
    return [found[0] for found in REFERENCE.finditer(text) if not exists(found[1], found[2])]


def exists(page: str, anchor: str | None) -> bool:
    """Whether a page is there, and the heading in it; a number before the heading may be left out."""
    if not (ROOT / page).is_file():
        return False
    known = anchors((ROOT / page).read_text(encoding="utf-8"))
    return anchor is None or anchor in known | {re.sub(r"^\d+-", "", one) for one in known}


def test_every_page_and_heading_that_a_comment_names_exists() -> None:
    assert {path: gone for path, text in texts() if (gone := missing(text))} == {}


def test_headings_are_named_in_one_form() -> None:
    assert {path: found[0] for path, text in texts() if (found := OTHER_FORM.search(text))} == {}


def test_nothing_is_cited_that_is_not_in_the_project() -> None:
    cited = {path: found[0] for path, text in texts() if (found := SECTION_OF_SOMETHING_ELSE.search(text))}
    pages_citing = [page.path for page in pages() if SECTION_OF_SOMETHING_ELSE.search(page.text)]
    assert (cited, pages_citing) == ({}, [])


@pytest.mark.parametrize("reference", ["docs/planning.md#no-such-heading", "docs/nothing.md"])
def test_a_reference_to_nothing_is_seen(reference: str) -> None:
    assert missing(f"see {reference}.") == [reference]


@pytest.mark.parametrize("reference", ["docs/planning.md", "docs/planning.md#ranking", "docs/settings.md#bad-values"])
def test_a_reference_to_something_is_none_of_these(reference: str) -> None:
    assert missing(f"see {reference}.") == []
