"""What holds for every format of an agenda."""

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spine.domain.rendering.formats import RENDERERS
from spine.domain.rendering.media_types import MEDIA_TYPES
from tests.domain.rendering.handouts import (
    EN,
    FORMATS,
    PT,
    SAO_PAULO,
    START,
    agenda,
    bullet,
    parked,
    rendered,
    shown,
    texts,
)  # fmt: skip

NAMES = """title minutes sections items bullets heading text fact_id due parked parked_count _metadata refs
    quote""".split()
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=12,
)
TEXT_FORMATS = [form for form in FORMATS if form != "ics"]


@pytest.mark.parametrize("form", FORMATS)
@given(texts)
@settings(max_examples=30)
def test_any_text_can_be_rendered_and_always_the_same_way(form: str, text: str) -> None:
    made = agenda(bullet(text, owner=text[:200], quote=text, who_said=text, why_now=text), title=text[:200])
    first = rendered(form, json.loads(json.dumps(made)), organisation=text, notes=(text,))
    assert rendered(form, made, organisation=text, notes=(text,)) == first
    assert not {chr(code) for code in (*range(9), *range(14, 32), *range(127, 160))} & {*first}


@pytest.mark.parametrize("form", FORMATS)
@given(ANYTHING)
@settings(max_examples=30)
def test_an_agenda_of_another_structure_is_rendered_as_far_as_it_goes(form: str, stored: Any) -> None:
    made = stored if isinstance(stored, dict) else {"sections": stored}
    assert rendered(form, made)


@pytest.mark.parametrize("form", FORMATS)
def test_an_agenda_that_was_a_text_alone_is_shown(form: str) -> None:
    assert "Frete e seguro" in rendered(form, {"sections": [], "text": "Frete\ne seguro"})


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("language", [PT, EN])
def test_an_agenda_without_sections_says_so(form: str, language: Any) -> None:
    assert language.wording.empty_agenda in rendered(form, agenda(sections=[]), language)


@pytest.mark.parametrize("form", FORMATS)
def test_no_id_is_visible(form: str) -> None:
    made = agenda(bullet(carried_from="agd_last"), **parked("Seguro"))
    assert not any(name in rendered(form, made) for name in ("fact_", "ws_1", "agd_", "parked_"))


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_owner_and_due_date_are_written_as_people_write_them(form: str) -> None:
    one = bullet(owner="Ana", due="2027-02-23")
    assert "23/02/2027" in rendered(form, agenda(one)) and "Ana" in rendered(form, agenda(one))
    assert "23 Feb 2027" in rendered(form, agenda(one), EN)


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_that_a_point_is_due_is_said_once(form: str) -> None:
    said = {"due": "2026-12-05", "why_now": "vence sábado", "signals": ["due_soon"]}
    assert "prazo" not in rendered(form, agenda(bullet(**said)))
    assert "05/12/2026" in rendered(form, agenda(bullet(**said)))
    assert "prazo: 05/12/2026" in rendered(form, agenda(bullet(**{**said, "signals": ["repeated"]})))


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_a_due_moment_is_shown_on_its_day_in_the_organisations_zone(form: str) -> None:
    assert "12/03/2026" in rendered(form, agenda(bullet(due="2026-03-13T02:59:00Z")))


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_why_now_is_shown_and_what_is_urgent_in_an_older_agenda(form: str) -> None:
    assert "atrasado há 10 dias" in rendered(form, agenda(bullet(why_now="atrasado há 10 dias", signals=["overdue"])))
    assert "atrasado" not in rendered(form, agenda(bullet(why_now="", signals=[], due_state="overdue")))
    assert "atrasado" in rendered(form, agenda(bullet(due_state="overdue")))
    assert "due soon" in rendered(form, agenda(bullet(due_state="due_soon")), EN)
    assert "da última reunião" in rendered(form, agenda(bullet(carried_from="agd_last")))


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_a_quote_stands_with_who_said_it(form: str) -> None:
    assert "“até sexta” — Ana" in rendered(form, agenda(bullet(quote="até sexta", who_said="Ana")))
    assert "“até sexta”" in rendered(form, agenda(bullet(quote="até sexta")))
    assert "“" not in rendered(form, agenda(bullet("até sexta", quote="até sexta")))


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_the_ellipsis_stands_only_where_a_quote_was_cut(form: str) -> None:
    assert "…" not in rendered(form, agenda(bullet(quote="palavra " * 20)))
    assert "…" in rendered(form, agenda(bullet(quote="palavra " * 90)))


@pytest.mark.parametrize("form", TEXT_FORMATS)
@given(st.lists(st.text("abcçã", min_size=1, max_size=20), min_size=1, max_size=200))
@settings(max_examples=20)
def test_the_words_of_a_bullet_are_never_cut(form: str, said: list[str]) -> None:
    assert " ".join(said) in rendered(form, agenda(bullet(" ".join(said))))


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_an_owner_who_does_not_take_part_is_marked(form: str) -> None:
    assert "Ana (não participa)" in rendered(form, agenda(bullet(owner="Ana", owner_absent=True)))


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_points_are_numbered_through_and_have_their_minutes(form: str) -> None:
    made = agenda(bullet("um", minutes=20), bullet("dois", minutes=10))
    made["sections"] *= 2
    numbers = [point.number for section in shown(made).sections for item in section.items for point in item.bullets]
    assert numbers == [1, 2, 3, 4]
    assert rendered(form, made).count("20 min") == 2


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_sections_have_clock_times_where_the_start_is_known(form: str) -> None:
    made = agenda()
    made["sections"] *= 2
    assert {"14:00–15:00", "terça, 1 de dezembro de 2026"} <= {*shown_parts(rendered(form, made, start=START))}
    assert "14:30" in rendered(form, made, start=START)
    assert "Tuesday, 1 December 2026" in rendered(form, made, EN, start=START)
    assert ":" not in "".join(shown_parts(rendered("nl", made).partition("\n")[2].partition("Ações")[0]))


