"""`python -m spine` from a shell."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def spine(folder: Path, *words: str, answer: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """One run of the command, on a database in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPINE_", "COSMOS_"))}
    local = {"SPINE_DB_PATH": str(folder / "spine.sqlite3"), "AZURE_FUNCTIONS_ENVIRONMENT": "Development"}
    return subprocess.run(
        [sys.executable, "-m", "spine", *words], cwd=ROOT, env=kept | local | settings, input=answer,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def tables(folder: Path) -> set[str]:
    """The tables in the database."""
    with closing(sqlite3.connect(folder / "spine.sqlite3")) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_init_makes_the_tables_and_says_so(tmp_path: Path) -> None:
    ran = spine(tmp_path, "init")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "sqlite" in ran.stdout
    assert {"workstreams", "workstream_facts", "account_snapshots"} <= tables(tmp_path)


def test_seed_loads_the_demo_organisations_once(tmp_path: Path) -> None:
    first, second = spine(tmp_path, "seed"), spine(tmp_path, "seed")
    assert "org_demo: 5 workstreams" in first.stdout
    assert "org_demo is there already" in second.stdout


def test_sweep_makes_a_whole_pass_each_time(tmp_path: Path) -> None:
    spine(tmp_path, "seed")
    first, second = spine(tmp_path, "sweep"), spine(tmp_path, "sweep")
    assert first.stdout.startswith("Stale sweep: 2 organisations, 10 workstreams, 2 flagged, 2 stale, ")
    assert "Workstream ws_seguranca_alimentos stale (14+ days)" in first.stderr
    assert second.stdout.startswith("Stale sweep: 2 organisations, 10 workstreams, 0 flagged, 2 stale, ")
    assert second.stderr == ""


@pytest.mark.parametrize(("words", "answer"), [(("--yes",), ""), ((), "yes\n")])
def test_rollback_removes_the_guides_three_tables_alone(tmp_path: Path, words: tuple[str, ...], answer: str) -> None:
    spine(tmp_path, "init")
    before = tables(tmp_path)
    assert spine(tmp_path, "rollback", *words, answer=answer).returncode == 0
    assert before - tables(tmp_path) == {"workstreams", "workstream_facts", "account_snapshots"}


def test_rollback_asks_and_does_nothing_without_a_yes(tmp_path: Path) -> None:
    spine(tmp_path, "init")
    assert spine(tmp_path, "rollback", answer="no\n").returncode == 1
    assert "workstreams" in tables(tmp_path)


def test_a_bad_setting_stops_the_command_with_one_line(tmp_path: Path) -> None:
    ran = spine(tmp_path, "init", STALE_AFTER_DAYS="soon")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.count("\n") == 1
    assert "STALE_AFTER_DAYS='soon'" in ran.stderr


def test_sqlite_is_refused_in_azure_naming_the_way_out(tmp_path: Path) -> None:
    ran = spine(tmp_path, "init", AZURE_FUNCTIONS_ENVIRONMENT="", WEBSITE_SKU="FlexConsumption")
    assert ran.returncode == 1
    assert "COSMOS_ENDPOINT" in ran.stderr
