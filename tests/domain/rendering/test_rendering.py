import re
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from spine.domain.facts import Fact
from spine.domain.languages import Language
from spine.domain.planning.agenda import Agenda
from spine.domain.rendering import MEDIA_TYPES, RENDERERS, Invitation, as_ics
from tests.domain.planning.builders import EN, NOW, PT, Situation, ago, day, evidence, fact, spec, workstream

START = datetime(2026, 12, 1, 14, tzinfo=UTC)
FORMATS = ["nl", "markdown", "html", "ics"]
TRICKY = [
    "*bold* _under_ `code` ~~gone~~ # not a heading [link](http://x) ![img](y) | a | b |",
    "<script>alert('x')</script><b>bold</b> & &lt;b&gt; \"quoted\"",
    "one line\nanother\r\n\r\na third\ttabbed",
    "- a list\n- in a list",
    "1. first; second, third: \\n \\, \\;",
    "😀 família 👨‍👩‍👧 ação não é São 电池项目",
    "BEGIN:VEVENT\r\nSUMMARY:forged\r\nEND:VEVENT",
    "x" * 5_000,
    "longa frase com muitas palavras acentuadas, avaliação após avaliação; " * 60,
    "{0} {language} %s $title",
]
texts = st.one_of(
    st.sampled_from(TRICKY),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300),
).filter(str.strip)


def agenda(*facts: Fact, title: str = "Frente norte", language: Language = PT, minutes: int = 30) -> Agenda:
    one = workstream("ws_1", title=title)
    situation = Situation(spec(minutes, language), [one], {"ws_1": [(f, 1.0) for f in facts]}, relevances=[1.0])
    return situation.macro()[0]


def rendered(name: str, agenda: Agenda, minutes: int = 30, note: str = "") -> str:
    if name == "ics":
        return as_ics(agenda, note, Invitation(START, minutes, "uid_1@spine", NOW))
    return RENDERERS[name](agenda, note)


def event(ics: str) -> Event:
    (only,) = Calendar.from_ical(ics).walk("VEVENT")
    return only


