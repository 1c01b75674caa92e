"""Agendas as they are answered and stored, and their hand-outs, for the tests of the formats."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from spine.domain.languages import Language
from spine.domain.rendering.formats import RENDERERS
from spine.domain.rendering.handout import Handout, Occasion, handout_of
from spine.domain.rendering.icalendar import Event, as_ics

PT, EN = Language.PORTUGUESE, Language.ENGLISH
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
START = datetime(2026, 12, 1, 14, tzinfo=SAO_PAULO)
FORMATS = ["nl", "markdown", "html", "ics"]

HOSTILE = [
    "*bold* _under_ `code` ~~gone~~ # not a heading [link](http://x) ![img](y) | a | b |",
    "<script>alert('x')</script><b>bold</b> & &lt;b&gt; \"quoted\"",
    "</style></body><img src=x onerror=alert(1)>",
    "one line\nanother\r\n\r\na third\ttabbed",
    "- a list\n- in a list",
    "1. first; second, third: \\n \\, \\;",
    "{{ 7 * 7 }}{% raw %}{# gone #}",
    "😀 família 👨‍👩‍👧 ação não é São 电池项目",
    "BEGIN:VEVENT\r\nSUMMARY:forged\r\nEND:VEVENT",
    "\x1b[31mred\x07\x00",
    "x" * 5_000,
    "longa frase com muitas palavras acentuadas, avaliação após avaliação; " * 60,
]
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300),
).filter(str.strip)


def bullet(text: str = "Assinar o contrato", **fields: Any) -> dict[str, Any]:
    """A bullet as it is answered; with `quote` and `who_said`, which stand in the refs."""
    return {"text": text, "why": "", "owner": None, "due": None, "due_state": "none", "carried_from": None, **fields}


def agenda(*bullets: dict[str, Any], heading: str = "Ações", title: str = "Baterias", **fields: Any) -> dict[str, Any]:
    """An agenda of one section of half an hour, for a workstream."""
    numbered = [{"fact_id": f"fact_{number}", **one} for number, one in enumerate(bullets or (bullet(),))]
    refs = [{name: one.pop(name, None) for name in ("quote", "who_said")} | one for one in numbered]
    section = {"title": title, "minutes": 30, "workstream_id": "ws_1"}
    return {
        "title": f"Reunião: {title}",
        "sections": [section | {"items": [{"heading": heading, "bullets": numbered}]}],
        "parked": [],
        "parked_count": 0,
        "_metadata": {"refs": refs},
        **fields,
    }


def parked(*words: str, count: int | None = None) -> dict[str, Any]:
    """The fields of an agenda that left some facts out."""
    facts = [{"text": text, "fact_id": f"parked_{text}", "reason": "no_time"} for text in words]
    return {"parked": facts, "parked_count": len(words) if count is None else count}


def occasion(language: Language = PT, **fields: Any) -> Occasion:
    """A meeting of half an hour of an organisation in São Paulo, planned NOW."""
    given = {"organisation": "BYD", "made": NOW.astimezone(SAO_PAULO), "minutes": 30, **fields}
    return Occasion(language=language, **given)


def shown(made: dict[str, Any] | None = None, language: Language = PT, **fields: Any) -> Handout:
    """The hand-out of an agenda."""
    return handout_of(agenda() if made is None else made, occasion(language, **fields))


def rendered(form: str, made: dict[str, Any] | None = None, language: Language = PT, **fields: Any) -> str:
    """An agenda in one of the formats; an invitation with its folded lines joined."""
    given = shown(made, language, **fields)
    if form == "ics":
        return as_ics(given, Event(START, "uid_1@spine", NOW)).replace("\r\n ", "")
    return RENDERERS[form](given)
