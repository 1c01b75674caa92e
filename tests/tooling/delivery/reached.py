"""The modules of Spine that the deployed app can come to import, those inside functions included."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
CHOSEN = "import_module(f'{__name__}."
"""A package that loads one of the packages in it by a name made at run time can come to load each of them."""


def reached() -> set[Path]:
    """The files that `function_app.py` imports, by whatever way; paths are the project's."""
    found, waiting = set[Path](), [Path("function_app.py")]
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += [path for name in _imports(ROOT / file) for path in _files(name)]
    return found


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node).startswith(CHOSEN):
            package = ".".join(file.relative_to(ROOT).parent.parts)
            yield from (f"{package}.{beside.stem}" for beside in file.parent.iterdir() if beside.is_dir())


def _files(name: str) -> Iterator[Path]:
    """The files that importing a dotted name loads: the packages above it, and itself where it is a module."""
    parts = name.split(".")
    for length in range(1, len(parts) + 1):
        inside = Path(*parts[:length])
        for file in (inside / "__init__.py", inside.with_suffix(".py")):
            if parts[0] == "spine" and (ROOT / file).exists():
                yield file
