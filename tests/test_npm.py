"""Packages of Node.js tools are installed once, however many tests want them."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import npm

INSTALLS_SLOWLY = """#!/bin/sh
echo started >> npm.log
mkdir node_modules && sleep 0.2 && touch node_modules/.package-lock.json
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a lock file, and an npm that notes each start and fails where another one is at work."""
    tool = tmp_path / "bin" / "npm"
    tool.parent.mkdir()
    tool.write_text(INSTALLS_SLOWLY)
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "package-lock.json").write_text("{}")
    return tmp_path


def test_of_many_who_need_the_packages_one_installs_them(folder: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: npm.install(folder, "The test"), range(4)))
    assert (folder / "npm.log").read_text() == "started\n"


def test_packages_that_are_gone_are_installed_again(folder: Path) -> None:
    npm.install(folder, "The test")
    (folder / "node_modules" / ".package-lock.json").rename(folder / "old")
    (folder / "node_modules").rmdir()
    npm.install(folder, "The test")
    assert (folder / "npm.log").read_text() == "started\nstarted\n"
