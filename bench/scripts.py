"""Scripts outside the repository that measurements are made with, loaded by their path."""

import importlib.util
from pathlib import Path
from typing import Any


def loaded(path: Path) -> Any:
    """A script as a module of its own."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
