"""The deployment package: the project without what `.funcignore` names, and the wheels of `requirements.lock`.

Nothing is built in Azure, whose remote build has taken another Python than the app's; the wheels lie inside. So do
compiled modules: Azure mounts the package read-only, where an import without them compiles at every start. Two things
come of it: the folder `dist/package`, which azd packs by itself, and `dist/spine-<version>.zip`, which the
workflow deploys: the same bytes for the same wheels.
"""

import argparse
import compileall
import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from py_compile import PycInvalidationMode

import pathspec

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from spine import __version__  # noqa: E402  (as a script, this file knows only its own folder)

PARTS = ("function_app.py", "host.json", "requirements.txt", "spine")
"""What may stand at the top of the package; anything else that `.funcignore` lets through is refused."""

SITE_PACKAGES = Path(".python_packages", "lib", "site-packages")
COMPILED = "__pycache__"
LEVEL = 6
"""Of compression: 9 takes two and a half times as long and saves less than a hundredth."""
PLATFORMS = ("manylinux2014_x86_64", "manylinux_2_17_x86_64")

_OF_PIP = ("RECORD", "REQUESTED", "INSTALLER")  # RECORD differs with the path of the Python that builds
_EARLIEST = (1980, 1, 1, 0, 0, 0)


class CannotPackage(Exception):
    """The package cannot be made; the message says why, and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the package, and say where it lies, how large it is and what its digest is."""
    parser = argparse.ArgumentParser(description="Make the deployment package.")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="the folder to make it in (dist)")
    output = parser.parse_args(arguments).output.resolve()
    try:
        archive = make(ROOT, output)
    except CannotPackage as problem:
        print(f"package: {problem}", file=sys.stderr)
        return 1
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB, sha256 {digest(archive)}")
    return 0


def make(project: Path, output: Path) -> Path:
    """Fill `output`/package anew and zip it. Raises CannotPackage."""
    folder, archive = output / "package", output / f"spine-{__version__}.zip"
    shutil.rmtree(folder, ignore_errors=True)
    for file in files_of(project):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project / file, folder / file)
    install_wheels(project, folder / SITE_PACKAGES)
    compile_modules(folder)
    pack(folder, archive)
    return archive


def files_of(project: Path) -> list[Path]:
    """The project's own files that run in Azure, relative to it. Raises CannotPackage for one that has no place."""
    ignored = pathspec.GitIgnoreSpec.from_lines((project / ".funcignore").read_text(encoding="utf-8").splitlines())
    found = sorted(Path(name) for name in _names(project, ignored))
    for file in found:
        if file.parts[0] not in PARTS:
            raise CannotPackage(f"{file} is neither one of {', '.join(PARTS)} nor in .funcignore: name it there.")
    return found


def _names(project: Path, ignored: pathspec.GitIgnoreSpec, folder: Path = Path()) -> Iterator[str]:
    for entry in (project / folder).iterdir():
        inside = folder / entry.name
        if entry.is_dir() and not entry.is_symlink():
            if (
                entry.name != COMPILED
                and inside.parts[0] != SITE_PACKAGES.parts[0]
                and not ignored.match_file(f"{inside.as_posix()}/")
            ):
                yield from _names(project, ignored, inside)
        elif not ignored.match_file(inside.as_posix()):
            yield inside.as_posix()


def for_azure(project: Path) -> list[str]:
    """The options by which pip takes wheels for Azure's Python and Linux, whatever runs here."""
    version = (project / ".python-version").read_text(encoding="utf-8").strip()
    platforms = (f"--platform={platform}" for platform in PLATFORMS)
    return ["--only-binary=:all:", "--implementation=cp", f"--python-version={version}", *platforms]


def install_wheels(project: Path, target: Path) -> None:
    """Put the locked wheels into a folder, each by its digest. Raises CannotPackage."""
    command = [
        *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"),
        *("--no-compile", "--no-deps", "--require-hashes", *for_azure(project)),
        *(f"--target={target}", f"--requirement={project / 'requirements.lock'}"),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise CannotPackage(f"the wheels of requirements.lock could not be had: {run.stderr.strip()}")
    shutil.rmtree(target / "bin", ignore_errors=True)  # programs, which name the Python that builds
    for name in _OF_PIP:
        for file in target.glob(f"*.dist-info/{name}"):
            file.unlink()


def compile_modules(folder: Path) -> None:
    """Compile every module of a folder, without the path of the folder and without a time: nothing in it changes.

    A module that is no Python of this version (some wheels carry templates) stays as it is.
    """
    mode = PycInvalidationMode.UNCHECKED_HASH
    compileall.compile_dir(folder, quiet=2, force=True, stripdir=folder, invalidation_mode=mode)


def pack(folder: Path, archive: Path) -> None:
    """Zip a folder so that the same files give the same bytes: in order, without times and owners."""
    archive.unlink(missing_ok=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as packed:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), _EARLIEST)
            entry.external_attr, entry.create_system = 0o100644 << 16, 3
            packed.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, LEVEL)


def digest(archive: Path) -> str:
    """The SHA-256 of a file."""
    with archive.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


if __name__ == "__main__":
    sys.exit(main())
