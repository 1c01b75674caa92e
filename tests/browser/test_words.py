"""Every code that the API answers with has a word in the console, and every style an element."""

import inspect
import re
from typing import get_args

import pytest

from spine.domain.fact_states import FactState, FactStatus
from spine.domain.fact_types import FACT_TYPES
from spine.domain.languages import Language
from spine.domain.planning import ranking
from spine.domain.planning.codes import ExclusionReason
from spine.domain.planning.modes import MacroMode, Nudge
from spine.domain.workstream_states import Colour, WorkstreamState
from spine.schemas.responses.agendas import Assumption
from tests.browser.texts import FOLDER, texts

CODES = {
    "assumed": get_args(Assumption),
    "colour": Colour,
    "factState": FactState,
    "language": Language,
    "mode": MacroMode,
    "nudge": Nudge,
    "part": {*ranking.WEIGHTS, *re.findall(r'Signal\("(\w+)"', inspect.getsource(ranking))},
    "reason": ExclusionReason,
    "state": WorkstreamState,
    "status": FactStatus,
    "type": FACT_TYPES,
}
SCRIPTS = "\n".join(path.read_text("utf-8") for path in FOLDER.glob("*.js") if "texts_" not in path.name)
STYLES = re.sub(r"/\*.*?\*/", "", "".join(path.read_text("utf-8") for path in FOLDER.glob("*.css")), flags=re.DOTALL)


@pytest.mark.parametrize("kind", CODES)
def test_every_code_of_the_api_has_a_word(kind: str) -> None:
    assert [str(code) for code in CODES[kind] if f"{kind}.{code}" not in texts("en")] == []


def test_every_class_of_the_styles_is_used() -> None:
    selectors = " ".join(re.findall(r"([^{}]+)\{", STYLES))
    named = set(re.findall(r"\.([a-z][a-z-]*)", selectors))
    made = set(re.findall(r"\.([a-z][a-z-]*)", " ".join(re.findall(r'["`]([a-z0-9]+\.[^"`]*)["`]', SCRIPTS))))
    made |= {f"is-{colour}" for colour in Colour} | set(re.findall(r'kind: "(\w+)"', SCRIPTS))
    assert named - made == set()