class Page(HTMLParser):
    """The tags of a page that are not closed in order, and the words that a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)


OUR_TAGS = set("html head meta title style body h1 h2 h3 p small section ul li br".split())


@pytest.mark.parametrize("name", FORMATS)
@given(texts)
def test_any_fact_can_be_rendered_and_always_the_same_way(name: str, text: str) -> None:
    made = agenda(fact(text=text, owner=text[:200], evidence=(evidence(text),)), title=text[:200])
    assert rendered(name, made) == rendered(name, made)


@given(texts, texts, texts)
def test_a_page_holds_no_tags_but_its_own(text: str, owner: str, quote: str) -> None:
    page = Page(rendered("html", agenda(fact(text=text, owner=owner, evidence=(evidence(quote),)), title=text)))
    assert page.tags <= OUR_TAGS
    assert page.open == []


@given(texts)
@example("&amp;lt;b&gt; &eacute;")
def test_a_page_shows_the_words_of_a_fact_as_they_are(text: str) -> None:
    shown = "".join(Page(rendered("html", agenda(fact(text=text)))).text)
    assert text.strip().replace("\r\n", "\n").replace("\r", "\n") in shown.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("language", [PT, EN])
def test_a_page_says_its_language_and_its_signs(language: Language) -> None:
    html = rendered("html", agenda(fact(), language=language))
    assert f'<html lang="{language.value}">' in html
    assert '<meta charset="utf-8">' in html


@pytest.mark.parametrize("name", ["nl", "markdown"])
@given(texts, st.sampled_from(["Ana", "Ana\nBia", "<Ana>"]), texts)
def test_a_bullet_stands_on_its_own_lines(name: str, text: str, owner: str, quote: str) -> None:
    lines = rendered(name, agenda(fact(text=text, owner=owner, evidence=(evidence(quote),)))).split("\n")
    assert sum(line.lstrip().startswith("- ") for line in lines) == 1
    plain = rendered(name, agenda(fact(text="texto", owner="Ana", evidence=(evidence("citação"),)))).split("\n")
    assert len(lines) == len(plain)


SIGNS = re.compile(r"\\([!-/:-@\[-`{-~])")
ACTIVE = re.compile(r"^(?:[-+#>=]|\d+[.)]|~~~)|(?<!\\)(?:\\\\)*[*_`<>\[\]|]|(?<!\\)&\w+;")


@pytest.mark.parametrize(
    "text",
    [
        "*a* _b_ `c`", "[a](b) <c> | d", "a \\ b", "# a", "- a", "+ a", "> a", "1. a", "10) a", "---", "~~~ a",
        "&lt;a&gt;", "a - b 1. c", "a & b",
    ],
)  # fmt: skip
def test_markdown_shows_the_signs_of_a_fact_as_signs(text: str) -> None:
    (line,) = [line for line in rendered("markdown", agenda(fact(text=text))).split("\n") if line.startswith("- ")]
    assert SIGNS.sub(r"\1", line[2:]) == text
    assert not ACTIVE.search(line[2:])


def test_markdown_has_headings_for_meeting_workstream_and_kind() -> None:
    lines = rendered("markdown", agenda(fact())).split("\n")
    headings = [line for line in lines if line.startswith("#")]
    assert headings == ["# Reunião: Frente norte", "## Frente norte (30 min)", "### Ações"]


def test_markdown_shows_a_quote_below_its_bullet() -> None:
    text = rendered("markdown", agenda(fact(evidence=(evidence("até *sexta*"),))))
    assert "- Assinar o contrato com a Foxconn\n  _(evidência: “até \\*sexta\\*”)_\n" in text


def test_plain_text_reads_as_a_person_would_write_it() -> None:
    made = agenda(fact(owner="Ana", due_iso=day(2), evidence=(evidence("até sexta"),)), title="Baterias")
    assert rendered("nl", made).split("\n") == [
        "Reunião: Baterias (30 min)",
        "",
        "1. Baterias (30 min)",
        "   Ações:",
        "   - Assinar o contrato com a Foxconn [responsável: Ana; prazo: 27/11/2026 (vence em breve)]"
        " (evidência: “até sexta”)",
        "",
    ]


@pytest.mark.parametrize("title", ["Riscos", "Decidido", "Ações", "Situação"])
@pytest.mark.parametrize(("name", "times"), [("nl", 3), ("markdown", 3), ("html", 4)])
def test_every_heading_is_shown_even_where_a_workstream_is_called_like_one(name: str, times: int, title: str) -> None:
    kinds = ["objective", "decision", "risk", "task", "topic"]
    made = agenda(*(fact(f"f_{n}", f"{kind} {n}", fact_type=kind) for n, kind in enumerate(kinds)), title=title)
    shown = rendered(name, made)
    headings = [item.heading for item in made.sections[0].items]
    places = [shown.rindex(heading) for heading in headings if heading != title]
    assert places == sorted(places)
    assert shown.count(title) == times


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("language", "said"), [(PT, "Ainda não há fatos"), (EN, "There are no facts yet")])
def test_an_agenda_without_sections_says_so(name: str, language: Language, said: str) -> None:
    assert said in rendered(name, agenda(language=language)).replace("\r\n ", "")


@pytest.mark.parametrize("name", FORMATS)
def test_no_id_is_visible(name: str) -> None:
    one = fact("fact_0123456789abcdef", meeting_id="meeting_77", transcript_id="transcript_88", due_iso=day(1))
    situation = Situation(
        spec(), [workstream("ws_0123", title="Baterias")], {"ws_0123": [(one, 1.0)]}, left_open=[one], relevances=[1.0]
    )
    made, _ = situation.macro()
    assert made.bullets[0].carried_from == "agd_last"
    shown = rendered(name, made).replace("\r\n ", "")
    assert not re.search(r"fact_|ws_|agd_|meeting_77|transcript_88", shown)


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_carried_over_says_so(name: str) -> None:
    one = fact()
    situation = Situation(spec(), [workstream("ws_1")], {"ws_1": [(one, 1.0)]}, left_open=[one], relevances=[1.0])
    assert "da última reunião" in rendered(name, situation.macro()[0]).replace("\r\n ", "")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("days", "language", "said"),
    [(-2, PT, "atrasado"), (-2, EN, "overdue"), (3, PT, "vence em breve"), (3, EN, "due soon")],
)
def test_what_is_urgent_says_so_in_the_language(name: str, days: int, language: Language, said: str) -> None:
    assert said in rendered(name, agenda(fact(due_iso=day(days)), language=language)).replace("\r\n ", "")


@pytest.mark.parametrize("due", [day(90), ago(-90)], ids=["date", "moment"])
def test_a_due_date_is_written_as_people_write_it(due: str) -> None:
    assert "23/02/2027" in rendered("nl", agenda(fact(due_iso=due)))
    assert "23 Feb 2027" in rendered("nl", agenda(fact(due_iso=due), language=EN))


@pytest.mark.parametrize("name", FORMATS)
def test_the_ellipsis_stands_only_where_a_quote_was_cut(name: str) -> None:
    whole, cut = (rendered(name, agenda(fact(evidence=(evidence(q),)))) for q in ("palavra " * 20, "palavra " * 90))
    assert "…" not in whole
    assert "…" in cut


@pytest.mark.parametrize("name", FORMATS)
@given(st.lists(st.text("abcçã", min_size=1, max_size=20), min_size=1, max_size=400))
def test_the_words_of_a_bullet_are_never_cut(name: str, said: list[str]) -> None:
    text = " ".join(said)
    assert text in rendered(name, agenda(fact(text=text))).replace("\r\n ", "")


@given(texts, texts, st.integers(5, 480))
def test_an_invitation_is_read_back_by_a_calendar(title: str, text: str, minutes: int) -> None:
    made = agenda(fact(text=text), title=title, minutes=minutes)
    read = event(rendered("ics", made, minutes=minutes))
    assert _line(read["SUMMARY"]) == _line(made.title)
    assert _line(read["DESCRIPTION"]) == _line(rendered("nl", made))
    assert read.decoded("DTSTART") == START
    assert read.decoded("DTEND") == START + timedelta(minutes=minutes)
    assert read.decoded("DTSTAMP") == NOW
    assert read["UID"] == "uid_1@spine"


def _line(text: str) -> str:
    """What a reader sees of a text in one line: control signs aside, which a calendar may not hold."""
    return "".join("".join(text.split()).translate(dict.fromkeys([*range(32), *range(127, 160)])))


def test_an_invitation_keeps_the_lines_of_the_agenda() -> None:
    made = agenda(fact(text="a; b, c \\ d"))
    assert event(rendered("ics", made))["DESCRIPTION"] == rendered("nl", made).strip()


@given(texts, texts)
def test_the_lines_of_an_invitation_are_short_and_end_as_the_format_asks(title: str, text: str) -> None:
    ics = rendered("ics", agenda(fact(text=text), title=title))
    assert ics.endswith("END:VCALENDAR\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", ics)
    assert max(len(line.encode()) for line in ics.split("\r\n")) <= 75


def test_a_fact_forges_no_second_event() -> None:
    ics = rendered("ics", agenda(fact(text=TRICKY[6]), title=TRICKY[6]))
    assert len(re.findall("^BEGIN:VEVENT", ics, re.MULTILINE)) == 1
    assert event(ics).decoded("DTSTART") == START


def test_a_start_elsewhere_is_written_in_utc() -> None:
    there = datetime(2026, 12, 1, 11, tzinfo=timezone(timedelta(hours=-3)))
    ics = as_ics(agenda(fact()), "", Invitation(there, 30, "u", NOW))
    assert "DTSTART:20261201T140000Z\r\n" in ics


@pytest.mark.parametrize("name", FORMATS)
def test_a_note_stands_below_the_title(name: str) -> None:
    assert "Nada foi encontrado" in rendered(name, agenda(fact()), note="Nada foi encontrado").replace("\r\n ", "")


def test_every_format_has_its_media_type() -> None:
    assert MEDIA_TYPES == {
        "nl": "text/plain; charset=utf-8",
        "markdown": "text/markdown; charset=utf-8",
        "html": "text/html; charset=utf-8",
        "ics": "text/calendar; charset=utf-8",
    }
    assert {*RENDERERS, "ics"} == set(MEDIA_TYPES)
