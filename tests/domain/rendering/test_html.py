"""The page that a chair hands round: its own tags alone, nothing to fetch, fit for phone, paper and dark screens."""

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings

from tests.domain.rendering.handouts import EN, PT, START, agenda, bullet, parked, rendered, texts

OURS = set("html head meta title style body main header p span h1 h2 h3 aside section div time ol ul li".split())


class Page(HTMLParser):
    """The tags of a page with their attributes, which are closed in order, and the words that a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


def full() -> dict[str, Any]:
    one = bullet(owner="Ana", due="2026-11-15", due_state="overdue", quote="até sexta", who_said="Ana", minutes=30)
    return agenda(one, **parked("Seguro", count=3))


@given(texts, texts, texts)
@settings(max_examples=40)
def test_a_page_holds_no_tags_but_its_own_and_shows_texts_as_they_are(text: str, owner: str, quote: str) -> None:
    made = agenda(bullet(text, owner=owner, quote=quote, why_now=quote), title=text, **parked(text))
    page = Page(rendered("html", made, notes=(text,), organisation=owner, start=START))
    assert {tag for tag, _ in page.tags} <= OURS
    assert page.open == []
    assert {name for _, attributes in page.tags for name in attributes} <= {
        "lang", "charset", "name", "content", "http-equiv", "class", "datetime", "value",
    }  # fmt: skip
    words = "".join(sign for sign in text if sign.isspace() or not (sign < " " or "\x7f" <= sign < "\xa0")).split()
    assert " ".join(words) in " ".join(" ".join(page.text).split())


def test_a_page_runs_nothing_and_fetches_nothing() -> None:
    html = rendered("html", full(), start=START)
    assert not re.search(r"<script|<link|<img|url\(|@import|https?:|javascript:| on\w+=", html)
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert unescape(html).count(f"default-src 'none'; style-src 'sha256-{digest}'") == 1


def test_a_page_is_made_for_phones_dark_screens_and_paper() -> None:
    html = rendered("html")
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in html
    assert "@media (prefers-color-scheme: dark)" in html
    assert "@media print" in html and "size: A4" in html
    assert "@media screen and (max-width:" in html


def test_notes_are_not_printed() -> None:
    html = rendered("html", notes=("Nada sobre navios.",))
    paper = html[html.index("@media print") :]
    assert ".notes { display: none; }" in paper
    assert '<aside class="notes">\n<p>Nada sobre navios.</p>' in html


@pytest.mark.parametrize("language", [PT, EN])
def test_a_page_says_its_language_and_its_signs(language: Any) -> None:
    html = rendered("html", language=language)
    assert f'<html lang="{language.value}">' in html
    assert '<meta charset="utf-8">' in html


def test_what_is_overdue_is_told_by_word_and_colour() -> None:
    html = rendered("html", full())
    assert '<span class="overdue">atrasado</span>' in html
    assert 'class="overdue"' not in rendered("html", agenda(bullet(due_state="due_soon", why_now="vence sexta")))


def test_lists_go_on_counting_where_the_last_one_ended() -> None:
    made = agenda(bullet("um"), bullet("dois"))
    made["sections"] *= 2
    numbers = [attributes["value"] for _, attributes in Page(rendered("html", made)).tags if "value" in attributes]
    assert numbers == ["1", "2", "3", "4"]


def test_a_page_says_of_which_day_it_is() -> None:
    assert '<span class="made">Preparada em 25/11/2026</span>' in rendered("html")


def test_sections_tell_their_clock_times() -> None:
    times = [attributes["datetime"] for tag, attributes in Page(rendered("html", start=START)).tags if tag == "time"]
    assert times == ["2026-12-01T14:00:00-03:00"]


@pytest.mark.parametrize(("bullets", "dense"), [(10, False), (11, True)])
def test_many_points_are_printed_smaller(bullets: int, dense: bool) -> None:
    html = rendered("html", agenda(*(bullet(f"ponto {n}") for n in range(bullets))))
    assert ('<html lang="pt-BR" class="dense">' in html) is dense
