"""Markdown as a renderer reads it."""

import re

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.domain.rendering.handouts import START, agenda, bullet, parked, rendered, texts

OURS = {"h1", "h2", "h3", "p", "ol", "ul", "li", "strong", "blockquote"}


def tokens(markdown: str) -> list[Token]:
    blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [token for block in blocks for token in (block, *(block.children or ()))]


def blocks(markdown: str) -> list[str]:
    """The text of every block: what a renderer sets on a line of its own."""
    inline = [token for token in tokens(markdown) if token.type == "inline"]
    return ["".join(child.content for child in token.children or ()) for token in inline]


def line(text: str) -> str:
    """A text on one line, without control characters."""
    return " ".join("".join(sign for sign in text if sign.isspace() or sign.isprintable() or ord(sign) > 160).split())


def test_every_line_of_a_point_is_a_block_of_its_own() -> None:
    one = bullet("Assinar", owner="Ana", due="2026-11-27", why_now="atrasado", due_state="overdue", quote="até sexta")
    two = bullet("Enviar a nota", owner="Bia")
    assert blocks(rendered("markdown", agenda(one, two, **parked("Seguro", count=2)), start=START)) == [
        "Reunião: Baterias",
        "BYD · terça, 1 de dezembro de 2026 · 14:00–14:30 · 30 min",
        "14:00 · Baterias (30 min)",
        "Ações",
        "Assinar",
        "responsável: Ana · prazo: 27/11/2026 · atrasado",
        "“até sexta”",
        "Enviar a nota",
        "responsável: Bia",
        "Ficou de fora por falta de tempo: 2",
        "Seguro",
        "e mais 1",
    ]


@given(texts, texts, texts)
@settings(max_examples=40)
def test_markdown_shows_the_signs_of_a_text_as_signs(text: str, owner: str, quote: str) -> None:
    markdown = rendered("markdown", agenda(bullet(text, owner=owner[:100], quote=quote[:100])))
    assert {token.tag for token in tokens(markdown)} - {""} <= OURS
    assert line(text) in blocks(markdown)


@pytest.mark.parametrize(
    "text",
    [
        "*a* _b_ `c`", "[a](b) <c> | d", "a \\ b", "# a", "- a", "+ a", "> a", "1. a", "10) a", "---", "~~~ a",
        "&lt;a&gt;", "a - b 1. c", "a & b", "R$ 1.500,00",
    ],
)  # fmt: skip
def test_a_point_that_looks_like_markdown_stays_one_point(text: str) -> None:
    markdown = rendered("markdown", agenda(bullet(text), bullet("fim")))
    assert [block for block in blocks(markdown) if block in (text, "fim")] == [text, "fim"]


@pytest.mark.parametrize("text", ["Brandt & Keel", "P&L; e R&D", "AT&T"])
def test_an_ampersand_that_makes_no_entity_is_not_escaped(text: str) -> None:
    assert ("\\&" in rendered("markdown", agenda(bullet(text)))) == ("&L;" in text)


def test_numbers_go_on_below_the_next_heading() -> None:
    made = agenda(*(bullet(f"ponto {n}", owner="Ana") for n in range(6)))
    made["sections"] *= 2
    lists = [token for token in tokens(rendered("markdown", made)) if token.type == "ordered_list_open"]
    assert [token.attrs.get("start", 1) for token in lists] == [1, 7]


def test_what_is_overdue_stands_out() -> None:
    assert "**atrasado**" in rendered("markdown", agenda(bullet(due_state="overdue")))


def test_headings_are_those_of_meeting_section_and_kind() -> None:
    headings = re.findall("^#+ .*", rendered("markdown"), re.MULTILINE)
    assert headings == ["# Reunião: Baterias", "## Baterias (30 min)", "### Ações"]