def shown_parts(text: str) -> list[str]:
    """The parts of the lines below the title, without tags."""
    plain = text.replace("<span>", "·").replace("</span>", "·")
    return [part.strip() for line in plain.splitlines() for part in line.split("·")]


def test_clock_times_count_a_change_of_the_clock() -> None:
    night = datetime(2026, 10, 25, 0, 45, tzinfo=UTC).astimezone(ZoneInfo("Europe/Lisbon"))
    made = agenda()
    made["sections"] *= 2
    first, second = shown(made, start=night).sections
    assert first.starts and second.starts
    assert (f"{first.starts:%H:%M}", f"{second.starts:%H:%M}") == ("01:45", "01:15")


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_how_much_was_left_out_is_said_with_the_best_five(form: str) -> None:
    text = rendered(form, agenda(**parked(*"ABCDEFG", count=12)))
    assert "falta de tempo: 12" in text
    assert "e mais 7" in text
    assert "left out" not in rendered(form, agenda(), EN).lower()
    named = [point for point in "ABCDEFG" if f"- {point}\n" in text or f"<li>{point}</li>" in text]
    assert named == [*"ABCDE"]


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_notes_stand_at_the_top(form: str) -> None:
    text = rendered(form, notes=("Sem Fulano.", "Nada sobre navios."))
    assert text.index("BYD") < text.index("Sem Fulano.") < text.index("Nada sobre navios.") < text.index("Assinar")


@pytest.mark.parametrize("form", ["nl", "markdown", "html"])
def test_a_text_says_how_long_what_was_asked_for_needs_where_that_is_less_than_the_meeting(form: str) -> None:
    made = agenda()
    made["_metadata"]["suggested_minutes"] = 6
    assert "O que foi pedido precisa de cerca de 6 min." in rendered(form, made)
    assert "precisa de cerca" not in rendered("ics", made, start=START)
    made["_metadata"]["suggested_minutes"] = 30
    assert "precisa de cerca" not in rendered(form, made)


def test_an_invitation_has_no_notes() -> None:
    assert "Sem Fulano" not in rendered("ics", notes=("Sem Fulano.",))


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_a_heading_is_shown_but_where_it_repeats_the_title_of_a_section_of_one_kind(form: str) -> None:
    like_a_workstream = agenda(title="Riscos", heading="Riscos")
    of_a_kind = agenda(title="Riscos", heading="Riscos")
    del of_a_kind["sections"][0]["workstream_id"]
    shown_twice, shown_once = rendered(form, like_a_workstream), rendered(form, of_a_kind)
    assert shown_twice.count("Riscos") == shown_once.count("Riscos") + 1


def test_every_format_has_its_media_type() -> None:
    assert MEDIA_TYPES == {
        "nl": "text/plain; charset=utf-8",
        "markdown": "text/markdown; charset=utf-8",
        "html": "text/html; charset=utf-8",
        "ics": "text/calendar; charset=utf-8",
    }
    assert {*RENDERERS, "ics"} == set(MEDIA_TYPES)


def test_plain_text_reads_as_a_person_would_write_it() -> None:
    one = bullet("Assinar", owner="Ana", due="2026-11-27", why_now="vence sexta", quote="até sexta", minutes=30)
    made = agenda(one, **parked("Cotar o seguro", count=3))
    assert rendered("nl", made, start=START).split("\n") == [
        "Reunião: Baterias",
        "BYD · terça, 1 de dezembro de 2026 · 14:00–14:30 · 30 min",
        "",
        "14:00 Baterias (30 min)",
        "",
        "Ações:",
        "1. Assinar (30 min)",
        "   responsável: Ana · prazo: 27/11/2026 · vence sexta",
        "   “até sexta”",
        "",
        "Ficou de fora por falta de tempo: 3",
        "- Cotar o seguro",
        "- e mais 2",
        "",
    ]


@given(texts, texts)
@settings(max_examples=30)
def test_a_point_of_plain_text_keeps_to_its_lines(text: str, quote: str) -> None:
    lines = rendered("nl", agenda(bullet(text, owner="Ana\nBia", quote=quote, who_said="Ana"))).split("\n")
    assert len(lines) == len(
        rendered("nl", agenda(bullet("texto", owner="Ana", quote="citação", who_said="Ana"))).split("\n")
    )


def test_a_start_is_shown_in_the_organisations_zone() -> None:
    assert "14:00" in rendered("html", start=START.astimezone(UTC).astimezone(SAO_PAULO))


@pytest.mark.parametrize("form", TEXT_FORMATS)
def test_the_organisation_is_named_once_where_the_title_names_it(form: str) -> None:
    once = rendered(form, agenda(title="BYD"), organisation="byd")
    assert rendered(form, agenda(title="BYD"), organisation="Outra").count("Outra") == 1
    assert "byd" not in once.replace("prefers-color", "")


def test_only_points_are_numbered_in_plain_text() -> None:
    made = agenda(bullet("um"), bullet("dois"))
    made["sections"] *= 2
    numbers = [line.partition(".")[0] for line in rendered("nl", made).splitlines() if line[:1].isdigit()]
    assert numbers == ["1", "2", "3", "4"]
