"""The texts of the console, read from its own tables."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "spine" / "http" / "console"
_LINE = re.compile(r'^ {2}"(?P<name>[^"]+)":\s+"(?P<text>[^"]*)",$', re.MULTILINE)


@cache
def texts(language: str) -> Mapping[str, str]:
    """The table of a language, "pt" or "en", or of a locale that begins so."""
    paths = sorted(FOLDER.glob(f"texts_{language[:2]}*.js"))
    return {found["name"]: found["text"] for path in paths for found in _LINE.finditer(path.read_text("utf-8"))}
