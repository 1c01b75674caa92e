"""The deployment package, made as `make package` makes it. Making it takes some seconds and needs pip's index."""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.util import cache_from_source
from pathlib import Path

import pathspec
import pytest
from packaging.requirements import Requirement

from scripts import package
from spine.http import assets
from tests.tooling.delivery.reached import ROOT, reached

HERE = Path(__file__).parent
WHEELS = package.SITE_PACKAGES.as_posix() + "/"

pytestmark = pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"), reason="the wheels are for Azure's Linux alone"
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package.make(ROOT, tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def names(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as packed:
        return packed.namelist()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """A project of two files, whose `.funcignore` is the real one."""
    shutil.copy(ROOT / ".funcignore", tmp_path)
    (tmp_path / "function_app.py").touch()
    (tmp_path / "spine").mkdir()
    (tmp_path / "spine" / "config.py").touch()
    return tmp_path


def own(names: list[str]) -> set[str]:
    return {name for name in names if not name.startswith(WHEELS)}


def test_only_what_runs_stands_at_the_top(names: list[str]) -> None:
    top = {name.partition("/")[0] for name in names}
    assert top == {"__pycache__", "function_app.py", "host.json", "requirements.txt", "spine", ".python_packages"}


def test_every_module_in_it_is_one_that_the_app_can_come_to_import(names: list[str]) -> None:
    """Add a module that only an operator or a developer needs to .funcignore."""
    modules = {Path(name) for name in own(names) if name.endswith(".py")}
    assert sorted(map(str, modules - reached())) == []
    assert sorted(map(str, reached() - modules)) == []


def test_what_the_app_hands_out_is_in_it(names: list[str]) -> None:
    served = {
        (site.folder.relative_to(ROOT) / name).as_posix()
        for site in assets.SITES.values()
        for name in assets.file_names(site)
    }
    assert len(served) > len(assets.SITES)
    beside = {"spine/http/openapi/examples.json", "spine/http/docs/openapi-explorer.LICENSE"}
    assert served | beside | {"spine/domain/rendering/agenda.html.jinja", "spine/domain/rendering/agenda.css"} <= own(
        names
    )


def test_nothing_of_the_command_line_the_demo_or_the_tests_is_in_it(names: list[str]) -> None:
    unwanted = (
        "spine/operations/",
        "spine/__main__.py",
        "spine/legacy/python/",
        "spine/legacy/migration/",
        "tests/",
        "devhost/",
        "infra/",
    )
    assert [name for name in own(names) if name.startswith(unwanted)] == []


def test_every_module_in_it_is_compiled(names: list[str]) -> None:
    compiled = {name for name in own(names) if name.endswith(".pyc")}
    assert compiled == {cache_from_source(name) for name in own(names) if name.endswith(".py")}


def test_funcignore_takes_nothing_away_from_a_package_that_is_made(names: list[str]) -> None:
    """azd and Core Tools may read the same rules over the package itself; wheels have folders named tests, too."""
    ignored = pathspec.GitIgnoreSpec.from_lines((ROOT / ".funcignore").read_text(encoding="utf-8").splitlines())
    assert [name for name in names if ignored.match_file(name)] == []


def test_the_wheels_are_for_azures_python_and_linux(names: list[str]) -> None:
    native = [name for name in names if name.endswith(".so")]
    assert any("cpython-313-x86_64-linux-gnu.so" in name for name in native)
    foreign = ("darwin", "win_amd64", "aarch64", "musl", "cpython-312", "cpython-314")
    assert [name for name in native if any(word in name for word in foreign)] == []


def test_the_same_files_give_the_same_bytes(project: Path, tmp_path: Path) -> None:
    files = package.files_of(project)
    for name, order in (("one", 1), ("other", -1)):
        for file in files[::order]:
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_text(f"# {file}")
            os.utime(tmp_path / name / file, (order + 10, order + 10))
        package.pack(tmp_path / name, tmp_path / f"{name}.zip")
    assert package.digest(tmp_path / "one.zip") == package.digest(tmp_path / "other.zip")


def test_nothing_in_it_tells_where_it_was_made(archive: Path) -> None:
    prefix = str(Path(sys.prefix)).encode()
    with zipfile.ZipFile(archive) as packed:
        assert [name for name in packed.namelist() if prefix in packed.read(name)] == []
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_worker_finds_every_function_in_it_with_production_requirements_alone(
    archive: Path, tmp_path: Path
) -> None:
    unpacked, host = tmp_path / "wwwroot", tmp_path / "host"
    shutil.unpack_archive(archive, unpacked)
    shutil.copytree(ROOT / "devhost", host / "devhost")
    command = [sys.executable, "-I", "-S", str(HERE / "index_package.py"), str(unpacked), str(host)]
    ran = subprocess.run(command, cwd=tmp_path, env={}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    told = json.loads(ran.stdout)
    assert told["strangers"] == []
    assert sorted(map(tuple, told["functions"])) == sorted([*routes(), ("flag_stale_workstreams", "timerTrigger")])


def routes() -> list[tuple[str, str]]:
    code = "import function_app as f, json; print(json.dumps([one.name for one in f.route.endpoints]))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return [(name, "httpTrigger") for name in json.loads(ran.stdout)]


def test_a_stray_file_beside_the_app_is_refused_by_name(project: Path) -> None:
    (project / "passwords.txt").touch()
    with pytest.raises(package.CannotPackage, match=r"passwords\.txt is neither .* nor in \.funcignore"):
        package.files_of(project)


def test_what_a_developer_leaves_lying_about_is_not_packed(project: Path) -> None:
    left = (".env", "local.settings.json", "spine_dev.sqlite3", "spine_dev.sqlite3-wal", ".venv/x", "dist/spine.zip")
    for name in (*left, ".python_packages/lib/x.py", "spine/__pycache__/config.cpython-313.pyc", ".git"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).touch()
    assert package.files_of(project) == [Path("function_app.py"), Path("spine/config.py")]


def test_requirements_without_a_wheel_are_said_in_one_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / ".python-version").write_text("3.13")
    (project / "requirements.lock").write_text("./not-there")
    with pytest.raises(package.CannotPackage, match=r"the wheels of requirements\.lock could not be had"):
        package.make(project, project / "dist")


def locked() -> dict[str, tuple[str, str]]:
    """The version and the digest of each locked wheel, by its name."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    found = re.findall(r"^([a-z0-9.-]+)==(\S+) --hash=sha256:([0-9a-f]{64})$", text, re.MULTILINE)
    assert len(found) == len([line for line in text.splitlines() if not line.startswith("#")])
    return {name: (version, digest) for name, version, digest in found}


def test_the_lock_holds_what_the_requirements_allow() -> None:
    """`make lock` after a change of requirements.txt."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if line and not line.startswith("#")]
    assert [str(one) for one in wanted if not one.specifier.contains(locked()[one.name][0])] == []


def test_the_package_holds_the_locked_wheels_and_no_other(names: list[str]) -> None:
    found = {
        re.sub(r"[-_.]+", "-", name.split("/")[3].lower()) for name in names if name.endswith(".dist-info/METADATA")
    }
    assert found == {f"{name}-{version}-dist-info".replace(".", "-") for name, (version, _) in locked().items()}


def test_a_wheel_of_another_digest_is_refused(project: Path) -> None:
    (project / ".python-version").write_text("3.13")
    (name, (version, digest)) = next(iter(locked().items()))
    other = digest[::-1]
    (project / "requirements.lock").write_text(f"{name}=={version} --hash=sha256:{other}\n")
    with pytest.raises(package.CannotPackage, match="DO NOT MATCH THE HASHES"):
        package.make(project, project / "dist")
