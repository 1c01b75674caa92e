"""The app's settings in a local run: local.settings.json, and the check that they are valid."""

import importlib
import json
import os
import sys
from pathlib import Path

from devhost.errors import CannotServe


def load_settings(app_dir: Path) -> None:
    """Give the environment the Values of local.settings.json that it lacks, and mark the run as local."""
    path = app_dir / "local.settings.json"
    read = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name, value in read.get("Values", {}).items():
        os.environ.setdefault(name, str(value))
    mark_local_run()


def mark_local_run() -> None:
    """Say, as Core Tools does, that this is no run in Azure; a container's environment may look like one."""
    os.environ.setdefault("AZURE_FUNCTIONS_ENVIRONMENT", "Development")


def check_settings(app_dir: Path, where: str) -> None:
    """Call MODULE:CALLABLE, which raises for settings that the app cannot run with. Raises CannotServe."""
    sys.path.insert(0, str(app_dir))
    module, _, name = where.partition(":")
    check = getattr(importlib.import_module(module), name)
    try:
        check()
    except Exception as refused:
        raise CannotServe(str(refused)) from refused
