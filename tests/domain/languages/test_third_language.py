"""A language is one pack: a copy of Spine with a Spanish pack and its entry in the registry has Spanish everywhere."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SPINE = Path(__file__).parents[3] / "spine"
SPANISH = Path(__file__).with_name("spanish.py")
REGISTRY = "domain/languages/__init__.py"

REGISTERED = {'    ENGLISH = "en-US"\n': '    ENGLISH = "en-US"\n    SPANISH = "es-ES"\n'}
"""All that changes in the registry."""

ASK = """
import json, sys
from dataclasses import asdict
from datetime import UTC, datetime

from spine.domain.facts import Evidence, Fact
from spine.domain.languages import TAGS, Language, parse_language
from spine.domain.languages.detection import detect
from spine.domain.planning.agenda import why
from spine.domain.planning.candidates import Candidate, Pool
from spine.domain.planning.composition import MeetingSpec
from spine.domain.planning.planners import plan_micro
from spine.domain.reading.requests import read
from spine.domain.rendering.formats import RENDERERS
from spine.domain.rendering.handout import Occasion, handout_of
from spine.domain.rendering.icalendar import Event, as_ics
from spine.domain.snapshots import OrganisationCounts, OrganisationState, snapshot_of
from spine.schemas.organisations import OrganisationFields

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
texts = json.load(sys.stdin)
stamps = dict.fromkeys(("created_at", "updated_at"), "2026-03-09T12:00:00Z")
quote = Evidence(evidence_id="e", quote="firmamos en marzo")
fact = Fact(org_id="acme", fact_id="f", fact_type="task", text="Firmar el contrato", due_iso="2026-03-05",
            evidence=(quote,), **stamps)
language = parse_language("ES-mx")
agenda = plan_micro(Pool([Candidate.of(fact)]), MeetingSpec(30, language, NOW, "Acme"))
bullet = {"text": fact.text, "fact_id": "f", "due": fact.due_iso, "due_state": "overdue"}
items = [{"heading": item.heading, "bullets": [bullet]} for section in agenda.sections for item in section.items]
answer = {"title": agenda.title, "sections": [{"title": agenda.sections[0].title, "minutes": 30, "items": items}]}
shown = handout_of(answer, Occasion("Acme", language, NOW, 30, NOW))
print(json.dumps({
    "tags": TAGS,
    "languages": [detect(text) for text in texts],
    "readings": [asdict(read(text)) for text in texts],
    "title": agenda.title,
    **{name: render(shown) for name, render in RENDERERS.items()},
    "ics": as_ics(shown, Event(NOW, "agd@spine", NOW)),
    "why": why(fact, language),
    "snapshot": snapshot_of(OrganisationState("acme", [], {}, OrganisationCounts(), "es-ES"), NOW, 14).summary,
    "setting": OrganisationFields(language="es").language,
}))
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., dict[str, Any]]:
    """What a copy of Spine with Spanish makes of some texts."""
    place = tmp_path_factory.mktemp("spanish")
    shutil.copytree(SPINE, place / "spine", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(SPANISH, place / "spine/domain/languages/spanish.py")
    registry = (place / "spine" / REGISTRY).read_text(encoding="utf-8")
    for before, after in REGISTERED.items():
        assert registry.count(before) == 1
        registry = registry.replace(before, after)
    (place / "spine" / REGISTRY).write_text(registry, encoding="utf-8")

    def ran(*texts: str) -> dict[str, Any]:
        command = [sys.executable, "-c", ASK]
        done = subprocess.run(command, cwd=place, input=json.dumps(texts), capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    return ran


def test_a_third_language_is_read_detected_planned_and_rendered(ask: Callable[..., dict[str, Any]]) -> None:
    answer = ask(
        "Quiero una reunión el lunes sobre la renovación del contrato, media hora",
        "reunião sobre preços, 30 min",
        "meeting about pricing, half an hour",
        "mañana, hora y media con los compañeros",
        "pasado mañana a las tres y media de la tarde, sobre precios",
    )
    assert answer["tags"] == "pt-BR or en-US or es-ES"
    assert answer["languages"] == ["es-ES", "pt-BR", "en-US", "es-ES", "es-ES"]
    assert [(r["subject"], r["minutes"]) for r in answer["readings"][:3]] == [
        ("renovación del contrato", 30), ("preços", 30), ("pricing", 30),
    ]  # fmt: skip
    assert answer["readings"][3]["minutes"] == 90
    assert answer["readings"][4]["start"] == {"minute": 15 * 60 + 30, "day": {"days": 2}}
    assert answer["title"] == "Reunión Acme"
    for form in ("nl", "markdown", "html"):
        for text in ("Acciones", "plazo: 05/03/2026", "vencido", "martes, 10 de marzo de 2026"):
            assert text in answer[form], (form, text)
    assert "evidencia" in answer["why"]
    assert 'lang="es-ES"' in answer["html"]
    assert "PRODID:-//Spine//Agenda//ES\r\n" in answer["ics"]
    assert answer["snapshot"].startswith("0 frentes (0 en rojo")
    assert answer["setting"] == "es-ES"
