"""What may know what: imports run one way, and start-up stays light."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SPINE = ROOT / "spine"

BELONGS = {
    "azure.functions": ("spine/http/",),
    "azure.cosmos": ("spine/store/cosmos/",),
    "azure.identity": ("spine/store/cosmos/", "spine/operations/rollout/workspace.py"),
    "sqlite3": (
        "spine/store/sqlite/",
        "spine/legacy/migration/databases.py",
    ),
    "opencensus": ("spine/exporter.py",),
    "spine.exporter": ("spine/telemetry.py",),
    "os": (
        "spine/config.py",
        "spine/store/sqlite/",
        "spine/operations/cli/exit_codes.py",
        "spine/operations/http_calls.py",
        "spine/operations/transfer/resumable_file.py",
    ),
    "spine.operations": ("spine/operations/", "spine/legacy/", "spine/__main__.py"),
    "jinja2": ("spine/domain/rendering/html.py",),
    "icalendar": ("spine/domain/rendering/icalendar.py",),
    "httpx": ("spine/operations/http_calls.py",),
    "azure.monitor": ("spine/operations/rollout/workspace.py",),
    "rich": ("spine/operations/cli/",),
    "typer": ("spine/operations/cli/",),
}
"""Where a library may be imported. The sqlite store takes paths from `os`, the exits the output's descriptor, calls
the words for an error's number, an export syncs its file; they read no environment. The deployment package leaves the
command line out, so nothing else may know it."""

LEGACY_HOOKS = {
    "spine/bootstrap.py": "the Cosmos store completes legacy documents",
    "spine/operations/cli/application.py": "the command `repair`",
    "spine/operations/cli/transfer.py": "`import --from-old-service`",
    "tests/tooling/docs/test_migration.py": "the steps of a cut-over",
    "tests/operations/transfer/test_commands.py": "`import --from-old-service`",
}
"""The files that import `spine.legacy` or its tests. After cut-over both folders go, with these imports and what uses
them, and the line of `spine/__init__.py` about `spine/legacy/python`; then this table and its test."""

OUTER = ("spine.usecases", "spine.http", "spine.store", "spine.schemas", "spine.config", "spine.bootstrap", "azure")


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The modules that a file imports, and what it takes from them."""
    return tuple(_imports(ast.parse(path.read_text(encoding="utf-8"))))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules(folder: str = "") -> list[Path]:
    return sorted((SPINE / folder).rglob("*.py"))


@pytest.mark.parametrize("library", BELONGS)
def test_a_library_is_known_where_it_belongs_alone(library: str) -> None:
    knowing = [
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if any(name == library or name.startswith(f"{library}.") for name in imports(path))
    ]
    assert knowing
    assert [path for path in knowing if not path.startswith(BELONGS[library])] == []


def test_the_legacy_service_is_hooked_in_at_few_places_alone() -> None:
    files = [path for folder in ("spine", "tests", "devhost", "scripts") for path in (ROOT / folder).rglob("*.py")]
    names = {path.relative_to(ROOT).as_posix(): path for path in [*files, ROOT / "function_app.py"]}
    hooks = {
        name
        for name, path in names.items()
        if not name.startswith(("spine/legacy/", "tests/legacy/")) and "node_modules" not in path.parts
        if any(imported.startswith(("spine.legacy", "tests.legacy")) for imported in imports(path))
    }
    assert hooks == LEGACY_HOOKS.keys()


def test_the_domain_knows_nothing_around_it() -> None:
    for path in modules("domain"):
        assert [name for name in imports(path) if name.startswith(OUTER)] == [], path


def test_use_cases_know_neither_http_nor_a_database() -> None:
    for path in modules("usecases"):
        known = [name for name in imports(path) if name.startswith(("spine.http", "spine.store."))]
        allowed = {"spine.store", "spine.store.protocol", "spine.store.errors", "spine.store.deadlines"}
        assert {name.rpartition(".")[0] for name in known} <= allowed, path


def test_the_environment_is_read_in_one_place() -> None:
    reading = [path.name for path in modules() if "os.environ" in path.read_text(encoding="utf-8")]
    assert reading == ["config.py"]


def test_starting_up_loads_no_driver_no_use_case_and_none_of_their_words() -> None:
    later = ("azure.cosmos", "azure.identity", "opencensus", "sqlite3", "rich", "spine.operations.cli", "typer")
    later += ("spine.http.openapi", "jinja2", "icalendar", "spine.usecases.facts", "spine.usecases.planning.pipeline")
    later += ("spine.domain.reading", "spine.domain.suggestions", "spine.domain.rendering.html", "spine.bootstrap")
    later += ("spine.domain.languages.packs", "spine.domain.tokenizer")
    later += ("importlib.metadata", "spine.store.protocol")  # pydantic looks for plugins when it builds a validator
    code = f"import sys, function_app; print([name for name in {later} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
